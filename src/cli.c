#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_jobs.h"
#include "decompress.h"

static const char HELP[] =
    "Usage: tnorm [OPTION]... [FILE]...\n"
    "Reads a raw web scrape, writes clean UTF-8 text. No FILE, or -: standard input.\n"
    "\n"
    "  -i, --input=KIND     auto (default), text, lines, tsv, html, jsonl or warc\n"
    "  -f, --from=CHARSET   auto (default: what the input says, else UTF-8), detect, or a name that\n"
    "                       the WHATWG encoding standard or iconv(1) knows\n"
    "      --field=NAME     jsonl: the member that holds the text, a path (default: text);\n"
    "                       tsv: the columns to clean, as 1,3-4 (default: all)\n"
    "      --type=TYPE      jsonl: what that member holds: text (default) or html\n"
    "  -o, --output=KIND    text, jsonl (not for lines and tsv) or warc (for warc)\n"
    "      --invalid=HOW    bytes that are not UTF-8: repair (default), replace, drop or strict\n"
    "      --form=FORM      nfc (default), nfkc, nfd, nfkd or none\n"
    "      --boilerplate=LEVEL  off, phrases, balanced (default; lines, tsv: off) or strict\n"
    "      --keep=LIST      leave these alone, comma-separated: entities, mojibake, markup,\n"
    "                       characters, space, echoes, boilerplate\n"
    "      --rejects=FILE   every passage of text that was left out, as JSON Lines\n"
    "      --stats[=FILE]   what was done, counted, as one JSON object (default: standard error)\n"
    "  -j, --jobs=N         worker threads (default: 1; 0: one per processor)\n"
    "      --memory=SIZE    the largest window or dictionary that zstd may ask for (default: 128M)\n"
    "  -p, --progress       how far it is, on standard error if that is a terminal\n"
    "  -h, --help           this text\n"
    "  -V, --version        version, and what is built in\n"
    "\n"
    "Exit status: 0 all was cleaned, 1 an input or output failed, 2 wrong usage.\n"
    "See tnorm(1) for what is cleaned.\n";

/* A word of the command line and what it stands for. */
struct word {
    const char *name;
    int value;
};

enum { AUTO = -1 };

static const struct word INPUTS[] = {{"auto", AUTO},
                                     {"text", TNORM_INPUT_TEXT},
                                     {"lines", TNORM_INPUT_LINES},
                                     {"tsv", TNORM_INPUT_TSV},
                                     {"html", TNORM_INPUT_HTML},
                                     {"jsonl", TNORM_INPUT_JSONL},
                                     {"warc", TNORM_INPUT_WARC},
                                     {NULL, 0}};
static const struct word INVALIDS[] = {{"repair", TNORM_INVALID_REPAIR},
                                       {"replace", TNORM_INVALID_REPLACE},
                                       {"drop", TNORM_INVALID_DROP},
                                       {"strict", TNORM_INVALID_STRICT},
                                       {NULL, 0}};
static const struct word FORMS[] = {{"nfc", TNORM_FORM_NFC},   {"nfkc", TNORM_FORM_NFKC},
                                    {"nfd", TNORM_FORM_NFD},   {"nfkd", TNORM_FORM_NFKD},
                                    {"none", TNORM_FORM_NONE}, {NULL, 0}};
static const struct word LEVELS[] = {{"off", TNORM_BOILERPLATE_OFF},
                                     {"phrases", TNORM_BOILERPLATE_PHRASES},
                                     {"balanced", TNORM_BOILERPLATE_BALANCED},
                                     {"strict", TNORM_BOILERPLATE_STRICT},
                                     {NULL, 0}};
static const struct word OUTPUTS[] = {
    {"text", CLI_OUTPUT_TEXT}, {"jsonl", CLI_OUTPUT_JSONL}, {"warc", CLI_OUTPUT_WARC}, {NULL, 0}};
static const struct word TYPES[] = {{"text", 0}, {"html", TNORM_TYPE_HTML}, {NULL, 0}};

enum { KEEP_BOILERPLATE = 1 << 16 };
static const struct word KEEPS[] = {{"entities", TNORM_KEEP_ENTITIES}, {"mojibake", TNORM_KEEP_MOJIBAKE},
                                    {"markup", TNORM_KEEP_MARKUP},     {"characters", TNORM_KEEP_CHARACTERS},
                                    {"space", TNORM_KEEP_SPACE},       {"echoes", TNORM_KEEP_ECHOES},
                                    {"boilerplate", KEEP_BOILERPLATE}, {NULL, 0}};

/* Finds the n bytes at `name` among the words. */
static bool find_word(const struct word *words, const char *name, size_t n, int *value)
{
    for (; words->name; words++)
        if (strlen(words->name) == n && memcmp(words->name, name, n) == 0) {
            *value = words->value;
            return true;
        }
    return false;
}

static bool refuse(const char *option, const char *value, const char *why)
{
    fprintf(stderr, "tnorm: --%s=%s: %s\n", option, value, why);
    return false;
}

/* The value of an option that takes one word of a list. */
static bool choose(const struct word *words, const char *option, const char *name, int *value)
{
    return find_word(words, name, strlen(name), value) ||
           refuse(option, name, "no such value; see tnorm --help");
}

static bool choose_kept(struct tnorm_options *o, const char *list)
{
    for (const char *p = list;; p++) {
        size_t n = strcspn(p, ",");
        int value = 0;
        if (!find_word(KEEPS, p, n, &value)) return refuse("keep", list, "no such value; see tnorm --help");
        if (value == KEEP_BOILERPLATE)
            o->boilerplate = TNORM_BOILERPLATE_OFF;
        else
            o->keep |= (unsigned)value;
        p += n;
        if (*p == '\0') return true;
    }
}

/* A number of bytes, with K, M or G behind it for so many times 1024. */
static bool choose_memory(struct cli *cli, const char *size)
{
    static const char units[] = "KMG";
    char *end;
    errno = 0;
    unsigned long long n = strtoull(size, &end, 10);
    const char *unit = *end ? strchr(units, *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    bool bad = *size < '0' || *size > '9' || errno || (*end && (!unit || end[1])) || n << shift >> shift != n;
    if (bad || n == 0) return refuse("memory", size, "no such size; see tnorm --help");
    cli->options.memory = (uint64_t)n << shift;
    return true;
}

/* A number of worker threads; 0: one per processor. */
static bool choose_jobs(struct cli *cli, const char *number)
{
    char *end;
    unsigned long n = strtoul(number, &end, 10);
    if (*number < '0' || *number > '9' || *end || n > JOBS_MOST)
        return refuse("jobs", number, "no such number; see tnorm(1)");
    long processors = n == 0 ? sysconf(_SC_NPROCESSORS_ONLN) : 0;
    if (processors > JOBS_MOST) processors = JOBS_MOST;
    cli->jobs = n > 0 ? n : processors > 0 ? (size_t)processors : 1;
    return true;
}

/* `-` is standard output, as it is standard input of a FILE; that has the clean text. */
static bool names_file(const char *option, const char *file)
{
    if (*file == '\0') return refuse(option, file, "no file has an empty name");
    if (strcmp(file, "-") != 0) return true;
    return refuse(option, file, "the clean text goes to standard output; ./- is a file of that name");
}

static bool print_version(void)
{
    printf("tnorm " TNORM_VERSION "\nUnicode %s\nvector unit: %s\noptional libraries: %s\n"
           "detection of encodings: %s\n",
           tnorm_unicode_version(), tnorm_vector_unit(), tn_decompressor_libraries(), tnorm_detector());
    return false;
}

enum {
    OPT_INVALID = 256,
    OPT_FORM,
    OPT_BOILERPLATE,
    OPT_KEEP,
    OPT_REJECTS,
    OPT_STATS,
    OPT_FIELD,
    OPT_TYPE,
    OPT_MEMORY,
    OPT_LATER
};

static const struct option OPTIONS[] = {
    {"input", required_argument, NULL, 'i'},
    {"invalid", required_argument, NULL, OPT_INVALID},
    {"form", required_argument, NULL, OPT_FORM},
    {"boilerplate", required_argument, NULL, OPT_BOILERPLATE},
    {"keep", required_argument, NULL, OPT_KEEP},
    {"output", required_argument, NULL, 'o'},
    {"rejects", required_argument, NULL, OPT_REJECTS},
    {"stats", optional_argument, NULL, OPT_STATS},
    {"from", required_argument, NULL, 'f'},
    {"field", required_argument, NULL, OPT_FIELD},
    {"type", required_argument, NULL, OPT_TYPE},
    {"jobs", required_argument, NULL, 'j'},
    {"memory", required_argument, NULL, OPT_MEMORY},
    {"progress", no_argument, NULL, 'p'},
    {"explain", no_argument, NULL, OPT_LATER},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static bool take_option(struct cli *cli, int option, const char *name)
{
    struct tnorm_options *o = &cli->options;
    int value = 0;
    switch (option) {
    case 'i':
        if (!choose(INPUTS, "input", optarg, &value)) return false;
        cli->sniff = value == AUTO;
        o->input = cli->sniff ? TNORM_INPUT_ANY : (enum tnorm_input)value;
        return true;
    case 'o':
        if (!choose(OUTPUTS, "output", optarg, &value)) return false;
        cli->output = (enum cli_output)value;
        o->output = cli->output == CLI_OUTPUT_JSONL  ? TNORM_OUTPUT_JSONL
                    : cli->output == CLI_OUTPUT_WARC ? TNORM_OUTPUT_WARC
                                                     : TNORM_OUTPUT_DEFAULT;
        return true;
    case OPT_INVALID:
        if (!choose(INVALIDS, "invalid", optarg, &value)) return false;
        o->invalid = (enum tnorm_invalid)value;
        return true;
    case OPT_FORM:
        if (!choose(FORMS, "form", optarg, &value)) return false;
        o->form = (enum tnorm_form)value;
        return true;
    case OPT_BOILERPLATE:
        if (!choose(LEVELS, "boilerplate", optarg, &value)) return false;
        o->boilerplate = (enum tnorm_boilerplate)value;
        return true;
    case OPT_FIELD: o->field = optarg; return true;
    case OPT_TYPE:
        if (!choose(TYPES, "type", optarg, &value)) return false;
        o->type = (enum tnorm_type)value;
        return true;
    case 'f': o->from = optarg; return true;
    case 'j': return choose_jobs(cli, optarg);
    case 'p': cli->progress = true; return true;
    case OPT_MEMORY: return choose_memory(cli, optarg);
    case OPT_KEEP: return choose_kept(o, optarg);
    case OPT_REJECTS: cli->rejects_file = optarg; return names_file("rejects", optarg);
    case OPT_STATS:
        cli->stats = true;
        cli->stats_file = optarg;
        return !optarg || names_file("stats", optarg);
    default: fprintf(stderr, "tnorm: --%s: not supported yet\n", name); return false;
    }
}

bool cli_goes_with(const struct cli *cli, enum tnorm_input input)
{
    switch (cli->output) {
    case CLI_OUTPUT_DEFAULT: break;
    case CLI_OUTPUT_TEXT: return input != TNORM_INPUT_JSONL;
    case CLI_OUTPUT_JSONL: return input != TNORM_INPUT_LINES && input != TNORM_INPUT_TSV;
    case CLI_OUTPUT_WARC: return input == TNORM_INPUT_WARC;
    }
    return true;
}

bool cli_parse(struct cli *cli, int argc, char **argv, int *status)
{
    int option, index = 0;
    *cli = (struct cli){.options = tnorm_options_default(), .sniff = true};
    cli->options.input = TNORM_INPUT_ANY;
    cli->options.memory = UINT64_C(128) << 20;
    cli->jobs = 1;
    *status = CLI_OK;
    while ((option = getopt_long(argc, argv, "i:o:f:j:phV", OPTIONS, &index)) != -1) {
        if (option == 'h') return fputs(HELP, stdout), false;
        if (option == 'V') return print_version();
        const char *name = option == OPT_LATER ? OPTIONS[index].name : "";
        if (option == '?' || !take_option(cli, option, name)) {
            if (option == '?') fputs("Try 'tnorm --help'.\n", stderr);
            *status = CLI_USAGE;
            return false;
        }
    }
    if (!cli->sniff && !cli_goes_with(cli, cli->options.input)) {
        fputs("tnorm: --input and --output do not go together; see tnorm(1)\n", stderr);
        *status = CLI_USAGE;
        return false;
    }
    enum tnorm_boilerplate level = cli->options.boilerplate;
    cli->weighed = level != TNORM_BOILERPLATE_OFF && level != TNORM_BOILERPLATE_PHRASES;
    if (cli->options.from)
        cli->jobs = 1; /* a piece of what may have to be converted tells nothing by itself */
    cli->files = argv + optind;
    cli->file_count = argc - optind;
    return true;
}
