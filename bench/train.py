#!/usr/bin/env python3
"""Teaches the models of src/model.h which lines of a page are its text, and writes their tables.

    train.py --features PROGRAM --boost LIBRARY --data DIR --kind text|html [--folds N] [--write TABLE] [--without PART]

There are two models: the first one judges a line by its looks and those of its neighbours, the second one is told besides
what the first one said of them.  What it said is had from models that have not seen the site.

Where only some segments of a page are known to be its text, a model of pages that have tags tells those of scrapes how likely
the lines between them are (with --kind text; it has seen the same sites, and none besides).

Dumps have no separators: every other scrape is learned from twice, by itself and in a stream of others, with a paragraph of
clean text (DIR/languages) before each, which is a text by itself and stays.

Learns from both sets of DIR/extraction: segments that belong to the text of a page or do not (extraction.py's), and whole
texts (wcxb.py's); pages with tags besides from plain ones in many languages, which these sets hardly have (simple_pages.py).

PROGRAM, bench/features.c, computes what the models see, by the filter's own code; LIBRARY, bench/boost.c, learns.  With
--folds the pages of N parts of five, by site, are judged by models that have seen no page of these sites, and by all else
that the filter does; the table is learned from all.  Needs python3-numpy.
"""
import argparse, collections, copy, ctypes, hashlib, os, random, re, subprocess, sys, tempfile, time
import numpy as np

sys.dont_write_bytecode = True
import simple_pages  # beside this file

WORD = re.compile(r'\w+')
DEPTH, UNIT, MOST = 6, 64, 63  # levels of a tree; values are written in 64ths of a unit of log-odds, and not greater
TREES, RATES = (160, 512), (0.2, 0.1)  # of the first and of the second model
PARTS = 5
STREAM, PROSE_WEIGHT = 30, 8.0  # pages in a stream; what a paragraph between them counts
LONG_WORDS = 4  # a line of so many words can be looked up in a text;
PART = 0.7  # of it that makes it a part of one
SIMPLE, SIMPLE_WEIGHT = 1000, 0.25  # pages of our own besides; what a line of them counts
TAUGHT_WEIGHT = 0.3  # what a line counts of which only a model tells whether it is text


def site(url):
    """the domain that a page's owner has, more or less"""
    m = re.match(r'\w+://([^/:]+)', url or '')
    part = (m.group(1) if m else url or '').lower().split('.')
    return '.'.join(part[-3:] if len(part) > 2 and len(part[-2]) <= 3 else part[-2:])


def part(url):
    return int(hashlib.sha256(site(url).encode()).hexdigest(), 16) % PARTS


def ask(args, stage, documents, scores=None):
    """bench/features.c about these documents"""
    with tempfile.NamedTemporaryFile() as file:
        if scores is not None:
            file.write(np.concatenate(scores).astype('<i2').tobytes())
            file.flush()
        return subprocess.run([args.features, args.kind, stage] + [file.name] * (scores is not None), stdout=subprocess.PIPE,
                              input=b''.join(b'%d\n' % len(b) + b for b in documents), stderr=subprocess.PIPE, check=True)


def features(args, stage, documents, scores=None):
    """what the models are asked: -> columns and shifts, and for each document a matrix and the texts, both by line"""
    r = ask(args, stage, documents, scores)
    names = [tuple(map(int, line.split())) for line in r.stderr.splitlines()]
    count, out, i, found, rows, texts = len(names), r.stdout, 0, [], [], []
    while i < len(out):
        row, n = out[i:i + count], int.from_bytes(out[i + count:i + count + 4], 'little')
        i += count + 4
        if n == 0:
            found.append((np.frombuffer(b''.join(rows), np.uint8).reshape(-1, count), texts))
            rows, texts = [], []
            continue
        rows.append(row)
        texts.append(out[i:i + n].decode('utf-8', 'replace'))
        i += n
    assert len(found) == len(documents)
    return names, found


def kept(args, documents, scores):
    """what stays of these documents, if these are the scores of their lines"""
    out, i, texts = ask(args, 'kept', documents, scores).stdout, 0, []
    while i < len(out):
        begin = out.index(b'\n', i) + 1
        i = begin + int(out[i:begin])
        texts.append(out[begin:i].decode('utf-8', 'replace'))
    assert len(texts) == len(documents)
    return texts


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
                y[i] = y[i] >= PART
    for i in np.flatnonzero(y == -2):
        near = [v for v in y[max(0, i - 2):i + 3] if v >= 0]
        y[i] = bool(near) and sum(near) * 2 > len(near)
    return y


def load(args, C, make_scrapes):
    """-> pages, with their sources and labels"""
    folder = os.path.join(args.data, 'extraction')
    text = args.kind == 'text'
    marked = list(C.read_jsonl(os.path.join(folder, 'scrapes.jsonl.zst' if text else 'pages.jsonl.zst')))
    whole = list(C.read_jsonl(os.path.join(folder, 'wcxb.jsonl.zst')))
    sources = [d['text'] if text else d['html'] for d in marked]
    sources += [make_scrapes.naive_scrape(d['id'], d['html']) if text else d['html'] for d in whole]
    for d, source in zip(marked + whole, sources):
        d['source'], d['part'] = source.encode('utf-8', 'surrogatepass'), part(d['url'])
    found = features(args, 'first', [d['source'] for d in marked + whole])[1]
    for d, (_, lines) in zip(marked + whole, found):
        d['lines'] = lines
        d['whole'] = 'text' in d and 'type' in d
        n = np.array([max(1, len(WORD.findall(line))) for line in lines], float)
        if d['whole']:  # a word counts by its share in the text, as in the mean of F1 over pages
            d['y'] = label_by_text(lines, d['text'], not text)
            d['weight'] = n / (len(WORD.findall(d['text'])) + 40) * 10 + 0.02
        else:
            d['y'] = d['known'] = label_by_segments(lines, d['with'], d['without'], C.fold)
            d['weight'] = np.ones(len(lines))
    pages = marked + whole
    return pages + (mixed(args, C, pages) if text else simple(args, C))


def simple(args, C):
    """pages of our own, which are learned from and not judged"""
    pages = [dict(source=source.encode(), part=i % PARTS, own=True, furniture=furniture)
             for i, (source, furniture) in enumerate(simple_pages.simple_pages(args.data, C.read_jsonl, SIMPLE))]
    for d, (_, lines) in zip(pages, features(args, 'first', [d['source'] for d in pages])[1]):
        d['lines'], d['weight'] = lines, np.full(len(lines), SIMPLE_WEIGHT)
        d['y'] = np.array([line not in d['furniture'] for line in lines], np.float32)
    return pages


def teach(args, C, scrapes, tagged, parts):
    """lets those lines of scrapes that nobody knows have the word of a model that sees tags, and has seen these parts"""
    args = copy.copy(args)
    args.kind = 'html'
    show(args, tagged, 'first')
    model = fit(args, [d for d in tagged if d['part'] in parts], 'first')
    for d, page in zip(scrapes, (d for d in tagged if 'own' not in d)):
        assert d['id'] == page['id']
        if d['whole']:
            continue
        told = collections.defaultdict(list)
        for line, likely in zip(page['lines'], (1 / (1 + np.exp(-score(model, page) / UNIT))).tolist()):
            told[C.fold(line)].append(likely)
        words = [told.get(C.fold(line), [-1]) for line in d['lines']]
        word = np.array([sum(w) / len(w) for w in words], np.float32)
        new = (d['known'] < 0) & (word >= 0)
        d['y'], d['weight'] = np.where(new, word, d['known']), np.where(new, TAUGHT_WEIGHT, 1.0)


def paragraphs(args, C):
    """prose in many languages, in an order drawn once"""
    found = []
    for d in C.read_jsonl(os.path.join(args.data, 'languages', 'texts.jsonl.zst')):
        good = [p for p in d['text'].split('\n') if 80 <= len(p) <= 500 and p[-1] in '.!?。।']
        found += good[:3] if d['group'] != 'english' else good[:20]
    random.Random(1).shuffle(found)
    return found


def mixed(args, C, pages):
    """streams of pages of one part each, with a paragraph before every page"""
    streams, prose, order = [], paragraphs(args, C), pages[::2]
    random.Random(2).shuffle(order)
    for p in range(PARTS):
        some = [d for d in order if d['part'] == p]
        for i in range(0, len(some), STREAM):
            texts = [(prose.pop(), d) for d in some[i:i + STREAM]]
            source = b'\n'.join(b'\n%s\n\n%s' % (t.encode(), d['source']) for t, d in texts)
            streams.append(dict(part=p, source=source, texts=texts, stream=True))
    for stream, (_, lines) in zip(streams, features(args, 'first', [d['source'] for d in streams])[1]):
        stream['lines'], stream['at'], at = lines, [], 0
        for _, d in stream['texts']:
            n = len(d['lines'])
            if lines[at + 1:at + 1 + n] != d['lines']:  # something that is not closed goes on into the next page
                try:
                    at = lines.index(d['lines'][0], at) - 1  # look for the page
                except (ValueError, IndexError):
                    continue
                if lines[at + 1:at + 1 + n] != d['lines']:
                    continue
            stream['at'].append((at, d))
            at += 1 + n
    return streams


def dumps(args, joined, pages):
    """of each part all scrapes whose segments are known in one stream, as joined.py has them"""
    streams = []
    for p in range(PARTS):
        some = [d for d in pages if d['part'] == p and not d['whole']]
        random.Random(15).shuffle(some)
        source = b'\n'.join(b'\n%s\n\n%s' % ((joined.MARK % n).encode(), d['source']) for n, d in enumerate(some)) + b'\n'
        streams.append(dict(part=p, source=source, pages=some, at=[], stream=True))
    for stream, (_, lines) in zip(streams, features(args, 'first', [d['source'] for d in streams])[1]):
        stream['lines'] = lines
    return streams


def label_stream(stream):
    """by the labels of its pages"""
    n = len(stream['lines'])
    stream['y'], stream['weight'] = np.full(n, -1, np.float32), np.zeros(n)
    for at, d in stream['at']:
        stream['y'][at], stream['weight'][at] = 1, PROSE_WEIGHT
        for k in 'y', 'weight':
            stream[k][at + 1:at + 1 + len(d['lines'])] = d[k]


class Plan(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ('rate', 'regularization', 'least_weight', 'rows', 'features')]


def fit(args, pages, stage):
    """-> the questions and the values of the trees"""
    keep = [d['y'] >= 0 for d in pages]
    y, w = (np.concatenate([d[k][m] for d, m in zip(pages, keep)]).astype(np.float32) for k in ('y', 'weight'))
    x = np.empty((len(pages[0]['x'].T), len(y)), np.uint8)
    at = 0
    for d, m in zip(pages, keep):
        n = int(m.sum())
        x[:, at:at + n] = d['x'][m].T
        at += n
    trees = TREES[stage == 'second']
    questions, values, margin = np.zeros((trees, DEPTH, 2), np.int32), np.zeros((trees, 1 << DEPTH), np.float32), np.empty_like(y)
    plan = Plan(RATES[stage == 'second'], 2.0, 5.0, 0.5, 0.25)
    pointer = [ctypes.c_void_p(a.ctypes.data) for a in (x, y, w, questions, values, margin)]
    library = ctypes.CDLL(os.path.abspath(args.boost))
    size = ctypes.c_size_t
    if library.boost(ctypes.byref(plan), pointer[0], size(len(y)), size(len(x)), pointer[1], pointer[2], size(trees), *pointer[3:]):
        raise MemoryError
    return questions, np.clip(np.round(values * UNIT), -MOST, MOST).astype(np.int16)


def score(model, page):
    """of each line, in 64ths of log-odds"""
    x, total = np.asfortranarray(page['x']), np.zeros(len(page['x']), np.int16)
    for questions, values in zip(*model):
        answers = np.zeros(len(x), np.int32)
        for d, (feature, threshold) in enumerate(questions):
            answers |= (x[:, feature] >= threshold).astype(np.int32) << d
        total += values[answers]
    return total


def show(args, pages, stage):
    """lets the pages have what the model of this stage is asked; the second one is told d['score']"""
    scores = [d['score'] for d in pages] if stage == 'second' else None
    names, found = features(args, stage, [d['source'] for d in pages], scores)
    for d, (x, lines) in zip(pages, found):
        assert lines == d['lines']
        d['x'] = x
    return names


def learn(args, pages, parts):
    """-> both models, learned from these parts, with the features' names; d['score'] becomes what the second one says"""
    for d in pages:
        if 'stream' in d:
            label_stream(d)
    names = [show(args, pages, 'first')]
    learned = [d for d in pages if d['part'] in parts]
    first = fit(args, learned, 'first')
    for p in range(PARTS):
        model = fit(args, [d for d in learned if d['part'] != p], 'first') if p in parts else first
        for d in pages:
            if d['part'] == p:
                d['score'] = score(model, d)
    names.append(show(args, pages, 'second'))
    second = fit(args, learned, 'second')
    for d in pages:
        d['score'] = score(second, d)
        del d['x']
    return (first, second), names


def judge_dumps(args, streams, scores, extraction, joined):
    total = extraction.Matrix()
    for stream, out in zip(streams, kept(args, [d['source'] for d in streams], scores)):
        pieces = joined.FIND.split(out)
        found = dict(zip(map(int, pieces[1::2]), pieces[2::2]))
        for n, d in enumerate(stream['pages']):
            total.add(extraction.count(d, found.get(n, ''))[0])
    return 'joined: extraction F1 %.4f' % total.figures()['f1']


def judge(args, pages, scores, extraction, wcxb):
    total, f1 = extraction.Matrix(), collections.defaultdict(list)
    for d, out in zip(pages, kept(args, [d['source'] for d in pages], scores)):
        if d['whole']:
            f1[d['type']].append(wcxb.compare(out, d['text'])[2])
        else:
            total.add(extraction.count(d, out)[0])
    figures = total.figures()
    return 'extraction F1 %.4f (P %.3f, R %.3f), wcxb mean F1 %.4f (%s)' % (
        figures['f1'], figures['precision'], figures['recall'], np.mean(sum(f1.values(), [])),
        ', '.join('%s %.3f' % (k, np.mean(v)) for k, v in sorted(f1.items())))


def write(models, names, path, made):
    kind = made['kind']
    with open(path, 'w') as f:
        f.write('// clang-format off\n/* Made by bench/train.py --kind %s from %d pages of extraction/.\n' % (kind, made['count']))
        f.write(' * By models that have not seen their sites, %d parts of %d:\n' % (made['folds'], PARTS))
        f.write(''.join(' *   %s\n' % line for line in made['figures']) + ' */\n')
        for stage, (questions, values), features in zip(('first', 'second'), models, names):
            f.write('static const struct tn_model_tree tn_model_%s_%s[] = {\n' % (kind, stage))
            for q, v in zip(questions, values):
                asked = ','.join('ASK(%d,%d,%d)' % (*features[feature], threshold) for feature, threshold in q)
                f.write('    {{%s},\n     {%s}},\n' % (asked, ','.join(map(str, v))))
            f.write('};\n')
        f.write('// clang-format on\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--features', required=True)
    ap.add_argument('--boost', required=True)
    ap.add_argument('--data', required=True)
    ap.add_argument('--kind', choices=('text', 'html'), required=True)
    ap.add_argument('--folds', type=int, default=0)
    ap.add_argument('--write')
    ap.add_argument('--without', type=int, help='learn from all but this part, as --write for joined.py')
    args = ap.parse_args()
    sys.path[:0] = [os.path.join(args.data, '..', 'eval'), os.path.join(args.data, 'extraction')]
    import _common, extraction, joined, make_scrapes, wcxb
    pages, tagged = load(args, _common, make_scrapes), None
    if args.kind == 'text':
        pages += dumps(args, joined, [d for d in pages if 'stream' not in d])
        args.kind = 'html'
        tagged = load(args, _common, make_scrapes)
        args.kind = 'text'

    def learn_from(parts):
        if tagged:
            teach(args, _common, pages, tagged, parts)
        return learn(args, pages, parts)

    judged, streams, figures = [], [], []
    for fold in range(args.folds):
        start = time.time()
        learn_from([p for p in range(PARTS) if p != fold])
        seen = [dict(d) for d in pages if d['part'] == fold]  # with the scores of this fold
        judged += [d for d in seen if 'stream' not in d and 'own' not in d]
        streams += [d for d in seen if 'pages' in d]
        print('part %d of %d: %d pages, %.0f s' % (fold + 1, PARTS, len(judged), time.time() - start), flush=True)
        figures = [judge(args, judged, [d['score'] for d in judged], extraction, wcxb)]
        if streams:
            figures.append(judge_dumps(args, streams, [d['score'] for d in streams], extraction, joined))
        print('\n'.join(figures), flush=True)
    if args.write:
        parts = [p for p in range(PARTS) if p != args.without]
        models, names = learn_from(parts)
        count = sum(d['part'] in parts and 'stream' not in d and 'own' not in d for d in pages)
        write(models, names, args.write, dict(kind=args.kind, count=count, folds=args.folds, figures=figures))


if __name__ == '__main__':
    main()
