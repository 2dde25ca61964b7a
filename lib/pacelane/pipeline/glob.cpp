// Patterns of file names.
#include <algorithm>
#include <pacelane/language/language.h>
#include <pacelane/pipeline/glob.h>

namespace pacelane::pipeline {

namespace {

// The bytes of the UTF-8 character at `at`; a stray byte counts as one.
std::string_view character_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    if (static_cast<unsigned char>(text[at]) >= 0xC0)
        while (end < text.size() && end < at + 4 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            ++end;
    return text.substr(at, end - at);
}

// Whether the set of a pattern, "a-z0", holds the character. UTF-8 compares in the order of its characters.
bool holds(std::string_view set, std::string_view character) {
    while (!set.empty()) {
        const auto first = character_at(set, 0);
        set.remove_prefix(first.size());
        auto last = first;
        if (set.size() > 1 && set.front() == '-') {
            last = character_at(set, 1);
            set.remove_prefix(1 + last.size());
        }
        if (first <= character && character <= last) return true;
    }
    return false;
}

// Where the set that opens at `open` closes; npos when it does not. Its first character is in it even if it
// is ']'.
std::size_t closing_bracket(std::string_view pattern, std::size_t open) {
    const bool negated = open + 1 < pattern.size() && (pattern[open + 1] == '!' || pattern[open + 1] == '^');
    return pattern.find(']', open + (negated ? 3 : 2));
}

// Iterative, so that a pattern of many stars cannot take exponential time.
bool matches(std::string_view name, std::string_view pattern, bool backslash) {
    std::size_t n = 0, p = 0;
    std::size_t star = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        bool same = false;
        auto character = name.substr(n, 1);
        std::size_t next = p + 1;
        if (p < pattern.size()) {
            if (pattern[p] == '*') {
                star = p++;
                resume = n;
                continue;
            }
            if (pattern[p] == '?') {
                character = character_at(name, n);
                same = true;
            } else if (backslash && pattern[p] == '\\' && p + 1 < pattern.size()) {
                same = pattern[p + 1] == name[n];
                next = p + 2;
            } else if (const auto end = closing_bracket(pattern, p);
                       pattern[p] == '[' && end != std::string_view::npos) {
                auto set = pattern.substr(p + 1, end - p - 1);
                const bool negated = set.front() == '!' || set.front() == '^';
                if (negated) set.remove_prefix(1);
                character = character_at(name, n);
                same = holds(set, character) != negated;
                next = end + 1;
            } else {
                same = pattern[p] == name[n];
            }
        }
        if (same) {
            n += character.size();
            p = next;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = resume += character_at(name, resume).size();
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

}  // namespace

std::string composed(std::string_view name) {
    const bool ascii =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? std::string(name) : language::normalize(name);
}

std::vector<std::string_view> path_names(std::string_view path) {
    std::vector<std::string_view> names;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0 && path.substr(0, end) != ".") names.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return names;
}

bool matches_name(std::string_view name, std::string_view pattern, Glob::Escapes escapes) {
    return matches(name, pattern, escapes == Glob::Escapes::backslash);
}

Glob::Glob(std::string_view pattern, Escapes escapes) : escapes_(escapes) {
    for (const auto part : path_names(pattern))
        parts_.push_back(composed(part));
}

void Glob::skip_double_stars(Progress& progress) const {
    for (std::size_t part = 0; part < parts_.size(); ++part)
        if (progress[part] && parts_[part] == "**") progress[part + 1] = true;
}

Glob::Progress Glob::start() const {
    Progress progress(parts_.size() + 1, false);
    progress[0] = true;
    skip_double_stars(progress);
    return progress;
}

Glob::Progress Glob::after(const Progress& progress, std::string_view name) const {
    Progress next(parts_.size() + 1, false);
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        if (!progress[part]) continue;
        if (parts_[part] == "**")
            next[part] = true;
        else if (matches_name(name, parts_[part], escapes_))
            next[part + 1] = true;
    }
    skip_double_stars(next);
    return next;
}

bool Glob::may_go_on(const Progress& progress) {
    return std::find(progress.begin(), progress.end() - 1, true) != progress.end() - 1;
}

bool matches_glob(std::string_view path, std::string_view pattern) {
    const Glob glob(pattern);
    auto progress = glob.start();
    for (const auto name : path_names(path))
        progress = glob.after(progress, composed(name));
    return Glob::is_matched(progress);
}

}  // namespace pacelane::pipeline
