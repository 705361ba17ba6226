"""case_support.py - what html_cases.py, warc_cases.py and wget_cases.py share: running tnorm, counting cases, the account."""
import argparse
import json
import os
import random
import re
import subprocess
import tempfile
import time
import unicodedata
from collections import namedtuple

Result = namedtuple("Result", "out stats rejects errors status")


class Tester:
    def __init__(self, program, verbose):
        self.program, self.verbose = os.path.abspath(program), verbose
        self.cases, self.failures, self.skipped = 0, [], []
        version = subprocess.run([self.program, "-V"], stdout=subprocess.PIPE, check=True).stdout.decode()
        self.built_in = version.lower()

    def check(self, what, holds, *shown):
        self.cases += 1
        if not holds:
            self.failures.append(what)
            if self.verbose or len(self.failures) <= 20:
                print(f"FAILED: {what}: " + " | ".join(s if isinstance(s, str) else repr(s)[:500] for s in shown))
        return holds

    def same(self, what, got, want, *shown):
        return self.check(what, got == want, *shown, f"is {short(got)}", f"not {short(want)}")

    def skip(self, why):
        self.skipped.append(why)
        print(f"SKIPPED: {why}")

    def run(self, options, given, cuts=None):
        """Cleans `given`: from a file, or through a pipe in pieces of the sizes that `cuts` yields."""
        with tempfile.TemporaryDirectory() as folder:
            name = lambda n: os.path.join(folder, n)
            with open(name("in"), "wb") as f:
                f.write(given if cuts is None else b"")
            command = [self.program, *options, f"--stats={name('stats')}", f"--rejects={name('rejects')}"]
            with open(name("in"), "rb") as source, open(name("out"), "wb") as out, open(name("err"), "wb") as err:
                p = subprocess.Popen(command, stdin=source if cuts is None else subprocess.PIPE, stdout=out, stderr=err, bufsize=0)
                if cuts is not None:
                    feed(p, given, cuts)
                status = p.wait()
            read = {n: open(name(n), "rb").read() if os.path.exists(name(n)) else b"" for n in ("out", "err", "stats", "rejects")}
            stats = json.loads(read["stats"] or b"null")
            rejects = [json.loads(line) for line in read["rejects"].splitlines()]
            return Result(read["out"], stats, rejects, read["err"].decode("utf-8", "replace"), status)

    def account(self, what, given, r, decompressed=None):
        """read = framing + kept + rewritten + removed; written = kept + what replaced the rewritten + added."""
        if not self.check(f"{what}: stats", isinstance(r.stats, dict) and "bytes" in r.stats, f"status {r.status}", r.errors):
            return False
        b, causes = r.stats["bytes"], r.stats["causes"].values()
        length = len(given) if decompressed is None else decompressed
        return all([
            self.check(f"{what}: account: read", b["read"] == length == b["framing"] + b["kept"] + b["rewritten"] + b["removed"], b, f"of {length}"),
            self.check(f"{what}: account: written", b["written"] == len(r.out) == b["kept"] + sum(c["out"] for c in causes) + b["added"], b, f"of {len(r.out)}"),
        ])

    def ends(self, name):
        """The last line and the exit status."""
        print(f"{name}: {self.cases} cases, {len(self.failures)} failed" + f", {len(self.skipped)} skipped" * bool(self.skipped))
        return 1 if self.failures or not self.cases else 0


def short(value):
    text = repr(value)
    return text if len(text) <= 400 else f"{text[:250]} ... {text[-100:]} ({len(text)})"


def feed(p, given, cuts):
    """Each piece is written by itself; with a pause now and then the reader has to wait for the next."""
    draw, at = random.Random(len(given)), 0
    with p.stdin:
        while at < len(given):
            try:
                at += p.stdin.write(given[at : at + next(cuts)])
            except BrokenPipeError:  # it has ended
                return
            if draw.random() < 0.1:
                time.sleep(0.0002)


def is_clean(text):
    """Promise P1 for --form=nfc: valid UTF-8, in the form, no control but line feed."""
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    controls = any(unicodedata.category(c) == "Cc" and c != "\n" for c in decoded)
    # a CGJ that the stream-safe form put in stays: what it parts is in the form by itself
    return not controls and unicodedata.is_normalized("NFC", decoded)


def json_string(raw):
    """Bytes, valid or not, as a JSON string."""
    escape = lambda m: b"\\u%04x" % ord(m[0]) if m[0] < b" " else b"\\" + m[0]
    return b'"' + re.sub(rb'[\0-\x1f"\\]', escape, raw) + b'"'


def arguments(description):
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--tnorm", default="build/tnorm")
    options.add_argument("--data", default="../shared/data")
    options.add_argument("--seed", type=int, default=1, help="where the drawn cases begin (default: 1)")
    options.add_argument("--every", type=int, default=1, metavar="N", help="one in N of the cases that take long (default: all)")
    options.add_argument("-v", "--verbose", action="store_true", help="show every failure")
    return options.parse_args()
