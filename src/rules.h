/* rules.h - what is done to each kind of token.  lexer/text.re says which token is whose.
 *
 * A rule takes the handle and the length of the token, which is the next input.  It takes something off the
 * input (the token at least) by tn_keep(), tn_drop() or tn_replace(); or it sets t->need to more bytes than
 * there are and takes nothing, and is asked again when they have come.  What it decides depends on the line so
 * far, which is final, and on the token; a rule that looks further ahead says why that is safe. */
#ifndef TN_RULES_H
#define TN_RULES_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

/* space.c: white space inside lines */
void tn_rule_space(struct tnorm *t, size_t n); /* spaces and tabs, or one Unicode space */
void tn_squeeze(struct tnorm *t, size_t n);    /* the same, of white space that becomes one space */

/* feed.c: line breaks, documents */
void tn_rule_feed(struct tnorm *t, size_t n);      /* LF, CR LF */
void tn_rule_break(struct tnorm *t, size_t n);     /* CR, VT, NEL, U+2028 */
void tn_rule_paragraph(struct tnorm *t, size_t n); /* U+2029 */
void tn_rule_form_feed(struct tnorm *t, size_t n); /* FF: a break, or what parts documents */

/* repair.c: bytes that are not UTF-8.  Nothing may be taken where it comes out that garbage begins. */
void tn_rule_stray(struct tnorm *t);
/* Where text is known to be none, all that needs no other rule; false if nothing was done. */
bool tn_rule_garbage(struct tnorm *t);

/* entity.c: `&`, and the `;` that may end what became a reference only now */
void tn_rule_ampersand(struct tnorm *t);
void tn_rule_semicolon(struct tnorm *t);
/* The line ends in an `&` and what may be a name behind it (t->line.last_ampersand is there): it is decoded if the next input, which
 * is valid, ends the name, as in `&nbsp` before what was taken for a letter. */
void tn_reference_end(struct tnorm *t);

/* tag.c: `<`, and the `>` that may end what became a tag only now, or a piece of one */
void tn_rule_less(struct tnorm *t);
/* The `<` before the last `behind` bytes of the line begins nothing so far. */
void tn_less_stays(struct tnorm *t, size_t behind);
void tn_rule_more(struct tnorm *t);

/* mojibake_cyrillic.c: letters beyond ASCII that nothing else is about */
void tn_rule_letters(struct tnorm *t, size_t n);

/* text.re: does a character begin at p that is theirs in every form? */
bool tn_is_letters(const unsigned char *p);
/* The same in the forms that are no compatibility ones, or is it a sign that only misread UTF-8 makes anything of? */
bool tn_is_letters_or_sign(const unsigned char *p);

/* mojibake.c: a letter that may have lost what it began; a character that is the end of UTF-8 read in another encoding; C1 controls */
void tn_rule_suspect(struct tnorm *t, size_t n);
void tn_rule_continuation(struct tnorm *t, size_t n);
void tn_rule_c1(struct tnorm *t, size_t n);
/* mojibake_line.c: before a line ends, if it can be bettered: true if it is the next input, to be read again.  Most
 * lines need not be asked (tn_may_reread() in state.h). */
bool tn_mojibake_reread(struct tnorm *t);
/* Could U+FFFD, put behind the line, be the lost part of a character of UTF-8? */
bool tn_mojibake_is_open(const struct tnorm *t);
/* Or could a space or U+FFFD and what else comes make it so? */
bool tn_mojibake_may_go_on(const struct tnorm *t);
/* Something follows what was left as it was for want of a letter behind it: true if it is repaired now, or waits for more input to be
 * at hand (t->need). */
bool tn_mojibake_followed(struct tnorm *t);

/* invisible.c: what cannot be seen */
void tn_rule_control(struct tnorm *t, size_t n);          /* C0, DEL */
void tn_rule_escape(struct tnorm *t);                     /* ESC, with the ANSI escape that it begins */
void tn_rule_invisible(struct tnorm *t, size_t n);        /* never needed by a script */
void tn_rule_zero_width_space(struct tnorm *t, size_t n); /* U+200B */
void tn_rule_joiner(struct tnorm *t, size_t n);           /* U+200C, U+200D */
void tn_rule_variation(struct tnorm *t, size_t n);        /* variation selectors */
void tn_rule_bidi_mark(struct tnorm *t, size_t n);        /* U+061C, U+200E, U+200F */
void tn_rule_mongolian_space(struct tnorm *t, size_t n);  /* U+202F */

/* bidi.c: what turns the direction of text around, and back */
void tn_rule_bidi_open(struct tnorm *t, size_t n);  /* U+202A, 202B, 202D, 202E, 2066-2068 */
void tn_rule_bidi_close(struct tnorm *t, size_t n); /* U+202C, U+2069 */
/* Takes `length` bytes off the line, as tn_line_cut() does, and looks what they leave open. */
size_t tn_cut(struct tnorm *t, size_t length);
/* Closes what bidi controls left open in the line. */
void tn_bidi_close_all(struct tnorm *t);
/* While bidi controls are open: how many of the next n bytes may come before they are closed, which the caller takes; 0: they
 * are closed now. */
size_t tn_bidi_part(struct tnorm *t, size_t n);

/* normalize.c: a character that normalization has to look at */
void tn_rule_normalize(struct tnorm *t, size_t n);

#endif
