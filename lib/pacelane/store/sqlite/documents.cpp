// Documents and their passages.
#include <algorithm>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/base/uuid.h>
#include <pacelane/sources/outline.h>
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

/// The local dates on which passages came in, to be compared with the dates of analyses.
class FirstSeen {
public:
    FirstSeen(sqlite::Connection& connection, const User& user) : zone_(user.timezone) {
        auto query = connection.prepare(
            "SELECT started_at, analysis_date FROM pacing_context_analysis WHERE user_id = ? AND "
            "analysis_status = 'completed' AND started_at IS NOT NULL ORDER BY started_at");
        query.with(user.id);
        while (query.step())
            if (const auto date = parse_date(query.text(1))) analyses_.emplace_back(query.text(0), *date);
    }

    std::optional<Date> date_of(const std::string& first_seen_at) {
        const auto [found, is_new] = dates_.try_emplace(first_seen_at);
        if (is_new) found->second = compute(first_seen_at);
        return found->second;
    }

private:
    std::optional<Date> compute(const std::string& first_seen_at) const {
        const auto instant = parse_instant(first_seen_at);
        if (!instant) return std::nullopt;
        const Date date = schedule::local_time(*instant, zone_).date;
        // An analysis may run after its date is over (a window that passes midnight, a retry): what it took
        // into account did not come after it.
        const auto first =
            std::lower_bound(analyses_.begin(), analyses_.end(), first_seen_at,
                             [](const auto& analysis, const std::string& at) { return analysis.first < at; });
        return first == analyses_.end() ? date : std::min(date, first->second);
    }

    std::string zone_;
    std::vector<std::pair<std::string, Date>> analyses_;  // started_at of the completed ones, and their dates
    std::unordered_map<std::string, std::optional<Date>> dates_;
};

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
            "changed_at, reader_version, folder_kind, kind_reason, omitted, speakers, published, url) VALUES "
            "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
            "?21, ?22, ?23, ?24) ON "
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
            "published = excluded.published, url = excluded.url RETURNING document_key");
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
                    json_of(content.omitted), json_of(speakers_of(content)), content.published, content.url);
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

std::vector<sources::KnownDocument> SqliteStore::known_documents(const User& user) {
    return known_documents(user, nullptr);
}

std::vector<sources::KnownDocument> SqliteStore::known_documents(const User& user,
                                                                 const std::set<std::string>& whole) {
    return known_documents(user, &whole);
}

std::vector<sources::KnownDocument> SqliteStore::known_documents(const User& user,
                                                                 const std::set<std::string>* whole) {
    return connection_.snapshot([&] {
        auto last = connection_.prepare(
            "SELECT coalesce(max(started_at), '') FROM pacing_context_analysis WHERE user_id = ? AND "
            "analysis_status = 'completed' AND started_at <= ?");  // not by a clock that ran ahead
        const auto now = now_text();
        last.with(user.id, now).step();
        const auto since = last.text(0);
        FirstSeen first_seen(connection_, user);
        std::vector<sources::KnownDocument> all;
        auto documents = connection_.prepare(fmt::format(
            "SELECT id, path, title, title_from_name, kind, format, document_date, coalesce(language, ''), "
            "participants, first_seen_at, document_key, speakers, {}, published, url FROM documents d WHERE "
            "user_id = ? AND "
            "(error_message IS NULL OR size_bytes < 0 AND EXISTS (SELECT 1 FROM passages p WHERE "
            "p.document_key = d.document_key)) ORDER BY path",
            kDocumentRevision));
        auto passages =
            connection_.prepare(fmt::format("SELECT {}, p.text_hash, p.first_seen_at FROM passages p WHERE "
                                            "p.document_key = ? ORDER BY p.ordinal",
                                            kPassageColumns));
        auto outlines = connection_.prepare(
            "SELECT text_hash, headings FROM passages WHERE document_key = ? ORDER BY ordinal");
        std::set<std::string, std::less<>> wanted;  // hashes of texts
        if (whole) {
            auto hashes = connection_.prepare(
                "SELECT p.text_hash FROM passages p JOIN documents d USING (document_key) WHERE d.id = ?");
            for (const auto& id : *whole) {
                hashes.with(id);
                while (hashes.step())
                    wanted.insert(hashes.text(0));
                hashes.reset();
            }
        }
        documents.with(user.id);
        while (documents.step()) {
            sources::KnownDocument document;
            document.id = documents.text(0);
            document.path = documents.text(1);
            document.title = documents.text(2);
            document.title_from_name = documents.integer(3) != 0;
            document.kind =
                context::document_kind(documents.text(4)).value_or(context::DocumentKind::knowledge);
            document.format = context::format(documents.text(5)).value_or(context::Format::text);
            if (!documents.is_null(6)) document.date = parse_date(documents.text(6));
            document.language = language::from_code(documents.text(7));
            document.participants = strings_of(documents.text(8));
            document.is_new = documents.text(9) > since;
            document.published = documents.integer(13) != 0;
            document.url = documents.text(14);
            if (whole && !whole->contains(document.id)) {
                for (auto& speaker : strings_of(documents.text(11)))
                    document.participants.push_back(std::move(speaker));
                outlines.with(documents.integer(10));
                // Of the others it counts which texts the wanted ones have with them, and where headings
                // begin.
                std::string headings = "[]";  // of the passage before: most have the same ones
                std::vector<std::string> parsed;
                while (outlines.step()) {
                    const bool shared = wanted.contains(outlines.view(0));
                    const bool begins = outlines.view(1) != headings;
                    if (!shared && !begins) continue;
                    if (begins) {
                        headings = outlines.text(1);
                        parsed = strings_of(headings);
                    }
                    sources::KnownPassage known;
                    if (shared) known.hash = outlines.view(0);
                    known.passage.headings = parsed;
                    document.passages.push_back(std::move(known));
                }
                outlines.reset();
                all.push_back(std::move(document));
                continue;
            }
            document.revision = documents.text(12);
            passages.with(documents.integer(10));
            while (passages.step()) {
                sources::KnownPassage known;
                known.passage = passage_of(passages, 0);
                known.hash = passages.text(kPassageColumnCount);
                const auto seen_at = passages.text(kPassageColumnCount + 1);
                known.is_new = seen_at > since && seen_at <= now;
                known.first_seen = first_seen.date_of(seen_at);
                document.passages.push_back(std::move(known));
            }
            passages.reset();
            sources::paragraphs_of_outline(document);
            all.push_back(std::move(document));
        }
        return all;
    });
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
