// Documents and their passages.
#include <algorithm>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/base/uuid.h>
#include <pacelane/store/sqlite/detail/passage_row.h>
#include <pacelane/store/sqlite/detail/search_index.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

language::Language language_of(const std::optional<language::Language>& detected, const User& user) {
    if (detected) return *detected;
    return language::from_code(user.language).value_or(language::Language{});
}

/// Each once, in the order in which they begin to speak.
std::vector<std::string> speakers_of(const context::Document& document) {
    std::vector<std::string> speakers;
    std::set<std::string_view> seen;
    for (const auto& passage : document.passages)
        if (!passage.speaker.empty() && seen.insert(passage.speaker).second)
            speakers.push_back(passage.speaker);
    return speakers;
}

/// The lists of headings of its passages, each once while it goes on; see schema 0017.
std::string outline_of(const context::Document& document) {
    std::string outline;
    const std::vector<std::string>* last = nullptr;
    for (const auto& passage : document.passages) {
        if (passage.headings.empty() || (last && *last == passage.headings)) continue;
        last = &passage.headings;
        if (!outline.empty()) outline += '\n';
        outline += json_of(passage.headings);
    }
    return outline;
}

}  // namespace

std::map<std::string, StoredFile> SqliteStore::stored_files(std::string_view user_id) {
    std::map<std::string, StoredFile> files;
    auto query = connection_.prepare(
        "SELECT path, folder_kind, content_hash, size_bytes, modified_ns, reader_version, "
        "coalesce(error_message, "
        "'') "
        "FROM documents WHERE user_id = ?");
    query.with(user_id);
    while (query.step())
        files[query.text(0)] = {
            context::document_kind(query.text(1)).value_or(context::DocumentKind::knowledge),
            query.text(2),
            query.integer(3),
            query.integer(4),
            static_cast<int>(query.integer(5)),
            query.text(6)};
    return files;
}

void SqliteStore::put_document(const User& user, const NewDocument& document, Instant at) {
    connection_.transaction([&] {
        SearchIndex index(connection_, user_key(user.id));
        put_document(user, document, at, index);
        index.write();
    });
}

void SqliteStore::put_document(const User& user, const NewDocument& document, Instant at,
                               SearchIndex& index) {
    connection_.transaction([&] {
        const auto owner = user_key(user.id);
        const auto at_string = format_instant(at);
        const auto& content = document.content;
        const auto& file = document.file;

        // A document that was only read again: what it says was there when its content was first seen.
        auto before = connection_.prepare(
            "SELECT changed_at FROM documents WHERE user_id = ? AND path = ? AND content_hash = ? AND "
            "error_message IS NULL");
        before.with(user.id, document.path, file.content_hash);
        const auto changed_at = file.error.empty() && before.step() ? before.text(0) : at_string;
        before.reset();

        // Texts that were there before are not new, wherever in the document they stand now.
        std::unordered_map<std::string, std::string> seen;
        auto old = connection_.prepare(
            "SELECT p.text_hash, p.first_seen_at FROM passages p JOIN documents d USING (document_key) "
            "WHERE d.user_id = ? AND d.path = ?");
        old.with(user.id, document.path);
        while (old.step())
            seen.emplace(old.text(0), old.text(1));
        old.reset();
        connection_
            .prepare(
                "DELETE FROM passages WHERE document_key = (SELECT document_key FROM documents WHERE user_id "
                "= ? AND path = ?)")
            .with(user.id, document.path)
            .run();

        const std::optional<std::string> language =
            content.language ? std::optional(std::string(language::code(*content.language))) : std::nullopt;
        const std::optional<std::string> date =
            content.date ? std::optional(format_date(*content.date)) : std::nullopt;
        auto upsert = connection_.prepare(
            "INSERT INTO documents (id, user_id, kind, path, format, title, title_from_name, language, "
            "document_date, "
            "participants, content_hash, size_bytes, modified_ns, warnings, error_message, first_seen_at, "
            "changed_at, reader_version, folder_kind, kind_reason, omitted, speakers, published, url, "
            "outline) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
            "?20, ?21, ?22, ?23, ?24, ?25) ON "
            "CONFLICT "
            "(user_id, path) DO UPDATE "
            "SET kind = excluded.kind, format = excluded.format, title = excluded.title, title_from_name = "
            "excluded.title_from_name, language = excluded.language, document_date = excluded.document_date, "
            "participants = "
            "excluded.participants, content_hash = excluded.content_hash, size_bytes = excluded.size_bytes, "
            "modified_ns = "
            "excluded.modified_ns, warnings = excluded.warnings, error_message = excluded.error_message, "
            "changed_at = "
            "excluded.changed_at, reader_version = excluded.reader_version, folder_kind = "
            "excluded.folder_kind, kind_reason = "
            "excluded.kind_reason, omitted = excluded.omitted, speakers = excluded.speakers, "
            "published = excluded.published, url = excluded.url, outline = excluded.outline RETURNING "
            "document_key");
        auto id = uuid_v5(fmt::format("document:{}:{}", user.id, document.path));
        // A document that was moved away keeps the id that it got at this path.
        auto taken =
            connection_.prepare("SELECT 1 FROM documents WHERE id = ? AND (user_id, path) IS NOT (?, ?)");
        if (taken.with(id, user.id, document.path).step())
            id = uuid_v5(fmt::format("document:{}:{}:{}", user.id, document.path, at_string));
        taken.reset();
        upsert.with(id, user.id, context::name(file.error.empty() ? content.kind : file.kind), document.path,
                    file.error.empty() ? context::name(content.format) : std::string_view("unreadable"),
                    content.title.empty() ? document.path : content.title, content.title_from_name, language,
                    date, json_of(content.participants), file.content_hash, file.size_bytes, file.modified_ns,
                    json_of(content.warnings), file.error.empty() ? std::nullopt : std::optional(file.error),
                    at_string, changed_at, file.reader_version, context::name(file.kind), content.kind_reason,
                    json_of(content.omitted), json_of(speakers_of(content)), content.published, content.url,
                    outline_of(content));
        upsert.step();
        const auto document_key = upsert.integer(0);
        upsert.reset();
        connection_.prepare("DELETE FROM document_yields WHERE document_key = ?").with(document_key).run();

        auto insert = connection_.prepare(
            "INSERT INTO passages (user_key, document_key, ordinal, kind, headings, lead_in, checked, list, "
            "depth, speaker, "
            "start_ms, end_ms, line, line_end, text, text_hash, terms, first_seen_at, quoted, markup, "
            "code_language, columns, number, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?, "
            "?, ?, "
            "?, ?, ?)");
        index.begin(document_key, content.title, language_of(content.language, user));
        for (const auto& passage : content.passages) {
            const auto hash = sha256_hex(passage.text);
            const auto known = seen.find(hash);
            const int length = index.add(passage);
            insert
                .with(owner, document_key, passage.ordinal, context::name(passage.kind),
                      json_of(passage.headings), passage.lead_in, passage.checked, passage.list,
                      passage.depth, passage.speaker, passage.start_ms, passage.end_ms, passage.line,
                      passage.line_end, passage.text, hash, length,
                      known == seen.end() ? changed_at : known->second, passage.quoted, passage.markup,
                      passage.code_language, json_of(passage.columns), passage.number, passage.place)
                .run();
        }
        index.end();
    });
}

void SqliteStore::touch_document(const User& user, std::string_view path, const StoredFile& file) {
    // A size below 0: it was out of reach, which is over.
    connection_
        .prepare(
            "UPDATE documents SET error_message = iif(size_bytes < 0, NULL, error_message), size_bytes = ?, "
            "modified_ns = ? WHERE user_id = ? AND path = ?")
        .with(file.size_bytes, file.modified_ns, user.id, path)
        .run();
}

void SqliteStore::remove_document(const User& user, std::string_view path) {
    connection_.transaction([&] {
        connection_.prepare("DELETE FROM documents WHERE user_id = ? AND path = ?").with(user.id, path).run();
    });
}

std::vector<DocumentSummary> SqliteStore::documents(std::string_view user_id) {
    std::vector<DocumentSummary> all;
    auto query = connection_.prepare(
        "SELECT d.id, u.handle, d.path, d.kind, d.kind_reason, d.format, d.title, coalesce(d.language, ''), "
        "coalesce(d.document_date, ''), "
        "(SELECT count(*) FROM passages p WHERE p.document_key = d.document_key), coalesce(d.error_message, "
        "''), d.warnings, "
        "d.changed_at, d.published, d.url FROM documents d JOIN users u ON u.id = d.user_id WHERE (?1 = '' "
        "OR d.user_id = ?1) "
        "ORDER BY u.handle, d.kind, d.path");
    query.with(user_id);
    while (query.step())
        all.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.text(4),
                       query.text(5), query.text(6), query.text(7), query.text(8), query.integer(9),
                       query.text(10), strings_of(query.text(11)), query.text(12), query.integer(13) != 0,
                       query.text(14)});
    return all;
}

std::map<std::string, std::vector<std::string>> SqliteStore::names_in_documents(const User& user) {
    std::map<std::string, std::vector<std::string>> names;
    auto query = connection_.prepare(
        "SELECT d.path, j.value FROM documents d, json_each(d.participants) j WHERE d.user_id = ?1 AND "
        "d.kind <> "
        "'knowledge' AND d.error_message IS NULL UNION SELECT d.path, p.speaker FROM passages p JOIN "
        "documents d "
        "USING (document_key) WHERE d.user_id = ?1 AND d.kind <> 'knowledge' AND p.speaker <> ''");
    query.with(user.id);
    while (query.step())
        names[query.text(0)].push_back(query.text(1));
    return names;
}

std::vector<analysis::PastSuggestion> SqliteStore::past_suggestions(const User& user) {
    std::vector<analysis::PastSuggestion> past;
    auto query = connection_.prepare(
        "SELECT topic_key, content_type, analysis_date, passage_hashes, sentences FROM suggestion_evidence "
        "WHERE "
        "user_id = ? "
        "ORDER BY analysis_date, suggestion_id");
    query.with(user.id);
    while (query.step())
        past.push_back({query.text(0), query.text(1), parse_date(query.text(2)).value_or(Date{}),
                        strings_of(query.text(3)), strings_of(query.text(4))});
    return past;
}

}  // namespace pacelane::store
