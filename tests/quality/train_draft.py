#!/usr/bin/env python3
"""Trains lib/pacelane/writer/data/draft.tsv: the probability that a draft's person grades it 3 or better.

train_draft.py [--write]     (needs python3-numpy)

From labels/drafts.tsv: drafts of public notes, graded 0 to 5 by readers who saw neither code nor score, with their features. Prints
leave-one-collection-out figures; --write trains on all of them and writes the table.
"""
import csv, pathlib, sys
import numpy as np

here = pathlib.Path(__file__).parent
table = here.parent.parent / 'lib/pacelane/writer/data/draft.tsv'
PENALTY = 0.003

rows = list(csv.DictReader(open(here / 'labels/drafts.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))
names = [name for name in rows[0] if name not in ('collection', 'path', 'form', 'grades')]
X = np.array([[float(row[name]) for name in names] + [1.0] for row in rows])
grade = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in rows])
collection = np.array([row['collection'] for row in rows])
# A grade of 2 is nearer to a good draft than a grade of 0.
target = 0.5 * np.clip((grade - 1.5) / 2, 0, 1) + 0.5 * (grade >= 2.5)


def fit(x, t):
    w, m, v = (np.zeros(x.shape[1]) for _ in range(3))
    for step in range(1, 3001):
        p = 1 / (1 + np.exp(-x @ w))
        decay = PENALTY * w
        decay[-1] = 0
        g = x.T @ (p - t) / len(t) + decay
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= 0.03 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def ranks(values):
    return np.argsort(np.argsort(values))


p = np.zeros(len(rows))
for one in sorted(set(collection)):
    out = collection == one
    p[out] = 1 / (1 + np.exp(-X[out] @ fit(X[~out], target[~out])))
print(f'{len(rows)} drafts of {len(set(collection))} collections, mean grade {grade.mean():.2f}, {np.mean(grade >= 3):.2f} are 3 or better')
print(f'leave one collection out: Spearman of score and grade {np.corrcoef(ranks(p), ranks(grade))[0, 1]:.2f}')
for threshold in (0.3, 0.4, 0.5, 0.6):
    taken = p >= threshold
    if taken.any():
        print(f'  score >= {threshold}: {taken.sum()} drafts, mean grade {grade[taken].mean():.2f}, {np.mean(grade[taken] >= 3):.2f} are 3 or better, '
              f'{(grade[taken] < 0.6).sum()} are 0')
if '--write' in sys.argv:
    w = fit(X, target)
    with open(table, 'w') as file:
        file.write('# By tests/quality/train_draft.py; its card is in docs/models.md. Do not edit.\nfeature\tgood\n')
        for name, weight in zip([*names, 'bias'], w):
            file.write(f'{name}\t{weight:.4f}\n')
