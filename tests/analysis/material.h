#pragma once

#include <algorithm>
#include <pacelane/analysis/analysis.h>
#include <string>
#include <string_view>
#include <vector>

/// Documents made in the test itself, read as files are.
namespace material {

using pacelane::Date;
using namespace pacelane::analysis;
using pacelane::context::DocumentKind;
using pacelane::language::Language;

inline Date day(std::string_view text) {
    return pacelane::parse_date(text).value();
}

inline KnownDocument document(DocumentKind kind, std::string path, std::string_view text,
                              bool is_new = true) {
    auto document =
        pacelane::sources::known_document(pacelane::context::parse_document(path, text, kind), path, is_new);
    document.kind = kind;  // whatever its reader takes it for
    return document;
}

inline KnownDocument note(std::string path, std::string_view text, bool is_new = true) {
    return document(DocumentKind::knowledge, std::move(path), text, is_new);
}
inline KnownDocument minutes(std::string_view text, std::string path = "meetings/2026-11-17-weekly.md") {
    return document(DocumentKind::meeting, std::move(path), text);
}
/// Lines "Name: what they said".
inline KnownDocument talk(std::string_view lines, std::string path = "transcripts/2026-11-17-call.vtt") {
    std::string vtt = "WEBVTT\n\n";
    int second = 0;
    std::size_t begin = 0;
    while (begin < lines.size()) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        const auto line = lines.substr(begin, end - begin);
        begin = end + 1;
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos) continue;
        const auto at = [](int s) {
            const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
            return "00:" + two(s / 60) + ":" + two(s % 60) + ".000";
        };
        vtt += at(second) + " --> " + at(second + 5) + "\n<v " + std::string(line.substr(0, colon)) + ">" +
               std::string(line.substr(colon + 2)) + "</v>\n\n";
        second += 6;
    }
    return document(DocumentKind::transcript, std::move(path), vtt);
}

inline Input input_of(std::vector<KnownDocument> documents) {
    Input input;
    input.person.handle = "maya";
    input.person.name = "Maya Lindqvist";
    input.person.pillars = {"developer experience", "reliability"};
    input.date = day("2026-11-19");
    input.content_types = {"linkedin_post"};
    input.documents = std::move(documents);
    input.threshold = input.talk_threshold =
        0.02;  // what is proposed, and how, does not depend on the model of today
    return input;
}

inline std::vector<std::string> decisions_in(KnownDocument document) {
    std::vector<std::string> texts;
    for (const auto& decision : analyze(input_of({std::move(document)})).meetings.decisions)
        texts.push_back(decision.text);
    return texts;
}
inline std::vector<ActionItem> actions_in(KnownDocument document) {
    return analyze(input_of({std::move(document)})).meetings.action_items;
}
inline std::vector<std::string> questions_in(KnownDocument document) {
    std::vector<std::string> texts;
    for (const auto& question : analyze(input_of({std::move(document)})).meetings.open_questions)
        texts.push_back(question.text);
    return texts;
}

/// What the person would be recorded as having been proposed.
inline PastSuggestion past_of(const Input& input, const Suggestion& suggestion, std::string_view date) {
    PastSuggestion past{suggestion.topic_key, suggestion.content_type, day(date), {}};
    for (const auto& source : suggestion.related_context)
        for (const auto& document : input.documents)
            if (document.id == source.document_id)
                for (const auto& passage : document.passages)
                    if (passage.passage.ordinal == source.passage) past.evidence.push_back(passage.hash);
    past.sentences = suggestion.told;
    return past;
}

inline const char* const kAlertDiet = R"(# Why we cut alerts from 214 to 31

In March our on-call engineers received 214 alerts a week and ignored most of them. We measured every alert for four
weeks and asked who had acted on it. Only 31 of the 214 alerts had ever led to an action.

We deleted every alert that nobody had acted on in 90 days. Reliability did not suffer, because the deleted alerts had
never told anyone anything. We found out that reliability and the number of alerts have little to do with each other. Pages at night fell from 19 a week to 2.

## What we learned

An alert without an owner is noise, because nobody is allowed to delete it. Each of the 31 alerts now names the person
who gets it and the first thing to try. The hard part was not the tooling but the courage to delete.
)";

inline const char* const kFlakyTests = R"(# Flaky tests: what quarantine did

Our main branch failed 38 percent of the time in January, and four of five failures were flaky tests. We moved every test
that failed twice without a code change into quarantine. The main branch failed 6 percent of the time in April.

A test in quarantine runs, but it cannot block a merge. Its owner has two weeks to fix it before it is deleted. We deleted
41 tests, and not one of them was missed.

The lesson was that a red build must mean something. Developers started to read failures again, because a failure was
now worth reading.
)";

/// A page by its kind: its steps are longer than a post holds.
inline const char* const kRestoreHowTo = R"(# Restoring one table from a nightly dump

I needed one table back from last night's dump, and the restore of the whole database takes three hours. The dump holds a
list of what is in it, so I can take just the part that I need.

First I write the list to a file and keep the lines of my table:

```sh
pg_restore --list nightly.dump > all.list
grep -E "TABLE (DATA )?public invoices" all.list > invoices.list
wc -l invoices.list
head -n 3 invoices.list
grep -c INDEX all.list
grep -c CONSTRAINT all.list
```

Then I restore by that list into an empty database, so that nothing can go wrong in the one that people use:

```sh
createdb scratch
pg_restore --use-list=invoices.list --dbname=scratch nightly.dump
psql scratch -c "select count(*) from invoices"
psql scratch -c "select max(created_at) from invoices"
pg_dump --table=invoices scratch > invoices.sql
dropdb scratch
```

It took four minutes instead of three hours. I check the count before I copy anything back, because a list that lacks a
line restores less without a word.
)";

}  // namespace material
