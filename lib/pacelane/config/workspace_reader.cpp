// The workspace file's top level and its users.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <pacelane/base/content_form.h>
#include <pacelane/base/text.h>
#include <pacelane/base/uuid.h>
#include <pacelane/config/detail/reader.h>
#include <pacelane/language/language.h>
#include <vector>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kTopKeys = {"database", "durability",  "exclude",
                                                      "private",  "notify",      "users",
                                                      "llm",      "transcriber", "transcriber_timeout"};
constexpr std::array<std::string_view, 3> kLlmKeys = {"endpoint", "model", "api_key_env"};
constexpr std::array<std::string_view, 17> kUserKeys = {
    "handle",      "id",           "name",     "headline", "timezone", "language",
    "pillars",     "tone",         "aliases",  "context",  "private",  "repeat_after",
    "max_per_day", "max_per_week", "networks", "recaps",   "schedules"};
constexpr std::array<std::string_view, 4> kContextKeys = {"knowledge", "meetings", "transcripts", "exclude"};
constexpr std::size_t kLongestHandle = 64;

bool is_variable_name(std::string_view name) {
    return !name.empty() && !(name.front() >= '0' && name.front() <= '9') &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_handle_character(c) && c != '.' && c != '-'; });
}

/// Decimal, of at most four digits.
std::optional<int> number_in(std::string_view text) {
    if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    int number = 0;
    for (const char digit : text)
        number = 10 * number + (digit - '0');
    return number;
}

/// "60 days", "8 weeks", "1 week", "60d", "8w".
std::optional<int> days_in(std::string_view text) {
    const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
    const auto number = number_in(digits);
    const auto unit = trim(text.substr(digits.size()));
    if (!number) return std::nullopt;
    if (unit == "days" || unit == "day" || unit == "d") return number;
    if (unit == "weeks" || unit == "week" || unit == "w") return 7 * *number;
    return std::nullopt;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const auto word : split(text, ' '))
        if (!word.empty()) words.emplace_back(word);
    return words;
}

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

/// Patterns by the rules of `exclude`, and words.
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

class UserReader {
public:
    explicit UserReader(Checker& checker) : checker_(checker), problems_(checker.problems) {}

    void read(const Value& value, Workspace& workspace) {
        const Mapping map(checker_, value, "a user", kUserKeys);
        if (!map.valid()) return;
        User user;
        read_handle(map, user);
        read_id(map, user);
        user.name = text(checker_, map.find("name")).value_or("");
        if (user.name.empty()) user.name = user.handle;
        user.headline = text(checker_, map.find("headline")).value_or("");
        user.tone = text(checker_, map.find("tone")).value_or("");
        for (auto& pillar : texts(checker_, map.find("pillars")))
            user.pillars.push_back(std::move(pillar.text));
        read_aliases(map, user);
        read_timezone(map, user);
        read_language(map, user);
        user.context.exclude = workspace.exclude;
        if (const auto* context = map.find("context")) read_context(*context, user.context);
        user.private_matter = workspace.private_matter;
        for (auto& entry : read_private(checker_, map.find("private")))
            user.private_matter.push_back(std::move(entry));
        read_limits(map, user.limits);
        read_networks(map, user);
        user.schedules = read_schedules(checker_, map.find("schedules"));
        workspace.users.push_back(std::move(user));
    }

private:
    // Notes where a name is first used; a second use is a mistake.
    void claim(std::map<std::string, int>& used, const std::string& name, std::string_view what,
               const YAML::Mark& at) {
        const auto [first, is_new] = used.try_emplace(name, at.line + 1);
        if (!is_new)
            problems_.add(at, fmt::format("duplicate {} {} (first used on line {})", what, in_quotes(name),
                                          first->second));
    }

    void read_handle(const Mapping& map, User& user) {
        const auto* value = map.find("handle");
        if (!value)
            return problems_.add(map.at(),
                                 "a user needs a handle (the short name to call them by, such as maya)");
        const auto handle = text(checker_, value);
        if (!handle) return;
        user.handle = *handle;
        if (handle->empty() || handle->size() > kLongestHandle ||
            !std::all_of(handle->begin(), handle->end(), is_handle_character))
            return problems_.add(value->at,
                                 fmt::format("invalid handle {} (1 to {} letters, digits, '.', '_' and '-')",
                                             in_quotes(*handle), kLongestHandle));
        // It names a folder of `content export`.
        if (handle->find_first_not_of('.') == std::string::npos)
            return problems_.add(value->at, fmt::format("invalid handle {} (it needs a letter or a digit)",
                                                        in_quotes(*handle)));
        // Users are named by handle or by UUID, and flags start with a hyphen.
        if (is_uuid(*handle) || handle->front() == '-')
            return problems_.add(value->at,
                                 fmt::format("invalid handle {} (it looks like {})", in_quotes(*handle),
                                             handle->front() == '-' ? "a flag" : "an id; give it as 'id'"));
        claim(handles_, *handle, "handle", value->at);
    }

    void read_id(const Mapping& map, User& user) {
        const auto* value = map.find("id");
        const auto id = text(checker_, value);
        if (!id) {
            if (user.handle.empty() || value) return;
            user.id = uuid_v5("user:" + user.handle);
            // Two equal handles are reported as such; here it is about an id that another user was given.
            if (const auto used = ids_.find(user.id); used != ids_.end() && used->second.given)
                problems_.add(map.at(), fmt::format("the id of user {} is given to the user on line {}",
                                                    in_quotes(user.handle), used->second.line));
            ids_.try_emplace(user.id, Id{map.at().line + 1, false});
            return;
        }
        if (!is_uuid(*id))
            return problems_.add(
                value->at, fmt::format("invalid id {} (a UUID, such as 6ba7b810-9dad-41d1-80b4-00c04fd430c8)",
                                       in_quotes(*id)));
        user.id = ascii_lower(*id);  // UUIDs are the same in either case, texts are not
        const auto [first, is_new] = ids_.try_emplace(user.id, Id{value->at.line + 1, true});
        if (!is_new)
            problems_.add(value->at, fmt::format("duplicate id {} (first used on line {})", in_quotes(*id),
                                                 first->second.line));
    }

    void read_aliases(const Mapping& map, User& user) {
        for (auto& [alias, at] : texts(checker_, map.find("aliases"))) {
            const auto bare = std::string(trim(alias));
            if (bare.empty())
                problems_.add(at, "aliases: an empty name");
            else if (std::find(user.aliases.begin(), user.aliases.end(), bare) == user.aliases.end())
                user.aliases.push_back(bare);
        }
    }

    void read_timezone(const Mapping& map, User& user) {
        const auto* value = map.find("timezone");
        const auto zone = text(checker_, value);
        if (!zone) return;
        user.timezone = *zone;
        if (schedule::is_time_zone(*zone)) return;
        problems_.add(value->at, fmt::format("unknown time zone {} ({})", in_quotes(*zone),
                                             schedule::time_zone_problem(*zone)));
    }

    void read_language(const Mapping& map, User& user) {
        const auto* value = map.find("language");
        const auto language = text(checker_, value);
        if (!language) return;
        std::vector<std::string_view> known;
        for (const auto each : language::languages())
            known.push_back(language::code(each));
        for (const auto code : known)
            if (ascii_lower(*language) == ascii_lower(code)) user.language = code;
        if (user.language.empty())
            problems_.add(value->at, fmt::format("unknown language {} ({})", in_quotes(*language),
                                                 hint(*language, known)));
    }

    void read_limits(const Mapping& map, ProposalLimits& limits) {
        const auto* after = map.find("repeat_after");
        if (const auto given = text(checker_, after)) {
            if (*given == "never")
                limits.repeat_after.reset();
            else if (const auto days = days_in(*given))
                limits.repeat_after = *days;
            else
                problems_.add(after->at,
                              fmt::format("repeat_after: {} is no time such as 60 days, 8 weeks or never",
                                          in_quotes(*given)));
        }
        limits.max_per_day = read_most(map, "max_per_day");
        limits.max_per_week = read_most(map, "max_per_week");
        const auto* recaps = map.find("recaps");
        if (const auto given = text(checker_, recaps)) {
            if (*given != "true" && *given != "false")
                problems_.add(recaps->at,
                              fmt::format("recaps: {} is neither true nor false", in_quotes(*given)));
            limits.recaps = *given == "true";
        }
    }

    std::optional<int> read_most(const Mapping& map, std::string_view key) {
        const auto* value = map.find(key);
        const auto given = text(checker_, value);
        if (!given) return std::nullopt;
        const auto number = number_in(*given);
        if (!number || *number == 0)
            problems_.add(value->at,
                          fmt::format("{}: {} is no number of drafts (1 or more)", key, in_quotes(*given)));
        return number;
    }

    void read_networks(const Mapping& map, User& user) {
        const auto known = social_network_ids();
        for (const auto& [given, at] : texts(checker_, map.find("networks"))) {
            const auto network = ascii_lower(trim(given));
            if (std::find(known.begin(), known.end(), network) == known.end())
                problems_.add(at,
                              fmt::format("unknown network {} ({})", in_quotes(given), hint(network, known)));
            else if (std::find(user.networks.begin(), user.networks.end(), network) == user.networks.end())
                user.networks.push_back(network);
        }
    }

    void read_context(const Value& value, ContextFolders& folders) {
        const Mapping map(checker_, value, "context", kContextKeys);
        folders.knowledge = read_patterns(map.find("knowledge"));
        folders.meetings = read_patterns(map.find("meetings"));
        folders.transcripts = read_patterns(map.find("transcripts"));
        for (auto& pattern : read_exclude(checker_, map.find("exclude")))
            folders.exclude.push_back(std::move(pattern));
    }

    std::vector<std::string> read_patterns(const Value* value) {
        std::vector<std::string> patterns;
        for (auto& [pattern, at] : texts(checker_, value)) {
            if (pattern.empty())
                problems_.add(at, fmt::format("{}: empty pattern", value->name));
            else if (pattern.front() == '/' || pattern == "~" || pattern.starts_with("~/"))
                problems_.add(at,
                              fmt::format("absolute pattern {} (patterns are relative to this file's folder)",
                                          in_quotes(pattern)));
            else if (climbs_out(pattern))
                problems_.add(at, fmt::format("pattern {} leaves this file's folder", in_quotes(pattern)));
            else
                patterns.push_back(std::move(pattern));
        }
        return patterns;
    }

    struct Id {
        int line;
        bool given;  // in the file, not made from the handle
    };

    Checker& checker_;
    Problems& problems_;
    std::map<std::string, int> handles_;
    std::map<std::string, Id> ids_;
};

void read_database(Checker& checker, const Value* value, Workspace& workspace) {
    const auto database = text(checker, value);
    if (!database) return;
    if (database->empty()) return checker.problems.add(value->at, "database: empty path");
    if (database->starts_with("~/"))
        return checker.problems.add(value->at, "database: '~' is not expanded; write the whole path");
    workspace.database_line = value->at.line + 1;
    workspace.database = (fs::path(workspace.folder) / *database).lexically_normal().string();
}

void read_durability(Checker& checker, const Value* value, Workspace& workspace) {
    const auto durability = text(checker, value);
    if (!durability) return;
    if (*durability != "full" && *durability != "normal")
        return checker.problems.add(value->at,
                                    fmt::format("durability '{}': give full or normal", *durability));
    workspace.durability = *durability;
    workspace.durability_line = value->at.line + 1;
}

void read_notify(Checker& checker, const Value* value, Workspace& workspace) {
    if (!value) return;
    const auto given = texts(checker, value);
    if (given.empty()) return;
    if (trim(given.front().text).empty() || given.front().text.starts_with("~/"))
        return checker.problems.add(
            given.front().at,
            "notify: begins with no program; give a list such as [mail, -s, Pacelane, "
            "maya@example.com] ('~' is not expanded)");
    // A shell would be needed to take one text apart; a list needs none.
    if (given.size() == 1 && given.front().text.find(' ') != std::string::npos)
        return checker.problems.add(given.front().at,
                                    fmt::format("notify: give the program and its arguments as a list: [{}]",
                                                join(words_of(given.front().text), ", ")));
    workspace.notify_line = value->at.line + 1;
    for (const auto& argument : given)
        workspace.notify.push_back(argument.text);
    auto& program = workspace.notify.front();
    if (program.find('/') != std::string::npos)
        program = (fs::path(workspace.folder) / program).lexically_normal().string();
}

void read_llm(Checker& checker, const Value& value, Workspace& workspace) {
    const Mapping map(checker, value, "llm", kLlmKeys);
    const auto read = [&](std::string_view key) -> Located {
        const auto* found = map.find(key);
        const auto given = text(checker, found);
        if (!given) return {};
        return {*given, found->at.line + 1};
    };
    workspace.llm = Llm{read("endpoint"), read("model"), read("api_key_env")};
    // What is no variable's name may be the key itself, so it is not repeated.
    if (const auto& key = workspace.llm->api_key_env; key.line > 0 && !is_variable_name(key.text)) {
        workspace.llm->api_key_env = {};
        checker.problems.add(map.find("api_key_env")->at,
                             "api_key_env: not the name of an environment variable, such as PACELANE_LLM_KEY "
                             "(the key itself does not belong into this file)");
    }
    checker.problems.warn(value.at, "llm is not used: this version composes drafts from the sources alone");
}

/// "90 s", "45 min", "2 h".
std::optional<std::chrono::seconds> time_span(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = number_in(text.substr(0, digits));
    const auto unit = trim(text.substr(digits));
    if (!number || *number == 0) return std::nullopt;
    if (unit == "s") return std::chrono::seconds(*number);
    if (unit == "min") return std::chrono::minutes(*number);
    if (unit == "h") return std::chrono::hours(*number);
    return std::nullopt;
}

void read_transcriber(Checker& checker, const Mapping& map, Workspace& workspace) {
    if (const auto* value = map.find("transcriber")) {
        if (!value->node.IsSequence()) {
            checker.problems.add(value->at,
                                 "transcriber: give a list, the program and its arguments, such as "
                                 "[whisper-cli, -f, \"{file}\"]; there is no shell");
        } else {
            bool names_file = false;
            for (const auto& argument : texts(checker, value)) {
                names_file = names_file || argument.text.find("{file}") != std::string::npos;
                workspace.transcriber.push_back(argument.text);
            }
            if (!workspace.transcriber.empty() && workspace.transcriber.front().empty())
                checker.problems.add(value->at, "transcriber: its first item is empty; name a program");
            else if (!names_file)
                checker.problems.add(value->at,
                                     "transcriber: no argument holds {file}, which stands for the recording");
        }
    }
    const auto* limit = map.find("transcriber_timeout");
    if (const auto given = text(checker, limit)) {
        if (const auto span = time_span(*given))
            workspace.transcriber_timeout = *span;
        else
            checker.problems.add(
                limit->at,
                fmt::format("transcriber_timeout '{}': give a time such as 90 s, 45 min or 2 h", *given));
    }
}

void read_settings(Checker& checker, const Mapping& map, Workspace& workspace) {
    read_database(checker, map.find("database"), workspace);
    read_durability(checker, map.find("durability"), workspace);
    workspace.exclude = read_exclude(checker, map.find("exclude"));
    workspace.private_matter = read_private(checker, map.find("private"));
    read_notify(checker, map.find("notify"), workspace);
    if (const auto* llm = map.find("llm")) read_llm(checker, *llm, workspace);
    read_transcriber(checker, map, workspace);
}

}  // namespace

void read_document(Checker& checker, const YAML::Node& document, Workspace& workspace) {
    const Value top{document, document.Mark(), "the file"};
    if (document.IsNull()) return checker.problems.add(top.at, "the file is empty; it needs users");
    const Mapping map(checker, top, "the file", kTopKeys);
    if (!map.valid()) return;
    read_settings(checker, map, workspace);
    const auto* users = map.find_even_empty("users");
    if (!users || users->node.IsNull() || (users->node.IsSequence() && users->node.size() == 0))
        return checker.problems.add(users ? users->at : top.at, "no users; list at least one under 'users'");
    UserReader reader(checker);
    for (const auto& item : items(checker, users))
        reader.read(item, workspace);
}

void read_settings(Checker& checker, const YAML::Node& document, Workspace& workspace) {
    if (document.IsNull()) return;  // the file has users and nothing else
    const Mapping map(checker, {document, document.Mark(), "the file"}, "the file", kTopKeys);
    if (map.valid()) read_settings(checker, map, workspace);
}

}  // namespace pacelane::config
