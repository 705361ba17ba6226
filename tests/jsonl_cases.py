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
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections import Counter, namedtuple
from concurrent.futures import ThreadPoolExecutor

from jsonl_lines import FIELDS, Value, a_line, decoded, raw_line

Result = namedtuple("Result", "out stats rejects peak status")
LINES = 24         # of a file
HELD = 1 << 20     # of a longer line the value may be spelled anew, tnorm(1) says, even if it does not change
PIECES = [1, 1, 1, 2, 3, 7, 64, 100, 1000, 4095, 4096, 4097]
OPTIONS = [[], [], [], ["--form=nfd"], ["--invalid=replace"], ["--keep=markup"], ["--boilerplate=off"], ["--keep=entities,echoes"]]


class Tester:
    def __init__(self, program):
        self.program, self.cases, self.failed, self.seen = program, 0, 0, Counter()
        self.memory = os.environ.get("TNORM_CONF", "release") == "release"

    def check(self, what, holds, *shown):
        self.cases += 1
        if not holds:
            self.failed += 1
            if self.failed <= 40:
                print(f"FAILED: {what}: " + " | ".join(s if isinstance(s, str) else repr(s)[:400] for s in shown))

    def run(self, options, given, cuts=None):
        """Cleans `given`: from a file, or through a pipe in pieces, each of which is read before the next is written."""
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as f, open(f"{folder}/out", "wb") as out:
            if cuts is None:
                f.write(given)
                f.seek(0)
            command = [self.program, *options, f"--stats={folder}/stats", f"--rejects={folder}/rejects"]
            p = subprocess.Popen(command, stdin=f if cuts is None else subprocess.PIPE, stdout=out, bufsize=0)
            peak = 0 if cuts is None else self.feed(p, given, cuts)
            p.wait()
            out, stats, rejects = (open(f"{folder}/{n}", "rb").read() for n in ("out", "stats", "rejects"))
            return Result(out, json.loads(stats), [json.loads(r) for r in rejects.splitlines()], peak, p.returncode)

    @staticmethod
    def feed(p, given, cuts):
        """Returns the peak of resident memory in KiB, as it is when all was written."""
        at = 0
        with p.stdin:
            while at < len(given):
                at += p.stdin.write(given[at : at + next(cuts)])
                while p.poll() is None and struct.unpack("i", fcntl.ioctl(p.stdin, termios.FIONREAD, bytes(4)))[0]:
                    os.sched_yield()
            return int(re.search(r"VmHWM:\s*(\d+)|\Z", open(f"/proc/{p.pid}/status").read())[1] or 0)

    @functools.lru_cache(maxsize=None)
    def text(self, content, *options):
        out = subprocess.run([self.program, "--input=text", *options], input=content, stdout=subprocess.PIPE, check=True).stdout
        return out[:-1] if out.endswith(b"\n") else out

    def answer(self, raw, *options):
        """What has to stand for a value."""
        content = decoded(raw)
        clean = self.text(content, *options)
        self.seen["changed" if clean != content else "same, with escapes" if b"\\" in raw else "same"] += 1
        if clean == content and json.loads(b'"' + raw + b'"').encode("utf-8", "surrogatepass") == content:
            return raw
        return anew(clean)


def anew(clean):
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
    raw[-1] = raw[-1] or b"\n"  # nothing at all is no line
    want[-1] = want[-1] or b"\n"
    what, given = f"file {seed} --field={field} {' '.join(options)}", b"".join(raw)
    command = [f"--field={field}", *options] + ["--input=jsonl"] * (lines[0].kind == "broken" or draw.random() < 0.8)
    r = t.run(command, given)
    out = re.findall(rb"[^\n]*\n|[^\n]+\Z", r.out)
    t.check(f"{what}: lines", r.status == 0 and len(out) == LINES, f"{len(out)} of {len(want)}, status {r.status}")
    for line, before, after, wanted in zip(lines, raw, out, want):
        t.check(f"{what}: a {line.kind} line", after == wanted, before, after, wanted)
        if line.kind != "broken" and after == wanted:
            t.check(f"{what}: parsed", parsed(before, path) == parsed(after, path), before, after)
    kinds = Counter(l.kind for l in lines)
    values = sum(isinstance(p, Value) for l in lines for p in l.parts)
    t.check(f"{what}: passed", (r.stats["passed"]["broken"], r.stats["passed"]["lacking"]) == (kinds["broken"], kinds["lacking"]), r.stats["passed"], kinds)
    t.check(f"{what}: documents", r.stats["documents"] == values, r.stats["documents"], kinds)
    check_account(t, what, given, r)
    check_rejects(t, what, lines, [sum(map(len, raw[:n])) for n in range(LINES)], r, len(end) - 1)
    again = t.run(command, given, iter(lambda: draw.choice(PIECES), None))
    t.check(f"P3: {what}", (again.out, again.stats, again.rejects) == (r.out, r.stats, r.rejects), r.out, again.out)
    t.check(f"P2: {what}", t.run(["--input=jsonl", f"--field={field}", *options], r.out).out == r.out, r.out)


@functools.lru_cache(maxsize=2)
def words_of(size):
    return [b'w%d caf\\u00e9 x\\/y \\"na\xc3\xafve\\" ' % i for i in range(size // 33)]


def long_line(size, change, damage):
    """A line: what stands before, in and behind the value, the decoded value, and where the fault is (None: sound)."""
    words = words_of(size)[:]
    if change is not None:
        words[int(change * (len(words) - 1))] += b"AT&amp;T <b>x</b> "
    value = b"".join(words).rstrip()
    head, tail = b'{"id":[1],"text":"', b'","text":"a  b"}'
    middle = value.index(b" ", len(value) // 2)
    head, value, tail, fault = {
        "": (head, value, tail, None), "cut in the value": (head, value[:middle], b"", len(head) + middle),
        "cut behind": (head, value, b'"', len(head + value) + 1), "behind": (head, value, b'",tru}', len(head + value) + 2),
        "before": (b'{"id":[1,],"text":"', value, tail, 9), "in the value": (head, value[:middle] + b"\1" + value[middle:], tail, len(head) + middle)}[damage]
    return head, value, tail, value.replace(b"\\u00e9", b"\xc3\xa9").replace(b"\\/", b"/").replace(b'\\"', b'"'), fault


def check_long(t, size, change, damage):
    head, value, tail, content, fault = long_line(size, change, damage)
    what, raw, after = f"a line of {size} bytes, change {change}, fault {damage}", head + value + tail, b'{"text":"a  b"}\n' * 20000
    clean, given = t.text.__wrapped__(t, content), raw + b"\n" + after
    cuts = random.Random(size)
    sizes = PIECES if size < 100_000 else [1, 4097, 65535, 65536]
    r = t.run(["--input=jsonl"], given, iter(lambda: cuts.choice(sizes), None))
    line, rest = r.out.split(b"\n", 1)
    t.check(f"{what}: P3", r[:3] == t.run(["--input=jsonl"], given)[:3])
    t.check(f"{what}: the lines after it", rest == after.replace(b"  ", b" "), rest)
    t.check(f"{what}: P5", not t.memory or 0 < r.peak < 8192, f"{r.peak} KiB")
    check_account(t, what, given, r)
    if fault is None:
        answers = [value] if clean == content else [anew(clean)]
        answers += [anew(clean)] * (len(raw) > HELD)
        t.check(f"{what}: the line", line in [head + a + tail.replace(b"  ", b" ") for a in answers], line, answers[0])
        return
    written = line[: len(line) - len(raw) + fault]
    t.check(f"{what}: from the fault on", line.endswith(raw[fault:]) and (line == raw or len(raw) >= 65536), line[-200:])
    t.check(f"{what}: before the fault", raw.startswith(written) or (head + anew(clean) + tail).startswith(written), written[-200:])
    t.check(f"{what}: no word is lost", re.findall(rb"w\d+ ", line) == re.findall(rb"w\d+ ", raw))
    t.check(f"{what}: rejects", [(x["document"], x["offset"]) for x in r.rejects] == [(1, fault)], r.rejects, f"not {fault}")


def check_all_long(t, every):
    for size in [65_000, 70_000, 1_040_000, 1_500_000]:
        kinds = itertools.product([None, 0, 0.5, 1], ["", "cut in the value", "cut behind", "before", "in the value", "behind"])
        for change, damage in itertools.islice(kinds, size % every, None, every):
            check_long(t, size, change, damage)
    for change, damage in [(None, ""), (1, ""), (0, "in the value")]:
        check_long(t, 40_000_000, change, damage)
    for more in [b'"' + b"<b>x\\n" * 1000000 + b'"', b"[" + b"1," * 2000000 + b"1]", b"9" * 5000000, b" " * 5000000 + b"1", b"{" + b'"n":{' * 200 + b"}" * 201]:
        line = b'{"x":' + more + b',"text":"a  b"}\n'
        r = t.run(["--input=jsonl"], line + line)
        t.check("a long member beside the text", r.out == (line + line).replace(b"a  b", b"a b"), line, r.out)
        check_account(t, "a long member beside the text", line + line, r)


def check_flush(t):
    with subprocess.Popen([t.program, "--input=jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as p:
        p.stdin.write(b'{"text":"a  b"}\n')
        ready = select.select([p.stdout], [], [], 5)[0]
        t.check("a line is written before the next is waited for", ready and p.stdout.read(100) == b'{"text":"a b"}\n')


def check_scrapes(t, data):
    if not os.path.exists(f"{data}/extraction/scrapes.jsonl.zst"):
        return print(f"jsonl_cases: SKIPPED: no scrapes in {data}")
    given = subprocess.run(["zstd", "-dcq", f"{data}/extraction/scrapes.jsonl.zst"], stdout=subprocess.PIPE, check=True).stdout
    before = given.splitlines(True)
    parts = [re.fullmatch(rb'(.*?"text": ")((?:[^"\\]|\\.)*)(".*)', line, re.S).groups() for line in before]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        want = list(pool.map(lambda p: p[0] + t.answer(p[1]) + p[2], parts))
    r = t.run(["--input=jsonl"], given)
    check_account(t, "scrapes", given, r)
    for old, new, wanted in itertools.zip_longest(before, r.out.splitlines(True), want):
        t.check("scrapes: a line", new == wanted, old, new, wanted)
        t.check("scrapes: parsed", parsed(old, ["text"]) == parsed(new, ["text"]), old, new)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--tnorm", default="build/tnorm")
    options.add_argument("--data", default="../shared/data")
    options.add_argument("--seeds", default="0-149")
    options.add_argument("--every", type=int, default=1, metavar="N", help="one in N of the seeds and of the long lines (default: all)")
    given = options.parse_args()
    t = Tester(given.tnorm)
    first, last = map(int, given.seeds.split("-"))
    for seed in range(first, last + 1, given.every):
        check_file(t, seed)
    check_all_long(t, given.every)
    check_flush(t)
    check_scrapes(t, given.data)
    for kind in ["changed", "same", "same, with escapes"]:
        t.check(f"values of every kind: {kind}", t.seen[kind] > 100, t.seen)
    print(f"jsonl_cases: {t.cases} cases, {t.failed} failed")
    return 1 if t.failed else 0


sys.exit(main())
