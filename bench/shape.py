#!/usr/bin/env python3
"""Writes a hostile input to standard output, of about so many bytes.

    shape.py NAME BYTES        shape.py --list        shape.py --options NAME

What kind of input it is, its first bytes tell, or the options that tnorm is to have for it.
"""
import random
import sys
import unicodedata

BLOCK = 1 << 20
MARKS = [chr(c) for c in range(0x300, 0x3000) if unicodedata.combining(chr(c))]
CYRILLIC = ''.join(map(chr, range(0x430, 0x450)))
PAGE = '<!doctype html>'
FRENCH = 'L’été dernier, à la plage, nous avons mangé des crêpes : « très bon » disait ma mère — où ça ? '


def random_marks(rng):
    return ''.join(rng.choices(MARKS, k=BLOCK // 3))


def random_words(rng):
    words = (''.join(rng.choices('abcdefghijklmnopqrstuvwxyz', k=rng.randint(2, 20))) for _ in range(BLOCK // 11))
    return '\n'.join(words)[:BLOCK]


def misread(text, encoding):
    """UTF-8 that is read in a single-byte encoding; a byte that it lacks is the character of that number"""
    return ''.join(bytes([b]).decode(encoding, 'ignore') or chr(b) for b in text.encode())


def page_in(charset):
    return f'<!doctype html><meta charset={charset}>'


def random_sequences(rng):
    """pairs and fours of gb18030, of which some stand for nothing"""
    lead, pair, four = range(0x81, 0xFF), [*range(0x40, 0x7F), *range(0x80, 0xFF)], range(0x30, 0x3A)
    kinds = ((lead, pair), (lead, four, lead, four), (range(0x81, 0x85), four, lead, four))
    return bytes(rng.choice(part) for _ in range(BLOCK // 16) for part in rng.choice(kinds)) * 4


def record(block, kind='conversion'):
    """a record of WARC"""
    return b'WARC/1.0\r\nWARC-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' % (kind.encode(), len(block), block)


def response(body, fields=b''):
    """a record with a response"""
    return record(b'HTTP/1.1 200 OK\r\n' + fields + b'\r\n' + body, 'response')


def long_response(fields=b''):
    """the head of a record whose response goes on to the end, which the number of bytes behind it tells"""
    def head(bytes_behind):
        http = b'HTTP/1.1 200 OK\r\n' + fields
        return record(b'', 'response').replace(b'Length: 0', b'Length: %d' % (bytes_behind + len(http)))[:-4] + http
    return head


GZIP_MEMBER = bytes.fromhex('1f8b0800000000000003' '0300' '0000000000000000')  # of nothing

# name: (what comes once at the start: text, bytes, or a function of how many bytes follow; what follows for ever: text,
# bytes, or a function of a generator of random numbers that gives a fresh block; what ends it, if it is not whole else)
SHAPES = {
    'letters':             ('', 'abcdefghijklmnopqrstuvwxyz'),
    'cyrillic':            ('', CYRILLIC),
    'cyrillic-in-turns':   ('', 60 * 'ёа' + '\n'),
    'han':                 ('', 30 * '中文，' + '\n'),
    'tag-open':            ('<a ', 'x'),
    'attribute-open':      ('<a href="', 'x'),
    'comment-open':        ('<!--', 'x'),
    'comments-open':       ('', '<!--'),
    'comments':            ('', '<!-- x -->'),
    'scripts':             ('', '<script>x</script>'),
    'ends-of-tags':        ('', '" target="_blank">'),
    'tags-open-in-quotes': ('', '&lt;a b="' + 4000 * '>' + '\n'),
    'tags-of-quotes':      ('', '&lt;a' + 500 * ' b=">"' + '\n'),
    'placeholders':        ('', ' <x-y>'),
    'placeholders-in-tag': ('', '&lt;b x="' + 650 * ' <x-y>' + '\n'),
    'values-behind-words': ('', 420 * 'word ' + 400 * '" a="b">' + '\n'),
    'addresses-in-quotes': ('', 'http://a.b" >x '),
    'less-than':           ('', '<'),
    'quotes':              ('', '"'),
    'semicolons':          ('', ';'),
    'ampersands':          ('', '&'),
    'ampersand-levels':    ('&', 'amp;'),
    'references':          ('', '&lt;'),
    'references-bare':     ('', '&copy'),
    'references-of-none':  ('', '&ax'),
    'marks':               ('', '\u0301'),
    'marks-of-all-classes': ('', random_marks),
    'decomposed':          ('', 'e\u0301'),
    'decomposed-twice':    ('', 'e\u0323\u0302'),
    'decomposed-hangul':   ('', '\u1112\u1161\u11ab'),
    'marks-out-of-order':  ('', 'e\u0301\u0323'),
    'marks-that-stay':     ('', 'q\u0301'),
    'zero-width':          ('', '\u200b'),
    'isolates':            ('', '\u2067ab\u2069'),
    'isolates-open':       ('', '\u2067' + 125 * 'a'),
    'isolates-far':        ('', '\u2067' + 160 * '한' + '\u2069 '),
    'joiners':             ('', '\u200d'),
    'spaces':              ('', ' '),
    'newlines':            ('', '\n'),
    'kept-tags':           (' ' * 15000, '<b>'),
    'short-lines':         ('', 'a\n'),
    'short-lines-spaces':  ('', 'a b\n'),
    'words':               ('', random_words),
    'ff':                  ('', b'\xff'),
    'random':              ('', lambda rng: rng.randbytes(BLOCK)),
    'mojibake-words':      ('', 10 * 'donâ€™t ' + '\n'),
    'mojibake-letters':    ('', 60 * 'Ã©' + '\n'),
    'mojibake-short-lines': ('', 'Ã©\n'),
    'mojibake-quotes':     ('', 'â€œ'),
    'mojibake-french':     ('', 'l’Ã©tÃ© â€” ça marche. '),
    'mojibake-prose':      ('', 3 * misread(FRENCH, 'cp1252') + '\n'),
    'mojibake-twice':      ('', 2 * misread(misread(FRENCH, 'cp1252'), 'cp1252') + '\n'),
    'mojibake-cyrillic':   ('', 8 * 'Ð¿Ñ€Ð¸Ð²ÐµÑ‚ ' + '\n'),
    'mojibake-central-europe': ('', 3 * misread('Příliš žluťoučký kůň úpěl ďábelské ódy. ', 'cp1250') + '\n'),
    'mojibake-mac':        ('', 3 * misread(FRENCH, 'mac_roman') + '\n'),
    'mojibake-lost':       ('', 'Ã\ufffd'),
    'mojibake-nested':     ('', 'ÃƒÂ©'),
    'mojibake-breaks':     ('', 1000 * 'aÃ©b<br>' + '\n'),
    'mojibake-separators': ('', 'aÄ‡b\u2028'),
    'html-mojibake':       (PAGE, '<p>dÃ©jÃ\xa0 vu et dâ€™autres</p>'),
    'mojibake-koi8':       ('', 8 * 'Привет, стрела '.encode('koi8-r').decode('cp1251') + '\n'),
    'mojibake-no-letters': ('', 40 * 'ÂÃ' + '\n'),
    'c1':                  ('', '\x93'),
    'c1-words':            ('', 'a\x85'),
    'json-empty':          ('', '{"text":""}\n'),
    'json-escapes':        ('{"text":""}\n{"text":"', '\\u00e9'),
    'json-letters':        ('', '{"text":"a"}\n'),
    'json-words':          ('', '{"text":"ab"}\n'),
    'json-indented':       ('', '{"text":" a"}\n'),
    'json-line-feeds':     ('', '{"text":"\\n"}\n'),
    'json-quotes':         ('', '{"text":"a\\"b"}\n'),
    'json-numbered':       ('', '{"text":"\\u00e9"}\n'),
    'json-members':        ('', '{"a":1,"text":"a","b":[]}\n'),
    'json-many-strings':   ('', '{' + 99 * '"text":"a",' + '"text":"a"}\n'),

    'json-comments-open':  ('', '{"text":"' + 30000 * '<!--' + '& x"}\n'),

    'lines-letters':       ('', 'a\n'),
    'lines-words':         ('', 'abc\n'),
    'lines-indented':      ('', ' a\n'),
    'lines-comments-open': ('', '<!--<!--\n'),
    'lines-like-phrases':  ('', 'share\n'),  # that LEVEL=phrases leaves out
    'tsv-letters':         ('', 9 * 'a\t' + 'a\n'),
    'tsv-letters-in-a-row': ('', 'a\t'),
    'tsv-words':           ('', 9 * 'abc\t' + 'abc\n'),
    'tsv-indented':        ('', 9 * ' a\t' + ' a\n'),
    'tsv-like-phrases':    ('', 9 * 'share\t' + 'share\n'),

    'html-tags':           (PAGE, '<b>'),
    'html-pairs':          (PAGE, '<b></b>'),
    'html-paragraphs':     (PAGE, '<p>'),
    'html-items':          (PAGE, '<li>'),
    'html-cells':          (PAGE + '<table><tr>', '<td>x'),
    'html-ends':           (PAGE, '</b>'),
    'html-ends-out-of-reach': (PAGE + '<b><table><tr><td>' + 250 * '<i>', '</b>'),
    'html-formatting':     (PAGE + 30 * '<i><b><p>', '<b><p></b></p>'),
    'html-less-than':      (PAGE, '<'),
    'html-ampersands':     (PAGE, '&'),
    'html-no-names':       (PAGE, '&' + 31 * 'a' + ' '),
    'html-references':     (PAGE, '&lt;'),
    'html-attributes':     (PAGE + '<b ', 'a '),
    'html-attribute-open':  (PAGE + '<b a="', 'x'),
    'html-styles':         (PAGE, '<i style=display:none;;;;;;;;;;;;;;;>'),
    'html-comments':       (PAGE, '<!---->'),
    'html-comment-open':   (PAGE + '<!--', '- '),
    'html-scripts':        (PAGE + '<script><!--', '<script>x</script>'),
    'html-style-ends':     (PAGE + '<style>', '</style'),
    'html-textarea-ends':  (PAGE + '<textarea>', '</textare'),
    'html-cdata':          (PAGE + '<svg>', '<![CDATA[]]>'),
    'html-svg':            (PAGE, '<svg><p>'),
    'html-pictures':       (PAGE, '<img alt="\U0001F600">'),
    'html-tabs':           (PAGE + '<pre>', '\t'),
    'html-pre-lines':      (PAGE + '<pre>', 'a  b\n'),
    'html-spaces':         (PAGE, ' '),
    'html-zeros':          (PAGE, b'\0'),
    'html-title-and-headings': (PAGE + '<title>' + 250 * 'a|' + '</title>', '<h2>' + 500 * '- ' + '</h2>'),
    'html-title-in-parts': (PAGE + '<title>' + 250 * 'a|' + '</title>', '<h2>' + 125 * 'a' + 'b</h2>'),

    'windows-1251':        (page_in('windows-1251'), b'\xe0'),
    'windows-1252-lost':   (page_in('windows-1252'), b'\x81'),
    'gb18030-pairs':       (page_in('gb18030'), b'\xc4\xe3'),
    'gb18030-fours':       (page_in('gb18030'), b'\x81\x39\xef\x30'),
    'gb18030-random':      (page_in('gb18030'), random_sequences),
    'gb18030-damaged':     (page_in('gb18030'), b'\x81\xff'),
    'shift_jis-damaged':   (page_in('shift_jis'), b'\x81 '),
    'big5-of-two':         (page_in('big5'), b'\x88\x62'),
    'euc-jp-threes':       (page_in('euc-jp'), b'\x8f\xb0\xa1\x8e\xb1'),
    'iso-2022-jp-pairs':   (page_in('iso-2022-jp') + '\x1b$B', b'\x46\x7c'),
    'iso-2022-jp-escapes': (page_in('iso-2022-jp'), b'\x1b$B\x1b(B'),
    'utf-16-halves':       (b'\xff\xfe', b'\0\xd8'),
    'utf-16-pairs':        (b'\xff\xfe', '\U00020000'.encode('utf-16-le')),
    'utf-16-cyrillic':     (b'\xff\xfe', CYRILLIC.encode('utf-16-le')),
    'guessed':             (PAGE, '<p>ветер с моря'.encode('windows-1251')),

    'warc-heads':          ('', b'WARC/1.0\r\n', b'\r\n'),
    'warc-fields':         (b'WARC/1.0\r\n', b'a:b\n'),
    'warc-zeros':          ('', b'WARC/1.0\r\n' + 65000 * b'\0'),
    'warc-line-feeds':     (record(b''), b'\n'),
    'warc-lost':           (record(b'') + b'x', b'\nWARC/1'),
    'warc-lost-line-feeds': (record(b'') + b'x', b'\n'),
    'warc-empty':          ('', record(b'')),
    'warc-no-length':      ('', b'WARC/1.0\r\n\r\n'),
    'warc-lengths-too-great': ('', record(b'x').replace(b'Length: 1', b'Length: 60000'), 70000 * b'\n'),
    'warc-lengths-too-small': ('', record(b'xx').replace(b'Length: 2', b'Length: 1')),
    'warc-documents':      ('', record(b'a')),
    'warc-pages':          ('', response(b'<p>a')),
    'warc-pages-guessed':  ('', response(b'<p>\xe2\xe5\xf2\xe5\xf0', b'Content-Type: text/html\r\n')),
    'warc-texts-guessed':  ('', response(b'<p>' + 100 * 'ветер с моря '.encode('windows-1251'), b'Content-Type: text/html\r\n')),
    'warc-not-brotli':     ('', response(b'a', b'Content-Encoding: br\r\n')),
    'warc-zstd-cut':       ('', response(b'\x28\xb5\x2f\xfd', b'Content-Encoding: zstd\r\n')),
    'warc-members':        (long_response(b'Content-Encoding: gzip\r\n\r\n'), GZIP_MEMBER),
    'warc-chunks':         (long_response(b'Transfer-Encoding: chunked\r\n\r\n'), b'1\r\na\r\n'),
}

# by the first word of a name
OPTIONS = {'kept': '--keep=space', 'lines': '--input=lines', 'tsv': '--input=tsv'}


def as_bytes(block):
    return block if isinstance(block, bytes) else block.encode()


def main():
    if sys.argv[1:] == ['--list']:
        print('\n'.join(SHAPES))
        return
    if sys.argv[1:2] == ['--options'] and len(sys.argv) == 3:
        print(OPTIONS.get(sys.argv[2].split('-')[0], ''))
        return
    if len(sys.argv) != 3 or sys.argv[1] not in SHAPES:
        sys.exit(__doc__)
    head, body, *tail = SHAPES[sys.argv[1]]
    size = int(sys.argv[2])
    rng = random.Random(sys.argv[1])
    unit = BLOCK if callable(body) else len(as_bytes(body))
    left = size // unit * unit
    out = sys.stdout.buffer
    out.write(head(left) if callable(head) else as_bytes(head))
    repeated = b'' if callable(body) else as_bytes(body) * max(1, BLOCK // unit)
    while left > 0:
        block = as_bytes(body(rng)) if callable(body) else repeated
        out.write(block[:left])
        left -= len(block)
    out.write(b''.join(tail))


if __name__ == '__main__':
    main()
