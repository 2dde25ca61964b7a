// What ranking gets from the tables, and single documents. (That users are kept apart: documents_test.cpp.)
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::store;

namespace {

constexpr auto kSearched = "2026-11-16T08:00:00Z";

struct Shelf : Pipeline {
    void put(NewDocument document) { put(maya, std::move(document)); }
    void put(const User& user, NewDocument document) { store->put_document(user, document, at(kSearched)); }
    std::string best(std::string_view query) {
        const auto hits = store->search(maya, query, 1);
        return hits.empty() ? "nothing" : hits.front().passage.text;
    }
    Error problem(std::string_view user_id, std::string_view name) {
        return error_of([&] { store->document(user_id, name); });
    }
};

NewDocument talk(std::string path, const std::vector<std::pair<std::string, std::string>>& turns) {
    auto talk = document(std::move(path), {});
    talk.content.kind = context::DocumentKind::transcript;
    for (const auto& [speaker, text] : turns) {
        context::Passage passage;
        passage.ordinal = static_cast<int>(talk.content.passages.size());
        passage.kind = context::PassageKind::turn;
        passage.line = passage.ordinal + 1;
        passage.speaker = speaker;
        passage.text = text;
        talk.content.passages.push_back(passage);
    }
    return talk;
}

}  // namespace

TEST_SUITE("a search") {
    TEST_CASE("tells of each hit whose, from when and of what kind it is, and where the words stand") {
        Shelf shelf;
        auto notes = document("a.md", {"The drill of a flaky queue."});
        notes.content.date = day("2026-11-03");
        shelf.put(notes);
        const auto hits = shelf.store->search(shelf.maya, "flaky drills", 5);
        REQUIRE(hits.size() == 1);
        CHECK(hits[0].date == "2026-11-03");
        CHECK(hits[0].kind == "knowledge");
        CHECK(hits[0].format == "text");
        REQUIRE(hits[0].matches.size() == 2);
        CHECK(hits[0].passage.text.substr(hits[0].matches[0].begin, 5) == "drill");
        CHECK(hits[0].passage.text.substr(hits[0].matches[1].begin, 5) == "flaky");
    }

    TEST_CASE("finds a compound word by its parts") {
        Shelf shelf;
        shelf.put(document("a.md", {"The boundary-layer grows."}));
        CHECK(shelf.best("layer") == "The boundary-layer grows.");
    }

    TEST_CASE("finds a passage by its title, and counts the title's words as often as they are there") {
        Shelf shelf;
        auto titled = document("a.md", {"A drill of the night."});
        titled.content.title = "Lantern";
        auto other = document("b.md", {"A lantern of the night and the drill of many other things."});
        shelf.put(titled);
        shelf.put(other);
        CHECK(shelf.best("lantern drill") == "A drill of the night.");
        CHECK(shelf.value("SELECT passages FROM search_terms WHERE term = 'lantern' ORDER BY document_key") ==
              "0:1:10");
    }

    TEST_CASE("puts a passage with the word above others below a heading with it") {
        Shelf shelf;
        auto notes = document("a.md", {"How it went.", "The drill went well.", "What we had for dinner."});
        for (auto& passage : notes.content.passages)
            passage.headings = {"The drill", "One more drill"};
        shelf.put(notes);
        CHECK(shelf.best("drill") == "The drill went well.");
        CHECK(shelf.value("SELECT passages FROM search_terms WHERE term = 'drill'") ==
              "0:1:10 1:2:10 2:1:10");
    }

    TEST_CASE("finds what somebody said by their name") {
        Shelf shelf;
        shelf.put(
            talk("a.txt", {{"Priya Nair", "I would keep the old queue until the new one has been tried."},
                           {"Rafael Souza", "I would drop it as soon as the new one has been tried."}}));
        const auto hits = shelf.store->search(shelf.maya, "what did Rafael say", 5);
        REQUIRE_FALSE(hits.empty());
        CHECK(hits[0].passage.speaker == "Rafael Souza");
    }

    TEST_CASE("finds the turns around those with the words, of talk only") {
        Shelf shelf;
        shelf.put(
            talk("a.txt", {{"Ana", "And how long did it take you until all was as before?"},
                           {"Rui", "The rollback of the queue took us no less than fifteen minutes."}}));
        shelf.put(document("b.md", {"And how long did it take you until all was as before?",
                                    "The rollback of the queue took us no less than fifteen minutes."}));
        const auto hits = shelf.store->search(shelf.maya, "rollback", 10);
        CHECK(hits.size() == 3);
        CHECK(shelf.column("SELECT turns FROM search_documents ORDER BY document_key") == "12 12 ");
    }

    TEST_CASE("of notes that are in another language than the user's finds them") {
        Shelf shelf;
        auto notes = document("a.md", {"As implantações demoraram quinze minutos."});
        notes.content.language = language::Language::portuguese;
        shelf.put(notes);
        CHECK(shelf.best("implantação") == "As implantações demoraram quinze minutos.");
        CHECK(shelf.best("quanto tempo a implantação demorou") ==
              "As implantações demoraram quinze minutos.");
    }

    TEST_CASE("leaves out what the index has in a form that nobody knows") {
        Shelf shelf;
        shelf.put(document("a.md", {"Queues lose nothing."}));
        shelf.execute("UPDATE search_terms SET passages = 'garbage'");
        shelf.execute("UPDATE search_documents SET turns = '1 x 2'");
        CHECK(shelf.best("queues") == "nothing");
    }

    TEST_CASE("knows how many documents there are, also after some went") {
        Shelf shelf;
        shelf.put(document("a.md", {"One."}));
        shelf.put(document("b.md", {"Two."}));
        shelf.put(document("b.md", {"Two again."}));
        CHECK(shelf.value("SELECT documents FROM passage_statistics") == "2");
        shelf.store->remove_document(shelf.maya, "a.md");
        CHECK(shelf.value("SELECT documents FROM passage_statistics") == "1");
    }
}

TEST_SUITE("one document") {
    TEST_CASE("is found by its path, its id and a beginning of that, with its passages in order") {
        Shelf shelf;
        shelf.put(document("notes/a.md", {"One.", "Two."}));
        shelf.put(document("notes/b.md", {"Three."}));
        const auto found = shelf.store->document({}, "notes/a.md");
        CHECK(found.summary.user_handle == "maya");
        CHECK(found.summary.passages == 2);
        REQUIRE(found.passages.size() == 2);
        CHECK(found.passages[1].text == "Two.");
        const auto id = found.summary.id;
        CHECK(shelf.store->document(shelf.maya.id, id).summary.path == "notes/a.md");
        CHECK(shelf.store->document({}, id.substr(0, 8)).summary.path == "notes/a.md");
    }

    TEST_CASE("of several users needs the user's name") {
        Shelf shelf;
        shelf.put(document("a.md", {"Of Maya."}));
        shelf.put(shelf.rafael, document("a.md", {"Of Rafael."}));
        CHECK(says(shelf.problem({}, "a.md"), "--user"));
        CHECK(shelf.store->document(shelf.rafael.id, "a.md").passages.at(0).text == "Of Rafael.");
    }

    TEST_CASE("that is not there is told, with one that may be meant") {
        Shelf shelf;
        CHECK(says(shelf.problem({}, "a.md"), "'pacelane context list' shows them"));
        shelf.put(document("notes/outage.md", {"One."}));
        CHECK(says(shelf.problem({}, "outage.md"), "did you mean 'notes/outage.md'?"));
        CHECK(says(shelf.problem({}, "notes/outtage.md"), "did you mean 'notes/outage.md'?"));
        CHECK(shelf.problem({}, "").kind() == ErrorKind::bad_input);
        CHECK(says(shelf.problem(shelf.rafael.id, "notes/outage.md"), "no document"));
    }
}
