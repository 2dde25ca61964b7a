#include <algorithm>
#include <array>
#include <initializer_list>
#include <pacelane/language/language.h>
#include <pacelane/monitor/text.h>
#include <pacelane/monitor/words.h>
#include <pacelane/schedule/recurrence.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::monitor {

namespace {

constexpr std::size_t kNarrowest = 72;
constexpr std::size_t kLongestHandle = 14;

struct Cell {
    std::string text;
    Tone tone = Tone::plain;
    bool right = false;
};

std::string short_utc(const std::string& rfc3339) {
    return rfc3339.size() < 16 ? rfc3339 : rfc3339.substr(0, 10) + " " + rfc3339.substr(11, 5);
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(" \n\r\t", at)) != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(" \n\r\t", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

class Writer {
public:
    explicit Writer(const TextOptions& options)
        : options_(options), width_(std::max(options.width, kNarrowest)) {}

    void heading(std::string_view text) { out_ += "\n" + painted(Tone::heading, text) + "\n"; }
    void line(std::string_view text, Tone tone = Tone::plain) {
        out_ += painted(tone, fitted(text, width_)) + "\n";
    }
    /// Why something is as it is, indented, on a few lines; what is longer is cut.
    void note(std::string_view text, Tone tone = Tone::plain) {
        constexpr std::size_t kIndent = 4;
        constexpr int kMostLines = 3;
        const auto room = width_ - kIndent;
        std::string current;
        int lines = 1;
        const auto end_line = [&] {
            line(std::string(kIndent, ' ') + std::exchange(current, {}), tone);
            ++lines;
        };
        for (auto word : words_of(text)) {
            if (!current.empty() && lines < kMostLines &&
                language::column_count(current) + 1 + language::column_count(word) > room)
                end_line();
            current += current.empty() ? "" : " ";
            // A script without blanks is broken anywhere.
            while (lines < kMostLines &&
                   language::column_count(current) + language::column_count(word) > room) {
                const auto start = language::bytes_in_columns(word, room - language::column_count(current));
                current += word.substr(0, start);
                word.remove_prefix(start);
                end_line();
            }
            current += word;
        }
        if (!current.empty() || lines == 1) end_line();
    }
    /// Columns two blanks apart, all lines indented by `indent`; the last column gets what room is left.
    void columns(const std::vector<std::vector<Cell>>& rows, std::size_t indent) {
        std::vector<std::size_t> widths;
        for (const auto& row : rows)
            for (std::size_t n = 0; n < row.size(); ++n) {
                widths.resize(std::max(widths.size(), n + 1));
                widths[n] = std::max(widths[n], language::column_count(row[n].text));
            }
        for (const auto& row : rows) {
            std::string text(indent, ' ');
            std::size_t used = indent;
            for (std::size_t n = 0; n < row.size(); ++n) {
                const bool last = n + 1 == row.size();
                const auto room = width_ > used ? width_ - used : 1;
                const auto cell = fitted(row[n].text, last ? room : std::min(room, widths[n]));
                const auto length = language::column_count(cell);
                const auto padding = widths[n] > length ? widths[n] - length : 0;
                if (row[n].right) text.append(padding, ' ');
                text += painted(row[n].tone, cell);
                if (!last) text.append((row[n].right ? 0 : padding) + 2, ' ');
                used += widths[n] + 2;
            }
            text.erase(text.find_last_not_of(' ') + 1);
            out_ += text + "\n";
        }
    }
    std::string painted(Tone tone, std::string_view text) const {
        return options_.paint && tone != Tone::plain ? options_.paint(tone, text) : std::string(text);
    }
    std::size_t width() const { return width_; }
    std::string take() { return std::move(out_); }

private:
    const TextOptions& options_;
    std::size_t width_;
    std::string out_;
};

Cell count_cell(std::int64_t count, Tone tone = Tone::plain, bool estimate = false) {
    return {(estimate && count > 0 ? "~" : "") + grouped(count), count > 0 ? tone : Tone::faint, true};
}

void queues(Writer& writer, const store::Snapshot& snapshot) {
    std::vector<std::vector<Cell>> rows{{{"Queues", Tone::heading},
                                         {"length", Tone::faint, true},
                                         {"in flight", Tone::faint, true},
                                         {"oldest", Tone::faint, true},
                                         {"last hour", Tone::faint, true},
                                         {"archive", Tone::faint, true},
                                         {"dead", Tone::faint, true}}};
    for (const auto& queue : snapshot.queues)
        rows.push_back({{queue.name},
                        count_cell(queue.length, Tone::plain, queue.length_is_estimate),
                        count_cell(queue.in_flight, Tone::waiting, queue.length_is_estimate),
                        {queue.oldest_age_sec ? age_in_words(*queue.oldest_age_sec) : "-",
                         queue.oldest_age_sec ? Tone::plain : Tone::faint, true},
                        count_cell(queue.archived_last_hour),
                        count_cell(queue.archived, Tone::plain, queue.archived_is_estimate),
                        count_cell(queue.dead_letters, Tone::bad)});
    // The names get what room the figures leave.
    std::size_t figures = 0;
    for (std::size_t n = 1; n < rows.front().size(); ++n) {
        std::size_t widest = 0;
        for (const auto& row : rows)
            widest = std::max(widest, language::column_count(row[n].text));
        figures += widest + 2;
    }
    constexpr std::size_t kShortestName = 8;
    const auto room = writer.width() > figures ? writer.width() - figures : 0;
    for (auto& row : rows)
        row.front().text = fitted(row.front().text, std::max(room, kShortestName));
    writer.columns(rows, 0);
}

void states(Writer& writer, const store::Snapshot& snapshot) {
    const auto row = [&](const char* what, const std::map<std::string, std::int64_t>& by_state,
                         std::initializer_list<const char*> order, const char* stage) {
        std::vector<Cell> cells{{fmt::format("{:<8}", what), Tone::heading}};
        for (const auto* state : order) {
            const auto found = by_state.find(state);
            const auto count = found == by_state.end() ? 0 : found->second;
            cells.push_back(
                {fmt::format("{} {}", grouped(count), state), count > 0 ? tone_of(state) : Tone::faint});
        }
        std::vector<std::vector<Cell>> rows{std::move(cells)};
        for (const auto& timing : snapshot.timings)
            if (timing.stage == stage && timing.sample > 0)
                rows.push_back({{std::string(8, ' ')},
                                {fmt::format("takes {}, at worst {} (p50 and p95 of the last {})",
                                             duration_in_words(timing.p50_sec),
                                             duration_in_words(timing.p95_sec), timing.sample),
                                 Tone::faint}});
        return rows;
    };
    for (auto rows :
         {row("Analyses", snapshot.analyses, {"pending", "processing", "completed", "failed"}, "analyze"),
          row("Drafts", snapshot.generations, {"pending", "generating", "completed", "failed", "withdrawn"},
              "write")}) {
        writer.columns({rows.front()}, 0);
        if (rows.size() > 1) writer.columns({rows.back()}, 0);
    }
    std::string who = fmt::format("{}  {}", counted(snapshot.users, "user"),
                                  counted(snapshot.active_schedules, "active schedule"));
    if (snapshot.resting_schedules > 0)
        who += fmt::format("  {} at rest", grouped(snapshot.resting_schedules));
    writer.line(who);
}

void scheduler(Writer& writer, const store::Snapshot& snapshot) {
    const auto& state = snapshot.scheduler;
    const auto time = [](Instant at) { return short_utc(format_instant(at)); };
    const auto last_tick =
        state.last_tick_at ? "last tick " + time(*state.last_tick_at) + " (UTC)" : "no tick yet";
    if (state.enabled)
        writer.line("Scheduler on, " + last_tick);
    else
        writer.line(fmt::format("Scheduler switched off{}, {}",
                                state.changed_at ? " since " + time(*state.changed_at) : "", last_tick),
                    Tone::waiting);
    if (!state.enabled) writer.line("'pacelane schedule enable' switches it on", Tone::faint);
    if (state.enabled && snapshot.overdue_since)
        writer.line(fmt::format("A schedule has been due since {}: 'pacelane schedule' enqueues it",
                                time(*snapshot.overdue_since)),
                    Tone::waiting);
}

void history(Writer& writer, const store::Snapshot& snapshot) {
    const auto row = [&](const char* what, auto member, auto failed) {
        std::vector<std::int64_t> values;
        std::int64_t total = 0, failures = 0;
        for (const auto& day : snapshot.history) {
            values.push_back(day.*member);
            total += day.*member;
            if (failed) failures += day.*failed;
        }
        return std::vector<Cell>{
            {what},
            {sparkline(values), Tone::good},
            {grouped(total), Tone::plain, true},
            {failures > 0 ? fmt::format("{} failed", grouped(failures)) : "", Tone::bad}};
    };
    using Day = store::DayCounts;
    constexpr std::int64_t Day::*kNone = nullptr;
    if (std::all_of(snapshot.history.begin(), snapshot.history.end(), [](const Day& day) {
            return day.analyses_completed + day.analyses_failed + day.generations_completed +
                       day.generations_failed + day.messages ==
                   0;
        }))
        return;
    writer.heading(fmt::format("Last {} days", snapshot.history.size()));
    writer.columns({row("analyses", &Day::analyses_completed, &Day::analyses_failed),
                    row("drafts", &Day::generations_completed, &Day::generations_failed),
                    row("messages", &Day::messages, kNone)},
                   2);
}

void due(Writer& writer, const store::Snapshot& snapshot) {
    if (snapshot.due.empty()) return;
    std::vector<std::vector<Cell>> rows;
    for (const auto& one : snapshot.due) {
        const auto& schedule = one.schedule;
        Cell when{"at rest", Tone::faint};
        if (!schedule.problem.empty())
            when = {"cannot run", Tone::bad};
        else if (one.due_since)
            when = {"due now", Tone::waiting};
        else if (!one.next_runs.empty())
            when = {schedule::format_local(one.next_runs.front(), schedule.timezone)};
        else if (!schedule.inactive_reason.empty())
            when = {schedule.inactive_reason == "file" ? "off in the file" : schedule.inactive_reason,
                    Tone::faint};
        else if (!schedule.user_is_active)
            when = {"user at rest", Tone::faint};
        rows.push_back({when,
                        {fitted(schedule.user_handle, kLongestHandle)},
                        {schedule.problem.empty() ? one.in_words : schedule.problem}});
    }
    writer.heading("Next");
    writer.columns(rows, 2);
    const auto known = snapshot.active_schedules + snapshot.resting_schedules;
    if (const auto shown = static_cast<std::int64_t>(rows.size()); known > shown)
        writer.line(fmt::format("  and {} more ('pacelane schedule list')", grouped(known - shown)),
                    Tone::faint);
}

std::string attempt_note(std::int64_t attempts, const std::string& error) {
    std::string note = attempts > 1 ? fmt::format("attempt {}", attempts) : "";
    if (!error.empty()) note += (note.empty() ? "" : ": ") + error;
    return note;
}

void latest(Writer& writer, const store::Snapshot& snapshot) {
    std::size_t handles = 0;
    const auto widen = [&](const std::string& handle) {
        handles = std::max(handles, language::column_count(fitted(handle, kLongestHandle)));
    };
    for (const auto& one : snapshot.latest_analyses)
        widen(one.user_handle);
    for (const auto& one : snapshot.latest_generations)
        widen(one.user_handle);
    const auto user = [&](const std::string& handle) -> Cell {
        auto text = fitted(handle, kLongestHandle);
        text.append(handles - language::column_count(text), ' ');
        return {text};
    };
    if (!snapshot.latest_analyses.empty()) {
        writer.heading("Latest analyses");
        for (const auto& one : snapshot.latest_analyses) {
            std::string found = one.status == "completed" ? counted(one.suggestions, "suggestion") : "";
            for (std::size_t n = 0; n < one.topics.size(); ++n)
                found += (n == 0 ? ": " : "; ") + one.topics[n];
            writer.columns(
                {{user(one.user_handle),
                  {one.analysis_date},
                  {fmt::format("{:<10}", one.status), tone_of(one.status)},
                  {fmt::format("{:>7}", one.duration_sec ? duration_in_words(*one.duration_sec) : "-")},
                  {found}}},
                2);
            if (const auto note = attempt_note(one.attempts, one.error); !note.empty())
                writer.note(note, one.status == "failed" ? Tone::bad : Tone::faint);
        }
    }
    if (snapshot.latest_generations.empty()) return;
    writer.heading("Latest drafts");
    for (const auto& one : snapshot.latest_generations) {
        writer.columns({{user(one.user_handle),
                         {fmt::format("{:<13}", one.content_type)},
                         {fmt::format("{:<10}", one.status), tone_of(one.status)},
                         {one.title}}},
                       2);
        const auto note = attempt_note(one.attempts, one.error);
        writer.columns({{{std::string(2, ' ')},
                         {one.id, Tone::faint},
                         {note.empty() && one.duration_sec ? duration_in_words(*one.duration_sec) : note,
                          one.status == "failed" ? Tone::bad : Tone::faint}}},
                       2);
    }
}

void errors(Writer& writer, const store::Snapshot& snapshot) {
    if (snapshot.errors.empty()) return;
    writer.heading("Errors");
    for (const auto& one : snapshot.errors) {
        writer.line(fmt::format("  {}  {}  {} {}  {}", short_utc(one.at), one.stage,
                                fitted(one.user_handle, kLongestHandle), subject_of(one), one.status),
                    tone_of(one.status));
        writer.note(one.message);
    }
    const auto shown = static_cast<std::int64_t>(snapshot.errors.size());
    if (snapshot.error_count > shown)
        writer.line(
            fmt::format("  and {} more ('pacelane status errors')", grouped(snapshot.error_count - shown)),
            Tone::faint);
}

}  // namespace

Tone tone_of(std::string_view state) {
    if (state == "completed") return Tone::good;
    if (state == "failed" || state == "unreadable") return Tone::bad;
    if (state == "processing" || state == "generating") return Tone::waiting;
    return Tone::plain;
}

std::string subject_of(const store::ErrorEntry& error) {
    return error.stage == "write" ? error.analysis_date + " " + error.what : error.what;
}

std::string sparkline(const std::vector<std::int64_t>& values) {
    static constexpr std::array<std::string_view, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const auto largest = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    std::string line;
    for (const auto value : values) {
        std::size_t height = 0;
        if (value > 0 && largest > 0)
            height = static_cast<std::size_t>(1 + (value * 6 + largest / 2) / largest);
        line += kBars.at(std::min(height, kBars.size() - 1));
    }
    return line;
}

std::string text(const store::Snapshot& snapshot, const TextOptions& options) {
    Writer writer(options);
    queues(writer, snapshot);
    writer.line("");
    states(writer, snapshot);
    scheduler(writer, snapshot);
    history(writer, snapshot);
    due(writer, snapshot);
    latest(writer, snapshot);
    errors(writer, snapshot);
    return writer.take();
}

}  // namespace pacelane::monitor
