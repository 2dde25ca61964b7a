#include <algorithm>
#include <pacelane/language/language.h>
#include <pacelane/language/words.h>
#include <pacelane/sources/named.h>

namespace pacelane::sources {

namespace {

// FNV-1a: the same on every machine.
template <typename Number>
Number fnv(Number hash, Number prime, std::string_view text) {
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    return hash;
}

std::uint32_t word_hash(std::string_view key) {
    return fnv<std::uint32_t>(2166136261U, 16777619U, key);
}

}  // namespace

WordHashes word_hashes(const KnownDocument& document) {
    WordHashes hashes;
    // Most words come back soon.
    std::vector<std::uint32_t> latest(1U << 12);
    const auto add_hash = [&](std::uint32_t hash) {
        auto& before = latest[hash % latest.size()];
        if (before != hash || hash == 0) hashes.push_back(hash);
        before = hash;
    };
    const auto add = [&](std::string_view text) {
        for (const auto& word : language::words_of(text)) {
            const std::string_view key = word.key;
            add_hash(word_hash(key));
            // "Jonas's"
            if (key.ends_with("'s")) add_hash(word_hash(key.substr(0, key.size() - 2)));
        }
    };
    add(document.title);
    const std::vector<std::string>* headings = nullptr;
    for (const auto& known : document.passages) {
        add(known.passage.text);
        if (headings && *headings == known.passage.headings) continue;
        headings = &known.passage.headings;
        for (const auto& heading : *headings)
            add(heading);
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
}

NameIndex::NameIndex(const Cast& cast) : cast_(cast) {
    names_ = cast.everybody.names();
    names_.insert(names_.end(), cast.others.begin(), cast.others.end());
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    for (std::size_t n = 0; n < names_.size(); ++n)
        for (const auto& word : language::words_of(names_[n])) {
            const auto hash = word_hash(word.key);
            bits_.set(hash % kBits);
            by_word_[hash].push_back(n);
        }
}

std::uint64_t NameIndex::key(const KnownDocument& document, const WordHashes& words) const {
    std::vector<std::size_t> named;
    for (const auto hash : words) {
        if (!bits_.test(hash % kBits)) continue;
        if (const auto found = by_word_.find(hash); found != by_word_.end())
            named.insert(named.end(), found->second.begin(), found->second.end());
    }
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    std::uint64_t key = 14695981039346656037U;
    const auto add = [&](std::string_view text) {
        key = fnv<std::uint64_t>(key, 1099511628211U, text);
        key = fnv<std::uint64_t>(key, 1099511628211U, std::string_view("\0", 1));
    };
    for (const auto n : named)
        add(names_[n]);
    for (const auto& speaker : cast_.own_speakers(document))
        add(speaker);
    add("repeated");
    const std::vector<std::string>* headings = nullptr;
    for (const auto& known : document.passages) {
        if (cast_.repeated_texts.contains(known.hash)) add(known.hash);
        if (cast_.repeated_headings.empty() || (headings && *headings == known.passage.headings)) continue;
        headings = &known.passage.headings;
        if (headings->empty()) continue;
        if (auto heading = language::fold(headings->back()); cast_.repeated_headings.contains(heading))
            add(heading);
    }
    return key;
}

}  // namespace pacelane::sources
