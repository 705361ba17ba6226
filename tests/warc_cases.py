#!/usr/bin/env python3
"""warc_cases.py [--tnorm PROGRAM] [--data FOLDER] [--seed N] [--every N] [-v] - WARC and WET files whose documents are known from how they were built.

Each row is a record that ought to give one document or none; between two sound records it has to give just that, in
each of the three outputs.  Then come damaged files, compressed ones, long documents, charsets, and the files of
FOLDER/warc, whose documents warc_files.py finds and `--input=html` or `--input=text` cleans.
"""
import gzip
import itertools
import json
import os
import random
import re
import subprocess
import sys
import zlib
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from case_support import Tester, arguments, is_clean, short
from charset_pages import pages_in_charsets
from warc_files import (CRLF, DATE, HTML, URI, brotli_stored, chunked, codings, deflated, documents, http, raw_deflated, read, record, response,
                        wet_faults, zstd_stored)

OFF = "--boilerplate=off"
Document = namedtuple("Document", "text type charset uri date", defaults=("text/html", "utf-8", URI, DATE))
TYPES = ["warcinfo", "request", "response", "resource", "conversion", "metadata", "revisit", "continuation"]
HEAD, TAIL = b"<!DOCTYPE html><title>t</title><p>First <b>word</b>s &amp; more</p>", b"<p>gr\xc3\xb6\xc3\x9fer</p>"
PAGE, SEEN = HEAD + TAIL, "First words & more\n\ngrößer"
LONG = b"<!DOCTYPE html><p>" + b"</p>\n<p>".join(b"paragraph <i>%d</i> of many caf&eacute;" % n for n in range(2000)) + b"</p>"
LONG_SEEN = "\n\n".join(f"paragraph {n} of many café" for n in range(2000))


def page(*more, **changed):
    return Document(SEEN)._replace(**changed)


def wanted_rows(built_in):
    """(why, record, its document or None if there is none)"""
    yield "a response", response(PAGE, HTML), page()
    yield "an empty document", response(b"", HTML), page(text="")
    yield "a document without text", response(b"<!doctype html><title>x</title>", HTML), page(text="")
    for status in ["HTTP/1.0 200 OK", "HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/2 200", "HTTP/2 200 ", "HTTP/2.0 200 OK", "HTTP/3 200", "HTTP/1.1 203 Non-Authoritative", "HTTP/1.1 206 Partial Content", "HTTP/1.1 200 \xc3\xa9t\xc3\xa9", "HTTP/1.1 299 x"]:
        yield f"status {status!r}", response(PAGE, HTML, status=status), page()
    for status in ["HTTP/1.1 404 Not Found", "HTTP/1.1 301 Moved", "HTTP/2 302", "HTTP/1.1 500 x", "HTTP/1.1 304 Not Modified", "HTTP/1.0 403", "HTTP/1.1 999 No", "HTTP/1.1 503"]:
        yield f"status {status!r}", response(PAGE, HTML, status=status), None
    for kind in ["image/png", "application/pdf", "application/json", "text/css", "application/javascript", "video/mp4", "application/octet-stream", "text/xml; x=text/html", "text/htmlx"]:
        yield f"type {kind}", response(PAGE, f"Content-Type: {kind}"), None
    for kind in ["text/html", "text/html; charset=utf-8", "TEXT/HTML", "text/html;charset=UTF-8", "text/html ; charset=\"utf-8\"", "  text/html  ", "text/html;", "text/html; level=1", "text/html;charset=utf-8;x=y"]:
        yield f"type {kind}", response(PAGE, f"Content-Type: {kind}"), page()
    yield "xhtml", response(b"<?xml version='1.0'?>" + PAGE, "Content-Type: application/xhtml+xml; charset=utf-8"), page(type="application/xhtml+xml")
    yield "plain text", response(b"First  line &amp; more\r\n\r\n\r\nsecond", "Content-Type: text/plain; charset=utf-8"), page(text="First line & more\n\nsecond", type="text/plain")
    yield "header names of any case", response(PAGE, "CONTENT-TYPE:text/html", "content-length: 5"), page()
    yield "header: folded", response(PAGE, "Content-Type: text/html;\r\n charset=utf-8"), page()
    yield "header: folded by a tab", response(PAGE, "X: y", "Content-Type:\r\n\ttext/html", "Z: w"), page()
    yield "header: folded, then another", response(PAGE, "X: Content-Type: image/png\r\n  Content-Type: image/png", HTML), page()
    yield "header: not UTF-8", response(PAGE, b"X-Name: caf\xe9 \xff\x00", HTML), page()
    yield "header: without a colon", response(PAGE, "nonsense", HTML), page()
    yield "header: many", response(PAGE, *[f"X-Header-{n}: {'x' * 50}" for n in range(200)], HTML), page()
    yield "header: long", response(PAGE, f"Content-Security-Policy: {'x' * 20_000}", HTML), page()
    yield "header: lines end with LF", response(PAGE, HTML, http_end=b"\n"), page()
    yield "header: lines end with LF, chunked", response(chunked(PAGE, end=b"\n"), HTML, "Transfer-Encoding: chunked", http_end=b"\n"), page()
    yield "a body with empty lines", response(b"\r\n\r\n\n\n" + PAGE + b"\r\n\r\n", HTML), page()
    yield "a body that speaks of WARC/1.0", response(b"<p>\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\nx</p>", HTML), page(text="WARC/1.0 WARC-Type: response x")
    # WARC heads
    yield "head: lines end with LF", response(PAGE, HTML, end=b"\n"), page()
    yield "head: names in lower case", response(PAGE, HTML, lower=True), page()
    yield "head: no space behind the colon", response(PAGE, HTML, no_space=True), page()
    yield "head: WARC/1.1", response(PAGE, HTML, version="WARC/1.1", date="2024-04-25T16:24:44.123456Z"), page(date="2024-04-25T16:24:44.123456Z")
    for date in ["2024", "2024-04", "2024-04-25", "2024-04-25T16:24Z"]:
        yield f"head: WARC/1.1, a date that is less precise: {date}", response(PAGE, HTML, version="WARC/1.1", date=date), page(date=date)
    yield "head: address in angle brackets", response(PAGE, HTML, uri=f"<{URI}>"), page()
    yield "head: folded", response(PAGE, HTML, more=[("WARC-IP-Address", "1.2.3.4\r\n  x"), ("X-Y", "z\r\n\tContent-Length: 7")]), page()
    yield "head: folded address", response(PAGE, HTML, uri=f"\r\n {URI}"), page()
    yield "head: unknown names", response(PAGE, HTML, more=[("X-Unknown", "é <x>"), ("WARC-Payload-Digest", "sha1:AAAA")]), page()
    yield "head: WARC-Truncated", response(PAGE, HTML, more=[("WARC-Truncated", "length")]), page()
    yield "head: WARC-Truncated in a tag", response(PAGE + b"<p clas", HTML, more=[("WARC-Truncated", "time")]), page()
    yield "head: a long address", response(PAGE, HTML, uri=f"http://site.example/?{'x' * 3000}"), page(uri=f"http://site.example/?{'x' * 3000}")
    yield "head: an address with odd characters", response(PAGE, HTML, uri='http://site.example/"é\\'), page(uri='http://site.example/"é\\')
    yield "head: an address with spaces and percent signs", response(PAGE, HTML, uri="http://site.example/a b/100%/%20"), page(uri="http://site.example/a b/100%/%20")
    for form in ["application/http", "application/http;msgtype=response", "Application/HTTP; msgtype=response", None]:
        yield f"head: Content-Type {form}", response(PAGE, HTML, content_type=form), page()
    for end in [b"\n", b"\r\n\r\n\r\n\r\n", b"\n\n", b""]:
        yield f"{end!r} behind a record", response(PAGE, HTML, after=end), page()
    # other types
    block = b"First  words &amp; more<br>\n\n\ngr\xc3\xb6\xc3\x9fer\n"
    yield "conversion", record("conversion", block, content_type="text/plain"), page(text="First words & more\n\ngrößer", type="text/plain")
    yield "conversion: empty", record("conversion", b"", content_type="text/plain"), page(text="", type="text/plain")
    yield "conversion: WARC/1.1", record("conversion", block, content_type="text/plain", version="WARC/1.1"), page(text="First words & more\n\ngrößer", type="text/plain")
    yield "resource: HTML", record("resource", PAGE, content_type="text/html"), page()
    yield "resource: HTML with a charset", record("resource", "<p>море".encode("cp1251"), content_type="text/html; charset=windows-1251"), page(text="море", charset="windows-1251")
    yield "resource: xhtml", record("resource", PAGE, content_type="application/xhtml+xml"), page(type="application/xhtml+xml")
    yield "resource: text", record("resource", b"a  b", content_type="text/plain"), page(text="a b", type="text/plain")
    for kind in ["image/jpeg", "application/json", "application/octet-stream"]:
        yield f"resource: {kind}", record("resource", PAGE, content_type=kind), None
    yield "request", record("request", b"GET / HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n", content_type="application/http; msgtype=request"), None
    yield "warcinfo", record("warcinfo", b"software: x\r\nformat: WARC File Format 1.0\r\n", content_type="application/warc-fields"), None
    yield "metadata", record("metadata", b"fetchTimeMs: 7\r\n", content_type="application/warc-fields"), None
    yield "metadata that looks like text", record("metadata", PAGE, content_type="text/html"), None
    yield "revisit", record("revisit", http(b"", HTML), content_type="application/http; msgtype=response", more=[("WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest")]), None
    yield "revisit with a body", record("revisit", http(PAGE, HTML), content_type="application/http; msgtype=response"), None
    yield "dns", record("response", b"20240425162444\nsite.example. 300 IN A 1.2.3.4\n", uri="dns:site.example", content_type="text/dns"), None
    yield "an unknown type", record("x-other", PAGE, content_type="text/html"), None
    # chunks, RFC 9112 section 7.1
    te = "Transfer-Encoding: chunked"
    for what, body in [("of many sizes", chunked(PAGE)), ("of one byte each", chunked(PAGE, sizes=[1])), ("in capitals, zeros before", chunked(PAGE, form=b"%04X")), ("with extensions", chunked(PAGE, extension=b';name="a;b";x=y')),
                       ("with spaces behind the size", chunked(PAGE, form=b"%x  ")), ("with a trailer", chunked(PAGE, trailer=b"Expires: never\r\nX: y\r\n")), ("with 000 at the end", chunked(PAGE, last=b"000")), ("of which the last is missing", chunked(PAGE, last=None)),
                       ("with lines that end in LF", chunked(PAGE, end=b"\n")), ("with more behind them", chunked(PAGE) + b"<p>not this</p>"), ("one only", chunked(PAGE, sizes=[10_000])), ("none", b"0\r\n\r\n")]:
        yield f"chunks {what}", response(body, HTML, te), page(text="" if what == "none" else SEEN)
        yield f"chunks {what}, gzip in them", response(chunked(gzip.compress(PAGE), last=None) if "missing" in what else chunked(gzip.compress(PAGE)), HTML, "Content-Encoding: gzip", te), page()
    yield "chunks: the header in capitals", response(chunked(PAGE), HTML, "TRANSFER-ENCODING: Chunked"), page()
    yield "chunks: declared, but the body is decoded", response(PAGE, HTML, te), page()
    yield "chunks: declared, but the body is decoded and begins with hex digits", response(b"face the <b>tide</b> and add words", HTML, te), page(text="face the tide and add words")
    yield "chunks: declared, but the body is decoded text with a number first", response(b"12 boats\nand more", "Content-Type: text/plain", te), page(text="12 boats\nand more", type="text/plain")
    plain = "Content-Type: text/plain"
    for text in ["0\r\nboats in the harbour", "0\nboats", "0", "10\r\nTen green bottles hanging on the wall", "0\r\n\r\nA nought."]:
        seen = {"10\r\n": "Ten green bottles hanging on the wall", "0\r\n\r\n": "A nought."}
        want = next((seen[k] for k in seen if text.startswith(k)), text.replace("\r", "")) if text != "0" else "0"
        yield f"chunks: declared, but the body is decoded text, {text!r}", response(text.encode(), plain, te), page(text=want, type="text/plain")
    yield "chunks: none, and the end of that is missing", response(b"0\r\n", HTML, te), page(text="")
    yield "chunks: none, with LF", response(b"0\n\n", HTML, te), page(text="")
    yield "chunks: cut in a chunk", response(chunked(PAGE, sizes=[40])[:-30], HTML, te, more=[("WARC-Truncated", "length")]), ...
    yield "chunks: long", response(chunked(LONG, sizes=[4096, 1, 65536, 10]), HTML, te), page(text=LONG_SEEN)
    # codings
    for name, encode in codings(built_in):
        what = f"coding {name}"
        yield what, response(encode(PAGE), HTML, f"Content-Encoding: {name}"), page()
        yield f"{what}, empty", response(encode(b""), HTML, f"Content-Encoding: {name}"), page(text="")
        yield f"{what}, long", response(encode(LONG), HTML, f"Content-Encoding: {name}"), page(text=LONG_SEEN)
        yield f"{what}, chunked", response(chunked(encode(LONG), sizes=[1, 2, 3, 1000]), HTML, f"Content-Encoding: {name}", te), page(text=LONG_SEEN)
        yield f"{what}, with the length of what was sent", response(encode(PAGE), HTML, f"Content-Length: {len(encode(PAGE))}", f"content-encoding:{name}"), page()
        yield f"{what}, chunks declared, but decoded", response(encode(PAGE), HTML, f"Content-Encoding: {name}", te), page()
    for name in ["gzip", "x-gzip", "deflate"] + ["zstd"] * ("zstd" in built_in):
        yield f"coding {name} declared, but the body is decoded", response(PAGE, HTML, f"Content-Encoding: {name}"), page()
        yield f"coding {name} and chunks declared, but the body is decoded", response(PAGE, HTML, f"Content-Encoding: {name}", te), page()
        yield f"coding {name} declared, but decoded, in chunks", response(chunked(PAGE), HTML, f"Content-Encoding: {name}", te), page()
        yield f"coding {name} declared, but the body is empty", response(b"", HTML, f"Content-Encoding: {name}"), page(text="")
        yield f"coding {name} declared, but decoded text", response(b"some plain words", "Content-Type: text/plain", f"Content-Encoding: {name}"), page(text="some plain words", type="text/plain")
    yield "gzip: more behind its end", response(gzip.compress(PAGE) + b"\0\0\0\0", HTML, "Content-Encoding: gzip"), page()
    for name, encode in [c for c in codings(built_in) if c[0] in ("gzip", "x-gzip", "zstd")]:
        for said in [[], ["Content-Encoding: identity"], ["Content-Encoding: br"], ["Content-Encoding: x-other"], ["Content-Encoding: deflate"], ["Content-Encoding: gzip, br"]]:
            if name != "zstd" or "deflate" not in str(said):
                yield f"{name}, but the head says {said}", response(encode(PAGE), HTML, *said), page()
        yield f"{name} twice, declared once", response(encode(encode(PAGE)), HTML, f"Content-Encoding: {name}"), page()
        yield f"{name} in chunks, declared as neither", response(encode(LONG), HTML), page(text=LONG_SEEN)
    yield "zlib, but the head says gzip", response(zlib.compress(PAGE), HTML, "Content-Encoding: gzip"), page()
    yield "gzip: text far behind its end", response(gzip.compress(PAGE) + bytes(6000) + b"<p>not this</p>", HTML, "Content-Encoding: gzip"), page()
    yield "gzip: text behind its end", response(gzip.compress(PAGE) + b"<p>not this</p>", HTML, "Content-Encoding: gzip"), page()
    yield "gzip: cut", response(gzip.compress(LONG)[:-3000], HTML, "Content-Encoding: gzip", more=[("WARC-Truncated", "length")]), ...
    yield "gzip: damaged", response(gzip.compress(LONG)[:-4000] + b"\xff" * 4000, HTML, "Content-Encoding: gzip"), ...
    yield "gzip: a wrong checksum", response(gzip.compress(PAGE)[:-8] + b"\0" * 8, HTML, "Content-Encoding: gzip"), ...
    yield "an HTTP length that is too short", response(PAGE, HTML, "Content-Length: 10"), page()
    yield "an HTTP length that is too long", response(PAGE, HTML, "Content-Length: 1000000"), page()
    # undeclared types
    for fields in [[], ["Server: x"], ["Content-Type:"]]:
        yield f"undeclared HTML {fields}", response(PAGE, *fields), page()
        yield f"undeclared HTML, white space first {fields}", response(b"\n \t" + b"<html><body><p>a", *fields), page(text="a")
        yield f"undeclared text {fields}", response(b"Just some words.\nAnd more.\n", *fields), page(text="Just some words.\nAnd more.", type="text/plain")
        for what, magic in [("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0"), ("GIF", b"GIF89a\x10\0\x10\0\xf7\0\0"), ("PDF", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj"), ("ZIP", b"PK\x03\x04\x14\0\0\0\x08\0"), ("zeros", bytes(512))]:
            yield f"undeclared {what} {fields}", response(magic + bytes(range(256)) * 4, *fields), None
    yield "undeclared, gzip declared", response(gzip.compress(PAGE), "Content-Encoding: gzip"), page()
    yield "undeclared, chunked", response(chunked(PAGE), te), page()


def charset_rows(built_in):
    """The pages of charset_pages.py as responses."""
    for p in pages_in_charsets(built_in):
        header = f"Content-Type: {p.type}" + (f"; charset={p.header}" if p.header is not None else "")
        kind = p.type.split(";")[0]
        yield p.why, response(p.body, header), page(text=p.text, charset=p.charset, type=kind)
    for label in ["utf-8", "UTF8", "windows-1251"]:
        body = "<p>Цветы у моря".encode("cp1251" if label == "windows-1251" else "utf-8")
        want = page(text="Цветы у моря", charset="windows-1251" if label == "windows-1251" else "utf-8")
        for header in [f'{HTML}; charset="{label}"', f"{HTML};CHARSET={label.upper()}", f"{HTML}; x=y; charset={label} ; z=w", f"{HTML};charset={label};", f"{HTML};\r\n charset={label}"]:
            yield f"header {header!r}", response(body, header), want
    yield "an empty charset", response(b"<p>caf\xc3\xa9 ok", f"{HTML}; charset="), page(text="café ok")
    yield "a chunked, compressed page in Shift_JIS", response(chunked(gzip.compress("<p>日本語の文章です。".encode("cp932")), sizes=[1]), f"{HTML}; charset=Shift_JIS", "Content-Encoding: gzip", "Transfer-Encoding: chunked"), page(text="日本語の文章です。", charset="shift_jis")


def around(n, row):
    """The record between two sound ones."""
    before = response(b"<p>before %d" % n, HTML, uri=f"http://before.example/{n}")
    after = response(b"<p>after %d" % n, HTML, uri=f"http://after.example/{n}")
    wants = [Document(f"before {n}", uri=f"http://before.example/{n}"), Document(f"after {n}", uri=f"http://after.example/{n}")]
    return before + row[1] + after, [wants[0]] + [row[2]] * (row[2] is not None) + [wants[1]]


def of_text(out):
    """The documents of --output=text: what stands between lines that hold a form feed."""
    if out and not out.endswith(b"\n"):
        return None
    texts, now = [], []
    for line in out.decode("utf-8", "replace").split("\n")[:-1]:
        if line == "\f":
            texts.append("\n".join(now))
            now = []
        else:
            now.append(line)
    return texts + ["\n".join(now)]


def of_jsonl(out):
    return [json.loads(line) for line in out.decode("utf-8", "replace").splitlines()] if out else []


def skipped(stats):
    return sum(v if isinstance(v, int) else skipped(v) for v in stats.values())


def same_document(t, what, got, want):
    if want is ... or not t.check(f"{what}: members", list(got) == ["url", "date", "type", "charset", "text"], got):
        return
    if want.text is not ...:
        t.same(f"{what}: text", got["text"], want.text)
    t.same(f"{what}: url", got["url"], want.uri)
    t.same(f"{what}: date", got["date"], want.date)
    t.same(f"{what}: type", got["type"], want.type)
    if want.charset is not ...:
        t.same(f"{what}: charset", str(got["charset"]).lower(), want.charset)


def check_row(t, n, row):
    """One file of three records, in all outputs."""
    why, (given, wants) = row[0], around(n, row)
    r = t.run(["--input=warc", "--output=jsonl", OFF], given)
    exact = row[2] is not ...
    t.check(f"{why}: status", r.status == 0 or not exact and r.status == 1, f"{r.status}: {r.errors}")
    t.account(why, given, r)
    got = of_jsonl(r.out)
    if not t.check(f"{why}: documents", len(got) == len(wants), f"{len(got)} of {len(wants)}", r.out[:2000], r.errors):
        return
    for number, (document, want) in enumerate(zip(got, wants)):
        same_document(t, f"{why} ({number})", document, want)
    if r.stats:
        t.check(f"{why}: documents counted", r.stats["documents"] == len(wants), r.stats["documents"])
        t.check(f"{why}: skipped", skipped(r.stats["skipped"]) == (row[2] is None), r.stats["skipped"])
    text = t.run(["--input=warc", "--output=text", OFF], given)
    t.same(f"{why}: --output=text", of_text(text.out), [d["text"] for d in got])
    t.account(f"{why}: text", given, text)
    wet = t.run(["--input=warc", "--output=warc", OFF], given)
    t.account(f"{why}: warc", given, wet)
    check_wet(t, why, wet.out, given, got)


def escaped(url):
    """As RFC 3986 has it; what is escaped already stays."""
    return re.sub(r"%(?![0-9a-fA-F]{2})", "%25", quote(url, safe="%:/?#[]@!$&'()*+,;=~"))


def check_wet(t, why, out, given, documents_):
    """A valid WET file with the documents' texts, addresses, dates, and the records that they were made from."""
    try:
        faults, texts = wet_faults(out)
    except Exception as e:
        return t.check(f"{why}: --output=warc is readable", False, repr(e), out[:500])
    t.check(f"{why}: --output=warc is valid", not faults, *faults[:3])
    t.same(f"{why}: --output=warc: texts", [re.sub(rb"\n\Z", b"", block).decode("utf-8", "replace") for *_, block in texts], [d["text"] for d in documents_])
    t.same(f"{why}: --output=warc: addresses and dates", [(uri, date) for uri, _, date, _ in texts], [(escaped(d["url"]), d["date"]) for d in documents_])
    idents = {i.decode("utf-8", "replace") for i in re.findall(rb"(?i)^WARC-Record-ID: ?(<[^>]*>)", given, re.M)}
    t.check(f"{why}: --output=warc: WARC-Refers-To", all(refers in idents for _, refers, _, _ in texts), [x[1] for x in texts])


def sound_file(count=40, **more):
    """Records of all kinds, and their documents' texts."""
    records, texts = [], []
    for n in range(count):
        kind = n % 5
        records.append([response(b"<p>page <b>%d</b></p>" % n, HTML, uri=f"http://site.example/{n}"), record("request", b"GET / HTTP/1.1\r\n\r\n", content_type="application/http; msgtype=request", uri=f"http://site.example/{n}"),
                        record("conversion", b"page %d\n" % n, content_type="text/plain", uri=f"http://site.example/{n}"), response(gzip.compress(b"<p>page &#%d; %d" % (65 + n % 20, n)), HTML, "Content-Encoding: gzip", uri=f"http://site.example/{n}"),
                        response(chunked(b"\x89PNG" + bytes(2000)), "Content-Type: image/png", "Transfer-Encoding: chunked", uri=f"http://site.example/{n}")][kind])
        texts += [[f"page {n}"], [], [f"page {n}"], [f"page {chr(65 + n % 20)} {n}"], []][kind]
    return records, texts


def check_files(t):
    """Whole files: compressed ones, damaged ones."""
    records, texts = sound_file()
    whole = b"".join(records)
    plain = t.run(["--input=warc", "--output=jsonl", OFF], whole)
    t.same("a file", [d["text"] for d in of_jsonl(plain.out)], texts)
    kinds = plain.stats["skipped"] if plain.stats else {}
    t.check("a file: skipped by type", skipped(kinds) == 16 and kinds.get("request") == 8, kinds)
    t.same("auto tells a WARC file", t.run(["--output=jsonl", OFF], whole).out, plain.out)
    t.check("auto writes text", of_text(t.run([OFF], whole).out) == texts)
    compressed = {"gzip": gzip.compress(whole), "gzip, a member each": b"".join(map(gzip.compress, records)), "gzip, members cut anywhere": b"".join(gzip.compress(whole[n : n + 777]) for n in range(0, len(whole), 777))}
    if "zstd" in t.built_in:
        compressed |= {"zstd": zstd_stored(whole), "zstd, a frame each": b"".join(map(zstd_stored, records))}
    for what, given in compressed.items():
        for options in [["--input=warc"], []]:
            r = t.run([*options, "--output=jsonl", OFF], given)
            t.check(f"{what} {options}", (r.out, r.status) == (plain.out, 0), r.errors, r.out[:300])
            t.account(f"{what} {options}", given, r, decompressed=len(whole))
    for given in [b"", b"\r\n\r\n"]:
        r = t.run(["--input=warc", "--output=jsonl"], given)
        t.check(f"nothing to read: {given!r}", r.out == b"", r.out)
    r = t.run(["--input=warc", OFF], response(b"", HTML))
    t.check("one empty document", r.out == b"" and r.stats and r.stats["documents"] == 1, r.out)
    blank = [response(b"", HTML)] * 2 + [response(b"<p>a", HTML)] + [response(b"", HTML)] * 2
    r = t.run(["--input=warc", OFF], b"".join(blank))
    t.same("empty documents are parted, too", of_text(r.out), ["", "", "a", "", ""])
    for pair in [["--input=html", "--output=warc"], ["--input=lines", "--output=warc"], ["--input=jsonl", "--output=warc"], ["--input=text", "--output=warc"], ["--input=lines", "--output=jsonl"]]:
        t.check(f"wrong usage: {pair}", t.run(pair, b"a\n").status == 2)


def check_damage(t, seed):
    """Damage between records and in their heads: the sound records stay, and something is said."""
    records, _ = sound_file(20)
    wants = lambda skip=(): [x for n, x in enumerate(sound_texts(records)) if n not in skip and x is not None]
    noise = [b"\0" * 100, b"garbage\r\n", b"\r\n\r\ngarbage WARC/ more\r\n", bytes(range(256)) * 10, b"WARC/2.0\r\n\r\n", b"<html><p>no record</p></html>\n", b"x" * 100_000 + b"\n", b"WARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"]
    for n, what in enumerate(noise):
        given = b"".join(records[:7]) + what + (b"" if what.endswith(b"\n") else b"\r\n") + b"".join(records[7:])
        r = t.run(["--input=warc", "--output=jsonl", OFF], given)
        t.same(f"garbage {n} between records", [d["text"] for d in of_jsonl(r.out)], wants())
        t.check(f"garbage {n} between records: it is said", bool(r.errors or r.rejects) and r.status in (0, 1), r.status, r.errors)
        t.account(f"garbage {n} between records", given, r)
    bad = {"no length": lambda x: re.sub(rb"Content-Length: \d+\r\n(?=\r\n)", b"", x, count=1), "a length that is no number": lambda x: re.sub(rb"(Content-Length: )\d+(\r\n\r\n)", rb"\1many\2", x, count=1), "a negative length": lambda x: re.sub(rb"(Content-Length: )(\d+\r\n\r\n)", rb"\1-\2", x, count=1),
           "a length that is too short": lambda x: lie(x, -20), "a length of nothing": lambda x: lie(x, -10**9), "a huge length": lambda x: lie(x, 10**30), "a length that is too long by some": lambda x: lie(x, 50), "a head that ends early": lambda x: x[:60] + b"\r\n\r\n" + x[60:]}
    for what, change in bad.items():
        for at in [0, 3, 8, 10]:
            for more in ["response", "conversion"]:
                victim = records[at] if more == "response" else record("conversion", b"some words of a conversion that is here", content_type="text/plain")
                given = b"".join(records[:at]) + change(victim) + b"".join(records[at + 1 :])
                r = t.run(["--input=warc", "--output=jsonl", OFF], given)
                got = [d["text"] for d in of_jsonl(r.out)]
                # a length that is too long may take the record behind with it
                before, rest = wants(range(at, 20)), wants(range(at + 1 + ("too long" in what)))
                holds = got[: len(before)] == before and (what == "a huge length" or got[len(got) - len(rest) :] == rest)
                t.check(f"{what}, record {at}, {more}: the others", holds, "is", got, "not", before, "...", rest, r.errors)
                t.check(f"{what}, record {at}, {more}: it is said", bool(r.errors or r.rejects), r.status)
                t.account(f"{what}, record {at}, {more}", given, r)
    draw = random.Random(seed)
    for n in range(300):
        given = bytearray(b"".join(records))
        for _ in range(draw.choice([1, 3, 20])):
            at = draw.randrange(len(given))
            kind = draw.randrange(4)
            if kind == 0:
                given[at] = draw.randrange(256)
            elif kind == 1:
                del given[at : at + draw.choice([1, 5, 500])]
            elif kind == 2:
                given[at:at] = draw.choice([b"\r\n", b"\n", b"WARC/1.0\r\n", b"Content-Length: 7\r\n", b"\0", b"0\r\n\r\n", b"\xff\xff"])
            else:
                given[at:at] = given[draw.randrange(len(given)) :][:100]
        given = bytes(given)
        r = t.run(["--input=warc", "--output=text", OFF], given)
        t.check(f"damaged {n}: status", r.status in (0, 1) and (r.status == 0 or r.errors), r.status, r.errors)
        t.account(f"damaged {n}", given, r)
        t.check(f"damaged {n}: P1", is_clean(re.sub(rb"^\f\n", b"", r.out, flags=re.M)), r.out[:300])
        pieces = random.Random(n)
        again = t.run(["--input=warc", "--output=text", OFF], given, iter(lambda: pieces.choice([1, 2, 10, 100, 4096]), None))
        t.check(f"damaged {n}: P3", again[:3] == r[:3], r.out[:500], again.out[:500], r.stats, again.stats)
        wet = t.run(["--input=warc", "--output=warc", OFF], given)
        try:
            faults, texts = wet_faults(wet.out)
        except Exception as e:
            faults = [repr(e)]
        t.check(f"damaged {n}: --output=warc is valid", not faults, *faults[:3])


def lie(data, by):
    def one(m):
        return m[1] + b"%d" % max(0, int(m[2]) + by) + m[3]
    return re.sub(rb"(Content-Length: )(\d+)(\r\n\r\n)", one, data, count=1)


def sound_texts(records):
    """The text of each record's document, or None."""
    _, texts = sound_file(len(records))
    left = iter(texts)
    return [next(left) if n % 5 in (0, 2, 3) else None for n in range(len(records))]


def check_cut(t):
    """Truncated files: what was whole is written, the status is 1, a message names the offset."""
    records, texts = sound_file(10)
    whole, wants = b"".join(records), sound_texts(records)
    starts = [sum(map(len, records[:n])) for n in range(len(records) + 1)]
    for cut in list(range(1, len(whole), 97)) + [s + d for s in starts for d in (-5, -3, 5) if 0 < s + d < len(whole)]:
        given = whole[:cut]
        r = t.run(["--input=warc", "--output=jsonl", OFF], given)
        # the record at hand is whole if its block is: the two line ends behind it may be missing
        complete = sum(s - 4 <= cut for s in starts[1:])
        got = [d["text"] for d in of_jsonl(r.out)]
        want = [w for w in wants[:complete] if w is not None]
        last = wants[complete] if complete < len(wants) else None
        t.check(f"cut at {cut}: what was whole", got[: len(want)] == want and len(got) <= len(want) + 1 and (len(got) == len(want) or last is not None), "is", got, "not", want)
        inside = all(cut - s not in range(-4, 1) for s in starts)
        if inside:
            t.check(f"cut at {cut}: status", r.status == 1, r.status)
            t.check(f"cut at {cut}: the message names an offset", bool(re.search(r"\d", r.errors.replace("standard input", ""))), r.errors)
        t.account(f"cut at {cut}", given, r)
    packed = b"".join(map(gzip.compress, records))
    for cut in range(20, len(packed), 211):
        r = t.run(["--input=warc", "--output=jsonl", OFF], packed[:cut])
        ends = [sum(len(gzip.compress(x)) for x in records[: n + 1]) for n in range(len(records))]
        want = [w for w, e in zip(wants, ends) if e <= cut and w is not None]
        got = [d["text"] for d in of_jsonl(r.out)]
        t.check(f"gzip cut at {cut}", got[: len(want)] == want and (r.status == 1 or cut in ends), r.status, "is", got, "not", want)


def check_long(t):
    """Documents of 1 to 5 MB, as responses and as conversions; --output=warc segments what is over 1 MiB."""
    paragraph = "the tide waits for nobody {} größer море " + "and more words " * 5
    for size in [1_000_000, 1_048_575, 1_048_576, 1_048_577, 1_100_000, 3_000_000, 5_300_000]:
        text, n = "", 0
        parts = []
        while sum(map(len, parts[-1:])) >= 0 and n * 130 < size:
            parts.append(paragraph.format(n).strip())
            n += 1
        text = "\n\n".join(parts)
        fill = size - len(text.encode())
        text = text + "\n\n" + "y" * max(1, fill - 2) if fill > 2 else text.encode()[:size].decode("utf-8", "ignore").strip()
        page_ = b"<!doctype html><p>" + text.encode().replace(b"\n\n", b"</p>\n<p>")
        other = response(b"<p>other", HTML, uri="http://other.example/")
        for what, long in [("response", response(page_, HTML)), ("gzip", response(gzip.compress(page_, 1), HTML, "Content-Encoding: gzip")), ("conversion", record("conversion", text.encode(), content_type="text/plain"))]:
            given = other + long + other
            r = t.run(["--input=warc", "--output=jsonl", OFF], given)
            got = of_jsonl(r.out)
            t.same(f"{what} of {size}", [d["text"] for d in got], ["other", text, "other"])
            wet = t.run(["--input=warc", "--output=warc", OFF], given)
            check_wet(t, f"{what} of {size}", wet.out, given, got)
            t.account(f"{what} of {size}", given, wet)
            lengths = [int(x) for x in re.findall(rb"^Content-Length: (\d+)", wet.out, re.M)]
            t.check(f"{what} of {size}: segments over 1 MiB", max(lengths, default=0) <= 1 << 20 and (size < 1 << 20 or len(lengths) >= 4 or size <= (1 << 20) + 1), lengths)
            back = t.run(["--input=warc", "--output=jsonl", OFF], wet.out)
            t.same(f"{what} of {size}: read back", [(d["url"], d["date"], d["text"]) for d in of_jsonl(back.out)], [(d["url"], d["date"], d["text"]) for d in got])
            t.account(f"{what} of {size}: read back", wet.out, back)


def check_segments(t):
    """WARC 1.1 clause 8: a conversion in segments, one behind the other, is one document."""
    parts = [b"first part of a word", b" and the second is caf\xc3", b"\xa9 in two", b" parts.\n"]
    ident = "<urn:uuid:00000000-0000-4000-8000-000000000001>"

    def segments(total=True):
        out = b""
        for n, part in enumerate(parts):
            more = [("WARC-Segment-Number", str(n + 1))]
            if n:
                more.append(("WARC-Segment-Origin-ID", ident))
            if n == len(parts) - 1 and total:
                more.append(("WARC-Segment-Total-Length", str(sum(map(len, parts)))))
            name = ident if n == 0 else f"<urn:uuid:00000000-0000-4000-8000-00000000001{n}>"
            out += record("continuation" if n else "conversion", part, content_type=None if n else "text/plain", more=more, ident=name)
        return out

    want = "first part of a word and the second is café in two parts."
    before, after = response(b"<p>before", HTML), response(b"<p>after", HTML)
    for what, given in [("", segments()), ("without a total length", segments(total=False))]:
        r = t.run(["--input=warc", "--output=jsonl", OFF], before + given + after)
        t.same(f"segments {what}", [d["text"] for d in of_jsonl(r.out)], ["before", want, "after"])
        t.account(f"segments {what}", before + given + after, r)


def check_reads(t, rows):
    for n, row in enumerate(rows):
        given, _ = around(n, row)
        options = ["--input=warc", random.Random(n).choice(["--output=text", "--output=jsonl"]), OFF]
        whole = t.run(options, given)
        if len(given) < 6000:
            bytewise = t.run(options, given, itertools.repeat(1))
            t.check(f"P3: byte by byte: {row[0]}", bytewise == whole, whole, bytewise)
        else:
            pieces = random.Random(n)
            cut = t.run(options, given, iter(lambda: pieces.choice([1, 3, 100, 4095, 4097]), None))
            t.check(f"P3: in pieces: {row[0]}", cut == whole, whole, cut)


def check_data(t, data):
    """The files of a real crawler: what a slow, obvious reader finds in them, each payload cleaned alone."""
    folder = os.path.join(data, "warc")
    if not os.path.isdir(folder):
        return t.skip(f"warc_cases: no {folder}")
    for name in sorted(os.listdir(folder)):
        raw = open(os.path.join(folder, name), "rb").read()
        r = t.run(["--input=warc", "--output=jsonl", OFF], raw)
        got = of_jsonl(r.out)
        if name == "sample.warc.txt":  # its lengths count characters: each document is what they leave of it, or all of it
            heads = [m.start() for m in re.finditer(rb"(?m)^WARC/1\.", raw)] + [len(raw)]
            found = []
            for a, b in zip(heads, heads[1:]):
                head, _, block = raw[a:b].partition(b"\n\n")
                if b"WARC-Type: conversion" in head:
                    found.append([clean_alone(t, "text", x, None) for x in (block, block[: int(re.search(rb"Content-Length: (\d+)", head)[1])])])
            t.check(f"{name}: documents", len(found) == len(got) == 3 and all(d["text"] in f for d, f in zip(got, found)), [short(d["text"]) for d in got])
            continue
        wants = list(documents(raw))
        t.same(f"{name}: addresses", [d["url"] for d in got], [uri for *_, uri in wants])
        for document, (kind, payload, charset, uri) in zip(got, wants):
            t.same(f"{name}: {uri}", document["text"], clean_alone(t, kind, payload, charset))
        length = len(gzip.decompress(raw))
        t.account(name, raw, r, decompressed=length)
        t.same(f"{name}: text", of_text(t.run(["--input=warc", OFF], raw).out), [d["text"] for d in got])
        wet = t.run(["--input=warc", "--output=warc", OFF], raw)
        check_wet(t, name, wet.out, gzip.decompress(raw), got)


def clean_alone(t, kind, payload, charset):
    r = t.run([f"--input={kind}", OFF, *([f"--from={charset}"] if charset and charset.lower() not in ("utf-8", "utf8") else [])], payload)
    return r.out.decode("utf-8", "replace").rstrip("\n")


def main():
    given = arguments(__doc__.splitlines()[0])
    t = Tester(given.tnorm, given.verbose)
    rows = list(wanted_rows(t.built_in)) + list(charset_rows(t.built_in))
    rows = rows[:: given.every]
    for name in ["zstd", "brotli", "uchardet"]:
        if name not in t.built_in:
            t.skip(f"warc_cases: {name} is not built in")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda x: check_row(t, *x), enumerate(rows)))
    check_reads(t, random.Random(given.seed).sample(rows, 60))
    check_files(t)
    check_segments(t)
    check_damage(t, given.seed)
    check_cut(t)
    check_long(t)
    check_data(t, given.data)
    return t.ends("warc_cases")


sys.exit(main())
