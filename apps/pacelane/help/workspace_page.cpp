// pacelane.yaml(5). tests/cli/help_test.cpp holds its keys against those that the reader takes.
#include "help/manual.h"

#include <pacelane/base/content_form.h>
#include <pacelane/language/language.h>
#include <string_view>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

struct Key {
    std::string_view name;
    std::string_view text;
};

constexpr Key kTop[] = {
    {"database", "The database file, relative to this file's folder."},
    {"durability", "full (the default): what was acknowledged survives a loss of power; normal: faster."},
    {"exclude", "What no pattern of a context means, for every user; see below."},
    {"private", "What is for nobody else, of every user; see below."},
    {"notify",
     "A command, as a list of its arguments, that is told when \"pacelane status --check\" turns bad and "
     "when "
     "it is good again: it gets one JSON object on standard input."},
    {"users", "The people, as a list. Needed."},
    {"transcriber",
     "A program that writes what is said in a recording, as a list of arguments, without a shell: {file} "
     "stands for "
     "the recording, {output} for where to write. pacelane context sync runs it."},
    {"transcriber_timeout", "How long it may take for one recording: 90 s, 45 min, 2 h (the default)."},
    {"llm",
     "A language model's server. Accepted with a warning: drafts are composed from the sources alone."}};

constexpr Key kUser[] = {
    {"handle", "The short name to call them by: letters, digits, dots, underscores and hyphens. Needed."},
    {"id", "A UUID. Default: one made from the handle, always the same."},
    {"name", "The full name, by which their own words in transcripts are known."},
    {"headline", "What they do, in a line."},
    {"timezone", "An IANA name, such as Europe/Stockholm. Default: UTC."},
    {"language", "Of the drafts: {languages}. Default: that of the sources."},
    {"pillars", "What they want to be known for, as a list."},
    {"tone", "How they write, in a few words."},
    {"aliases",
     "Other names for them in minutes and transcripts, as a list: initials, a nickname, a device's name. A "
     "change "
     "lets documents with people in them be read again."},
    {"context", "Where their material is; see below."},
    {"private", "What is for nobody else, after the file's private; see below."},
    {"repeat_after",
     "When something that was proposed may be proposed again, in any form: 60 days (the default), 8 weeks, "
     "or "
     "never. What is new is proposed at any time."},
    {"max_per_day", "How many drafts are proposed on one day, over all schedules. Default: no limit."},
    {"max_per_week", "The same in seven days, that day and the six before it."},
    {"recaps",
     "true: the minutes of the last seven days may be told of, in a LinkedIn post or a newsletter: what was "
     "decided, what changed, what is open, without the names of others. Default: false, for meetings may be "
     "confidential; what private names is never told."},
    {"networks",
     "Of social_media: {networks}. A post then has a variant for each, which keeps its limits. Default: one "
     "text "
     "that keeps them all."},
    {"schedules", "When to propose something, as a list; see below."}};

constexpr Key kContext[] = {
    {"knowledge", "Notes and documents."},
    {"meetings", "Minutes of meetings."},
    {"transcripts",
     "Transcripts: WebVTT, SRT, text with a speaker's name and a colon before what they said, the JSON of a "
     "recognizer or note taker (Whisper, Deepgram, Fireflies and others), or an exported chat."},
    {"exclude", "What these do not mean, after the file's exclude."}};

constexpr Key kSchedule[] = {
    {"frequency", "daily, weekly or bi-weekly. Needed."},
    {"selected_days", "Days of the week, such as [monday, thursday]. Needed, except for daily."},
    {"preferred_time",
     "When on such a day: 09:00, 9:30 PM, 18:00-20:00, or a label such as Morning (8-10 AM). "
     "Default: 09:00."},
    {"content_types", "Which drafts: {forms}."},
    {"starts_on", "A date in an \"on\" week of a bi-weekly schedule."},
    {"active", "false to keep the schedule without running it. Default: true."}};

constexpr Key kLlm[] = {{"endpoint", "The server's address, with an interface compatible with OpenAI's."},
                        {"model", "The model's name."},
                        {"api_key_env", "The environment variable that holds the key."}};

constexpr std::string_view kExample = R"(database: pacelane.db
users:
  - handle: maya
    name: Maya Lindqvist
    timezone: Europe/Stockholm
    pillars: [developer experience, reliability]
    context:
      knowledge: [knowledge/**/*]
      meetings: [meetings/**/*]
      transcripts: [transcripts/**/*]
    schedules:
      - frequency: weekly
        selected_days: [monday, thursday]
        preferred_time: Morning (8-10 AM)
        content_types: [linkedin_post, newsletter])";

// The content forms and the languages come from their tables.
std::string with_names(std::string_view text) {
    std::string whole(text);
    const auto fill = [&](std::string_view mark, const std::string& names) {
        if (const auto at = whole.find(mark); at != std::string::npos) whole.replace(at, mark.size(), names);
    };
    fill("{forms}", content_form_list());
    fill("{languages}", language::codes());
    fill("{networks}", fmt::format("{}", fmt::join(social_network_ids(), ", ")));
    return whole;
}

template <std::size_t n>
std::string list(const Key (&keys)[n]) {
    std::string text;
    for (const auto& key : keys)
        text += ".TP\n\\fB" + troff_typed(key.name) + "\\fR\n" + troff(with_names(key.text)) + "\n";
    return text;
}

}  // namespace

std::string workspace_page(const std::string& date) {
    auto text = page_head("pacelane.yaml", 5, "workspace file of pacelane", date);
    text +=
        ".SH DESCRIPTION\nWho writes, from what material, and when. The file is YAML, and is brought in by\n"
        "\\fBpacelane schedule import\\fR. Every mistake in it is reported with line and column, all at "
        "once,\n"
        "and nothing is imported unless all of it is valid. Commands read \\fBdatabase\\fR, "
        "\\fBdurability\\fR and\n"
        "\\fBllm\\fR from it when they start; users and schedules they take from the database, as they were\n"
        "imported last.\n";
    text += ".SH THE FILE\n" + std::string(list(kTop));
    text += ".SH A USER\nEach element of \\fBusers\\fR:\n" + list(kUser);
    text +=
        ".SH CONTEXT\nEach is a list of patterns relative to this file's folder, in which \\fB**\\fR stands "
        "for\n"
        "any number of folders:\n" +
        list(kContext);
    text +=
        "Names that begin with a dot (.git, .obsidian, .trash, .stversions) are never read. Links are "
        "followed\n"
        "inside this file's folder. A name is the same whichever way its accents are encoded.\n.PP\n"
        "\\fBexclude\\fR takes patterns by the rules of .gitignore: the last pattern that matches decides,\n"
        "\\fB!\\fR in front takes back, a slash at the start or in the middle starts at this file's folder "
        "(else\n"
        "the pattern matches at any depth), a slash at the end means folders only, and what lies in an "
        "excluded\n"
        "folder cannot be taken back. The file's patterns come first, then the user's.\n.PP\n"
        "A note whose front matter says \\fBprivate: true\\fR, \\fBconfidential: true\\fR, "
        "\\fBpublish: false\\fR,\n"
        "\\fBpublic: false\\fR or \\fBvisibility: private\\fR is not brought in.\n";
    text +=
        ".SH PRIVATE\nA list of paths and words. A path is one by the rules of \\fBexclude\\fR: what it "
        "names is "
        "not\nbrought in. A word or phrase (any entry without a slash, \\fB*\\fR, \\fB?\\fR or "
        "\\fB[\\fR, and not\nbeginning with \\fB!\\fR) names files and folders of that name, too, and keeps "
        "out each block of text in which\nit stands as a whole word, in any case, with or without accents, "
        "together "
        "with its section. A change takes\nback, with the next import (words) or sync (paths), what waits or "
        "was "
        "written and rests on it.\n";
    text += ".SH A SCHEDULE\nEach element of \\fBschedules\\fR:\n" + list(kSchedule);
    text += ".SH LANGUAGE MODEL\nBelow \\fBllm\\fR:\n" + list(kLlm);
    text +=
        ".SH FILES\n.TP\n\\fBpacelane.yaml\\fR\nThe nearest one in the current folder or above it, unless\n"
        "\\fB\\-\\-config\\fR or $PACELANE_CONFIG names another.\n.TP\n"
        "\\fB$XDG_CONFIG_HOME/pacelane/pacelane.yaml\\fR\nWhen there is none there.\n";
    text += ".SH EXAMPLES\n" + verbatim(kExample);
    return text + ".SH SEE ALSO\n\\fBpacelane\\fR(1),\n\\fBpacelane\\-schedule\\fR(1)\n";
}

}  // namespace pacelane::cli
