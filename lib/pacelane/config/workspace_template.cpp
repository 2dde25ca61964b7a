#include <algorithm>
#include <pacelane/base/json.h>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/problems.h>
#include <pacelane/config/workspace.h>
#include <pacelane/config/workspace_template.h>
#include <pacelane/language/language.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::config {

namespace {

constexpr std::string_view kText =
    R"(# The workspace of {name}: who writes, from which files, and at what pace.
#
#   pacelane migrate                          create the database (once, and after each upgrade)
#   pacelane schedule import pacelane.yaml    bring in what this file says; again whenever you change it
#   pacelane analyze --user YOU --write       read the files, write drafts now
#   pacelane schedule crontab                 the lines that let it go by itself
#
# Paths are relative to this file. A mistake is reported with its line and column, and then nothing is imported.

database: pacelane.db

# full: what a command acknowledged survives a loss of power. normal: faster, and its last moments may not.
durability: full

users:
  - handle: {handle}
    # So that your own words in minutes and transcripts are known as yours.
    name: {name}
    # headline: What you do, in a few words
    timezone: {timezone}
    # The language of the drafts, {languages}; without it, that of your files.
    {language}
    # What you want to be known for: subjects near these come first.
    # pillars: [developer experience, reliability]
    # tone: plain and practical

    # Your files. ** reaches into subfolders, * does not. Each sentence of a draft comes from one of these.
    context:
      # Notes and documents: Markdown (.md) or plain text (.txt). Also ["**/*"]: what they hold tells what they are.
      knowledge: [{knowledge}]
      # Minutes: decisions, action items and open points are found in them. Name them 2026-11-17-weekly.md.
      meetings: [meetings/**/*]
      # Recorded talk: WebVTT (.vtt), SubRip (.srt), or lines of "Speaker: what they said" (.txt).
      transcripts: [transcripts/**/*]

    # For nobody else: paths, and words that keep out every passage that holds one.
    # private: [journal/**, salary]
    # What was proposed is not proposed again for so long (60 days without it); and at most so many drafts.
    # repeat_after: 60 days
    # max_per_day: 2
    # max_per_week: 5
    # Whether meetings may be told of: what was decided, what changed, what is open. Minutes stay inside without it.
    # recaps: true
    # For which networks a social post is made ready: {networks}; without it, one text for all.
    # networks: [mastodon]

    schedules:
      # daily, weekly or bi-weekly (which also takes starts_on: a date in a week that counts)
      - frequency: weekly
        selected_days: [tuesday, thursday]
        # Where you are: a label as here, a time as "09:00", or a window as "18:00-20:00" (with the quotes).
        preferred_time: Morning (8-10 AM)
        # Each suggestion becomes one draft, in one of these: {forms}.
        content_types: [{form}]
        # active: false
)";

// A value as YAML takes it, whatever is in it: as it is when that is plain, else in quotes.
std::string yaml(const std::string& text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '/' || c == '_';
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain) && trim(text) == text &&
        ascii_lower(text) != "null" && ascii_lower(text) != "none")
        return text;
    return to_text(Json(text));
}

std::string one_line(const std::string& text) {
    std::string line = text;
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return line;
}

std::string replaced(std::string text, std::string_view mark, const std::string& value) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}

}  // namespace

std::string workspace_template(const TemplateValues& values) {
    auto text = std::string(kText);
    const auto head = text.find("\n#\n");
    // In the first line it is a comment, which quotes would spoil.
    text = replaced(text.substr(0, head), "{name}", one_line(values.name)) + text.substr(head);
    text = replaced(std::move(text), "{knowledge}",
                    values.knowledge.empty() ? "knowledge/**/*" : to_text(Json(values.knowledge)));
    text = replaced(std::move(text), "{handle}", yaml(values.handle));
    text = replaced(std::move(text), "{timezone}", yaml(values.timezone));
    text = replaced(std::move(text), "{language}",
                    values.language.empty() ? "# language: en" : "language: " + yaml(values.language));
    text = replaced(std::move(text), "{forms}", content_form_list());
    text = replaced(std::move(text), "{languages}", language::codes());
    text = replaced(std::move(text), "{networks}", fmt::format("{}", fmt::join(social_network_ids(), ", ")));
    text = replaced(std::move(text), "{form}", std::string(kDefaultForm.id));
    text = replaced(std::move(text), "name: {name}", "name: " + yaml(values.name));
    try {
        parse_workspace(text, "pacelane.yaml");
    } catch (const WorkspaceError& error) {
        // What is said of the file is true of the flag; its place in a file that is not there is of no use.
        const auto& problem = error.problems().front();
        const auto what = problem.find(": ");
        throw Error(ErrorKind::usage, "--handle, --name, --timezone, --language, --knowledge: " +
                                          problem.substr(what == std::string::npos ? 0 : what + 2));
    }
    return text;
}

std::optional<std::string> guess_time_zone(std::string_view tz, std::string_view etc_timezone,
                                           std::string_view localtime_target) {
    constexpr std::string_view kZones = "zoneinfo/";
    const auto below_zones = [&](std::string_view path) {
        const auto at = path.rfind(kZones);
        return at == std::string_view::npos ? path : path.substr(at + kZones.size());
    };
    if (tz.starts_with(':')) tz.remove_prefix(1);
    for (auto zone : {below_zones(tz), trim(etc_timezone), below_zones(localtime_target)}) {
        // posix/ and right/ hold the same zones once more.
        for (const std::string_view copy : {"posix/", "right/"})
            if (zone.starts_with(copy)) zone.remove_prefix(copy.size());
        if (zone == "Etc/UTC" || zone == "UTC") return "UTC";
        if (!zone.empty() && schedule::is_time_zone(zone)) return std::string(zone);
    }
    return std::nullopt;
}

std::string guess_handle(std::string_view account) {
    std::string handle;
    for (const char c : ascii_lower(account))
        if (is_handle_character(c) && !(handle.empty() && c == '-')) handle += c;
    constexpr std::size_t kLongest = 64;
    handle = handle.substr(0, kLongest);
    return handle.empty() ? "me" : handle;
}

}  // namespace pacelane::config
