// Files that are no documents, and what became of recordings.
#include <algorithm>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

namespace pacelane::store {

std::vector<OtherFile> SqliteStore::other_files(std::string_view user_id) {
    std::vector<OtherFile> files;
    auto query = connection_.prepare(
        "SELECT f.path, f.kind, f.format, f.what, f.transcript, u.handle FROM other_files f JOIN users u ON "
        "u.id = f.user_id WHERE (?1 = '' OR f.user_id = ?1) ORDER BY u.handle, f.path");
    query.with(user_id);
    while (query.step())
        files.push_back(
            {query.text(0), query.text(1), query.text(2), query.text(3), query.text(4), query.text(5)});
    return files;
}

void SqliteStore::set_other_files(const User& user, const std::vector<OtherFile>& files) {
    auto wanted = files;
    for (auto& file : wanted)
        file.user_handle = user.handle;
    std::sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    if (other_files(user.id) == wanted) return;
    connection_.transaction([&] {
        connection_.prepare("DELETE FROM other_files WHERE user_id = ?").with(user.id).run();
        auto insert = connection_.prepare(
            "INSERT INTO other_files (user_id, path, kind, format, what, transcript) VALUES (?, ?, ?, ?, ?, "
            "?)");
        for (const auto& file : wanted)
            insert.with(user.id, file.path, file.kind, file.format, file.what, file.transcript).run();
    });
}

std::optional<Transcription> SqliteStore::transcription(const User& user, std::string_view content_hash,
                                                        std::string_view command_hash) {
    auto query = connection_.prepare(
        "SELECT coalesce(transcript, ''), coalesce(error_message, '') FROM transcriptions WHERE user_id = ?1 "
        "AND content_hash = ?2 AND (command_hash = ?3 OR ?3 = '' AND transcript IS NOT NULL) ORDER BY "
        "made_at "
        "DESC LIMIT 1");
    query.with(user.id, content_hash, command_hash);
    if (!query.step()) return std::nullopt;
    return Transcription{query.text(0), query.text(1)};
}

void SqliteStore::keep_transcription(const User& user, std::string_view content_hash,
                                     std::string_view command_hash, std::string_view path,
                                     const Transcription& made) {
    const auto or_null = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    connection_.transaction([&] {
        connection_
            .prepare(
                "INSERT INTO transcriptions (user_id, content_hash, command_hash, path, transcript, "
                "error_message, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, content_hash, "
                "command_hash) DO UPDATE SET path = excluded.path, transcript = excluded.transcript, "
                "error_message = excluded.error_message, made_at = excluded.made_at")
            .with(user.id, content_hash, command_hash, path,
                  made.error.empty() ? std::optional(made.transcript) : std::nullopt, or_null(made.error),
                  now_text())
            .run();
    });
}

}  // namespace pacelane::store
