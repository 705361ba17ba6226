#!/usr/bin/env python3
"""promises_on_data.py PROGRAM DATA [EVERY] - idempotence (P2) and independence of reads (P3) on real texts.

Every text of DATA (see its README) is a document; documents are parted by form-feed lines, so that one run cleans
them all.  The output is cleaned again, and the input is fed in pieces of random sizes: both have to give the same
bytes.  Of pages one in EVERY is taken.  Run by `make conformance`.
"""
import json
import random
import subprocess
import sys
import tempfile

PIECES = [1, 2, 3, 7, 64, 100, 1000, 4095, 4096, 4097, 65535, 65536, 65537]
OPTIONS = [[], ["--form=nfd"], ["--form=nfkc"], ["--form=nfkd"], ["--form=none"], ["--boilerplate=off"],
           ["--keep=markup"], ["--keep=space"], ["--invalid=replace"], ["--input=lines"]]


def texts(data, every):
    sets = [("extraction/scrapes.jsonl.zst", ["text"]), ("extraction/wcxb.jsonl.zst", ["text", "html"]),
            ("extraction/pages.jsonl.zst", ["html"]), ("languages/texts.jsonl.zst", ["text"])]
    for name, members in sets:
        lines = subprocess.run(["zstd", "-dcq", f"{data}/{name}"], stdout=subprocess.PIPE, check=True).stdout
        documents = [json.loads(line) for line in lines.splitlines()]
        for member in members:
            if member == "html":
                documents = documents[::every]
            yield f"{name} {member}", [d[member].encode("utf-8", "replace") for d in documents]
    cases = json.load(open(f"{data}/mojibake/cases.json", encoding="utf-8"))
    yield "mojibake", [c["original"].encode() for c in cases]
    yield "warc", [open(f"{data}/warc/sample.warc.txt", "rb").read()]


def clean(program, options, given):
    kind = [] if any(o.startswith("--input") for o in options) else ["--input=text"]
    return subprocess.run([program, "--boilerplate=phrases", *kind, *options], stdin=given, stdout=subprocess.PIPE, check=True).stdout


def of_bytes(program, options, given):
    with tempfile.TemporaryFile() as f:
        f.write(given)
        f.seek(0)
        return clean(program, options, f)


def in_pieces(program, options, given, seed):
    draw = random.Random(seed)
    kind = [] if any(o.startswith("--input") for o in options) else ["--input=text"]
    with tempfile.TemporaryFile() as out:
        p = subprocess.Popen([program, "--boilerplate=phrases", *kind, *options], stdin=subprocess.PIPE, stdout=out, bufsize=0)
        at = 0
        while at < len(given):
            n = draw.choice(PIECES) if at < 2_000_000 else 65537
            p.stdin.write(given[at : at + n])
            at += n
        p.stdin.close()
        p.wait()
        out.seek(0)
        return out.read()


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"byte {at}: {a[max(0, at - 60):at + 40]!r} / {b[max(0, at - 60):at + 40]!r}"


def main(program, data, every=1):
    cases = failed = 0
    for name, documents in texts(data, int(every)):
        given = b"\n\f\n".join(documents)
        for options in OPTIONS:
            once = of_bytes(program, options, given)
            for promise, again in [("P2", of_bytes(program, options, once)), ("P3", in_pieces(program, options, given, cases))]:
                cases += 1
                if again != once:
                    failed += 1
                    print(f"FAILED: {promise}: {name} {' '.join(options)}: {first_difference(once, again)}")
    print(f"promises_on_data: {cases} cases, {failed} failed")
    return 1 if failed or not cases else 0


sys.exit(main(*sys.argv[1:]))
