#!/usr/bin/env python3
"""Makes lib/pacelane/writer/data/talk_draft.tsv: the probability that a draft of what somebody said is graded 3 or better.

train_talk_draft.py [--write]     (needs python3-numpy)

From labels/talk.tsv: LinkedIn and social posts that this program made of what people said in podcasts, graded 0 to 5, with the features of
speech. FEATURES were chosen with the grades in sight, from those that rank the drafts of people who took no part. What is printed is
measured on people who took no part in training: a tenth of them is left out at a time.
"""
import csv, pathlib, sys, zlib
import numpy as np
from linear import logistic, probability, spearman

here = pathlib.Path(__file__).parent
table = here.parent.parent / 'lib/pacelane/writer/data/talk_draft.tsv'
FEATURES = [
    # A whole thought, dense, told without stutter: it says why, what one does, and lets people speak in it.
    'talk_words', 'talk_dense', 'talk_cleaned', 'talk_causes', 'talk_advice', 'talk_quotes', 'talk_open_telling', 'talk_open_story',
    # It thinks aloud, points to what was said before, speaks of somebody; and who asks much is a host.
    'talk_doubts', 'talk_pointing', 'talk_names', 'talk_asking',
    # A short post need not say so much.
    'social_media',
]
FOLDS = 10

rows = list(csv.DictReader(open(here / 'labels/talk.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))
for row in rows:
    row['social_media'] = '1' if row['form'] == 'social_media' else '0'
X = np.array([[float(row[name]) for name in FEATURES] for row in rows])
grade = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in rows])
person = np.array([row['person'] for row in rows])
fold = np.array([zlib.crc32(row['person'].encode()) % FOLDS for row in rows])
form = np.array([row['form'] for row in rows])
good = (grade >= 2.75).astype(float)

p = np.zeros(len(rows))
for one in range(FOLDS):
    out = fold == one
    p[out] = probability(X[out], logistic(X[~out], good[~out]))
print(f'{len(rows)} drafts of {len(set(person))} people, mean grade {grade.mean():.2f}, {np.mean(good):.2f} are 3 or better')
print(f'on people who took no part: Spearman of score and grade {spearman(p, grade):.2f}')
for one in sorted(set(form)):
    print(f'  {one}: {(form == one).sum()} drafts, mean grade {grade[form == one].mean():.2f}, Spearman {spearman(p[form == one], grade[form == one]):.2f}')
for threshold in (0.2, 0.3, 0.35, 0.4, 0.5):
    taken = p >= threshold
    if taken.any():
        print(f'  score >= {threshold}: {taken.sum()} drafts, mean grade {grade[taken].mean():.2f}, {np.mean(good[taken]):.2f} are 3 or better, '
              f'{(grade[taken] < 0.6).sum()} are 0')
for low in np.arange(0, 1, 0.2):
    inside = (p >= low) & (p < low + 0.2)
    if inside.any():
        print(f'  score {low:.1f} to {low + 0.2:.1f}: said {p[inside].mean():.2f}, were 3 or better {good[inside].mean():.2f} ({inside.sum()})')
weights = logistic(X, good)
print(', '.join(f'{name} {w:+.2f}' for name, w in zip(FEATURES + ['bias'], weights)))
if '--write' in sys.argv:
    with open(table, 'w') as file:
        file.write('# By tests/quality/train_talk_draft.py; its card is in docs/models.md. Do not edit.\nfeature\tgood\n')
        for name, weight in sorted(zip(FEATURES, weights)):
            file.write(f'{name}\t{weight:.4f}\n')
        file.write(f'bias\t{weights[-1]:.4f}\n')
