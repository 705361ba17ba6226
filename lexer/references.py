#!/usr/bin/env python3
"""Writes references.h: the HTML standard's named character references as tables for the lexer.

    references.py ENTITIES.JSON > references.h         (make tables ENTITIES=...)

ENTITIES.JSON is the standard's table, https://html.spec.whatwg.org/entities.json, or the same thing with plain
strings for values.  Everything is checked before a line is written.
"""
import json
import sys
from html.entities import name2codepoint                # HTML 4.01's names, exactly those 252

# Names of HTML 4.01 that are also words (or people, or words of another language) and so may well stand between a
# lone ampersand and a semicolon: "Marks & image;" is prose, "& nbsp;" is a reference that somebody broke.
WORDS = set("""
    acute alefsym and ang cap cent chi Chi circ clubs cong cup dagger Dagger divide empty equiv eta eth ETH exist
    forall frasl hearts image infin int isin lang le loz macr micro minus ne ni not nu Nu oline or para part perp piv
    prime Prime prod prop rang real sect shy sim spades sub sum sup supe there4 thorn tilde times weierp xi Xi
""".split())

BARE, SPACED = 1, 2
SLOTS = 8192
INDEX_BITS = 12     # of a slot; those above tell most names apart that came to the same one


def fnv1a(name):
    h = 2166136261
    for byte in name.encode():
        h = (h ^ byte) * 16777619 & 0xffffffff
    return h


def slot(name):
    h = fnv1a(name)
    return (h ^ h >> 16) & (SLOTS - 1)


def mark(name):
    """what a slot holds beside the index: the first bits of the hash"""
    return fnv1a(name) >> (16 + INDEX_BITS) << INDEX_BITS


def read(path):
    """-> {name: (code points, flags)}"""
    with open(path, encoding='utf-8') as f:
        table = json.load(f)
    values = {}
    for key, value in table.items():
        values[key.removeprefix('&')] = value if isinstance(value, str) else value['characters']
    assert len(values) == 2231, len(values)
    bare = {name for name in values if not name.endswith(';')}
    assert len(bare) == 106, len(bare)
    assert all(values[name] == values[name + ';'] for name in bare)
    assert len(name2codepoint) == 252 and WORDS <= set(name2codepoint), WORDS - set(name2codepoint)
    out = {}
    for key, value in values.items():
        if key.endswith(';'):
            name = key[:-1]
            assert name.isascii() and name.isalnum() and 1 <= len(value) <= 2, key
            spaced = name in name2codepoint and name not in WORDS
            out[name] = ([ord(c) for c in value], (BARE if name in bare else 0) | (SPACED if spaced else 0))
    assert len(out) == 2231 - 106
    return out


def rows(items, indent='    ', width=110):
    """items as lines of an initializer"""
    line = indent
    for item in items:
        if len(line) + len(item) + 1 > width:
            yield line.rstrip()
            line = indent
        line += item + ', '
    yield line.rstrip()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    table = read(sys.argv[1])
    names = sorted(table, key=str.encode)
    assert len(names) < 1 << INDEX_BITS
    longest, shortest = max(map(len, names)), min(map(len, names))
    longest_bare = max(len(name) for name in names if table[name][1] & BARE)
    slots = [0] * SLOTS
    for index, name in enumerate(names):
        at = slot(name)
        while slots[at]:
            at = (at + 1) & (SLOTS - 1)
        slots[at] = mark(name) | index + 1
    blob = ''.join(names)
    assert longest < 256 and len(blob) < 65536
    print('''/* Made by lexer/references.py from https://html.spec.whatwg.org/entities.json; do not edit.
 *
 * %d names of character references, %d of them also without semicolon: %d forms.  Names stand without '&'
 * and ';', in the order of their bytes.
 */
#ifndef TN_REFERENCES_H
#define TN_REFERENCES_H

#include <stdint.h>

/* clang-format off */

enum {
    TN_REFERENCE_SHORTEST = %d, /* bytes of the shortest name, */
    TN_REFERENCE_LONGEST = %d, /* of the longest, */
    TN_REFERENCE_BARE_LONGEST = %d, /* and of the longest one that may lack its semicolon */
    TN_REFERENCE_SLOTS = %d,
    TN_REFERENCE_INDEX = %d, /* bits of a slot that hold the index */
};

/* What is said of a name in tn_references[].flags. */
enum {
    TN_REFERENCE_BARE = %d, /* the standard has it without semicolon as well */
    TN_REFERENCE_SPACED = %d, /* one of HTML 4.01's that is no word: "& nbsp;" can be read as "&nbsp;" */
};

/* All names, one after the other. */
static const char tn_reference_names[%d] = {''' % (
        len(names), 106, 2231, shortest, longest, longest_bare, SLOTS, INDEX_BITS, BARE, SPACED, len(blob)))
    for line in rows(("'%s'" % c for c in blob)):
        print(line)
    print('''};

/* name: where it starts in tn_reference_names; first, second: the code points, second 0 if there is one only */
static const struct {
    uint16_t name;
    uint8_t length;
    uint8_t flags;
    uint32_t first;
    uint32_t second;
} tn_references[%d] = {''' % len(names))
    start = 0
    for name in names:
        (first, *second), flags = table[name]
        print('    {%d, %d, %d, 0x%04X, %s}, /* %s */' % (
            start, len(name), flags, first, '0x%04X' % second[0] if second else 0, name))
        start += len(name)
    print('''};

/* Hash table with open addressing: index + 1, and above it the first bits of the hash; 0 for an empty slot.  The first
 * slot of a name is (h ^ h >> 16) %% %d, h its FNV-1a hash of 32 bits; the next ones follow. */
static const uint16_t tn_reference_slots[%d] = {''' % (SLOTS, SLOTS))
    for line in rows(map(str, slots)):
        print(line)
    print('''};

/* clang-format on */

#endif''')
    spaced = sum(flags & SPACED != 0 for _, flags in table.values())
    print('%d names, %d bare, %d spaced, longest %d, at most %d probes' % (
        len(names), 106, spaced, longest, probes), file=sys.stderr)


if __name__ == '__main__':
    main()
