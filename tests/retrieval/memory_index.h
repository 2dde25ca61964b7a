#pragma once

#include <algorithm>
#include <map>
#include <pacelane/retrieval/ranking.h>
#include <set>

/// An index of texts in memory, as the store keeps it in tables.
class MemoryIndex : public pacelane::retrieval::Index {
public:
    using Language = pacelane::language::Language;
    using Terms = std::vector<std::string>;

    explicit MemoryIndex(Language language = Language::english) : language_(language) {}

    /// A document of paragraphs; its number.
    std::int64_t add(const std::vector<std::string>& texts, const std::string& title = "") {
        return add(texts, {}, title);
    }
    /// A talk.
    std::int64_t add_talk(const std::vector<std::string>& turns) {
        std::vector<int> words;
        for (const auto& turn : turns)
            words.push_back(static_cast<int>(1 + std::count(turn.begin(), turn.end(), ' ')));
        return add(turns, words, "");
    }
    /// The passages of what is found, as "1/0".
    std::vector<std::string> find(const std::string& query, std::size_t limit = 100) {
        std::vector<std::string> found;
        for (const auto& hit : pacelane::retrieval::search(query, language_, *this, limit).hits)
            found.push_back(std::to_string(hit.passage.document) + "/" + std::to_string(hit.passage.ordinal));
        return found;
    }

    pacelane::retrieval::Collection collection() override { return collection_; }
    std::vector<pacelane::retrieval::Posting> postings(const std::string& term, std::size_t most) override {
        asked.insert(term);
        auto found = postings_[term];
        if (found.size() > most) found.clear();
        return found;
    }
    pacelane::retrieval::Shape shape(std::int64_t document) override { return shapes_.at(document); }
    Terms terms(const pacelane::retrieval::PassageId& passage) override {
        ++read;
        return terms_.at(passage);
    }

    std::set<std::string> asked;  ///< the terms that ranking wanted
    int read = 0;                 ///< passages whose text it wanted

private:
    std::int64_t add(const std::vector<std::string>& texts, const std::vector<int>& turns,
                     const std::string& title) {
        const auto document = ++collection_.documents;
        auto& shape = shapes_[document];
        shape.turns = turns;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const pacelane::retrieval::PassageId passage{document, static_cast<int>(i)};
            auto& terms = terms_[passage];
            for (const auto* text : {&title, &texts[i]})
                for (auto& term : pacelane::retrieval::terms_of(*text, language_))
                    terms.push_back(std::move(term.stem));
            std::map<std::string, int> counts;
            for (const auto& term : terms)
                ++counts[term];
            const auto length = std::max(static_cast<int>(terms.size()), pacelane::retrieval::kLeastLength);
            for (const auto& [term, count] : counts)
                postings_[term].push_back({passage, count, length});
            shape.terms += length;
            collection_.terms += length;
            ++collection_.passages;
        }
        return document;
    }

    Language language_;
    pacelane::retrieval::Collection collection_;
    std::map<std::string, std::vector<pacelane::retrieval::Posting>> postings_;
    std::map<std::int64_t, pacelane::retrieval::Shape> shapes_;
    std::map<pacelane::retrieval::PassageId, Terms> terms_;
};
