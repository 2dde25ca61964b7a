// The patterns by which a workspace names files, and the words that name private matter.
#include <pacelane/base/text.h>
#include <pacelane/config/detail/path_patterns.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

// Whether a relative path, read part by part, is ever above where it starts.
bool climbs_out(std::string_view path) {
    int depth = 0;
    for (const auto part : split(path, '/')) {
        if (part.empty() || part == ".") continue;
        depth += part == ".." ? -1 : 1;
        if (depth < 0) return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> read_exclude(Checker& checker, const Value* value) {
    std::vector<std::string> patterns;
    for (auto& [pattern, at] : texts(checker, value)) {
        auto bare = trim(pattern);
        if (bare.starts_with('!')) bare.remove_prefix(1);
        if (bare.empty() || bare.find_first_not_of('/') == std::string_view::npos)
            checker.problems.add(at, fmt::format("exclude: empty pattern {}", in_quotes(pattern)));
        else if (climbs_out(bare))
            checker.problems.add(
                at, fmt::format("exclude: pattern {} leaves this file's folder", in_quotes(pattern)));
        else if (bare.ends_with('\\') && !bare.ends_with("\\\\"))
            checker.problems.add(
                at, fmt::format("exclude: pattern {} ends in a backslash, which must stand before what it "
                                "takes literally",
                                in_quotes(pattern)));
        else
            patterns.push_back(std::move(pattern));
    }
    return patterns;
}

std::vector<std::string> read_private(Checker& checker, const Value* value) {
    std::vector<std::string> entries;
    for (auto& [entry, at] : texts(checker, value)) {
        auto bare = trim(entry);
        if (bare.starts_with('!')) bare.remove_prefix(1);
        if (bare.empty() || bare.find_first_not_of("/*?.! ") == std::string_view::npos)
            checker.problems.add(at,
                                 fmt::format("private: {} names nothing (give a path, such as journal/**, "
                                             "or a word, such as salary)",
                                             in_quotes(entry)));
        else if (climbs_out(bare))
            checker.problems.add(
                at, fmt::format("private: pattern {} leaves this file's folder", in_quotes(entry)));
        else
            entries.emplace_back(trim(entry));
    }
    return entries;
}

std::vector<std::string> read_patterns(Checker& checker, const Value* value) {
    std::vector<std::string> patterns;
    for (auto& [pattern, at] : texts(checker, value)) {
        if (pattern.empty())
            checker.problems.add(at, fmt::format("{}: empty pattern", value->name));
        else if (pattern.front() == '/' || pattern == "~" || pattern.starts_with("~/"))
            checker.problems.add(
                at, fmt::format("absolute pattern {} (patterns are relative to this file's folder)",
                                in_quotes(pattern)));
        else if (climbs_out(pattern))
            checker.problems.add(at, fmt::format("pattern {} leaves this file's folder", in_quotes(pattern)));
        else
            patterns.push_back(std::move(pattern));
    }
    return patterns;
}

}  // namespace pacelane::config
