/* phrases.re - lines that are nothing but a page's furniture: what --boilerplate=phrases leaves out.
 *
 * Only what no author writes as a line of his text: what a reader is to do with the page, not what the page
 * says.  A line counts if all of it is such phrases; the same words inside a sentence stay.  Letters are
 * compared without case where they are ASCII. */
#include "phrases.h"

#ifndef TN_PHRASE_STARTS
#define PEEK(p) (*(p))
#else /* for lexer/starts.c, which wants to know how far the grammar goes along with a line */
#define PEEK(p) (*(furthest = (p)))
#endif

enum { LONGEST = 160 }; /* bytes; a longer line is a sentence about it */

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:api = custom;
    re2c:define:YYPEEK = "PEEK(cur)";
    re2c:define:YYSKIP = "++cur;";
    re2c:define:YYBACKUP = "mar = cur;";
    re2c:define:YYRESTORE = "cur = mar;";

    reserved_latin = 'all rights reserved' | 'alle rechte vorbehalten' | 'tous droits réservés' | 'todos los derechos reservados'
                   | 'tutti i diritti riservati' | 'todos os ' ('direitos' | 'dereitos') ' reservados' | 'tots els drets reservats'
                   | 'alle rechten voorbehouden' | 'alle regte voorbehou' | 'alla rättigheter förbehållna' | 'med ensamrätt'
                   | 'alle rettigheter forbehold' ('es' | 't') | 'alle rettigheder forbehold' ('es' | 't') | 'allur réttur áskilinn'
                   | 'kaikki oikeudet pidätetään' | 'kõik õigused ' ('on ')? 'kaitstud' | 'visas tiesības ' ('aizsargātas' | 'paturētas')
                   | 'visos teisės saugomos' | 'wszelkie prawa zastrzeżone' | 'všechna práva vyhrazena' | 'všetky práva vyhradené'
                   | 'sva prava ' ('pridržana' | 'zadržana') | 'vse pravice pridržane' | 'toate drepturile ' ('sunt ')? 'rezervate'
                   | 'minden jog fenntartva' | 'të gjitha të drejtat e rezervuara' | 'eskubide guztiak erreserbatuta'
                   | 'cedwir pob hawl' | ('tüm hakları' | 'her hakkı') ' saklıdır' | 'bütün hüquqlar qorunur' | 'hak cipta dilindungi' (' undang-undang')?
                   | 'semua hak dilindungi' | 'hak cipta terpelihara' | 'bảo lưu mọi quyền' | 'giữ toàn quyền'
                   | 'mọi quyền được bảo lưu' | 'tất cả ' ('các ')? 'quyền được bảo lưu'
                   | 'haki zote zimehifadhiwa' | 'lahat ng karapatan ay nakalaan';
    reserved_other = ("В" | "в") "се права защищены" | ("У" | "у" | "В" | "в") "сі права захищен" ("о" | "і") | "Усе правы абаронены"
                   | "Всички права запазени" | "Сва права задржана" | "Сите права се задржани" | "Барлық құқықтар қорғалған"
                   | ("Μ" | "μ") "ε " ("την ")? "επιφύλαξη παντός δικαιώματος" | "Όλα τα δικαιώματα διατηρούνται"
                   | "Բոլոր իրավունքները պաշտպանված են" | "ყველა უფლება დაცულია"
                   | ("جميع" | "كل" | "كافة") " الحقوق محفوظة"
                   | ("تمامی" | "تمام" | "کلیه") " حقوق " ("مادی و معنوی ")? ("این " ("سایت" | "وب‌سایت" | "وب سایت") " ")? "محفوظ " ("است" | "می‌باشد" | "می باشد")
                   | ("جملہ" | "تمام") " حقوق " ("بحق ناشر ")? "محفوظ ہیں"
                   | "כל הזכויות שמורות" | ("सर्वाधिकार" | "सभी अधिकार") " सुरक्षित" (" हैं")? | "सर्व हक्क राखीव" | "সর্বস্বত্ব " ("স্বত্বাধিকার ")? "সংরক্ষিত" | "সকল " ("অধিকার" | "স্বত্ব") " সংরক্ষিত"
                   | "அனைத்து உரிமைகளும் பாதுகாக்கப்பட்டவை" | "สงวนลิขสิทธิ์" "ทุกประการ"?
                   | ("版权所有" | "版權所有") (("," | "，")? " "? ("翻印必究" | "侵权必究" | "侵權必究" | "违者必究" | "違者必究" | "不得转载" | "不得轉載"))?
                   | "保留所有" ("权利" | "權利") | "無断" ("複写・")? ("転載を禁じます" | "転載禁止") | "禁無断転載"
                   | "무단" " "? "전재" (" 및 " | "-" | " - ") "재배포" " "? "금지" | "모든 권리 보유";
    reserved = reserved_latin | reserved_other;
    stop     = [.!] | "。" | "।" | "۔" | "։";
*/

/* Does what begins at p, behind the years of a copyright, end in the words that say what it reserves? */
static bool is_reserved(const unsigned char *p, const unsigned char *end)
{
    for (; p < end; p++) {
        const unsigned char *cur = p, *mar = p;
/*!re2c
        reserved stop? { if (cur == end) return true; continue; }
        *                          { continue; }
*/
    }
    return false;
}

bool tn_is_phrase(const unsigned char *line, size_t length)
{
    const unsigned char *cur = line, *mar = line, *const end = line + length;
    if (length > LONGEST) return false;
next:
/*!re2c
    service  = 'facebook' | 'twitter' | 'x' | 'linkedin' | 'pinterest' | 'reddit' | 'whatsapp' | 'telegram'
             | 'tumblr' | 'instagram' | 'youtube' | 'google+' | 'google plus' | 'tiktok' | 'mastodon'
             | 'bluesky' | 'threads' | 'weibo' | 'wechat' | 'vkontakte' | 'skype' | 'pocket' | 'xing' | 'line';
    // the same as they are called, or declined, elsewhere
    arabic_service = "فيسبوك" | "تويتر" | "واتساب" | "واتس اب" | "تيليجرام" | "تلغرام" | "تليجرام" | "لينكد إن" | "انستغرام" | "إنستغرام" | "يوتيوب";
    persian_service = "فیسبوک" | "فیس‌بوک" | "توییتر" | "توئیتر" | "تلگرام" | "واتساپ" | "واتس‌اپ" | "لینکدین" | "اینستاگرام";
    hindi_service = "फेसबुक" | "ट्विटर" | "व्हाट्सऐप" | "व्हाट्सएप" | "वॉट्सऐप" | "टेलीग्राम" | "इंस्टाग्राम";
    thai_service = "เฟซบุ๊ก" | "เฟสบุ๊ก" | "เฟซบุ๊ค" | "ทวิตเตอร์" | "ไลน์" | "อินสตาแกรม";
    korean_service = "페이스북" | "트위터" | "카카오톡" | "카카오스토리" | "네이버 블로그" | "네이버 밴드" | "텔레그램" | "인스타그램" | "라인";
    japanese_service = "フェイスブック" | "ツイッター" | "はてなブックマーク" | "ライン";
    chinese_service = "微信" | "微博" | "新浪微博" | "朋友圈" | "微信朋友圈" | "QQ空间" | "QQ好友" | "臉書" | "脸书" | "推特";
    russian_service = "Фейсбуке" | "фейсбуке" | "Твиттере" | "твиттере" | "Телеграме" | "телеграме" | "Телеграм" | "ВКонтакте" | "Вконтакте"
                    | "вконтакте" | "Одноклассниках" | "одноклассниках";
    south_slavic_service = ('facebook' | 'twitter' | 'instagram' | 'whatsapp' | 'linkedin' | 'pinterest') ('u' | '-u')? | 'x' '-u'?
                         | 'twitterju' | 'fejsbuku' | 'tviteru';
    serbian_service = service "-у"? | "Фејсбуку" | "фејсбуку" | "Твитеру" | "твитеру";
    macedonian_service = service | "Фејсбук" | "фејсбук" | "Твитер" | "твитер";
    urdu_service = "فیس بک" | "ٹوئٹر" | "ٹویٹر" | "واٹس ایپ";
    georgian_service = service "-ზე" | "ფეისბუქზე" | "ტვიტერზე";
    bengali_service = service "-এ" | "ফেসবুকে" | "টুইটারে";
    tamil_service = service ("-ல்" | "-இல்" | " இல்") | "பேஸ்புக்கில்" | "ஃபேஸ்புக்கில்" | "ட்விட்டரில்";
    hebrew_service = "פייסבוק" | "טוויטר" | "וואטסאפ" | "ווטסאפ" | "טלגרם" | "אינסטגרם";
    services = service ((", " | ' and ' | ' & ') service)*;
    by_mail  = 'by e-mail' | 'by email' | 'via e-mail' | 'via email';
    it       = 'this' (" " ('page' | 'post' | 'article' | 'story' | 'video' | 'entry' | 'thread'))?;
    window   = ' (opens in new window)' | ' (opens in a new window)';
    arabic_digit  = "٠" | "١" | "٢" | "٣" | "٤" | "٥" | "٦" | "٧" | "٨" | "٩";
    persian_digit = "۰" | "۱" | "۲" | "۳" | "۴" | "۵" | "۶" | "۷" | "۸" | "۹";
    bengali_digit = "০" | "১" | "২" | "৩" | "৪" | "৫" | "৬" | "৭" | "৮" | "৯";
    year     = [12] [0-9]{3} | arabic_digit{4} | persian_digit{4} | bengali_digit{4};
    years    = year (" "? ("-" | "–") " "? year)?;
    sign     = ('copyright ')? ("©" | "ⓒ" | '(c)') | 'copyright' | '© copyright'
             | ("حقوق النشر" | "حقوق الطبع والنشر" | 'bản quyền' | "স্বত্ব" | "কপিরাইট" | "کاپی رائٹ" | "版权" | "版權") " "? "©";

    english    = 'read on ' service | 'view on ' service | 'view this post on ' service
               | 'read more on ' service
               | ('click to ')? 'share on ' services window? | 'share ' it (' on ' services | " " by_mail)?
               | 'share with friends' | ('click to ')? 'email a link to a friend' window?
               | 'click to print' window? | 'print this ' ('page' | 'article') | 'email this ' ('page' | 'article')
               | 'tweet this' | 'pin it on pinterest' | ('follow' | 'find' | 'like') ' us on ' services
               | 'subscribe to our ' ('newsletter' | 'youtube channel' | 'rss feed')
               | ('sign up' | 'subscribe') ' for our ' ('newsletter' | 'free newsletter' | 'daily newsletter')
               | 'skip to ' ('main ' | 'the ')? ('content' | 'navigation') | 'toggle navigation'
               | 'back to top' | 'scroll to top'
               | 'accept ' ('all ')? 'cookies' | 'reject ' ('all ')? 'cookies' | 'manage ' ('cookies' | 'cookie preferences')
               | 'this ' ('site' | 'website') ' uses cookies' | 'we use cookies on this ' ('site' | 'website')
               | 'log in or sign up' | 'log in to reply' | 'you must be logged in to post a comment'
               | 'leave a reply cancel reply' | 'powered by wordpress';
    copyright  = sign " "? years;
    notice     = reserved stop? " "? copyright;
    german     = 'auf ' service ' teilen' | 'zum inhalt springen' | 'folgen sie uns auf ' services
               | 'alle cookies akzeptieren' | 'artikel drucken' | 'nach oben scrollen';
    french     = 'partager sur ' services | 'aller au contenu' (' principal')?
               | 'suivez-nous sur ' services | 'accepter tous les cookies' | "S'inscrire à la newsletter";
    spanish    = 'compartir en ' services | 'compartir esto' | ('saltar' | 'ir') ' al contenido' (' principal')?
               | 'síguenos en ' services | 'aceptar todas las cookies';
    italian    = 'condividi su ' services | 'vai al contenuto' (' principale')?
               | 'seguici su ' services | 'accetta tutti i cookie';
    portuguese = ('compartilhar' | 'compartilhe' | 'partilhar') (' no ' | ' em ') services
               | ('ir' | 'pular') ' para o conteúdo' (' principal')? | 'aceitar todos os cookies' | 'siga-nos no ' services;
    dutch      = ('delen' | 'deel') ' op ' services | ('ga' | 'spring') ' naar de inhoud'
               | 'volg ons op ' services | 'alle cookies accepteren';
    nordic     = ('dela på ' | 'dela via ' | 'del på ' | 'del via ') services | 'jaa ' service ('issa' | 'ssa' | 'issä' | 'ssä')
               | ('hoppa' | 'gå') ' till innehåll' 'et'? | 'hopp til innhold' | ('gå' | 'spring' | 'hop') ' til indhold' | 'siirry sisältöön'
               | 'följ oss på ' services | 'følg oss på ' services | 'følg os på ' services | 'seuraa meitä ' service ('issa' | 'ssa' | 'issä' | 'ssä')
               | 'acceptera alla ' ('cookies' | 'kakor') | ('accepter' | 'tillad') ' alle cookies' | 'godta alle ' ('cookies' | 'informasjonskapsler')
               | 'hyväksy kaikki evästeet';
    slavic     = 'udostępnij na ' services 'u'? | 'przejdź do treści' | ('akceptuj' | 'zaakceptuj') ' wszystkie pliki cookie' 's'?
               | 'sdílet na ' services 'u'? | 'přejít k obsahu' | ('přijmout' | 'povolit') ' všechny ' ('soubory ')? 'cookie' 's'?
               | 'zdieľať na ' services 'u'? | ('prejsť na' | 'preskočiť na') ' obsah'
               | ('podijeli' | 'dijeli' | 'podeli' | 'deli') 'te'? ' na ' south_slavic_service
               | ("П" | "п") "одели" "те"? " на " serbian_service | ("Д" | "д") "ели" "те"? " на " serbian_service
               | ("С" | "с") "подели на " macedonian_service
               | ('preskoči' | 'skoči') ' na sadržaj' | 'preskoči na vsebino'
               | ("П" | "п") "оделиться " (("в " | "на ")? russian_service | ("в " | "на ") services)
               | ("П" | "п") "ерейти к " ("содержимому" | "содержанию" | "основному содержанию") | ("П" | "п") "ринять все " ("файлы cookie" | "куки" | "cookies")
               | ("П" | "п") ("оширити " | "оділитися ") ("у " | "в " | "на ") services | "Перейти до " ("основного ")? ("вмісту" | "змісту") | "Прийняти всі файли cookie"
               | ("С" | "с") "подели " ("във " | "в ") services | "Към съдържанието";
    baltic     = 'jaga ' service '-'? 'is' | ('dalīties' | 'dalies' | 'kopīgot') ' ' ('vietnē ' | 'pakalpojumā ')? service
               | ('dalintis' | 'dalinkis' | 'pasidalinti') ' ' service ("'e" | "’e" | 'e')?;
    western    = 'comparteix' '-ho'? ' ' ('a' | 'al') ' ' service | 'compartir a ' service | ('deila' | 'deildu') ' á ' service
               | 'partekatu ' service ('-'? 'en' | 'ren' | '-ean') | ('shpërndaje' | 'shpërndaj' | 'ndaje') ' në ' service
               | ('kongsi' | 'kongsikan') ' ' ('di' | 'ke' | 'pada') ' ' service;
    others     = service ("'ta" | "'da" | "’ta" | "’da" | "'te" | "'de" | "-da" | "-də" | "-ta" | "-tə" | "da" | "də") " paylaş" | ("İ" | "i" | "I") "çeriğe " ("geç" | "Geç" | "atla" | "Atla") | ("T" | "t") "üm " ("Ç" | "ç") "erezleri " ("K" | "k") "abul " ("E" | "e") "t"
               | 'distribuie pe ' services | 'sari la conținut' | 'acceptă toate cookie-urile'
               | 'megosztás ' ('a ')? service ('on' | '-on' | 'en') | 'ugrás a tartalomra' | ("Ö" | "ö") "sszes süti elfogadása"
               | ("Κ" | "κ") "οινοποίηση στο " services | "Μετάβαση στο " ("κύριο ")? "περιεχόμενο" | "Αποδοχή όλων των cookies"
               | 'bagikan ' ('ke' | 'di') ' ' services | ('langsung' | 'lewati' | 'lompat') ' ke konten' | 'terima semua cookie'
               | 'chia sẻ ' ('lên' | 'qua' | 'trên') ' ' services | 'chuyển đến nội dung' | 'chấp nhận tất cả cookie';
    semitic    = ("شارك" | "مشاركة" | "المشاركة" | "انشر") " " ("على" | "عبر") " " (services | arabic_service)
               | "تابعنا على " (services | arabic_service) | ("انتقل" | "تخطى" | "تخطي" | "التخطي") " إلى المحتوى" (" الرئيسي")? | "قبول جميع ملفات تعريف الارتباط"
               | ("שתף" | "שתפו" | "שיתוף") " ב" "-"? (services | hebrew_service) | ("דלג" | "דילוג") " לתוכן" | "עקבו אחרינו ב" "-"? (services | hebrew_service);
    asian      = ("اشتراک‌گذاری" | "اشتراک گذاری" | "به اشتراک گذاری" | "به اشتراک‌گذاری") " در " (services | persian_service) | ("پرش" | "رفتن") " به محتوا" ("ی اصلی")?
               | (service | hindi_service) " पर " ("शेयर" | "साझा") " करें" | "सामग्री पर जाएं"
               | (service | urdu_service) " پر " ("شیئر" | "اشتراک") " کریں" | bengali_service " শেয়ার করুন"
               | tamil_service " பகிர" ("்" | "வும்" | "்க") | georgian_service " გაზიარება" | ("გააზიარე" "თ"? | "გაზიარება") " " georgian_service
               | "แชร์" ("บน" | "ไปยัง" | "ไปที่" | "ผ่าน" | "ทาง")? " "? (services | thai_service) | "ข้ามไปยังเนื้อหา" | "ยอมรับคุกกี้ทั้งหมด"
               | (service | japanese_service) ("で共有" | "でシェア") ("する")? | "コンテンツへ" ("スキップ" | "移動") | "本文へ" ("スキップ" | "移動")
               | ("すべての" " "? ("Cookie" | "クッキー") " "? "を" ("受け入れる" | "許可する"))
               | ("分享到" | "分享至" | "转发到") (services | chinese_service) | ("跳" | "跳转" | "跳轉") ("至" | "到") ("主要")? ("内容" | "內容" | "正文") | ("接受" | "允许") ("所有" | "全部") " "? 'cookie' 's'?
               | (service | korean_service) ("에 공유하기" | "으로 공유하기" | "로 공유하기" | "에 공유" | " 공유하기" | "으로 공유" | "로 공유") | ("본문" "으로"? | ("콘텐츠" | "주메뉴") "로"?) " 바로가기"
               | "모든 쿠키 " ("허용" | "수락");
    phrase     = english | reserved | notice | german | french | spanish | italian | portuguese | dutch | nordic | slavic | baltic | western | others | semitic | asian;

    copyright                      { return is_reserved(cur, end); }
    phrase stop? [ ]? ("|" | "•" | "·")? [ ]?  { if (cur == end) return true; goto next; }
    *                              { return false; }
*/
}
