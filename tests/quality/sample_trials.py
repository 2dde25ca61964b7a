#!/usr/bin/env python3
"""Drafts of public notes to be read and graded, and their features.

sample_trials.py PACELANE MIRRORS OUT [--each N] [--seed S] [--only OWNER/NAME]

MIRRORS holds a git directory for each collection of labels/collections.tsv, in a folder owner+name (at any depth); one that is not
there is left out. Of each, 120 files are drawn, and N of the drafts that are tried on them, over all forms and all scores, the worst
as well. OUT/id.md is a draft with the notes that it is made of; OUT/trials.tsv has its collection, path, form, score and features.
The texts stay in OUT: none belongs in the project.
"""
import argparse, csv, json, os, pathlib, random, re, subprocess, sys, tempfile

here = pathlib.Path(__file__).parent
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('pacelane'), parser.add_argument('mirrors', type=pathlib.Path), parser.add_argument('out', type=pathlib.Path)
parser.add_argument('--each', type=int, default=8), parser.add_argument('--seed', default='1'), parser.add_argument('--only')
parser.add_argument('--forms', default='linkedin_post,blog_post,newsletter,social_media')
options = parser.parse_args()


def git_dir(collection):
    for head in sorted((options.mirrors / collection.replace('/', '+')).rglob('HEAD')):
        if (head.parent / 'objects').is_dir():
            return head.parent


def drawn(candidates, n, chance):
    """n of them: of each form as many as of the others, over the whole range of scores, one a document."""
    chosen, seen = [], set()
    forms = {}
    for one in candidates:
        forms.setdefault(one['content_type'], []).append(one)
    for of_form in forms.values():
        of_form.sort(key=lambda one: -one['score'])
    while len(chosen) < n and any(forms.values()):
        for form in list(forms):
            if not forms[form] or len(chosen) == n:
                continue
            # Half of the best tenth, half of any.
            best = max(1, len(forms[form]) // 10)
            at = chance.randrange(best) if chance.random() < 0.5 else chance.randrange(len(forms[form]))
            one = forms[form].pop(at)
            if (one['path'], form) not in seen:
                seen.add((one['path'], form))
                chosen.append(one)
    return chosen


options.out.mkdir(parents=True, exist_ok=True)
rows, number = [], 0
for line in csv.DictReader(open(here / 'labels/collections.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE):
    directory = git_dir(line['collection'])
    if not directory or (options.only and options.only != line['collection']):
        continue
    chance = random.Random(options.seed + line['collection'] + line['person'])
    git = ['git', f'--git-dir={directory}']
    listing = subprocess.run([*git, 'ls-tree', '-r', '-z', '--name-only', 'HEAD'], capture_output=True, check=True).stdout
    paths = [p for p in listing.decode(errors='replace').split('\0') if p and re.fullmatch(line['pattern'], p)]
    chance.shuffle(paths)
    with tempfile.TemporaryDirectory() as work:
        for path in paths[:120]:
            shown = subprocess.run([*git, 'show', f'HEAD:{path}'], capture_output=True)
            if shown.returncode == 0:
                file = pathlib.Path(work) / line['folder'] / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(shown.stdout)
        language = f"    language: {line['language']}\n" if line['language'] else ''
        pathlib.Path(work, 'pacelane.yaml').write_text(
            f"database: p.db\nusers:\n  - handle: author\n    name: {line['person']}\n    timezone: UTC\n{language}"
            f"    context:\n      {line['folder']}: [{line['folder']}/**/*]\n"
            f"    schedules:\n      - frequency: daily\n        preferred_time: \"09:00\"\n        content_types: [{options.forms}]\n")
        environment = {k: v for k, v in os.environ.items() if k not in ('PACELANE_DB', 'PACELANE_CONFIG')}
        run = lambda *words: subprocess.run([options.pacelane, *words], cwd=work, env=environment, capture_output=True)
        run('migrate'), run('schedule', 'import', 'pacelane.yaml'), run('context', 'sync')
        told = run('analyze', '--user', 'author', '--dry-run', '--candidates', '--json')
        if told.returncode:
            print(f"{line['collection']}: {told.stderr.decode()[:300]}", file=sys.stderr)
            continue
        candidates = json.loads(told.stdout)['candidates']
        for one in drawn(candidates, options.each, chance):
            number += 1
            name = f'd{number:03}'
            sources = [one['path']]
            text = pathlib.Path(work, one['path']).read_text(errors='replace')
            (options.out / f'{name}.md').write_text(
                f"FORM: {one['content_type']}\nPERSON: {line['person']}\nTITLE: {one['title']}\n\n--- THE DRAFT ---\n{one['body']}\n"
                f"\n--- THE NOTE IT IS MADE OF ({one['path']}), at most 6,000 characters ---\n{text[:6000]}\n")
            rows.append({'id': name, 'collection': line['collection'], 'path': one['path'], 'form': one['content_type'],
                         'score': f"{one['score']:.4f}", **{k: f'{v:.4g}' for k, v in one['features'].items()}})
        print(f"{line['collection']} ({line['person']}): {len(candidates)} tried", file=sys.stderr)

names = sorted({name for row in rows for name in row} - {'id', 'collection', 'path', 'form', 'score'})
with open(options.out / 'trials.tsv', 'w') as file:
    columns = ['id', 'collection', 'path', 'form', 'score', *names]
    file.write('\t'.join(columns) + '\n')
    for row in rows:
        file.write('\t'.join(row.get(name, '0') for name in columns) + '\n')
print(f'{len(rows)} drafts', file=sys.stderr)
