#include "record_type.h"

const char *tn_record_type_name(enum tn_record_type type)
{
    static const char *const names[TN_RECORD_TYPES] = {
        [TN_RECORD_RESPONSE] = "response",     [TN_RECORD_RESOURCE] = "resource",
        [TN_RECORD_CONVERSION] = "conversion", [TN_RECORD_CONTINUATION] = "continuation",
        [TN_RECORD_REQUEST] = "request",       [TN_RECORD_REVISIT] = "revisit",
        [TN_RECORD_METADATA] = "metadata",     [TN_RECORD_WARCINFO] = "warcinfo",
        [TN_RECORD_OTHER] = "other",
    };
    return names[type];
}
