#!/usr/bin/env python3
"""jsonl_cases.py [--tnorm PROGRAM] [--data FOLDER] - `--input=jsonl` on lines whose answer is known from how they were built.

Lines, sound and damaged, are drawn from fixed seeds (jsonl_lines.py) and put together to files.  The answer for a value
is what `--input=text` makes of it alone.  Of each file the output, the account and the rejects are checked, once read
from a file and once in pieces of random sizes.  Then come lines of up to 40 MB, with the peak of memory, and the
scrapes of FOLDER, where there are any.
"""
import argparse
import fcntl
import functools
import itertools
import json
import os
import random
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections import Counter, namedtuple
from concurrent.futures import ThreadPoolExecutor

from jsonl_lines import FIELDS, Value, a_line, decoded, raw_line

Result = namedtuple("Result", "out stats rejects peak status")
FILES, LINES = 150, 24
PIECES = [1, 1, 1, 2, 3, 7, 64, 100, 1000, 4095, 4096, 4097]
OPTIONS = [[], [], [], ["--form=nfd"], ["--invalid=replace"], ["--keep=markup"], ["--boilerplate=off"], ["--keep=entities,echoes"]]


class Tester:
    def __init__(self, program):
        self.program, self.cases, self.failed, self.seen = program, 0, 0, Counter()

    def check(self, what, holds, *shown):
        self.cases += 1
        if not holds:
            self.failed += 1
            if self.failed <= 40:
                print(f"FAILED: {what}: " + " | ".join(s if isinstance(s, str) else repr(s)[:400] for s in shown))

    def start(self, options, stdin, folder, files=()):
        out = open(f"{folder}/out", "wb")
        return subprocess.Popen([self.program, *options, f"--stats={folder}/stats", f"--rejects={folder}/rejects", *files], stdin=stdin, stdout=out, bufsize=0)

    def run(self, options, given, cuts=None, files=()):
        """Cleans `given`: from a file, or through a pipe in pieces, each of which is read before the next is written."""
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as f:
            if cuts is None:
                f.write(given)
                f.seek(0)
            p = self.start(options, f if cuts is None else subprocess.PIPE, folder, files)
            peak = self.feed(p, given, cuts) if cuts is not None else 0
            p.wait()
            out, stats, rejects = (open(f"{folder}/{n}", "rb").read() for n in ("out", "stats", "rejects"))
            return Result(out, json.loads(stats or b"{}"), [json.loads(r) for r in rejects.splitlines()], peak, p.returncode)

    @staticmethod
    def feed(p, given, cuts):
        at = peak = 0
        try:
            for n in cuts:
                p.stdin.write(given[at : at + n])
                at += n
                while p.poll() is None and struct.unpack("i", fcntl.ioctl(p.stdin, termios.FIONREAD, b"\0" * 4))[0]:
                    os.sched_yield()
                if at >= len(given):
                    break
            peak = int(re.search(r"VmHWM:\s*(\d+)", open(f"/proc/{p.pid}/status").read())[1])
            p.stdin.close()
        except (BrokenPipeError, TypeError):
            pass
        return peak

    @functools.lru_cache(maxsize=None)
    def text(self, content, *options):
        out = subprocess.run([self.program, "--input=text", *options], input=content, stdout=subprocess.PIPE, check=True).stdout
        return out[:-1] if out.endswith(b"\n") else out

    def answer(self, raw, *options):
        """What has to stand for a value."""
        content = decoded(raw)
        clean = self.text(content, *options)
        self.seen["changed" if clean != content else "escapes stay" if b"\\" in raw else "same"] += 1
        if clean == content and json.loads(b'"' + raw + b'"').encode("utf-8", "surrogatepass") == content:
            return raw
        return clean.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")


def masked(tree, path):
    """A parsed line without the strings that are asked for."""
    if not path:
        return None if isinstance(tree, str) else tree
    if isinstance(tree, tuple):
        return tuple((k, masked(v, path[1:]) if k == path[0] else v) for k, v in tree)
    return tree


def parsed(raw, path):
    text = raw.decode("utf-8", "surrogateescape")
    return masked(json.loads(text, object_pairs_hook=tuple, parse_int="int {}".format, parse_float="float {}".format), path)


def check_account(t, what, given, r):
    b, causes = r.stats["bytes"], r.stats["causes"].values()
    t.check(f"{what}: account: read", b["read"] == len(given) == b["framing"] + b["kept"] + b["rewritten"] + b["removed"], b, len(given))
    t.check(f"{what}: account: written", b["written"] == len(r.out) == b["kept"] + sum(c["out"] for c in causes) + b["added"], b, len(r.out))
    t.check(f"{what}: account: in", b["rewritten"] + b["removed"] == sum(c["in"] for c in causes), b, r.stats["causes"])


def check_rejects(t, what, lines, starts, r, slack):
    broken = [(x["document"], x["offset"]) for x in r.rejects if x["reason"] == "broken"]
    wanted = [(n + 1, starts[n] + l.fault[0], starts[n] + l.fault[1] + slack, raw_line(l.parts)) for n, l in enumerate(lines) if l.kind == "broken"]
    t.check(f"{what}: rejects: which lines", [n for n, _ in broken] == [w[0] for w in wanted], broken, wanted)
    for (n, offset), (_, first, last, raw) in zip(broken, wanted):
        t.check(f"{what}: rejects: offset of the fault", first <= offset <= last, raw, f"line {n}: {offset - starts[n - 1]}, not {first - starts[n - 1]} to {last - starts[n - 1]}")
    for x in r.rejects:
        if x["reason"] != "broken":
            raw, at = raw_line(lines[x["document"] - 1].parts), x["offset"] - starts[x["document"] - 1]
            inner = decoded(raw[at:])[x.get("inner", -1) :] if "inner" in x else b""
            t.check(f"{what}: rejects: inner", raw[at - 1 : at] == b'"' and (x["text"].split() or [""])[0].encode() in inner[:200], raw[at:], x)


def check_file(t, seed):
    draw = random.Random(seed)
    field, path = FIELDS[seed % len(FIELDS)]
    options = draw.choice(OPTIONS)
    lines = [a_line(draw, path) for _ in range(LINES)]
    end, last = draw.choice([(b"\n", b"\n"), (b"\n", b""), (b"\r\n", b"\r\n"), (b"\r\n", b"")])
    raw = [raw_line(l.parts) + end for l in lines]
    want = [b"".join(t.answer(p.raw, *options) if isinstance(p, Value) else p for p in l.parts) + end for l in lines]
    raw[-1], want[-1] = raw[-1][: -len(end)] + last, want[-1][: -len(end)] + last
    what, given = f"file {seed} --field={field} {' '.join(options)}", b"".join(raw)
    command = [f"--field={field}", *options] + ["--input=jsonl"] * (lines[0].kind == "broken" or draw.random() < 0.8)
    r = t.run(command, given)
    out = re.findall(rb"[^\n]*\n|[^\n]+\Z", r.out)
    t.check(f"{what}: lines", r.status == 0 and len(out) == len([w for w in want if w]), f"{len(out)} of {len(want)}, status {r.status}")
    for line, before, after, wanted in zip(lines, raw, out, want):
        t.check(f"{what}: a {line.kind} line", after == wanted, before, after, wanted)
        if line.kind != "broken" and after == wanted:
            t.check(f"{what}: parsed", parsed(before, path) == parsed(after, path), before, after)
    kinds = Counter(l.kind for l in lines)
    values = sum(isinstance(p, Value) for l in lines for p in l.parts)
    t.check(f"{what}: passed", (r.stats["passed"]["broken"], r.stats["passed"]["lacking"]) == (kinds["broken"] , kinds["lacking"]), r.stats["passed"], kinds)
    t.check(f"{what}: documents", r.stats["documents"] == values, r.stats["documents"], kinds)
    check_account(t, what, given, r)
    check_rejects(t, what, lines, [sum(map(len, raw[:n])) for n in range(LINES)], r, len(end) - 1)
    again = t.run(command, given, iter(lambda: draw.choice(PIECES), 0))
    t.check(f"P3: {what}", (again.out, again.stats, again.rejects) == (r.out, r.stats, r.rejects), r.out, again.out)
    t.check(f"P2: {what}", t.run(["--input=jsonl", f"--field={field}", *options], r.out).out == r.out, r.out)


if __name__ == "__main__":
    t = Tester(sys.argv[1])
    for seed in range(int(sys.argv[2]), int(sys.argv[3])):
        check_file(t, seed)
    print(t.cases, t.failed, t.seen)
