// Overview, lists, schedules, queues, what was started, and the small pages.
#include <array>
#include <pacelane/monitor/detail/parts.h>

#include <fmt/format.h>

namespace pacelane::monitor {

using namespace detail;

namespace {

Record list_data(const char* path, const Choice& choice, const std::vector<std::string>& states,
                 const Frame& frame) {
    auto data = common(frame);
    List users, state_list, counts;
    bool known = choice.user.empty();
    for (const auto& user : frame.users) {
        known = known || user == choice.user;
        users.push_back(Record{{"name", user}, {"chosen", user == choice.user}});
    }
    if (!known) users.push_back(Record{{"name", choice.user}, {"chosen", true}});
    for (const auto& state : states)
        state_list.push_back(Record{{"name", state}, {"chosen", state == choice.state}});
    for (const std::size_t count : {std::size_t{20}, std::size_t{50}, std::size_t{200}, std::size_t{500}})
        counts.push_back(Record{{"name", fmt::format("{}", count)}, {"chosen", count == choice.count}});
    data["path"] = frame.base + path;
    data["users"] = std::move(users);
    data["states"] = std::move(state_list);
    data["counts"] = std::move(counts);
    data["retry_all"] = std::string();
    data["user"] = choice.user;
    data["state"] = choice.state;
    return data;
}

Record run_record(const RunInPage& run, const Frame& frame) {
    auto one = frame;
    one.runs = {run};
    auto record = *runs_list(one).front().record();
    if (run.lines.empty()) record["lines"] = false;
    return record;
}

}  // namespace

std::string overview_page(const store::Snapshot& snapshot, const Frame& frame) {
    auto data = common(frame);
    add_figures(data, snapshot);
    data["charts"] = charts(snapshot);
    data["analyses"] = analyses_table(snapshot.latest_analyses, frame);
    data["drafts"] = drafts_table(snapshot.latest_generations, frame);
    data["errors"] = snapshot.errors.empty() ? Markup{} : errors_list(snapshot.errors, frame);
    data["due"] = due_table(snapshot, frame);
    data["queues"] = queues_table(snapshot, true);
    const auto pending = snapshot.generations.find("pending");
    const auto count = pending == snapshot.generations.end() ? 0 : pending->second;
    data["pending"] = count == 0 ? std::string("no draft waits to be written")
                                 : fmt::format("{} to be written", counted(count, "draft"));
    return page(frame, "Overview", "/", {render("overview", data)});
}

std::string analyses_page(const std::vector<store::AnalysisSummary>& analyses, const Choice& choice,
                          const Frame& frame) {
    auto data = list_data("/analyses", choice, {"pending", "processing", "completed", "failed"}, frame);
    data["table"] = analyses_table(analyses, frame);
    return page(frame, "Analyses", "/analyses", {render("list", data)});
}

std::string drafts_page(const std::vector<store::GenerationSummary>& drafts, const Choice& choice,
                        const Frame& frame) {
    auto data =
        list_data("/drafts", choice, {"pending", "generating", "completed", "failed", "withdrawn"}, frame);
    data["table"] = drafts_table(drafts, frame);
    return page(frame, "Drafts", "/drafts", {render("list", data)});
}

std::string errors_page(const std::vector<store::ErrorEntry>& errors, const Choice& choice,
                        const Frame& frame) {
    auto data =
        list_data("/errors", choice, {"pending", "processing", "generating", "failed", "unreadable"}, frame);
    std::int64_t failed = 0;
    for (const auto& error : errors)
        if (error.status == "failed" && error.stage != "context") ++failed;
    if (failed > 0 && frame.actions)
        data["retry_all"] = errors.size() < choice.count
                                ? fmt::format("{} failed for good", grouped(failed))
                                : "what failed for good, also what this list is too short for";
    data["table"] = errors_list(errors, frame);
    return page(frame, "Errors", "/errors", {render("list", data)});
}

std::string schedules_page(const store::Snapshot& snapshot, const Frame& frame) {
    return page(frame, "Schedules", "/schedules", schedules_list(snapshot, frame));
}

std::string queues_page(const store::Snapshot& snapshot, const Frame& frame) {
    auto data = common(frame);
    data["pipeline"] = queues_table(snapshot, true);
    data["own"] = queues_table(snapshot, false);
    data["timings"] = timings_table(snapshot);
    return page(frame, "Queues", "/queues", {render("queues", data)});
}

std::string runs_page(const Frame& frame) {
    auto data = common(frame);
    data["list"] = runs_list(frame);
    auto outside = frame;
    outside.runs.clear();
    return page(outside, "Started here", "/runs", {render("all_runs", data)});
}

std::string run_page(const RunInPage& run, const Frame& frame) {
    auto data = common(frame);
    for (auto& [name, value] : run_record(run, frame))
        data[name] = value;
    auto outside = frame;
    outside.runs.clear();
    return page(outside, run.title, "/runs", {render("run", data)});
}

std::string login_page(const std::string& next, bool wrong, const Frame& frame) {
    auto data = common(frame);
    data["next"] = next;
    data["wrong"] = wrong;
    return page(frame, "Log in", "", {render("login", data)});
}

std::string message_page(const Message& message, const Frame& frame) {
    auto data = common(frame);
    data["text"] = message.text;
    data["back"] = message.back.empty() ? frame.base + "/" : message.back;
    data["again"] = frame.actions && !message.again_user.empty();
    data["user"] = message.again_user;
    data["date"] = message.again_date;
    return page(frame, message.heading, "/-", {render("message", data)});
}

std::string report_page(const store::Snapshot& snapshot) {
    Frame frame;
    frame.live = false;
    frame.now = snapshot.at;
    auto data = common(frame);
    add_figures(data, snapshot);
    data["charts"] = charts(snapshot);
    List parts;
    const auto add = [&](const char* name, Markup body) {
        parts.push_back(Record{{"name", name}, {"body", std::move(body)}});
    };
    if (!snapshot.errors.empty()) add("What failed", errors_list(snapshot.errors, frame));
    add("Latest analyses", analyses_table(snapshot.latest_analyses, frame));
    add("Latest drafts", drafts_table(snapshot.latest_generations, frame));
    add("Schedules", schedules_list(snapshot, frame));
    add("The pipeline's queues", queues_table(snapshot, true));
    add("Queues of your own", queues_table(snapshot, false));
    add("How long a message takes", timings_table(snapshot));
    data["parts"] = std::move(parts);
    return page(frame, "Report", "", {render("report", data)});
}

}  // namespace pacelane::monitor
