#!/usr/bin/env python3
"""encodings.py - writes encodings.h and _encodings.re: the single-byte encodings that UTF-8 is taken for;
cyrillic.h: those of Cyrillic that are taken for one another; and alphabets.h: letters that are used together.

    lexer/encodings.py lexer/encodings.h lexer/_encodings.re lexer/cyrillic.h lexer/alphabets.h

The tables are those of Python's codecs, which are made from the mapping files of the Unicode consortium.  A byte
that an encoding leaves undefined, and every byte from 0x80 to 0x9F in ISO 8859, stands for the C1 control of that
number: that is what decoders make of it (the WHATWG encoding standard's windows-1252, for one).
"""
import sys

ENCODINGS = ["cp1252", "cp1250", "iso8859_2", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "cp437"]
CYRILLIC = ["cp1251", "koi8_u"]

# The letters beyond ASCII of the official languages of Europe (CLDR, exemplarCharacters), as far as
# they are in U+00C0 to U+017F.
ALPHABETS = {
    "Albanian": "çë", "Catalan": "àçèéíïòóúü", "Croatian": "ćčđšž", "Czech": "áčďéěíňóřšťúůýž", "Danish": "åæéø",
    "Dutch": "áäéëíïóöúü", "Estonian": "äõöšüž", "Faroese": "áæíðóøúý", "Finnish": "åäöšž",
    "French": "àâæçèéêëîïôùûüÿœ", "German": "ßäöü", "Hungarian": "áéíóöúüőű", "Icelandic": "áæéíðóöúýþ", "Irish": "áéíóú",
    "Italian": "àèéìòóù", "Latvian": "āčēģīķļņšūž", "Lithuanian": "ąčęėįšųūž", "Maltese": "àèìòùċġħż",
    "Polish": "óąćęłńśźż", "Portuguese": "àáâãçéêíòóôõú", "Romanian": "âîăşţ", "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Spanish": "áéíñóúü", "Swedish": "àåäéö", "Turkish": "âçîöûüğış", "Welsh": "âêîôûŵŷ",
}
SPACE = 0x20   # which a non-breaking one may have been
LOST = 0xFFFD  # a byte of which nothing else is left


def characters(encoding):
    """Byte -> code point, from 0x80 on."""
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[byte] = ord(bytes([byte]).decode(encoding))
        except UnicodeDecodeError:
            table[byte] = byte
    return table


def write_cyrillic(header):
    tables = [characters(e) for e in CYRILLIC]
    with open(header, "w", encoding="utf-8") as f:
        f.write("/* Made by lexer/encodings.py from Python's codecs; do not edit. */\n")
        f.write("#ifndef TN_CYRILLIC_H\n#define TN_CYRILLIC_H\n\n#include <stdint.h>\n\n/* clang-format off */\n\n")
        names = ", ".join(f"TN_CYRILLIC_{e.upper()}" for e in CYRILLIC)
        f.write(f"enum {{ {names} }};\n\n/* What the bytes from 0x80 on are. */\n")
        f.write(f"static const uint16_t tn_cyrillic[{len(CYRILLIC)}][128] = {{\n")
        for table in tables:
            rows = [[f"0x{table[b]:04X}" for b in range(r, r + 16)] for r in range(0x80, 0x100, 16)]
            f.write("    {" + ",\n     ".join(", ".join(row) for row in rows) + "},\n")
        f.write("};\n\n/* The bytes of U+0400 to U+04FF, 0 where there is none. */\n")
        f.write(f"static const uint8_t tn_cyrillic_byte[{len(CYRILLIC)}][256] = {{\n")
        for table in tables:
            cells = [f"[0x{point - 0x400:02X}] = 0x{byte:02X}" for byte, point in sorted(table.items(), key=lambda i: i[1])
                     if 0x400 <= point < 0x500]
            rows = [", ".join(cells[i:i + 7]) for i in range(0, len(cells), 7)]
            f.write("    {" + ",\n     ".join(rows) + "},\n")
        f.write("};\n\n/* clang-format on */\n#endif\n")


def write_alphabets(header):
    with open(header, "w", encoding="utf-8") as f:
        f.write("/* Made by lexer/encodings.py; do not edit. */\n")
        f.write("#ifndef TN_ALPHABETS_H\n#define TN_ALPHABETS_H\n\n#include <stdint.h>\n\n")
        f.write(f"enum {{ TN_ALPHABETS = {len(ALPHABETS)} }};\n\n/* Their letters: bit i for U+00C0 + i. */\n")
        f.write("static const uint64_t tn_alphabet[TN_ALPHABETS][3] = {\n")
        for name, letters in ALPHABETS.items():
            bits = sum(1 << ord(letter) - 0xC0 for letter in letters)
            words = ", ".join(f"0x{bits >> 64 * i & (1 << 64) - 1:016X}" for i in range(3))
            f.write(f"    {{{words}}}, /* {name} */\n")
        f.write("};\n\n#endif\n")


def main(header, grammar, cyrillic, alphabets):
    write_cyrillic(cyrillic)
    write_alphabets(alphabets)
    tables = [characters(e) for e in ENCODINGS]
    rows = {}
    for i, table in enumerate(tables):
        for byte, point in table.items():
            rows.setdefault(point, [0] * len(ENCODINGS))[i] = byte
    for byte in range(0x80, 0xA0):  # what was read as Latin-1 is mixed with what was read as Windows-1252
        rows.setdefault(byte, [0] * len(ENCODINGS))[0] = byte
    assert 0xF8FF in rows  # the private character of Mac OS Roman, which is nobody's text
    del rows[0xF8FF]
    spaces = [byte if byte < 0xC0 else 0 for byte in rows[0xA0]]
    rows[SPACE] = rows[LOST] = [0] * len(ENCODINGS)
    points = sorted(rows)
    pages = sorted({p >> 8 for p in points})
    with open(header, "w", encoding="utf-8") as f:
        f.write("/* Made by lexer/encodings.py from Python's codecs; do not edit. */\n")
        f.write("#ifndef TN_ENCODINGS_H\n#define TN_ENCODINGS_H\n\n#include <stdint.h>\n\n#include \"mojibake.h\"\n\n/* clang-format off */\n\n")
        same = " && ".join(f"TN_{e.upper()} == {i}" for i, e in enumerate(ENCODINGS))
        f.write(f'_Static_assert({same} && TN_ENCODINGS == {len(ENCODINGS)}, "not as in mojibake.h");\n\n')
        f.write("/* The bytes that a character stands for, one for each encoding; 0 if none from 0x80 on. */\n")
        f.write(f"static const uint8_t tn_encoded[{len(points) + 1}][TN_ENCODINGS] = {{\n    {{0}},\n")
        for point in points:
            cells = ", ".join(f"0x{b:02X}" if b else "0" for b in rows[point])
            f.write(f"    {{{cells}}}, /* U+{point:04X} */\n")
        f.write("};\n\n/* A space may be a non-breaking one, and what is lost anything (mojibake.h). */\n")
        f.write(f"const struct tn_role tn_encoded_role[{len(points) + 1}] = {{\n    {{0, 0, 0, 0, 0, 0, 0, 0}},\n")
        for point in points:
            stands_for = {SPACE: spaces, LOST: [0x80] * len(ENCODINGS)}.get(point, rows[point])
            masks = [sum(1 << i for i, b in enumerate(stands_for) if first <= b <= last)
                     for first, last in [(0x80, 0xBF), (0xC2, 0xF4), (0xE0, 0xEF), (0xF0, 0xFF), (0xC9, 0xCB), (0xCC, 0xCD), (0xCE, 0xDF)]]
            _, lead, three, four = masks[:4]
            begins = lead & ~(three | four) | three << 16 | four << 32
            f.write(f"    {{0x{begins:012X}, {', '.join(f'0x{mask:03X}' for mask in masks)}}},\n")
        f.write("};\n\n/* Which row of it is a character's: by the page of 256 it is in, 0 if in none. */\n")
        f.write("const uint8_t tn_encoded_page[256] = {\n")
        for page in pages:
            f.write(f"    [0x{page:02X}] = {pages.index(page) + 1},\n")
        f.write(f"}};\n\nconst uint16_t tn_encoded_row[{len(pages) + 1}][256] = {{\n    {{0}},\n")
        for page in pages:
            cells = ", ".join(f"[0x{p & 255:02X}] = {points.index(p) + 1}" for p in points if p >> 8 == page)
            f.write(f"    {{{cells}}},\n")
        f.write("};\n\n/* clang-format on */\n#endif\n")
    ends = sorted(p for p in points if p > 0xA0 and any(0x80 <= b < 0xC0 for b in rows[p])) + [LOST]
    with open(grammar, "w", encoding="utf-8") as f:
        f.write("// Made by lexer/encodings.py from Python's codecs; do not edit.\n/*!re2c\n")
        f.write("// what bytes 0x80-0xBF, the second and later ones of UTF-8, are read as; and a lost one\n")
        f.write("continuation =\n    ")
        f.write("\n  | ".join(f"[\\u{p:04x}]" for p in ends))
        f.write(";\n*/\n")


main(*sys.argv[1:])
