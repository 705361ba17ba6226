#include "cli_split.h"

#include <string.h>

bool split_is_clear(enum tnorm_input input)
{
    return input == TNORM_INPUT_LINES || input == TNORM_INPUT_TSV || input == TNORM_INPUT_JSONL;
}

/* Behind the last line feed in bytes[begin, end), or SPLIT_NOWHERE.  By memchr(3), since a line may be long. */
static size_t behind_last_feed(const unsigned char *bytes, size_t begin, size_t end)
{
    enum { STEP = 1024 };
    while (end > begin) {
        size_t from = end - begin > STEP ? end - STEP : begin;
        const unsigned char *p = bytes + from, *feed, *last = NULL;
        while (p < bytes + end && (feed = memchr(p, '\n', (size_t)(bytes + end - p))) != NULL) {
            last = feed;
            p = feed + 1;
        }
        if (last) return (size_t)(last - bytes) + 1;
        end = from;
    }
    return SPLIT_NOWHERE;
}

static bool is_blank(unsigned char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* Does an empty line end before bytes[at], behind a line feed?  White space counts as nothing. */
static bool is_behind_empty(const unsigned char *bytes, size_t begin, size_t at)
{
    size_t i = at - 1;
    while (i > begin && is_blank(bytes[i - 1])) i--;
    return i > begin && bytes[i - 1] == '\n';
}

/* Behind the last empty line in bytes[begin, end), or SPLIT_NOWHERE.  Byte by byte, since lines may be of a letter each. */
static size_t behind_last_empty(const unsigned char *bytes, size_t begin, size_t end)
{
    size_t found = SPLIT_NOWHERE; /* behind the feed that only white space is known to stand before */
    for (size_t i = end; i > begin; i--) {
        unsigned char c = bytes[i - 1];
        if (c == '\n' && found != SPLIT_NOWHERE) return found;
        if (c == '\n')
            found = i;
        else if (!is_blank(c))
            found = SPLIT_NOWHERE;
    }
    return SPLIT_NOWHERE;
}

static const unsigned char MAGIC[] = {'W', 'A', 'R', 'C', '/', '1', '.'};

/* Where in the magic the byte stands, which it does once at most; its length if it does not. */
static inline size_t place_in_magic(unsigned char byte)
{
    switch (byte) {
    case 'W': return 0;
    case 'A': return 1;
    case 'R': return 2;
    case 'C': return 3;
    case '/': return 4;
    case '1': return 5;
    case '.': return 6;
    default: return sizeof MAGIC;
    }
}

/* Behind the last magic in bytes[begin, end) that stands behind an empty line, as records do, or SPLIT_NOWHERE.  A byte
 * tells of one place where the magic may begin, or of none in seven. */
static size_t behind_last_magic(const unsigned char *bytes, size_t begin, size_t end)
{
    size_t left = end - begin < sizeof MAGIC ? 0 : end - begin - sizeof MAGIC + 1; /* places to look at */
    while (left > 1) {
        size_t at = begin + left - 1, back = place_in_magic(bytes[at]);
        if (back == 0 && memcmp(bytes + at, MAGIC, sizeof MAGIC) == 0 && bytes[at - 1] == '\n' &&
            is_behind_empty(bytes, begin, at))
            return at + sizeof MAGIC;
        if (back == 0) back = sizeof MAGIC;
        left = left > back ? left - back : 0;
    }
    return SPLIT_NOWHERE;
}

size_t split_cut(enum tnorm_input input, const unsigned char *bytes, size_t begin, size_t end)
{
    if (split_is_clear(input)) return behind_last_feed(bytes, begin, end);
    if (input == TNORM_INPUT_WARC) return behind_last_magic(bytes, begin, end);
    if (input != TNORM_INPUT_TEXT) return SPLIT_NOWHERE;
    size_t near = end - begin > SPLIT_REACH ? end - SPLIT_REACH : begin;
    size_t at = behind_last_empty(bytes, near, end);
    return at == SPLIT_NOWHERE ? behind_last_feed(bytes, begin, end) : at;
}

/* Where a worker begins to read if lines are weighed: so many lines before the cut that are not empty; 0 if a third of what is
 * at hand holds fewer, as then it is no gain to read them twice.  It is a loop without branches, as line ends come as they like. */
static size_t before_weighed(const unsigned char *bytes, size_t cut)
{
    size_t lines = 0, at = cut, least = cut - cut / 3;
    bool seen = false;
    for (; at > least && lines <= SPLIT_KNOWN_LINES; at--) {
        bool feed = bytes[at - 1] == '\n';
        lines += feed & seen;
        seen = (seen & !feed) | (bytes[at - 1] > ' ');
    }
    return at > least ? at + 1 : 0;
}

size_t split_known(enum tnorm_input input, bool weighed, const unsigned char *bytes, size_t cut)
{
    if (split_is_clear(input) || input == TNORM_INPUT_WARC) return cut;
    size_t near = cut > SPLIT_KNOWN ? cut - SPLIT_KNOWN : 0,
           far = cut > SPLIT_KNOWN_PLAIN ? cut - SPLIT_KNOWN_PLAIN : 0;
    if (weighed) near = far = before_weighed(bytes, cut);
    size_t low = cut > SPLIT_REACH ? cut - SPLIT_REACH : 0, at = SPLIT_NOWHERE;
    if (weighed) low = near > SPLIT_REACH ? near - SPLIT_REACH : 0;
    if (near > low) at = behind_last_empty(bytes, low, near);
    if (at == SPLIT_NOWHERE) at = behind_last_feed(bytes, 0, far);
    return at != SPLIT_NOWHERE && cut - at <= cut / 2 ? at : SPLIT_NOWHERE;
}
