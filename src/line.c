#include "line.h"

#include <string.h>

#include "reference.h"
#include "utf8.h"

/* Nothing ends at its beginning. */
static void unsettle(struct tn_line *line)
{
    line->settled = 0;
    line->unfinished = (struct tn_unfinished){0};
}

/* No stretch of it is known. */
static void forget_spans(struct tn_line *line)
{
    line->quotes = line->free = (struct tn_span){0, 0};
    line->quotes_odd = false;
}

void tn_line_reset(struct tn_line *line)
{
    line->length = 0;
    line->mixed = line->syntax = line->continued = false;
    line->last_less = line->last_ampersand = line->anchor = TN_NOWHERE;
    line->mojibake = line->mojibake_before = TN_NOWHERE;
    line->repairs = line->repairs_before = 0;
    line->leads = 0;
    line->encodings = 0;
    line->told = (struct tn_told){0};
    line->told_to = 0;
    line->marks_end = 0;
    line->columns_end = line->columns = 0;
    unsettle(line);
    forget_spans(line);
    line->looked_at = 0;
    line->token_gone = 0;
    line->token_address = false;
    line->doubtful = line->suspect = line->alien = line->to_tell_again = false;
    line->readings = 0;
    line->token.begin = line->token.known = line->no_more_tags = line->address = 0;
}

bool tn_line_is_new(const struct tn_line *line)
{
    size_t places = line->length | line->marks_end | line->columns_end | line->token_gone |
                    line->token.begin | line->token.known | line->no_more_tags | line->address |
                    line->told_to;
    size_t nowhere =
        line->last_less & line->last_ampersand & line->anchor & line->mojibake & line->mojibake_before;
    bool seen = line->mixed || line->syntax || line->continued || line->doubtful || line->suspect ||
                line->alien || line->token_address;
    return places == 0 && nowhere == TN_NOWHERE && !seen && line->repairs == 0 && line->leads == 0 &&
           line->readings == 0;
}

/* The last `&` of the line that what follows can make a reference of, or TN_NOWHERE. */
static size_t ampersand_before(const struct tn_line *line)
{
    size_t i = line->length, least = i > TN_REFERENCE_WANTED ? i - TN_REFERENCE_WANTED : 0;
    while (i > least)
        if (line->text[--i] == '&') return i;
    return TN_NOWHERE;
}

size_t tn_line_cut(struct tn_line *line, size_t length)
{
    size_t original = length, end = line->length;
    line->marks_end = 0;
    line->length = end - length;
    if (line->columns_end > line->length) line->columns_end = line->columns = 0;
    if (line->settled > line->length) unsettle(line);
    if (line->looked_at > line->length) line->looked_at = 0;
    if (line->quotes.begin > line->length || line->free.begin > line->length) forget_spans(line);
    if (line->free.end > line->length) line->free.end = line->length;
    while (line->quotes.end > line->length) line->quotes_odd ^= line->text[--line->quotes.end] == '"';
    if (line->mixed)
        for (size_t i = line->length; i < end; i++) original -= line->from[i] != TN_KEPT;
    if (line->last_less != TN_NOWHERE && line->last_less >= line->length) line->last_less = TN_NOWHERE;
    if (line->last_ampersand != TN_NOWHERE && line->last_ampersand >= line->length)
        line->last_ampersand = ampersand_before(line);
    if (line->anchor != TN_NOWHERE && line->anchor > line->length) line->anchor = TN_NOWHERE;
    /* the places before these two are not known: to ask at the end of what is left does no harm */
    bool noted = line->mojibake != TN_NOWHERE || line->mojibake_before != TN_NOWHERE;
    if (noted && line->mojibake > line->length) {
        line->mojibake = line->mojibake_before < line->length ? line->mojibake_before : line->length;
        line->mojibake_before = TN_NOWHERE;
    }
    if (line->token.begin > line->length) line->token.begin = line->token.known = 0;
    if (line->token.known > line->length) line->token.known = line->length;
    return original;
}

void tn_line_append(struct tn_line *line, const unsigned char *bytes, const unsigned char *from,
                    size_t length)
{
    memcpy(line->text + line->length, bytes, length);
    memcpy(line->from + line->length, from, length);
    line->length += length;
}

size_t tn_token_begin(struct tn_token *token, const unsigned char *text, size_t end)
{
    size_t i = end;
    while (i > token->known && !tn_ends_address(text[i - 1])) i--;
    if (i > token->known) token->begin = i;
    token->known = end;
    return token->begin;
}

bool tn_line_is_quote_open(struct tn_line *line, size_t begin, size_t end)
{
    struct tn_span *s = &line->quotes;
    if (begin < s->begin || begin > s->end || end < s->end) {
        *s = (struct tn_span){begin, begin};
        line->quotes_odd = false;
    }
    while (s->begin < begin) line->quotes_odd ^= line->text[s->begin++] == '"';
    while (s->end < end) line->quotes_odd ^= line->text[s->end++] == '"';
    return line->quotes_odd;
}

size_t tn_line_free_of_marks(struct tn_line *line, size_t least, size_t end)
{
    /* bytes: what is shorter is looked at again sooner than a longer one whose place it would take */
    enum { WORTH = 64 };
    size_t begin = end;
    while (begin > least) {
        unsigned char c = line->text[begin - 1];
        if (begin == line->free.end && line->free.begin < begin)
            begin = line->free.begin;
        else if (c == '"' || c == '<' || c == '>')
            break;
        else
            begin--;
    }
    if (end - begin >= WORTH) line->free = (struct tn_span){begin, end};
    return begin > least ? begin : least;
}

static bool starts_with(const unsigned char *p, size_t length, const char *word)
{
    size_t n = strlen(word);
    return tn_ascii_agree(p, length, word, n) == n;
}

bool tn_line_in_address(struct tn_line *line)
{
    size_t start = tn_token_begin(&line->token, line->text, line->length);
    return tn_is_address(line->text + start, line->length - start);
}

bool tn_begins_address(const unsigned char *p, size_t length)
{
    if (starts_with(p, length, "www.")) return true;
    /* RFC 3986 3.1: a scheme; what stands before it is a bracket, a quote or a word and a colon at most. */
    size_t limit = length < 64 ? length : 64;
    for (size_t i = 3; i + 3 <= limit; i++)
        if (p[i] == ':' && p[i + 1] == '/' && p[i + 2] == '/')
            return starts_with(p + i - 3, 3, "ftp") || starts_with(p + i - 3, 3, "ttp") ||
                   starts_with(p + i - 3, 3, "tps");
    return false;
}

uint32_t tn_line_last(const struct tn_line *line)
{
    size_t n;
    return line->length ? tn_utf8_before(line->text, line->length, &n) : 0;
}

static void shift(size_t *place, size_t by)
{
    if (*place != TN_NOWHERE) *place = *place >= by ? *place - by : TN_NOWHERE;
}

/* What is cut in two by the shift is remembered. */
static void note_token(struct tn_line *line, size_t by)
{
    size_t start = by;
    while (start > 0 && by - start <= TN_ADDRESS_LONGEST && !tn_ends_address(line->text[start - 1])) start--;
    if (start > 0 || line->token_gone == 0) {
        line->token_gone = by - start;
        line->token_address = tn_begins_address(line->text + start, line->length - start);
    } else {
        line->token_gone += by; /* all that leaves is a part of it */
    }
}

void tn_line_shift(struct tn_line *line, size_t by)
{
    note_token(line, by);
    line->length -= by;
    memmove(line->text, line->text + by, line->length);
    if (line->mixed) memmove(line->from, line->from + by, line->length);
    shift(&line->last_less, by);
    shift(&line->last_ampersand, by);
    shift(&line->mojibake, by);
    shift(&line->mojibake_before, by);
    line->told_to -= line->told_to < by ? line->told_to : by;
    if (line->address < by) line->anchor = TN_NOWHERE;
    shift(&line->anchor, by);
    line->address -= line->address < by ? line->address : by;
    line->no_more_tags -= line->no_more_tags < by ? line->no_more_tags : by;
    line->token.begin = line->token.begin > by ? line->token.begin - by : 0;
    line->token.known = line->token.known > by ? line->token.known - by : 0;
    line->marks_end = 0;
    line->columns_end = line->columns = 0;
    line->looked_at = 0;
    unsettle(line);
    forget_spans(line);
    line->continued = true;
}

void tn_line_tally(const struct tn_line *line, const struct tn_scanner *scanner, size_t begin, size_t end,
                   struct tn_tally *tally)
{
    if (!line->mixed) {
        tally->kept += end - begin;
        return;
    }
    const unsigned char *from = line->from + begin;
    size_t kept = scanner->count(from, end - begin, TN_KEPT), made = end - begin - kept;
    tally->kept += kept;
    for (unsigned cause = TN_INVALID; made > 0; cause = cause % (TN_CAUSES - 1) + 1) {
        size_t count = scanner->count(from, end - begin, (unsigned char)cause);
        if (count > 0) tn_tally_made(tally, cause, count);
        made -= count;
    }
}
