#pragma once

#include "temporary_folder.h"

#include <memory>
#include <pacelane/store/migrations.h>
#include <pacelane/store/store.h>
#include <string>

#include <doctest/doctest.h>

namespace pacelane::store {

/// A database of two users with a daily schedule each, at noon of a day that only the test ends.
struct Stored {
    Stored() {
        migrate(path, {}, clock);
        store = open();
        store->import(config::parse_workspace(R"(users:
  - handle: ana
    timezone: Europe/Lisbon
    schedules: [{frequency: daily, preferred_time: "09:00", content_types: [linkedin_post, newsletter]}]
  - handle: rui
    timezone: Europe/Lisbon
    schedules: [{frequency: daily, preferred_time: "09:00", content_types: [blog_post]}]
)",
                                              "/workspace/pacelane.yaml"),
                      false);
    }
    std::unique_ptr<Store> open() const { return open_sqlite(path, clock); }
    std::string value(const std::string& sql) const {
        sqlite::Connection connection(path, {});
        auto query = connection.prepare(sql);
        return query.step() ? query.text(0) : "";
    }
    /// A document of one passage.
    void put(const std::string& handle, const std::string& name, const std::string& text) {
        NewDocument document;
        document.path = name;
        document.file.content_hash = text;
        document.content.title = name;
        context::Passage passage;
        passage.text = text;
        document.content.passages.push_back(passage);
        store->put_document(store->user(handle), document, clock.now());
    }
    static analysis::Result with_suggestions(int count) {
        analysis::Result result;
        for (int n = 0; n < count; ++n) {
            analysis::Suggestion suggestion;
            suggestion.topic = "Backups " + std::to_string(n);
            suggestion.topic_key = "backup" + std::to_string(n);
            suggestion.content_type = "linkedin_post";
            suggestion.confidence = 0.5;
            result.suggestions.push_back(suggestion);
        }
        return result;
    }

    TemporaryFolder folder;
    const std::string path = folder / "p.db";
    ManualClock clock{*parse_instant("2026-11-19T12:00:00Z")};
    std::unique_ptr<Store> store;
    RetryPolicy policy;
};

}  // namespace pacelane::store
