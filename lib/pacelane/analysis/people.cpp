#include "detail/people.h"

#include <algorithm>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <unordered_set>

namespace pacelane::analysis::detail {

bool is_anonymous(std::string_view name) {
    return context::is_nobody(name);
}

People::People(const Input& input)
    : self_{input.person.name, input.person.handle, input.person.aliases},
      local_(input.documents.size()),
      found_(input.documents.size()) {
    std::set<std::string> names;
    std::set<std::string, std::less<>> met;
    std::string in_order;
    std::unordered_set<std::string_view> here;  // of the document
    const auto meet = [&](context::People& local, std::string_view name) {
        if (!here.insert(name).second) return;
        local.add(name);
        if (met.contains(name)) return;
        all_.add(name);
        met.emplace(name);
        in_order.append(name) += '\0';
    };
    if (!input.person.name.empty()) all_.add(input.person.name);
    for (std::size_t d = 0; d < input.documents.size(); ++d) {
        const auto& document = input.documents[d];
        if (document.kind == context::DocumentKind::knowledge) continue;
        here.clear();
        for (const auto& name : document.participants)
            meet(local_[d], name);
        std::string_view last;
        for (const auto& known : document.passages) {
            if (known.passage.speaker.empty() || known.passage.speaker == last) continue;
            last = known.passage.speaker;
            meet(local_[d], last);
        }
    }
    fingerprint_ = sha256_hex(in_order);
    for (const auto& shown : all_.names()) {
        names.insert(shown);
        known_.insert(join(context::name_words(shown), " "));
        for (const auto part : split(shown, ' '))
            if (part.size() > 2) names.emplace(part);
    }
    if (!input.person.handle.empty()) names.insert(input.person.handle);
    all_names_.assign(names.begin(), names.end());
    // What the person is called is one more way to name them.
    if (!input.person.name.empty()) {
        auto aliases = input.person.aliases;
        if (!input.person.handle.empty()) aliases.push_back(input.person.handle);
        for (const auto& alias : aliases) {
            all_.add_alias(alias, input.person.name);
            known_.insert(key_of(alias));
        }
    }
}

std::string People::canonical(std::string_view name, std::size_t document) const {
    if (document >= found_.size()) return look_for(name, document);
    // Few speak in a meeting, and each many times.
    auto& found = found_[document];
    const auto known = found.find(name);
    if (known != found.end()) return known->second;
    return found.emplace(name, look_for(name, document)).first->second;
}

std::string People::look_for(std::string_view name, std::size_t document) const {
    if (context::is_nobody(name)) return {};
    if (document < local_.size()) {
        if (self_.is(name, local_[document], all_))
            return language::capitalize(context::plain_name(self_.name));
        if (const auto found = local_[document].find(name);
            found && context::name_words(*found) != context::name_words(name))
            return language::capitalize(*found);
    }
    return all_.canonical(name);
}

bool People::is_author(std::string_view name) const {
    return self_.is(name, context::People(), all_);
}

bool People::is_author(std::string_view name, std::size_t document) const {
    return self_.is(name, document < local_.size() ? local_[document] : context::People(), all_);
}

std::string People::self() const {
    return language::capitalize(context::plain_name(self_.name));
}

std::string People::begun_by(const std::string& key, std::size_t document) const {
    const auto only = [&](const context::People& people) {
        std::set<std::string> found;
        for (const auto& shown : people.names()) {
            const auto words = context::name_words(shown);
            if (!words.empty() && words.front().starts_with(key)) found.insert(canonical(shown, document));
        }
        return found;
    };
    auto found = document < local_.size() ? only(local_[document]) : std::set<std::string>();
    if (found.empty()) found = only(all_);
    return found.size() == 1 ? *found.begin() : std::string();
}

People::Named People::named_at(const Words& words, std::size_t at, std::size_t document) const {
    if (at >= words.size() || !words[at].capital) return {};
    const auto* const local = document < local_.size() ? &local_[document] : nullptr;
    std::string key;
    Named named;
    for (std::size_t count = 1; count <= 4 && at + count <= words.size(); ++count) {
        const auto& word = words[at + count - 1];
        if (count > 1) key += ' ';
        key += word.key;
        const bool known =
            known_.contains(key) ||
            (count == 1 && (all_.knows_first(key) || (local != nullptr && local->knows_first(key))));
        if (!known) continue;
        auto name = canonical(key, document);
        if (name.empty()) continue;
        named.words = count;
        named.name = std::move(name);
    }
    return named;
}

}  // namespace pacelane::analysis::detail
