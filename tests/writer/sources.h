#pragma once

#include <pacelane/writer/writer.h>
#include <string>
#include <string_view>
#include <vector>

/// A person's documents, as the pipeline would hand them to the writer.
namespace sources {

using namespace pacelane;

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

struct File {
    std::string_view path;
    context::DocumentKind kind;
    std::string_view text;
};

inline analysis::KnownDocument known(const File& file) {
    const auto read = context::parse_document(file.path, file.text, file.kind);
    analysis::KnownDocument document;
    document.id = "id:" + std::string(file.path);
    document.path = file.path;
    document.title = read.title;
    document.title_from_name = read.title_from_name;
    document.kind = file.kind;
    document.format = read.format;
    document.date = read.date;
    document.language = read.language;
    document.participants = read.participants;
    for (const auto& passage : read.passages) {
        analysis::KnownPassage entry;
        entry.passage = passage;
        document.passages.push_back(std::move(entry));
    }
    return document;
}

/// A request about `topic` that rests on the passages holding one of `cited`.
inline writer::Request request(std::string_view content_type, std::string_view topic,
                               const std::vector<File>& files,
                               const std::vector<std::string_view>& cited = {}) {
    writer::Request request;
    request.person.handle = "maya";
    request.person.name = "Maya Lindqvist";
    request.person.pillars = {"reliability", "developer experience"};
    request.suggestion.topic = topic;
    request.suggestion.content_type = content_type;
    request.suggestion.confidence = 0.8;
    for (const auto& file : files)
        request.documents.push_back(known(file));
    for (const auto words : cited)
        for (const auto& document : request.documents)
            for (const auto& entry : document.passages)
                if (entry.passage.text.find(words) != std::string::npos)
                    request.suggestion.related_context.push_back({document.id, document.title, document.path,
                                                                  entry.passage.ordinal, entry.passage.line,
                                                                  entry.passage.speaker, entry.passage.text});
    return request;
}

inline const File flaky{"knowledge/flaky-tests.md", context::DocumentKind::knowledge,
                        R"(# What a quarantine taught us about flaky tests

Notes from 12 November 2026.

Flaky tests cost our team eleven hours a week before we measured anything. Nobody had decided to spend the time. It went away in re-runs, four minutes at a time.

## Why retries made flaky tests worse

We let the build retry a failed test three times, and the red builds disappeared. The failures did not. A retry hides a race condition from the person who wrote it and leaves it for the person on call.

- retry x3 -> green, so nobody looks
- TODO ask Priya for the numbers
- see https://ci.example.com/builds/812 and PLAT-1432

## What the quarantine changed

In September we moved every flaky test into a quarantine suite with a named owner and a deadline of two weeks. A test that nobody fixed by then was deleted. Flaky failures fell from 38 to 6 a week in a month.

A quarantine without a deadline is a graveyard. We had tried one in 2024, and 214 tests were still in it a year later.

These are the rules we kept:

- one owner for each test, by name
- two weeks to fix it or lose it
- no new test enters with a sleep in it

Deleting a test felt reckless until we looked at what the flaky tests had caught. In twelve months they had found no bug that another test had not found first.

## Still open

maybe try test impact analysis?? ask Jonas, his number is +46 70 123 45 67
)"};

inline const File flaky_minutes{"meetings/2026-11-10-platform.md", context::DocumentKind::meeting,
                                R"(# Platform weekly

**Date:** 10 November 2026
**Attendees:** Maya Lindqvist, Jonas Ek, Priya Raman

## Agenda

- Flaky tests in the checkout suite
- Office move

## Discussion

- Jonas showed the flaky failures of October, and 4 of the 6 came from the checkout suite.
- Flaky tests in the checkout suite all wait for the same payment sandbox.

## Decisions

- We decided that a flaky test moves to quarantine on its second failure in a week.
- We will run the flaky checkout tests against a recorded payment sandbox.
- We decided to move the office plants to the second floor.
- Priya owns the quarantine suite until March.

## Action items

- [ ] Jonas: record the payment sandbox for the flaky checkout tests by Thursday
- [x] Maya: publish the flaky test numbers
)"};

inline const File flaky_talk{"transcripts/2026-11-11-quarantine.vtt", context::DocumentKind::transcript,
                             R"(WEBVTT

00:00:01.000 --> 00:00:09.000
<v Maya Lindqvist>Um, so, yeah, are we recording? Okay.</v>

00:00:10.000 --> 00:00:20.000
<v Jonas Ek>A flaky test is a bug report that nobody wants to read, and a retry only hides it.</v>

00:00:21.000 --> 00:00:34.000
<v Maya Lindqvist>Um, our engineers trust the, the build again, because a red flaky test now has a name on it. I'll send you the list tomorrow.</v>

00:00:35.000 --> 00:00:40.000
<v Priya Raman>Can you share the flaky test list with me too?</v>
)"};

inline const File unrelated{"knowledge/office-coffee.md", context::DocumentKind::knowledge,
                            R"(# The espresso machine nobody cleaned

Our espresso machine broke twice this spring because nobody had descaled it. A rota with names on it lasted nine days. The machine now has a sensor, and the kitchen has fewer arguments.
)"};

inline const std::vector<File> about_flaky_tests{flaky, flaky_minutes, flaky_talk, unrelated};

inline const File painel{"knowledge/painel.md", context::DocumentKind::knowledge,
                         R"(# Trocamos um painel de 40 gráficos por 4 números

O painel antigo tinha 40 gráficos, e 29 deles não foram abertos por ninguém em 60 dias. A revisão de segunda-feira levava 50 minutos. Quase toda a reunião servia para entender por que dois gráficos discordavam.

## O que um dono faz

O dono de um número do painel chega na segunda-feira com uma explicação e um próximo passo. Ter um dono por número fez mais pela nossa revisão do que qualquer gráfico. A revisão caiu de 50 para 20 minutos com o painel de quatro números.

## O que a média quase escondeu

No fim de outubro a taxa de falta geral marcava 11%, e uma clínica de Osasco estava com 24%. Um painel fica grande um pedido razoável de cada vez.
)"};

inline const File painel_ata{"meetings/ata.md", context::DocumentKind::meeting, R"(# Ata da reunião de produto

**Presentes:** Rafael Nogueira, Bia Monteiro

## Decisões

- Decidimos que cada número do painel mostra a mediana e a pior clínica ao lado da média.

## Ações

- [ ] Bia: desenhar o painel novo até sexta
)"};

}  // namespace sources
