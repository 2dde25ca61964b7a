// Ranked search.
#include <charconv>
#include <pacelane/retrieval/ranking.h>
#include <pacelane/store/sqlite/detail/passage_row.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <unordered_map>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

language::Language language_or(std::string_view code, language::Language otherwise) {
    return language::from_code(code).value_or(otherwise);
}

/// Of "0:1:12 3:2:30", as `search_terms.passages` has it. False when it says something else.
bool append_postings(std::string_view text, std::int64_t document_key,
                     std::vector<retrieval::Posting>& postings) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        retrieval::Posting posting;
        posting.passage.document = document_key;
        const auto number = [&](int& value, char mark) {
            const auto [next, error] = std::from_chars(at, end, value);
            at = next;
            if (error != std::errc{} || (at < end && *at != mark)) return false;
            if (at < end) ++at;
            return true;
        };
        if (!number(posting.passage.ordinal, ':') || !number(posting.frequency, ':') ||
            !number(posting.length, ' '))
            return false;
        postings.push_back(posting);
    }
    return true;
}

std::vector<int> numbers_of(std::string_view text) {
    std::vector<int> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        int value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{}) return {};
        numbers.push_back(value);
        at = next < end ? next + 1 : end;
    }
    return numbers;
}

/// What ranking asks of one user's part of the index.
class UserIndex : public retrieval::Index {
public:
    UserIndex(sqlite::Connection& connection, std::int64_t user_key, language::Language preferred)
        : connection_(connection), user_key_(user_key), preferred_(preferred) {}

    retrieval::Collection collection() override {
        auto query = connection_.prepare(
            "SELECT passages, documents, terms FROM passage_statistics WHERE user_key = ?");
        if (!query.with(user_key_).step()) return {};
        return {query.integer(0), query.integer(1), query.integer(2)};
    }

    std::vector<retrieval::Posting> postings(const std::string& term, std::size_t most) override {
        std::vector<retrieval::Posting> found;
        auto query = connection_.prepare(
            "SELECT document_key, passages FROM search_terms WHERE user_key = ? AND term = ? ORDER BY "
            "document_key");
        query.with(user_key_, term);
        while (query.step()) {
            append_postings(query.view(1), query.integer(0), found);
            if (found.size() > most) return {};
        }
        return found;
    }

    retrieval::Shape shape(std::int64_t document) override {
        auto query = connection_.prepare("SELECT terms, turns FROM search_documents WHERE document_key = ?");
        if (!query.with(document).step()) return {};
        return {query.integer(0), numbers_of(query.view(1))};
    }

    std::vector<std::string> terms(const retrieval::PassageId& passage) override {
        std::vector<std::string> stems;
        auto query = connection_.prepare(
            "SELECT d.title, p.text, d.language FROM passages p JOIN documents d USING (document_key) WHERE "
            "p.document_key = ? AND p.ordinal = ?");
        if (!query.with(passage.document, passage.ordinal).step()) return stems;
        const auto language = language_or(query.view(2), preferred_);
        auto& title = titles_[passage.document];
        if (title.empty()) title = retrieval::terms_of(query.view(0), language);
        for (const auto& term : title)
            stems.push_back(term.stem);
        for (auto& term : retrieval::terms_of(query.view(1), language))
            stems.push_back(std::move(term.stem));
        return stems;
    }

private:
    sqlite::Connection& connection_;
    std::int64_t user_key_;
    language::Language preferred_;
    std::unordered_map<std::int64_t, std::vector<retrieval::Term>> titles_;
};

}  // namespace

std::vector<SearchHit> SqliteStore::search(const User& user, std::string_view text, std::size_t limit) {
    return connection_.snapshot([&] {
        const auto preferred = language_or(user.language, language::Language{});
        UserIndex index(connection_, user_key(user.id), preferred);
        const auto found = retrieval::search(text, preferred, index, limit);
        std::vector<SearchHit> hits;
        // The user once more: whatever the index says, no other user's passage comes out here.
        auto row = connection_.prepare(
            fmt::format("SELECT {}, d.id, d.title, d.path, d.kind, d.format, coalesce(d.document_date, ''), "
                        "coalesce(d.language, '') FROM passages p JOIN documents d USING (document_key) "
                        "WHERE p.document_key = ? AND p.ordinal = ? AND d.user_id = ?",
                        kPassageColumns));
        for (const auto& hit : found.hits) {
            row.with(hit.passage.document, hit.passage.ordinal, user.id);
            if (row.step()) {
                const auto column = [&](int n) { return row.text(kPassageColumnCount + n); };
                SearchHit one{hit.score, column(0), column(1),          column(2), column(3),
                              column(4), column(5), passage_of(row, 0), {}};
                one.matches =
                    retrieval::matches(found.query, one.passage.text, language_or(column(6), preferred));
                hits.push_back(std::move(one));
            }
            row.reset();
        }
        return hits;
    });
}

}  // namespace pacelane::store
