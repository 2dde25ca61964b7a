#!/usr/bin/env python3
"""The features of the labelled documents, which the models are trained on.

features_of_labels.py PACELANE MIRRORS > labels/kinds_features.tsv

MIRRORS holds a git directory for each collection, in a folder owner+name (at any depth). A document whose bytes are not
those that were labelled is left out and told. Writes sha256 and a column a feature; never text.
"""
import csv, hashlib, json, os, pathlib, subprocess, sys, tempfile

here = pathlib.Path(__file__).parent
pacelane, mirrors = sys.argv[1], pathlib.Path(sys.argv[2])


def git_dir(collection):
    folder = mirrors / collection.replace('/', '+')
    for head in sorted(folder.rglob('HEAD')):
        if (head.parent / 'objects').is_dir():
            return head.parent
    return None


with tempfile.TemporaryDirectory() as work:
    environment = {**os.environ, 'PACELANE_DB': f'{work}/p.db'}
    environment.pop('PACELANE_CONFIG', None)
    subprocess.run([pacelane, 'migrate', '-q'], env=environment, cwd=work, check=True, stdout=subprocess.DEVNULL)
    names, missing = None, 0
    for row in csv.DictReader(open(here / 'labels/kinds.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE):
        directory = git_dir(row['collection'])
        shown = directory and subprocess.run(['git', f'--git-dir={directory}', 'show', f"{row['commit']}:{row['path']}"],
                                             capture_output=True)
        if not shown or shown.returncode or hashlib.sha256(shown.stdout).hexdigest() != row['sha256']:
            print(f"{row['collection']}: {row['path']}: not there as it was labelled", file=sys.stderr)
            missing += 1
            continue
        file = pathlib.Path(work) / 'notes' / row['path'].lstrip('/')
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(shown.stdout)
        told = subprocess.run([pacelane, 'context', 'explain', str(file), '--json'], env=environment, cwd=work,
                              capture_output=True)
        if told.returncode:
            print(f"{row['path']}: {told.stderr.decode()[:200]}", file=sys.stderr)
            missing += 1
            continue
        features = json.loads(told.stdout)['text_kind_features']
        if names is None:
            names = sorted(features)
            print('\t'.join(['sha256', *names]))
        print('\t'.join([row['sha256'], *(f'{features[name]:.4g}' for name in names)]))
    if missing:
        print(f'{missing} documents left out', file=sys.stderr)
