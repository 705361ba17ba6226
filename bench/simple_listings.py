"""Programs, settings, sessions and logs as they stand in texts about software: for bench/train.py.

Names are made of syllables, what is quoted or remarked of the words of the text around; no line of any real program is here.
take(rng, least, most) draws so many of these words (simple_pages.words_of()).
"""
import collections
from simple_pages import several

SYLLABLES = 'ba co di fe gu ha in ke lo ma ne or pi qua re st tu un va wi xe yo zo'.split()
KEYWORDS = 'int void const char float let var auto string bool'.split()
OPERATORS = '+ - * / % == != < <= && || & | ='.split()
INDENT = ('  ', '    ', '\t')
Style = collections.namedtuple('Style', 'opens closes ends indent')  # of a block, its end, a statement's end
BLOCKS = ((' {', '}', ';'), (' {', '}', ''), (':', '', ''), (' do', 'end', ''), (' then', 'fi', ''))


def name(rng):
    parts = [''.join(rng.choice(SYLLABLES) for _ in several(rng, 1, 3)) for _ in several(rng, 1, 3)]
    kind = rng.randrange(4)
    if kind == 0:
        return '_'.join(parts).upper()
    return '_'.join(parts) if kind == 1 else ''.join([parts[0]] + [part.title() for part in parts[1:]])


def quoted(rng, take):
    mark = rng.choice('"\'')
    return mark + take(rng, 1, 3).replace(mark, '') + mark


def value(rng, take, depth=2):
    """an expression"""
    kind = rng.randrange(7 if depth else 3)
    again = lambda: value(rng, take, depth - 1)
    if kind == 0:
        return name(rng)
    if kind == 1:
        return rng.choice(('%d', '0x%x', '%d.0')) % rng.randint(0, 5000)
    if kind == 2:
        return quoted(rng, take)
    if kind < 5:
        return '%s(%s)' % (name(rng), ', '.join(again() for _ in several(rng, 0, 3)))
    if kind == 5:
        return '%s %s %s' % (again(), rng.choice(OPERATORS), again())
    owner, part = name(rng), rng.choice(('.%s', '[%s]', '->%s', '::%s'))
    return owner + part % name(rng)


def remark(rng, take):
    return rng.choice(('// %s', '/* %s */', '# %s', '-- %s', '; %s')) % take(rng, 1, 9)


def block(rng, take, style, depth):
    """statements, and in some of them others"""
    lines, margin = [], style.indent * depth
    for _ in several(rng, 1, 5):
        kind = rng.randrange(8)
        if kind < 2 and depth < 3:
            head = rng.choice(('if', 'while', 'for', 'else if', 'switch', 'fn', 'def'))
            lines.append(margin + '%s %s%s' % (head, value(rng, take), style.opens))
            lines += block(rng, take, style, depth + 1)
            lines += [margin + style.closes] * bool(style.closes)
        elif kind == 2:
            lines.append(margin + remark(rng, take))
        elif kind == 3:
            lines.append(margin + rng.choice(('return %s', 'print %s', 'throw %s', 'use %s')) % value(rng, take) + style.ends)
        elif kind == 4:
            lines.append(margin + '%s(%s)' % (name(rng), value(rng, take)) + style.ends)
        else:
            declared = rng.choice(KEYWORDS) + ' ' if rng.random() < .4 else ''
            lines.append(margin + '%s%s = %s' % (declared, name(rng), value(rng, take)) + style.ends)
    return lines


def program(rng, take):
    return block(rng, take, Style(*rng.choice(BLOCKS), rng.choice(INDENT)), 0)


def declaration(rng, take):
    """of a function, its parameters in one line or each in one of its own"""
    parameters = ['%s %s%s' % (rng.choice(KEYWORDS), rng.choice(('', '*')), name(rng)) for _ in several(rng, 1, 5)]
    head = '%s %s%s(' % (rng.choice(KEYWORDS), name(rng), rng.choice(('', ' ')))
    if rng.random() < .5:
        return [head + ', '.join(parameters) + ');']
    rows = [parameter + ',' for parameter in parameters[:-1]] + [parameters[-1] + ');']
    return [head + rows[0]] + [' ' * len(head) + row for row in rows[1:]]


def settings(rng, take):
    mark, end = rng.choice((' = ', '=', ': ', ' ', '\t')), rng.choice(('', '', ';', ','))
    lines = ['[%s]' % name(rng)] * (rng.random() < .3)
    for _ in several(rng, 2, 8):
        lines.append(remark(rng, take) if rng.random() < .1 else name(rng) + mark + value(rng, take, 0) + end)
    return lines


def data(rng, take):
    """brackets in brackets"""
    opens, closes = rng.choice(('{}', '[]', '()'))

    def row():
        if opens == '{':
            return '%s: %s' % (quoted(rng, take), value(rng, take, 1))
        return opens + ', '.join(value(rng, take, 0) for _ in several(rng, 1, 5)) + closes
    return [opens] + ['  %s,' % row() for _ in several(rng, 2, 7)] + [closes]


def session(rng, take):
    """commands behind a prompt, and what they print"""
    prompt, lines = rng.choice(('$ ', '# ', '> ', '>>> ', '%s> ' % name(rng), '~$ ')), []
    for _ in several(rng, 1, 5):
        options = rng.choice(('', ' --%s' % name(rng), ' -%s' % rng.choice('abcdefvx'), ' --%s=%s' % (name(rng), name(rng))))
        lines.append(prompt + name(rng).lower() + options + ' ' + rng.choice((name(rng), '/%s/%s' % (name(rng), name(rng)), '')))
        lines += [rng.choice((take(rng, 1, 9), value(rng, take), '%d' % rng.randint(0, 999))) for _ in several(rng, 0, 3)]
    return lines


def log(rng, take):
    stamp = lambda: rng.choice(('2019-0%d-1%d ', '1%d:0%d ', '[%d.%d] ')) % (rng.randint(1, 9), rng.randint(0, 9))
    level = rng.choice(('', 'INFO ', 'WARNING: ', 'error: ', '%s[%d]: ' % (name(rng), rng.randint(1, 9999))))
    return [stamp() + level + take(rng, 2, 9) for _ in several(rng, 3, 8)]


KINDS = 3 * (program,) + (declaration, settings, data, session, log)  # most listings are of programs


def listing(rng, take):
    """-> its lines; some are parted by an empty one"""
    lines = rng.choice(KINDS)(rng, take)
    if rng.random() < .3:
        lines += [''] + rng.choice(KINDS)(rng, take)
    return lines
