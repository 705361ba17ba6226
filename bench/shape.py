#!/usr/bin/env python3
"""Writes a hostile input to standard output.

    shape.py NAME BYTES        shape.py --list
"""
import random
import sys
import unicodedata

BLOCK = 1 << 20
MARKS = [chr(c) for c in range(0x300, 0x3000) if unicodedata.combining(chr(c))]
CYRILLIC = ''.join(map(chr, range(0x430, 0x450)))


def random_marks(rng):
    return ''.join(rng.choices(MARKS, k=BLOCK // 3))


# name: (what comes once at the start, what follows for ever: text, bytes, or a function of a generator of random
# numbers that gives a fresh block)
SHAPES = {
    'letters':             ('', 'abcdefghijklmnopqrstuvwxyz'),
    'cyrillic':            ('', CYRILLIC),
    'tag-open':            ('<a ', 'x'),
    'attribute-open':      ('<a href="', 'x'),
    'comment-open':        ('<!--', 'x'),
    'comments-open':       ('', '<!--'),
    'less-than':           ('', '<'),
    'quotes':              ('', '"'),
    'semicolons':          ('', ';'),
    'ampersands':          ('', '&'),
    'ampersand-levels':    ('&', 'amp;'),
    'references':          ('', '&lt;'),
    'marks':               ('', '\u0301'),
    'marks-of-all-classes': ('', random_marks),
    'decomposed':          ('', 'e\u0301'),
    'zero-width':          ('', '\u200b'),
    'spaces':              ('', ' '),
    'newlines':            ('', '\n'),
    'short-lines':         ('', 'a\n'),
    'ff':                  ('', b'\xff'),
    'random':              ('', lambda rng: rng.randbytes(BLOCK)),
}


def as_bytes(block):
    return block if isinstance(block, bytes) else block.encode()


def main():
    if sys.argv[1:] == ['--list']:
        print('\n'.join(SHAPES))
        return
    if len(sys.argv) != 3 or sys.argv[1] not in SHAPES:
        sys.exit(__doc__)
    head, body = SHAPES[sys.argv[1]]
    left = int(sys.argv[2])
    rng = random.Random(sys.argv[1])
    block = as_bytes(head)
    fresh = callable(body)
    repeated = b'' if fresh else as_bytes(body) * (BLOCK // len(as_bytes(body)))
    while left > 0:
        sys.stdout.buffer.write(block[:left])
        left -= len(block)
        block = as_bytes(body(rng)) if fresh else repeated


if __name__ == '__main__':
    main()
