#include "material.h"

#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace material;

namespace {

const KnownDocument* document_of(const Input& input, const Source& source) {
    for (const auto& document : input.documents)
        if (document.id == source.document_id) return &document;
    return nullptr;
}

}  // namespace

TEST_CASE("a note with something to tell gives a suggestion with its evidence") {
    const auto input = input_of({note("notes/alerts.md", kAlertDiet)});
    const auto result = analyze(input);
    REQUIRE(result.suggestions.size() == 1);
    CHECK(result.reason.empty());
    const auto& suggestion = result.suggestions[0];
    CHECK(suggestion.topic == "Why we cut alerts from 214 to 31");
    CHECK(suggestion.content_type == "linkedin_post");
    CHECK(suggestion.language == Language::english);
    CHECK(suggestion.confidence > 0.4);
    CHECK(suggestion.confidence <= 0.95);
    CHECK(suggestion.angle == "Before and after, with the numbers: from 214 to 31.");
    CHECK(suggestion.reasoning.find("3 new passages in 'Why we cut alerts from 214 to 31'") == 0);
    CHECK(suggestion.reasoning.find("reliability") != std::string::npos);
    CHECK(suggestion.key_points.size() >= 2);
    CHECK(suggestion.key_points.size() <= 5);
    CHECK(suggestion.related_context.size() >= 4);
    CHECK(suggestion.related_context.size() <= 12);
    for (const auto& source : suggestion.related_context) {
        const auto* document = document_of(input, source);
        REQUIRE(document != nullptr);
        const auto& passage = document->passages.at(static_cast<std::size_t>(source.passage)).passage;
        CHECK(passage.ordinal == source.passage);
        CHECK(passage.line == source.line);
        CHECK(passage.text.find(source.quote) != std::string::npos);
    }
}

TEST_CASE("each content type gets a subject of its own while there are enough") {
    auto input = input_of({note("notes/alerts.md", kAlertDiet), note("notes/flaky.md", kFlakyTests)});
    input.content_types = {"blog_post", "social_media"};
    const auto result = analyze(input);
    REQUIRE(result.suggestions.size() == 2);
    CHECK(result.suggestions[0].content_type == "blog_post");
    CHECK(result.suggestions[1].content_type == "social_media");
    CHECK(result.suggestions[0].topic != result.suggestions[1].topic);
}

TEST_CASE("one new subject may serve several content types, but none twice") {
    auto input = input_of({note("notes/alerts.md", kAlertDiet)});
    input.content_types = {"linkedin_post", "newsletter", "linkedin_post"};
    const auto result = analyze(input);
    REQUIRE(result.suggestions.size() == 2);
    CHECK(result.suggestions[0].topic == result.suggestions[1].topic);
}

TEST_CASE("what was proposed is not proposed again while it has nothing new") {
    auto input = input_of({note("notes/alerts.md", kAlertDiet)});
    const auto first = analyze(input).suggestions.at(0);
    input.past = {past_of(input, first, "2026-11-12")};
    for (auto& passage : input.documents[0].passages)
        passage.is_new = false;
    const auto again = analyze(input);
    CHECK(again.suggestions.empty());
    CHECK(
        again.reason ==
        "Nothing new since 2026-11-12: the one subject to write about was proposed before as linkedin_post.");

    SUBCASE("nor under another title with the same evidence") {
        input.past[0].topic_key = "altogether other";
        CHECK(analyze(input).suggestions.empty());
    }
    SUBCASE("nor because a long document has passages that were not cited") {
        input.past[0].evidence.resize(1);
        CHECK(analyze(input).suggestions.empty());
    }
    SUBCASE("but in another form") {
        input.content_types = {"blog_post"};
        CHECK(analyze(input).suggestions.size() == 1);
    }
    SUBCASE("but when three sentences have come since, and then only they are told") {
        input.documents[0] = note(
            "notes/alerts.md",
            std::string(kAlertDiet) +
                "\n## Half a year later\n\nIn September the list had 34 alerts, because three new "
                "services had joined. Every one of the 34 alerts had been acted on within 90 days. An alert "
                "budget works because it makes people choose.\n",
            false);
        input.documents[0].passages.back().is_new = true;
        const auto later = analyze(input);
        REQUIRE(later.suggestions.size() == 1);
        CHECK(later.suggestions[0].reasoning.find("1 new passage in") == 0);
        CHECK(later.suggestions[0].reasoning.find("goes beyond what was proposed on 2026-11-12") !=
              std::string::npos);
        CHECK(later.suggestions[0].topic ==
              "In September the list had 34 alerts, because three new services had joined");
        CHECK(later.suggestions[0].since == day("2026-11-12"));
        for (const auto& source : later.suggestions[0].related_context)
            CHECK(source.passage == input.documents[0].passages.back().passage.ordinal);
    }
    SUBCASE("and one new sentence is not enough") {
        input.documents[0] = note("notes/alerts.md",
                                  std::string(kAlertDiet) +
                                      "\n## Half a year later\n\nIn September the list had 34 alerts, "
                                      "because three new services had joined.\n",
                                  false);
        input.documents[0].passages.back().is_new = true;
        CHECK(analyze(input).suggestions.empty());
    }
}

TEST_CASE("without anything to write about, the reason says why") {
    CHECK(analyze(input_of({})).reason ==
          "There are no documents yet: add notes, minutes or transcripts and sync them.");

    auto portuguese_drafts = input_of({note("notes/alerts.md", kAlertDiet)});
    portuguese_drafts.person.language = Language::portuguese;
    CHECK(analyze(portuguese_drafts).suggestions.empty());
    CHECK(analyze(portuguese_drafts).reason ==
          "None of the 1 document is in pt-BR (the language of the drafts).");

    const auto thin = analyze(input_of({note("notes/thin.md",
                                             "# Thoughts on alerts and pagers\n\nAlerts should have owners, "
                                             "because otherwise nobody deletes them.\n")}));
    CHECK(thin.suggestions.empty());
    CHECK(thin.reason ==
          "Too little material: 1 sentence that can be published in 1 document, and no subject with the 3 "
          "that a draft needs.");
}

TEST_CASE("a title that says nothing is no topic") {
    for (const std::string title :
         {"Notes", "Platform weekly", "Agenda", "2026-11-17", "Meeting notes", "notes_final_v2"}) {
        CAPTURE(title);
        std::string text(kAlertDiet);
        text.replace(0, text.find('\n'), "# " + std::string(title));
        for (const auto& suggestion : analyze(input_of({note("notes/x.md", text)})).suggestions)
            CHECK(suggestion.topic.find(title) == std::string::npos);
    }
}

TEST_CASE("a section with a telling heading is a subject when the document's title is none") {
    const auto result = analyze(input_of({note("notes/2026-11.md", R"(# Notes

## Alert diet

We deleted every alert that nobody had acted on in 90 days. Pages at night fell from 19 a week to 2. An alert without an
owner is noise, because nobody is allowed to delete it.

## Misc

Lunch was good.
)")}));
    REQUIRE(result.suggestions.size() == 1);
    CHECK(result.suggestions[0].topic == "Alert diet");
}

TEST_CASE("other people's speech is not the person's own") {
    const char* const lines =
        "Jonas Ek: The build cache saved four minutes because the image layers never changed.\n"
        "Jonas Ek: The build cache was full in October and nobody had looked at it for weeks.\n"
        "Jonas Ek: The build cache needs an owner, because a cache without an owner fills up.\n"
        "Jonas Ek: The build cache cost 300 dollars a month before anybody measured it.\n";
    CHECK(analyze(input_of({talk(lines)})).suggestions.empty());
}

TEST_CASE("documents in another language than the drafts' support nothing") {
    auto input = input_of({note("notes/alerts.md", kAlertDiet),
                           note("notas/painel.md", R"(# Trocamos um painel de 40 gráficos por 4 números

O painel antigo tinha 40 gráficos e ninguém abria 29 deles. A revisão de segunda caiu de 50 para 20 minutos com o painel
novo. Um painel fica grande porque cada pedido parece razoável.
)")});
    input.content_types = {"linkedin_post", "blog_post"};
    input.person.language = Language::portuguese;
    const auto result = analyze(input);
    REQUIRE_FALSE(result.suggestions.empty());
    for (const auto& suggestion : result.suggestions) {
        CHECK(suggestion.language == Language::portuguese);
        CHECK(suggestion.topic == "Trocamos um painel de 40 gráficos por 4 números");
        CHECK(suggestion.angle == "Antes e depois, com os números: de 50 para 20 minutos.");
        for (const auto& source : suggestion.related_context)
            CHECK(source.document_id == "notas/painel.md");
    }
}

TEST_CASE("decisions of meetings support the note on the same subject") {
    const auto result = analyze(input_of(
        {note("notes/alerts.md", kAlertDiet),
         minutes("# Weekly\n\nAttendees: Maya Lindqvist, Jonas Ek\n\n## Decisions\n\n- We decided to delete "
                 "every alert without an owner, because alerts that nobody owns wake everybody.\n")}));
    REQUIRE(result.suggestions.size() == 1);
    const auto& suggestion = result.suggestions[0];
    CHECK(std::any_of(suggestion.related_context.begin(), suggestion.related_context.end(),
                      [](const Source& source) { return source.path == "meetings/2026-11-17-weekly.md"; }));
    CHECK(suggestion.reasoning.find("a decision on 2026-11-17") != std::string::npos);
}

TEST_CASE("untitled notes on one thing make a subject, named by what they say about it") {
    const auto result = analyze(
        input_of({note("notes/2026-11-01.md",
                       "# 2026-11-01\n\nThe pricing page moved sign-ups from 3.1 to 4.4 percent in two "
                       "weeks. The pricing page test needs 4,000 visitors, because the effect is small.\n"),
                  note("notes/2026-11-02.md",
                       "# 2026-11-02\n\nThe pricing page no longer lists every feature, because support told "
                       "us nobody read the list.\n")}));
    REQUIRE(result.suggestions.size() == 1);
    CHECK(result.suggestions[0].topic.find("pricing page") != std::string::npos);
    CHECK(result.suggestions[0].topic.find("2026") == std::string::npos);
    CHECK(result.suggestions[0].reasoning == "2 new passages in 2 documents.");
}

TEST_CASE("the same input gives the same result") {
    auto input = input_of({note("notes/alerts.md", kAlertDiet), note("notes/flaky.md", kFlakyTests)});
    input.content_types = {"linkedin_post", "blog_post", "newsletter", "social_media"};
    const auto once = analyze(input), again = analyze(input);
    REQUIRE(once.suggestions.size() == again.suggestions.size());
    for (std::size_t i = 0; i < once.suggestions.size(); ++i)
        CHECK(pacelane::to_text(to_json(once.suggestions[i])) ==
              pacelane::to_text(to_json(again.suggestions[i])));
    CHECK(pacelane::to_text(to_json(once.knowledge)) == pacelane::to_text(to_json(again.knowledge)));
    CHECK(pacelane::to_text(to_json(once.meetings)) == pacelane::to_text(to_json(again.meetings)));
}

TEST_CASE("broken text breaks nothing") {
    auto input = input_of({note("notes/alerts.md", kAlertDiet)});
    input.documents[0].passages[0].passage.text = "\xFF\xFE| (( \"\" : ?? @ \xE2\x80 -- ?";
    input.documents[0].passages[1].passage.text.clear();
    input.documents[0].kind = DocumentKind::transcript;
    input.documents[0].participants = {"", "  ", "(x)", "\xFF"};
    input.documents[0].date = std::nullopt;
    CHECK_NOTHROW(analyze(input));
    input.content_types.clear();
    CHECK_NOTHROW(analyze(input));
}
