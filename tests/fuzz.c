/* fuzz.c - the promises P1, P2, P3, P8 and the account on whatever libFuzzer finds that takes a new way through the code:
 * every kind of input, with options that the last bytes of each try name (see `make fuzz`). */
#include <stdlib.h>

#include "support_promises.h"

enum { CHOICES = 6 }; /* bytes at the end that are no text */

static struct tnorm_options choose(const unsigned char choice[CHOICES])
{
    static const char *const encodings[] = {NULL,       NULL,           NULL,      NULL,
                                            "detect",   "windows-1252", "gb18030", "shift_jis",
                                            "utf-16le", "iso-2022-jp",  "euc-jp",  "big5"};
    struct tnorm_options options = tn_options((enum tnorm_input)(choice[0] % TNORM_INPUT_ANY));
    options.form = (enum tnorm_form)(choice[1] % 8 % (TNORM_FORM_NONE + 1));
    options.invalid = (enum tnorm_invalid)(choice[1] / 8 % (TNORM_INVALID_STRICT + 1));
    options.boilerplate = (enum tnorm_boilerplate)(choice[2] % (TNORM_BOILERPLATE_STRICT + 1));
    options.keep = choice[3] & choice[4] & (2 * TNORM_KEEP_ECHOES - 1);
    if (options.input == TNORM_INPUT_JSONL && choice[2] & 64) options.type = TNORM_TYPE_HTML;
    if (options.input == TNORM_INPUT_WARC) options.output = (enum tnorm_output)(choice[2] / 8 % 3);
    options.from = encodings[choice[5] % (sizeof encodings / sizeof *encodings)];
    return options;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
    if (size < CHOICES || size > TN_MAX_HOSTILE) return -1;
    size_t length = size - CHOICES;
    struct tnorm_options options = choose(bytes + length);
    const char *why = tn_check_text(&options, bytes, length, length <= TN_EVERY_CUT);
    if (why == NULL) return 0;
    tn_options_print(stdout, &options);
    printf("\n  text    \"");
    tn_print_escaped(stdout, bytes, length);
    printf("\"\n  breaks  %s\n", why);
    fflush(stdout);
    abort();
}
