// From YAML to Workspace, with every mistake on the way.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <pacelane/base/text.h>
#include <pacelane/base/uuid.h>
#include <pacelane/config/workspace.h>
#include <set>
#include <sstream>
#include <tuple>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace pacelane::config {

namespace {

namespace fs = std::filesystem;
using Keys = std::vector<std::string_view>;

constexpr std::string_view kDefaultTime = "09:00";
constexpr std::string_view kWeekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                          "friday", "saturday", "sunday"};
constexpr std::string_view kFrequencies[] = {"daily", "weekly", "bi-weekly"};
constexpr std::string_view kLanguages[] = {"en", "pt-BR"};
// More nodes than any person writes: aliases of aliases.
constexpr int kMostNodes = 200'000;

std::string hint(std::string_view text, std::span<const std::string_view> candidates) {
    const auto near = nearest(text, candidates);
    if (!near.empty()) return fmt::format("did you mean {}?", near);
    return fmt::format("known: {}", fmt::join(candidates.begin(), candidates.end(), ", "));
}

class Reader {
public:
    explicit Reader(const std::string& path) : path_(path) {}

    Workspace read(std::string_view yaml) {
        Workspace workspace;
        workspace.path = fs::absolute(path_).lexically_normal().string();
        workspace.folder = fs::path(workspace.path).parent_path().string();
        try {
            const auto root = YAML::Load(std::string(yaml));
            if (count_nodes(root) > kMostNodes)
                problem(root, "the file has too many values (aliases that multiply?)");
            else
                read_root(root, workspace);
        } catch (const YAML::Exception& error) {
            problem_at(error.mark.line, error.mark.column, "not valid YAML: " + error.msg);
        }
        if (!problems_.empty()) {
            std::stable_sort(problems_.begin(), problems_.end());
            std::vector<std::string> lines;
            for (const auto& [line, column, text] : problems_)
                lines.push_back(fmt::format("{}:{}:{}: {}", path_, line, column, text));
            throw WorkspaceError(std::move(lines));
        }
        return workspace;
    }

private:
    void problem_at(int line, int column, const std::string& text) {
        problems_.emplace_back(std::max(line, 0) + 1, std::max(column, 0) + 1, text);
    }
    void problem(const YAML::Node& node, const std::string& text) {
        problem_at(node.Mark().line, node.Mark().column, text);
    }

    int count_nodes(const YAML::Node& node) {
        if (++nodes_ > kMostNodes) return nodes_;
        if (node.IsMap())
            for (const auto& pair : node)
                count_nodes(pair.second);
        else if (node.IsSequence())
            for (const auto& item : node)
                count_nodes(item);
        return nodes_;
    }

    // Whether the node is a mapping; its keys are checked against those that are known.
    bool mapping(const YAML::Node& node, std::string_view what, const Keys& known) {
        if (!node.IsMap()) {
            problem(node, fmt::format("{}: expected `key: value` lines", what));
            return false;
        }
        std::set<std::string> seen;
        for (const auto& pair : node) {
            if (!pair.first.IsScalar()) {
                problem(pair.first, fmt::format("{}: a key must be a word", what));
                continue;
            }
            const auto& key = pair.first.Scalar();
            if (std::find(known.begin(), known.end(), key) == known.end())
                problem(pair.first, fmt::format("unknown key '{}' in {} ({})", key, what, hint(key, known)));
            else if (!seen.insert(key).second)
                problem(pair.first, fmt::format("'{}' is given twice in {}", key, what));
        }
        return true;
    }

    // The value of a key, or nullopt when it is absent or null.
    std::optional<YAML::Node> value(const YAML::Node& map, const char* key) {
        for (const auto& pair : map)
            if (pair.first.IsScalar() && pair.first.Scalar() == key)
                return pair.second.IsNull() ? std::nullopt : std::optional<YAML::Node>(pair.second);
        return std::nullopt;
    }

    std::optional<std::string> text(const YAML::Node& map, const char* key) {
        const auto node = value(map, key);
        if (!node) return std::nullopt;
        if (!node->IsScalar()) {
            problem(*node, fmt::format("{}: expected a single value", key));
            return std::nullopt;
        }
        return node->Scalar();
    }

    // A list of words, or a single one.
    std::vector<YAML::Node> words(const YAML::Node& map, const char* key) {
        std::vector<YAML::Node> nodes;
        const auto node = value(map, key);
        if (!node) return nodes;
        if (node->IsScalar()) {
            nodes.push_back(*node);
        } else if (node->IsSequence()) {
            for (const auto& item : *node) {
                if (item.IsScalar())
                    nodes.push_back(item);
                else
                    problem(item, fmt::format("{}: expected a word, not a list or mapping", key));
            }
        } else {
            problem(*node, fmt::format("{}: expected a list", key));
        }
        return nodes;
    }

    std::vector<std::string> strings(const YAML::Node& map, const char* key) {
        std::vector<std::string> all;
        for (const auto& node : words(map, key))
            all.push_back(node.Scalar());
        return all;
    }

    void read_root(const YAML::Node& root, Workspace& workspace) {
        if (root.IsNull()) return problem(root, "the file is empty; it needs `users:`");
        if (!mapping(root, "the file", {"database", "users", "llm"})) return;
        if (const auto database = text(root, "database"))
            workspace.database = (fs::path(workspace.folder) / *database).lexically_normal().string();
        if (const auto llm = value(root, "llm")) {
            mapping(*llm, "llm", {"endpoint", "model", "api_key_env"});
            workspace.warnings.push_back(fmt::format(
                "{}:{}:{}: llm: has no effect: this version composes drafts from the sources alone", path_,
                llm->Mark().line + 1, llm->Mark().column + 1));
        }
        const auto users = value(root, "users");
        if (!users) return problem(root, "no `users:`; at least one user is needed");
        if (!users->IsSequence()) return problem(*users, "users: expected a list (`- handle: maya`)");
        if (users->size() == 0) return problem(*users, "users: at least one user is needed");
        for (const auto& node : *users)
            read_user(node, workspace);
    }

    void read_user(const YAML::Node& node, Workspace& workspace) {
        if (!mapping(node, "a user",
                     {"handle", "id", "name", "headline", "timezone", "language", "pillars", "tone",
                      "context", "schedules"}))
            return;
        User user;
        const auto handle = text(node, "handle");
        if (!handle || handle->empty()) {
            problem(node, "a user needs a `handle:`");
        } else {
            user.handle = *handle;
            const auto at = *value(node, "handle");
            if (user.handle.size() > 64 ||
                user.handle.find_first_not_of(
                    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != std::string::npos)
                problem(at, fmt::format("handle '{}': use letters, digits, '.', '_' and '-', at most 64",
                                        user.handle));
            if (!handles_.insert(user.handle).second)
                problem(at, fmt::format("handle '{}' is another user's already", user.handle));
        }
        user.id = uuid_v5("user:" + user.handle);
        if (const auto id = text(node, "id")) {
            user.id = ascii_lower(*id);
            if (!is_uuid(user.id)) problem(*value(node, "id"), fmt::format("id '{}' is not a UUID", *id));
        }
        if (!user.handle.empty() && !ids_.insert(user.id).second)
            problem(node, fmt::format("user '{}': the id is another user's already", user.handle));
        user.name = text(node, "name").value_or(user.handle);
        user.headline = text(node, "headline").value_or("");
        user.tone = text(node, "tone").value_or("");
        user.pillars = strings(node, "pillars");
        if (const auto zone = text(node, "timezone")) {
            user.timezone = *zone;
            if (!schedule::is_time_zone(*zone)) {
                const auto similar = schedule::similar_time_zones(*zone);
                problem(*value(node, "timezone"),
                        fmt::format("unknown time zone '{}' ({})", *zone,
                                    similar.empty() ? "IANA names are like Europe/Stockholm"
                                                    : "did you mean " + join(similar, ", ") + "?"));
            }
        }
        if (const auto language = text(node, "language")) {
            const auto lower = ascii_lower(*language);
            if (lower == "en" || lower.starts_with("en-") || lower.starts_with("en_"))
                user.language = kLanguages[0];
            else if (lower == "pt" || lower == "pt-br" || lower == "pt_br")
                user.language = kLanguages[1];
            else
                problem(*value(node, "language"),
                        fmt::format("unknown language '{}' (known: en, pt-BR)", *language));
        }
        if (const auto context = value(node, "context"))
            if (mapping(*context, "context", {"knowledge", "meetings", "transcripts"})) {
                user.context.knowledge = patterns(*context, "knowledge");
                user.context.meetings = patterns(*context, "meetings");
                user.context.transcripts = patterns(*context, "transcripts");
            }
        if (const auto schedules = value(node, "schedules")) {
            if (!schedules->IsSequence())
                problem(*schedules, "schedules: expected a list (`- frequency: weekly`)");
            else
                for (const auto& entry : *schedules)
                    read_schedule(entry, user);
        }
        workspace.users.push_back(std::move(user));
    }

    std::vector<std::string> patterns(const YAML::Node& map, const char* key) {
        std::vector<std::string> all;
        for (const auto& node : words(map, key)) {
            const auto& pattern = node.Scalar();
            const auto parts = split(pattern, '/');
            if (pattern.empty())
                problem(node, fmt::format("{}: the pattern is empty", key));
            else if (pattern.front() == '/' || pattern.front() == '~' ||
                     std::find(parts.begin(), parts.end(), "..") != parts.end())
                problem(
                    node,
                    fmt::format("{}: '{}' leaves the workspace; patterns are relative to this file's folder",
                                key, pattern));
            else
                all.push_back(pattern);
        }
        return all;
    }

    void read_schedule(const YAML::Node& node, User& user) {
        if (!mapping(
                node, "a schedule",
                {"frequency", "selected_days", "preferred_time", "content_types", "starts_on", "active"}))
            return;
        ScheduleEntry entry;
        entry.line = node.Mark().line + 1;
        bool known_frequency = true;
        const auto frequency = text(node, "frequency");
        if (!frequency) {
            problem(node, "a schedule needs a `frequency:` (daily, weekly or bi-weekly)");
            known_frequency = false;
        } else if (const auto known = schedule::frequency(*frequency)) {
            entry.frequency = *known;
        } else {
            problem(*value(node, "frequency"),
                    fmt::format("unknown frequency '{}' ({})", *frequency, hint(*frequency, kFrequencies)));
            known_frequency = false;
        }
        const auto days = words(node, "selected_days");
        for (const auto& day : days) {
            if (const auto known = schedule::weekday(day.Scalar()))
                entry.selected_days.insert(*known);
            else
                problem(day, fmt::format("unknown weekday '{}' ({})", day.Scalar(),
                                         hint(day.Scalar(), kWeekdays)));
        }
        if (known_frequency && entry.frequency != schedule::Frequency::daily && days.empty())
            problem(node, fmt::format("a {} schedule needs `selected_days:` (such as [monday, thursday])",
                                      schedule::name(entry.frequency)));
        entry.preferred_time = text(node, "preferred_time").value_or(std::string(kDefaultTime));
        if (!schedule::parse_preferred_time(entry.preferred_time))
            problem(*value(node, "preferred_time"),
                    fmt::format("preferred_time '{}' is not understood (use 09:00, 18:00-20:00, 9 AM or "
                                "Morning (8-10 AM))",
                                entry.preferred_time));
        const auto types = words(node, "content_types");
        if (!value(node, "content_types"))
            entry.content_types.emplace_back(kContentTypes[0]);
        else if (types.empty())
            problem(*value(node, "content_types"), "content_types: name at least one");
        for (const auto& type : types) {
            const auto& name = type.Scalar();
            if (std::find(std::begin(kContentTypes), std::end(kContentTypes), name) ==
                std::end(kContentTypes))
                problem(type, fmt::format("unknown content type '{}' ({})", name, hint(name, kContentTypes)));
            else if (std::find(entry.content_types.begin(), entry.content_types.end(), name) !=
                     entry.content_types.end())
                problem(type, fmt::format("content type '{}' is given twice", name));
            else
                entry.content_types.push_back(name);
        }
        if (const auto start = text(node, "starts_on")) {
            entry.starts_on = parse_date(*start);
            if (!entry.starts_on)
                problem(*value(node, "starts_on"),
                        fmt::format("starts_on '{}' is not a date such as 2026-11-19", *start));
        }
        if (const auto active = text(node, "active")) {
            const auto lower = ascii_lower(*active);
            if (lower != "true" && lower != "false")
                problem(*value(node, "active"), fmt::format("active '{}': use true or false", *active));
            entry.active = lower != "false";
        }
        for (const auto& other : user.schedules)
            if (other.frequency == entry.frequency && other.selected_days == entry.selected_days &&
                other.preferred_time == entry.preferred_time && other.content_types == entry.content_types &&
                other.starts_on == entry.starts_on)
                problem(node, fmt::format("this schedule is the same as the one on line {}", other.line));
        user.schedules.push_back(std::move(entry));
    }

    std::string path_;
    std::vector<std::tuple<int, int, std::string>> problems_;
    std::set<std::string> handles_;
    std::set<std::string> ids_;
    int nodes_ = 0;
};

}  // namespace

WorkspaceError::WorkspaceError(std::vector<std::string> problems)
    : Error(ErrorKind::bad_input, join(problems, "\n")), problems_(std::move(problems)) {}

Workspace parse_workspace(std::string_view yaml, const std::string& path) {
    return Reader(path).read(yaml);
}

Workspace load_workspace(const std::string& path) {
    std::error_code failure;
    if (fs::is_directory(path, failure))
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: is a folder; name the workspace file in it", path));
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (!file)
        throw Error(ErrorKind::configuration, fmt::format("{}: the workspace file cannot be read", path));
    return parse_workspace(text.str(), path);
}

}  // namespace pacelane::config
