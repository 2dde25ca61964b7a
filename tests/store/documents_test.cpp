#include "helpers.h"

namespace pacelane::store {

TEST_CASE_FIXTURE(Stored, "no search finds another user's passage") {
    put("ana", "a.md", "The restore drill takes ninety minutes.");
    put("rui", "a.md", "The restore drill takes eleven hours.");
    const auto hits = store->search(store->user("ana"), "restore drill hours", 10);
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].passage.text == "The restore drill takes ninety minutes.");
    CHECK(store->search(store->user("rui"), "ninety", 10).empty());
    const auto known = store->known_documents(store->user("rui"));
    REQUIRE(known.size() == 1);
    CHECK(known[0].passages[0].passage.text == "The restore drill takes eleven hours.");
}

TEST_CASE_FIXTURE(Stored, "what was there before the last analysis is not new; what came after it is") {
    put("ana", "a.md", "The first note.");
    store->enqueue(store->user("ana"), "", std::nullopt, false);
    const auto claim = store->claim_analysis(policy);
    CHECK(store->known_documents(claim.job->user)[0].passages[0].is_new);
    REQUIRE(store->complete_analysis(*claim.job, with_suggestions(0)));
    clock.advance(std::chrono::hours(1));
    put("ana", "b.md", "The second note.");
    const auto known = store->known_documents(store->user("ana"));
    REQUIRE(known.size() == 2);
    for (const auto& document : known)
        CHECK(document.passages[0].is_new == (document.passages[0].passage.text == "The second note."));
}

TEST_CASE_FIXTURE(Stored, "a changed document keeps, of its passages, those that did not change as not new") {
    put("ana", "a.md", "The old sentence.");
    store->enqueue(store->user("ana"), "", std::nullopt, false);
    const auto claim = store->claim_analysis(policy);
    store->complete_analysis(*claim.job, with_suggestions(0));
    clock.advance(std::chrono::hours(1));
    NewDocument document;
    document.path = "a.md";
    document.file.content_hash = "another";
    document.content.title = "a.md";
    for (const auto* text : {"A new sentence.", "The old sentence."}) {
        context::Passage passage;
        passage.text = text;
        passage.ordinal = static_cast<int>(document.content.passages.size());
        document.content.passages.push_back(passage);
    }
    store->put_document(store->user("ana"), document, clock.now());
    const auto known = store->known_documents(store->user("ana"));
    REQUIRE(known[0].passages.size() == 2);
    CHECK(known[0].passages[0].is_new);
    CHECK_FALSE(known[0].passages[1].is_new);
}

TEST_CASE_FIXTURE(Stored, "a removed document is found no more") {
    put("ana", "a.md", "The restore drill.");
    store->remove_document(store->user("ana"), "a.md");
    CHECK(store->search(store->user("ana"), "restore", 10).empty());
    CHECK(value("SELECT count(*) FROM postings") == "0");
}

}  // namespace pacelane::store
