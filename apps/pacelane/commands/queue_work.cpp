#include "commands/commands.h"
#include "process.h"
#include "signals.h"

#include <atomic>
#include <mutex>
#include <pacelane/base/error.h>
#include <pacelane/queue/lease.h>
#include <pacelane/queue/limit.h>
#include <pacelane/queue/shared_queues.h>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kPoll{500};    // between looks at an empty queue
constexpr milliseconds kGrace{5000};  // between SIGTERM and SIGKILL for a command past its --timeout

struct Flags {
    std::string queue;
    std::vector<std::string> command;
    std::int64_t vt = 30;
    int jobs = 1;
    std::size_t limit = 0;
    bool follow = false;
    std::int64_t max_attempts = 5;
    std::int64_t retry_delay = 30;
    std::int64_t timeout = 0;
    std::string dead_letter;
};

class Work {
public:
    Work(Application& application, const Flags& flags)
        : application_(application),
          flags_(flags),
          stop_(stop_on_signals()),
          connection_(application.open_connection()),
          queues_(*connection_, application.clock()),
          limit_(flags.limit) {
        policy_.max_attempts = flags.max_attempts;
        policy_.first_delay = std::chrono::seconds(flags.retry_delay);
    }

    void run() {
        std::vector<std::thread> threads;
        for (int n = 0; n < flags_.jobs; ++n)
            threads.emplace_back([this] {
                try {
                    loop();
                } catch (...) {
                    const std::lock_guard lock(mutex_);
                    if (!error_) error_ = std::current_exception();
                    broken_ = true;
                }
            });
        for (auto& thread : threads)
            thread.join();
        if (error_) std::rethrow_exception(error_);
        if (failed_ > 0) application_.exit_code = 1;
        if (application_.globals.json) {
            Json json{{"completed", completed_.load()},
                      {"failed", failed_.load()},
                      {"dead_lettered", dead_lettered_.load()},
                      {"lost", lost_.load()}};
            if (!flags_.follow) json["messages"] = std::move(events_);
            application_.print_json(json);
        } else if (completed_ + failed_ + lost_ == 0) {
            application_.note("No messages.");
        }
    }

private:
    bool ended() const { return stop_ || broken_ || limit_.reached(); }

    void loop() {
        while (!ended()) {
            if (!limit_.reserve()) {
                // The other jobs have the places that are left, and may find nothing to use them for.
                if (!flags_.follow) return;
                wait();
                continue;
            }
            const auto messages = queues_.run([&](queue::Queues& queues) {
                return queues.read(flags_.queue, std::chrono::seconds(flags_.vt));
            });
            if (!messages.empty()) {
                limit_.take();
                handle(messages.front());
                continue;
            }
            limit_.give_back();
            if (!flags_.follow) return;
            wait();
        }
    }

    // In short naps, so that the end is heard of at once.
    void wait() const {
        constexpr milliseconds nap{50};
        for (auto slept = milliseconds(0); slept < kPoll && !ended(); slept += nap)
            std::this_thread::sleep_for(nap);
    }

    ChildProcess::Command command_for(const queue::Message& message) const {
        ChildProcess::Command command;
        command.arguments = flags_.command;
        command.environment = {"PACELANE_QUEUE=" + flags_.queue,
                               fmt::format("PACELANE_MSG_ID={}", message.msg_id),
                               fmt::format("PACELANE_READ_CT={}", message.read_ct),
                               "PACELANE_ENQUEUED_AT=" + format_instant(message.enqueued_at),
                               "PACELANE_HEADERS=" + message.headers.value_or("null")};
        command.input = message.message.value_or("null") + "\n";
        command.output_to_stderr = application_.globals.json;
        return command;
    }

    // Runs the command to its end; why it failed, or "".
    std::string outcome(const queue::Message& message) {
        std::optional<ChildProcess> child;
        try {
            child.emplace(command_for(message));
        } catch (const Error&) {
            // Not the message's fault: somebody with a working command shall have it at once.
            queues_.run([&](queue::Queues& queues) {
                queues.set_vt(flags_.queue, message.msg_id, std::chrono::seconds(-1));
            });
            throw;
        }
        const auto started = Steady::now();
        const auto timeout = std::chrono::seconds(flags_.timeout);
        auto beat = started + milliseconds(flags_.vt * 1000 / 3);
        while (true) {
            auto until = beat;
            if (flags_.timeout > 0) until = std::min(until, started + timeout);
            const auto left = std::chrono::ceil<milliseconds>(until - Steady::now());
            if (child->wait(std::clamp(left, milliseconds(0), milliseconds(60'000)))) return child->failure();
            const auto now = Steady::now();
            if (flags_.timeout > 0 && now >= started + timeout) {
                child->stop(kGrace);
                return fmt::format("stopped after {} s (--timeout)", flags_.timeout);
            }
            if (now < beat) continue;
            beat = now + milliseconds(flags_.vt * 1000 / 3);
            try {
                queues_.run([&](queue::Queues& queues) {
                    return queue::extend_held(queues, flags_.queue, message, std::chrono::seconds(flags_.vt));
                });
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::busy) throw;  // the next beat tries again
            }
        }
    }

    void handle(const queue::Message& message) {
        const auto failure = outcome(message);
        Json event{{"msg_id", message.msg_id}, {"attempt", message.read_ct}};
        std::string complaint;
        if (failure.empty()) {
            const bool held = queues_.run(
                [&](queue::Queues& queues) { return queue::archive_held(queues, flags_.queue, message); });
            event["event"] = held ? "completed" : "lost";
            ++(held ? completed_ : lost_);
            if (!held)
                complaint = "done, but another worker has taken the message over; it may be done twice";
        } else {
            const auto retry = queues_.run([&](queue::Queues& queues) {
                return queue::fail_held(queues, flags_.queue, message, policy_, failure, flags_.dead_letter);
            });
            event["event"] = !retry.held ? "lost" : retry.next_attempt ? "failed" : "dead_lettered";
            event["error"] = failure;
            event["next_attempt"] = retry.next_attempt ? Json(format_instant(*retry.next_attempt)) : Json();
            ++(retry.held ? failed_ : lost_);
            if (!retry.held) {
                complaint = failure + ", and another worker has taken the message over";
            } else if (retry.next_attempt) {
                complaint = fmt::format("{} (attempt {}, the next from {})", failure, message.read_ct,
                                        format_instant(*retry.next_attempt));
            } else {
                ++dead_lettered_;
                complaint = fmt::format("{} (attempt {}, the last: moved to queue '{}' as message {})",
                                        failure, message.read_ct, flags_.dead_letter, retry.dead_letter_id);
            }
        }
        const std::lock_guard lock(mutex_);
        // Who follows may do so for months.
        if (application_.globals.json && !flags_.follow) events_.push_back(std::move(event));
        const auto about = fmt::format("queue '{}', message {}: ", flags_.queue, message.msg_id);
        if (complaint.empty())
            application_.explain(about + "done, archived");
        else
            application_.complain(
                about + complaint,
                {{"queue", flags_.queue}, {"msg_id", message.msg_id}, {"attempt", message.read_ct}});
    }

    Application& application_;
    const Flags& flags_;
    const std::atomic<bool>& stop_;
    // One connection for all jobs: they share their commits.
    std::unique_ptr<sqlite::Connection> connection_;
    queue::SharedQueues queues_;
    queue::RetryPolicy policy_;
    queue::Limit limit_;
    std::atomic<std::size_t> completed_{0}, failed_{0}, dead_lettered_{0}, lost_{0};
    std::atomic<bool> broken_{false};
    std::mutex mutex_;  // of what follows, and of the output
    Json events_ = Json::array();
    std::exception_ptr error_;
};

void work(Application& application, Flags flags) {
    if (flags.dead_letter.empty()) flags.dead_letter = flags.queue + "_dead";
    if (queue::same_queue(flags.dead_letter, flags.queue))
        throw Error(ErrorKind::usage, "--dead-letter names the queue itself");
    // Before any message is touched: the queue is there, the other name is allowed, and so is the command.
    const auto connection = application.open_connection();
    queue::Queues queues(*connection, application.clock());
    queues.peek(flags.queue, 0);
    queue::check_queue_name(flags.dead_letter);
    // Each message that it is tried on has its read_ct raised.
    require_program(flags.command.front());
    Work(application, flags).run();
}

}  // namespace

void add_queue_work(Command& queue, Application& application) {
    auto flags = std::make_shared<Flags>();
    auto& command = queue.subcommand("work", "Run a command for each message, until none is visible");
    command.argument("queue", flags->queue, "The queue's name").required().type_name("QUEUE");
    command.argument("command", flags->command, "The command, after --")
        .required()
        .type_name("COMMAND")
        .later_may_be_empty();
    command.option("-j,--jobs", flags->jobs, "So many at once").type_name("N").range(1, 64).default_shown();
    command.option("--limit", flags->limit, "Stop after so many messages").type_name("N").positive();
    command.flag("--follow", flags->follow,
                 "Wait for further messages until SIGTERM or SIGINT; --json then prints only the counts");
    command.option("--vt", flags->vt, "Hide a message for so many seconds; extended while its command runs")
        .type_name("S")
        .range(1, 86400)
        .default_shown();
    command
        .option("--timeout", flags->timeout,
                "Stop a command, and what it started, after so many seconds: it has failed")
        .type_name("S")
        .range(1, 86400 * 30);
    command.option("--max-attempts", flags->max_attempts, "Then the message moves to the dead letters")
        .type_name("N")
        .range(1, 1000)
        .default_shown();
    command
        .option("--retry-delay", flags->retry_delay,
                "Seconds until the second attempt; then four times as long each, up to an hour")
        .type_name("S")
        .range(0, 3600)
        .default_shown();
    command.option("--dead-letter", flags->dead_letter, "The queue for what failed for good [QUEUE_dead]")
        .type_name("QUEUE");
    command.footer(
        "The command gets the message on its standard input and PACELANE_QUEUE, PACELANE_MSG_ID,\n"
        "PACELANE_READ_CT, PACELANE_ENQUEUED_AT and PACELANE_HEADERS in its environment. Exit code 0 "
        "archives\n"
        "the message, any other is a failed attempt. A message may be worked on again when a worker dies:\n"
        "make the command safe to repeat.\n\n"
        "Examples:\n  pacelane queue work jobs -- ./handle-one.sh\n"
        "  pacelane queue work mail --jobs 4 --follow --timeout 60 -- curl -sf --json @- "
        "http://localhost:8025/");
    command.callback([&application, flags] { work(application, *flags); });
}

}  // namespace pacelane::cli
