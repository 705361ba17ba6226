"""warc_files.py - writes WARC files of every kind, sound and odd, and reads them, slowly and obviously (WARC 1.1, RFC 9112)."""
import base64
import gzip
import hashlib
import re
import shutil
import struct
import subprocess
import uuid
import zlib

CRLF = b"\r\n"
URI, DATE = "http://site.example/page", "2024-04-25T16:24:44Z"


# ---------------------------------------------------------------- writing

def record(kind, block, *, uri=URI, date=DATE, content_type=None, more=(), version="WARC/1.0", end=CRLF, length=None, ident=None,
           lower=False, after=None, no_space=False):
    """A WARC record; `length` is a Content-Length that lies, `end` what its lines end with."""
    fields = [("WARC-Type", kind), ("WARC-Date", date), ("WARC-Record-ID", ident or f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, uri + kind)}>")]
    if uri is not None and kind != "warcinfo":
        fields.append(("WARC-Target-URI", uri))
    if content_type is not None:
        fields.append(("Content-Type", content_type))
    fields += list(more)
    if length is not False:
        fields.append(("Content-Length", str(len(block) if length is None else length)))
    separator = ":" if no_space else ": "
    head = [version] + [(n.lower() if lower else n) + separator + v for n, v in fields]
    return end.join(line.encode() for line in head) + end + end + block + (end + end if after is None else after)


def http(body, *fields, status="HTTP/1.1 200 OK", end=CRLF):
    """An HTTP response; a field is a whole line, of str or bytes."""
    lines = [status, *fields]
    return end.join(l if isinstance(l, bytes) else l.encode() for l in lines) + end + end + body


HTML = "Content-Type: text/html"


def response(body, *fields, status="HTTP/1.1 200 OK", http_end=CRLF, **more):
    more.setdefault("content_type", "application/http; msgtype=response")
    return record("response", http(body, *fields, status=status, end=http_end), **more)


def chunked(body, sizes=(7, 1, 100, 4096), end=CRLF, form=b"%x", extension=b"", trailer=b"", last=b"0"):
    out, at, n = b"", 0, 0
    while at < len(body):
        piece = body[at : at + sizes[n % len(sizes)]]
        out += form % len(piece) + extension + end + piece + end
        at, n = at + len(piece), n + 1
    return out + last + end + trailer + end if last else out


def deflated(body):
    return zlib.compress(body)


def raw_deflated(body):
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    return z.compress(body) + z.flush()


def zstd_stored(body):
    """A zstd frame of raw blocks (RFC 8878), no size declared, a window of 1 MiB."""
    out = struct.pack("<IBB", 0xFD2FB528, 0, 10 << 3)
    pieces = [body[at : at + 100_000] for at in range(0, len(body), 100_000)] or [b""]
    for n, piece in enumerate(pieces):
        out += struct.pack("<I", len(piece) << 3 | (n == len(pieces) - 1))[:3] + piece
    return out


def brotli_stored(body):
    """A brotli stream of uncompressed meta-blocks (RFC 7932, 9.1 and 9.2)."""
    out, bits, count = bytearray(), 0, 0

    def put(value, n):
        nonlocal bits, count
        bits |= value << count
        count += n
        while count >= 8:
            out.append(bits & 0xFF)
            bits, count = bits >> 8, count - 8

    put(0, 1)  # WBITS: 16
    for at in range(0, len(body), 65536):
        piece = body[at : at + 65536]
        put(0, 1)  # not the last
        put(0, 2)  # four nibbles of length
        put(len(piece) - 1, 16)
        put(1, 1)  # uncompressed
        put(0, -count % 8)
        out += piece
    put(3, 2)  # the last, empty
    put(0, -count % 8)
    return bytes(out)


def by_program(program, body):
    return subprocess.run([program, "-c"], input=body, stdout=subprocess.PIPE, check=True).stdout


def codings(built_in):
    """Content-Encoding names with what encodes so, as far as tnorm -V names the library."""
    yield "gzip", gzip.compress
    yield "x-gzip", gzip.compress
    yield "GZIP", gzip.compress
    yield "gzip", lambda body: gzip.compress(body[: len(body) // 2]) + gzip.compress(body[len(body) // 2 :])
    yield "deflate", deflated
    yield "deflate", raw_deflated
    yield "identity", bytes
    if "zstd" in built_in:
        yield "zstd", zstd_stored
        if shutil.which("zstd"):
            yield "zstd", lambda body: by_program("zstd", body)
    if "brotli" in built_in:
        yield "br", brotli_stored
        if shutil.which("brotli"):
            yield "br", lambda body: by_program("brotli", body)


# ---------------------------------------------------------------- reading

class Bad(Exception):
    pass


def read(data):
    """The records of a sound file as (version, {name in lower case: value}, block), by Content-Length alone."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    at, out = 0, []
    while at < len(data):
        end = re.compile(rb"\r?\n\r?\n").search(data, at)
        if not end:
            raise Bad(f"no end of the head at {at}")
        lines = re.sub(rb"\r?\n[ \t]+", b" ", data[at : end.start()]).decode("utf-8", "replace").splitlines()
        if not re.fullmatch(r"WARC/1\.\d", lines[0]):
            raise Bad(f"no record at {at}: {lines[0][:60]!r}")
        fields = {n.strip().lower(): v.strip() for n, v in (l.split(":", 1) for l in lines[1:])}
        length = int(fields["content-length"])
        block = data[end.end() : end.end() + length]
        if len(block) != length:
            raise Bad(f"a block is cut at {at}")
        out.append((lines[0], fields, block))
        at = end.end() + length
        closed = re.compile(rb"(\r?\n){2}").match(data, at)
        if not closed:
            raise Bad(f"no two line ends at {at}")
        at = closed.end()
    return out


def unchunked(body):
    out, at = b"", 0
    while True:
        m = re.compile(rb"([0-9a-fA-F]+)[^\n]*\n").match(body, at)
        if not m:
            raise Bad("no chunk")
        size = int(m[1], 16)
        if size == 0:
            return out
        out += body[m.end() : m.end() + size]
        at = m.end() + size + (2 if body[m.end() + size :][:2] == CRLF else 1)


TEXTUAL = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


def media(value):
    charset = re.search(r'charset\s*=\s*"?([^\s;"]+)', value or "", re.I)
    return (value or "").split(";")[0].strip().lower(), charset[1] if charset else None


def documents(data):
    """The documents of a sound file: (kind, payload, declared charset, address), in order."""
    for _, fields, block in read(data):
        uri = fields.get("warc-target-uri", "").strip("<>")
        if fields["warc-type"] == "conversion" or fields["warc-type"] == "resource":
            kind, charset = media(fields.get("content-type"))
            if kind in TEXTUAL:
                yield ("text" if fields["warc-type"] == "conversion" else TEXTUAL[kind]), block, charset, uri
        elif fields["warc-type"] == "response":
            head, _, body = block.partition(CRLF + CRLF)
            lines = head.decode("latin-1").split("\r\n")
            if not re.match(r"HTTP/\S+ 2\d\d\b", lines[0]):
                continue
            names = {n.lower(): v.strip() for n, v in (l.split(":", 1) for l in lines[1:] if ":" in l)}
            if names.get("transfer-encoding", "").lower() == "chunked":
                body = unchunked(body)
            if names.get("content-encoding", "").lower() in ("gzip", "x-gzip"):
                body = gzip.decompress(body)
            kind, charset = media(names.get("content-type"))
            if kind in TEXTUAL:
                yield TEXTUAL[kind], body, charset, uri


def wet_faults(data):
    """What is wrong with a file that ought to be a valid WET file; and its texts, segments put together, by address."""
    faults, texts, seen, open_record = [], [], set(), None
    for n, (version, f, block) in enumerate(read(data)):
        kind, ident = f.get("warc-type"), f.get("warc-record-id", "")
        complain = lambda why: faults.append(f"record {n} ({kind}): {why}: {f}")
        if not re.fullmatch(r"<[a-z]+:[^<>\s]+>", ident) or ident in seen:
            complain("WARC-Record-ID")
        seen.add(ident)
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?)?)?", f.get("warc-date", "")):
            complain("WARC-Date")
        for name, value in [("warc-block-digest", f.get("warc-block-digest"))]:
            if value:
                algorithm, _, digest = value.partition(":")
                computed = hashlib.new(algorithm, block).digest()
                if digest.lower() not in (base64.b32encode(computed).decode().lower(), computed.hex()):
                    complain(name)
        if kind != "warcinfo" and not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*:(%[0-9a-fA-F]{2}|[][\w.~:/?#@!$&'()*+,;=-])+", f.get("warc-target-uri", ""), re.A):
            complain("WARC-Target-URI")
        if not re.fullmatch(r"(<[a-z]+:[^<>\s]+>)?", f.get("warc-refers-to", "")):
            complain("WARC-Refers-To")
        number = int(f.get("warc-segment-number", "0"))
        if kind == "warcinfo":
            if n:
                complain("warcinfo is not the first")
            continue
        if kind == "conversion":
            if open_record:
                complain("the record before lacks its last segment")
            if media(f.get("content-type"))[0] != "text/plain":
                complain("Content-Type")
            if number not in (0, 1):
                complain("WARC-Segment-Number")
            texts.append([f.get("warc-target-uri", ""), f.get("warc-refers-to"), f.get("warc-date"), block])
            open_record = (ident, 1, len(block)) if number == 1 else None
        elif kind == "continuation":
            if not open_record or f.get("warc-segment-origin-id") != open_record[0] or number != open_record[1] + 1:
                complain(f"no segment of {open_record}")
                continue
            texts[-1][3] += block
            open_record = (open_record[0], number, open_record[2] + len(block))
            total = f.get("warc-segment-total-length")
            if total is not None:
                if int(total) != open_record[2]:
                    complain(f"WARC-Segment-Total-Length is not {open_record[2]}")
                open_record = None
        else:
            complain("WARC-Type")
    if open_record:
        faults.append("the last record lacks its last segment")
    return faults, texts
