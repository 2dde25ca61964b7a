#include "helpers.h"

using namespace pacelane;
using namespace pacelane::store;

namespace {

using Texts = std::vector<std::string>;

struct Documents : Pipeline {
    void put(const User& user, const std::string& path, const Texts& texts, std::string_view when) {
        store->put_document(user, document(path, texts), at(when));
    }
    /// When each of the texts was first seen, by the order of the passages.
    Texts first_seen() {
        Texts dates;
        for (const auto& document : store->known_documents(maya))
            for (const auto& known : document.passages)
                dates.push_back(known.first_seen ? format_date(*known.first_seen) : "unknown");
        return dates;
    }
    std::vector<bool> is_new() {
        std::vector<bool> all;
        for (const auto& document : store->known_documents(maya))
            for (const auto& known : document.passages)
                all.push_back(known.is_new);
        return all;
    }
    /// An analysis of Maya's for the date, started then and completed.
    void analyzed(std::string_view date, std::string_view started) {
        clock.set(at(started));
        store->enqueue(maya, "", day(date), false);
        const auto job = store->lease_analysis({}).job;
        REQUIRE(job);
        REQUIRE(store->complete_analysis(*job, suggestions(0)));
    }
    Texts found(const User& user, std::string_view query) {
        Texts texts;
        for (const auto& hit : store->search(user, query, 10))
            texts.push_back(hit.passage.text);
        return texts;
    }
};

constexpr auto kMonday = "2026-11-16T10:00:00Z";
constexpr auto kTuesday = "2026-11-17T10:00:00Z";
constexpr auto kWednesday = "2026-11-18T10:00:00Z";

}  // namespace

TEST_SUITE("storing a document") {
    TEST_CASE("gives of others than those asked for what tells how these are read") {
        Documents pipeline;
        auto talk =
            document("meetings/a.vtt", {"We decided it.", "Yes.", "No.", "Yes.", "A queue loses nothing."});
        talk.content.participants = {"Rafael"};
        talk.content.passages[0].speaker = talk.content.passages[1].speaker = "Maya";
        for (std::size_t i : {1, 2, 4})
            talk.content.passages[i].headings = {"Agenda"};
        pipeline.store->put_document(pipeline.maya, talk, at(kMonday));
        pipeline.put(pipeline.maya, "notes/b.md", {"A queue loses nothing."}, kMonday);
        const auto whole = pipeline.store->known_documents(pipeline.maya);
        const auto some = pipeline.store->known_documents(pipeline.maya, {whole[1].id});
        REQUIRE(some.size() == 2);
        CHECK(some[1].passages[0].passage.text == "A queue loses nothing.");
        CHECK(some[0].participants == Texts{"Rafael", "Maya"});
        // Its headings, and those whose text is in a document that is asked for.
        std::vector<Texts> headings;
        Texts hashes;
        for (const auto& known : some[0].passages) {
            headings.push_back(known.passage.headings);
            hashes.push_back(known.hash);
            CHECK(known.passage.text.empty());
        }
        CHECK(headings == std::vector<Texts>{{"Agenda"}, {}});
        CHECK(hashes == Texts{"", whole[1].passages[0].hash});
        for (const auto& known : some[1].passages)
            CHECK_FALSE(known.hash.empty());
    }

    TEST_CASE("what is given of others is of now") {
        Documents pipeline;
        auto other = document("notes/a.md", {"One.", "Shared.", "Two.", "Shared.", "Three."});
        const Texts odd{"A \"quoted\", \"odd\" one", "C:\\x\ny", "é"};
        other.content.passages[0].headings = {"First"};
        other.content.passages[1].headings = odd;
        other.content.passages[4].headings = {"First", "Second"};
        pipeline.store->put_document(pipeline.maya, other, at(kMonday));
        pipeline.put(pipeline.maya, "notes/b.md", {"Shared."}, kMonday);
        const auto asked = pipeline.store->known_documents(pipeline.maya)[1];
        const auto seen = [&] {
            std::vector<Texts> headings;
            Texts hashes;
            const auto documents = pipeline.store->known_documents(pipeline.maya, {asked.id});
            REQUIRE(documents.size() == 2);
            for (const auto& known : documents[0].passages)
                known.hash.empty() ? headings.push_back(known.passage.headings)
                                   : hashes.push_back(known.hash);
            return std::pair(headings, hashes);
        };
        const Texts shared{asked.passages[0].hash};
        CHECK(seen() == std::pair(std::vector<Texts>{{"First"}, odd, {"First", "Second"}}, shared));
        CHECK(pipeline.store->known_documents(pipeline.maya)[0].passages[1].passage.headings == odd);
        // Read again with other headings, without the text.
        auto changed = document("notes/a.md", {"One.", "Four."});
        changed.file.content_hash = "changed";
        changed.content.passages[1].headings = {"Third"};
        pipeline.store->put_document(pipeline.maya, changed, at(kTuesday));
        CHECK(seen() == std::pair(std::vector<Texts>{{"Third"}}, Texts()));
    }

    TEST_CASE("keeps all that its passages say") {
        Documents pipeline;
        auto notes = document("meetings/a.vtt", {"We decided it."});
        notes.file.kind = context::DocumentKind::knowledge;  // of its folder
        notes.content.kind = context::DocumentKind::meeting;
        notes.content.kind_reason = "it says so";
        notes.content.omitted = {"line 2: a comment"};
        notes.content.published = true;
        notes.content.url = "https://example.org/a/";
        notes.content.format = context::Format::webvtt;
        notes.content.title = "Planning";
        notes.content.date = day("2026-11-12");
        notes.content.participants = {"Maya", "Rafael"};
        auto& passage = notes.content.passages[0];
        passage.kind = context::PassageKind::turn;
        passage.headings = {"Agenda", "Queues"};
        passage.lead_in = "Next:";
        passage.checked = true;
        passage.list = 2;
        passage.depth = 1;
        passage.speaker = "Maya";
        passage.start_ms = 1500;
        passage.end_ms = 2500;
        passage.line = 7;
        passage.line_end = 8;
        passage.quoted = true;
        passage.markup = "We *decided* it.";
        passage.code_language = "sh";
        passage.columns = {"What", "Who"};
        pipeline.store->put_document(pipeline.maya, notes, at(kMonday));

        const auto known = pipeline.store->known_documents(pipeline.maya);
        REQUIRE(known.size() == 1);
        CHECK(known[0].path == "meetings/a.vtt");
        CHECK(known[0].title == "Planning");
        CHECK(known[0].kind == context::DocumentKind::meeting);
        CHECK(known[0].format == context::Format::webvtt);
        CHECK(known[0].date == day("2026-11-12"));
        CHECK(known[0].language == language::Language::english);
        CHECK(known[0].participants == Texts{"Maya", "Rafael"});
        REQUIRE(known[0].passages.size() == 1);
        const auto& stored = known[0].passages[0].passage;
        CHECK(stored.kind == context::PassageKind::turn);
        CHECK(stored.headings == Texts{"Agenda", "Queues"});
        CHECK(stored.lead_in == "Next:");
        CHECK(stored.checked == true);
        CHECK(stored.list == 2);
        CHECK(stored.depth == 1);
        CHECK(stored.speaker == "Maya");
        CHECK(stored.start_ms == 1500);
        CHECK(stored.end_ms == 2500);
        CHECK(stored.line == 7);
        CHECK(stored.line_end == 8);
        CHECK(stored.text == "We decided it.");
        CHECK(stored.quoted);
        CHECK(stored.markup == "We *decided* it.");
        CHECK(stored.code_language == "sh");
        CHECK(stored.columns == Texts{"What", "Who"});
        const auto listed = pipeline.store->documents(pipeline.maya.id).at(0);
        CHECK(listed.kind_reason == "it says so");
        CHECK(listed.published);
        CHECK(listed.url == "https://example.org/a/");
        CHECK(known[0].published);
        CHECK(known[0].url == "https://example.org/a/");
        CHECK(pipeline.store->stored_files(pipeline.maya.id).at("meetings/a.vtt").kind ==
              context::DocumentKind::knowledge);
    }

    TEST_CASE("again keeps its id and leaves nothing of what it said before") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Old words.", "More of them."}, kMonday);
        const auto id = pipeline.store->known_documents(pipeline.maya).at(0).id;
        pipeline.put(pipeline.maya, "a.md", {"Fresh phrases."}, kTuesday);
        const auto known = pipeline.store->known_documents(pipeline.maya);
        REQUIRE(known.size() == 1);
        CHECK(known[0].id == id);
        CHECK(known[0].passages.size() == 1);
        CHECK(pipeline.found(pipeline.maya, "old words").empty());
        CHECK(pipeline.found(pipeline.maya, "phrases") == Texts{"Fresh phrases."});
    }

    TEST_CASE("the same path of two users is two documents") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Of Maya."}, kMonday);
        pipeline.put(pipeline.rafael, "a.md", {"Of Rafael."}, kMonday);
        const auto mine = pipeline.store->known_documents(pipeline.maya);
        const auto theirs = pipeline.store->known_documents(pipeline.rafael);
        REQUIRE(mine.size() == 1);
        REQUIRE(theirs.size() == 1);
        CHECK(mine[0].id != theirs[0].id);
        CHECK(mine[0].passages.at(0).passage.text == "Of Maya.");
    }

    TEST_CASE("that could not be read keeps the reason, and has no passages") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Readable so far."}, kMonday);
        NewDocument unreadable;
        unreadable.path = "a.md";
        unreadable.file.error = "a.md: cannot be opened";
        pipeline.store->put_document(pipeline.maya, unreadable, at(kTuesday));
        CHECK(pipeline.store->known_documents(pipeline.maya).empty());
        CHECK(pipeline.found(pipeline.maya, "readable").empty());
        CHECK(pipeline.store->stored_files(pipeline.maya.id).at("a.md").error == "a.md: cannot be opened");
        const auto errors = pipeline.store->errors({});
        REQUIRE(errors.size() == 1);
        CHECK(errors[0].stage == "context");
        CHECK(errors[0].what == "a.md");
    }

    TEST_CASE("removed takes its passages, its words and its part of the statistics along") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queues lose nothing.", "They keep order."}, kMonday);
        pipeline.put(pipeline.maya, "b.md", {"Queues again."}, kMonday);
        pipeline.store->remove_document(pipeline.maya, "a.md");
        CHECK(pipeline.found(pipeline.maya, "queues") == Texts{"Queues again."});
        CHECK(pipeline.value("SELECT count(*) FROM search_terms WHERE document_key NOT IN (SELECT "
                             "document_key FROM documents)") == "0");
        CHECK(pipeline.value("SELECT passages || ' ' || terms FROM passage_statistics") ==
              pipeline.value("SELECT count(*) || ' ' || sum(terms) FROM passages"));
        CHECK(pipeline.value("SELECT passages FROM passage_statistics") == "1");
    }

    TEST_CASE("put again leaves none of its old words in the index, also twice in one batch") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queues lose nothing.", "They keep order."}, kMonday);
        pipeline.put(pipeline.maya, "a.md", {"Workers wait."}, kTuesday);
        CHECK(pipeline.found(pipeline.maya, "queues").empty());
        CHECK(pipeline.found(pipeline.maya, "workers") == Texts{"Workers wait."});
        DocumentChanges changes;
        changes.put = {document("a.md", {"Leases end."}), document("b.md", {"Turns end."}),
                       document("a.md", {"Drills end."})};
        pipeline.store->apply(pipeline.maya, changes, {}, at(kTuesday));
        CHECK(pipeline.found(pipeline.maya, "leases workers").empty());
        CHECK(pipeline.found(pipeline.maya, "end") == Texts{"Drills end.", "Turns end."});
        CHECK(pipeline.value("SELECT passages || ' ' || terms FROM passage_statistics") ==
              pipeline.value("SELECT count(*) || ' ' || sum(terms) FROM passages"));
    }

    TEST_CASE("removed for one user stays another's") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Of Maya."}, kMonday);
        pipeline.put(pipeline.rafael, "a.md", {"Of Rafael."}, kMonday);
        pipeline.store->remove_document(pipeline.maya, "a.md");
        CHECK(pipeline.store->known_documents(pipeline.maya).empty());
        CHECK(pipeline.store->known_documents(pipeline.rafael).size() == 1);
    }

    TEST_CASE("touched has another size and time, and nothing else changes") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queues lose nothing."}, kMonday);
        auto file = pipeline.store->stored_files(pipeline.maya.id).at("a.md");
        file.size_bytes = 77;
        file.modified_ns = 99;
        pipeline.store->touch_document(pipeline.maya, "a.md", file);
        const auto touched = pipeline.store->stored_files(pipeline.maya.id).at("a.md");
        CHECK(touched.size_bytes == 77);
        CHECK(touched.modified_ns == 99);
        CHECK(touched.content_hash == file.content_hash);
        CHECK(pipeline.value("SELECT changed_at FROM documents") == "2026-11-16T10:00:00.000Z");
    }
}

TEST_SUITE("when a passage was first seen") {
    TEST_CASE("is when its document came in") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One.", "Two."}, kMonday);
        CHECK(pipeline.first_seen() == Texts{"2026-11-16", "2026-11-16"});
    }

    TEST_CASE("stays, wherever in the document its text stands later; only what was added is of today") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One.", "Two."}, kMonday);
        pipeline.put(pipeline.maya, "a.md", {"Zero.", "Two.", "One."}, kTuesday);
        CHECK(pipeline.first_seen() == Texts{"2026-11-17", "2026-11-16", "2026-11-16"});
    }

    TEST_CASE("is of today for a text that was edited") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One.", "Two."}, kMonday);
        pipeline.put(pipeline.maya, "a.md", {"One.", "Two!"}, kTuesday);
        CHECK(pipeline.first_seen() == Texts{"2026-11-16", "2026-11-17"});
    }

    TEST_CASE("is one matter a document: the same text in another one came when that one came") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, kMonday);
        pipeline.put(pipeline.maya, "b.md", {"One."}, kTuesday);
        CHECK(pipeline.first_seen() == Texts{"2026-11-16", "2026-11-17"});
    }

    TEST_CASE("is a date in the user's own zone") {
        Documents pipeline;
        pipeline.put(pipeline.rafael, "a.md", {"One."}, "2026-11-17T01:00:00Z");  // Monday in São Paulo
        const auto known = pipeline.store->known_documents(pipeline.rafael);
        CHECK(known.at(0).passages.at(0).first_seen == day("2026-11-16"));
    }

    TEST_CASE("is not after the date of the analysis that took it into account, however late that ran") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, "2026-11-17T00:20:00Z");
        pipeline.analyzed("2026-11-16", "2026-11-17T00:30:00Z");  // Monday's window passed midnight
        pipeline.put(pipeline.maya, "b.md", {"Two."}, "2026-11-17T00:40:00Z");
        CHECK(pipeline.first_seen() == Texts{"2026-11-16", "2026-11-17"});
    }

    TEST_CASE("stays when newer readers cut the same content differently: nothing in it is new") {
        Documents pipeline;
        auto notes = document("a.md", {"One. Two."});
        notes.file.reader_version = 0;
        pipeline.store->put_document(pipeline.maya, notes, at(kMonday));
        pipeline.analyzed("2026-11-17", kTuesday);
        auto again = document("a.md", {"One.", "Two."});
        again.file.content_hash = notes.file.content_hash;
        pipeline.store->put_document(pipeline.maya, again, at(kWednesday));
        CHECK(pipeline.first_seen() == Texts{"2026-11-16", "2026-11-16"});
        CHECK(pipeline.is_new() == std::vector<bool>{false, false});
        CHECK(pipeline.store->stored_files(pipeline.maya.id).at("a.md").reader_version ==
              context::kReaderVersion);
    }
}

TEST_SUITE("what is new to a person") {
    TEST_CASE("is everything before the first analysis") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, kMonday);
        CHECK(pipeline.store->known_documents(pipeline.maya).at(0).is_new);
        CHECK(pipeline.is_new() == std::vector<bool>{true});
    }

    TEST_CASE("is what came after the last analysis began") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, kMonday);
        pipeline.analyzed("2026-11-17", kTuesday);
        pipeline.clock.set(at(kWednesday));
        pipeline.put(pipeline.maya, "a.md", {"One.", "Two."}, kWednesday);
        pipeline.put(pipeline.maya, "b.md", {"Three."}, kWednesday);
        CHECK(pipeline.is_new() == std::vector<bool>{false, true, true});
        const auto known = pipeline.store->known_documents(pipeline.maya);
        CHECK_FALSE(known.at(0).is_new);
        CHECK(known.at(1).is_new);
    }

    TEST_CASE("is told by no clock that ran ahead") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, kMonday);
        pipeline.analyzed("2031-11-17", "2031-11-17T12:00:00Z");
        pipeline.put(pipeline.maya, "b.md", {"Two."}, "2031-11-17T12:00:00Z");
        pipeline.clock.set(at(kTuesday));
        pipeline.analyzed("2026-11-17", kTuesday);
        pipeline.clock.set(at(kWednesday));
        pipeline.put(pipeline.maya, "c.md", {"Three."}, kWednesday);
        CHECK(pipeline.is_new() == std::vector<bool>{false, false, true});
    }

    TEST_CASE("is not changed by an analysis that failed, or another user's") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, kMonday);
        queue::RetryPolicy once;
        once.max_attempts = 1;
        pipeline.clock.set(at(kTuesday));
        pipeline.store->enqueue(pipeline.maya, "", day("2026-11-17"), false);
        pipeline.store->fail_analysis(pipeline.store->lease_analysis(once).job.value(), {"no"}, once);
        pipeline.store->enqueue(pipeline.rafael, "", day("2026-11-17"), false);
        const auto job = pipeline.store->lease_analysis({}).job.value();
        REQUIRE(pipeline.store->complete_analysis(job, suggestions(0)));
        CHECK(pipeline.is_new() == std::vector<bool>{true});
    }
}

TEST_SUITE("past suggestions") {
    TEST_CASE("are remembered with the texts that they rested on") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"One."}, kMonday);
        const auto known = pipeline.store->known_documents(pipeline.maya).at(0);
        pipeline.store->enqueue(pipeline.maya, "", day("2026-11-19"), false);
        const auto job = pipeline.store->lease_analysis({}).job.value();
        REQUIRE(pipeline.store->complete_analysis(job, suggestions(1, known.id)));
        const auto past = pipeline.store->past_suggestions(pipeline.maya);
        REQUIRE(past.size() == 1);
        CHECK(past[0].topic_key == "topic 1");
        CHECK(past[0].date == day("2026-11-19"));
        CHECK(past[0].evidence == Texts{known.passages.at(0).hash});
        CHECK(pipeline.store->past_suggestions(pipeline.rafael).empty());
    }
}

TEST_SUITE("search") {
    TEST_CASE("finds passages by any form of their words, best first") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"We deploy on Fridays.", "Deploying a queue.", "Lunch."},
                     kMonday);
        CHECK(pipeline.found(pipeline.maya, "deployed queues") ==
              Texts{"Deploying a queue.", "We deploy on Fridays."});
    }

    TEST_CASE("finds passages by the title and the headings that they stand under") {
        Documents pipeline;
        auto notes = document("a.md", {"It took three weeks.", "Nobody noticed."});
        notes.content.title = "Postgres";
        notes.content.passages[0].headings = {"Migration"};
        pipeline.store->put_document(pipeline.maya, notes, at(kMonday));
        CHECK(pipeline.found(pipeline.maya, "migration") == Texts{"It took three weeks."});
        CHECK(pipeline.found(pipeline.maya, "postgres").size() == 2);
    }

    TEST_CASE("finds Portuguese by the words of Portuguese") {
        Documents pipeline;
        auto notes = document("a.md", {"A migração das filas terminou."});
        notes.content.language = language::Language::portuguese;
        pipeline.store->put_document(pipeline.maya, notes, at(kMonday));
        CHECK(pipeline.found(pipeline.maya, "MIGRACAO").size() == 1);
        CHECK(pipeline.found(pipeline.maya, "fila").size() == 1);
    }

    TEST_CASE("finds nothing for nothing, for stopwords and for words that are nowhere") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"The queue and the worker."}, kMonday);
        CHECK(pipeline.found(pipeline.maya, "").empty());
        CHECK(pipeline.found(pipeline.maya, "the and").empty());
        CHECK(pipeline.found(pipeline.maya, "giraffe").empty());
        CHECK(pipeline.found(pipeline.maya, "'; DROP TABLE passages; --").empty());
    }

    TEST_CASE("gives no more than the limit") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queue one.", "Queue two.", "Queue three."}, kMonday);
        CHECK(pipeline.store->search(pipeline.maya, "queue", 2).size() == 2);
        CHECK(pipeline.store->search(pipeline.maya, "queue", 0).empty());
    }

    TEST_CASE("never finds another user's passage") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queues of Maya."}, kMonday);
        pipeline.put(pipeline.rafael, "a.md", {"Queues of Rafael.", "The secret salary."}, kMonday);
        CHECK(pipeline.found(pipeline.maya, "queues") == Texts{"Queues of Maya."});
        CHECK(pipeline.found(pipeline.maya, "secret salary").empty());
        CHECK(pipeline.found(pipeline.rafael, "queues") == Texts{"Queues of Rafael."});
    }

    TEST_CASE("never finds another user's passage even if the index says that it is one's own") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queues of Maya."}, kMonday);
        pipeline.put(pipeline.rafael, "a.md", {"The secret salary."}, kMonday);
        pipeline.execute(
            "INSERT INTO search_terms SELECT (SELECT user_key FROM users WHERE handle = 'maya'), term, "
            "document_key, passages FROM search_terms WHERE user_key = (SELECT user_key FROM users "
            "WHERE handle = 'rafael')");
        CHECK(pipeline.found(pipeline.maya, "secret salary").empty());
    }

    TEST_CASE("ranks each user's passages as if there were no other user") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queue.", "Worker.", "Queue and worker, and more."}, kMonday);
        const auto alone = pipeline.store->search(pipeline.maya, "queue worker", 10);
        Texts many(200, "Queue.");
        pipeline.put(pipeline.rafael, "a.md", many, kMonday);
        const auto together = pipeline.store->search(pipeline.maya, "queue worker", 10);
        REQUIRE(together.size() == alone.size());
        for (std::size_t n = 0; n < alone.size(); ++n) {
            CHECK(together[n].passage.text == alone[n].passage.text);
            CHECK(together[n].score == alone[n].score);
        }
    }

    TEST_CASE("is of the user even when another user's search came just before") {
        Documents pipeline;
        pipeline.put(pipeline.maya, "a.md", {"Queues of Maya."}, kMonday);
        pipeline.put(pipeline.rafael, "a.md", {"Queues of Rafael."}, kMonday);
        for (int n = 0; n < 3; ++n) {
            CHECK(pipeline.found(pipeline.rafael, "queues") == Texts{"Queues of Rafael."});
            CHECK(pipeline.found(pipeline.maya, "queues") == Texts{"Queues of Maya."});
        }
    }
}
