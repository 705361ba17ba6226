#!/usr/bin/env python3
"""Teaches the model of src/model.c which lines of a page are its text, and writes its table.

    train.py --features PROGRAM --data DIR --kind text|html [--folds N] [--write TABLE]

Dumps have no separators: every scrape is learned from twice, by itself and in a stream of others, with a paragraph of clean
text (DIR/languages) before each, which is a text by itself and stays.

Learns from both sets of DIR/extraction: segments that belong to the text of a page or do not (extraction.py's), and whole
texts (wcxb.py's).  PROGRAM, bench/features.c, computes what the model sees, by the filter's own code.  With --folds the
pages of N parts of five, by site, are judged by models that have seen no page of these sites; without, the table is learned
from all.  Needs python3-xgboost and python3-numpy.
"""
import argparse, collections, hashlib, os, random, re, subprocess, sys, time
import numpy as np
import xgboost

sys.dont_write_bytecode = True
WORD = re.compile(r'\w+')
TREES, LEAVES, RATE, SCALE = 120, 31, 0.15, 256  # leaves are written in 256ths of a unit of log-odds
STREAM, PROSE_WEIGHT = 30, 2.0  # pages in a stream; what a paragraph between them counts
LONG_WORDS = 4  # a line of so many words can be looked up in a text


def site(url):
    """the domain that a page's owner has, more or less"""
    m = re.match(r'\w+://([^/:]+)', url or '')
    part = (m.group(1) if m else url or '').lower().split('.')
    return '.'.join(part[-3:] if len(part) > 2 and len(part[-2]) <= 3 else part[-2:])


def part(url):
    return int(hashlib.sha256(site(url).encode()).hexdigest(), 16) % 5


def features(program, kind, documents):
    """-> for each document a matrix of features and the texts, both by line"""
    r = subprocess.run([program, kind], input=b''.join(b'%d\n' % len(b) + b for b in documents), stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, check=True)
    count, out, i, found, rows, texts = int(r.stderr.split()[0]), r.stdout, 0, [], [], []
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
    return found


def label_by_segments(lines, good, bad, fold):
    """1: it holds a segment of the text, 0: one of the rest, -1: nobody knows"""
    y, folded = np.full(len(lines), -1, np.int8), [fold(line) for line in lines]
    for segments, label in ((bad, 0), (good, 1)):
        for segment in map(fold, segments):
            for i, line in enumerate(folded):
                if segment in line or (len(line) >= 20 and line in segment):
                    y[i] = label
    return y


def label_by_text(lines, text):
    """1: it is a part of the text; a short one that stands there somewhere is what its neighbours are"""
    words = WORD.findall(text.lower())
    whole = ' ' + ' '.join(words) + ' '
    short = {' '.join(WORD.findall(line.lower())) for line in text.split('\n')}
    triples = set(zip(words, words[1:], words[2:]))
    y = np.zeros(len(lines), np.int8)
    for i, line in enumerate(lines):
        w = WORD.findall(line.lower())
        s = ' '.join(w)
        if not w:
            y[i] = -1
        elif len(w) < LONG_WORDS:
            y[i] = 1 if s in short else -2 if ' ' + s + ' ' in whole else 0
        else:
            t = list(zip(w, w[1:], w[2:]))
            y[i] = ' ' + s + ' ' in whole or sum(x in triples for x in t) >= 0.6 * len(t)
    for i in np.flatnonzero(y == -2):
        near = [v for v in y[max(0, i - 2):i + 3] if v >= 0]
        y[i] = bool(near) and sum(near) * 2 > len(near)
    return y


def load(args, C, make_scrapes):
    folder = os.path.join(args.data, 'extraction')
    text = args.kind == 'text'
    marked = list(C.read_jsonl(os.path.join(folder, 'scrapes.jsonl.zst' if text else 'pages.jsonl.zst')))
    whole = list(C.read_jsonl(os.path.join(folder, 'wcxb.jsonl.zst')))
    sources = [d['text'] if text else d['html'] for d in marked]
    sources += [make_scrapes.naive_scrape(d['id'], d['html']) if text else d['html'] for d in whole]
    found = features(args.features, args.kind, [s.encode('utf-8', 'surrogatepass') for s in sources])
    for d, (x, lines) in zip(marked + whole, found):
        d['x'], d['lines'], d['part'] = x, lines, part(d['url'])
        d['whole'] = 'text' in d and 'type' in d
        n = np.array([max(1, len(WORD.findall(line))) for line in lines], float)
        if d['whole']:  # a word counts by its share in the text, as in the mean of F1 over pages
            d['y'] = label_by_text(lines, d['text'])
            d['weight'] = n / (len(WORD.findall(d['text'])) + 40) * 10 + 0.02
        else:
            d['y'] = label_by_segments(lines, d['with'], d['without'], C.fold)
            d['weight'] = np.ones(len(lines))
    return marked + whole + (joined(args, C, marked + whole, sources) if text else [])


def paragraphs(args, C):
    """prose in many languages, in an order drawn once"""
    found = []
    for d in C.read_jsonl(os.path.join(args.data, 'languages', 'texts.jsonl.zst')):
        good = [p for p in d['text'].split('\n') if 80 <= len(p) <= 500 and p[-1] in '.!?。।']
        found += good[:3] if d['group'] != 'english' else good[:20]
    random.Random(1).shuffle(found)
    return found


def joined(args, C, pages, sources):
    """streams of pages of one part each, with a paragraph before every page -> what load() gives for a page"""
    streams, prose = [], paragraphs(args, C)
    order = list(zip(pages, sources))
    random.Random(2).shuffle(order)
    for p in range(5):
        some = [x for x in order if x[0]['part'] == p]
        streams += [(p, some[i:i + STREAM]) for i in range(0, len(some), STREAM)]
    texts = [[prose.pop() for _ in some] for _, some in streams]
    documents = ['\n'.join('\n%s\n\n%s' % x for x in zip(t, (s for _, s in some))) for t, (_, some) in zip(texts, streams)]
    found = features(args.features, args.kind, [d.encode('utf-8', 'surrogatepass') for d in documents])
    out = []
    for t, (p, some), (x, lines) in zip(texts, streams, found):
        at = 0
        for paragraph, (d, _) in zip(t, some):
            n = 1 + len(d['lines'])
            if lines[at + 1:at + n] != d['lines']:  # something that is not closed goes on into the next page
                try:
                    at = lines.index(d['lines'][0], at)  # look for the page
                except (ValueError, IndexError):
                    continue
                continue
            out.append(dict(x=x[at:at + n], part=p, stream=True, y=np.concatenate([[1], d['y']]),
                            weight=np.concatenate([[PROSE_WEIGHT], d['weight']])))
            at += n
    print('%d of %d pages in streams' % (len(out), len(pages)), flush=True)
    return out


def fit(pages):
    x, y, w = (np.concatenate([d[k][d['y'] >= 0] for d in pages]) for k in ('x', 'y', 'weight'))
    return xgboost.train(dict(objective='binary:logistic', tree_method='hist', grow_policy='lossguide', max_leaves=LEAVES, max_depth=0,
                              eta=RATE, max_bin=64, min_child_weight=5, reg_lambda=2.0, subsample=0.8, colsample_bytree=0.6, seed=1,
                              base_score=0.5, nthread=2), xgboost.DMatrix(x, label=y, weight=w), TREES)


def scores(model, pages):
    return [model.predict(xgboost.DMatrix(d['x']), output_margin=True) if len(d['x']) else np.zeros(0) for d in pages]


def judge(pages, margins, extraction, wcxb):
    for least in (-1.0, -0.75, -0.5, -0.25, 0.0):
        total, f1 = extraction.Matrix(), collections.defaultdict(list)
        for d, m in zip(pages, margins):
            out = '\n'.join(line for line, s in zip(d['lines'], m) if s > least)
            if d['whole']:
                f1[d['type']].append(wcxb.compare(out, d['text'])[2])
            else:
                total.add(extraction.count(d, out)[0])
        figures = total.figures()
        print('score > %5.2f: extraction F1 %.4f (P %.3f, R %.3f), wcxb mean F1 %.4f (%s)' % (
            least, figures['f1'], figures['precision'], figures['recall'], np.mean(sum(f1.values(), [])),
            ', '.join('%s %.3f' % (k, np.mean(v)) for k, v in sorted(f1.items()))), flush=True)


def nodes(tree):
    """a tree in the order in which it is walked: (feature, threshold, distance of the right branch) or (255, 0, value)"""
    if 'leaf' in tree:
        return [(255, 0, round(tree['leaf'] * SCALE))]
    branch = {c['nodeid']: c for c in tree['children']}
    left, right = nodes(branch[tree['yes']]), nodes(branch[tree['no']])
    return [(int(tree['split'][1:]), int(np.ceil(tree['split_condition'])), len(left) + 1)] + left + right


def write(model, path, kind, count):
    import json
    trees = [nodes(json.loads(t)) for t in model.get_dump(dump_format='json')]
    name = 'tn_model_' + kind
    with open(path, 'w') as f:
        f.write('/* Made by bench/train.py --kind %s from %d pages: %d trees. */\n// clang-format off\n' % (kind, count, len(trees)))
        f.write('static const struct tn_model_node %s_nodes[] = {\n' % name)
        for t in trees:
            f.write('    ' + ' '.join('{%d,%d,%d},' % n for n in t) + '\n')
        starts = np.cumsum([0] + [len(t) for t in trees[:-1]])
        f.write('};\nstatic const uint16_t %s_trees[] = {\n    %s\n};\n// clang-format on\n' % (name, ', '.join(map(str, starts))))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--features', required=True)
    ap.add_argument('--data', required=True)
    ap.add_argument('--kind', choices=('text', 'html'), required=True)
    ap.add_argument('--folds', type=int, default=0)
    ap.add_argument('--write')
    ap.add_argument('--without', type=int, help='learn from all but this part, as --write for joined.py')
    args = ap.parse_args()
    sys.path[:0] = [os.path.join(args.data, '..', 'eval'), os.path.join(args.data, 'extraction')]
    import _common, extraction, make_scrapes, wcxb
    pages = load(args, _common, make_scrapes)
    judged, margins = [], []
    for fold in range(args.folds):
        start = time.time()
        model = fit([d for d in pages if d['part'] != fold])
        seen = [d for d in pages if d['part'] == fold and 'stream' not in d]
        judged += seen
        margins += scores(model, seen)
        print('part %d of 5: %d pages, %.0f s' % (fold + 1, len(seen), time.time() - start), flush=True)
    if judged:
        judge(judged, margins, extraction, wcxb)
    if args.write:
        learned = [d for d in pages if d['part'] != args.without]
        write(fit(learned), args.write, args.kind, sum('stream' not in d for d in learned))


if __name__ == '__main__':
    main()
