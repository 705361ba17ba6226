#!/usr/bin/env python3
"""charset_cases.py [--tnorm PROGRAM] - texts in every encoding that Python knows, declared rightly, wrongly, not at all.

What is right is known from how a text was built: it is what the program makes of the same text in UTF-8.  Python's
codecs are an oracle of their own; where they are known to differ from the WHATWG encoding standard, the characters
concerned are left out.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor

LATIN = "Der Fluß wartet auf niemanden, sagt man; außer natürlich die Ebbe – am Morgen.\nNoch eine Zeile: für alle, schön.\n"
TEXTS = {
    "latin": LATIN.replace("–", "-"),
    "polish": "Zażółć gęślą jaźń, mówią w mieście.\nŁódź i Gdańsk leżą daleko od siebie, prawda?\n",
    "esperanto": "Ĉiuj homoj estas denaske liberaj kaj ĝuas ŝancojn, ĵus diris la ĥoro.\nLa aŭtoro foriris.\n",
    "baltic": "Visi žmonės gimsta laisvi ir lygūs savo orumu, sako jų draugė.\nTai tiesa, ąžuolai ošia.\n",
    "nordic": "Það er ekki sérlega kalt í dag, sagði hún við öll börnin.\nÆðislegt veður, já.\n",
    "welsh": "Mae'r tŷ ar y bryn yn hen iawn, ac mae'r dŵr yn oer.\nDyna'r gŵr, meddai hi.\n",
    "romanian": "Toate ființele umane se nasc libere și egale în demnitate, zice țăranul.\nAșa este, să știți.\n",
    "turkish": "Bütün insanlar hür doğarlar, dedi kadın; şimdi ışığı aç.\nİstanbul çok güzel.\n",
    "cyrillic": "Прилив не ждет никого, говорят в этом городе.\nОн сказал: завтра будет лучше, чем вчера.\n",
    "ukrainian": "Приплив ні на кого не чекає, кажуть у місті Київ.\nЇжак і ґанок - це її слова.\n",
    "greek": "Η παλίρροια δεν περιμένει κανέναν, λένε στην πόλη.\nΑύριο θα είναι καλύτερα.\n",
    "hebrew": "הגאות אינה ממתינה לאיש, כך אומרים בעיר.\nמחר יהיה טוב יותר.\n",
    "arabic": "المد لا ينتظر احدا، هكذا يقولون في المدينة.\nغدا سيكون افضل.\n",
    "thai": "กระแสน้ำไม่รอใคร เขาพูดกันในเมือง\nพรุ่งนี้จะดีกว่านี้\n",
    "vietnamese": "Thủy triều không chờ ai, người ta nói vậy.\nNgày mai sẽ tốt hơn.\n",
    "chinese": "潮水不等人，城里的人都这么说。\n明天会更好，他说：“真的吗？”\n",
    "taiwanese": "潮水不等人，城裡的人都這麼說。\n明天會更好，他說：「真的嗎？」\n",
    "japanese": "潮は誰も待たない、と町の人は言う。\n明日はもっとよくなる。ひらがなとカタカナ。\n",
    "korean": "물때는 아무도 기다리지 않는다고 마을 사람들은 말한다.\n내일은 더 나아질 것이다.\n",
}
# label, Python's codec, texts
ENCODINGS = [
    ("windows-1252", "cp1252", ["latin", "nordic"]), ("iso-8859-1", "cp1252", ["latin"]), ("us-ascii", "cp1252", ["latin"]),
    ("windows-1250", "cp1250", ["polish"]), ("iso-8859-2", "iso8859_2", ["polish"]), ("latin3", "iso8859_3", ["esperanto"]),
    ("iso-8859-4", "iso8859_4", ["baltic"]), ("windows-1257", "cp1257", ["baltic"]), ("iso-8859-13", "iso8859_13", ["baltic"]),
    ("iso-8859-10", "iso8859_10", ["nordic"]), ("iso-8859-14", "iso8859_14", ["welsh"]), ("iso-8859-15", "iso8859_15", ["latin"]),
    ("iso-8859-16", "iso8859_16", ["romanian"]), ("windows-1254", "cp1254", ["turkish"]), ("iso-8859-9", "cp1254", ["turkish"]),
    ("windows-1251", "cp1251", ["cyrillic", "ukrainian"]), ("iso-8859-5", "iso8859_5", ["cyrillic"]), ("koi8-r", "koi8_r", ["cyrillic"]),
    ("koi8-u", "koi8_u", ["cyrillic", "ukrainian"]), ("ibm866", "cp866", ["cyrillic"]), ("x-mac-cyrillic", "mac_cyrillic", ["cyrillic"]),
    ("windows-1253", "cp1253", ["greek"]), ("iso-8859-7", "iso8859_7", ["greek"]), ("windows-1255", "cp1255", ["hebrew"]),
    ("iso-8859-8", "iso8859_8", ["hebrew"]), ("iso-8859-8-i", "iso8859_8", ["hebrew"]), ("windows-1256", "cp1256", ["arabic"]),
    ("iso-8859-6", "iso8859_6", ["arabic"]), ("windows-874", "cp874", ["thai"]), ("tis-620", "cp874", ["thai"]),
    ("windows-1258", "cp1258", ["vietnamese"]), ("macintosh", "mac_roman", ["latin"]), ("gbk", "gbk", ["chinese", "japanese"]),
    ("gb2312", "gb2312", ["chinese"]), ("gb18030", "gb18030", ["chinese", "taiwanese", "korean", "thai"]),
    ("big5", "big5", ["taiwanese"]), ("big5-hkscs", "big5hkscs", ["taiwanese"]), ("shift_jis", "cp932", ["japanese"]),
    ("euc-jp", "euc_jp", ["japanese"]), ("iso-2022-jp", "iso2022_jp", ["japanese"]), ("euc-kr", "euc_kr", ["korean"]),
    ("ks_c_5601-1987", "cp949", ["korean"]), ("utf-16le", "utf_16_le", ["latin", "chinese"]), ("utf-16be", "utf_16_be", ["greek", "korean"]),
]
# texts by whose letters encodings are told apart that differ in few, or that the library confuses
GUESSES = [
    ("cp1252", "The Acme® product works."), ("cp1252", "El Niño was strong."), ("cp1252", "10 m² of land"),
    ("cp1252", "Ten words of plain English make a line that nobody doubts. " * 20 + "A jalapeño, said Brontë."),
    ("cp1252", "Più tardi, però, la città è così: perché non c'è più niente, né qui né là. " * 3),
    ("cp1252", "És possible que hàgiu de prémer la tecla, i això és també necessari per a l'estació. " * 3),
    ("koi8_u", TEXTS["ukrainian"] * 3), ("koi8_r", TEXTS["cyrillic"] * 3),
    ("cp1257", "Sistema „Linux“ ir naršyklė – laisvos programos, sako žmonės. " + TEXTS["baltic"] * 3),
    ("cp1253", "Είπε “ναι” – και έφυγε. " + TEXTS["greek"].replace("Α", "α") * 3), ("cp1251", "Откройте Обзор и начните вводить Параметры."),
    ("cp1255", "“כן” – אמר. " + TEXTS["hebrew"] * 3), ("cp1250", "„Da” – a zis ţăranul. Aşa este, să ştiţi. " * 6),
    ("cp1252", "Það ber að viðurkenna, að hver maður sé jafnborinn til virðingar og réttinda, er eigi verði af honum tekin. " * 3),
    ("mac_cyrillic", "Он сказал: «Да» — и ушёл… Она: «Нет» — и осталась. " * 20), ("big5", "功能許蓋 人人生而自由，在尊嚴和權利上一律平等。 " * 60),
    ("cp1250", TEXTS["polish"] * 3), ("iso8859_2", TEXTS["polish"] * 3),
]
# a byte that no text in it has, and what it is in the standard's table
STRAYS = [("cp1251", 0x98, "\x98", TEXTS["ukrainian"] * 6), ("cp1253", 0xFF, "\ufffd", TEXTS["greek"] * 24), ("cp1250", 0x98, "\x98", TEXTS["polish"] * 24)]
OTHERS = [("IBM850", "cp850", ["latin"]), ("CP437", "cp437", ["latin"]), ("IBM852", "cp852", ["polish"]), ("JOHAB", "johab", ["korean"]),
          ("UTF-32LE", "utf_32_le", ["chinese"])]
MULTIBYTE = ["gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"]
# bytes for which Python's tables are not the standard's
PYTHON_DIFFERS = {"koi8-u": {0xAE, 0xBE}, "macintosh": {0xDB}, "x-mac-cyrillic": {0xA2, 0xB6, 0xFF}, "windows-1255": {0xCA}}
FRAMES = {
    "text": lambda s: s,
    "lines": lambda s: s,
    "tsv": lambda s: s.replace("\n", "\tx\n"),
    "jsonl": lambda s: "".join(json.dumps({"n": s[:3], "text": line}, ensure_ascii=False) + "\n" for line in s.splitlines()),
    "html": lambda s: "<p>" + s.replace("\n", "</p>\n<p>"),
}
DECLARATIONS = ["<meta charset={}>", "<META CHARSET=' {} '>", '<meta http-equiv="Content-Type" content="text/html; charset={}">',
                "<!-- <meta charset=big5> --><meta name=a content=b><meta charset=\"{}\" />", "<?xml version='1.0' encoding='{}'?>"]
HELD = 64 * 1024
MEMORY = 16 * 1024  # KiB: 8 MiB, and 8 more for conversion


def encode(text, codec):
    """The text in an encoding; in cp1258 the tone marks of Vietnamese stand alone, and composed they are the same text."""
    if codec != "cp1258":
        return text.encode(codec)
    out = b""
    for c in text:
        try:
            out += c.encode(codec)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", c)
            tone = next(p for p in parts[1:] if p in "\u0300\u0301\u0303\u0309\u0323")
            out += (unicodedata.normalize("NFC", parts.replace(tone, "")) + tone).encode(codec)
    return out


class Tester:
    def __init__(self, program):
        self.program, self.jobs = program, []
        self.detects = "detection of encodings: uchardet" in subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stdout

    def run(self, options, given, pieces=None):
        """What the program makes of it: output, account, rejects; `pieces`: seed of how it arrives."""
        with tempfile.TemporaryDirectory() as folder:
            command = [self.program, "--boilerplate=phrases", f"--stats={folder}/stats", f"--rejects={folder}/rejects", *options]
            if pieces is None:
                out = subprocess.run(command, input=given, capture_output=True, check=False)
                got = out.stdout, out.returncode
            else:
                dice = random.Random(pieces)
                p = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
                at = 0
                while at < len(given) and at < 4000:
                    n = dice.choice([1, 1, 2, 3, 7, 64])
                    at += p.stdin.write(given[at:at + n])
                got = p.communicate(given[at:])[0], p.returncode
            with open(f"{folder}/stats", encoding="utf-8") as f:
                stats = json.load(f)
            with open(f"{folder}/rejects", encoding="utf-8") as f:
                rejects = [json.loads(line) for line in f]
            return got[0], got[1], stats, rejects

    def expect(self, what, options, given, same, same_options=None, pieces=None, unknown=None):
        """`given` under options comes out as `same`, in UTF-8, does, or as the bytes `same` are."""
        self.jobs.append((what, options, given, same, same_options, pieces, unknown))

    def work(self, job):
        what, options, given, same, same_options, pieces, unknown = job
        out, status, stats, rejects = self.run(options, given, pieces)
        if same_options is not None:
            same = self.run(same_options, same)[0]
        size, causes = stats["bytes"], stats["causes"]
        faults = []
        if out != same:
            faults.append(f"got {out[:200]!r}, expected {same[:200]!r}")
        if status != 0:
            faults.append(f"status {status}")
        if size["read"] != len(given) or size["read"] != sum(size[k] for k in ("framing", "kept", "rewritten", "removed")):
            faults.append(f"account of what was read: {size}")
        if size["written"] != len(out) or size["written"] != size["kept"] + size["added"] + sum(c["out"] for c in causes.values()):
            faults.append(f"account of what was written: {size} {causes}")
        labels = [r["text"] for r in rejects if r["reason"] == "charset"]
        if labels != ([unknown] if unknown else []) or stats["passed"]["charset"] != len(labels):
            faults.append(f"unknown labels: {labels}")
        return [f"FAILED: {what}: {fault}" for fault in faults]


def declared_by_option(t):
    for label, codec, names in ENCODINGS + OTHERS:
        for name in names:
            for kind, frame in FRAMES.items():
                text = frame(TEXTS[name])
                if codec == "cp1258" and kind == "jsonl":
                    continue  # members that are no text stay decomposed
                t.expect(f"{label} {name} {kind}", ["-i", kind, "-f", label], encode(text, codec), text.encode(), ["-i", kind])
            spelled = f"  {label.upper()}\n" if (label, codec, names) in ENCODINGS else label
            t.expect(f"{label} {name}, in pieces", ["-i", "text", "-f", spelled], encode(TEXTS[name], codec), TEXTS[name].encode(),
                     ["-i", "text"], pieces=f"{label} {name}")
            long = TEXTS[name] * (2 * HELD // len(encode(TEXTS[name], codec)) + 1)
            t.expect(f"{label} {name}, long", ["-i", "lines", "-f", label], encode(long, codec), long.encode(), ["-i", "lines"])


def declared_by_page(t):
    dice = random.Random(1)
    for label, codec, names in ENCODINGS:
        for name in names:
            for declaration in DECLARATIONS:
                for filler in ("", "<title>x</title>" + " " * dice.randrange(800)):
                    if filler and declaration.startswith("<?"):
                        continue  # that stands at the start
                    head = filler + declaration
                    page, plain = (head.format(x) + FRAMES["html"](TEXTS[name]) for x in (label, "utf-8"))
                    if label.startswith("utf-16"):  # a page that can be read is not in it
                        given = page.encode()
                    else:
                        given = encode(page, codec)
                    t.expect(f"{label} {name} by {declaration!r}", ["-i", "html"], given, plain.encode(), ["-i", "html"],
                             pieces=None if dice.randrange(4) else dice.random())


def marked(t):
    for mark, codec in (("\ufeff", "utf_8"), ("\ufeff", "utf_16_le"), ("\ufeff", "utf_16_be")):
        for name in TEXTS:
            for kind, frame in FRAMES.items():
                text = frame(TEXTS[name])
                given = encode(mark + text, codec)
                t.expect(f"mark {codec} {name} {kind}", ["-i", kind], given, text.encode(), ["-i", kind])
            t.expect(f"mark {codec} {name}, another asked for", ["-i", "text", "-f", "koi8-r"], encode(mark + TEXTS[name], codec),
                     TEXTS[name].encode(), ["-i", "text"])
            t.expect(f"mark {codec} {name}, another declared", ["-i", "html"], encode(mark + "<meta charset=big5><p>" + TEXTS[name], codec),
                     ("<meta charset=utf-8><p>" + TEXTS[name]).encode(), ["-i", "html"])


def wrongly_declared(t):
    for label, codec, _ in ENCODINGS:
        if label.startswith("utf-16"):
            continue
        for name in ("polish", "cyrillic", "japanese"):
            text = TEXTS[name]
            page = "<p>" + text
            t.expect(f"UTF-8 {name} said to be {label}", ["-i", "text", "-f", label], text.encode(), text.encode(), ["-i", "text"])
            t.expect(f"UTF-8 page {name} said to be {label}", ["-i", "html"], f"<meta charset={label}>{page}".encode(),
                     f"<meta charset=utf-8>{page}".encode(), ["-i", "html"])
    keep = ["--keep=mojibake"]
    for label, codec, _ in ENCODINGS[:32]:
        read = TEXTS["cyrillic"].encode("cp1251").decode(codec, "replace")
        if "\ufffd" not in read:
            t.expect(f"cp1251 said to be {label}", ["-i", "text", "-f", label, *keep], TEXTS["cyrillic"].encode("cp1251"), read.encode(),
                     ["-i", "text", *keep])


def unknown(t):
    for label in ("none", "utf-9", "x-sjis2", "&quot;", "charset", "IBM850", "en"):
        for name in ("latin", "cyrillic", "japanese"):
            page = FRAMES["html"](TEXTS[name])
            t.expect(f"unknown {label} {name}", ["-i", "html"], f"<meta charset={label}>{page}".encode(),
                     f"<meta charset=utf-8>{page}".encode(), ["-i", "html"], unknown=label)
            t.expect(f"unknown {label}, then a known one {name}", ["-i", "html"], f"<meta charset={label}><meta charset=utf-8>{page}".encode(),
                     f"<meta charset=utf-8>{page}".encode(), ["-i", "html"])


def damaged(t):
    """One character for each damaged sequence, and nothing else is lost."""
    options = ["-i", "lines", "--invalid=replace"]
    dice = random.Random(2)
    for label, codec, names in ENCODINGS:
        if label not in MULTIBYTE:
            continue
        for name in names:
            text = TEXTS[name].replace("\n", "")
            cells = [encode(c, codec) for c in text]
            for _ in range(12):
                at = dice.randrange(1, len(cells))
                bad = b"".join(cells[:at]) + b"\xff" + b"".join(cells[at:])
                good = text[:at] + "\ufffd" + text[at:]
                t.expect(f"{label} {name}, 0xFF before {at}", [*options, "-f", label], bad, good.encode(), options)
                while len(cells[at]) == 1:
                    at = (at + 1) % len(cells)
                cut = b"".join(cells[:at]) + cells[at][:1]
                t.expect(f"{label} {name}, cut in {at}", [*options, "-f", label], cut, (text[:at] + "\ufffd").encode(), options)
                t.expect(f"{label} {name}, half of {at}", [*options, "-f", label], cut + b"<br>!" + b"".join(cells[at + 1:]),
                         (text[:at] + "\ufffd<br>!" + text[at + 1:]).encode(), options)
                drop = ["-i", "lines", "--invalid=drop"]
                t.expect(f"{label} {name}, cut in {at}, dropped", [*drop, "-f", label], cut, text[:at].encode(), options)


def every_byte(t):
    options = ["-i", "lines", "--form=none", "--invalid=replace", "--keep=mojibake,space,characters,markup,entities"]
    seen = set()
    for label, codec, _ in ENCODINGS:
        if label in seen or len("ab".encode(codec)) != 2 or label in (*MULTIBYTE, "gb2312", "big5-hkscs", "ks_c_5601-1987", "iso-2022-jp"):
            continue
        seen.add(label)
        given, right = b"", ""
        for byte in range(0xA0 if label.startswith("iso") else 0x80, 0x100):
            try:
                c = bytes([byte]).decode(codec)
            except UnicodeDecodeError:
                c = chr(byte) if byte < 0xA0 else "\ufffd"
            if byte not in PYTHON_DIFFERS.get(label, set()):
                given += b"a " + bytes([byte]) + b" z\n"
                right += f"a {c} z\n"
        t.expect(f"every byte of {label}", [*options, "-f", label], given, right.encode(), options)


def late_pairs(t):
    """Characters of GB 18030 that were given pairs when Unicode had them: in four bytes they are the same."""
    text = "".join(f"a{chr(c)}b\n" for c in [*range(0x9FA6, 0x9FC4), *range(0xFE10, 0xFE1A)])
    for label in ("gb18030", "gbk"):
        t.expect(f"four bytes of {label} for what has pairs, too", ["-i", "lines", "-f", label], text.encode("gb18030"), text.encode(), ["-i", "lines"])


def detected(t):
    if not t.detects:
        print("charset_cases: no library to detect encodings is built in: not tested")
        return
    for codec, names in (("cp1251", ["cyrillic", "ukrainian"]), ("koi8_r", ["cyrillic"]), ("cp1253", ["greek"]), ("gb18030", ["chinese"]),
                         ("big5", ["taiwanese"]), ("cp932", ["japanese"]), ("euc_jp", ["japanese"]), ("euc_kr", ["korean"]), ("iso2022_jp", ["japanese"])):
        for name in names:
            text = TEXTS[name] * 6
            t.expect(f"guess {codec} {name}", ["-i", "lines", "-f", "detect"], encode(text, codec), text.encode(), ["-i", "lines"])
            page = FRAMES["html"](text)
            t.expect(f"guess {codec} {name} page", ["-i", "html"], encode(page, codec), page.encode(), ["-i", "html"])
            t.expect(f"guess {codec} {name}, label unknown", ["-i", "html"], encode("<meta charset=foo>" + page, codec),
                     ("<meta charset=utf-8>" + page).encode(), ["-i", "html"], unknown="foo")
    for codec, text in GUESSES:
        page = f"<title>{'x' * 20}</title><p>{text}"
        t.expect(f"guess {codec}: {text[:40]}", ["-i", "html"], encode(page, codec), page.encode(), ["-i", "html"])
    for codec, stray, read_as, text in STRAYS:
        page = "<p>" + text
        half = len(page) // 2
        t.expect(f"guess {codec} with a stray {stray:02X}", ["-i", "html"], encode(page[:half], codec) + bytes([stray]) + encode(page[half:], codec),
                 (page[:half] + read_as + page[half:]).encode(), ["-i", "html"])
    script = "<script>var words = 'of a script tell nothing';</script>\n" * 300
    page = script + "<p>" + "Što čitaš? Kuća je žuta, a vrt je pun cvijeća i šljiva. " * 4
    t.expect("guess cp1250 behind scripts", ["-i", "html"], encode(page, "cp1250"), page.encode(), ["-i", "html"])
    for codec, name in (("cp932", "japanese"), ("euc_kr", "korean")):  # what is UTF-8 before it is not asked
        line, page = "<p>é</p>".encode() + b"\n" * 20, FRAMES["html"](TEXTS[name] * 6)
        t.expect(f"guess {codec} behind a line of UTF-8", ["-i", "html"], line + encode(page, codec), line.decode(codec).encode() + page.encode(), ["-i", "html"])
    for given in (b"a \x1b$B", b"a \x1b$ b", b"\x1b[31m$B red\x1b[0m", b"\x1b$B\xe3\x81\x82", b"$B"):
        t.expect(f"no ISO-2022-JP: {given!r}", ["-i", "lines", "-f", "detect"], given, given, ["-i", "lines"])
    for name, text in TEXTS.items():  # UTF-8 with a little damage is not taken for anything else
        given = text.encode() * 4 + b"\xff \xfe"
        t.expect(f"damaged UTF-8, {name}", ["-i", "lines", "-f", "detect"], given, given, ["-i", "lines"])


def memory(t):
    """Peak of memory on a long stream; with the sanitizers' it cannot be measured."""
    failed = []
    if os.environ.get("TNORM_CONF", "release") != "release":
        return failed
    for label, codec, name in (("gb18030", "gb18030", "chinese"), ("windows-1251", "cp1251", "cyrillic"), ("IBM850", "cp850", "latin"),
                               ("detect", "cp932", "japanese")):
        piece = encode(TEXTS[name].replace("\n", " "), codec) * 200
        with subprocess.Popen([t.program, "-i", "html", "-f", label], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as p:
            for _ in range(32 * 2**20 // len(piece)):
                p.stdin.write(piece)
            with open(f"/proc/{p.pid}/status", encoding="ascii") as f:
                peak = int(re.search(r"VmHWM:\s*(\d+)", f.read())[1])
            p.stdin.close()
        if p.returncode != 0 or peak > MEMORY:
            failed.append(f"FAILED: memory, {label}: status {p.returncode}, {peak} KiB")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tnorm", default="build/tnorm")
    parser.add_argument("--data", help="not used: all is made here")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one in N of the cases (default: all)")
    given = parser.parse_args()
    t = Tester(given.tnorm)
    for build in (declared_by_option, declared_by_page, marked, wrongly_declared, unknown, damaged, every_byte, late_pairs, detected):
        build(t)
    t.jobs = t.jobs[:: given.every]
    with ThreadPoolExecutor(2) as pool:
        faults = [f for found in pool.map(t.work, t.jobs) for f in found]
    faults += memory(t)
    for fault in faults[:40]:
        print(fault)
    print(f"charset_cases: {len(t.jobs)} cases, {len(faults)} failed")
    return 1 if faults or len(t.jobs) < 500 // given.every else 0


sys.exit(main())
