#!/usr/bin/env python3
"""Teaches the models of src/model.h which lines of a page are its text, and writes their tables.

    train.py --features PROGRAM --boost LIBRARY --data DIR --kind text|html [--folds N] [--write TABLE] [--without PART] [--seed N]

There are two models: the first one judges a line by its looks and those of its neighbours, the second one is told besides
what the first one said of them.  What it said is had from models that have not seen the site.

Where only some segments of a page are known to be its text, a model of pages that have tags tells those of scrapes how likely
the lines between them are (with --kind text; it has seen the same sites, and none besides).

What is learned from is told in lessons.py.

PROGRAM, bench/features.c, computes what the models see, by the filter's own code; LIBRARY, bench/boost.c, learns.  With
--folds the pages of N parts of five, by site, are judged by models that have seen no page of these sites, and by all else
that the filter does; the table is learned from all.  Needs python3-numpy.
"""
import argparse, collections, copy, ctypes, os, sys, time
import numpy as np

sys.dont_write_bytecode = True
from features import features, kept  # beside this file
from lessons import PARTS, dumps, label_stream, load

DEPTH, UNIT, MOST = 6, 64, 63  # levels of a tree; values are written in 64ths of a unit of log-odds, and not greater
TREES, RATES = (160, 512), (0.2, 0.1)  # of the first and of the second model
TAUGHT_WEIGHT = 0.3  # what a line counts of which only a model tells whether it is text


def teach(args, C, scrapes, tagged, parts):
    """lets those lines of scrapes that nobody knows have the word of a model that sees tags, and has seen these parts"""
    args = copy.copy(args)
    args.kind = 'html'
    show(args, tagged, 'first')
    model = fit(args, [d for d in tagged if d['part'] in parts], 'first')
    for d, page in zip(scrapes, filter(is_judged, tagged)):
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


class Plan(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ('rate', 'regularization', 'least_weight', 'rows', 'features', 'seed')]


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
    plan = Plan(RATES[stage == 'second'], 2.0, 5.0, 0.5, 0.25, args.seed)
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
        f.write('// clang-format off\n/* Made by bench/train.py --kind %s from %d pages of extraction/\n' % (kind, made['count']))
        f.write(' * and %d other lessons.\n' % made['others'])
        f.write(' * By models that have not seen their sites, %d parts of %d:\n' % (made['folds'], PARTS))
        f.write(''.join(' *   %s\n' % line for line in made['figures']) + ' */\n')
        for stage, (questions, values), features in zip(('first', 'second'), models, names):
            f.write('static const struct tn_model_tree tn_model_%s_%s[] = {\n' % (kind, stage))
            for q, v in zip(questions, values):
                asked = ','.join('ASK(%d,%d,%d)' % (*features[feature], threshold) for feature, threshold in q)
                f.write('    {{%s},\n     {%s}},\n' % (asked, ','.join(map(str, v))))
            f.write('};\n')
        f.write('// clang-format on\n')


def is_judged(lesson):
    return 'stream' not in lesson and 'own' not in lesson


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--features', required=True)
    ap.add_argument('--boost', required=True)
    ap.add_argument('--data', required=True)
    ap.add_argument('--kind', choices=('text', 'html'), required=True)
    ap.add_argument('--folds', type=int, default=0)
    ap.add_argument('--write')
    ap.add_argument('--seed', type=int, default=0, help='which draw of rows and features the trees see')
    ap.add_argument('--without', type=int, help='learn from all but this part, as --write for joined.py')
    args = ap.parse_args()
    sys.path[:0] = [os.path.join(args.data, '..', 'eval'), os.path.join(args.data, 'extraction')]
    import _common, extraction, joined, make_scrapes, wcxb
    pages, tagged = load(args, _common, make_scrapes), None
    if args.kind == 'text':
        pages += dumps(args, joined, [d for d in pages if is_judged(d)])
        args.kind = 'html'
        tagged = load(args, _common, make_scrapes)
        args.kind = 'text'

    def learn_from(parts):
        if tagged:
            teach(args, _common, pages, tagged, parts)
        return learn(args, pages, parts)

    judged, streams, flats, figures = [], [], [], []
    for fold in range(args.folds):
        start = time.time()
        learn_from([p for p in range(PARTS) if p != fold])
        seen = [dict(d) for d in pages if d['part'] == fold]  # with the scores of this fold
        judged += filter(is_judged, seen)
        streams += [d for d in seen if 'pages' in d]
        flats += [dict(d['flat'], source=d['source'], score=d['score']) for d in seen if 'flat' in d and is_judged(d['flat'])]
        print('part %d of %d: %d pages, %.0f s' % (fold + 1, PARTS, len(judged), time.time() - start), flush=True)
        figures = [judge(args, judged, [d['score'] for d in judged], extraction, wcxb)]
        if streams:
            figures.append('flat: ' + judge(args, flats, [d['score'] for d in flats], extraction, wcxb))
            figures.append(judge_dumps(args, streams, [d['score'] for d in streams], extraction, joined))
        print('\n'.join(figures), flush=True)
    if args.write:
        parts = [p for p in range(PARTS) if p != args.without]
        models, names = learn_from(parts)
        learned = [d for d in pages if d['part'] in parts and 'pages' not in d]
        count = sum(map(is_judged, learned))
        made = dict(kind=args.kind, count=count, others=len(learned) - count, folds=args.folds, figures=figures)
        write(models, names, args.write, made)


if __name__ == '__main__':
    main()
