#!/usr/bin/env python3
"""Draws blocks at random from a database that `context sync` filled, each with its source lines, for people to judge.

sample_blocks.py DB FOLDER [-n 40] [--seed 1] [--path GLOB] > sample.txt

FOLDER is the workspace's. Judge of each block: is its kind right, is its speaker right (or whose words they are), is nothing lost
of the source lines, is no markup or metadata left in the text? docs/quality.md says what came out."""
import argparse
import os
import random
import sqlite3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("folder")
    parser.add_argument("-n", type=int, default=40, help="how many blocks [40]")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other blocks [1]")
    parser.add_argument("--path", default="*", help="only of documents whose path matches [*]")
    options = parser.parse_args()
    database = sqlite3.connect(f"file:{options.database}?mode=ro", uri=True)
    keys = [key for (key,) in database.execute(
        "SELECT passage_key FROM passages JOIN documents USING (document_key) WHERE path GLOB ? ORDER BY path, ordinal", (options.path,))]
    random.Random(options.seed).shuffle(keys)
    for number, key in enumerate(keys[:options.n], 1):
        path, kind, block, speaker, quoted, headings, lead_in, depth, language, first, last, text, markup = database.execute(
            "SELECT path, d.kind, p.kind, speaker, quoted, headings, lead_in, depth, code_language, line, line_end, text, markup "
            "FROM passages p JOIN documents d USING (document_key) WHERE passage_key = ?", (key,)).fetchone()
        with open(os.path.join(options.folder, path), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
        print(f"=== {number}  {path}:{first}-{last}  ({kind})")
        print(f"block {block}" + (f", speaker {speaker!r}" if speaker else "") + (", quoted" if quoted else "") +
              (f", depth {depth}" if depth else "") + (f", language {language}" if language else "") + f", headings {headings}" +
              (f", lead-in {lead_in!r}" if lead_in else ""))
        print("--- text\n" + text)
        if markup:
            print("--- markup\n" + markup)
        print("--- source")
        for at in range(max(1, first - 3), min(len(lines), last + 3) + 1):
            print(f"{'>' if first <= at <= last else ' '}{at:5} {lines[at - 1][:600]}")
        print()


if __name__ == "__main__":
    main()
