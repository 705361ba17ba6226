#!/usr/bin/env python3
"""mojibake_on_data.py PROGRAM DATA - mojibake: false alarms on right text, and how much of wrong text is restored.

Both are measured on the same clean text of some 500 languages (DATA/languages): what helps one easily harms the other.

False alarms: letters beside typography are what mojibake looks like (IRMÃ in quotes).  Clean text holds few such
pairs, so they are made as people and word processors make them, see ALARMS; each word that comes out otherwise is a
false alarm.  Given per million words (of what white space parts), as written and in capitals.

Restoration: lines with letters beyond ASCII, as UTF-8, are misread in an encoding, once and twice; a byte that it
lacks is the character of that number.  A line is restored if it comes out as it was, untouched if it comes out as
with --keep=mojibake, else other: repaired in part, or wrongly.  Exit status: 1 if a limit is broken.
"""
import collections
import difflib
import json
import re
import subprocess
import sys
import unicodedata

STEP = 6            # one line of so many is taken
GROUPS = ["udhr", "gnome", "handbook"]  # the others are English, or speak about mojibake
LANGUAGE = 60_000   # characters that are taken of a language in a group, so that none outweighs the others
MISREAD = 40        # lines to be misread of a language in a group

# False alarms per million words that are allowed as written and in capitals.  A single one is 4.4 per million.
ALARMS = [
    ("as it is", [""], 0, 0),
    ("title case", [""], 0),
    ("no-break space", [""], 10, 210),
    ("dash", ["–", "—"], 10, 10),
    ("quoted", ["“”", "„“", "””", "‘’", "‹›"], 10, 75),
    ("quoted", ["«»", "»«"], 10, 135),
    ("quoted", ["‚‘"], 20, 215),
    ("sign", ["™", "®", "©"], 80, 225),
    ("sign", ["…", "–", "—", "’", "”", "»", "!", "\u00a0"], 10, 20),
    ("sign", ["…»", "…”", "…“", "…’", "…—", "»…", "»—", "”…", "”—", "™»", "®…"], 10, 20),
]

# Lines that have to be restored, in percent: misread once, twice.
RESTORED = {"cp1252": (95.7, 82.2), "latin-1": (96.7, 83.3), "cp1250": (94.4, 74.6), "cp1251": (87.7, 66.2),
            "cp1253": (93.0, 69.8), "cp1254": (95.4, 82.4), "cp1257": (94.9, 72.9), "iso8859_2": (89.7, 71.4),
            "mac_roman": (85.0, 55.6), "cp437": (96.4, 81.3)}


def paragraphs(data):
    """(language and group, paragraph), each paragraph once"""
    packed = subprocess.check_output(["zstd", "-dcq", f"{data}/languages/texts.jsonl.zst"])
    size, seen = collections.Counter(), set()
    for document in map(json.loads, packed.splitlines()):
        key = document["lang"], document["group"]
        for text in map(str.strip, document["text"].split("\n")) if key[1] in GROUPS else []:
            if text and text not in seen and size[key] <= LANGUAGE:
                size[key] += len(text)
                seen.add(text)
                yield key, text


def clean(program, lines, *options):
    command = [program, "--input=lines", "--boilerplate=off", *options]
    given = "".join(line + "\n" for line in lines).encode()
    out = subprocess.check_output(command, input=given).decode().split("\n")[:-1]
    if len(out) != len(lines):
        sys.exit(f"mojibake_on_data: {len(lines)} lines in, {len(out)} out")
    return out


CHANGES = {
    "as it is": lambda line, _: line,
    "title case": lambda line, _: line.title(),
    "no-break space": lambda line, _: line.replace(" ", "\u00a0"),
    "dash": lambda line, dash: re.sub(" [-–—] |, ", dash, line),
    "quoted": lambda line, marks: " ".join(marks[0] + word + marks[1] for word in line.split()),
    "sign": lambda line, sign: " ".join(w + sign if i % 8 == len(line) % 8 else w for i, w in enumerate(line.split())),
}


def words_changed(a, b):
    edits = difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes()
    return sum(max(j - i, l - k) for op, i, j, k, l in edits if op != "equal")


def alarms(program, lines):
    given = [unicodedata.normalize("NFC", line) for line in lines]
    count = sum(words_changed(a, b) for a, b in zip(given, clean(program, given)) if a != b)
    return 1e6 * count / sum(len(line.split()) for line in given)


def false_alarms(program, lines):
    """Prints the table; -> broken limits"""
    broken, row = [], "{:<16}{:>12}{:>12}".format
    print(row("per million", "as written", "capitals"))
    forms = lines, [line.upper() for line in lines]
    for kind, what, *limits in [(kind, what, *limits) for kind, those, *limits in ALARMS for what in those]:
        name = f"{kind} {what}".replace("\u00a0", "NBSP").strip()
        figures = [alarms(program, [CHANGES[kind](line, what) for line in form]) for form, _ in zip(forms, limits)]
        print(row(name, *(f"{f:.1f}" for f in figures), *[""] * (2 - len(figures))))
        broken += [f"{name}: {f:.1f} false alarms per million words, {limit} allowed"
                   for f, limit in zip(figures, limits) if f > limit]
    return broken


def to_be_misread(found):
    taken = collections.Counter()
    for key, text in found:
        if 20 <= len(text) <= 400 and not text.isascii() and not re.search("[<&]", text) and taken[key] < MISREAD:
            taken[key] += 1
            yield " ".join(text.split())


def characters(encoding):
    known = bytes(range(256)).decode(encoding, "surrogateescape")
    return re.sub("[\udc80-\udcff]", lambda missing: chr(ord(missing[0]) - 0xdc00), known)


def shares(program, lines, misread):
    """restored, untouched, other: in percent"""
    out = clean(program, misread)
    same = [sum(map(str.__eq__, out, other)) for other in (lines, clean(program, misread, "--keep=mojibake"))]
    return [100 * n / len(lines) for n in (*same, len(lines) - sum(same))]


def restoration(program, lines):
    """Prints the table; -> broken limits"""
    broken, row = [], ("{:<16}" + 6 * "{:>12}").format
    print(row("% of lines", *("restored", "untouched", "other") * 2))
    for encoding, limits in RESTORED.items():
        table, misread, figures = characters(encoding), lines, []
        for times, limit in zip(["once", "twice"], limits):
            misread = ["".join(table[byte] for byte in line.encode()) for line in misread]
            figures += shares(program, lines, misread)
            if figures[-3] < limit:
                broken.append(f"{encoding}, {times}: {figures[-3]:.1f} % restored, {limit} have to be")
        print(row(encoding, *(f"{f:.1f}" for f in figures)))
    return broken


def main(program, data):
    found = list(paragraphs(data))
    lines, wrong = [text for _, text in found][::STEP], list(to_be_misread(found))[::STEP]
    print(f"false alarms: {len(lines)} lines, {sum(len(line.split()) for line in lines)} words")
    broken = false_alarms(program, lines)
    print(f"restoration: {len(wrong)} lines, misread once and twice")
    broken += restoration(program, wrong)
    print(*(f"FAILED: {limit}\n" for limit in broken), sep="", end="")
    return 1 if broken or not wrong else 0


sys.exit(main(*sys.argv[1:]))
