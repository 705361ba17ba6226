/* html_words.re - what classes, ids and roles tell of what stands in an element.
 *
 * The words are those that authors of pages, and the systems that they use, have in common; the roles are WAI-ARIA's.
 * None of them decides alone what stays: they are told to the model, and some ease or forbid what verdict.c grants; but those of
 * formulas and smileys, whose pictures have text, of icons and marks, whose text is none, of notes, which are no part of their
 * sentence, and of listings do. */
#include "html_words.h"

#include <stdbool.h>
#include <string.h>

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    letter = [a-zA-Z];
    end    = [ \t\n\f\r\x00];
*/

/* Does a class begin there?  What takes text away is no part of another name. */
static bool is_begun(const unsigned char *value, const unsigned char *at)
{
    return at == value || strchr(" \t\n\f\r", at[-1]);
}

#define ADD(k) around |= TN_AROUND_##k; goto next

uint32_t tn_html_words(const unsigned char *value)
{
    const unsigned char *cur = value, *mar = value, *tok;
    uint32_t around = 0;
next:
    tok = cur;
/*!re2c
    // what a heading is linked to by (Sphinx, MkDocs, Docusaurus, RFC 7992), edited by (MediaWiki), what page of a book begins here, the
    // mark of a note (LaTeXML), the numbers of lines (Pygments, Doxygen), a font that has a picture for each word
    ( "headerlink" | "pilcrow" | "hash-link" | "mw-editsection" | "pagenum" | "ltx_note_mark" | "ltx_tag_note" | "lineno" "s"?
    | "material-icons" ("-" ("outlined" | "round" | "sharp" | "two-tone"))? | "material-symbols-" ("outlined" | "rounded" | "sharp")
    ) / end { if (is_begun(value, tok)) around |= TN_AROUND_W_UNREAD; goto next; }
    // notes that stand in the sentence, and are shown beside it or not at once
    'sidenote' | 'marginnote' | 'ltx_note_outer' | 'tooltip' [_-]{0,2} ('text' | 'content' | 'inner') { ADD(W_NOTE); }
    // a listing whose lines are elements (Doxygen)
    'fragment'                        { ADD(W_FRAGMENT); }
    'line'                            { ADD(W_LINE); }
    // systems for blogs say what a post is about, and what its readers may do, of all of it: `category-cookies`, `comments-open`.
    // The first says no more than that it is a post with such data; the second nothing
    ('category' | 'tag') "-" [^ \t\n\f\r\x00]* { ADD(W_META); }
    'comments-' ('open' | 'closed') / [^a-zA-Z] { goto next; }
    // words that only begin like those below
    ('footnote' | 'footage' | 'football' | 'footwear' | 'footprint' | 'commentar' | 'commentat' | 'topic' | 'format' | 'formula'
    | 'biolog' | 'biograph' | 'textile' | 'texture' | 'poster' | 'postal' | 'mainten' | 'authorit' | 'authoriz' | 'moreover'
    | 'shareholder' | 'copyrighted' | 'legalis' | 'legaliz' | 'headphone') letter* { goto next; }
    // what an element has in it, or has not: `no-sidebar`, `has-sticky-footer`
    ('no' | 'has' | 'with' | 'without') [_-]+ (('left' | 'right' | 'top' | 'fixed' | 'sticky') [_-]+)?
    ('sidebar' | 'footer' | 'header' | 'nav' | 'menu' | 'widget' | 'banner' | 'toolbar' | 'topbar' | 'cookie') [^ \t\n\f\r\x00]* { goto next; }
    // a builder of pages calls all that they are made of widgets
    'elementor-widget' letter*        { goto next; }
    ('headline' | 'heading') letter*  { ADD(W_TITLE); }
    ('nav' | 'menu' | 'breadcrumb' | 'pagination' | 'pager' | 'toolbar' | 'tabs' | 'toc' | 'dropdown' | 'submenu' | 'mega') letter* { ADD(W_NAV); }
    ('sidebar' | 'side' | 'widget' | 'related' | 'recommend' | 'popular' | 'trending' | 'teaser' | 'promo' | 'latest' | 'recent' | 'more' | 'similar' | 'complementary' | 'carousel' | 'slider' | 'card') letter* { ADD(W_SIDE); }
    ('foot' | 'copyright' | 'legal' | 'cookie' | 'consent' | 'gdpr' | 'popup' | 'modal' | 'overlay' | 'dialog' | 'contentinfo' | 'disclaimer' | 'bottom') letter* { ADD(W_FOOT); }
    ('head' | 'masthead' | 'topbar' | 'banner' | 'top' | 'logo' | 'site') letter* { ADD(W_HEAD); }
    ('comment' | 'reply' | 'replies' | 'respond' | 'discussion' | 'disqus' | 'reviews') letter* { ADD(W_COMMENT); }
    ('share' | 'sharing' | 'social' | 'follow' | 'subscribe' | 'newsletter' | 'login' | 'signup' | 'signin' | 'register' | 'search' | 'form' | 'cta' | 'button' | 'btn') letter* { ADD(W_SOCIAL); }
    ('meta' | 'byline' | 'author' | 'date' | 'time' | 'tag' | 'category' | 'categories' | 'info' | 'credit' | 'published' | 'posted' | 'label' | 'bio') letter* { ADD(W_META); }
    ('article' | 'post' | 'entry' | 'story' | 'text' | 'body' | 'content' | 'main' | 'page' | 'prose' | 'description' | 'detail' | 'message' | 'blog' | 'markdown' | 'wysiwyg' | 'richtext') letter* { ADD(W_TEXT); }
    'ad' ('s' | 'v' | ('s'? ('box' | 'bar' | 'block' | 'slot' | 'space' | 'spot' | 'unit' | 'zone')) | 'sense')? | ('advert' | 'sponsor' | 'dfp') letter* { ADD(W_AD); }
    ('caption' | 'image' | 'img' | 'photo' | 'gallery' | 'media' | 'video' | 'figure' | 'thumb') letter* { ADD(W_IMAGE); }
    ('title' | 'summary' | 'lead' | 'intro' | 'excerpt' | 'dek' | 'subtitle') letter* { ADD(W_TITLE); }
    ('list' | 'item' | 'grid' | 'row' | 'feed' | 'product' | 'price' | 'listing') letter* { ADD(W_LIST); }
    // TeX is what formulas are written in
    'math' letter* | 'tex' | 'latex'  { ADD(W_FORMULA); }
    ('smiley' | 'smilie' | 'emoji' | 'emoticon') letter* { ADD(W_SMILEY); }
    letter+                           { goto next; }
    [\x00]                            { return around; }
    *                                 { goto next; }
*/
}
