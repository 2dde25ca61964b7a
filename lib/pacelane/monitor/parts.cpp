#include <array>
#include <cmath>
#include <pacelane/base/content_form.h>
#include <pacelane/base/version.h>
#include <pacelane/monitor/detail/parts.h>

#include <fmt/format.h>

namespace pacelane::monitor::detail {

Markup link(const Frame& frame, const std::string& path, std::string_view text) {
    if (!frame.live) return {html_escaped(text)};
    return {fmt::format("<a href=\"{}\">{}</a>", html_escaped(frame.base + path), html_escaped(text))};
}

Markup state_badge(std::string_view state) {
    return {fmt::format("<span class=\"state {0}\">{0}</span>", html_escaped(state))};
}

Markup time_of(std::string_view at) {
    if (at.size() < 16) return {"–"};
    return {fmt::format("<time datetime=\"{}\">{} {}</time>", html_escaped(at),
                        html_escaped(at.substr(0, 10)), html_escaped(at.substr(11, 5)))};
}

std::string relative(Instant at, Instant now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at - now).count();
    return seconds > 0 ? "in " + age_in_words(seconds) : age_in_words(-seconds) + " ago";
}

std::string relative(std::string_view at, Instant now) {
    const auto instant = parse_instant(at);
    return instant ? relative(*instant, now) : std::string();
}

std::string form_label(const std::string& id) {
    const auto* form = find_content_form(id);
    return form ? std::string(form->label) : id;
}

Table::Table(std::string caption, std::vector<std::string> columns, std::string empty)
    : caption_(std::move(caption)), columns_(std::move(columns)), empty_(std::move(empty)) {}

void Table::add(std::vector<Value> cells) {
    List row;
    for (std::size_t i = 0; i < cells.size(); ++i)
        row.push_back(Record{{"label", columns_[i]}, {"value", std::move(cells[i])}});
    rows_.push_back(Record{{"cells", std::move(row)}});
}

Markup Table::markup() const {
    List columns;
    for (const auto& column : columns_)
        columns.emplace_back(column);
    return {render("table", {{"any", !rows_.empty()},
                             {"kind", "list"},
                             {"caption", caption_},
                             {"columns", std::move(columns)},
                             {"rows", rows_},
                             {"empty", empty_}})};
}

List runs_list(const Frame& frame) {
    List list;
    for (const auto& run : frame.runs) {
        List lines;
        for (const auto& line : run.lines)
            lines.emplace_back(line);
        const std::string state = run.running          ? "running"
                                  : run.exit_code == 0 ? "done"
                                                       : fmt::format("failed ({})", run.exit_code);
        list.push_back(Record{{"id", run.id},
                              {"title", run.title},
                              {"state", state},
                              {"class", run.running          ? "processing"
                                        : run.exit_code == 0 ? "completed"
                                                             : "failed"},
                              {"last", run.lines.empty() ? std::string() : run.lines.back()},
                              {"started", time_of(run.started_at)},
                              {"lines", std::move(lines)}});
    }
    return list;
}

Record common(const Frame& frame) {
    List users;
    for (const auto& user : frame.users)
        users.emplace_back(user);
    return {
        {"menu", !frame.users.empty()}, {"live", frame.live},        {"actions", frame.live && frame.actions},
        {"token", frame.token},         {"nonce", frame.nonce},      {"here", frame.here},
        {"assets", frame.assets},       {"users", std::move(users)}, {"can_log_out", frame.can_log_out},
        {"version", frame.version},     {"base", frame.base}};
}

std::string page(const Frame& frame, const std::string& title, const std::string& current, Markup body) {
    auto data = common(frame);
    struct Entry {
        const char* path;
        const char* name;
    };
    static constexpr std::array<Entry, 6> kViews{{{"/", "Overview"},
                                                  {"/analyses", "Analyses"},
                                                  {"/drafts", "Drafts"},
                                                  {"/errors", "Errors"},
                                                  {"/schedules", "Schedules"},
                                                  {"/queues", "Queues"}}};
    List items;
    for (const auto& view : kViews)
        items.push_back(Record{{"href", frame.base + view.path},
                               {"name", view.name},
                               {"current", current == view.path},
                               {"badge", std::string_view(view.path) == "/errors" && frame.errors > 0
                                             ? grouped(static_cast<std::int64_t>(frame.errors))
                                             : std::string()}});
    data["nav"] = current.empty() ? Value(false) : Value(Record{{"items", std::move(items)}});
    // A few: the rest is on a page of its own.
    auto few = frame;
    std::erase_if(few.runs, [](const auto& run) { return run.is_old; });
    if (few.runs.size() > 3) few.runs.resize(3);
    data["runs"] = few.runs.empty() ? Value(false) : Value(Record{{"list", runs_list(few)}});
    data["title"] = title;
    data["heading"] = title;
    data["body"] = std::move(body);
    data["style"] = frame.live ? Markup{} : Markup{std::string(embedded_file("monitor.css"))};
    data["footer"] = fmt::format("Pacelane {} · {} UTC · times are UTC where no zone is named", version(),
                                 format_instant(frame.now).substr(0, 16).replace(10, 1, " "));
    return render("page", data);
}

}  // namespace pacelane::monitor::detail
