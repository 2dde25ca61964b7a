#include "bare_queue.h"

#include <cstdio>
#include <cstdlib>

namespace pacelane::bench {

namespace {

constexpr const char* kNow = "2026-11-19T08:00:00.000Z";
constexpr const char* kLater = "2026-11-19T09:00:00.000Z";

void bind(sqlite3_stmt* statement, int parameter, const char* text) {
    sqlite3_bind_text(statement, parameter, text, -1, SQLITE_STATIC);
}

}  // namespace

BareQueue::BareQueue(const std::string& path, bool full) {
    if (sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
        SQLITE_OK)
        std::abort();
    sqlite3_busy_timeout(database_, 10'000);
    sqlite3_exec(database_, full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", nullptr,
                 nullptr, nullptr);
    sqlite3_exec(database_, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON",
                 nullptr, nullptr, nullptr);
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
    send_ =
        prepare("INSERT INTO q_jobs (enqueued_at, vt, hidden, message, headers) VALUES (?, ?, 0, ?, NULL)");
    promote_ = prepare("UPDATE q_jobs SET hidden = 0 WHERE hidden = 1 AND vt <= ?");
    read_ = prepare(
        "UPDATE q_jobs SET read_ct = read_ct + 1, vt = ?3, hidden = 1 WHERE msg_id IN (SELECT msg_id FROM "
        "q_jobs "
        "INDEXED BY qr_jobs WHERE hidden = 0 AND vt <= ?1 ORDER BY msg_id LIMIT ?2) "
        "RETURNING msg_id, read_ct, enqueued_at, vt, message, headers");
    pop_ = prepare(
        "DELETE FROM q_jobs WHERE msg_id IN (SELECT msg_id FROM q_jobs INDEXED BY qr_jobs WHERE hidden "
        "= 0 "
        "AND vt <= ?1 ORDER BY msg_id LIMIT ?2) RETURNING msg_id, read_ct, enqueued_at, vt, message, "
        "headers");
    copy_ = prepare(
        "INSERT INTO a_jobs (msg_id, read_ct, enqueued_at, archived_at, vt, message, headers) SELECT msg_id, "
        "read_ct, enqueued_at, ?1, vt, message, headers FROM q_jobs WHERE msg_id = ?2");
    remove_ = prepare("DELETE FROM q_jobs WHERE msg_id = ?");
}

BareQueue::~BareQueue() {
    for (auto* statement : all_)
        sqlite3_finalize(statement);
    sqlite3_close(database_);
}

sqlite3_stmt* BareQueue::prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(database_));
        std::abort();
    }
    all_.push_back(statement);
    return statement;
}

void BareQueue::run(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) {
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(database_));
        std::abort();
    }
    sqlite3_reset(statement);
}

void BareQueue::step_through(sqlite3_stmt* statement, std::vector<std::int64_t>* ids) {
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (ids) ids->push_back(sqlite3_column_int64(statement, 0));
        bytes_seen += static_cast<std::size_t>(sqlite3_column_int64(statement, 1));
        for (int column = 2; column < 6; ++column)
            if (sqlite3_column_text(statement, column))
                bytes_seen += static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    }
    if (code != SQLITE_DONE) std::abort();
    sqlite3_reset(statement);
}

void BareQueue::send(std::span<const std::string> messages) {
    if (messages.size() > 1) run(begin_);
    bind(send_, 1, kNow);
    bind(send_, 2, kNow);
    for (const auto& message : messages) {
        sqlite3_bind_text(send_, 3, message.data(), static_cast<int>(message.size()), SQLITE_STATIC);
        run(send_);
    }
    if (messages.size() > 1) run(commit_);
}

std::vector<std::int64_t> BareQueue::read(int count) {
    std::vector<std::int64_t> ids;
    run(begin_);
    bind(promote_, 1, kNow);
    run(promote_);
    bind(read_, 1, kNow);
    sqlite3_bind_int(read_, 2, count);
    bind(read_, 3, kLater);
    step_through(read_, &ids);
    run(commit_);
    return ids;
}

void BareQueue::archive(const std::vector<std::int64_t>& ids) {
    run(begin_);
    bind(copy_, 1, kNow);
    for (const auto id : ids) {
        sqlite3_bind_int64(copy_, 2, id);
        run(copy_);
        sqlite3_bind_int64(remove_, 1, id);
        run(remove_);
    }
    run(commit_);
}

void BareQueue::pop() {
    run(begin_);
    bind(promote_, 1, kNow);
    run(promote_);
    bind(pop_, 1, kNow);
    sqlite3_bind_int(pop_, 2, 1);
    step_through(pop_, nullptr);
    run(commit_);
}

void BareQueue::clear() {
    sqlite3_exec(database_, "DELETE FROM q_jobs; DELETE FROM a_jobs; PRAGMA wal_checkpoint(RESTART)", nullptr,
                 nullptr, nullptr);
}

}  // namespace pacelane::bench
