// The index for ranked search, and the search.
#include <algorithm>
#include <charconv>
#include <pacelane/retrieval/ranking.h>
#include <pacelane/store/sqlite/detail/passage_row.h>
#include <pacelane/store/sqlite/detail/search_index.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

/// A passage's number for ranking: equal scores come in the order of documents, then of their passages.
constexpr int kOrdinalBits = 32;

/// Of "0:1:12 3:2:30", as `search_terms.passages` has it.
void append_postings(std::string_view text, std::int64_t document_key,
                     std::vector<retrieval::Posting>& postings) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::int64_t ordinal = 0;
        retrieval::Posting posting;
        const auto number = [&](auto& value, char mark) {
            const auto [next, error] = std::from_chars(at, end, value);
            at = next;
            if (error != std::errc{} || (at < end && *at != mark)) return false;
            if (at < end) ++at;
            return true;
        };
        if (!number(ordinal, ':') || !number(posting.frequency, ':') || !number(posting.length, ' ')) return;
        posting.passage = document_key << kOrdinalBits | ordinal;
        postings.push_back(posting);
    }
}

}  // namespace

void SearchIndex::begin(std::int64_t document_key, std::string_view title, language::Language language) {
    // A trigger removes its terms.
    connection_.prepare("DELETE FROM search_documents WHERE document_key = ?").with(document_key).run();
    if (documents_.contains(document_key))
        std::erase_if(rows_, [&](const Row& row) { return row.document_key == document_key; });
    document_key_ = document_key;
    language_ = language;
    headings_.clear();
    heading_terms_.clear();
    terms_.clear();
    title_terms_ = terms_of(std::string(title));
    passages_ = length_ = 0;
}

std::vector<SearchIndex::Term*> SearchIndex::terms_of(const std::string& heading) {
    std::vector<Term*> terms;
    for (const auto& token : language::tokenize(heading, language_))
        if (retrieval::is_term(token)) terms.push_back(&terms_[token.stem]);
    return terms;
}

void SearchIndex::count(Term& term, int ordinal) {
    if (std::exchange(term.ordinal, ordinal) == ordinal) {
        ++term.frequency;
    } else {
        term.frequency = 1;
        found_.push_back(&term);
    }
}

int SearchIndex::add(const context::Passage& passage) {
    found_.clear();
    int length = 0;
    for (const auto& token : language::tokenize(passage.text, language_)) {
        if (!retrieval::is_term(token)) continue;
        count(terms_[token.stem], passage.ordinal);
        ++length;
    }
    // A passage is found by its own words and, once each, by those of the headings it stands under.
    if (passage.headings != headings_) {
        headings_ = passage.headings;
        heading_terms_.clear();
        for (const auto& heading : headings_) {
            const auto more = terms_of(heading);
            heading_terms_.insert(heading_terms_.end(), more.begin(), more.end());
        }
    }
    for (const auto* more : {&heading_terms_, &title_terms_})
        for (auto* term : *more)
            if (term->ordinal != passage.ordinal) count(*term, passage.ordinal);
    char posting[3 * 12];
    for (auto* term : found_) {
        char* at = posting;
        for (const int number : {passage.ordinal, term->frequency, std::max(length, 1)}) {
            at = std::to_chars(at, posting + sizeof posting, number).ptr;
            *at++ = ':';
        }
        at[-1] = ' ';
        term->passages.append(posting, at);
    }
    ++passages_;
    length_ += length;
    return length;
}

void SearchIndex::end() {
    if (passages_ == 0) return;
    std::vector<std::string> words;
    words.reserve(terms_.size());
    for (auto& [word, term] : terms_) {
        if (term.passages.empty()) continue;  // of a title without passages, say
        words.push_back(word);
        term.passages.pop_back();
        rows_.push_back({word, document_key_, std::move(term.passages)});
    }
    std::sort(words.begin(), words.end());
    connection_
        .prepare(
            "INSERT INTO search_documents (document_key, user_key, passages, terms, words) VALUES (?, ?, ?, "
            "?, ?)")
        .with(document_key_, user_key_, passages_, length_, json_of(words))
        .run();
    documents_.insert(document_key_);
}

void SearchIndex::write() {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
        const int order = a.term.compare(b.term);
        return order != 0 ? order < 0 : a.document_key < b.document_key;
    });
    auto post = connection_.prepare(
        "INSERT INTO search_terms (user_key, term, document_key, passages) VALUES (?, ?, ?, ?)");
    for (const auto& row : rows_)
        post.with(user_key_, row.term, row.document_key, row.passages).run();
    rows_.clear();
    documents_.clear();
}

std::vector<SearchHit> SqliteStore::search(const User& user, std::string_view text, std::size_t limit) {
    return connection_.snapshot([&] {
        const auto owner = user_key(user.id);
        // The same word may be indexed under either language's stem.
        std::map<std::string, int> terms;
        for (const auto each : language::languages())
            terms.merge(retrieval::index_terms(text, each));
        retrieval::Collection collection;
        auto statistics =
            connection_.prepare("SELECT passages, terms FROM passage_statistics WHERE user_key = ?");
        if (statistics.with(owner).step() && statistics.integer(0) > 0)
            collection = {statistics.integer(0), static_cast<double>(statistics.integer(1)) /
                                                     static_cast<double>(statistics.integer(0))};
        std::vector<std::vector<retrieval::Posting>> postings;
        auto list = connection_.prepare(
            "SELECT document_key, passages FROM search_terms WHERE user_key = ? AND term = ?");
        for (const auto& [term, count] : terms) {
            auto& found = postings.emplace_back();
            list.with(owner, term);
            while (list.step())
                append_postings(list.view(1), list.integer(0), found);
            list.reset();
        }
        std::vector<SearchHit> hits;
        // The user once more: whatever the index says, no other user's passage comes out here.
        auto passage = connection_.prepare(
            fmt::format("SELECT {}, d.id, d.title, d.path FROM passages p JOIN documents d USING "
                        "(document_key) WHERE p.document_key = ? AND p.ordinal = ? AND d.user_id = ?",
                        kPassageColumns));
        for (const auto& hit : retrieval::rank(postings, collection, limit)) {
            passage.with(hit.passage >> kOrdinalBits, hit.passage & ((std::int64_t{1} << kOrdinalBits) - 1),
                         user.id);
            if (passage.step())
                hits.push_back({hit.score, passage.text(kPassageColumnCount),
                                passage.text(kPassageColumnCount + 1), passage.text(kPassageColumnCount + 2),
                                passage_of(passage, 0)});
            passage.reset();
        }
        return hits;
    });
}

}  // namespace pacelane::store
