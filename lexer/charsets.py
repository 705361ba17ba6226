#!/usr/bin/env python3
"""charsets.py - writes _labels.re and differences.h from the data of the WHATWG encoding standard.

    lexer/charsets.py encodings.json indexes.json lexer/_labels.re lexer/differences.h

encodings.json and indexes.json are the standard's own files.  _labels.re says which encoding a label stands for.
differences.h says where the standard and iconv(3) of glibc, by the names of src/encoding.c, differ.  Of GB18030 only
U+3000 is taken: for the 24 others the index has private characters where Unicode has real ones by now.
"""
import ctypes
import json
import re
import sys

PAIRS = {"Big5": "big5", "GB18030": "gb18030", "EUC-KR": "euc-kr", "Shift_JIS": "jis0208", "JIS0212": "jis0212"}
PRIVATE = range(8836, 10716)  # pointers of Shift_JIS that stand for U+E000 and up

libc = ctypes.CDLL(None)
libc.iconv_open.restype = ctypes.c_void_p
libc.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4
libc.iconv.restype = ctypes.c_size_t
FAILED = 2**64 - 1


def constant(name):
    return re.sub("[^A-Z0-9]", "_", name.upper())


def write_labels(encodings, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write("// Made by lexer/charsets.py from the WHATWG encoding standard; do not edit.\n/*!re2c\n")
        for encoding in sorted((e for group in encodings for e in group["encodings"]), key=lambda e: e["name"]):
            labels = "\n  | ".join(f"'{label}'" for label in sorted(encoding["labels"]))
            f.write(f"    {labels} {{ found = TN_ENCODING_{constant(encoding['name'])}; goto end; }}\n")
        f.write("    * { goto end; }\n*/\n")


def converters(source):
    """The encodings that are had from iconv(3), as src/encoding.c has them: constant -> name."""
    return dict(re.findall(r'\[TN_(?:ENCODING|PAIRS)_(\w+)\] = \{?(?:"[^"]*", )?"([^"]+)"', source))


def convert(cd, sequence):
    """The code points of the bytes, or None."""
    libc.iconv(cd, None, None, None, None)
    given, made = ctypes.create_string_buffer(sequence, len(sequence)), ctypes.create_string_buffer(32)
    begin, left = ctypes.c_void_p(ctypes.addressof(given)), ctypes.c_size_t(len(sequence))
    out, room = ctypes.c_void_p(ctypes.addressof(made)), ctypes.c_size_t(32)
    failed = libc.iconv(cd, ctypes.byref(begin), ctypes.byref(left), ctypes.byref(out), ctypes.byref(room)) == FAILED
    libc.iconv(cd, None, None, ctypes.byref(out), ctypes.byref(room))
    return None if failed else [int.from_bytes(made[i:i + 4], "little") for i in range(0, 32 - room.value, 4)]


def sequences(name, index):
    """Pairs of two bytes and the code point that the standard has for them."""
    for pointer, point in enumerate(index):
        if name == "Shift_JIS" and pointer in PRIVATE:
            point = 0xE000 - PRIVATE[0] + pointer
        if point is None:
            continue
        if name == "Big5":
            row, cell = divmod(pointer, 157)
            yield row + 0x81, cell + (0x40 if cell < 0x3F else 0x62), point
        elif name == "JIS0212":
            row, cell = divmod(pointer, 94)
            yield row + 0xA1, cell + 0xA1, point
        elif name == "Shift_JIS":
            row, cell = divmod(pointer, 188)
            yield row + (0x81 if row < 0x1F else 0xC1), cell + (0x40 if cell < 0x3F else 0x41), point
        else:
            row, cell = divmod(pointer, 190)
            yield row + 0x81, cell + (0x41 if name == "EUC-KR" or cell >= 0x3F else 0x40), point


def differences(indexes, names):
    for name, key in PAIRS.items():
        cd = libc.iconv_open(b"UCS-4LE", names[constant(name)].encode())
        prefix = b"\x8f" if name == "JIS0212" else b""
        for lead, trail, point in sequences(name, indexes[key]):
            private = 0xE000 <= point < 0xF900 and name == "GB18030"
            real = convert(cd, prefix + bytes([lead, trail]))
            if real != [point] and not private and not (name == "GB18030" and real and real[0] >= 0x20000):
                yield f"TN_PAIRS_{constant(name)}", lead << 8 | trail, point
    for constant_name, name in names.items():
        key = next((k for k in indexes if constant(k) == constant_name and len(indexes[k]) == 128), None)
        if key is None:
            continue
        cd = libc.iconv_open(b"UCS-4LE", name.encode())
        for byte, point in enumerate(indexes[key], 0x80):
            real = convert(cd, bytes([byte])) or ([byte] if byte < 0xA0 else [None])
            if real != [point]:
                yield f"TN_ENCODING_{constant_name}", byte, point or 0


def main(encodings, indexes, labels, header):
    with open(encodings, encoding="utf-8") as f:
        write_labels(json.load(f), labels)
    with open(indexes, encoding="utf-8") as f:
        indexes = json.load(f)
    with open("src/encoding.c", encoding="utf-8") as f:
        names = converters(f.read())
    rows = list(differences(indexes, names))
    with open(header, "w", encoding="utf-8") as f:
        f.write("/* Made by lexer/charsets.py from the WHATWG encoding standard; do not edit. */\n"
                "#ifndef TN_DIFFERENCES_H\n#define TN_DIFFERENCES_H\n\n#include \"encoding.h\"\n\n/* clang-format off */\n\n")
        for kind, what in (("ENCODING", "a byte"), ("PAIRS", "two bytes")):
            f.write(f"/* Where the standard has another character for {what} than iconv(3) of glibc. */\n"
                    f"static const struct tn_difference tn_differences_{kind.lower()}[] = {{\n")
            for encoding, sequence, point in rows:
                if encoding.startswith(f"TN_{kind}_"):
                    f.write(f"    {{{encoding}, 0x{sequence:02X}, 0x{point:04X}}},\n")
            f.write("};\n\n")
        f.write("/* clang-format on */\n#endif\n")


main(*sys.argv[1:])
