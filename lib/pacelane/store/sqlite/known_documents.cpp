// Documents as the analysis and the writer take them: whole, or of others only what tells how these are read.
#include <algorithm>
#include <iterator>
#include <map>
#include <pacelane/sources/outline.h>
#include <pacelane/store/sqlite/detail/passage_row.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

/// Which of some texts stand in which other documents, by id: hashes.
std::map<std::string, std::vector<std::string>, std::less<>> shared_texts(
    sqlite::Connection& connection, std::int64_t user_key, const std::set<std::string>& whole) {
    std::set<std::string> hashes;
    auto own = connection.prepare(
        "SELECT p.text_hash FROM passages p JOIN documents d USING (document_key) WHERE d.id = ?");
    for (const auto& id : whole) {
        own.with(id);
        while (own.step())
            hashes.insert(own.text(0));
        own.reset();
    }
    std::map<std::string, std::vector<std::string>, std::less<>> shared;
    // (With a plain `p.text_hash = ?2`, SQLite would put the value into the term of the index, too.)
    auto others = connection.prepare(
        "SELECT DISTINCT d.id FROM passages p INDEXED BY passages_text CROSS JOIN documents d ON "
        "d.document_key = p.document_key WHERE p.user_key = ?1 "
        "AND substr(p.text_hash, 1, 12) = substr(?2, 1, 12) AND +p.text_hash = ?2");
    for (const auto& hash : hashes) {
        others.with(user_key, hash);
        while (others.step())
            if (auto id = others.text(0); !whole.contains(id)) shared[std::move(id)].push_back(hash);
        others.reset();
    }
    return shared;
}

/// Another document than those that are wanted: who takes part or speaks, headings and shared texts.
void outline_only(sources::KnownDocument& document, std::string_view speakers, std::string_view outline,
                  const std::vector<std::string>& shared) {
    for (auto& speaker : strings_of(speakers))
        document.participants.push_back(std::move(speaker));
    for (; !outline.empty(); outline.remove_prefix(std::min(outline.find('\n'), outline.size() - 1) + 1)) {
        sources::KnownPassage known;
        known.passage.headings = strings_of(outline.substr(0, outline.find('\n')));
        document.passages.push_back(std::move(known));
    }
    for (const auto& hash : shared) {
        sources::KnownPassage known;
        known.hash = hash;
        document.passages.push_back(std::move(known));
    }
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
            "participants, first_seen_at, document_key, speakers, {}, published, url, outline FROM documents "
            "d WHERE "
            "user_id = ? AND "
            "(error_message IS NULL OR size_bytes < 0 AND EXISTS (SELECT 1 FROM passages p WHERE "
            "p.document_key = d.document_key)) ORDER BY path",
            kDocumentRevision));
        auto passages =
            connection_.prepare(fmt::format("SELECT {}, p.text_hash, p.first_seen_at FROM passages p WHERE "
                                            "p.document_key = ? ORDER BY p.ordinal",
                                            kPassageColumns));
        std::map<std::string, std::vector<std::string>, std::less<>> shared;
        if (whole) shared = shared_texts(connection_, user_key(user.id), *whole);
        std::string headings_json = "[]";  // of the passage before: most have the same ones
        std::vector<std::string> headings;
        std::vector<sources::KnownPassage> read;  // of the document; grows once for all of them
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
                outline_only(document, documents.view(11), documents.view(15), shared[document.id]);
                all.push_back(std::move(document));
                continue;
            }
            document.revision = documents.text(12);
            passages.with(documents.integer(10));
            read.clear();
            while (passages.step()) {
                auto& known = read.emplace_back();
                if (passages.view(kPassageHeadings) != headings_json) {
                    headings_json = passages.text(kPassageHeadings);
                    headings = strings_of(headings_json);
                }
                known.passage = passage_of(passages, 0, headings);
                known.hash = passages.text(kPassageColumnCount);
                const auto seen_at = passages.text(kPassageColumnCount + 1);
                known.is_new = seen_at > since && seen_at <= now;
                known.first_seen = first_seen.date_of(seen_at);
            }
            passages.reset();
            document.passages.assign(std::make_move_iterator(read.begin()),
                                     std::make_move_iterator(read.end()));
            sources::paragraphs_of_outline(document);
            all.push_back(std::move(document));
        }
        return all;
    });
}

}  // namespace pacelane::store
