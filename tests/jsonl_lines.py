"""jsonl_lines.py - draws JSON Lines whose answer is known from how they were built (for jsonl_cases.py).

A line is a list of parts: bytes, which have to pass as they are, and values, the insides of the strings that are
asked for.  A broken line is one part, and it is known where its fault is: at the first byte that no JSON object could
go on with.
"""
import re
from collections import namedtuple

Value = namedtuple("Value", "raw")           # what stands between the quotes of a member that is asked for
Line = namedtuple("Line", "parts kind fault")  # kind: sound, lacking, broken; fault: first and last offset that may be named

FIELDS = [("text", ["text"]), ("a.b", ["a", "b"]), (r"a\.b", ["a.b"]), ("a.b.c", ["a", "b", "c"]), (r"x\.y.z", ["x.y", "z"]),
          ("ключ", ["ключ"]), ("名前.📦", ["名前", "📦"])]
NAMES = ["id", "text", "a", "b", "c", "a.b", "z", "", "é", "text ", "Text", "te\0xt", 'q"uote', "back\\slash", "📦", "ключ"]
NUMBERS = ["0", "-0", "1", "-12", "0.5", "1E5", "1e-5", "10e+05", "-0.0e0", "1e999", "1" * 400, "3.141592653589793238462643"]
CLEAN = ["The harbour", "café", "said \"no\"", "C:\\new", "and/or", "naïve", "日本語", "🇳🇱", "👩‍🚀", "a < b", "I <3 you", "São", "ok.\nNext", "one.\n\nTwo"]
DIRTY = ["<b>bold</b>", "AT&amp;T", "a  b", " ", "\t", "cafÃ©", "e\u0301", "\u00ad", "\ufeff", "\0", "\x01", "\x1b[1m", "\r\n", "x\fy", "\u2028",
         "\u0085", "\ud800", "\udc00", "\ud83d", "\ude00", "\ufffe", "&lt;p&gt;", "it& #39;s", "donâ€™t", "&quot;", "\x7f", "<br>", "&#92;", "&#10;",
         "\nShare on Facebook\n", "The tide waits for nobody here.\nwaits for nobody here.\n", "&am<b></b>p;", "\u200b", "n\n\n\n\nm", "\\u0041"]
BYTES = [b"a\xff\xfe", b"\xed\xa0\xbd\xed\xb8\x80", b"\xc0\x80", b"\xe2\x82", b"se\xf1or", b"\xf5\x90"]
SHORT = {"\b": b"\\b", "\f": b"\\f", "\n": b"\\n", "\r": b"\\r", "\t": b"\\t", '"': b'\\"', "\\": b"\\\\", "/": b"\\/"}
ESCAPE = re.compile(rb"\\u([dD][89abAB]..)\\u([dD][c-fC-F]..)|\\u(....)|\\(.)")
TOKEN = re.compile(rb'"(?:\\.|[^"\\])*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
# What is no JSON value, and how much of it could have been the start of one.
NO_VALUE = [("01", 1), ("-01", 2), ("+1", 0), ("1.", 2), (".5", 0), ("1e", 2), ("1e+", 3), ("-", 1), ("--1", 1), ("0x10", 1), ("1.e5", 2), ("1_0", 1),
            ("1e5.5", 3), ("NaN", 0), ("Infinity", 0), ("-Infinity", 1), ("True", 0), ("nulL", 3), ("tru", 3), ("truee", 4), ("'a'", 0), ("text", 1), ("", 0)]
NO_OBJECT = [b"[1]", b'["a  b"]', b'"a  b"', b"12", b"true", b"null", b"", b"  ", b"\t", b"}", b":", b",", b"a  b", b"<b>x</b>", b"\0", b"\xff", b"[{\"text\":\"a  b\"}]"]


def decoded(raw):
    """The bytes that the inside of a JSON string stands for; half a surrogate pair is U+FFFD."""
    def one(m):
        if m[4]:
            return next((k.encode() for k, v in SHORT.items() if v[1:] == m[4]), b"")
        units = bytes.fromhex((m[3] or m[1] + m[2]).decode())
        return units.decode("utf-16-be", "replace").encode() if m[1] or not 0xD8 <= units[0] <= 0xDF else "\ufffd".encode()
    return ESCAPE.sub(one, raw)


def spelled(draw, text):
    """`text` as the inside of a JSON string, each character spelled one of the ways there are."""
    out, rate = b"", draw.choice([0, 0.05, 0.5])
    for c in text:
        raw = c.encode("utf-8", "surrogatepass")
        units = c.encode("utf-16-be", "surrogatepass").hex()
        escape = b"".join(b"\\u" + draw.choice([str.upper, str.lower])(units[i : i + 4]).encode() for i in range(0, len(units), 4))
        ways = [SHORT.get(c, escape), escape]
        may_stand = c >= " " and c not in '"\\' and not "\ud800" <= c <= "\udfff"
        out += raw if may_stand and draw.random() >= rate else draw.choice(ways)
    return out


def value(draw):
    pool = draw.choice([CLEAN, CLEAN + DIRTY, DIRTY])
    raw = b" ".join(spelled(draw, draw.choice(pool)) for _ in range(draw.choice([0, 1, 1, 2, 5, 12])))
    return raw if draw.random() < 0.9 else b"x " + raw + draw.choice(BYTES) + b" y"


def space(draw):
    return "".join(draw.choice(" \t\r") for _ in range(draw.choice([0, 0, 0, 0, 1, 3]))).encode()


def string(draw, text):
    return b'"' + spelled(draw, text) + b'"'


def anything(draw, depth=0):
    kind = draw.randrange(5 if depth < 4 else 3)
    if kind == 0:
        return draw.choice(NUMBERS + ["true", "false", "null"]).encode()
    if kind <= 2:
        return b'"' + value(draw) + b'"'
    inner = [anything(draw, depth + 1) for _ in range(draw.randrange(4))]
    if kind == 3:
        return b"[" + (space(draw) + b",").join(inner) + space(draw) + b"]"
    return b"{" + b",".join(space(draw) + string(draw, draw.choice(NAMES)) + b":" + i for i in inner) + b"}"


def deep(draw):
    levels = [draw.choice([(b"[", b"]"), (b'{"text":', b"}"), (b'[1,{"a":', b',"b":2}]')]) for _ in range(draw.choice([20, 65, 199]))]
    return b"".join(o for o, _ in levels) + b'"a  b"' + b"".join(c for _, c in reversed(levels))


def members(draw, path, lacks):
    """The members by the name path[0]: lists of parts."""
    for _ in range(draw.choice([1, 1, 1, 2])):
        head = string(draw, path[0]) + space(draw) + b":" + space(draw)
        if lacks and (len(path) == 1 or draw.random() < 0.5):
            if draw.random() < 0.5:
                yield [head + draw.choice([b"1", b"null", b"[]", b'["a  b"]', b'{"text":"a  b","b":"c  d"}' if len(path) == 1 else b'"a  b"'])]
        elif len(path) == 1:
            yield [head + b'"', Value(value(draw)), b'"']
        else:
            yield [head, *an_object(draw, path[1:], lacks)]


def an_object(draw, path, lacks=False):
    every = list(members(draw, path, lacks))
    for _ in range(draw.choice([0, 1, 2, 4])):
        inner = deep(draw) if draw.random() < 0.05 else anything(draw)
        every.append([string(draw, draw.choice([n for n in NAMES if n != path[0]])) + space(draw) + b":" + space(draw) + inner])
    draw.shuffle(every)
    parts = [space(draw) + b"{"]
    for i, member in enumerate(every):
        parts += [b"," * (i > 0) + space(draw), *member, space(draw)]
    return parts + [b"}" + space(draw)]


def raw_line(parts):
    return b"".join(p.raw if isinstance(p, Value) else p for p in parts)


def break_string(draw, raw, token):
    units = list(re.finditer(rb"\\u....|\\.|[^\\]", raw[token.start() + 1 : token.end()], re.S))
    at = token.start() + 1 + draw.choice(units).start()
    bad, good = draw.choice([(bytes([draw.choice([c for c in range(32) if c != 10])]), 0), (b"\\q", 1), (b"\\u12G4", 4), (b"\\x41", 1), (b"\\'", 1),
                             (b"\\u+123", 2), (b"\\U0041", 1), (b'"x', 1), (b'""', 1)])
    return raw[:at] + bad + raw[at:], at, at + good


def break_tokens(draw, raw, tokens):
    at = draw.randrange(len(tokens) - 1)
    before, token, after = tokens[at - 1][0] if at else b"", tokens[at], tokens[at + 1]
    if token[0] in b":," and draw.random() < 0.7:
        if draw.random() < 0.5:
            return raw[: token.start()] + b" " + raw[token.end() :], after.start(), after.start()
        return raw[: token.end()] + token[0] + raw[token.end() :], token.end(), token.end()
    if token[0] in b"]}" and before not in (b"[", b"{"):
        return raw[: token.start()] + b"," + raw[token.start() :], token.start() + 1, token.start() + 1
    bad = draw.choice([b"\xff", b"\0", b"\xc3\xa9", b"'", b"/*x*/", b"\x0b", b"\xe2\x80\xa8", b"\xc2\xa0", b"\xef\xbb\xbf", b"#", b"\x7f"])
    return raw[: token.start()] + bad + raw[token.start() :], token.start(), token.start()


def damaged(draw, raw):
    """A broken line, and between which offsets the fault is."""
    tokens = list(TOKEN.finditer(raw))
    end, how = tokens[-1].start(), draw.randrange(8)
    if how <= 1:
        cut = draw.randrange(tokens[0].end(), end + 1)
        # The fault of a word or an escape that is cut is its start or its end.
        return raw[:cut], re.search(rb"(\\(u.{0,3})?|[-+.\w]+)?\Z", raw[:cut]).start(), cut
    if how == 2:
        text, good = draw.choice(NO_VALUE)
        head = raw[:end] + b"," * (tokens[-2][0] != b"{") + b'"n":'
        return head + text.encode() + raw[end:], len(head), len(head) + good
    if how == 3:
        line = draw.choice(NO_OBJECT)
        return line, 0, len(line) if not line.strip() else 0
    if how == 4:
        more = draw.choice([raw.strip(), b"1", b",", b"}", b"\0", b"x"])
        return raw + more, len(raw), len(raw)
    strings = [t for t in tokens if t[0][:1] == b'"']
    return break_string(draw, raw, draw.choice(strings)) if how <= 6 and strings else break_tokens(draw, raw, tokens)


def a_line(draw, path):
    lacks = draw.random() < 0.1
    parts = an_object(draw, path, lacks)
    if draw.random() < 0.35:
        raw, first, last = damaged(draw, raw_line(parts))
        return Line([raw], "broken", (first, last))
    return Line(parts, "sound" if any(isinstance(p, Value) for p in parts) else "lacking", None)
