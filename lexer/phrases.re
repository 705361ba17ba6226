/* phrases.re - lines that are nothing but a page's furniture: what --boilerplate=phrases leaves out.
 *
 * Only what no author writes as a line of his text: what a reader is to do with the page, not what the page
 * says.  A line counts if all of it is such phrases; the same words inside a sentence stay.  Letters are
 * compared without case where they are ASCII; others as a line begins. */
#include "phrases.h"

#include <string.h>

enum {
    LONGEST = 160, /* bytes; a longer line is a sentence about it */
    SERVICE = 1    /* stands for the name of a service; no line of clean text holds this control */
};

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    name     = 'facebook' | 'twitter' | 'linkedin' | 'pinterest' | 'reddit' | 'whatsapp' | 'telegram' | 'tumblr' | 'instagram'
             | 'youtube' | 'tiktok' | 'mastodon' | 'bluesky' | 'weibo' | 'wechat' | 'vkontakte' | 'skype' | 'viber';
    latin    = name ('issa' | 'iss' | 'ssa' | 'ss' | 'is' | 'on' | 'en' | 'ban' | 'u' | 'ie' | 'ze' | 'e')? // in, of: Finnish, Estonian, Hungarian, Slavic
             | 'google+' | 'google plus' | 'x' | 'threads' | 'pocket' | 'xing' | 'line' | 'zalo';
    cyrillic = "Фейсбук" "е"? | "Твиттер" "е"? | "ВКонтакте" | "Телеграм" "е"? | "Одноклассниках" | "Фейсбуці" | "Телеграмі";
    arabic   = "فيسبوك" | "الفيسبوك" | "تويتر" | "واتساب" | "انستغرام" | "إنستغرام" | "انستجرام" | "تيليجرام" | "تلغرام" | "يوتيوب" | "إكس";
    persian  = "فیسبوک" | "فیس‌بوک" | "توییتر" | "تلگرام" | "واتساپ" | "واتس‌اپ" | "اینستاگرام" | "یوتیوب";
    hebrew   = "פייסבוק" | "טוויטר" | "ווטסאפ" | "וואטסאפ" | "אינסטגרם" | "טלגרם" | "יוטיוב" | "לינקדאין";
    hindi    = "फेसबुक" | "फ़ेसबुक" | "ट्विटर" | "व्हाट्सएप" | "व्हाट्सऐप" | "इंस्टाग्राम" | "यूट्यूब" | "टेलीग्राम";
    bengali  = "ফেসবুকে" | "টুইটারে" | "হোয়াটসঅ্যাপে" | "ইনস্টাগ্রামে" | "ইউটিউবে";
    tamil    = "பேஸ்புக்கில்" | "ஃபேஸ்புக்கில்" | "முகநூலில்" | "ட்விட்டரில்" | "வாட்ஸ்அப்பில்" | "இன்ஸ்டாகிராமில்";
    thai     = "เฟซบุ๊ก" | "เฟสบุ๊ค" | "ทวิตเตอร์" | "ไลน์" | "อินสตาแกรม";
    chinese  = "微信" "朋友圈"? | "朋友圈" | "微博" | "新浪微博" | "脸书" | "臉書" | "推特" | "QQ" "空间"? | "豆瓣" | "抖音";
    japanese = "フェイスブック" | "ツイッター" | "ライン" | "インスタグラム";
    korean   = "페이스북" | "트위터" | "카카오톡" | "카카오스토리" | "인스타그램" | "유튜브" | "밴드" | "텔레그램" | "네이버";
    others   = cyrillic | arabic | persian | hebrew | hindi | bengali | tamil | thai | chinese | japanese | korean;

    reserved = 'all rights reserved' | 'alle rechte vorbehalten' | 'tous droits réservés' | 'todos los derechos reservados'
             | 'tots els drets reservats' | 'tutti i diritti riservati' | 'todos os direitos reservados' | 'alle rechten voorbehouden'
             | 'alla rättigheter ' ('förbehållna' | 'reserverade') | 'alle rettigheter ' ('reservert' | 'forbeholdt' | 'forbeholdes')
             | 'alle rettigheder ' ('forbeholdes' | 'forbeholdt') | 'allur réttur áskilinn' | "Öll réttindi áskilin"
             | 'kaikki oikeudet ' ('pidätetään' | 'pidätetty') | 'kõik õigused ' ('kaitstud' | 'reserveeritud')
             | ('wszelkie' | 'wszystkie') ' prawa zastrzeżone' | 'všechna práva vyhrazena' | 'všetky práva vyhradené'
             | 'vse pravice pridržane' | 'sva prava ' ('pridržana' | 'zadržana') | "Сва права задржана"
             | "Все права защищены" | ("Усі" | "Всі") " права " ("захищено" | "захищені") | "Всички права " ("са ")? "запазени"
             | 'toate drepturile ' ('sunt ')? 'rezervate' | 'minden jog fenntartva'
             | "Με " ("την ")? "επιφύλαξη παντός δικαιώματος" | ('tüm' | 'her') ' hakkı' ('arı')? ' saklıdır' | 'tüm hakları saklıdır'
             | 'visas tiesības ' ('aizsargātas' | 'paturētas') | 'visos teisės ' ('saugomos' | 'ginamos')
             | "جميع الحقوق محفوظة" | "كل الحقوق محفوظة" | "כל הזכויות שמורות"
             | ("تمامی" | "تمام" | "کلیه" | "کلیهٔ" | "همه") " حقوق محفوظ است"
             | "सर्वाधिकार सुरक्षित" | "সর্বস্বত্ব সংরক্ষিত" | "அனைத்து உரிமைகளும் பாதுகாக்கப்பட்டவை"
             | "สงวนลิขสิทธิ์" | "สงวนสิทธิ์ทุกประการ" | 'bảo lưu mọi quyền' | ('mọi quyền' | 'tất cả các quyền') ' được bảo lưu'
             | 'hak cipta dilindungi undang-undang' | 'hak cipta terpelihara' | 'haki zote zimehifadhiwa'
             | "版权所有" | "版權所有" | "保留所有" ("权利" | "權利") | "版权所有，侵权必究" | "無断転載を禁じます" | "無断転載禁止"
             | "무단" " "? "전재" (" 및 " | "·" | "-" | ", ") "재배포 금지" | "모든 권리 보유";

    year     = [12] [0-9]{3};
    years    = year (" "? ("-" | "–") " "? year)?;
    sign     = "©" | '(c)' | 'copyright' | 'copyright ©' | 'copyright (c)' | '© copyright';
*/

/* Writes the line, with its NUL, and SERVICE in place of each name of a service, with its ending.  Returns where its NUL
 * is, or NULL if there is no service in it. */
static const unsigned char *name_services(const unsigned char *line, unsigned char *to)
{
    const unsigned char *at, *cur = line, *mar = line, *from = line;
next:
    at = cur;
/*!re2c
    latin | others           { goto found; }
    [\x00]                   { goto end; }
    [a-zA-Z0-9]+ | [^\x00]   { goto next; }
*/
found:
    memcpy(to, from, (size_t)(at - from));
    to += at - from;
    *to++ = SERVICE;
    from = cur;
    goto next;
end:
    if (from == line) return NULL;
    memcpy(to, from, (size_t)(cur - from));
    return to + (at - from);
}

/* These return where the phrase ends that is at the cursor, or NULL. */
static const unsigned char *shares(const unsigned char *cur)
{
    const unsigned char *mar = cur;
/*!re2c
    and      = ", " | ' and ' | ' & ' | ' und ' | ' et ' | ' y ' | ' e ' | ' en ' | ' och ' | ' og ' | ' ja ' | ' i ' | ' a ';
    S        = "\x01"; /* SERVICE */
    services = S (and S)*;

    it       = 'this' (" " ('page' | 'post' | 'article' | 'story' | 'video' | 'entry' | 'thread'))?;
    window   = ' (opens in ' ('a ')? 'new window)' | ' (wird in neuem fenster geöffnet)' | ' (ouvre dans une nouvelle fenêtre)'
             | ' (se abre en una ventana nueva)' | ' (si apre in una nuova finestra)' | ' (abre em nova janela)';
    fi_in    = S "ä"?;
    tr_in    = S ("'" | "’") [td] [ae];
    hu_on    = ('a ' | 'az ')? S ("-" ('on' | 'en' | 'ön'))?;

    // share it there
    share    = ('click to ')? 'share on ' services window? | 'share ' it ' on ' services                                     // English
             | ('klick' 'en'? ', um ')? ('auf ' | 'bei ' | 'über ') services (' zu')? ' teilen' window?                          // German
             | 'cliquez pour partager sur ' services window? | ('partager' | 'partagez') ' sur ' services                        // French
             | ('haz clic para ')? ('compartir' | 'comparte') ' en ' services window?                                            // Spanish
             | ('comparteix' | 'compartir' | 'comparteix-ho') ' a ' services                                                     // Catalan
             | ('fai clic per ')? ('condividi' | 'condividere') ' su ' services window?                                          // Italian
             | ('clique para ')? ('compartilhar' | 'compartilhe' | 'partilhar' | 'partilhe') (' no ' | ' em ') services window?  // Portuguese
             | ('delen' | 'deel' | 'deel dit') (' op ' | ' via ') services                                                       // Dutch
             | 'dela på ' services | 'del på ' services | 'deila á ' services             // Swedish; Norwegian, Danish; Icelandic
             | 'jaa ' fi_in | 'jaga ' S                                           // Finnish; Estonian
             | 'udostępnij na ' services                                              // Polish
             | ('sdílet' | 'sdílejte') ' na ' services | 'zdieľať na ' services  // Czech; Slovak
             | ('podijeli' | 'podeli' | 'deli') ' na ' services | "Подели на " services // Croatian, Serbian, Slovene
             | "Поделиться " ("в " | "на ") S                                       // Russian
             | ("Поширити " | "Поділитися ") ("у " | "в " | "на ") S                // Ukrainian
             | ("Сподели" | "Споделете" | "Споделяне") (" в " | " във ") services          // Bulgarian
             | ('distribuie' | 'distribuiți' | 'partajează') ' pe ' services               // Romanian
             | 'megosztás ' hu_on                                                          // Hungarian
             | ("Κοινοποίηση " | "Κοινοποιήστε " | "Μοιραστείτε το ") ("στο " | "σε ") services // Greek
             | tr_in ' paylaş'                                                             // Turkish
             | ('dalīties' | 'dalies') ' ' S "ā"? | ('dalintis' | 'pasidalinti' | 'dalinkitės') ' ' S // Latvian; Lithuanian
             | ("شارك" | "مشاركة" | "المشاركة" | "انشر") (" على " | " عبر ") S      // Arabic
             | ("שתף" | "שתפו" | "שיתוף") " ב" "-"? S                               // Hebrew
             | ("اشتراک‌گذاری در " | "اشتراک گذاری در " | "به اشتراک گذاشتن در ") S // Persian
             | S " पर " ("शेयर" | "साझा") " करें"                                     // Hindi
             | S " শেয়ার করুন" | S " " ("பகிரவும்" | "பகிர்க" | "பகிர")            // Bengali; Tamil
             | "แชร์" ("บน" | "ไปยัง" | "ไปที่" | "ผ่าน") " "? S                       // Thai
             | 'chia sẻ ' ('lên ' | 'qua ' | 'trên ') services                             // Vietnamese
             | ('bagikan' | 'kongsi' | 'kongsikan') (' ke ' | ' di ' | ' melalui ') services // Indonesian, Malay
             | 'shiriki kwenye ' services                                                  // Swahili
             | "分享" ("到" | "至") " "? S                                          // Chinese
             | S " "? "で" ("共有" | "シェア") "する"?                              // Japanese
             | S ("에" | "으로" | "로")? " "? "공유" "하기"?;                       // Korean

    // follow us there
    follow   = ('follow' | 'find' | 'like') ' us on ' services
             | ('folgen sie' | 'folge' | 'folgt') ' uns ' ('auf ' | 'bei ') services
             | ('suivez' | 'retrouvez') '-nous sur ' services
             | ('síguenos' | 'siguenos') ' en ' services | 'segueix-nos a ' services
             | 'seguici su ' services
             | ('siga-nos' | 'acompanhe-nos' | 'segue-nos') (' no ' | ' em ') services
             | 'volg ons ' ('op ' | 'via ') services
             | ('följ oss på ' | 'følg oss på ' | 'følg os på ' | 'fylgdu okkur á ' | 'fylgstu með okkur á ') services
             | ('seuraa meitä ' | 'seuraa meitä myös ') fi_in | ('jälgi meid ' | 'jälgige meid ') S
             | ('obserwuj' | 'polub' | "Śledź" | "śledź") ' nas na ' services
             | ('sledujte nás na ' | 'sledite nam na ' | 'pratite nas na ' | "Пратите нас на ") services
             | ("Подписывайтесь на нас " | "Подпишитесь на нас " | "Следите за нами " | "Читайте нас ") ("в " | "на ") S
             | ("Слідкуйте за нами " | "Стежте за нами " | "Підписуйтесь на нас " | "Підписуйтеся на нас ") ("у " | "в " | "на ") S
             | ("Последвайте ни " | "Следвайте ни ") ("в " | "във ") services
             | ('urmărește-ne' | 'urmăriți-ne') ' pe ' services
             | ('kövess minket ' | 'kövess bennünket ' | 'kövessen minket ') hu_on
             | "Ακολουθήστε μας " ("στο " | "σε ") services
             | 'bizi ' tr_in ' takip ' ('et' | 'edin')
             | ('seko mums ' | 'sekojiet mums ') S "ā"? | ('sekite mus ' | 'sek mus ') S
             | ("تابعنا" | "تابعونا") " على " S | "עקבו אחרינו ב" "-"? S | "ما را در " S " دنبال کنید"
             | S " पर हमें " ("फॉलो" | "फ़ॉलो") " करें" | "हमें " S " पर " ("फॉलो" | "फ़ॉलो") " करें"
             | S " আমাদের " ("অনুসরণ" | "ফলো") " করুন" | S " எங்களைப் பின்தொடரவும்"
             | "ติดตามเรา" ("บน" | "ได้ที่" | "ทาง") " "? S | 'theo dõi chúng tôi trên ' services
             | 'ikuti kami di ' services | 'tufuate kwenye ' services
             | "在" " "? S " "? "上"? ("关注我们" | "追蹤我們" | "關注我們") | ("关注" | "關注") "我们的" S
             | S " "? "でフォロー" "する"? | S ("에서" | " ")? " "? "팔로우" "하기"?;

    rest     = 'read on ' S | 'view on ' S | 'view this post on ' S | 'read more on ' S | 'pin it on ' S;

    share | follow | rest { return cur; }
    *                     { return NULL; }
*/
}

static const unsigned char *asks(const unsigned char *cur)
{
    const unsigned char *mar = cur;
/*!re2c
    // to what the page is about
    skip     = 'skip to ' ('main ' | 'the ')? ('content' | 'navigation')
             | 'zum ' ('haupt')? 'inhalt springen' | 'direkt zum ' ('haupt')? 'inhalt'
             | 'aller ' ('directement ')? 'au contenu' (' principal')? | 'passer au contenu' (' principal')?
             | ('saltar' | 'ir' | 'pasar') ' al contenido' (' principal')? | ('vés' | 'ves' | 'salta') ' al contingut' (' principal')?
             | ('vai' | 'salta') ' al contenuto' (' principale')?
             | ('ir' | 'pular' | 'saltar' | 'avançar') ' para o conteúdo' (' principal')?
             | ('ga' | 'spring') ' naar ' ('de ')? ('hoofd')? 'inhoud' | 'meteen naar de inhoud' | 'overslaan en naar de inhoud gaan'
             | ('hoppa' | 'gå') ' till ' ('huvud')? 'innehåll' 'et'? | ('hopp' | 'gå') ' ' ('rett ')? 'til ' ('hoved')? 'innhold' 'et'?
             | ('videre' | 'spring' | 'hop' | 'gå') ' til ' ('hoved')? 'indhold' 'et'? | 'fara ' ('beint ')? 'í efni' ('ð')?
             | 'siirry ' ('suoraan ')? ('pää')? 'sisältöön' | 'liigu ' ('edasi ')? ('põhi')? 'sisu juurde'
             | ('przejdź' | 'skocz') ' do ' ('głównej ')? 'treści'
             | 'přejít ' ('k ' | 'na ') ('hlavnímu ' | 'hlavní ')? 'obsah' 'u'? (' webu')? | 'přeskočit na obsah'
             | ('prejsť' | 'preskočiť' | 'skočiť') ' na ' ('hlavný ')? 'obsah'
             | ('preskoči' | 'skoči') (' na ' | ' do ') ('glavni ' | 'glavno ')? ('sadržaj' 'a'? | 'vsebino') | ("Скочи" | "Пређи") " на садржај"
             | "Перейти к " ("основному ")? ("содержимому" | "содержанию" | "контенту") | "Перейти до " ("основного ")? ("вмісту" | "контенту")
             | ("Преминаване" | "Прескачане" | "Преминете") " към " ("основното ")? "съдържание" "то"?
             | ('sari' | 'salt' | 'mergi' | 'treci') ' la conținut' 'ul'? (' principal')?
             | ('ugrás' | 'tovább') ' a ' ('fő ')? 'tartalom' ('hoz' | 'ra')
             | "Μετάβαση " ("στο " | "σε ") ("κύριο ")? "περιεχόμενο"
             | ("İçeriğe" | 'içeriğe' | 'ana içeriğe') ' ' ('geç' | 'atla')
             | ('pāriet' | 'doties') ' uz ' ('galveno ')? 'saturu' | ('pereiti' | 'eiti') ' prie ' ('pagrindinio ')? 'turinio'
             | ("تخطى" | "تخطي" | "التخطي" | "التجاوز" | "انتقل" | "الانتقال" | "تجاوز") " إلى المحتوى" (" الرئيسي")?
             | ("דלג" | "לדלג" | "דילוג" | "דלגו") " לתוכן" (" העיקרי" | " הראשי")? | ("پرش به " | "رفتن به ") "محتوا" ("ی اصلی")?
             | ("मुख्य ")? ("सामग्री" | "विषयवस्तु") " पर " ("जाएं" | "जाएँ") | "মূল "? "কন্টেন্টে যান" | "মূল বিষয়বস্তুতে যান" | "உள்ளடக்கத்திற்குச் " ("செல்" | "செல்லவும்" | "செல்க")
             | "ข้ามไป" ("ยัง" | "ที่") "เนื้อหา" "หลัก"? | ('bỏ qua đến' | 'bỏ qua' | 'chuyển đến' | 'chuyển tới' | 'nhảy đến') ' nội dung' (' chính')?
             | ('langsung' | 'lewati' | 'lompat' | 'loncat') ' ke konten' (' utama')? | ('lompat' | 'loncat') ' ke isi' | ('langkau' | 'terus') ' ke kandungan' (' utama')?
             | 'ruka hadi kwenye maudhui'
             | "跳" ("至" | "到" | "转到" | "轉到" | "過到") ("主要")? ("内容" | "內容" | "正文")
             | ("メイン" | "主要")? ("コンテンツ" | "本文") ("へ" | "に") ("スキップ" | "移動") "する"?
             | ("본문" | "주요 콘텐츠" | "메인 콘텐츠" | "콘텐츠" | "컨텐츠") ("으로" | "로")? " " ("바로가기" | "건너뛰기");


    // to do with it what else can be done with a page
    by_mail  = ('by ' | 'via ' | 'per ' | 'por ' | 'par ') ('e-mail' | 'email');
    handle   = 'share ' it (" " by_mail)? | 'share with friends' | 'compartir esto' | 'tweet this'
             | ('click to ')? 'email a link to a friend' window? | 'click to print' window?
             | ('print' | 'email') ' this ' ('page' | 'article') | 'artikel drucken' | 'nach oben scrollen'
             | 'toggle navigation' | 'back to top' | 'scroll to top'
             | 'log in or sign up' | 'log in to reply' | 'you must be logged in to post a comment'
             | 'leave a reply cancel reply' | 'powered by wordpress';

    // cookies
    cookies  = ('accept ' | 'reject ' | 'allow ') ('all ')? 'cookies' | 'manage ' ('cookies' | 'cookie preferences')
             | 'this ' ('site' | 'website') ' uses cookies' | 'we use cookies on this ' ('site' | 'website')
             | 'alle cookies ' ('akzeptieren' | 'ablehnen' | 'zulassen') | ('accepter' | 'refuser') ' tous les cookies'
             | ('aceptar' | 'rechazar') ' todas las cookies' | ('accepta' | 'acceptar' | 'rebutja') ' totes les ' ('galetes' | 'cookies')
             | ('accetta' | 'rifiuta') ' tutti i cookie' 's'? | ('aceitar' | 'rejeitar' | 'recusar') ' todos os cookies'
             | 'alle cookies ' ('accepteren' | 'weigeren' | 'toestaan') | ('accepteer' | 'weiger') ' alle cookies'
             | ('acceptera' | 'godkänn' | 'tillåt') ' alla ' ('cookies' | 'kakor') | ('godta' | 'aksepter' | 'tillat') ' alle ' ('cookies' | 'informasjonskapsler')
             | ('accepter' | 'tillad' | 'afvis') ' alle cookies' | ('samþykkja' | 'leyfa') ' allar ' ('vefkökur' | 'vafrakökur')
             | 'hyväksy kaikki evästeet' | ('nõustu kõigi küpsistega' | 'luba kõik küpsised')
             | ('akceptuj' | 'zaakceptuj' | 'odrzuć') ' wszystkie ' ('pliki ')? 'cookie' 's'?
             | ('přijmout' | 'povolit' | 'odmítnout') ' všechny ' ('soubory ')? 'cookie' 's'? | ('prijať' | 'povoliť') ' všetky ' ('súbory ')? 'cookie' 's'?
             | 'sprejmi vse piškotke' | ('prihvati' | 'prihvatite') ' sve kolačiće' | "Прихвати све колачиће"
             | ("Принять" | "Отклонить") " все " ("файлы ")? ('cookie' 's'? | "куки") | "Прийняти " ("всі " | "усі ") ("файли ")? ('cookie' 's'? | "куки")
             | ("Приемам" | "Приеми" | "Приемане на" | "Приемете") " всички " ("бисквитки" | 'cookies')
             | ('acceptă' | 'acceptați' | 'accept') ' toate ' ('cookie-urile' | 'cookies') | ("Összes" | 'minden') ' ' ('süti' | 'cookie') ' elfogadása'
             | "Αποδοχή όλων των cookie" 's'? | 'tüm çerezleri ' ('kabul et' | 'reddet')
             | ('pieņemt' | 'apstiprināt') ' visas sīkdatnes' | ('priimti visus slapukus' | 'sutinku su visais slapukais')
             | "قبول " ("جميع " | "كل " | "كافة ") ("ملفات تعريف الارتباط" | "الكوكيز")
             | ("קבל" | "אשר" | "קבלת" | "אישור") " " ("את ")? "כל " ("העוגיות" | "קובצי ה" "-"? 'cookie' | "ה" "-"? 'cookies')
             | ("پذیرش" | "پذیرفتن" | "قبول") " همه " ("کوکی‌ها" | "کوکی ها")
             | "सभी " ("कुकीज़" | "कुकीज" | "कुकी") " स्वीकार करें" | ("সব" | "সমস্ত" | "সকল") " কুকি গ্রহণ করুন" | "அனைத்து குக்கீகளையும் ஏற்கவும்"
             | "ยอมรับคุกกี้ทั้งหมด" | 'chấp nhận tất cả ' ('các ')? 'cookie' 's'? | 'terima semua ' ('cookie' | 'kuki') | 'kubali vidakuzi vyote'
             | ("接受" | "拒绝" | "拒絕") ("所有" | "全部") " "? 'cookie' 's'?
             | "すべての" " "? ('cookie' 's'? | "クッキー") " "? "を" ("受け入れる" | "許可する" | "許可" | "承認する" | "拒否する")
             | "모든 쿠키 " ("허용" | "수락" | "동의" | "거부") ("하기")?;

    skip | handle | cookies { return cur; }
    *                       { return NULL; }
*/
}

static const unsigned char *offers(const unsigned char *cur)
{
    const unsigned char *mar = cur;
/*!re2c
    // have it sent
    letter   = 'subscribe to our ' ('newsletter' | 'youtube channel' | 'rss feed')
             | ('sign up' | 'subscribe') ' for our ' ('free ' | 'daily ' | 'weekly ')? 'newsletter'
             | 'abonnieren sie unseren newsletter' | 'abonniere unseren newsletter' | 'melden sie sich ' ('für' | 'zu') (' unserem' | ' unseren') ' newsletter an'
             | "s" ("'" | "’") 'inscrire à ' ('la' | 'notre') ' newsletter' | ('abonnez' | 'inscrivez') '-vous à ' ('la' | 'notre') ' newsletter'
             | ('suscríbete' | 'suscríbase') ' a ' ('nuestra newsletter' | 'nuestro boletín' | 'nuestro newsletter')
             | 'subscriu-te al nostre ' ('butlletí' | 'newsletter') | 'iscriviti alla ' ('nostra ')? 'newsletter'
             | ('assine' | 'subscreva') ' ' ('a ')? 'nossa newsletter' | 'inscreva-se ' ('na' | 'em') ' nossa newsletter'
             | ('schrijf je in voor' | 'meld je aan voor' | 'abonneer je op' | 'schrijf u in voor') ' onze nieuwsbrief'
             | ('prenumerera på' | 'anmäl dig till') ' vårt nyhetsbrev' | ('meld deg på' | 'abonner på') ' ' ('vårt nyhetsbrev' | 'nyhetsbrevet vårt')
             | 'tilmeld dig vores nyhedsbrev' | 'skráðu þig á póstlista' ('nn')? (' okkar')? | 'tilaa uutiskirjeemme' | ('liitu' | 'liituge') ' meie uudiskirjaga'
             | 'zapisz się ' ('do naszego newslettera' | 'na nasz newsletter')
             | 'přihlaste se k odběru ' ('novinek' | 'newsletteru' | 'našeho newsletteru') | 'prihláste sa na odber ' ('noviniek' | 'newslettera' | 'nášho newslettera')
             | ('naročite se na' | 'prijavite se na') ' naše ' ('e-novice' | 'novice') | 'prijavite se na naš newsletter' | "Пријавите се на наш билтен"
             | ("Подпишитесь" | "Подписывайтесь") " на нашу рассылку" | ("Підпишіться" | "Підписуйтесь" | "Підписуйтеся") " на нашу розсилку"
             | ("Абонирайте се" | "Абонирай се") " за нашия бюлетин" | ('abonează-te' | 'abonați-vă') ' la newsletter' ('ul')? (' nostru')?
             | 'iratkozz' ('on')? ' fel ' ('a ')? 'hírlevelünkre' | "Εγγραφείτε στο " ('newsletter' | "ενημερωτικό δελτίο") " μας"
             | ('e-')? 'bültenimize ' ('abone' | 'kayıt') ' ol' ('un')? | ('piesakies' | 'pierakstieties') ' mūsu jaunumiem' | 'prenumeruokite mūsų naujienlaiškį'
             | "اشترك في " ("نشرتنا الإخبارية" | "نشرتنا البريدية") | ("הירשמו" | "הצטרפו") " לניוזלטר שלנו" | "در خبرنامه ما عضو شوید"
             | "हमारे " ("न्यूज़लेटर" | "न्यूज़लेटर" | "न्यूजलेटर") " की सदस्यता लें" | "আমাদের নিউজলেটার সাবস্ক্রাইব করুন" | "எங்கள் செய்திமடலுக்கு பதிவு செய்யவும்"
             | "สมัครรับจดหมายข่าวของเรา" | ("Đăng" | 'đăng') ' ký nhận bản tin của chúng tôi' | 'berlangganan ' ('newsletter' | 'buletin') ' kami' | 'langgan ' ('buletin' | 'surat berita') ' kami'
             | 'jisajili kwa jarida letu' | ("订阅" | "訂閱") ("我们的" | "我們的") ("新闻通讯" | "电子报" | "電子報" | "邮件列表")
             | ("メールマガジン" | "メルマガ" | "ニュースレター") ("に登録する" | "を購読する" | "に登録" | "の登録はこちら") | "뉴스레터 " ("구독하기" | "신청하기");

    // the rest of it: an arrow tells it from an author's words
    arrow    = " "? ("»" | "→" | "›" | ">>" | "►" | "▶" | "«" | "←" | "‹");
    reading  = 'read more' | 'continue reading' | 'read the ' ('full' | 'whole') ' ' ('article' | 'story' | 'post') | 'read full ' ('article' | 'story' | 'post')
             | 'weiterlesen' | 'mehr lesen' | 'lire la suite' | 'lire plus' | 'leer más' | 'seguir leyendo' | 'llegir més' | 'continua llegint'
             | 'leggi tutto' | 'leggi di più' | 'continua a leggere' | 'leia mais' | 'ler mais' | 'continue lendo' | 'lees meer' | 'lees verder' | 'verder lezen'
             | 'läs mer' | 'fortsätt läsa' | 'les mer' | 'les videre' | 'læs mere' | 'læs videre' | 'lesa meira' | 'lue lisää' | 'jatka lukemista' | 'loe edasi' | 'loe rohkem'
             | 'czytaj dalej' | 'czytaj więcej' | "Číst dál" 'e'? | "Číst více" | "Čítať ďalej" | "Čítať viac" | 'preberi več' | 'pročitaj ' ('više' | 'još') | "Прочитај више"
             | "Читать " ("далее" | "дальше" | "полностью") | "Читати " ("далі" | "більше") | "Прочетете " ("повече" | "още") | "Прочети " ("повече" | "още")
             | 'citește mai ' ('mult' | 'departe') | 'tovább olvasom' | 'olvass tovább' | "Διαβάστε περισσότερα" | "Συνέχεια ανάγνωσης" | 'devamını oku'
             | 'lasīt ' ('vairāk' | 'tālāk') | 'skaityti ' ('daugiau' | 'toliau') | "اقرأ المزيد" | "قراءة المزيد" | "קרא עוד" | "קראו עוד" | "המשך קריאה" | "ادامه مطلب" | "بیشتر بخوانید"
             | "और पढ़ें" | "आगे पढ़ें" | "আরও পড়ুন" | "மேலும் படிக்க" | "อ่านเพิ่มเติม" | "อ่านต่อ" | "Đọc thêm" | "Đọc tiếp" | 'xem thêm'
             | 'baca ' ('selengkapnya' | 'selanjutnya' | 'lagi' | 'lebih lanjut') | 'soma zaidi'
             | "阅读" ("更多" | "全文") | "閱讀" ("更多" | "全文") | "继续阅读" | "繼續閱讀" | "続きを読む" | "더 읽기" | "계속 읽기";
    more     = reading arrow | "[" reading ("…" | "...")? "]";

    letter | more { return cur; }
    *             { return NULL; }
*/
}

static const unsigned char *reserves(const unsigned char *cur)
{
    const unsigned char *mar = cur;
/*!re2c
    reserved { return cur; }
    *        { return NULL; }
*/
}

/* Past what parts phrases. */
static const unsigned char *part(const unsigned char *begin)
{
    const unsigned char *cur = begin, *mar = begin;
/*!re2c
    bar = "|" | "•" | "·";

    [.!]? " "? bar " "? | [.!] " "? | " " { return cur; }
    *                                     { return begin; }
*/
}

/* The year of a copyright, who holds it, and that all rights are reserved. */
static bool is_copyright(const unsigned char *cur, const unsigned char *end)
{
    const unsigned char *mar = cur;
/*!re2c
    sign " " years ","? { goto holder; }
    *                   { return false; }
*/
holder:
    while ((cur = memchr(cur, ' ', (size_t)(end - cur))) != NULL) {
        const unsigned char *after = reserves(++cur);
        if (after && part(after) == end) return true;
    }
    return false;
}

bool tn_is_phrase(const unsigned char *line, size_t length)
{
    unsigned char named[LONGEST + 1];
    if (length == 0 || length > LONGEST) return false;
    const unsigned char *at = line, *end = line + length, *after;
    while (at < end) {
        if ((after = asks(at)) == NULL && (after = offers(at)) == NULL && (after = reserves(at)) == NULL) break;
        at = part(after);
    }
    if (at == end || is_copyright(at, end)) return true;
    if ((end = name_services(at, named)) == NULL) return false;
    for (at = named; at < end; at = part(after))
        if ((after = shares(at)) == NULL && (after = asks(at)) == NULL && (after = offers(at)) == NULL &&
            (after = reserves(at)) == NULL)
            return is_copyright(at, end);
    return true;
}
