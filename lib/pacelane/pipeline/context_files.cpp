#include <algorithm>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/context_files.h>
#include <sys/stat.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace fs = std::filesystem;

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

// Matches one segment; iterative, so that a pattern of many stars cannot take exponential time.
bool matches_segment(std::string_view name, std::string_view pattern) {
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

// Only compared with what it was before; years beyond 2262 do not fit, and wrap around.
std::int64_t nanoseconds(const timespec& time) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u +
                                     static_cast<std::uint64_t>(time.tv_nsec));
}

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0 && path.substr(0, end) != ".") parts.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

}  // namespace

bool matches_glob(std::string_view path, std::string_view pattern) {
    const auto names = segments(path);
    const auto wanted = segments(pattern);
    // reachable[j]: the names so far can be matched by the first j parts of the pattern.
    std::vector<bool> reachable(wanted.size() + 1, false);
    const auto skip_double_stars = [&](std::vector<bool>& row) {
        for (std::size_t j = 0; j < wanted.size(); ++j)
            if (row[j] && wanted[j] == "**") row[j + 1] = true;
    };
    reachable[0] = true;
    skip_double_stars(reachable);
    for (const auto name : names) {
        std::vector<bool> next(wanted.size() + 1, false);
        for (std::size_t j = 0; j < wanted.size(); ++j) {
            if (!reachable[j]) continue;
            if (wanted[j] == "**")
                next[j] = true;
            else if (matches_segment(name, wanted[j]))
                next[j + 1] = true;
        }
        skip_double_stars(next);
        reachable = std::move(next);
    }
    return reachable.back();
}

std::vector<ContextFile> context_files(const store::User& user) {
    const auto& context = user.context;
    const std::pair<context::DocumentKind, const std::vector<std::string>*> kinds[] = {
        {context::DocumentKind::transcript, &context.transcripts},
        {context::DocumentKind::meeting, &context.meetings},
        {context::DocumentKind::knowledge, &context.knowledge},
    };
    std::vector<ContextFile> files;
    if (std::all_of(std::begin(kinds), std::end(kinds),
                    [](const auto& kind) { return kind.second->empty(); }))
        return files;
    std::error_code failure;
    const auto root = fs::canonical(user.folder, failure);
    if (failure || !fs::is_directory(root))
        throw Error(
            ErrorKind::failed,
            fmt::format(
                "user '{}': the context folder {} is not there; if the workspace has moved, import it again "
                "('pacelane schedule import')",
                user.handle, user.folder));
    auto entry =
        fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied, failure);
    for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
        const auto name = entry->path().filename().string();
        std::error_code ignored;
        if (name.starts_with('.')) {
            if (entry->is_directory(ignored)) entry.disable_recursion_pending();
            continue;
        }
        const auto path = entry->path().lexically_relative(root).generic_string();
        const auto kind = std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& candidate) {
            return std::any_of(candidate.second->begin(), candidate.second->end(),
                               [&](const auto& pattern) { return matches_glob(path, pattern); });
        });
        if (kind == std::end(kinds)) continue;
        struct stat status {};
        if (::stat(entry->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
        if (entry->is_symlink(ignored)) {
            const auto target = fs::canonical(entry->path(), ignored);
            if (ignored || !target.string().starts_with(root.string() + "/")) continue;
        }
        files.push_back(
            {path, entry->path().string(), kind->first, status.st_size, nanoseconds(status.st_mtim)});
    }
    if (failure)
        throw Error(ErrorKind::failed, fmt::format("user '{}': the context folder {} cannot be listed: {}",
                                                   user.handle, root.string(), failure.message()));
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

}  // namespace pacelane::pipeline
