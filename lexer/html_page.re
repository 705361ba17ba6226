/* html_page.re - which types of schema.org and of the Open Graph protocol make a page what.
 *
 * None decides: they are told to the model. */
#include "html_page.h"

#define IS(k) return TN_PAGE_##k

uint32_t tn_page_kind(const unsigned char *type)
{
    const unsigned char *cur = type, *mar = type;
again:
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    end = [\x00 ];

    [^\x00/]* "/"  { goto again; } // an address
    ('article' | 'newsarticle' | 'techarticle' | 'scholarlyarticle' | 'opinionnewsarticle' | 'reportagenewsarticle' | 'analysisnewsarticle'
  | 'reviewnewsarticle' | 'report' | 'review' | 'blog' | 'blogposting' | 'liveblogposting' | 'socialmediaposting') end { IS(ARTICLE); }
    ('product' | 'productgroup' | 'productmodel' | 'individualproduct' | 'product.item' | 'product.group' | 'og:product' | 'offer' | 'aggregateoffer'
  | 'vehicle' | 'car' | 'book' | 'softwareapplication') end { IS(PRODUCT); }
    ('itemlist' | 'offercatalog' | 'collectionpage' | 'searchresultspage' | 'imagegallery') end { IS(LIST); }
    ('discussionforumposting' | 'comment' | 'usercomments' | 'conversation') end { IS(FORUM); }
    ('recipe' | 'howto' | 'howtostep' | 'howtosection') end { IS(STEPS); }
    ('faqpage' | 'qapage' | 'question' | 'answer') end { IS(QUESTIONS); }
    ('organization' | 'corporation' | 'localbusiness' | 'professionalservice' | 'service' | 'store' | 'restaurant' | 'hotel' | 'business.business') end { IS(BUSINESS); }
    ('website' | 'webpage' | 'aboutpage' | 'contactpage') end { IS(SITE); }
    ('person' | 'profile' | 'profilepage') end { IS(PERSON); }
    ('event' | 'jobposting' | 'course' | 'movie' | 'tvseries' | 'musicrecording' | 'videoobject' | 'video.movie' | 'video.other' | 'video.episode') end { IS(EVENT); }
    *              { return 0; }
*/
}
