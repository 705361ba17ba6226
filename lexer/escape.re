/* escape.re - the grammar of ANSI escapes (ECMA-48, ECMA-35), as far as they are unmistakable: a letter behind an escape by
 * itself may as well be text. */
#include "escape.h"
#include "utf8.h"

/* Is nothing left but what a character may begin with, or nothing at all? */
static bool is_at_end(const unsigned char *cur, const unsigned char *end)
{
    if (cur < end && (*cur < 0xC2 || end - cur >= TN_UTF8_MAX)) return false;
    for (const unsigned char *p = cur + 1; p < end; p++)
        if ((*p & 0xC0) != 0x80) return false;
    return true;
}

size_t tn_escape_scan(const unsigned char *p, const unsigned char *end)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    re2c:api:style = free-form;
    re2c:encoding:utf8 = 1;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    esc     = [\x1b];
    // ECMA-48 5.4: parameters, intermediate bytes; none that begins a tag or reference here
    private = ("<" [0-9])?;
    param   = [0-9:;=>?];
    between = [ -/] \ [&];
    csi     = esc "[" private ((param | between){0,24} | param* between*);
    // 5.6, 8.3.89 (OSC), 8.3.27 (DCS), 8.3.94 (PM), 8.3.2 (APC), 8.3.143 (SOS), and the title of screen(1): up to ST, a title
    // of xterm(1) up to BEL, too.  Nothing in them ends a line, nor could it be a tag.
    any     = [\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\U0010ffff];
    text    = (any \ [<])*;
    title   = esc "]" ((any \ [<P]) text)?;
    string  = esc [PX^_k] text;
    st      = esc "\\";
    // ECMA-35 14.3: the sets of characters that terminals switch between, and those of ISO 2022 for Japanese, Korean
    // and Chinese
    set     = esc ([()*+] [B0] | "$" ([@B] | [()*+] [@A-D]) | "%" [@G]);

    csi [@-~]                        { return (size_t)(cur - p); }
    title ([\x07] | st) | string st  { return (size_t)(cur - p); }
    esc "]P" [0-9a-fA-F]{7}          { return (size_t)(cur - p); } // Linux: a color, without an end
    set                              { return (size_t)(cur - p); }
    set ")"                          { return 1; } // `(B)`
    csi | (title | string) esc?      { return is_at_end(cur, end) ? 0 : 1; }
    esc                              { return 1; }
    *                                { return 1; }
*/
}

bool tn_escape_is_pair(const unsigned char *p)
{
    const unsigned char *cur = p;
/*!re2c
    esc [78=>cDEHM] { return true; }
    *               { return false; }
*/
}
