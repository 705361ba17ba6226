#!/usr/bin/env python3
"""html_cases.py [--tnorm PROGRAM] [--data FOLDER] [--seed N] [--every N] [-v] - HTML whose text is known from how it was built.

1. Rows of html_table.py: a piece of HTML, its text, and why.  All are cleaned as one batch of JSON Lines
   (`--type=html`), and each alone by `--input=html`, where its account has to add up.
2. Pages drawn by html_pages.py, which builds the text beside the page.
3. Soups: pieces of tags, comments and scripts in any order, whose text html_reference.py finds, the standard's tokenizer.
4. Pages of charset_pages.py, in many encodings.
5. Damaged pages, thousands: promise P1, the account, the same text by both ways, and P3 for some.
"""
import itertools
import json
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import html_pages
import html_reference
import html_table
from case_support import Tester, arguments, is_clean, json_string
from charset_pages import WORDS, encode, pages_in_charsets

OFF = "--boilerplate=off"
BATCH = ["--input=jsonl", "--type=html", "--field=html", OFF]
ALONE = ["--input=html", OFF]
PAGES, SOUPS, DAMAGED = 800, 6000, 6000
PIECES = [1, 1, 1, 2, 3, 7, 64, 100, 1000, 4095, 4096, 4097]


def encoded(text):
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def batch(t, what, pages, options=()):
    """The texts of pages (str or bytes), by one run; None where a line is not what it has to be."""
    given = b"".join(b'{"n":%d,"html":%s,"end":[1]}\n' % (n, json_string(encoded(p))) for n, p in enumerate(pages))
    r = t.run([*BATCH, *options], given)
    t.check(f"{what}: status", r.status == 0, f"status {r.status}", r.errors)
    if r.status == 0:
        t.account(what, given, r)
    lines, texts = r.out.split(b"\n")[:-1], []
    t.check(f"{what}: lines", len(lines) == len(pages), f"{len(lines)} of {len(pages)}")
    for n, line in enumerate(lines):
        found = re.fullmatch(rb'\{"n":%d,"html":("(?:[^"\\]|\\.)*"),"end":\[1\]\}' % n, line, re.S)
        try:
            texts.append(encoded(json.loads(found[1].decode("utf-8", "surrogateescape"))) if found else None)
        except ValueError:
            texts.append(None)
    return texts + [None] * (len(pages) - len(texts))


def alone(t, page, cuts=None, options=()):
    return t.run([*ALONE, *options], encoded(page), cuts)


def as_value(out):
    return out[:-1] if out.endswith(b"\n") else out


def matches(text, want):
    return text is not None and text.decode("utf-8", "replace") in (want if isinstance(want, set) else {want})


def check_rows(t, pool, every):
    rows = list(html_table.rows())
    for (why, given, want), text in zip(rows, batch(t, "rows", [r[1] for r in rows])):
        t.check(f"{why} (jsonl)", matches(text, want), given, "is", text, "not", want)
    apart = [r for r in rows if not r[0].startswith("names:")][::every]
    for (why, given, want), r in zip(apart, pool.map(lambda row: alone(t, row[1]), apart)):
        t.check(why, r.status == 0 and matches(as_value(r.out), want), given, "is", r.out, "not", want)
        t.check(f"{why}: one line feed at the end", r.out == b"" or r.out.endswith(b"\n") and not r.out.endswith(b"\n\n"), r.out)
        t.account(why, encoded(given), r)


def check_big(t, pool):
    rows = list(html_table.big())
    for (why, given, want), text in zip(rows, batch(t, "big", [r[1] for r in rows])):
        t.check(f"big: {why} (jsonl)", matches(text, want), "is", text, "not", want)
    for (why, given, want), r in zip(rows, pool.map(lambda row: alone(t, row[1]), rows)):
        t.check(f"big: {why}", r.status == 0 and matches(as_value(r.out), want), "is", r.out, "not", want)
        t.account(f"big: {why}", encoded(given), r)


def check_pages(t, pool, seed):
    pages = [html_pages.page(random.Random(f"page {seed + n}")) for n in range(PAGES)]
    for n, ((page, want), text) in enumerate(zip(pages, batch(t, "pages", [p for p, _ in pages], ["--keep=echoes"]))):
        t.check(f"page {seed + n}", matches(text, want), page if t.verbose else short_difference(text, want), "is", text, "not", want)
    some = pages[:100]
    for n, ((page, want), r) in enumerate(zip(some, pool.map(lambda p: alone(t, p[0], options=["--keep=echoes"]), some))):
        t.check(f"page {seed + n} alone", r.status == 0 and matches(as_value(r.out), want), short_difference(as_value(r.out), want))
        t.account(f"page {seed + n}", encoded(page), r)
    return [encoded(p) for p, _ in pages]


def short_difference(text, want):
    got = (text or b"").decode("utf-8", "replace")
    at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    return f"at {at}: {got[max(0, at - 40) : at + 40]!r}, not {want[max(0, at - 40) : at + 40]!r}"


def check_soups(t, seed):
    soups = {n: html_pages.soup(random.Random(f"soup {n}")) for n in range(seed, seed + SOUPS)}
    wants = {n: html_reference.visible(s) for n, s in soups.items()}
    plain = [n for n, w in wants.items() if not any(c < " " for c in w)]  # &#4; and its like are another matter
    t.check("soups show something", sum(bool(wants[n]) for n in plain) > SOUPS / 2, len(plain))
    for n, text in zip(plain, batch(t, "soups", [soups[n] for n in plain])):
        t.check(f"soup {n}", matches(text, wants[n]), soups[n], "is", text, "not", wants[n])


def real_pages(t, data):
    """Some pages of the web, the smaller ones."""
    path = os.path.join(data, "extraction/pages.jsonl.zst")
    if not os.path.exists(path):
        t.skip(f"html_cases: no {path}")
        return []
    lines = subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    pages = [encoded(json.loads(line)["html"]) for line in lines[::5]]
    return [p for p in pages if len(p) < 100_000]


def check_damaged(t, pool, seed, pages):
    damaged = []
    for n in range(DAMAGED):
        draw = random.Random(f"damaged {seed + n}")
        damaged.append(html_pages.mutated(draw, draw.choice(pages)))
    for start in range(0, DAMAGED, 500):
        some = damaged[start : start + 500]
        for n, text in enumerate(batch(t, f"damaged {seed + start} and on", some)):
            t.check(f"P1: damaged {seed + start + n}", text is not None and is_clean(text), some[n], "is", text)
    for n in range(0, DAMAGED, 20):
        page = damaged[n]
        r = alone(t, page)
        t.check(f"damaged {seed + n}: status", r.status == 0, r.errors)
        t.check(f"P1: damaged {seed + n} alone", is_clean(r.out), page, "is", r.out)
        t.account(f"damaged {seed + n}", page, r)
        draw = random.Random(n)
        again = alone(t, page, iter(lambda: draw.choice(PIECES) if len(page) < 20_000 else draw.choice([100, 4096]), None))
        t.check(f"P3: damaged {seed + n}", (again.out, again.stats, again.rejects) == (r.out, r.stats, r.rejects), page, r.out, again.out, r.stats, again.stats)


def check_reads(t, pool, seed, pages):
    """P3: byte by byte."""
    rows = [r for r in html_table.rows() if not r[0].startswith("names:")]
    some = [encoded(given) for _, given, _ in random.Random(seed).sample(rows, 150)] + [p for p in pages[:200] if len(p) < 3000][:40]
    both = lambda page: (alone(t, page), alone(t, page, itertools.repeat(1)))
    for page, (whole, bytewise) in zip(some, pool.map(both, some)):
        t.check("P3: byte by byte", whole[:3] == bytewise[:3] and bytewise.status == 0, page, whole.out, bytewise.out)


def check_bytes(t):
    """Bytes that are not UTF-8, which -i html may take for another charset, but a JSON line not."""
    for page, want in [(b"<p>a \x93b\x94 caf\xe9</p>", "a “b” café"), (b"<p>a\xc0\x80b</p>", "ab"), (b"\xef\xbb\xbf<p>a", "a"), (b"a\xed\xa0\xbd\xed\xb8\x80b", "a\U0001f600b")]:
        t.check(f"bytes: {page!r}", matches(batch(t, "bytes", [page])[0], want), want)
    for page in [b"<p>\xef\xbb\xbfa</p>", "\ufeff<!doctype html><title>x</title>a".encode()]:
        t.check(f"bytes: {page!r}", alone(t, page).out == b"a\n", alone(t, page).out)
    for encoding, mark in [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]:
        page = mark + "<!doctype html><p>größer <b>море</b></p><p>&amp; \U0001f600".encode(encoding)
        t.same(f"a byte-order mark of {encoding}", alone(t, page).out.decode("utf-8", "replace"), "größer море\n\n& \U0001f600\n")


def check_charsets(t, pool):
    """The order of the contract: mark, --from, <meta>, detection; and the same as JSON Lines, where --from says it."""
    pages = [p for p in pages_in_charsets(t.built_in) if p.type == "text/html" and p.text is not ...]
    run = lambda p: alone(t, p.body, options=[f"--from={p.header}"] if p.header and p.header != "no-such-thing" else [])
    for p, r in zip(pages, pool.map(run, pages)):
        what = f"charset: {p.why}" + " as --from" * (p.header is not None)
        t.check(what, r.status == 0 and matches(as_value(r.out), p.text), p.body[:200], "is", r.out, "not", p.text, r.errors)
        t.account(what, p.body, r)
    for charset in ["windows-1251", "shift_jis", "gbk", "euc-kr", "big5"]:
        word = WORDS[charset]
        line = encode(f'{{"n":1,"html":"<p>{word} &amp; <b>{word}</b>","x":"y"}}\n', charset)
        r = t.run([*BATCH, f"--from={charset}"], line)
        t.same(f"charset: JSON Lines in {charset}", r.out.decode("utf-8", "replace"), f'{{"n":1,"html":"{word} & {word}","x":"y"}}\n')
        t.account(f"charset: JSON Lines in {charset}", line, r)


def main():
    given = arguments(__doc__.splitlines()[0])
    t = Tester(given.tnorm, given.verbose)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        check_rows(t, pool, given.every)
        check_big(t, pool)
        check_bytes(t)
        check_charsets(t, pool)
        pages = check_pages(t, pool, given.seed)
        check_soups(t, given.seed)
        check_reads(t, pool, given.seed, pages)
        check_damaged(t, pool, given.seed, pages + real_pages(t, given.data))
    return t.ends("html_cases")


sys.exit(main())
