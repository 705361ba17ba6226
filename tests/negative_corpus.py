#!/usr/bin/env python3
"""negative_corpus.py [--tnorm PATH] [--cache DIR] [--max N] [--optional] [-v] - false alarms on clean text.

Text that is right must come out as it went in.  What is right here is what people wrote: translation catalogues,
books and sayings out of Debian packages, in whatever language they hold.  None of it is in the evaluation data.

The rules of selection, made before the first run; none asks what a text says or which letters it has:

1. Of a catalogue (.mo): every translation, each plural form for itself, but not the header (the translation of "").
   Of a text (TEXTS, below): every line.  The language is the catalogue's folder, or the end of the file's or the
   package's name.
2. A line is what LF ends.  Each distinct line counts once for each language.  Empty ones do not.
3. Left out are lines that other rules of the contract change by design: not valid UTF-8; with "<" or "&" (markup,
   references); with a control but TAB; with U+FFFD or a noncharacter.
4. All lines of a language are cleaned by one run with --input=lines --boilerplate=off: a line out for each line in.
5. A line is changed if in and out differ after this was done to both: what is invisible is taken out (general
   category Cf and the other default-ignorable characters), NFC, white space collapsed to one space and trimmed.
   So text in other forms, with joiners or with non-breaking spaces is not left out either.
6. False alarms are the words that differ in changed lines: an edit counts its words before or after, whichever are
   more.  Words are parted by white space; scripts without spaces count a word for three letters in the third column.

A line that upstream damaged, and that is repaired rightly, counts as a false alarm too: -v shows each changed line
and the --keep that spares it, for a person to judge.

Exit status: 1 if there are fewer than 20 languages or 20 MB, or more than N false alarms; a missing apt-get or
network is said, and is no failure with --optional.
"""
import argparse
import collections
import difflib
import gzip
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata

CATALOGUES = """
aptitude-common binutils-common calligra-data cinnamon-l10n coreutils digikam-data e2fsprogs-l10n evolution-common
gettext gimp-data git gnome-control-center-data gnucash-common gnupg-l10n iso-codes kdenlive-data krita-l10n
libc-l10n libgtk-3-common libvirt-l10n lyx-common vlc-l10n wesnoth-1.16-dw wesnoth-1.16-httt wordpress-l10n
""".split() + ["libreoffice-l10n-" + language for language in """
am as bn dz fa gu he hi is ka km kn lt lv ml mr ne or pa-in pl ro si sr ta te th tr ug vi
""".split()]
TEXTS = {
    "debian-reference": "de es fr id it ja pt pt-br zh-cn zh-tw",
    "debian-faq": "de fr it ja ko nl pt ru zh-cn",
    "fortunes": "bg br cs de eo es ga it pl ru zh",
}
PACKAGES = CATALOGUES + [f"{name}-{language}" for name, languages in TEXTS.items() for language in languages.split()]

APT = ["apt-get", "-q", "-o", "Acquire::Retries=0"]

BY_DESIGN = re.compile("[<&\0-\x08\n-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd" +
                       "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xfffe, 0xffff)) + "]")
SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
CF = "".join(re.escape(chr(c)) for c in range(0x110000) if unicodedata.category(chr(c)) == "Cf")
INVISIBLE = re.compile("[" + CF + "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0"
                       "\ufff0-\ufff8\U000e0000-\U000e0fff]")
UNSPACED = re.compile("[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
                      "\U00020000-\U0003ffff]")
KEEPS = ["mojibake", "entities", "markup", "characters", "space"]


# ---------------------------------------------------------------- what there is to read

def package(name, cache):
    """The package's file, downloaded if the cache lacks it; None if it cannot be had."""
    def had():
        return [os.path.join(cache, f) for f in os.listdir(cache) if f.startswith(name + "_") and f.endswith(".deb")]
    if not had():
        subprocess.run([*APT, "download", name], cwd=cache, capture_output=True)
    return next(iter(had()), None)


def files(deb):
    """The ordinary files in a package."""
    with tempfile.TemporaryDirectory() as unpacked:
        subprocess.run(["dpkg-deb", "-x", deb, unpacked], check=True)
        for folder, _, names in sorted(os.walk(unpacked)):
            for path in sorted(os.path.join(folder, name) for name in names):
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path


def translations(path):
    """All that a .mo file translates to, as bytes: number of strings and two tables of lengths and places."""
    with open(path, "rb") as f:
        mo = f.read()
    order = "<" if mo[:4] == b"\xde\x12\x04\x95" else ">"
    count, originals, results = struct.unpack_from(order + "3I", mo, 8)
    for i in range(count):
        if struct.unpack_from(order + "I", mo, originals + 8 * i)[0]:
            size, at = struct.unpack_from(order + "2I", mo, results + 8 * i)
            yield from mo[at:at + size].split(b"\0")


def catalogue_language(path):
    folder = re.search(r"/([^/]+)/LC_(?:MESSAGES|TIME)/", path)
    return folder[1] if folder else os.path.basename(path)[:-len(".mo")].split("-")[-1]


def text_language(name):
    return next(name[len(stem) + 1:] for stem in TEXTS if name.startswith(stem + "-"))


def is_text(path):
    return path.endswith(".txt.gz") or "/games/fortunes/" in path and not path.endswith(".dat")


def passages(name, deb):
    """(language, bytes) for all that the rules take from a package."""
    for path in files(deb):
        if path.endswith(".mo"):
            yield from ((catalogue_language(path), t) for t in translations(path))
        elif name not in CATALOGUES and is_text(path):
            with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as f:
                yield text_language(name), f.read()


def lines_of(passage):
    for line in passage.split(b"\n"):
        try:
            text = line.decode()
        except UnicodeDecodeError:
            continue
        if not BY_DESIGN.search(text) and SPACE.sub("", text):
            yield text


def corpus(cache):
    """language -> its lines; and the packages that are missing"""
    if not os.listdir(cache):
        subprocess.run([*APT, "update"], capture_output=True)   # only root can; else the lists are as they are
    found, missing = collections.defaultdict(dict), []
    for name in PACKAGES:
        deb = package(name, cache)
        if not deb:
            missing.append(name)
            if not found and len(missing) == 3:     # no network
                break
            continue
        for language, passage in passages(name, deb):
            found[re.split("[-_@.]", language)[0].lower()].update(dict.fromkeys(lines_of(passage)))
    return {language: list(lines) for language, lines in sorted(found.items()) if lines}, missing


# ---------------------------------------------------------------- cleaning and comparing

def clean(tnorm, lines, *options):
    with tempfile.TemporaryFile() as given:
        given.write("".join(line + "\n" for line in lines).encode())
        given.seek(0)
        out = subprocess.run([tnorm, "--input=lines", "--boilerplate=off", *options], stdin=given,
                             stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")[:-1]
    if len(out) != len(lines):
        sys.exit(f"negative_corpus: {len(lines)} lines in, {len(out)} out")
    return out


def plain(line):
    return SPACE.sub(" ", unicodedata.normalize("NFC", INVISIBLE.sub("", line))).strip(" ")


def changes(tnorm, lines):
    """(line, what became of it, the --keep that spares it) for each line that is changed"""
    pairs = [(a, b) for a, b in zip(lines, clean(tnorm, lines)) if a != b and plain(a) != plain(b)]
    causes = ["several" for _ in pairs]
    for keep in KEEPS if pairs else []:
        for i, out in enumerate(clean(tnorm, [a for a, _ in pairs], "--keep=" + keep)):
            if plain(out) == plain(pairs[i][0]):
                causes[i] = keep
    return [(a, b, cause) for (a, b), cause in zip(pairs, causes)]


def words_changed(a, b):
    edits = difflib.SequenceMatcher(None, plain(a).split(" "), plain(b).split(" "), autojunk=False).get_opcodes()
    return sum(max(j - i, l - k) for op, i, j, k, l in edits if op != "equal")


def words(lines):
    """How many; in scripts without spaces a word is three letters."""
    letters = sum(len(UNSPACED.findall(line)) for line in lines)
    return letters // 3 + sum(len(UNSPACED.sub(" ", line).split()) for line in lines)


# ---------------------------------------------------------------- the report

def report(tnorm, found, verbose):
    """Prints a row for each language; -> bytes, false alarms"""
    row = "{:<10}{:>9}{:>12}{:>9}{:>8}{:>14}".format
    print(row("language", "MB", "words", "changed", "alarms", "per million"))
    total, by_cause = collections.Counter(), collections.Counter()
    for language, lines in found.items():
        changed = changes(tnorm, lines)
        size, count = sum(len(line.encode()) + 1 for line in lines), words(lines)
        alarms = sum(words_changed(a, b) for a, b, _ in changed)
        print(row(language, f"{size / 1e6:.2f}", count, len(changed), alarms, f"{1e6 * alarms / max(count, 1):.2f}"))
        for a, b, cause in changed if verbose else []:
            print(f"    {cause}\n    in   {a}\n    out  {b}")
        total.update(bytes=size, words=count, lines=len(changed), alarms=alarms)
        by_cause.update(cause for _, _, cause in changed)
    print(row("total", f"{total['bytes'] / 1e6:.2f}", total["words"], total["lines"], total["alarms"],
              f"{1e6 * total['alarms'] / max(total['words'], 1):.2f}"))
    print(f"{len(found)} languages; lines changed by cause: {dict(by_cause)}")
    return total["bytes"], total["alarms"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tnorm", default="build/tnorm", metavar="PATH")
    ap.add_argument("--cache", default="build/negative", metavar="DIR", help="where packages are kept")
    ap.add_argument("--max", type=int, metavar="N", help="false alarms (words) that are allowed")
    ap.add_argument("--optional", action="store_true", help="it is no failure if no package can be had")
    ap.add_argument("-v", "--verbose", action="store_true", help="show each changed line")
    args = ap.parse_args()
    os.makedirs(args.cache, exist_ok=True)
    tools = shutil.which("apt-get") and shutil.which("dpkg-deb")
    found, missing = corpus(args.cache) if tools else ({}, PACKAGES)
    if not found:
        print("negative_corpus: SKIPPED, no Debian package can be had here")
        return 0 if args.optional else 1
    if missing:
        print("negative_corpus: not to be had:", *missing)
    size, alarms = report(os.path.abspath(args.tnorm), found, args.verbose)
    if len(found) < 20 or size < 20e6:
        print("FAILED: fewer than 20 languages or 20 MB")
        return 1
    if args.max is not None and alarms > args.max:
        print(f"FAILED: {alarms} false alarms, {args.max} allowed")
        return 1
    return 0


sys.exit(main())
