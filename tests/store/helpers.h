#pragma once

#include "temporary_folder.h"

#include <atomic>
#include <barrier>
#include <functional>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/sqlite/connection.h>
#include <pacelane/store/migrations.h>
#include <pacelane/store/store.h>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace pacelane::store {

inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}
inline Date day(std::string_view text) {
    return parse_date(text).value();
}

/// A database file that stores open, and that the test looks into past them.
struct Database {
    TemporaryFolder folder;
    ManualClock clock{at("2026-11-19T12:00:00Z")};  // a Thursday
    std::string path = folder / "p.db";

    std::unique_ptr<Store> open() { return open_sqlite(path, clock); }
    sqlite::Connection connect() { return sqlite::Connection(path, {}); }
    /// The first column of the first row; "nothing" when there is no row.
    std::string value(std::string_view sql) {
        auto connection = connect();
        auto query = connection.prepare(sql);
        if (!query.step()) return "nothing";
        return query.optional_text(0).value_or("null");
    }
    /// The first column of all rows, with spaces between.
    std::string column(std::string_view sql) {
        auto connection = connect();
        auto query = connection.prepare(sql);
        std::string all;
        while (query.step())
            all += (all.empty() ? "" : " ") + query.text(0);
        return all;
    }
    void execute(const std::string& sql) { connect().execute(sql); }
};

/// A current database with two users, Maya in UTC and Rafael in São Paulo, each due at 9:00 on Thursdays.
struct Pipeline : Database {
    Pipeline() {
        migrate(path, {}, clock);
        store = open();
        workspace.path = folder / "pacelane.yaml";
        workspace.folder = folder.path().string();
        workspace.users = {config_user("maya", "UTC"), config_user("rafael", "America/Sao_Paulo")};
        store->import(workspace, false);
        maya = store->user("maya");
        rafael = store->user("rafael");
    }

    static config::User config_user(const std::string& handle, const std::string& zone) {
        config::User user;
        user.handle = user.name = handle;
        user.id = handle == "maya" ? "11111111-1111-4111-8111-111111111111"
                                   : "22222222-2222-4222-8222-222222222222";
        user.timezone = zone;
        user.context.knowledge = {"knowledge/**/*"};
        config::ScheduleEntry entry;
        entry.selected_days.insert(std::chrono::Thursday);
        entry.preferred_time = "09:00";
        entry.content_types = {"linkedin_post"};
        user.schedules = {entry};
        return user;
    }

    config::Workspace workspace;
    std::unique_ptr<Store> store;
    User maya, rafael;
};

/// A document whose passages are the given texts.
inline NewDocument document(std::string path, const std::vector<std::string>& texts) {
    NewDocument document;
    document.path = std::move(path);
    document.content.title = "Notes";
    document.content.language = language::Language::english;
    std::string all;
    for (const auto& text : texts) {
        context::Passage passage;
        passage.ordinal = static_cast<int>(document.content.passages.size());
        passage.text = text;
        document.content.passages.push_back(passage);
        all += text + "\n";
    }
    document.file.content_hash = "hash of " + all;
    document.file.size_bytes = static_cast<std::int64_t>(all.size());
    return document;
}

/// The result of an analysis with so many suggestions, each resting on the first passage of the document.
inline analysis::Result suggestions(int count, const std::string& document_id = {}) {
    analysis::Result result;
    for (int n = 1; n <= count; ++n) {
        writer::Suggestion suggestion;
        suggestion.topic = "Topic " + std::to_string(n);
        suggestion.topic_key = "topic " + std::to_string(n);
        suggestion.content_type = "linkedin_post";
        if (!document_id.empty())
            suggestion.related_context.push_back({document_id, "Notes", "a.md", 0, 1, "", ""});
        result.suggestions.push_back(suggestion);
    }
    if (count == 0) result.reason = "nothing to write about";
    return result;
}

inline writer::Draft draft(const std::string& title) {
    writer::Draft draft;
    draft.title = title;
    draft.body = title + ", at length.";
    draft.content_type = "linkedin_post";
    return draft;
}

/// The Error that the work throws; a failed check when it throws none.
inline Error error_of(const std::function<void()>& work) {
    std::optional<Error> caught;
    try {
        work();
    } catch (const Error& error) {
        caught = error;
    }
    REQUIRE(caught);
    return *caught;
}
inline bool says(const Error& error, std::string_view part) {
    return std::string_view(error.what()).find(part) != std::string_view::npos;
}

/// Runs the work in so many threads, which set out together; what they threw, all of it ("" is nothing).
template <class Work>
std::string race(int threads, Work&& work) {
    std::vector<std::string> errors(static_cast<std::size_t>(threads));
    std::barrier start(threads);
    std::vector<std::thread> running;
    for (int n = 0; n < threads; ++n)
        running.emplace_back([&, n] {
            start.arrive_and_wait();
            try {
                work(n);
            } catch (const std::exception& error) {
                errors[static_cast<std::size_t>(n)] = error.what();
            }
        });
    for (auto& thread : running)
        thread.join();
    std::string all;
    for (const auto& error : errors)
        all += error;
    return all;
}

}  // namespace pacelane::store
