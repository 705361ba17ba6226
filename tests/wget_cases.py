#!/usr/bin/env python3
"""wget_cases.py [--tnorm PROGRAM] [-v] - what `wget --warc-file` fetches from a server of this test's own, on the loopback interface.

Pages are served as they are, compressed, in chunks, redirected, in several charsets.  Of each, the text in
`--input=warc --output=jsonl` has to be that of the served file cleaned alone by `--input=html`.
"""
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zlib
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from case_support import Tester, arguments

OFF = "--boilerplate=off"
Page = namedtuple("Page", "body type charset gzip chunked status location kind", defaults=(None, None, False, 200, None, "html"))


def built():
    """{path: page}; the charset is the one that the header names."""
    def html(words, codec="utf-8", meta=""):
        paragraphs = "".join(f"<p>{n} {words} &amp; <b>wor</b>ds &eacute;t&eacute;</p>\n<ul><li>a<li>b</ul>\n" for n in range(40))
        return f"<!DOCTYPE html>\n<html><head>{meta}<title>t</title></head><body>{paragraphs}</body></html>\n".encode(codec)

    pages = {
        "/plain": Page(html("größer море"), "text/html; charset=utf-8", "utf-8"),
        "/undeclared": Page(html("größer море"), "text/html"),
        "/meta": Page(html("größer", "cp1252", "<meta charset=iso-8859-1>"), "text/html"),
        "/http-equiv": Page(html("Цветы у моря", "koi8-r", "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>"), "text/html"),
        "/cp1251": Page(html("Цветы у моря", "cp1251"), "text/html; charset=windows-1251", "windows-1251"),
        "/sjis": Page(html("日本語の文章", "cp932").replace(b"&eacute;", b"e"), 'text/html; charset="Shift_JIS"', "shift_jis"),
        "/gbk": Page(html("简体中文", "gbk"), "text/html;charset=GB2312", "gb2312"),
        "/gzip": Page(html("gzip größer"), "text/html; charset=utf-8", "utf-8", "gzip"),
        "/deflate": Page(html("deflate größer"), "text/html; charset=utf-8", "utf-8", "deflate"),
        "/chunked": Page(html("chunked größer"), "text/html; charset=utf-8", "utf-8", None, True),
        "/chunked-gzip": Page(html("both größer"), "text/html; charset=utf-8", "utf-8", "gzip", True),
        "/chunked-cp1251": Page(html("Цветы у моря", "cp1251"), "text/html; charset=windows-1251", "windows-1251", "gzip", True),
        "/long": Page(html("long " * 2000), "text/html; charset=utf-8", "utf-8", None, True),
        "/xhtml": Page(b"<?xml version='1.0'?>" + html("xhtml"), "application/xhtml+xml; charset=utf-8", "utf-8"),
        "/text": Page("größer  &amp; more\r\n\r\n\r\nsecond\r\n".encode(), "text/plain; charset=utf-8", "utf-8", kind="text"),
        "/empty": Page(b"", "text/html"),
        "/target": Page(html("behind a redirection"), "text/html; charset=utf-8", "utf-8"),
        "/moved": Page(html("moved"), "text/html", status=302, location="/target?again"),
        "/target?again": Page(html("behind a redirection, again"), "text/html; charset=utf-8", "utf-8"),
        "/missing": Page(html("missing"), "text/html", status=404),
        "/image": Page(b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png"),
        "/quotes'\"": Page(html("an odd address"), "text/html"),
    }
    return pages


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pages = {}

    def do_GET(self):
        page = self.pages.get(self.path) or self.pages.get(self.path.replace("%22", '"').replace("%27", "'"))
        if page is None:
            return self.send_error(404)
        body = page.body
        if page.gzip:
            body = gzip.compress(body) if page.gzip == "gzip" else zlib.compress(body)
        self.send_response(page.status)
        self.send_header("Content-Type", page.type)
        if page.gzip:
            self.send_header("Content-Encoding", page.gzip)
        if page.location:
            self.send_header("Location", page.location)
        self.send_header(*(("Transfer-Encoding", "chunked") if page.chunked else ("Content-Length", str(len(body)))))
        self.end_headers()
        if not page.chunked:
            self.wfile.write(body)
            return
        for at in range(0, len(body), 1000):
            piece = body[at : at + 1000]
            self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass


def fetch(folder, addresses, options):
    """Runs wget; returns the WARC file's bytes."""
    listed = os.path.join(folder, "urls")
    with open(listed, "w") as f:
        f.write("\n".join(addresses) + "\n")
    command = ["wget", "--no-config", "--no-proxy", "--quiet", "--tries=1", "--timeout=20", f"--input-file={listed}", f"--directory-prefix={folder}/files", f"--warc-file={folder}/crawl", *options]
    subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    name = next((n for n in sorted(os.listdir(folder)) if n.startswith("crawl") and ".warc" in n), None)
    return open(os.path.join(folder, name), "rb").read() if name else None


def alone(t, page):
    charset = [f"--from={page.charset}"] if page.charset and page.charset != "utf-8" else []
    return t.run([f"--input={page.kind}", OFF, *charset], page.body).out.decode("utf-8", "replace").rstrip("\n")


def check_crawl(t, base, pages, options):
    what = "wget " + " ".join(options)
    with tempfile.TemporaryDirectory() as folder:
        crawl = fetch(folder, [base + path.replace('"', "%22") for path in pages if "?" not in path], options)
    if not t.check(f"{what}: made a WARC file", crawl is not None):
        return
    r = t.run(["--input=warc", "--output=jsonl", OFF], crawl)
    t.check(f"{what}: status", r.status == 0, r.status, r.errors)
    whole = gzip.decompress(crawl) if crawl.startswith(b"\x1f\x8b") else crawl
    t.account(what, crawl, r, decompressed=len(whole))
    got = {d["url"].replace("%22", '"').replace("%27", "'"): d for d in map(json.loads, r.out.decode().splitlines()) if d["url"].startswith(base)}
    wants = {base + path: page for path, page in pages.items() if page.status == 200 and page.type != "image/png"}
    t.same(f"{what}: which pages", sorted(got), sorted(wants))
    for address, page in wants.items():
        if address in got:
            d, want = got[address], alone(t, page)
            t.check(f"{what}: {address}: there is text", bool(want) == bool(page.body), want)
            t.same(f"{what}: {address}", d["text"], want)
            t.same(f"{what}: {address}: type", d["type"], page.type.split(";")[0])
            t.check(f"{what}: {address}: date", len(d["date"]) == 20, d["date"])
    auto = t.run(["--output=jsonl", OFF], crawl)
    t.check(f"{what}: auto", auto.out == r.out, auto.errors)


def main():
    given = arguments(__doc__.splitlines()[0])
    t = Tester(given.tnorm, given.verbose)
    if not shutil.which("wget"):
        print("wget_cases: SKIPPED: there is no wget")
        return 0
    pages = built()
    Handler.pages = pages
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for options in [[], ["--no-warc-compression"], ["--compression=auto"], ["--no-warc-compression", "--no-http-keep-alive", "--no-warc-digests"]]:
            check_crawl(t, f"http://127.0.0.1:{server.server_port}", pages, options)
    finally:
        server.shutdown()
    return t.ends("wget_cases")


sys.exit(main())
