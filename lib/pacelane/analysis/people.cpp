#include "detail/people.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

namespace pacelane::analysis::detail {

namespace {

// "Rafael Nogueira (produto)" → "Rafael Nogueira"; "@maya" → "maya".
std::string bare(std::string_view name) {
    const auto bracket = name.find_first_of("([<");
    if (bracket != std::string_view::npos && bracket > 0) name = name.substr(0, bracket);
    std::string text;
    for (const char c : strip(name, "@*_:,.;")) {
        if ((c == ' ' || c == '\t' || c == '\n') && (text.empty() || text.back() == ' ')) continue;
        text += c == '\t' || c == '\n' ? ' ' : c;
    }
    return text;
}

std::string_view first_of(std::string_view key) {
    return key.substr(0, key.find(' '));
}

// "maya l" (from "Maya L.") is a short form of "maya lindqvist".
bool is_short_form(std::string_view key, std::string_view full) {
    if (key == full) return false;
    if (first_of(key) != first_of(full)) return false;
    if (key.find(' ') == std::string_view::npos) return full.find(' ') != std::string_view::npos;
    const auto parts = split(key, ' ');
    const auto full_parts = split(full, ' ');
    if (full_parts.size() < 2) return false;
    if (parts.size() == 2 && parts[1].size() == 1) return full_parts.back().starts_with(parts[1]);
    // "Ana Souza" within "Ana Maria Souza".
    return parts.size() < full_parts.size() && parts.back() == full_parts.back();
}

}  // namespace

bool is_anonymous(std::string_view name) {
    static const Phrases nobody(
        "speaker|unknown|unknown "
        "speaker|participant|guest|user|host|caller|falante|desconhecido|participante|convidado|orador|"
        "locutor|"
        "interlocutor|pessoa");
    const auto words = words_of(name);
    if (words.empty()) return true;
    const auto count = nobody.at(words, 0);
    if (count == 0) return false;
    return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), [](const Word& word) {
        return word.key.size() <= 2 || (word.key[0] >= '0' && word.key[0] <= '9');
    });
}

People::People(const Input& input) : local_(input.documents.size()) {
    std::set<std::string> raw_keys;
    std::vector<std::set<std::string>> keys_of_document(input.documents.size());
    const auto note = [&](std::string_view name) -> std::string {
        if (name.size() > 80) return {};
        auto shown = bare(name);
        auto key = key_of(shown);
        if (key.empty() || is_anonymous(shown)) return {};
        auto& display = display_[key];
        // The form with capitals is the better one, whoever wrote it first.
        if (display.empty() ||
            (language::capitalize(display) != display && language::capitalize(shown) == shown))
            display = std::move(shown);
        raw_keys.insert(key);
        return key;
    };
    author_ = note(input.person.name);
    for (std::size_t d = 0; d < input.documents.size(); ++d) {
        const auto& document = input.documents[d];
        if (document.kind == context::DocumentKind::knowledge) continue;
        std::string_view last;
        for (const auto& name : document.participants)
            if (auto key = note(name); !key.empty()) keys_of_document[d].insert(std::move(key));
        for (const auto& known : document.passages) {
            if (known.passage.speaker.empty() || known.passage.speaker == last) continue;
            last = known.passage.speaker;
            if (auto key = note(last); !key.empty()) keys_of_document[d].insert(std::move(key));
        }
    }
    for (const auto& key : raw_keys)
        if (key.find(' ') != std::string::npos) full_names_[std::string(first_of(key))].insert(key);
    for (std::size_t d = 0; d < keys_of_document.size(); ++d)
        for (const auto& key : keys_of_document[d])
            if (key.find(' ') != std::string::npos) local_[d][std::string(first_of(key))].insert(key);

    std::set<std::string> names;
    for (const auto& [key, shown] : display_) {
        names.insert(shown);
        for (const auto part : split(shown, ' '))
            if (part.size() > 2) names.emplace(part);
    }
    if (!input.person.handle.empty()) names.insert(input.person.handle);
    all_names_.assign(names.begin(), names.end());
    // The handle is one more way to name the author.
    if (!author_.empty() && !input.person.handle.empty()) {
        const auto handle = key_of(input.person.handle);
        if (!handle.empty() && !full_names_.contains(handle)) full_names_[handle].insert(author_);
    }
}

std::string People::canonical(std::string_view name, std::size_t document) const {
    auto shown = bare(name);
    auto key = key_of(shown);
    if (key.empty()) return {};
    const auto among = [&](const std::map<std::string, std::set<std::string>>& groups) -> const std::string* {
        const auto group = groups.find(std::string(first_of(key)));
        if (group == groups.end()) return nullptr;
        const std::string* found = nullptr;
        for (const auto& full : group->second) {
            const bool is_handle = first_of(full) != first_of(key) && key.find(' ') == std::string::npos;
            if (!is_handle && !is_short_form(key, full)) continue;
            if (found != nullptr) return nullptr;  // two people of that name
            found = &full;
        }
        return found;
    };
    // A second step takes "Ana Souza" on to "Ana Maria Souza"; names get longer, so it ends.
    for (int step = 0; step < 3; ++step) {
        const std::string* full = document < local_.size() ? among(local_[document]) : nullptr;
        if (full == nullptr) full = among(full_names_);
        if (full == nullptr) break;
        key = *full;
    }
    if (const auto found = display_.find(key); found != display_.end())
        return language::capitalize(found->second);
    return language::capitalize(shown);
}

bool People::is_author(std::string_view name) const {
    if (author_.empty() || name.empty()) return false;
    const auto key = key_of(bare(name));
    if (key == author_) return true;
    // A first name is the author's only when nobody else has it.
    return is_short_form(key, author_) && key_of(canonical(name, local_.size())) == author_;
}

People::Named People::named_at(const Words& words, std::size_t at, std::size_t document) const {
    if (at >= words.size() || !words[at].capital) return {};
    std::string key;
    Named named;
    for (std::size_t count = 1; count <= 4 && at + count <= words.size(); ++count) {
        const auto& word = words[at + count - 1];
        if (count > 1) key += ' ';
        key += word.key;
        const bool known = display_.contains(key) ||
                           (count == 1 && (full_names_.contains(key) ||
                                           (document < local_.size() && local_[document].contains(key))));
        if (!known) continue;
        named.words = count;
        named.name = canonical(key, document);
    }
    return named;
}

}  // namespace pacelane::analysis::detail
