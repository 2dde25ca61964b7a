#!/usr/bin/env python3
"""Trains lib/pacelane/sources/data/text_kind.tsv: what kind of text a document is, and whether a post can be made of it.

train_text_kind.py [--write]     (needs python3-numpy)

From labels/kinds.tsv and labels/kinds_features.tsv. Prints the scores of leave-one-collection-out: each collection is
judged by a model that has seen none of it. --write trains on all of them and writes the table.
"""
import csv, pathlib, sys
import numpy as np

here = pathlib.Path(__file__).parent
table = here.parent.parent / 'lib/pacelane/sources/data/text_kind.tsv'
# Talk and chat are told by their reader; minutes that their folder does not tell are to be told from notes.
KINDS = 'prose how_to reference link_list tag_list log journal figures minutes'.split()
ALL = KINDS + ['talk', 'chat']
PENALTY = 0.003


def rows(name):
    return list(csv.DictReader(open(here / 'labels' / name, newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))


features = {row['sha256']: row for row in rows('kinds_features.tsv')}
names = [name for name in next(iter(features.values())) if name != 'sha256']
labels = [row for row in rows('kinds.tsv') if row['sha256'] in features]
X = np.array([[float(features[row['sha256']][name]) for name in names] + [1.0] for row in labels])
collections = np.array([row['collection'] for row in labels])
kind = np.array([KINDS.index(row['kind']) if row['kind'] in KINDS else -1 for row in labels])
post = np.array([row['post'] == 'yes' for row in labels], float)
sure = np.array([1.0 if row['sure'] == 'yes' else 0.4 for row in labels])


def fit(x, y, weight, outputs):
    """Multinomial logistic regression, L2, by Adam: weights (features, outputs)."""
    w = np.zeros((x.shape[1], outputs))
    target = np.eye(outputs)[y]
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 3001):
        score = x @ w
        score -= score.max(1, keepdims=True)
        p = np.exp(score)
        p /= p.sum(1, keepdims=True)
        decay = PENALTY * w
        decay[-1] = 0
        g = x.T @ ((p - target) * weight[:, None]) / weight.sum() + decay
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def kinds_model(rows_in):
    use = rows_in & (kind >= 0)
    # Rare kinds count more, though not as much as their rarity asks for.
    share = np.bincount(kind[use], minlength=len(KINDS)) / use.sum()
    weight = sure[use] * (1 / np.maximum(share[kind[use]], 0.01)) ** 0.5
    return fit(X[use], kind[use], weight, len(KINDS))


def post_model(rows_in):
    return fit(X[rows_in], post[rows_in].astype(int), sure[rows_in], 2)


right = total = 0
confusion = np.zeros((len(KINDS), len(KINDS)), int)
told = np.zeros(len(labels))
for collection in sorted(set(collections)):
    out = collections == collection
    w, q = kinds_model(~out), post_model(~out)
    for i in np.flatnonzero(out):
        s = X[i] @ q
        told[i] = 1 / (1 + np.exp(s[0] - s[1]))
        if kind[i] >= 0:
            guess = int(np.argmax(X[i] @ w))
            confusion[kind[i], guess] += 1
            right += guess == kind[i]
            total += 1
print(f'kind, leave one of {len(set(collections))} collections out: {right} of {total} ({right / total:.3f})')
print(f'  always {KINDS[np.bincount(kind[kind >= 0]).argmax()]}: {np.bincount(kind[kind >= 0]).max() / total:.3f}')
for k, name in enumerate(KINDS):
    found, all_of = confusion[k, k], confusion[k].sum()
    said = confusion[:, k].sum()
    print(f'  {name:10} precision {found}/{said}  recall {found}/{all_of}')


def area(scores, truth):
    order = np.argsort(scores)
    rank = np.empty(len(scores))
    rank[order] = np.arange(1, len(scores) + 1)
    n = truth.sum()
    return (rank[truth > 0].sum() - n * (n + 1) / 2) / (n * (len(truth) - n))


certain = sure == 1
print(f'post, leave one collection out: AUC {area(told, post):.3f}, where the reader was sure {area(told[certain], post[certain]):.3f}; '
      f'right at 0.5: {((told > 0.5) == (post > 0)).mean():.3f}, sure {((told > 0.5) == (post > 0))[certain].mean():.3f}')
if '--write' in sys.argv:
    everything = np.ones(len(labels), bool)
    w, q = kinds_model(everything), post_model(everything)
    with open(table, 'w') as file:
        file.write('# By tests/quality/train_text_kind.py; its card is in docs/models.md. Do not edit.\n')
        file.write('\t'.join(['feature', *ALL, 'post']) + '\n')
        for i, name in enumerate([*names, 'bias']):
            file.write('\t'.join([name, *(f'{value:.4f}' for value in w[i]), *(['-9' if name == 'bias' else '0'] * 2), f'{q[i, 1] - q[i, 0]:.4f}']) + '\n')
