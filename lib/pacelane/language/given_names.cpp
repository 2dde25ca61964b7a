#include <pacelane/language/given_names.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::language {

namespace {

/// "Ana's"
std::string_view without_genitive(std::string_view key) {
    return key.ends_with("'s") ? key.substr(0, key.size() - 2) : key;
}

bool is_given_name(const Words& words, std::size_t i) {
    return words[i].capital && any_language().given_names.contains(without_genitive(words[i].key));
}

/// With one space between them: "Ana Castro", no "Ana. Castro", "Ana, Castro".
bool follows(std::string_view text, const Words& words, std::size_t i) {
    return i + 1 < words.size() && words[i + 1].begin == words[i].end + 1 && text[words[i].end] == ' ';
}

bool has_family_name(std::string_view text, const Words& words, std::size_t i) {
    return follows(text, words, i) && words[i + 1].capital && !words[i].key.ends_with("'s");
}

}  // namespace

std::set<std::string> fully_named(std::string_view text, const Words& words) {
    std::set<std::string> found;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (is_given_name(words, i) && has_family_name(text, words, i)) found.insert(words[i].key);
    return found;
}

std::string_view given_name_alone(std::string_view text, const Words& words,
                                  const std::set<std::string>& known) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_given_name(words, i) || has_family_name(text, words, i)) continue;
        // "the Oliver editor", "Mary-Jane", "@ana", "ana.castro"
        const char before = words[i].begin > 0 ? text[words[i].begin - 1] : ' ';
        const char after = words[i].end < text.size() ? text[words[i].end] : ' ';
        if (std::string_view("@/-_.`#").find(before) != std::string_view::npos ||
            std::string_view("-_/@`").find(after) != std::string_view::npos)
            continue;
        // A capital before it makes it the family's name, or a part of a longer one: "Saint George".
        if (i > 0 && words[i - 1].capital && !words[i - 1].opens && follows(text, words, i - 1)) continue;
        if (known.contains(std::string(without_genitive(words[i].key)))) continue;
        return text.substr(words[i].begin, words[i].end - words[i].begin);
    }
    return {};
}

}  // namespace pacelane::language
