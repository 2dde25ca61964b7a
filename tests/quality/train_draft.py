#!/usr/bin/env python3
"""Trains lib/pacelane/writer/data/draft.tsv: the probability that a draft's person grades it 3 or better.

train_draft.py [--write]     (needs python3-numpy)

From labels/drafts.tsv: drafts of public notes, graded 0 to 5 by readers who saw neither code nor score, with their features. There are a
hundred features and a few hundred drafts, so a few are chosen, one after the other, each the one that ranks the drafts of unseen
collections best. One is taken in any case: that a draft is a short social post, of which far fewer are good than any feature of the
text says. What is printed is measured on collections that took no part in the choice; --write chooses among all and writes the
table. Drafts of this project's own texts and later ones of talk take no part: the last lines tell how the model does on them.
"""
import csv, pathlib, sys
import numpy as np
from linear import left_out, logistic, probability, spearman

here = pathlib.Path(__file__).parent
table = here.parent.parent / 'lib/pacelane/writer/data/draft.tsv'
ALWAYS = ['social_media']
MOST, LEAST_GAIN, LEAST_USE = 7, 0.004, 0.04

rows = list(csv.DictReader(open(here / 'labels/drafts.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))
# Drafts of this project's own texts are no material to learn from: they are kept to see how the model does on them. So are
# drafts of talk that were drawn later, in talk_drafts.tsv.
own = [row for row in rows if row['collection'].startswith(('tests/', 'examples/'))]
rows = [row for row in rows if row not in own]
talk = list(csv.DictReader(open(here / 'labels/talk_drafts.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))
names = [name for name in rows[0] if name not in ('collection', 'path', 'form', 'grades')]
X = np.array([[float(row[name]) for name in names] for row in rows])
grade = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in rows])
collection = np.array([row['collection'] for row in rows])
form = np.array([row['form'] for row in rows])


def choose(x, y, groups):
    # `worth` is made of what the kinds are made of; their own shares are near 0 nearly everywhere.
    usable = [i for i in range(x.shape[1]) if not names[i].startswith('kind_') and (np.abs(x[:, i]) > 1e-3).mean() >= LEAST_USE
              and x[:, i].std() > 1e-6]
    chosen, best = [], 0
    while len(chosen) < MOST:
        value, which = max((spearman(left_out(x[:, chosen + [i]], y, groups), y), i) for i in usable if i not in chosen)
        if value < best + LEAST_GAIN:
            break
        chosen.append(which)
        best = value
    return chosen + [i for i in map(names.index, ALWAYS) if i not in chosen]


good = (grade >= 2.75).astype(float)
p = np.zeros(len(rows))
for one in np.unique(collection):
    out = collection == one
    chosen = choose(X[~out], grade[~out], collection[~out])
    p[out] = probability(X[out][:, chosen], logistic(X[~out][:, chosen], good[~out]))
    print(f"without {one}: {', '.join(names[i] for i in chosen)}", file=sys.stderr)
print(f'{len(rows)} drafts of {len(set(collection))} collections, mean grade {grade.mean():.2f}, {np.mean(good):.2f} are 3 or better')
print(f'on collections that took no part: Spearman of score and grade {spearman(p, grade):.2f}')
for one in sorted(set(form)):
    print(f'  {one}: {(form == one).sum()} drafts, {grade[form == one].mean():.2f}, Spearman {spearman(p[form == one], grade[form == one]):.2f}')
for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
    taken = p >= threshold
    if taken.any():
        print(f'  score >= {threshold}: {taken.sum()} drafts, mean grade {grade[taken].mean():.2f}, {np.mean(good[taken]):.2f} are 3 or better, '
              f'{(grade[taken] < 0.6).sum()} are 0')
for low in np.arange(0, 1, 0.2):
    inside = (p >= low) & (p < low + 0.2)
    if inside.any():
        print(f'  score {low:.1f} to {low + 0.2:.1f}: said {p[inside].mean():.2f}, were 3 or better {good[inside].mean():.2f} ({inside.sum()})')
chosen = choose(X, grade, collection)
weights = logistic(X[:, chosen], good)
print('chosen among all:', ', '.join(f'{names[i]} {w:+.2f}' for i, w in zip(chosen, weights)))
for name, apart in (('own texts', own), ('talk', talk)):
    said = probability(np.array([[float(row[names[i]]) for i in chosen] for row in apart]), weights)
    got = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in apart])
    print(f'{name}: {len(apart)} drafts, mean grade {got.mean():.2f}, Spearman {spearman(said, got):.2f}')
    for threshold in (0.3, 0.4):
        taken = said >= threshold
        if taken.any():
            print(f'  score >= {threshold}: {taken.sum()} drafts, mean grade {got[taken].mean():.2f}, {(got[taken] < 0.6).sum()} are 0')
if '--write' in sys.argv:
    with open(table, 'w') as file:
        file.write('# By tests/quality/train_draft.py; its card is in docs/models.md. Do not edit.\nfeature\tgood\n')
        for name, weight in sorted(zip([names[i] for i in chosen], weights)):
            file.write(f'{name}\t{weight:.4f}\n')
        file.write(f'bias\t{weights[-1]:.4f}\n')
