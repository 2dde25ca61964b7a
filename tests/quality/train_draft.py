#!/usr/bin/env python3
"""Trains lib/pacelane/writer/data/draft.tsv: the probability that a draft's person grades it 3 or better.

train_draft.py [--write]     (needs python3-numpy)

Two outputs: `post` for LinkedIn and social posts of what somebody wrote, `good` for all else. From labels/drafts.tsv and any other
labels/*_drafts.tsv but the talk: drafts of public notes, graded 0 to 5 by readers who saw neither code nor score, with their features.
`post` learns from posts whose labels tell how much of the note they hold (labels/short_drafts.tsv); `good` from all of drafts.tsv and the
pages and letters of the other files.

A third output, `whose`, weighs what these say (`made`, the logit) against what says whose doing a note tells (SECOND), by labels/rounds.tsv: drafts of later versions, each graded by two
readers, and labels/trials.tsv: drafts over all scores, most of them graded by one.

There are more than a hundred features and a few hundred drafts, so few are used. For `good` they are chosen one after the other, each the one
that ranks the drafts of unseen collections best, and one is taken in any case: that a draft is a short social post. For `post` they are named
below, because a choice among so many with so few drafts ranks unseen collections worse. What is printed is measured on
collections that took no part; --write trains on all and writes the table. Drafts of this project's own texts and later ones of talk take no
part: the last lines tell how the model does on them.
"""
import csv, pathlib, sys
import numpy as np
from linear import left_out, logistic, probability, spearman

here = pathlib.Path(__file__).parent
table = here.parent.parent / 'lib/pacelane/writer/data/draft.tsv'
ALWAYS = ['social_media']
MOST, LEAST_GAIN, LEAST_USE = 7, 0.004, 0.04

POST = ['plain_all_told', 'plain_code', 'words', 'opens_alone', 'second_person', 'last_finding']
# How often the draft's writer surely tells of their own doing, whether all of its section is told, in how many of the person's notes they
# do so, and that a draft is a short social post.
# Whoever tells of themselves in many notes writes their own how-tos as well (`how_to_habit`), and what goes through a book, is a numbered
# part of something, defines a term or leaves out what it builds on is seldom a post.
SECOND = ['surely_personal_log', 'all_told', 'telling_share', 'social_media', 'kind_how_to', 'how_to_habit', 'retells', 'numbered',
          'impersonal_definition', 'gap']
HABIT = 0.5  # of the person's notes: who tells of themselves more often has the habit no more than that
CAP = 0.2    # what the first step finds worse stays as bad as that
OLDER = 0.6  # what a label counts for of which some of these features were not kept


def read(path):
    return list(csv.DictReader(open(path, newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))


# Drafts of this project's own texts are no material to learn from: they are kept to see how the model does on them. So are
# drafts of talk that were drawn later, in talk_drafts.tsv.
first = read(here / 'labels/drafts.tsv')
own = [row for row in first if row['collection'].startswith(('tests/', 'examples/'))]
first = [row for row in first if row not in own]
talk = read(here / 'labels/talk_drafts.tsv')
others = [row for path in sorted((here / 'labels').glob('*_drafts.tsv')) if path.name != 'talk_drafts.tsv' for row in read(path)]
is_post = lambda row: row['form'] in ('linkedin_post', 'social_media') and float(row.get('speech') or 0) == 0
not_features = ('collection', 'path', 'form', 'grades')
good_rows = first + [row for row in others if row['form'] not in ('linkedin_post', 'social_media')]
good_names = [name for name in first[0] if name not in not_features]


def stand_in(row):
    """Drafts that were graded before posts held code, and before it was known whether a note tells more."""
    return dict(row, plain_all_told=row['whole'], plain_code='0')


newer_posts = [row for row in others if is_post(row) and 'plain_all_told' in row]
post_rows = newer_posts + [stand_in(row) for row in first if is_post(row)]
post_counts = np.array([1] * len(newer_posts) + [OLDER] * (len(post_rows) - len(newer_posts)))


def table_of(rows, names):
    X = np.array([[float(row.get(name) or 0) for name in names] for row in rows])
    grade = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in rows])
    return X, grade, np.array([row['collection'] for row in rows]), np.array([row['form'] for row in rows])


def choose(x, y, groups, names=good_names):
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


def report(what, X, grade, collection, form, names, pick, counts=None):
    good = (grade >= 2.75).astype(float)
    counts = np.ones(len(grade)) if counts is None else counts
    p = np.zeros(len(grade))
    for one in np.unique(collection):
        out = collection == one
        chosen = pick(X[~out], grade[~out], collection[~out])
        p[out] = probability(X[out][:, chosen], logistic(X[~out][:, chosen], good[~out], counts[~out]))
        print(f"{what} without {one}: {', '.join(names[i] for i in chosen)}", file=sys.stderr)
    chosen = pick(X, grade, collection)
    weights = dict(zip([names[i] for i in chosen] + ['bias'], logistic(X[:, chosen], good, counts)))
    print(f'{what}: {len(grade)} drafts of {len(set(collection))} collections:', ', '.join(f'{name} {w:+.2f}' for name, w in weights.items()))
    # Of the older labels some features are guessed: how the model does on them measures nothing.
    whole = counts == 1
    p, grade, good, form = p[whole], grade[whole], good[whole], form[whole]
    print(f'  {len(grade)} of {len(set(collection[whole]))}, mean grade {grade.mean():.2f}, {np.mean(good):.2f} are 3 or better')
    print(f'  on collections that took no part: Spearman of score and grade {spearman(p, grade):.2f}')
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
    return weights


def logit(output, rows):
    """What the first step says of rows, before it is a probability."""
    return np.array([output['bias'] + sum(w * float(row.get(f) or 0) for f, w in output.items() if f != 'bias') for row in rows])


def first_step(rows, first):
    posts = np.array([is_post(row) for row in rows])
    return np.where(posts, logit(first['post'], rows), logit(first['good'], rows))


def second_step(first):
    """The first step again, in one sum with SECOND."""
    rows = read(here / 'labels/rounds.tsv') + read(here / 'labels/trials.tsv')
    for row in rows:
        row['how_to_habit'] = float(row['kind_how_to']) * min(float(row['telling_share']), HABIT)
    X, grade, collection, form = table_of(rows, SECOND)
    good = (grade >= 2.75).astype(float)
    p, before = np.zeros(len(grade)), np.zeros(len(grade))
    for one in np.unique(collection):
        out = collection == one
        # The first step must not know the collection either.
        without = {}
        for name, names, step_rows, counts, pick in steps:
            kept = np.array([row['collection'] != one for row in step_rows])
            x, y, groups, _ = table_of(step_rows, names)
            chosen = pick(x[kept], y[kept], groups[kept])
            weights = logistic(x[kept][:, chosen], (y[kept] >= 2.75).astype(float), counts[kept])
            without[name] = dict(zip([names[i] for i in chosen] + ['bias'], weights))
        z = np.column_stack([first_step(rows, without), X])
        before[out] = z[out, 0]
        p[out] = probability(z[out], logistic(z[~out], good[~out]))
    made = 1 / (1 + np.exp(-before))
    p = np.where(made < CAP, np.minimum(p, made), p)
    passing = np.array([row['lacks'] == '' for row in rows])
    print(f'second step: {len(grade)} drafts of {len(set(collection))} collections, mean grade {grade.mean():.2f}')
    print(f'  on collections that took no part: Spearman {spearman(p, grade):.2f} (the first step alone {spearman(before, grade):.2f}); '
          f'of the {passing.sum()} that lack nothing {spearman(p[passing], grade[passing]):.2f} ({spearman(before[passing], grade[passing]):.2f})')
    for one in sorted(set(form)):
        print(f'  {one}: {(form == one).sum()} drafts, {grade[form == one].mean():.2f}, Spearman {spearman(p[form == one], grade[form == one]):.2f}')
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        for what, which in (('', np.ones(len(p), bool)), (' lacking nothing', passing)):
            taken = (p >= threshold) & which
            print(f'  score >= {threshold}{what}: {taken.sum()} drafts, mean grade {grade[taken].mean():.2f}, {np.mean(good[taken]):.2f} are 3 or '
                  f'better, {(grade[taken] < 0.6).sum()} are 0')
    for low in np.arange(0, 1, 0.2):
        inside = (p >= low) & (p < low + 0.2)
        if inside.any():
            print(f'  score {low:.1f} to {low + 0.2:.1f}: said {p[inside].mean():.2f}, were 3 or better {good[inside].mean():.2f} ({inside.sum()})')
    z = np.column_stack([first_step(rows, first), X])
    weights = dict(zip(['made', *SECOND, 'bias'], logistic(z, good)))
    print('  ' + ', '.join(f'{name} {w:+.2f}' for name, w in weights.items()))
    return weights


outputs = {'good': report('good', *table_of(good_rows, good_names), good_names, choose)}
post_names = sorted({name for row in post_rows for name in row} - set(not_features))
fixed = lambda *_: [post_names.index(name) for name in POST]
steps = [('good', good_names, good_rows, np.ones(len(good_rows)), choose), ('post', post_names, post_rows, post_counts, fixed)]
outputs['post'] = report('post', *table_of(post_rows, post_names), post_names, fixed, post_counts)
weights = outputs['good']
for name, apart in (('own texts', own), ('talk', talk)):
    said = np.array([1 / (1 + np.exp(-weights['bias'] - sum(w * float(row[f]) for f, w in weights.items() if f != 'bias'))) for row in apart])
    got = np.array([np.mean([int(g) for g in row['grades'].split(',')]) for row in apart])
    print(f'{name}: {len(apart)} drafts, mean grade {got.mean():.2f}, Spearman {spearman(said, got):.2f}')
    for threshold in (0.3, 0.4):
        taken = said >= threshold
        if taken.any():
            print(f'  score >= {threshold}: {taken.sum()} drafts, mean grade {got[taken].mean():.2f}, {(got[taken] < 0.6).sum()} are 0')
outputs['whose'] = second_step(outputs)
if '--write' in sys.argv:
    names = sorted({name for output in outputs.values() for name in output} - {'bias'}) + ['bias']
    with open(table, 'w') as file:
        file.write('# By tests/quality/train_draft.py; its card is in docs/models.md. Do not edit.\n')
        file.write('\t'.join(['feature', *outputs]) + '\n')
        for name in names:
            file.write('\t'.join([name, *(f'{output.get(name, 0):.4f}' for output in outputs.values())]) + '\n')
