// One user of the workspace file.
#include <algorithm>
#include <array>
#include <pacelane/base/content_form.h>
#include <pacelane/base/text.h>
#include <pacelane/base/uuid.h>
#include <pacelane/config/detail/path_patterns.h>
#include <pacelane/config/detail/reader.h>
#include <pacelane/config/detail/spans.h>
#include <pacelane/config/detail/user_reader.h>
#include <pacelane/language/language.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

constexpr std::array<std::string_view, 17> kUserKeys = {
    "handle",      "id",           "name",     "headline", "timezone", "language",
    "pillars",     "tone",         "aliases",  "context",  "private",  "repeat_after",
    "max_per_day", "max_per_week", "networks", "recaps",   "schedules"};
constexpr std::array<std::string_view, 4> kContextKeys = {"knowledge", "meetings", "transcripts", "exclude"};
constexpr std::size_t kLongestHandle = 64;

}  // namespace

void UserReader::read(const Value& value, Workspace& workspace) {
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

// Notes where a name is first used; a second use is a mistake.
void UserReader::claim(std::map<std::string, int>& used, const std::string& name, std::string_view what,
                       const YAML::Mark& at) {
    const auto [first, is_new] = used.try_emplace(name, at.line + 1);
    if (!is_new)
        problems_.add(
            at, fmt::format("duplicate {} {} (first used on line {})", what, in_quotes(name), first->second));
}

void UserReader::read_handle(const Mapping& map, User& user) {
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
        return problems_.add(
            value->at, fmt::format("invalid handle {} (it needs a letter or a digit)", in_quotes(*handle)));
    // Users are named by handle or by UUID, and flags start with a hyphen.
    if (is_uuid(*handle) || handle->front() == '-')
        return problems_.add(value->at,
                             fmt::format("invalid handle {} (it looks like {})", in_quotes(*handle),
                                         handle->front() == '-' ? "a flag" : "an id; give it as 'id'"));
    claim(handles_, *handle, "handle", value->at);
}

void UserReader::read_id(const Mapping& map, User& user) {
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

void UserReader::read_aliases(const Mapping& map, User& user) {
    for (auto& [alias, at] : texts(checker_, map.find("aliases"))) {
        const auto bare = std::string(trim(alias));
        if (bare.empty())
            problems_.add(at, "aliases: an empty name");
        else if (std::find(user.aliases.begin(), user.aliases.end(), bare) == user.aliases.end())
            user.aliases.push_back(bare);
    }
}

void UserReader::read_timezone(const Mapping& map, User& user) {
    const auto* value = map.find("timezone");
    const auto zone = text(checker_, value);
    if (!zone) return;
    user.timezone = *zone;
    if (schedule::is_time_zone(*zone)) return;
    problems_.add(value->at, fmt::format("unknown time zone {} ({})", in_quotes(*zone),
                                         schedule::time_zone_problem(*zone)));
}

void UserReader::read_language(const Mapping& map, User& user) {
    const auto* value = map.find("language");
    const auto language = text(checker_, value);
    if (!language) return;
    std::vector<std::string_view> known;
    for (const auto each : language::languages())
        known.push_back(language::code(each));
    for (const auto code : known)
        if (ascii_lower(*language) == ascii_lower(code)) user.language = code;
    if (user.language.empty())
        problems_.add(value->at,
                      fmt::format("unknown language {} ({})", in_quotes(*language), hint(*language, known)));
}

void UserReader::read_limits(const Mapping& map, ProposalLimits& limits) {
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
            problems_.add(recaps->at, fmt::format("recaps: {} is neither true nor false", in_quotes(*given)));
        limits.recaps = *given == "true";
    }
}

std::optional<int> UserReader::read_most(const Mapping& map, std::string_view key) {
    const auto* value = map.find(key);
    const auto given = text(checker_, value);
    if (!given) return std::nullopt;
    const auto number = number_in(*given);
    if (!number || *number == 0)
        problems_.add(value->at,
                      fmt::format("{}: {} is no number of drafts (1 or more)", key, in_quotes(*given)));
    return number;
}

void UserReader::read_networks(const Mapping& map, User& user) {
    const auto known = social_network_ids();
    for (const auto& [given, at] : texts(checker_, map.find("networks"))) {
        const auto network = ascii_lower(trim(given));
        if (std::find(known.begin(), known.end(), network) == known.end())
            problems_.add(at, fmt::format("unknown network {} ({})", in_quotes(given), hint(network, known)));
        else if (std::find(user.networks.begin(), user.networks.end(), network) == user.networks.end())
            user.networks.push_back(network);
    }
}

void UserReader::read_context(const Value& value, ContextFolders& folders) {
    const Mapping map(checker_, value, "context", kContextKeys);
    folders.knowledge = read_patterns(checker_, map.find("knowledge"));
    folders.meetings = read_patterns(checker_, map.find("meetings"));
    folders.transcripts = read_patterns(checker_, map.find("transcripts"));
    for (auto& pattern : read_exclude(checker_, map.find("exclude")))
        folders.exclude.push_back(std::move(pattern));
}

}  // namespace pacelane::config
