#include "detector.h"

#ifdef TN_UCHARDET
#include <string.h>
#include <uchardet/uchardet.h>

void *tn_detector_new(void) { return uchardet_new(); }

void tn_detector_free(void *detector)
{
    if (detector) uchardet_delete(detector);
}

const char *tn_detector_name(void) { return "uchardet"; }

/* What the library calls an encoding that the standard knows by other labels. */
static const struct {
    const char *name;
    enum tn_source_encoding encoding;
} OTHER_NAMES[] = {{"UHC", TN_ENCODING_EUC_KR}, {"MAC-CYRILLIC", TN_ENCODING_X_MAC_CYRILLIC}};

static enum tn_source_encoding named(const char *name)
{
    for (size_t i = 0; i < sizeof OTHER_NAMES / sizeof *OTHER_NAMES; i++)
        if (strcmp(name, OTHER_NAMES[i].name) == 0) return OTHER_NAMES[i].encoding;
    return tn_encoding_of_label((const unsigned char *)name, strlen(name));
}

enum tn_source_encoding tn_detector_ask(void *detector, const unsigned char *bytes, size_t length)
{
    uchardet_reset(detector);
    bool done = uchardet_handle_data(detector, (const char *)bytes, length) == 0;
    uchardet_data_end(detector);
    return done ? named(uchardet_get_charset(detector)) : TN_ENCODING_UNKNOWN;
}

#else

void *tn_detector_new(void) { return NULL; }

void tn_detector_free(void *detector) { (void)detector; }

const char *tn_detector_name(void) { return "none"; }

enum tn_source_encoding tn_detector_ask(void *detector, const unsigned char *bytes, size_t length)
{
    (void)detector, (void)bytes, (void)length;
    return TN_ENCODING_UNKNOWN;
}

#endif
