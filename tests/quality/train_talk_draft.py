#!/usr/bin/env python3
"""Makes lib/pacelane/writer/data/talk_draft.tsv: the probability that a draft of what somebody said is graded 3 or better.

train_talk_draft.py [--write]     (needs python3-numpy)

From labels/talk.tsv: LinkedIn posts that this program made of what people said in podcasts, graded 0 to 5, with the features of
speech. There are too few of them to learn weights from: chosen and weighed by regression, features rank the drafts of people who took
no part worse than chance. So each feature of SIGNS has the same weight, with the sign that an editor would give it, and all that is
learned is how their sum becomes a probability. What is printed for people who took no part has that learned without them.
"""
import csv, pathlib, sys
import numpy as np
from linear import logistic, probability, spearman

here = pathlib.Path(__file__).parent
table = here.parent.parent / 'lib/pacelane/writer/data/talk_draft.tsv'
SIGNS = {
    # It has a point, and its sentences go on with it.
    'talk_open_claim': 1, 'talk_open_telling': 1, 'talk_shared': 1, 'talk_dense': 1, 'talk_words': 1,
    # It says what holds in general, or what one does.
    'talk_advice': 1, 'talk_open_advice': 1,
    # It thinks aloud, points to what was said before, or speaks of somebody.
    'talk_hedges': -1, 'talk_doubts': -1, 'talk_open_pointing': -1, 'talk_names': -1,
}
# What writer::lacks() keeps back is not proposed, whatever its score: the same bounds, as in writer/point.cpp.
BOUNDS = {'talk_open_telling': (0.49, 1), 'talk_shared': (0.1, 1), 'talk_words': (1.9, 9), 'talk_addressed': (0, 0.25),
          'talk_questions': (0, 0.2), 'talk_fragments': (0, 0.34)}

# They talk with guests about the guests' work: few of what they say is theirs to post. The bounds hold for them too, but they would make
# the probability too low for those who talk of their own work.
HOSTS = ('Adam Stacoviak', 'Daniel Whitenack')

rows = list(csv.DictReader(open(here / 'labels/talk.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))
print(f'{len(rows)} drafts were graded')
rows = [row for row in rows if all(low <= float(row[name]) <= high for name, (low, high) in BOUNDS.items())]
X = np.array([[float(row[name]) for name in SIGNS] for row in rows])
grade = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in rows])
person = np.array([row['person'] for row in rows])
good = (grade >= 2.75).astype(float)
own = ~np.isin(person, HOSTS)
signs = np.array(list(SIGNS.values()))


def weights_of(x, t):
    scale = signs / (x.std(0) + 1e-9) / len(signs)
    slope, bias = logistic((x @ scale)[:, None], t)
    return np.r_[scale * slope, bias]


p = np.zeros(len(rows))
for one in np.unique(person):
    out = person == one
    p[out] = probability(X[out], weights_of(X[~out & own], good[~out & own]))
    print(f'  {one}: {out.sum()} drafts, mean {grade[out].mean():.2f}, Spearman {spearman(p[out], grade[out]):.2f}')
print(f'{len(rows)} drafts of {len(set(person))} people, mean grade {grade.mean():.2f}, {np.mean(good):.2f} are 3 or better')
print(f'on people who took no part: Spearman of score and grade {spearman(p, grade):.2f}')
for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
    taken = p >= threshold
    if taken.any():
        print(f'  score >= {threshold}: {taken.sum()} drafts, mean grade {grade[taken].mean():.2f}, {np.mean(good[taken]):.2f} are 3 or better, '
              f'{(grade[taken] < 0.6).sum()} are 0')
weights = weights_of(X[own], good[own])
if '--write' in sys.argv:
    with open(table, 'w') as file:
        file.write('# By tests/quality/train_talk_draft.py; its card is in docs/models.md. Do not edit.\nfeature\tgood\n')
        for name, weight in sorted(zip(SIGNS, weights)):
            file.write(f'{name}\t{weight:.4f}\n')
        file.write(f'bias\t{weights[-1]:.4f}\n')
