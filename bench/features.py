"""Asks PROGRAM, bench/features.c, what the filter makes of documents: for bench/train.py."""
import subprocess, sys, tempfile
import numpy as np


def ask(args, stage, documents, scores=None):
    """bench/features.c about these documents"""
    with tempfile.NamedTemporaryFile() as file:
        if scores is not None:
            file.write(np.concatenate(scores).astype('<i2').tobytes())
            file.flush()
        r = subprocess.run([args.features, args.kind, stage] + [file.name] * (scores is not None),
                           input=b''.join(b'%d\n' % len(b) + b for b in documents), capture_output=True)
    if r.returncode != 0:
        sys.exit('%s: status %d: %s' % (args.features, r.returncode, r.stderr.decode('utf-8', 'replace')))
    return r


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
