// The index for ranked search.
#include <algorithm>
#include <charconv>
#include <pacelane/retrieval/ranking.h>
#include <pacelane/store/sqlite/detail/search_index.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

/// By white space, as ranking counts the words of a turn.
int words_in(std::string_view text) {
    int words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        words += inside || blank ? 0 : 1;
        inside = !blank;
    }
    return words;
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
    speaker_.clear();
    speaker_terms_.clear();
    turns_.clear();
    has_turns_ = false;
    terms_.clear();
    title_terms_ = terms_of(std::string(title));
    passages_ = length_ = 0;
}

std::vector<SearchIndex::Term*> SearchIndex::terms_of(const std::string& heading) {
    std::vector<Term*> terms;
    for (const auto& term : retrieval::terms_of(heading, language_))
        terms.push_back(&terms_[term.stem]);
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
    int length = static_cast<int>(title_terms_.size());
    for (auto* term : title_terms_)
        count(*term, passage.ordinal);
    for (const auto& term : retrieval::terms_of(passage.text, language_)) {
        count(terms_[term.stem], passage.ordinal);
        ++length;
    }
    length = std::max(length, retrieval::kLeastLength);
    // Beside its title's and its own words, those of the headings it stands under count once each, and so
    // does the name of whose words it holds.
    if (passage.headings != headings_) {
        headings_ = passage.headings;
        heading_terms_.clear();
        for (const auto& heading : headings_) {
            const auto more = terms_of(heading);
            heading_terms_.insert(heading_terms_.end(), more.begin(), more.end());
        }
        std::sort(heading_terms_.begin(), heading_terms_.end());
        heading_terms_.erase(std::unique(heading_terms_.begin(), heading_terms_.end()), heading_terms_.end());
    }
    if (passage.speaker != speaker_) {
        speaker_ = passage.speaker;
        speaker_terms_ = terms_of(speaker_);
    }
    for (auto* term : heading_terms_)
        count(*term, passage.ordinal);
    for (auto* term : speaker_terms_)
        if (term->ordinal != passage.ordinal) count(*term, passage.ordinal);
    if (passage.kind == context::PassageKind::turn) has_turns_ = true;
    turns_ += fmt::format("{}{}", turns_.empty() ? "" : " ",
                          passage.kind == context::PassageKind::turn ? words_in(passage.text) : 0);
    char posting[3 * 12];
    for (auto* term : found_) {
        char* at = posting;
        for (const int number : {passage.ordinal, term->frequency, length}) {
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
            "INSERT INTO search_documents (document_key, user_key, passages, terms, turns, words) VALUES (?, "
            "?, ?, ?, ?, ?)")
        .with(document_key_, user_key_, passages_, length_, has_turns_ ? turns_ : std::string(),
              json_of(words))
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

}  // namespace pacelane::store
