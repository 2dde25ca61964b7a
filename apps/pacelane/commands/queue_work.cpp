#include "commands/commands.h"
#include "process.h"
#include "signals.h"

#include <atomic>
#include <mutex>
#include <pacelane/base/error.h>
#include <pacelane/queue/commit_wake_up.h>
#include <pacelane/queue/lease.h>
#include <pacelane/queue/shared_queues.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kPoll{500};    // between looks for messages that have fallen due
constexpr milliseconds kGrace{5000};  // between SIGTERM and SIGKILL for a command past its --timeout

struct QueueWorkFlags {
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

/// The command could not even be started.
struct NotStarted : Error {
    explicit NotStarted(const Error& error) : Error(error) {}
};

/// The run: what its tasks share, and what it prints.
class Work {
public:
    Work(Application& application, const QueueWorkFlags& flags)
        : application_(application),
          flags_(flags),
          stop_(stop_on_signals()),
          connection_(application.open_connection()),
          queues_(*connection_, application.clock()) {
        policy_.max_attempts = flags.max_attempts;
        policy_.first_delay = std::chrono::seconds(flags.retry_delay);
        policy_.visibility = std::chrono::seconds(flags.vt);
    }

    void run() {
        queue::ConsumerOptions options;
        options.limit = flags_.limit;
        options.jobs = flags_.jobs;
        options.follow = flags_.follow;
        options.heartbeat = milliseconds(policy_.visibility) / 3;
        options.poll_interval = kPoll;
        options.stop = &stop_;
        std::optional<queue::CommitWakeUp> wake_up;
        if (flags_.follow)
            options.wake_up =
                &wake_up.emplace(application_.database_path(), flags_.queue, application_.clock(), &stop_);
        queue::consume([this] { return [this] { return take(); }; }, options);
        if (failed_ > 0) application_.exit_code = 1;
        if (application_.globals.json) {
            Json json{{"completed", completed_},
                      {"failed", failed_},
                      {"dead_lettered", dead_lettered_},
                      {"lost", lost_}};
            if (!flags_.follow) json["messages"] = std::move(events_);
            application_.print_json(json);
        } else if (completed_ + failed_ + lost_ == 0) {
            application_.note("No messages.");
        }
    }

private:
    class CommandTask final : public queue::Task {
    public:
        CommandTask(Work& work, queue::Message message) : work_(work), message_(std::move(message)) {}
        void attempt() override {
            const auto failure = work_.run_command(message_);
            if (!failure.empty()) throw Error(ErrorKind::failed, failure);
            work_.archive(message_);
        }
        void fail(const std::exception& error) override {
            if (dynamic_cast<const NotStarted*>(&error)) {
                // Not the message's fault: somebody with a working command shall have it at once.
                work_.queues_.run([&](queue::Queues& queues) {
                    queue::extend_held(queues, work_.flags_.queue, lease(), std::chrono::seconds(-1));
                });
                throw;
            }
            work_.fail(message_, queue::cause_of(error));
        }
        bool extend() override {
            return work_.queues_.run([&](queue::Queues& queues) {
                return queue::extend_held(queues, work_.flags_.queue, lease(), work_.policy_.visibility);
            });
        }

    private:
        queue::Lease lease() const { return queue::lease_of(message_); }
        Work& work_;
        queue::Message message_;
    };

    queue::Taken take() {
        auto messages =
            queues_.run([&](queue::Queues& queues) { return queues.read(flags_.queue, policy_.visibility); });
        if (messages.empty()) return {};
        // Whatever its read_ct: plain reads raise it too, and no message shall be dead-lettered untried.
        return {std::make_unique<CommandTask>(*this, std::move(messages.front())), false};
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
    std::string run_command(const queue::Message& message) const {
        std::optional<ChildProcess> child;
        try {
            child.emplace(command_for(message));
        } catch (const Error& error) {
            throw NotStarted(error);
        }
        const auto end = Steady::now() + std::chrono::seconds(flags_.timeout);
        while (true) {
            milliseconds longest{60'000};
            if (flags_.timeout > 0)
                longest = std::clamp(std::chrono::ceil<milliseconds>(end - Steady::now()), milliseconds(0),
                                     longest);
            if (child->wait(longest)) return child->failure();
            if (flags_.timeout > 0 && Steady::now() >= end) {
                child->stop(kGrace);
                return fmt::format("stopped after {} s (--timeout)", flags_.timeout);
            }
        }
    }

    void archive(const queue::Message& message) {
        const bool held = queues_.run([&](queue::Queues& queues) {
            return queue::archive_held(queues, flags_.queue, queue::lease_of(message));
        });
        const std::lock_guard lock(mutex_);
        ++(held ? completed_ : lost_);
        tell(message, message.read_ct, {{"event", held ? "completed" : "lost"}},
             held ? "" : "done, but another worker has taken the message over; it may be done twice");
    }

    void fail(const queue::Message& message, const queue::Cause& cause) {
        const auto failure = queues_.run([&](queue::Queues& queues) {
            return queue::fail_held(queues, flags_.queue, queue::lease_of(message), policy_, cause,
                                    flags_.dead_letter);
        });
        const auto next = failure.next_attempt ? format_instant(*failure.next_attempt) : "";
        std::string complaint;
        if (!failure.held)
            complaint = cause.reason + ", and another worker has taken the message over";
        else if (!failure.final)
            complaint = fmt::format("{} (attempt {}, the next from {})", cause.reason, failure.attempt, next);
        else
            complaint =
                fmt::format("{} (attempt {}, the last: moved to queue '{}' as message {})", cause.reason,
                            failure.attempt, flags_.dead_letter, failure.dead_letter_id.value_or(0));
        const std::lock_guard lock(mutex_);
        ++(failure.held ? failed_ : lost_);
        if (failure.final) ++dead_lettered_;
        tell(message, failure.attempt,
             {{"event", !failure.held   ? "lost"
                        : failure.final ? "dead_lettered"
                                        : "failed"},
              {"error", cause.reason},
              {"next_attempt", next.empty() ? Json() : Json(next)}},
             complaint);
    }

    // With the mutex held.
    void tell(const queue::Message& message, std::int64_t attempt, Json event, const std::string& complaint) {
        event["msg_id"] = message.msg_id;
        event["attempt"] = attempt;
        // Who follows may do so for months.
        if (application_.globals.json && !flags_.follow) events_.push_back(std::move(event));
        const auto about = fmt::format("queue '{}', message {}: ", flags_.queue, message.msg_id);
        if (complaint.empty())
            application_.explain(about + "done, archived");
        else
            application_.complain(
                about + complaint,
                {{"queue", flags_.queue}, {"msg_id", message.msg_id}, {"attempt", attempt}});
    }

    Application& application_;
    const QueueWorkFlags& flags_;
    const std::atomic<bool>& stop_;
    // One connection for all jobs: they share their commits.
    std::unique_ptr<sqlite::Connection> connection_;
    queue::SharedQueues queues_;
    queue::RetryPolicy policy_;
    std::mutex mutex_;  // of what follows, and of the output
    std::size_t completed_ = 0, failed_ = 0, dead_lettered_ = 0, lost_ = 0;
    Json events_ = Json::array();
};

void work(Application& application, QueueWorkFlags flags) {
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
    auto flags = std::make_shared<QueueWorkFlags>();
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
    command
        .option("--max-attempts", flags->max_attempts,
                "A failure after so many reads moves the message to the dead letters")
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
        "make the command safe to repeat. Reads by 'queue read' count as attempts, but every message is "
        "tried\n"
        "at least once.\n\n"
        "Examples:\n  pacelane queue work jobs -- ./handle-one.sh\n"
        "  pacelane queue work mail --jobs 4 --follow --timeout 60 -- curl -sf --json @- "
        "http://localhost:8025/");
    command.callback([&application, flags] { work(application, *flags); });
}

}  // namespace pacelane::cli
