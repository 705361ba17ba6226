#!/usr/bin/env python3
"""The documents of WARC files, found by a slow and obvious reader, against those that tnorm finds.

    tests/warc_documents.py build/tnorm FILE.warc[.gz]...

Each document that the reader finds is cleaned alone, as text; `tnorm -i warc -o jsonl` must give the same texts, with
the same addresses and dates, and so must its `-o warc` read back.  The reader believes every length and every head.
"""
import gzip
import json
import re
import subprocess
import sys
import zlib

TYPES = ('text/html', 'application/xhtml+xml', 'text/plain')


def fields(head):
    found = {}
    for line in re.split(rb'\r?\n', head)[1:]:
        name, _, value = line.partition(b':')
        found.setdefault(name.strip().lower().decode('latin-1'), value.strip().decode('utf-8'))
    return found


def records(data):
    at = 0
    while at < len(data):
        end = re.compile(rb'\r?\n\r?\n').search(data, at)
        head = fields(data[at:end.start()])
        begin = end.end()
        at = begin + int(head['content-length'])
        yield head, data[begin:at]
        while data[at:at + 1] in (b'\r', b'\n'):
            at += 1


def unchunk(body):
    whole = b''
    while True:
        line, _, body = body.partition(b'\r\n')
        size = int(line.split(b';')[0], 16)
        if size == 0:
            return whole
        whole += body[:size]
        body = body[size + 2:]


def response(block):
    end = re.compile(rb'\r?\n\r?\n').search(block)
    head = fields(block[:end.start()])
    status = int(block.split()[1])
    body = block[end.end():]
    if head.get('transfer-encoding') == 'chunked':
        body = unchunk(body)
    if head.get('content-encoding') == 'gzip':
        body = zlib.decompress(body, 31)
    return (200 <= status < 300), head.get('content-type', ''), body


def documents(data):
    for head, block in records(data):
        kind = head['warc-type']
        wanted, media = True, head.get('content-type', '')
        if kind == 'response':
            wanted, media, block = response(block)
        elif kind not in ('resource', 'conversion'):
            continue
        if wanted and media.split(';')[0].strip().lower() in TYPES:
            yield head['warc-target-uri'].strip('<>'), head['warc-date'], block


def run(tnorm, options, data):
    done = subprocess.run([tnorm, *options], input=data, stdout=subprocess.PIPE, check=True)
    return done.stdout


def found(tnorm, data):
    for line in run(tnorm, ['-i', 'warc', '-o', 'jsonl'], data).decode().splitlines():
        document = json.loads(line)
        yield document['url'], document['date'], document['text']


def check(tnorm, name):
    with (gzip.open if name.endswith('.gz') else open)(name, 'rb') as file:
        data = file.read()
    expected = []
    for url, date, body in documents(data):
        text = run(tnorm, ['-i', 'text'], body.replace(b'\f', b'\n')).decode()
        expected.append((url, date, text[:-1] if text else ''))
    actual = list(found(tnorm, data))
    again = list(found(tnorm, run(tnorm, ['-i', 'warc', '-o', 'warc'], data)))
    bad = actual != expected or again != expected
    for i, pair in enumerate(zip(expected, actual)):
        if pair[0] != pair[1]:
            print(f'{name}: document {i + 1}: {pair[0][0]}')
            break
    print(f'{name}: {len(expected)} documents, {len(actual)} found, {len(again)} read back{", DIFFERENT" if bad else ""}')
    return not bad and expected


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if not all([check(sys.argv[1], name) for name in sys.argv[2:]]):
        sys.exit(1)


if __name__ == '__main__':
    main()
