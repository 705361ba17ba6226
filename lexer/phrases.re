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

    reserved = 'all rights reserved' | 'alle rechte vorbehalten' | 'tous droits réservés' | 'todos los derechos reservados'
             | 'tutti i diritti riservati' | 'todos os direitos reservados' | 'alle rechten voorbehouden'
             | 'alla rättigheter förbehållna' | 'alle rettigheter forbeholdes' | 'alle rettigheder forbeholdes'
             | 'kaikki oikeudet pidätetään' | 'wszelkie prawa zastrzeżone' | 'všechna práva vyhrazena'
             | 'všetky práva vyhradené' | 'sva prava pridržana' | 'vse pravice pridržane'
             | ("В" | "в") "се права защищены" | "Усі права захищено" | "Всички права запазени"
             | 'tüm hakları saklıdır' | 'toate drepturile rezervate' | 'minden jog fenntartva'
             | "Με επιφύλαξη παντός δικαιώματος" | 'hak cipta dilindungi undang-undang'
             | "جميع الحقوق محفوظة" | "כל הזכויות שמורות" | "版权所有" | "版權所有" | "सर्वाधिकार सुरक्षित" | "สงวนลิขสิทธิ์";
*/

/* Does what begins at p, behind the years of a copyright, end in the words that say what it reserves? */
static bool is_reserved(const unsigned char *p, const unsigned char *end)
{
    for (; p < end; p++) {
        const unsigned char *cur = p, *mar = p;
/*!re2c
        reserved [.!]?             { if (cur == end) return true; continue; }
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
    services = service (", " service | ' and ' service | ' & ' service){0,6};
    by_mail  = 'by e-mail' | 'by email' | 'via e-mail' | 'via email';
    it       = 'this' (" " ('page' | 'post' | 'article' | 'story' | 'video' | 'entry' | 'thread'))?;
    window   = ' (opens in new window)' | ' (opens in a new window)';
    year     = [12] [0-9]{3};
    years    = year (" "? ("-" | "–") " "? year)?;
    sign     = "©" | '(c)' | 'copyright' | 'copyright ©' | 'copyright (c)' | '© copyright';

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
    copyright  = sign " " years;
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
    nordic     = 'dela på ' services | 'del på ' services | 'hoppa till innehåll' | 'hopp til innhold' | 'jaa ' service 'issa'
               | 'siirry sisältöön';
    slavic     = 'udostępnij na ' services 'u'? | 'przejdź do treści'
               | 'sdílet na ' services 'u'? | 'přejít k obsahu'
               | ("Поделиться в " | "Поделиться на ") services | "Перейти к " ("содержимому" | "содержанию" | "основному содержанию")
               | "Поширити у " services;
    others     = service "'ta paylaş" | service "'da paylaş" | 'içeriğe geç'
               | 'distribuie pe ' services | 'megosztás a ' service 'on'
               | "Κοινοποίηση στο " services
               | 'bagikan ke ' services | 'chia sẻ lên ' services
               | "شارك على " services | "שתף ב" services
               | service "で共有" ("する")? | "コンテンツへスキップ" | "分享到" services | "跳至内容" | "跳到主要內容"
               | service "에 공유하기" | "본문 바로가기";
    phrase     = english | reserved | german | french | spanish | italian | portuguese | dutch | nordic | slavic | others;

    copyright                      { return is_reserved(cur, end); }
    phrase [.!]? [ ]? ("|" | "•" | "·")? [ ]?  { if (cur == end) return true; goto next; }
    *                              { return false; }
*/
}
