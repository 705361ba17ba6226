"""What bench/train.py learns from: documents, the lines that the filter makes of them, and which of these are text.

A lesson is a dict: `source`, `part` (one of PARTS, by site), `lines`, and for each of these `y` (1: it is text, 0: it is not,
-1: nobody knows) and `weight`.  Those with `own` are made here and not judged; those with `stream` are made of others.

Both sets of DIR/extraction: segments that belong to the text of a page or do not (extraction.py's), and whole texts (wcxb.py's).
And what these sets hardly have: plain pages in many languages (simple_pages.py), and, for scrapes, verse, facts, recipes,
threads and the like in place of their text (simple_texts.py).

Dumps have no separators: every other scrape is there twice, by itself and in a stream of others, with a paragraph of clean
text (DIR/languages) or texts of our own before each, which are texts by themselves and stay.  The others, and every other
one of those whose text is ours, are there once more as what is left where a page has a line for each block and nothing else.
"""
import hashlib, os, random, re
import numpy as np
import simple_pages, simple_texts
from features import features

WORD = re.compile(r'\w+')
PARTS = 5
LONG_WORDS = 4  # a line of so many words can be looked up in a text;
SHARE = 0.7  # of it that makes it a part of one
SIMPLE, SIMPLE_WEIGHT = 1400, 0.25  # plain pages; what a line of them counts
OWN_WEIGHT, FURNITURE_WEIGHT = 0.5, 1 / 16  # lines of scrapes whose text is one of our own: of that, and of the rest
OWN_MOST = 65536  # bytes of such a scrape
STREAM, PROSE_WEIGHT, TEXT_WEIGHT = 30, 8.0, 2.0  # pages in a stream; what a paragraph between them counts, and a line of a text
FLAT_SHARE = 0.5  # of its weight that a line counts of a page of which nothing but its lines is left


def site(url):
    """the domain that a page's owner has, more or less"""
    m = re.match(r'\w+://([^/:]+)', url or '')
    part = (m.group(1) if m else url or '').lower().split('.')
    return '.'.join(part[-3:] if len(part) > 2 and len(part[-2]) <= 3 else part[-2:])


def part(url):
    return int(hashlib.sha256(site(url).encode()).hexdigest(), 16) % PARTS


def label_by_segments(lines, good, bad, fold):
    """1: it holds a segment of the text, 0: one of the rest, -1: nobody knows"""
    y, folded = np.full(len(lines), -1, np.float32), [fold(line) for line in lines]
    for segments, label in ((bad, 0), (good, 1)):
        for segment in map(fold, segments):
            for i, line in enumerate(folded):
                if segment in line or (len(line) >= 20 and line in segment):
                    y[i] = label
    return y


def shared(words, triples):
    """the share of the words that stand in one of these triples"""
    hit = np.zeros(len(words), bool)
    for i, x in enumerate(zip(words, words[1:], words[2:])):
        if x in triples:
            hit[i:i + 3] = True
    return hit.mean()


def label_by_text(lines, text, whole_lines):
    """how much of each line is a part of the text; a short one that stands there somewhere is what its neighbours are

    `whole_lines`: it is a part, or not; where a page's source has no line ends, a line can be half of one."""
    words = WORD.findall(text.lower())
    whole = ' ' + ' '.join(words) + ' '
    short = {' '.join(WORD.findall(line.lower())) for line in text.split('\n')}
    triples = set(zip(words, words[1:], words[2:]))
    y = np.zeros(len(lines), np.float32)
    for i, line in enumerate(lines):
        w = WORD.findall(line.lower())
        s = ' '.join(w)
        if not w:
            y[i] = -1
        elif len(w) < LONG_WORDS:
            y[i] = 1 if s in short else -2 if ' ' + s + ' ' in whole else 0
        else:
            y[i] = 1 if ' ' + s + ' ' in whole else shared(w, triples)
            if whole_lines:
                y[i] = y[i] >= SHARE
    for i in np.flatnonzero(y == -2):
        near = [v for v in y[max(0, i - 2):i + 3] if v >= 0]
        y[i] = bool(near) and sum(near) * 2 > len(near)
    return y


def judged_pages(args, C, make_scrapes):
    """the pages of both sets"""
    folder, text = os.path.join(args.data, 'extraction'), args.kind == 'text'
    marked = list(C.read_jsonl(os.path.join(folder, 'scrapes.jsonl.zst' if text else 'pages.jsonl.zst')))
    whole = list(C.read_jsonl(os.path.join(folder, 'wcxb.jsonl.zst')))
    sources = [d['text'] if text else d['html'] for d in marked]
    sources += [make_scrapes.naive_scrape(d['id'], d['html']) if text else d['html'] for d in whole]
    for d, source in zip(marked + whole, sources):
        d['source'], d['part'] = source.encode('utf-8', 'surrogatepass'), part(d['url'])
    ask_for_lines(args, marked + whole)
    for d in marked:
        d['whole'] = False
        d['y'] = d['known'] = label_by_segments(d['lines'], d['with'], d['without'], C.fold)
        d['weight'] = np.ones(len(d['lines']))
    for d in whole:  # a word counts by its share in the text, as in the mean of F1 over pages
        d['whole'] = True
        d['y'] = label_by_text(d['lines'], d['text'], not text)
        n = np.array([max(1, len(WORD.findall(line))) for line in d['lines']], float)
        d['weight'] = n / (len(WORD.findall(d['text'])) + 40) * 10 + 0.02
    return marked + whole


def load(args, C, make_scrapes):
    """-> all lessons; first the pages of both sets"""
    pages = judged_pages(args, C, make_scrapes)
    if args.kind == 'html':
        return pages + simple(args, C, make_scrapes)
    own = transplanted(args, C, [d for d in pages if d['whole']])
    return pages + simple(args, C, make_scrapes) + own + mixed(args, C, pages[::2]) + flat(args, pages[1::2] + own[1::2])


def ask_for_lines(args, lessons):
    for d, (_, lines) in zip(lessons, features(args, 'first', [d['source'] for d in lessons])[1]):
        d['lines'] = lines


def squeezed(line):
    return ''.join(line.split())


def simple(args, C, make_scrapes):
    """plain pages"""
    pages, rng = [], random.Random(4)
    for i, (source, rest) in enumerate(simple_pages.simple_pages(args.data, C.read_jsonl, SIMPLE, args.kind == 'html')):
        rest, most = list(map(squeezed, rest)), 1
        if args.kind == 'text':  # sloppy scrapes have several of them in a line
            source, most = make_scrapes.naive_scrape('simple %d' % i, simple_pages.indented(rng, source)), len(rest)
        rows = {''.join(rest[i:j]) for i in range(len(rest)) for j in range(i + 1, min(i + most, len(rest)) + 1)}
        pages.append(dict(source=source.encode(), part=i % PARTS, own=True, furniture=rows))
    ask_for_lines(args, pages)
    for d in pages:
        d['y'] = np.array([squeezed(line) not in d['furniture'] for line in d['lines']], np.float32)
        d['weight'] = np.full(len(d['lines']), SIMPLE_WEIGHT)
    return pages


def rows_of(text):
    """its lines as the filter has them, without the empty ones"""
    return [row for row in (' '.join(line.split()) for line in text.split('\n')) if row]


def transplanted(args, C, whole):
    """scrapes with all their furniture, whose text is one of our own"""
    rng, pages = random.Random(5), []
    for d, (text, furniture) in zip(whole, simple_texts.documents(args.data, C.read_jsonl, 6)):
        source = simple_texts.transplant(rng, d['source'].decode('utf-8', 'replace'), d['lines'], d['y'], text)
        if source and len(source) < OWN_MOST:
            pages.append(dict(source=source.encode(), part=d['part'], own=True, text=set(rows_of(text)), furniture=furniture))
    ask_for_lines(args, pages)
    for d in pages:
        d['y'] = np.array([line in d['text'] and line not in d['furniture'] for line in d['lines']], np.float32)
        d['weight'] = np.array([OWN_WEIGHT if line in d['text'] else FURNITURE_WEIGHT for line in d['lines']])
    return pages


def paragraphs(args, C):
    """prose in many languages, in an order drawn once"""
    found = []
    for d in C.read_jsonl(os.path.join(args.data, 'languages', 'texts.jsonl.zst')):
        good = [p for p in d['text'].split('\n') if 80 <= len(p) <= 500 and p[-1] in '.!?。।']
        found += good[:3] if d['group'] != 'english' else good[:20]
    random.Random(1).shuffle(found)
    return found


def in_a_row(rng, documents):
    """one text, or a few in a row, and those of their lines that are furniture"""
    made = [next(documents) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    return ('\n' * rng.randint(1, 5)).join(text for text, _ in made), set().union(*(furniture for _, furniture in made))


def mixed(args, C, pages):
    """streams of pages of one part each, with a paragraph or texts of our own before every page, and such texts behind the last"""
    streams, prose, pages, rng = [], paragraphs(args, C), pages[:], random.Random(2)
    documents = simple_texts.documents(args.data, C.read_jsonl, 7)
    rng.shuffle(pages)
    for p in range(PARTS):
        some = [d for d in pages if d['part'] == p]
        for i in range(0, len(some), STREAM):
            texts = [((prose.pop(), set()) if rng.random() < .5 else in_a_row(rng, documents), d) for d in some[i:i + STREAM]]
            texts.append((in_a_row(rng, documents), dict(source=b'', lines=[], y=[], weight=[])))
            source = b'\n'.join(b'\n%s\n\n%s' % (text.encode(), d['source']) for (text, _), d in texts)
            streams.append(dict(part=p, source=source, texts=texts, stream=True))
    ask_for_lines(args, streams)
    for stream in streams:
        stream['at'] = list(found_in(stream))
    return streams


def found_in(stream):
    """where its texts and pages are: -> the line that a text begins with, which of its lines are text, the page behind it"""
    lines, at = stream['lines'], 0
    for (text, furniture), d in stream['texts']:
        n, page = len(d['lines']), at + len(rows_of(text))
        if lines[page:page + n] != d['lines']:  # something that is not closed goes on into the next page
            try:
                page = lines.index(d['lines'][0], page)  # look for the page
            except (ValueError, IndexError):
                continue
            at = page - len(rows_of(text))
            if lines[page:page + n] != d['lines']:
                continue
        yield at, np.array([line not in furniture for line in lines[at:page]], np.float32), d
        at = page + n


def flat(args, pages):
    """what is left of these pages where nothing but a line for each block is"""
    found = [dict(part=d['part'], source='\n'.join(rows_of(d['source'].decode('utf-8', 'replace'))).encode(), stream=True,
                  at=[(0, np.zeros(0), d)], share=FLAT_SHARE, flat=d) for d in pages]
    ask_for_lines(args, found)
    return [page for page in found if page['lines'] == page['flat']['lines']]


def dumps(args, joined, pages):
    """of each part all scrapes whose segments are known in one stream, as joined.py has them"""
    streams = []
    for p in range(PARTS):
        some = [d for d in pages if d['part'] == p and not d['whole']]
        random.Random(15).shuffle(some)
        source = b'\n'.join(b'\n%s\n\n%s' % ((joined.MARK % n).encode(), d['source']) for n, d in enumerate(some)) + b'\n'
        streams.append(dict(part=p, source=source, pages=some, at=[], stream=True))
    ask_for_lines(args, streams)
    return streams


def label_stream(stream):
    """by the labels of what it is made of, which may have changed"""
    n = len(stream['lines'])
    stream['y'], stream['weight'] = np.full(n, -1, np.float32), np.zeros(n)
    for at, y, page in stream['at']:
        begin = at + len(y)
        stream['y'][at:begin], stream['weight'][at:begin] = y, PROSE_WEIGHT if len(y) == 1 else TEXT_WEIGHT
        for k in 'y', 'weight':
            stream[k][begin:begin + len(page['lines'])] = page[k]
    stream['weight'] *= stream.get('share', 1)
