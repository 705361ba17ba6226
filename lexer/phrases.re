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

bool tn_is_phrase(const unsigned char *line, size_t length)
{
    const unsigned char *cur = line, *mar = line, *const end = line + length;
    if (length > LONGEST) return false;
next:
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:api = custom;
    re2c:define:YYPEEK = "PEEK(cur)";
    re2c:define:YYSKIP = "++cur;";
    re2c:define:YYBACKUP = "mar = cur;";
    re2c:define:YYRESTORE = "cur = mar;";

    service  = 'facebook' | 'twitter' | 'x' | 'linkedin' | 'pinterest' | 'reddit' | 'whatsapp' | 'telegram'
             | 'tumblr' | 'instagram' | 'youtube' | 'google+' | 'google plus' | 'tiktok' | 'mastodon'
             | 'bluesky' | 'threads' | 'weibo' | 'wechat' | 'vkontakte' | 'skype' | 'pocket' | 'xing' | 'line';
    services = service (", " service | ' and ' service | ' & ' service){0,6};
    by_mail  = 'by e-mail' | 'by email' | 'via e-mail' | 'via email';
    it       = 'this' (" " ('page' | 'post' | 'article' | 'story' | 'video' | 'entry' | 'thread'))?;
    window   = ' (opens in new window)' | ' (opens in a new window)';
    year     = [12] [0-9]{3};
    years    = year (" "? ("-" | "–") " "? year)?;
    sign     = "©" | '(c)' | 'copyright' | 'copyright ©' | 'copyright (c)' | '© copyright';
    holder   = [^\x00]*;

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
               | 'all rights reserved' | 'leave a reply cancel reply' | 'powered by wordpress';
    copyright  = sign " " years ","? holder 'all rights reserved';
    german     = 'auf ' service ' teilen' | 'zum inhalt springen' | 'alle rechte vorbehalten' | 'folgen sie uns auf ' services
               | 'alle cookies akzeptieren' | 'artikel drucken' | 'nach oben scrollen';
    french     = 'partager sur ' services | 'aller au contenu' (' principal')? | 'tous droits réservés'
               | 'suivez-nous sur ' services | 'accepter tous les cookies' | "S'inscrire à la newsletter";
    spanish    = 'compartir en ' services | 'compartir esto' | ('saltar' | 'ir') ' al contenido' (' principal')?
               | 'todos los derechos reservados' | 'síguenos en ' services | 'aceptar todas las cookies';
    italian    = 'condividi su ' services | 'vai al contenuto' (' principale')? | 'tutti i diritti riservati'
               | 'seguici su ' services | 'accetta tutti i cookie';
    portuguese = ('compartilhar' | 'compartilhe' | 'partilhar') (' no ' | ' em ') services | 'todos os direitos reservados'
               | ('ir' | 'pular') ' para o conteúdo' (' principal')? | 'aceitar todos os cookies' | 'siga-nos no ' services;
    dutch      = ('delen' | 'deel') ' op ' services | ('ga' | 'spring') ' naar de inhoud' | 'alle rechten voorbehouden'
               | 'volg ons op ' services | 'alle cookies accepteren';
    nordic     = 'dela på ' services | 'del på ' services | 'hoppa till innehåll' | 'hopp til innhold' | 'jaa ' service 'issa'
               | 'siirry sisältöön' | 'alla rättigheter förbehållna';
    slavic     = 'udostępnij na ' services 'u'? | 'przejdź do treści' | 'wszelkie prawa zastrzeżone'
               | 'sdílet na ' services 'u'? | 'přejít k obsahu' | 'všechna práva vyhrazena'
               | ("Поделиться в " | "Поделиться на ") services | "Перейти к " ("содержимому" | "содержанию" | "основному содержанию")
               | "Все права защищены" | "Поширити у " services | "Усі права захищено" | "Всички права запазени";
    others     = service "'ta paylaş" | service "'da paylaş" | 'tüm hakları saklıdır' | 'içeriğe geç'
               | 'distribuie pe ' services | 'toate drepturile rezervate' | 'megosztás a ' service 'on' | 'minden jog fenntartva'
               | "Κοινοποίηση στο " services | "Με επιφύλαξη παντός δικαιώματος"
               | 'bagikan ke ' services | 'hak cipta dilindungi undang-undang' | 'chia sẻ lên ' services
               | "شارك على " services | "جميع الحقوق محفوظة" | "שתף ב" services | "כל הזכויות שמורות"
               | service "で共有" ("する")? | "コンテンツへスキップ" | "分享到" services | "跳至内容" | "跳到主要內容" | "版权所有" | "版權所有"
               | service "에 공유하기" | "본문 바로가기" | "सर्वाधिकार सुरक्षित" | "สงวนลิขสิทธิ์";
    phrase     = english | copyright | german | french | spanish | italian | portuguese | dutch | nordic | slavic | others;

    phrase [.!]? [ ]? ("|" | "•" | "·")? [ ]?  { if (cur == end) return true; goto next; }
    *                              { return false; }
*/
}
