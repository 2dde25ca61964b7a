// What a sync found, stored as a whole, and what becomes of the drafts that rest on it.
#include <algorithm>
#include <pacelane/language/privacy_filter.h>
#include <pacelane/sources/private_words.h>
#include <pacelane/store/sqlite/detail/search_index.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

/// A draft, and the documents that it rests on.
struct Resting {
    std::string id;
    std::string content_type;
    std::string title;
    std::string status;
    bool is_withdrawn = false;
    struct Quote {
        std::string document_id;
        std::string path;
        std::string text;
    };
    std::vector<Quote> quotes;
};

// A written draft rests on what it cites, one that waits on what its suggestion does.
constexpr std::string_view kQuotes =
    "SELECT g.id AS id, g.content_type, coalesce(g.content_title, ''), g.generation_status, g.withdrawn_at "
    "IS NOT "
    "NULL, s.value ->> 'id' AS document_id, s.value ->> 'path', coalesce(c.value ->> 'quote', '') FROM "
    "pacing_content_generation g, json_each(g.content_metadata, '$.sources') s LEFT JOIN json_each(s.value, "
    "'$.claims') c WHERE g.user_id = ?1 AND g.generation_status = 'completed' "
    "UNION ALL SELECT g.id, g.content_type, coalesce(g.content_title, ''), g.generation_status, "
    "g.withdrawn_at IS "
    "NOT NULL, r.value ->> 'document_id', r.value ->> 'path', coalesce(r.value ->> 'quote', '') FROM "
    "pacing_content_generation g JOIN pacing_context_analysis a ON a.id = g.context_analysis_id, "
    "json_each(a.content_suggestions) s, json_each(s.value, '$.related_context') r WHERE g.user_id = ?1 AND "
    "s.value ->> 'id' = g.suggestion_id AND (g.generation_status IN ('pending', 'generating') OR "
    "g.generation_status = 'failed' AND g.withdrawn_at IS NOT NULL)";

std::vector<Resting> drafts_of(sqlite::Connection& connection, const User& user) {
    std::vector<Resting> drafts;
    auto query = connection.prepare(fmt::format("{} ORDER BY id", kQuotes));
    query.with(user.id);
    while (query.step()) {
        if (drafts.empty() || drafts.back().id != query.view(0))
            drafts.push_back(
                {query.text(0), query.text(1), query.text(2), query.text(3), query.integer(4) != 0, {}});
        drafts.back().quotes.push_back({query.text(5), query.text(6), query.text(7)});
    }
    return drafts;
}

/// What is private of the documents as they are now; each is looked at once.
class PrivateParts {
public:
    PrivateParts(sqlite::Connection& connection, const User& user)
        : connection_(connection), words_(user.private_matter) {}

    /// Why the quote's document is gone or nobody is to see the quote any more; empty when all is well.
    std::string problem(const Resting::Quote& quote) {
        const auto& document = document_of(quote);
        if (!document.exists) return fmt::format("{} is no longer there", quote.path);
        if (document.is_private) return fmt::format("{} became private", document.path);
        if (quote.text.empty()) return "";
        for (const auto& text : document.private_texts)
            if (text.find(quote.text) != std::string::npos || quote.text.find(text) != std::string::npos)
                return fmt::format("what it says of {} became private", document.path);
        return "";
    }

    /// Why a page that is not written yet would say again what stands on one; empty when it would not.
    std::string published(const Resting::Quote& quote) {
        const auto& document = document_of(quote);
        return document.is_published ? fmt::format("{} is published now", document.path) : "";
    }

private:
    struct Document {
        bool exists = false;
        bool is_published = false;
        bool is_private = false;
        std::string path;
        std::vector<std::string> private_texts;
    };

    const Document& document_of(const Resting::Quote& quote) {
        const auto [found, is_new] = documents_.try_emplace(quote.document_id);
        if (is_new) look_at(quote.document_id, found->second);
        return found->second;
    }

    void look_at(const std::string& id, Document& document) {
        auto row =
            connection_.prepare("SELECT document_key, path, title, published FROM documents WHERE id = ?");
        if (!row.with(id).step()) return;
        document.exists = true;
        document.is_published = row.integer(3) != 0;
        document.path = row.text(1);
        const auto is_private_title = [&](const std::string& title) {
            return language::is_private_title(title) || words_.in(title);
        };
        document.is_private = is_private_title(row.text(2));
        if (document.is_private) return;
        auto passages = connection_.prepare("SELECT text, headings FROM passages WHERE document_key = ?");
        passages.with(row.integer(0));
        while (passages.step()) {
            auto text = passages.text(0);
            const auto headings = strings_of(passages.text(1));
            const auto concern = language::concern(text);
            if ((concern && *concern != language::Concern::secret) || words_.in(text) ||
                std::any_of(headings.begin(), headings.end(), is_private_title))
                document.private_texts.push_back(std::move(text));
        }
    }

    sqlite::Connection& connection_;
    sources::PrivateWords words_;
    std::unordered_map<std::string, Document> documents_;
};

}  // namespace

std::set<std::string> SqliteStore::cited_documents(const User& user) {
    std::set<std::string> ids;
    auto query = connection_.prepare(fmt::format("SELECT DISTINCT document_id FROM ({})", kQuotes));
    query.with(user.id);
    while (query.step())
        ids.insert(query.text(0));
    return ids;
}

std::vector<DraftChange> SqliteStore::apply(const User& user, const DocumentChanges& changes,
                                            const std::set<std::string>& cited, Instant at) {
    return connection_.transaction([&] {
        const auto id_of = [&](std::string_view path) {
            auto query = connection_.prepare("SELECT id FROM documents WHERE user_id = ? AND path = ?");
            return query.with(user.id, path).step() ? query.text(0) : std::string();
        };
        std::set<std::string> concerned;
        std::map<std::string, std::string> gone;
        for (const auto& [from, to] : changes.renamed)
            connection_.prepare("UPDATE documents SET path = ? WHERE user_id = ? AND path = ?")
                .with(to, user.id, from)
                .run();
        SearchIndex index(connection_, user_key(user.id));
        for (const auto& document : changes.put) {
            put_document(user, document, at, index);
            if (cited.empty()) continue;
            if (auto id = id_of(document.path); cited.contains(id)) concerned.insert(std::move(id));
        }
        index.write();
        for (const auto& [path, file] : changes.touched)
            touch_document(user, path, file);
        for (const auto& [path, why] : changes.out_of_reach)
            connection_
                .prepare(
                    "UPDATE documents SET error_message = ?, size_bytes = -1 WHERE user_id = ? AND path = ?")
                .with(why, user.id, path)
                .run();
        for (const auto& [path, why] : changes.removed) {
            auto id = cited.empty() ? std::string() : id_of(path);
            if (cited.contains(id)) gone.emplace(std::move(id), why);
            remove_document(user, path);
        }
        for (const auto& [id, why] : gone)
            concerned.insert(id);
        if (concerned.empty()) return std::vector<DraftChange>{};
        return review_drafts(user, concerned, gone, at);
    });
}

std::vector<DraftChange> SqliteStore::review_drafts(const User& user, const std::set<std::string>& concerned,
                                                    const std::map<std::string, std::string>& gone,
                                                    Instant at) {
    std::vector<DraftChange> changes;
    PrivateParts parts(connection_, user);
    for (const auto& draft : drafts_of(connection_, user)) {
        // The others rest on what is as it was.
        if (std::none_of(draft.quotes.begin(), draft.quotes.end(),
                         [&](const auto& quote) { return concerned.contains(quote.document_id); }))
            continue;
        const bool written = draft.status == "completed";
        const auto* form = find_content_form(draft.content_type);
        const bool new_page = !written && form != nullptr && form->fields.summary_and_slug;
        std::string reason;
        for (const auto& quote : draft.quotes) {
            const auto removed = gone.find(quote.document_id);
            reason = removed != gone.end() ? removed->second : parts.problem(quote);
            if (reason.empty() && new_page) reason = parts.published(quote);
            if (!reason.empty()) break;
        }
        if (reason.empty() != draft.is_withdrawn) continue;  // it is as it should be
        if (!reason.empty()) {
            connection_
                .prepare(
                    "UPDATE pacing_content_generation SET withdrawn_at = ?1, withdrawn_reason = ?2, "
                    "generation_status = iif(?3, generation_status, 'failed'), error_message = iif(?3, "
                    "error_message, ?2), completed_at = iif(?3, completed_at, ?1) WHERE id = ?4")
                .with(format_instant(at), reason, written, draft.id)
                .run();
        } else {
            connection_
                .prepare(
                    "UPDATE pacing_content_generation SET withdrawn_at = NULL, withdrawn_reason = NULL, "
                    "generation_status = iif(?1, generation_status, 'pending'), error_message = NULL, "
                    "completed_at = iif(?1, completed_at, NULL) WHERE id = ?2")
                .with(written, draft.id)
                .run();
        }
        if (!written) {
            auto message = connection_.prepare(
                "SELECT msg_id FROM q_content_suggestions_queue WHERE message ->> 'generation_id' = ?");
            if (!reason.empty()) {
                std::vector<std::int64_t> waiting;
                message.with(draft.id);
                while (message.step())
                    waiting.push_back(message.integer(0));
                message.reset();
                for (const auto id : waiting)
                    queues_.archive(kSuggestionQueue, id);
            } else {
                send_suggestion(draft.id);
            }
        }
        changes.push_back({draft.id, draft.content_type, draft.title, reason});
    }
    return changes;
}

}  // namespace pacelane::store
