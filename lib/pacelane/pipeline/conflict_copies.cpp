// How synchronization programs name the copies that they make, and editors their backups.
#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/pipeline/conflict_copies.h>
#include <unordered_map>

namespace pacelane::pipeline {

namespace {

// Before a date, between the name and its ending: Syncthing, ownCloud, and others after them.
constexpr std::array<std::string_view, 4> kInfixes = {".sync-conflict-", "_conflict-", ".conflict-",
                                                      "-conflict-"};
// Parts of the computers' names that OneDrive puts behind a hyphen.
constexpr std::array<std::string_view, 6> kComputers = {"desktop", "laptop", "macbook",
                                                        "imac",    "-pc",    "surface"};
constexpr std::size_t kShortestHost = 4;
// What editors and merges put behind the whole name: Emacs, Vim and Kate, git, nano, many.
constexpr std::array<std::string_view, 6> kBackups = {"~", ".orig", ".bak", ".backup", ".old", ".save"};
constexpr double kSameShare = 0.8;

// A folder's part, the name without its ending, and the ending with its dot.
struct Parts {
    std::string folder, stem, ending;
};
Parts parts_of(std::string_view path) {
    const auto name_at = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
    const auto name = path.substr(name_at);
    const auto dot = std::min(name.rfind('.'), name.size());
    const bool has_ending = dot > 0 && dot < name.size();
    return {std::string(path.substr(0, name_at)), std::string(name.substr(0, has_ending ? dot : name.size())),
            std::string(has_ending ? name.substr(dot) : std::string_view{})};
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// "name (1)" and "name 2": where the number begins, npos when there is none. A year or a day is no such
// number.
std::size_t copy_number(std::string_view stem) {
    const auto space = stem.rfind(' ');
    if (space == std::string_view::npos || space == 0) return std::string_view::npos;
    auto tail = stem.substr(space + 1);
    if (tail.size() > 2 && tail.front() == '(' && tail.back() == ')') tail = tail.substr(1, tail.size() - 2);
    return all_digits(tail) && tail.size() <= 2 && tail.front() != '0' ? space : std::string_view::npos;
}

// "name (Maya's conflicted copy 2026-11-19)": where the parenthesis begins.
std::size_t conflict_parenthesis(std::string_view stem) {
    if (!stem.ends_with(')')) return std::string_view::npos;
    const auto open = stem.rfind('(');
    if (open == std::string_view::npos || open == 0) return std::string_view::npos;
    const auto inside = language::fold(stem.substr(open + 1, stem.size() - open - 2));
    // Dropbox in its languages, Nextcloud, Obsidian Sync, Seafile, Unison: in any place there.
    const auto& marks = language::any_language().conflict_marks;
    const bool told = std::any_of(marks.begin(), marks.end(),
                                  [&](const auto mark) { return inside.find(mark) != std::string::npos; });
    return told ? open : std::string_view::npos;
}

// "plan_DiskStation_Nov-19-1015-2026_Conflict" (Synology), "plan.Conflict" (Resilio): where the name ends.
std::size_t conflict_ending(std::string_view stem) {
    constexpr std::string_view mark = "conflict";
    if (stem.size() <= mark.size() + 1 || ascii_lower(stem.substr(stem.size() - mark.size())) != mark)
        return std::string_view::npos;
    auto end = stem.size() - mark.size() - 1;
    if (stem[end] == '.') return end;
    if (stem[end] != '_') return std::string_view::npos;
    for (int part = 0; part < 2; ++part) {
        const auto at = stem.rfind('_', end - 1);
        if (at == std::string_view::npos || at == 0) return std::string_view::npos;
        if (part == 0 && stem.substr(at, end - at).find_first_of("0123456789") == std::string_view::npos)
            return std::string_view::npos;
        end = at;
    }
    return end;
}

// "plan.md~", "#plan.md#", "plan.md.orig", "plan.bak.md": the name of what they are backups of.
std::string backed_up(std::string_view name) {
    if (name.size() > 2 && name.front() == '#' && name.back() == '#')
        return std::string(name.substr(1, name.size() - 2));
    for (const auto mark : kBackups) {
        if (name.size() <= mark.size()) continue;
        if (name.ends_with(mark)) return std::string(name.substr(0, name.size() - mark.size()));
        const auto dot = name.rfind('.');
        if (mark != "~" && dot != std::string_view::npos && dot > mark.size() &&
            name.substr(0, dot).ends_with(mark))
            return std::string(name.substr(0, dot - mark.size())) + std::string(name.substr(dot));
    }
    return {};
}

// "Copy of plan", "plan - Copy": the name without it, empty when there is none.
std::string_view without_copy_mark(std::string_view stem) {
    const auto lower = ascii_lower(stem);
    for (const auto opening : language::any_language().copy_openings)
        if (lower.starts_with(opening)) return stem.substr(opening.size());
    for (const auto ending : language::any_language().copy_endings)
        if (lower.ends_with(ending) && lower.size() > ending.size())
            return stem.substr(0, stem.size() - ending.size());
    return {};
}

bool is_host(std::string_view text) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (text.size() < kShortestHost) return false;
    const bool capitals = std::any_of(text.begin(), text.end(), is_capital) &&
                          std::all_of(text.begin(), text.end(),
                                      [&](char c) { return is_capital(c) || is_digit(c) || c == '-'; });
    const auto lower = ascii_lower(text);
    return capitals || std::any_of(kComputers.begin(), kComputers.end(),
                                   [&](const auto word) { return lower.find(word) != std::string::npos; });
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (const auto line : split(text, '\n'))
        if (const auto bare = trim(line); !bare.empty()) lines.push_back(bare);
    return lines;
}

}  // namespace

std::vector<CopyName> copy_names(std::string_view path) {
    auto [folder, stem, ending] = parts_of(path);
    std::vector<CopyName> names;
    const auto add = [&names, &folder = folder, &ending = ending](std::string_view base, bool certain) {
        base = trim(base);
        if (!base.empty()) names.push_back({folder + std::string(base) + ending, certain});
    };
    if (const auto name = backed_up(stem + ending); !name.empty()) {
        names.push_back({folder + name, false, true});
        return names;
    }
    if (const auto at = conflict_ending(stem); at != std::string::npos && at > 0)
        add(std::string_view(stem).substr(0, at), true);
    for (const auto infix : kInfixes)
        if (const auto at = stem.rfind(infix); at != std::string::npos && at > 0 &&
                                               at + infix.size() < stem.size() &&
                                               is_digit(stem[at + infix.size()])) {
            add(std::string_view(stem).substr(0, at), true);
            break;
        }
    const auto number = copy_number(stem);
    const std::string_view before = std::string_view(stem).substr(0, std::min(number, stem.size()));
    for (const auto text : {std::string_view(stem), before})
        if (const auto at = conflict_parenthesis(trim(text)); at != std::string_view::npos) {
            add(text.substr(0, at), true);
            break;
        }
    if (!names.empty()) return names;
    if (number != std::string_view::npos) add(before, false);
    for (const auto text : {std::string_view(stem), before})
        if (const auto base = without_copy_mark(trim(text)); !base.empty()) {
            add(base, false);
            break;
        }
    for (auto at = stem.find('-', 1); at != std::string::npos; at = stem.find('-', at + 1))
        if (is_host(std::string_view(stem).substr(at + 1))) add(std::string_view(stem).substr(0, at), false);
    return names;
}

bool are_versions(std::string_view a, std::string_view b) {
    if (a == b) return true;
    if (a.size() < b.size()) std::swap(a, b);
    std::unordered_map<std::string_view, int> left;
    for (const auto line : lines_of(b))
        ++left[line];
    std::size_t all = 0, same = 0;
    for (const auto line : lines_of(a)) {
        all += line.size();
        const auto found = left.find(line);
        if (found == left.end() || found->second == 0) continue;
        --found->second;
        same += line.size();
    }
    return all > 0 && static_cast<double>(same) >= kSameShare * static_cast<double>(all);
}

std::map<std::string, std::string> older_versions(
    const std::vector<ContextFile>& files,
    const std::function<bool(const ContextFile& original, const ContextFile& copy)>& are_same) {
    std::unordered_map<std::string_view, const ContextFile*> by_path;
    for (const auto& file : files)
        by_path.emplace(file.path, &file);
    std::map<std::string, std::vector<const ContextFile*>> groups;  // by the original's path
    std::map<std::string, std::string> older;
    for (const auto& file : files)
        for (const auto& name : copy_names(file.path)) {
            const auto original = by_path.find(name.original);
            const bool is_there = original != by_path.end();
            if (name.backup) {
                if (is_there) older.emplace(file.path, name.original);
                break;
            }
            if (!name.certain && (!is_there || !are_same(*original->second, file))) continue;
            auto& group = groups[name.original];
            if (group.empty() && is_there) group.push_back(original->second);
            group.push_back(&file);
            break;
        }
    for (const auto& [original, group] : groups) {
        // Of two of the same time, the one that comes first: the original.
        const auto newest = *std::max_element(group.begin(), group.end(), [](const auto* a, const auto* b) {
            return a->modified_ns < b->modified_ns;
        });
        for (const auto* file : group)
            if (file != newest) older.emplace(file->path, newest->path);
    }
    return older;
}

}  // namespace pacelane::pipeline
