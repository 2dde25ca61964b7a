#pragma once

#include "watch/moves.h"
#include "watch/text.h"

#include <pacelane/base/time.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace pacelane::monitor_program {

inline const bool counts_columns = (use_utf8(), true);

inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}

inline store::AnalysisSummary analysis(const std::string& id, const std::string& user,
                                       const std::string& status = "completed") {
    store::AnalysisSummary one;
    one.id = id;
    one.user_handle = user;
    one.analysis_date = "2026-11-19";
    one.status = status;
    if (status == "completed") one.topics = {"topic of " + id};
    if (status == "failed") one.error = "the disk of " + id + " is full";
    one.created_at = "2026-11-19T08:00:00.000Z";
    one.attempts = 1;
    return one;
}

inline store::GenerationSummary draft(const std::string& id, const std::string& user,
                                      const std::string& title, const std::string& status = "completed") {
    store::GenerationSummary one;
    one.id = id;
    one.analysis_id = "analysis of " + id;
    one.user_handle = user;
    one.analysis_date = "2026-11-19";
    one.content_type = "linkedin_post";
    one.title = title;
    one.status = status;
    return one;
}

inline store::QueueSnapshot queue(const std::string& name, std::int64_t length = 0) {
    store::QueueSnapshot one;
    one.name = name;
    one.length = one.visible = length;
    return one;
}

inline store::ScheduleSnapshot schedule(const std::string& id, const std::string& user, bool active = true) {
    store::ScheduleSnapshot one;
    one.schedule.id = id;
    one.schedule.user_handle = user;
    one.schedule.timezone = "UTC";
    one.schedule.content_types = {"linkedin_post"};
    one.schedule.is_active = active;
    if (!active) one.schedule.inactive_reason = "paused";
    one.in_words = "weekly on monday, 09:00";
    if (active) one.next_runs = {at("2026-11-23T09:00:00Z")};
    return one;
}

/// A monitor that looks at what the test says.
struct Monitor {
    Model model;
    Data data;
    std::vector<Effect> effects;  ///< of the last thing that happened

    Monitor() {
        data.snapshot.at = at("2026-11-19T12:00:00Z");
        data.snapshot.queues = {queue("pacing_content_queue"), queue("content_suggestions_queue")};
        data.snapshot.history.resize(14);
    }
    void happens(const Event& event) { effects = update(model, event); }
    void looks() {
        Looked looked;
        looked.data = data;
        happens(looked);
    }
    void fails_to_look(const std::string& why) {
        Looked looked;
        looked.trouble = why;
        happens(looked);
    }
    /// \n is Enter, \x1b Escape, \b backspace, > and < the arrows to the side.
    void types(std::string_view keys) {
        for (const char key : keys)
            happens(key == '\n'     ? Key{Special::enter}
                    : key == '\x1b' ? Key{Special::escape}
                    : key == '\b'   ? Key{Special::backspace}
                    : key == '>'    ? Key{Special::right}
                    : key == '<'    ? Key{Special::left}
                                    : Key{Special::none, static_cast<char32_t>(key)});
    }
    void is(std::size_t width, std::size_t height) { happens(Resized{width, height}); }

    std::vector<std::string> lines() const {
        std::vector<std::string> all;
        for (const auto& line : view(model).lines) {
            std::string text;
            for (const auto& piece : line)
                text += piece.text;
            text.erase(text.find_last_not_of(' ') + 1);
            all.push_back(text);
        }
        return all;
    }
    std::string text() const {
        std::string all;
        for (const auto& line : lines())
            all += line + "\n";
        return all;
    }
    bool shows(std::string_view part) const { return text().find(part) != std::string::npos; }
    /// The line on which this is shown; -1: nowhere.
    int line_of(std::string_view part) const {
        int number = 0;
        for (const auto& line : lines()) {
            if (line.find(part) != std::string::npos) return number;
            ++number;
        }
        return -1;
    }
    /// The line that is shown in reverse, but for the tabs and titles.
    std::string under_cursor() const {
        std::string found;
        for (const auto& line : view(model).lines)
            if (line.size() > 1 && line.back().look.reverse && !line.back().look.bold) {
                found.clear();
                for (const auto& piece : line)
                    found += piece.text;
                found.erase(found.find_last_not_of(' ') + 1);
            }
        return found;
    }
    /// What the last key began: the command lines; empty when nothing.
    std::vector<std::string> begun() const {
        std::vector<std::string> commands;
        for (const auto& effect : effects)
            if (const auto* begin = std::get_if<Begin>(&effect))
                for (const auto& step : begin->trigger.steps) {
                    std::string words;
                    for (const auto& word : step)
                        words += (words.empty() ? "" : " ") + word;
                    commands.push_back(words);
                }
        return commands;
    }
    template <class Wanted>
    bool wants() const {
        for (const auto& effect : effects)
            if (std::holds_alternative<Wanted>(effect)) return true;
        return false;
    }
};

}  // namespace pacelane::monitor_program
