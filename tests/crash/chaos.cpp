#include "crash/chaos.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr std::size_t kAtOnce = 4;
// What never holds in a database that is right, at whatever moment it is looked at.
constexpr const char* kNever[][2] = {
    {"an analysis without its message, or with one too many",
     "SELECT count(*) FROM pacing_context_analysis a LEFT JOIN (SELECT message ->> 'user_id' AS user, "
     "message ->> "
     "'analysis_date' AS date, count(*) AS n FROM q_pacing_content_queue GROUP BY 1, 2) q ON q.user = "
     "a.user_id AND "
     "q.date = a.analysis_date WHERE coalesce(q.n, 0) <> (a.analysis_status IN ('pending', 'processing'))"},
    {"a draft without its message, or with one too many",
     "SELECT count(*) FROM pacing_content_generation g LEFT JOIN (SELECT message ->> 'generation_id' AS id, "
     "count(*) "
     "AS n FROM q_content_suggestions_queue GROUP BY 1) q ON q.id = g.id WHERE coalesce(q.n, 0) <> "
     "(g.generation_status IN ('pending', 'generating'))"},
    {"an analysis whose drafts are not its suggestions",
     "SELECT count(*) FROM pacing_context_analysis a WHERE a.analysis_status = 'completed' AND "
     "json_array_length(a.content_suggestions) <> (SELECT count(*) FROM pacing_content_generation g WHERE "
     "g.context_analysis_id = a.id)"},
    {"a message that is live and archived",
     "SELECT count(*) FROM q_jobs WHERE msg_id IN (SELECT msg_id FROM a_jobs)"},
    {"an id above what was given",
     "SELECT count(*) FROM (SELECT msg_id FROM q_jobs UNION ALL SELECT msg_id FROM a_jobs) WHERE msg_id > "
     "(SELECT "
     "seq FROM sqlite_sequence WHERE name = 'q_jobs')"},
    {"a counter of the monitor that does not agree with the rows",
     "SELECT count(*) FROM monitor_counts WHERE n <> CASE what WHEN 'analyses' THEN (SELECT count(*) FROM "
     "pacing_context_analysis WHERE iif(state = 'with_error', error_message IS NOT NULL AND analysis_status "
     "<> "
     "'completed', analysis_status = state)) WHEN 'generations' THEN (SELECT count(*) FROM "
     "pacing_content_generation WHERE iif(state = 'with_error', error_message IS NOT NULL AND "
     "generation_status "
     "<> 'completed' AND withdrawn_at IS NULL, iif(withdrawn_at IS NULL, generation_status, 'withdrawn') = "
     "state)) "
     "WHEN "
     "'users' THEN (SELECT count(*) FROM users WHERE is_active = (state = 'active')) WHEN 'schedules' THEN "
     "(SELECT count(*) FROM pacing_schedules WHERE is_active = (state = 'active')) ELSE iif(state = "
     "'pacing_content_queue', (SELECT count(*) FROM a_pacing_content_queue), (SELECT count(*) FROM "
     "a_content_suggestions_queue)) END"},
    {"a broken reference", "SELECT count(*) FROM pragma_foreign_key_check"},
};

std::int64_t now_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what);
}

// A day, the n-th after 2020-01-01.
std::string date_of(int n) {
    const std::time_t time = 1'577'836'800 + std::time_t{86'400} * n;
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

std::vector<std::int64_t> numbers_of(const std::string& json) {
    std::vector<std::int64_t> numbers;
    const auto document = nlohmann::json::parse(json, nullptr, false);
    if (document.is_number_integer()) numbers.push_back(document.get<std::int64_t>());
    if (document.is_array())
        for (const auto& item : document)
            numbers.push_back(item.is_object() ? item["msg_id"].get<std::int64_t>()
                                               : item.get<std::int64_t>());
    return numbers;
}

}  // namespace

Chaos::Chaos(std::uint32_t seed) : random_(seed) {
    sandbox_.use_example();
    move_clock(0);
    for (const auto& args : std::vector<std::vector<std::string>>{
             {"migrate"}, {"schedule", "import", "pacelane.yaml"}, {"queue", "create", "jobs"}})
        if (sandbox_.run(args).exit_code != 0) fail("the database cannot be set up");
}

void Chaos::move_clock(int minutes) {
    minutes_ += minutes;
    const std::time_t time = 1'795'132'800 + std::time_t{60} * minutes_;  // from 2026-11-20
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    sandbox_.now = text;
}

void Chaos::start_one() {
    Running process;
    const auto between = [&](int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random_);
    };
    int longest_us = 9'000;
    switch (between(0, 13)) {
        case 0:
        case 1:
        case 2:
            process.command = "queue send";
            process.sent = {next_number_++};
            process.pid = sandbox_.start(
                {"queue", "send", "jobs", "{\"n\":" + std::to_string(process.sent[0]) + "}", "--json"});
            break;
        case 3:
        case 4: {
            process.command = "queue send-batch";
            std::string lines;
            for (int n = between(2, 40); n > 0; --n) {
                process.sent.push_back(next_number_);
                lines += "{\"n\":" + std::to_string(next_number_++) + "}\n";
            }
            process.pid = sandbox_.start_with_input({"queue", "send-batch", "jobs", "--json"}, lines);
            break;
        }
        case 5:
        case 6:
            process.command = "queue read";
            process.pid = sandbox_.start({"queue", "read", "jobs", "--qty", std::to_string(between(1, 30)),
                                          "--vt", std::to_string(between(0, 600)), "--json"});
            break;
        case 7:
        case 8: {
            process.command = "queue archive";
            std::vector<std::string> args{"queue", "archive", "jobs"};
            for (std::size_t n = 0; n < 20 && !readable_.empty(); ++n) {
                // Some are tried again: to archive twice must not succeed twice.
                process.archives.push_back(readable_.back());
                args.push_back(std::to_string(readable_.back()));
                if (between(0, 3) != 0) readable_.pop_back();
            }
            if (process.archives.empty()) return;
            args.emplace_back("--json");
            process.pid = sandbox_.start(args);
            break;
        }
        case 9: {
            process.command = "enqueue";
            process.pid = sandbox_.start({"enqueue", "--user", between(0, 1) == 0 ? "maya" : "rafael",
                                          "--date", date_of(next_day_++)});
            if (between(0, 1) == 0) {
                running_.push_back(process);
                process = {};
                process.command = "schedule";
                process.pid = sandbox_.start({"schedule"});
            }
            break;
        }
        case 10:
        case 11:
        case 12:
            process.command = between(0, 1) == 0 ? "analyze" : "write";
            longest_us = 250'000;
            process.pid = sandbox_.start({process.command, "--jobs", "2", "--limit", "3"});
            break;
        default:
            process.command = "migrate";
            process.folder = sandbox_.path("fresh" + std::to_string(figures_.started));
            std::filesystem::create_directory(process.folder);
            process.pid = sandbox_.start({"--db", process.folder + "/pacelane.db", "migrate"});
            longest_us = 20'000;
    }
    ++figures_.started;
    // Most are killed, some are let be.
    process.kill_at_us = between(0, 9) < 8 ? now_us() + between(0, longest_us) : INT64_MAX;
    running_.push_back(process);
}

void Chaos::note_answer(const Running& process, const std::string& out) {
    // Only a whole line is an answer.
    if (out.empty() || out.back() != '\n') return;
    if (!process.sent.empty()) {
        const auto ids = numbers_of(out);
        if (ids.size() != process.sent.size()) fail("send answered " + out);
        for (std::size_t n = 0; n < ids.size(); ++n) {
            if (!ids_.insert(ids[n]).second) fail("the id " + std::to_string(ids[n]) + " was given twice");
            acknowledged_[process.sent[n]] = ids[n];
            unanswered_.erase(process.sent[n]);
        }
        figures_.acknowledged += static_cast<int>(ids.size());
    } else if (process.command == "queue read") {
        for (const auto id : numbers_of(out))
            readable_.push_back(id);
    } else if (!process.archives.empty()) {
        const auto ids = out == "true\n" ? process.archives : numbers_of(out);
        for (const auto id : ids)
            if (!archived_.insert(id).second) fail("message " + std::to_string(id) + " was archived twice");
        figures_.archived += static_cast<int>(ids.size());
    }
}

void Chaos::settle(Running& process) {
    for (const auto number : process.sent)
        unanswered_.insert(number);
    const auto result = sandbox_.result_of(process.pid);
    if (result.exit_code == 128 + SIGKILL) {
        ++figures_.killed;
        ++figures_.killed_in[process.command];
    } else if (result.exit_code == 1 && (process.command == "analyze" || process.command == "write") &&
               result.err.find("attempt") != std::string::npos) {
        // Five killed attempts used a message up.
    } else if (result.exit_code != 0) {
        fail(process.command + " ended with " + std::to_string(result.exit_code) + ": " + result.err);
    }
    note_answer(process, result.out);
    if (!process.folder.empty()) check_migrated(process.folder);
    if (result.exit_code == 128 + SIGKILL) check();
}

void Chaos::check_migrated(const std::string& folder) {
    const auto again = sandbox_.run({"--db", folder + "/pacelane.db", "migrate"});
    if (again.exit_code != 0) fail("a killed migrate left a database that migrate refuses: " + again.err);
    const auto status = sandbox_.run({"--db", folder + "/pacelane.db", "status", "--json"});
    if (status.exit_code != 0) fail("a killed migrate left a database that is no use: " + status.err);
    std::filesystem::remove_all(folder);
}

void Chaos::check() {
    ++figures_.checks;
    if (sandbox_.value("PRAGMA integrity_check") != "ok") fail("PRAGMA integrity_check finds faults");
    for (const auto& [what, sql] : kNever)
        if (sandbox_.value(sql) != "0") fail(std::string(what) + ": " + sandbox_.value(sql));
    std::map<int, std::int64_t> there;
    for (const auto& row : sandbox_.query("SELECT (message ->> 'n') || ' ' || msg_id FROM q_jobs UNION ALL "
                                          "SELECT (message ->> 'n') || ' ' || "
                                          "msg_id FROM a_jobs")) {
        const auto blank = row.find(' ');
        if (!there.emplace(std::stoi(row), std::stoll(row.substr(blank + 1))).second)
            fail("message " + row + " is there twice");
    }
    for (const auto& [number, id] : acknowledged_) {
        const auto found = there.find(number);
        if (found == there.end()) fail("the acknowledged message " + std::to_string(id) + " is lost");
        if (found->second != id) fail("message " + std::to_string(id) + " has another id");
    }
    // A killed send may have been done, or not.
    for (auto number = unanswered_.begin(); number != unanswered_.end(); number = unanswered_.erase(number))
        ++(there.contains(*number) ? figures_.unanswered_sends : figures_.unanswered_lost);
    if (!archived_.empty()) {
        std::set<std::int64_t> archive;
        for (const auto& id : sandbox_.query("SELECT msg_id FROM a_jobs"))
            archive.insert(std::stoll(id));
        for (const auto id : archived_)
            if (!archive.contains(id))
                fail("the archived message " + std::to_string(id) + " is not in the archive");
    }
}

// All messages are checked after each kill: so that a long run does not take ever longer, they go at times.
// The ids stay remembered.
void Chaos::start_afresh() {
    for (auto& process : std::exchange(running_, {}))
        settle(process);
    check();
    for (const auto& args : std::vector<std::vector<std::string>>{
             {"queue", "purge", "jobs"}, {"queue", "archive-trim", "jobs", "--older-than", "0s"}})
        if (const auto result = sandbox_.run(args); result.exit_code != 0) fail(result.err);
    if (sandbox_.value("SELECT (SELECT count(*) FROM q_jobs)") != "0") fail("purge left messages");
    sandbox_.query("DELETE FROM a_jobs");  // what was archived at this very moment
    acknowledged_.clear();
    archived_.clear();
    unanswered_.clear();
    readable_.clear();
}

void Chaos::run(int kills, const std::function<void(int)>& progress) {
    constexpr std::size_t kMany = 1500;
    while (figures_.killed < kills) {
        if (acknowledged_.size() > kMany) {
            start_afresh();
            if (progress) progress(figures_.killed);
        }
        while (running_.size() < kAtOnce)
            start_one();
        for (std::size_t n = 0; n < running_.size();) {
            auto& process = running_[n];
            siginfo_t ended{};
            ::waitid(P_PID, static_cast<id_t>(process.pid), &ended, WEXITED | WNOHANG | WNOWAIT);
            if (ended.si_pid == 0 && now_us() < process.kill_at_us) {
                ++n;
                continue;
            }
            if (ended.si_pid == 0) ::kill(process.pid, SIGKILL);
            auto done = process;
            running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(n));
            settle(done);
            // A message that a killed worker had comes back after its timeout: the clock is moved on.
            move_clock(2);
        }
        ::usleep(200);
    }
    for (auto& process : std::exchange(running_, {}))
        settle(process);
    // In peace, until nothing of the pipeline waits. Five killed attempts use a message up: it failed, and
    // says so.
    for (int n = 0; n < 40 && sandbox_.value("SELECT sum(pending_messages) FROM pacing_queue_status") != "0";
         ++n) {
        move_clock(120);
        sandbox_.run({"analyze"});
        sandbox_.run({"write"});
    }
    check();
    if (sandbox_.value("SELECT sum(pending_messages) FROM pacing_queue_status") != "0")
        fail("messages of the pipeline were left over");
    if (sandbox_.value("SELECT (SELECT count(*) FROM a_pacing_content_queue) - (SELECT count(*) FROM "
                       "pacing_context_analysis)") != "0")
        fail("an analysis has no archived message, or several");
}
