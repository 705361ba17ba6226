"""Documents without tags of the kinds that pages of the data hardly have, as people write them: for bench/train.py.

Verse, facts, questions and answers, recipes, talk, threads, tables, reference, listings and short prose, in many languages; their words
are drawn from clean prose (DIR/languages), so what they say makes no sense, but they look as such text looks.
"""
import os, random
from simple_listings import listing
from simple_pages import words_of

FURNITURE = '\ue000'  # before a line that is none of the text; it is taken out again


def sentence(rng, take, least, most, end='.'):
    return take(rng, least, most) + end


def capital(rng, text):
    """most lines begin with one"""
    return text[:1].upper() + text[1:] if rng.random() < .7 else text


def verse(rng, take, paragraph):
    return [[take(rng, 3, 8) for _ in range(rng.randint(2, 6))] for _ in range(rng.randint(2, 5))]


def facts(rng, take, paragraph):
    value = lambda: take(rng, 1, 4) if rng.random() < .6 else '%d %s' % (rng.randint(1, 9999), take(rng, 1, 2))
    return [['%s: %s' % (take(rng, 1, 2), value()) for _ in range(rng.randint(3, 9))]]


def questions(rng, take, paragraph):
    answer = lambda: paragraph() if rng.random() < .4 else sentence(rng, take, 1, 12)
    pairs = [[sentence(rng, take, 3, 9, '?'), answer()] for _ in range(rng.randint(2, 7))]
    return pairs if rng.random() < .5 else [[line] for pair in pairs for line in pair]


def recipe(rng, take, paragraph):
    parts = ['%d %s' % (rng.randint(1, 500), take(rng, 1, 4)) for _ in range(rng.randint(3, 9))]
    steps = [sentence(rng, take, 4, 14) for _ in range(rng.randint(2, 6))]
    if rng.random() < .5:
        steps = ['%d. %s' % (i + 1, step) for i, step in enumerate(steps)]
    return [[take(rng, 1, 2)], parts, [take(rng, 1, 2)], steps, [sentence(rng, take, 2, 4, '!')]]


def talk(rng, take, paragraph):
    names = [take(rng, 1, 1) for _ in range(2)]
    return [['%s: %s' % (rng.choice(names), sentence(rng, take, 1, 12)) for _ in range(rng.randint(4, 12))]]


def posts(rng, take, paragraph):
    post = lambda: paragraph() if rng.random() < .5 else sentence(rng, take, 4, 20)
    named = rng.random() < .7
    return [[take(rng, 1, 2)] * named + [post()] for _ in range(rng.randint(2, 6))]


def thread(rng, take, paragraph):
    """posts with the same buttons below each, or above"""
    buttons = [FURNITURE + label for label in labels(rng, take)]
    rows = [[button] for button in buttons] if rng.random() < .5 else [buttons]
    if rng.random() < .3:
        rows = [[FURNITURE + rng.choice((' ', ' | ', ' · ')).join(button[1:] for button in buttons)]]
    parts = [(post, rows) if rng.random() < .8 else (post, []) for post in posts(rng, take, paragraph)]
    above = rng.random() < .2
    return [part for post, row in parts for part in (row + [post] if above else [post] + row)]


def labels(rng, take):
    """of buttons: a word or two, at times with a number"""
    found = [take(rng, 1, 2) for _ in range(rng.randint(1, 5))]
    return [rng.choice(('%s (%d)', '%s %d')) % (label, rng.randint(0, 99)) if rng.random() < .1 else label for label in found]


def table(rng, take, paragraph):
    gap = rng.choice(('\t', '  ', ' '))
    cells = rng.randint(2, 6)
    row = lambda: gap.join([take(rng, 1, 2)] + [str(rng.randint(0, 999)) for _ in range(cells)])
    return [[gap.join(take(rng, 1, 1) for _ in range(cells + 1))] + [row() for _ in range(rng.randint(3, 9))]]


def items(rng, take, paragraph):
    mark = rng.choice(('- ', '* ', '• ', ''))
    return [[sentence(rng, take, 3, 9, ':')], [mark + take(rng, 2, 12) for _ in range(rng.randint(3, 8))]]


def prose(rng, take, paragraph):
    byline = [[take(rng, 2, 3)], ['%d %s %d' % (rng.randint(1, 28), take(rng, 1, 1), rng.randint(1990, 2024))]]
    found = [[paragraph()] if rng.random() < .7 else [sentence(rng, take, 4, 14)] for _ in range(rng.randint(2, 7))]
    return byline * (rng.random() < .3) + found + [[take(rng, 1, 3)]] * (rng.random() < .3)


def listings(rng, take, paragraph):
    return [listing(rng, take) for _ in range(rng.randint(1, 4))]


def explained(rng, take, paragraph):
    """sections with headings, and listings behind the sentences that speak of them"""
    found = []
    for _ in range(rng.randint(1, 4)):
        found.append([take(rng, 1, 6)])
        for _ in range(rng.randint(1, 3)):
            found.append([paragraph() if rng.random() < .7 else sentence(rng, take, 4, 14)])
            if rng.random() < .6:
                found += [[sentence(rng, take, 3, 9, ':')]] * (rng.random() < .5) + [listing(rng, take)]
    return found


def reference(rng, take, paragraph):
    """what is explained, by a word or two or as a program has it, and what is said of it"""
    first_line = lambda: listing(rng, take)[0].strip()
    term = lambda: take(rng, 1, 2) if rng.random() < .6 else first_line()
    said = lambda: paragraph() if rng.random() < .4 else sentence(rng, take, 2, 20)
    pairs = [[term(), said()] for _ in range(rng.randint(3, 9))]
    return pairs if rng.random() < .5 else [[line] for pair in pairs for line in pair]


# most documents are prose, and many of the others explain something, or are threads
KINDS = (verse, facts, questions, recipe, talk, posts, table, items, listings) + 2 * (explained, thread) + (reference,) + 3 * (prose,)


def document(rng, text):
    """-> its text, whose first line is a title, with empty lines between paragraphs; and its lines that are furniture

    None if there is too little to draw from."""
    paragraphs = [p for p in text.split('\n') if 60 <= len(p) <= 500]
    if len(paragraphs) < 4:
        return None
    rng.shuffle(paragraphs)
    words = words_of(text)
    take = lambda rng, least, most: capital(rng, words(rng, least, most))
    paragraph = lambda: paragraphs.pop() if paragraphs else sentence(rng, take, 9, 30)
    found = [[take(rng, 1, 6)]] + rng.choice(KINDS)(rng, take, paragraph)
    gap = '\n' * rng.choices((2, 3, 4, 5), (6, 1, 2, 1))[0]
    margin = ' ' * rng.choices((0, 4, 8), (8, 1, 1))[0]
    made = gap.join('\n'.join(margin + line for line in lines) for lines in found)
    rest = {' '.join(line[1:].split()) for lines in found for line in lines if line.startswith(FURNITURE)}
    return made.replace(FURNITURE, ''), rest


def documents(folder, read_jsonl, seed):
    """one after the other, without end"""
    rng = random.Random(seed)
    texts = [d['text'][:8000] for d in read_jsonl(os.path.join(folder, 'languages', 'texts.jsonl.zst')) if len(d['text']) > 1500]
    while True:
        made = document(rng, rng.choice(texts))
        if made:
            yield made


def transplant(rng, source, lines, is_text, made):
    """a scrape whose text is another: None if the one that it has is not found, or has little before or behind it"""
    own, rows = [i for i, y in enumerate(is_text) if y >= .5], source.split('\n')
    if not own or own[0] < 3 or len(lines) - own[-1] < 4:
        return None
    filled = [(i, ' '.join(row.split())) for i, row in enumerate(rows) if row.strip()]
    # cleaning leaves lines out, so that there are as many in the source before and behind, or more
    begin = next((i for i, row in filled[own[0]:] if row == lines[own[0]]), len(rows))
    end = next((i for i, row in reversed(filled[:len(filled) - len(lines) + own[-1] + 1]) if row == lines[own[-1]]), -1)
    if end < begin:
        return None
    gap = lambda: '\n' * rng.randint(2, 7)
    return '\n'.join(rows[:begin]).rstrip() + gap() + made + gap() + '\n'.join(rows[end + 1:]).lstrip('\n')
