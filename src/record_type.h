/* record_type.h - the types of WARC records, by which they are counted. */
#ifndef TN_RECORD_TYPE_H
#define TN_RECORD_TYPE_H

/* WARC 1.1 clause 6. */
enum tn_record_type {
    TN_RECORD_RESPONSE,
    TN_RECORD_RESOURCE,
    TN_RECORD_CONVERSION,
    TN_RECORD_CONTINUATION,
    TN_RECORD_REQUEST,
    TN_RECORD_REVISIT,
    TN_RECORD_METADATA,
    TN_RECORD_WARCINFO,
    TN_RECORD_OTHER,
    TN_RECORD_TYPES
};

/* Its name in `WARC-Type`; "other" of all that have no number here. */
const char *tn_record_type_name(enum tn_record_type type);

#endif
