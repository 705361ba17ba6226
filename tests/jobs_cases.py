#!/usr/bin/env python3
"""jobs_cases.py PROGRAM [--data DATA] [--rounds N] [--every N] - `-j N` prints the same bytes as `-j 1` (P4).

PROGRAM is best one that cuts its input into small pieces (-DTN_SMALL_PIECES): then little text has many cuts.  Each
round makes hostile texts, from which much can be at hand where the input is cut: open tags, comments and scripts, echoes,
mojibake, form feeds, long lines, broken JSON, records inside of records.  Output, rejects, counts, messages and status
of -j 2 to -j 8 have to be those of -j 1, from a file, from several files, and from a pipe that is written to in pieces of
random sizes.  With DATA (see its README), so it has to be for each text that is there, too.
"""
import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading

import warc_files

WORDS = ("the tide waits for nobody they say in town and everybody knows it who lives by the sea café naïve señor "
         "Straße Ångström 東京の天気は良い。 今日は晴れ。 привет мир ελληνικά don’t “quoted” donâ€™t cafÃ© Ð¿Ñ€Ð¸Ð²ÐµÑ‚ AT&T "
         "&amp; &eacute; &lt;b&gt; & #39; <b> </b> <p> </p> <br> <!-- --> <script> </script> <style> </style> <a href=\"x "
         "\"> > < ; & http://town.example/?a=1&amp;b=2 https://town.example/people\">https://town.ex... e\u0301 \u202b "
         "\u202c \u2066 \u2069 \u200b \xad \ufeff \x0b \x1b[1m <!doctype <pre x= =\"").split(" ")
SHORT = WORDS[:18]
OPTIONS = [[], [], [], ["--form=nfkd"], ["--form=none"], ["--keep=space"], ["--keep=echoes"], ["--keep=markup"],
           ["--invalid=replace"], ["--invalid=drop"], ["--invalid=strict"], ["--boilerplate=phrases"],
           ["--keep=mojibake,entities"]]
JOBS = [2, 3, 4, 8]
PIECES = [1, 2, 5, 40, 200, 1000, 1024, 2047, 2048, 5000, 70000]


def sentence(draw, words=WORDS, most=14):
    return " ".join(draw.choice(words) for _ in range(draw.randint(1, most)))


def line(draw):
    kind = draw.random()
    if kind < 0.02:
        return b"x" * draw.choice([700, 3000, 9000, 40000])
    if kind < 0.04:
        return sentence(draw, SHORT, 3000).encode()
    if kind < 0.07:
        return b"Share on Facebook"
    if kind < 0.10:
        return bytes(draw.choice([0x93, 0x94, 0xE9, 0xFF, 0x80, 0xC3, 0x20, 0x61]) for _ in range(draw.randint(1, 90)))
    if kind < 0.6:
        return sentence(draw, SHORT).encode()
    return sentence(draw).encode()


def text(draw, size):
    """Paragraphs, of which some repeat the one before."""
    parts, have, last = [], 0, b""
    tame = draw.random() < 0.5
    while have < size:
        kind = draw.random()
        rows = [sentence(draw, SHORT).encode() if tame else line(draw) for _ in range(draw.choice([1, 1, 2, 5, 60]))]
        if kind < 0.15:
            rows = [last]
        elif kind < 0.25:
            rows = [last[len(last) // 2:]]
        elif kind < 0.28:
            rows = [b"\f"]
        elif kind < 0.30 and not tame:
            rows = [draw.choice([b"<!-- ", b"<script>", b"<a href='"]), *rows, draw.choice([b"", b"-->", b"</script>", b"'>"])]
        last = rows[-1] or last
        feed = draw.choice([b"\n", b"\n", b"\n", b"\r\n"])
        parts.append(feed.join(rows) + draw.choice([b"\n", b"\n\n", b"\n\n", b"\n \t\n", b"\r\n\r\n", b"\n\n\n\n"]))
        have += len(parts[-1])
    return parts


def lines(draw, size):
    rows, have = [], 0
    while have < size:
        rows.append(draw.choice([line(draw), line(draw), b"", b"same old line of text that is long enough"]) + b"\n")
        have += len(rows[-1])
    return rows


def fields(draw, size):
    rows, have = [], 0
    while have < size:
        rows.append(b"\t".join(line(draw) for _ in range(draw.randint(1, 5))) + draw.choice([b"\n", b"\n", b"\r\n"]))
        have += len(rows[-1])
    return rows


def objects(draw, size):
    rows, have = [], 0
    while have < size:
        value = b"".join(text(draw, draw.choice([10, 200, 1000]))).decode("utf-8", "replace")
        row = json.dumps({"id": len(rows), "text": value, "n": [1, {"text": "x"}]}, ensure_ascii=draw.random() < 0.3).encode()
        kind = draw.random()
        if kind < 0.05:
            row = row[:len(row) // 2]
        elif kind < 0.08:
            row = b'{"other": 1}'
        elif kind < 0.10:
            row = b""
        elif kind < 0.12:
            row = row.replace(b"t", b"\xE9", 3)
        rows.append(row + draw.choice([b"\n", b"\n", b"\n", b"\r\n"]))
        have += len(rows[-1])
    return rows


def page(draw, size):
    """A page, with enough around its text that lines are left out."""
    menu = "".join(f"<li><a href=/{w}>{w}</a></li>" for w in SHORT[:draw.choice([2, 12])])
    rows = [f"<p>{sentence(draw, SHORT, 60)}.</p>" for _ in range(size // 150 + 1)]
    return (f"<!DOCTYPE html><title>Tides</title><ul>{menu}</ul><h1>{sentence(draw, SHORT)}</h1>" + "\n".join(rows) +
            f"<div class=footer>© 2024 {sentence(draw, SHORT)}</div>").encode(draw.choice(["utf-8", "utf-8", "cp1252"]), "replace")


def inner_record(draw):
    """What looks like a record, to stand in the block of another one."""
    end = draw.choice([b"\r\n", b"\n"])
    kind = draw.random()
    if kind < 0.4:
        return end * 2 + b"WARC/1.0" + end
    length = draw.choice([None, 0, 40, 3000, False])
    return end * draw.choice([1, 2, 2, 3]) + warc_files.record("conversion", b"a record of a record", end=end, length=length)


def body(draw):
    size = draw.choice([0, 30, 300, 300, 1000, 3000, 12000])
    made = page(draw, size) if draw.random() < 0.5 else b"".join(text(draw, size))
    if draw.random() < 0.15:
        at = draw.randint(0, len(made))
        made = made[:at] + inner_record(draw) + made[at:]
    return made


def response(draw, block, **more):
    fields = [draw.choice([warc_files.HTML, warc_files.HTML, "Content-Type: text/plain; charset=iso-8859-1", "X-No: type",
                           "Content-Type: text/html; charset=nobody", "Content-Type: image/png"])]
    kind = draw.random()
    if kind < 0.10:
        fields, block = [*fields, "Content-Encoding: gzip"], gzip.compress(block, mtime=0)
    elif kind < 0.13:
        fields, block = [*fields, "Content-Encoding: gzip"], gzip.compress(block, mtime=0)[:-draw.randint(1, 30)]
    if kind < 0.05 or 0.13 <= kind < 0.2:
        fields, block = [*fields, "Transfer-Encoding: chunked"], warc_files.chunked(block, last=draw.choice([b"0", b"0", b""]))
    status = draw.choice(["HTTP/1.1 200 OK"] * 6 + ["HTTP/1.1 404 None", "HTTP/1.1 100 Go on", "no response"])
    return warc_files.response(block, *fields, status=status, **more)


def segments(draw, uri):
    """A document in several records, of which one may be lacking or in another's place."""
    block, ident = body(draw), f"<urn:x:{draw.random()}>"
    size = draw.choice([100, 1000, 5000])
    made = [warc_files.record("resource", block[:size], uri=uri, ident=ident, content_type="text/html",
                              more=[("WARC-Segment-Number", "1")])]
    for at in range(size, len(block), size):
        more = [("WARC-Segment-Number", str(at // size + 1)), ("WARC-Segment-Origin-ID", ident)]
        made.append(warc_files.record("continuation", block[at:at + size], uri=uri, more=more))
    if draw.random() < 0.2:
        made.pop(draw.randrange(len(made)))
    if draw.random() < 0.2:
        made.insert(draw.randint(0, len(made)), response(draw, body(draw)))
    return b"".join(made)


def bad_record(draw, more):
    """One whose head or length is wrong."""
    kind = draw.randrange(7)
    if kind == 0:
        return response(draw, body(draw), length=draw.choice([0, 10, 200, 2000, 100000, 10 ** 15, False]), **more)
    if kind == 1:
        return response(draw, body(draw), after=draw.choice([b"", b"\n", b"\r\n", b"\0" * 70, b"\r\n" * 50, b"WARC/2"]), **more)
    if kind == 2:
        return response(draw, body(draw), **more)[:draw.randint(1, 1500)] + draw.choice([b"", b"\n", b"\r\n\r\n"])
    if kind == 3:
        return b"".join(text(draw, 300)) + b"\r\n\r\n"
    if kind == 4:
        return response(draw, body(draw), **more).replace(b"\r\n", b"\n")  # its length is too great now
    if kind == 5:
        return warc_files.record("resource", b"", **more)[:draw.randint(20, 120)] + draw.choice([b"\r\n \t\r\n", b"\n \n"])
    return warc_files.record("resource", b"x", more=[("X-Long", "x" * draw.choice([3000, 70000]))], **more)


def records(draw, size):
    rows, have = [], 0
    bad = draw.choice([0, 0, 0.03, 0.2])
    while have < size:
        uri = f"http://site.example/{len(rows)}" + "x" * draw.choice([0, 0, 30, 3000])
        more = {"uri": uri, "end": draw.choice([b"\r\n", b"\r\n", b"\r\n", b"\n"]), "version": draw.choice(["WARC/1.0", "WARC/1.1"])}
        kind = draw.random()
        if draw.random() < bad:
            rows.append(bad_record(draw, more))
        elif kind < 0.6:
            rows.append(response(draw, body(draw), **more))
        elif kind < 0.75:
            rows.append(warc_files.record("conversion", b"".join(text(draw, 500)), content_type="text/plain", **more))
        elif kind < 0.85:
            rows.append(warc_files.record(draw.choice(["request", "metadata", "warcinfo", "revisit"]), b"none" * 20, **more))
        elif kind < 0.95:
            rows.append(warc_files.record("resource", body(draw), content_type="text/html", **more))
        else:
            rows.append(segments(draw, uri))
        have += len(rows[-1])
    return rows


MAKERS = {"text": text, "lines": lines, "tsv": fields, "jsonl": objects, "warc": records}


def hostile_warc(draw, size):
    """Sound and cut files, as they are, and compressed record by record or as a whole."""
    rows = records(draw, size)
    if draw.random() < 0.1:
        rows.insert(0, draw.choice([b"\r\n\r\n", b"no record\n", b"\xEF\xBB\xBF"]))
    if draw.random() < 0.1:
        rows.insert(0, warc_files.record("resource", b"x" * draw.choice([100, 3000]), length=False, uri="y" * 500))
    if draw.random() < 0.2 and rows:
        rows[-1] = rows[-1][:draw.randint(0, len(rows[-1]))]
    kind = draw.random()
    if kind < 0.2:
        rows = [gzip.compress(row, 1, mtime=0) for row in rows]
    made = b"".join(rows)
    if 0.2 <= kind < 0.3:
        made = gzip.compress(made, 1, mtime=0)
    if kind < 0.3 and draw.random() < 0.2:
        made = made[:-draw.randint(1, 500)]
    return made


def hostile(draw, kind):
    size = draw.choice([0, 10, 3000, 20000, 60000])
    if kind == "warc":
        return hostile_warc(draw, size * 2)
    made = b"".join(MAKERS[kind](draw, size)) if size else b""
    if draw.random() < 0.3:
        made = made.rstrip(b"\r\n")
    if draw.random() < 0.1:
        made = b"\xEF\xBB\xBF" + made
    if draw.random() < 0.05:
        made = b"\xFF\xFE" + made.decode("utf-8", "replace").encode("utf-16-le")
    return made


def run(program, options, files, pipe, place, draw):
    """Returns all that comes out."""
    given = [f"--stats={place}/stats", f"--rejects={place}/rejects", *options]
    if pipe is None:
        p = subprocess.run([program, *given, *files], stdin=subprocess.DEVNULL, capture_output=True)
        out, err, status = p.stdout, p.stderr, p.returncode
    else:
        p = subprocess.Popen([program, *given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        threading.Thread(target=feed, args=(p.stdin, pipe, random.Random(draw)), daemon=True).start()
        got = []
        reader = threading.Thread(target=lambda: got.append(p.stderr.read()))
        reader.start()
        out = p.stdout.read()
        reader.join()
        err, status = got[0], p.wait()
    rest = [open(f"{place}/{name}", "rb").read() for name in ("stats", "rejects")]
    return {"status": status, "messages": err, "output": out, "stats": rest[0], "rejects": rest[1]}


def feed(stream, given, draw):
    at = 0
    large = draw.random() < 0.5
    try:
        while at < len(given):
            n = draw.choice(PIECES[-4:] if large else PIECES)
            stream.write(given[at:at + n])
            at += n
            if draw.random() < 0.002:
                threading.Event().wait(0.03)  # longer than anything waits for more
        stream.close()
    except BrokenPipeError:
        pass


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"byte {at}: {a[max(0, at - 80):at + 60]!r} / {b[max(0, at - 80):at + 60]!r}"


class Cases:
    def __init__(self, program, keep):
        self.program, self.keep, self.count, self.failed = program, keep, 0, 0

    def compare(self, what, options, files, pipe=None, jobs=JOBS, draw=0):
        with tempfile.TemporaryDirectory() as place:
            names = [f"{place}/in{i}" for i in range(len(files))]
            for name, given in zip(names, files):
                with open(name, "wb") as f:
                    f.write(given)
            one = run(self.program, ["-j1", *options], names, None, place, draw)
            if pipe is not None:
                one["messages"] = one["messages"].replace(names[0].encode(), b"standard input")
            for n in jobs:
                many = run(self.program, [f"-j{n}", *options], names, pipe, place, draw)
                self.count += 1
                wrong = [key for key in one if one[key] != many[key]]
                if not wrong:
                    continue
                self.failed += 1
                print(f"FAILED: {what} {' '.join(options)} -j{n}: {wrong}: "
                      f"{first_difference(one[wrong[0]], many[wrong[0]]) if wrong[0] != 'status' else (one, many)}"[:1500])
                if self.keep:
                    with open(f"{self.keep}/{self.count}.in", "wb") as f:
                        f.write(b"".join(files))
                return


def random_cases(cases, rounds, seed):
    for i in range(rounds):
        draw = random.Random(f"{seed} {i}")
        kind = draw.choice(list(MAKERS))
        options = draw.choice(OPTIONS) + [f"--input={kind}"]
        if kind == "text" and draw.random() < 0.5 and "--boilerplate=phrases" not in options:
            options.append("--boilerplate=phrases")  # where lines are weighed, less is known of what stands before a piece
        if kind == "text" and draw.random() < 0.2:
            options.append("--output=jsonl")
        if kind == "tsv" and draw.random() < 0.5:
            options.append("--field=2-3")
        if kind == "warc" and draw.random() < 0.6:
            options.append(draw.choice(["--output=jsonl", "--output=warc"]))
        files = [hostile(draw, kind)]
        shape = draw.choice(["file", "files", "pipe", "pipe"])
        jobs = [draw.choice(JOBS)]
        if shape == "files":
            files += [hostile(draw, kind) for _ in range(draw.randint(1, 4))]
        if shape == "files" and kind == "warc" and draw.random() < 0.3:
            options = ["--input=auto"]
            files.insert(draw.randint(0, len(files)), hostile(draw, "text"))
        cases.compare(f"{seed} {i} {shape}", options, files, files[0] if shape == "pipe" else None, jobs, i)


def data_cases(cases, data, every):
    def read(name):
        return subprocess.run(["zstd", "-dcq", f"{data}/{name}"], stdout=subprocess.PIPE, check=True).stdout
    for name, members in [("extraction/scrapes.jsonl.zst", ["text"]), ("extraction/wcxb.jsonl.zst", ["text", "html"]),
                          ("extraction/pages.jsonl.zst", ["html"]), ("languages/texts.jsonl.zst", ["text"])]:
        raw = read(name)
        for member in members:
            if member == "html":
                raw = b"".join(raw.splitlines(True)[::every])
            cases.compare(name, ["--input=jsonl", f"--field={member}"], [raw], None, [2, 5])
            given = b"\n".join(json.loads(row)[member].encode("utf-8", "replace") for row in raw.splitlines())
            for kind in ("text", "lines", "tsv"):
                cases.compare(f"{name} {member}", [f"--input={kind}"], [given], None, [2, 5])
            cases.compare(f"{name} {member} auto", [], [given], given, [3], 1)
            paged = b"\n\f\n".join(json.loads(row)[member].encode("utf-8", "replace") for row in raw.splitlines())
            cases.compare(f"{name} {member} documents", ["--input=text"], [paged], paged, [4], 2)
    for name in ("warc/sample-0000.warc.gz", "warc/sample-0001.warc.gz"):
        with open(f"{data}/{name}", "rb") as f:
            given = f.read()
        cases.compare(name, ["--input=text"], [given], None, [2, 5])
        for output in ("text", "jsonl", "warc"):
            for raw in (given * 3, gzip.decompress(given) * 3):
                cases.compare(f"{name} records", [f"--output={output}"], [raw], raw, [2, 5], 3)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--data")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one in N of the data's pages (default: all)")
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--seed", default="tide")
    parser.add_argument("--keep", help="a directory for inputs that fail")
    given = parser.parse_args()
    cases = Cases(os.path.abspath(given.program), given.keep)
    random_cases(cases, given.rounds, given.seed)
    if given.data:
        data_cases(cases, given.data, given.every)
    print(f"jobs_cases: {cases.count} cases, {cases.failed} failed")
    return 1 if cases.failed or not cases.count else 0


sys.exit(main())
