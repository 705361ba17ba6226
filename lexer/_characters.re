// _characters.re - classes of characters, for the grammar of a scrape (text.re) and for the table of those that no rule of it is
// about (letters.re).
/*!include:re2c "classes.re" */
/*!include:re2c "_encodings.re" */
/*!re2c
    any          = [\x01-\ud7ff\ue000-\U0010ffff];
    escape       = [\x1b];
    control      = [\x01-\x08\x0e-\x1f\x7f] \ escape;
    c1           = [\x80-\x84\x86-\x9f];
    space        = [ \t];
    wide_space   = [\u2000-\u200a\u205f\u3000];
    nonchar      = [\ufdd0-\ufdef\ufffe\uffff] | [\U0001fffe-\U0001ffff] | [\U0002fffe-\U0002ffff]
                 | [\U0003fffe-\U0003ffff] | [\U0004fffe-\U0004ffff] | [\U0005fffe-\U0005ffff]
                 | [\U0006fffe-\U0006ffff] | [\U0007fffe-\U0007ffff] | [\U0008fffe-\U0008ffff]
                 | [\U0009fffe-\U0009ffff] | [\U000afffe-\U000affff] | [\U000bfffe-\U000bffff]
                 | [\U000cfffe-\U000cffff] | [\U000dfffe-\U000dffff] | [\U000efffe-\U000effff]
                 | [\U000ffffe-\U000fffff] | [\U0010fffe-\U0010ffff];
    // soft hyphen, word joiner, byte-order mark, deprecated format controls, language tag
    invisible    = [\u2060\ufeff\u206a-\u206f\U000e0001];
    tag          = [\U000e0020-\U000e007f];
    black_flag   = [\U0001f3f4];
    variation    = [\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u180f];
    bidi_mark    = [\u061c\u200e\u200f];
    bidi_open    = [\u202a\u202b\u202d\u202e\u2066-\u2068];
    bidi_close   = [\u202c\u2069];
    syntax       = [&;<>];
    white        = space | [\n\v\f\r\x85\xa0\u2028\u2029\u202f] | wide_space;
    unseen       = control | escape | c1 | nonchar | invisible | tag | variation | bidi_mark | bidi_open | bidi_close
                 | [\u200b-\u200d];
    soft_hyphen  = [\xad];
    special      = syntax | white | unseen | soft_hyphen | black_flag;
    canonical    = (nfc_attend \ special) \ continuation;
    compatible   = (nfkc_attend \ special) \ continuation;
    plain        = ((any \ special) \ canonical) \ continuation;
    ascii        = [\x21-\x7e] \ syntax;
    suspect      = [\xc2\xc3];
    euro         = [\u20ac];
    wide         = (plain \ [\x20-\x7e]) \ suspect;
    wide_compat  = wide \ compatible;
*/
