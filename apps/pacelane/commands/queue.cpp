#include "commands/commands.h"
#include "render/message.h"
#include "render/table.h"
#include "render/terminal.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/queue/json_text.h>
#include <pacelane/queue/queue.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct QueueFlags {
    std::string queue;
    std::string message;
    std::string headers;
    std::string at;
    std::string condition;
    // pgmq's are 32-bit integers too.
    std::optional<int> delay;
    int vt = 30;
    int quantity = 1;
    int count = 20;  // for peek
    std::optional<int> poll;
    int poll_interval = 100;
    std::int64_t id = 0;
    std::vector<std::string> ids;
    bool set = false;
    bool lines = false;
    bool array = false;
    bool yes = false;
};

/// The queues of the application's database.
struct Open {
    explicit Open(Application& application)
        : connection(application.open_connection()), queues(*connection, application.clock()) {}
    std::unique_ptr<sqlite::Connection> connection;
    queue::Queues queues;
};

void print_ids(const std::vector<std::int64_t>& ids, Application& application) {
    if (application.globals.json) return application.print_json(Json(ids));
    if (!ids.empty()) application.print(fmt::format("{}", fmt::join(ids, "\n")));
}

void print_messages(const std::vector<queue::Message>& messages, Application& application) {
    if (application.globals.json) {
        std::vector<std::string> elements;
        for (const auto& message : messages)
            elements.push_back(message_json(message));
        return application.print_raw(json_array(elements));
    }
    if (messages.empty()) return application.note("No messages.");
    application.print(table_of(messages));
}

/// The ids of the command line; "-" stands for those on standard input.
std::vector<std::int64_t> ids_of(const QueueFlags& flags) {
    std::vector<std::int64_t> ids;
    const auto add = [&](std::string_view text, std::string_view where, ErrorKind kind) {
        std::int64_t id = 0;
        const auto* end = text.data() + text.size();
        const auto [stop, fault] = std::from_chars(text.data(), end, id);
        if (fault != std::errc() || stop != end)
            throw Error(kind,
                        fmt::format("{}: must be a whole number, in decimal digits and of 64 bits, not '{}'",
                                    where, text));
        ids.push_back(id);
    };
    for (const auto& text : flags.ids) {
        if (text != "-") {
            add(text, "ID", ErrorKind::usage);
            continue;
        }
        // One a line, or a JSON array, as the commands print them.
        auto input = standard_input();
        for (char& c : input)
            if (c == '[' || c == ']' || c == ',' || c == '\n' || c == '\r' || c == '\t') c = ' ';
        for (const auto word : split(input, ' '))
            if (!word.empty()) add(word, "standard input", ErrorKind::bad_input);
    }
    if (ids.empty() && flags.ids.empty() && !flags.set)
        throw Error(ErrorKind::usage, "give the ids of the messages, or --set, which may be without any");
    return ids;
}

/// One id: whether it was there. Several, or --set: those that were.
void print_found(const QueueFlags& flags, const std::vector<std::int64_t>& found, Application& application) {
    if (!flags.set && flags.ids.size() == 1 && flags.ids.front() != "-")
        return application.print_raw(found.empty() ? "false\n" : "true\n");
    print_ids(found, application);
}

queue::SendOptions send_options(const QueueFlags& flags) {
    queue::SendOptions options;
    options.delay = std::chrono::seconds(flags.delay.value_or(0));
    if (!flags.at.empty()) {
        if (flags.delay) throw Error(ErrorKind::usage, "give --delay or --at, not both");
        options.visible_at = parse_instant(flags.at);
        if (!options.visible_at)
            throw Error(ErrorKind::bad_input,
                        fmt::format("--at '{}': not a time in RFC 3339, such as 2026-11-19T09:00:00+01:00",
                                    flags.at));
    }
    if (!flags.headers.empty()) options.headers = flags.headers;
    return options;
}

/// The messages of a JSON array, or of JSON lines. Which of them, does not depend on how many lines there
/// are.
std::vector<std::string> batch_of(const std::string& input, const QueueFlags& flags) {
    std::vector<std::string> messages;
    const auto start = input.find_first_not_of(" \t\r\n");
    if (start == std::string::npos) return messages;
    if (flags.array || (!flags.lines && input[start] == '[')) {
        try {
            for (const auto element : queue::json_elements(input, "standard input"))
                messages.emplace_back(element);
        } catch (const Error& error) {
            if (flags.array) throw;
            throw Error(error.kind(),
                        fmt::format("{} (it starts with '[' and so is read as one array; --lines "
                                    "reads each line as a message)",
                                    error.what()));
        }
        return messages;
    }
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < input.size();) {
        const auto end = std::min(input.find('\n', begin), input.size());
        auto text = std::string_view(input).substr(begin, end - begin);
        begin = end + 1;
        ++line;
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
        queue::check_json(text, fmt::format("standard input, line {},", line));
        messages.emplace_back(text);
    }
    return messages;
}

std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    return text;
}

void send_batch(Application& application, const QueueFlags& flags) {
    auto options = send_options(flags);
    if (flags.lines && flags.array) throw Error(ErrorKind::usage, "give --lines or --array, not both");
    if (is_terminal(STDIN_FILENO))
        fmt::print(stderr, "Waiting for messages on standard input; end with Ctrl-D.\n");
    const auto messages = batch_of(standard_input(), flags);
    std::vector<std::string> headers;
    if (flags.headers.starts_with('[')) {
        for (const auto header : queue::json_elements(flags.headers, "--headers"))
            headers.emplace_back(header);
        if (headers.size() != messages.size())
            throw Error(ErrorKind::bad_input,
                        fmt::format("--headers: {} for {}; an array pairs with the messages by position",
                                    counted(headers.size(), "element"), counted(messages.size(), "message")));
        options.headers.reset();
    }
    print_ids(Open(application).queues.send_batch(flags.queue, messages, options, headers), application);
}

void read(Application& application, const QueueFlags& flags) {
    std::optional<queue::Condition> condition;
    if (!flags.condition.empty()) condition.emplace(flags.condition);
    const auto* wanted = condition ? &*condition : nullptr;
    const auto vt = std::chrono::seconds(flags.vt);
    Open open(application);
    if (!flags.poll)
        return print_messages(open.queues.read(flags.queue, vt, flags.quantity, wanted), application);
    constexpr int kLongestPoll = 1'000'000'000;
    const auto poll = std::chrono::seconds(std::min(*flags.poll, kLongestPoll));
    print_messages(open.queues.read_with_poll(flags.queue, vt, flags.quantity, poll,
                                              std::chrono::milliseconds(flags.poll_interval), wanted),
                   application);
}

Json metrics_json(const queue::Metrics& metrics) {
    const auto age = [](const auto& seconds) { return seconds ? Json(*seconds) : Json(); };
    return {{"queue_name", metrics.queue_name},
            {"queue_length", metrics.queue_length},
            {"queue_visible_length", metrics.queue_visible_length},
            {"newest_msg_age_sec", age(metrics.newest_msg_age_sec)},
            {"oldest_msg_age_sec", age(metrics.oldest_msg_age_sec)},
            {"total_messages", metrics.total_messages},
            {"scrape_time", format_instant(metrics.scrape_time)}};
}

void metrics(Application& application, const QueueFlags& flags) {
    Open open(application);
    const auto all =
        flags.queue.empty() ? open.queues.metrics_all() : std::vector{open.queues.metrics(flags.queue)};
    if (application.globals.json) {
        if (!flags.queue.empty()) return application.print_json(metrics_json(all.front()));
        Json json = Json::array();
        for (const auto& one : all)
            json.push_back(metrics_json(one));
        return application.print_json(json);
    }
    const auto age = [](const auto& seconds) { return seconds ? fmt::format("{} s", *seconds) : "-"; };
    Table table({"queue", "length", "visible", "newest", "oldest", "sent in all"});
    for (const auto& one : all)
        table.add({one.queue_name, std::to_string(one.queue_length), std::to_string(one.queue_visible_length),
                   age(one.newest_msg_age_sec), age(one.oldest_msg_age_sec),
                   std::to_string(one.total_messages)});
    application.print(table.text());
}

void list(Application& application) {
    const auto all = Open(application).queues.list();
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& queue : all)
            json.push_back({{"queue_name", queue.queue_name},
                            {"created_at", format_instant(queue.created_at)},
                            {"is_partitioned", false},
                            {"is_unlogged", false}});
        return application.print_json(json);
    }
    Table table({"queue", "created"});
    for (const auto& queue : all)
        table.add({queue.queue_name, short_time(format_instant(queue.created_at))});
    application.print(table.text());
}

void show(Application& application, const QueueFlags& flags) {
    const auto message = Open(application).queues.find(flags.queue, flags.id);
    if (!message)
        throw Error(ErrorKind::bad_input, fmt::format("queue '{}' has no message {}", flags.queue, flags.id));
    if (application.globals.json) return application.print_raw(message_json(*message) + "\n");
    application.print(message_text(*message));
}

}  // namespace

void add_queue(Command& app, Application& application) {
    auto& command = app.subcommand("queue", "Message queues with the semantics of pgmq, for your own use");
    command.footer(
        "Examples:\n  pacelane queue create jobs\n  pacelane queue send jobs '{\"to\":\"ana\"}' --delay 60\n"
        "  pacelane queue read jobs --vt 30 --qty 10 --json\n  pacelane queue archive jobs 1 2 3\n"
        "  pacelane queue work jobs --jobs 4 -- ./handle-one.sh");
    auto flags = std::make_shared<QueueFlags>();
    const auto add = [&](const char* name, const char* what, auto work, bool required = true) -> Command& {
        auto& sub = command.subcommand(name, what);
        auto& option = sub.argument("queue", flags->queue, "The queue's name").type_name("QUEUE");
        if (required) option.required();
        sub.callback([&application, flags, work] { work(application, *flags); });
        return sub;
    };
    const auto add_ids = [&](Command& sub) {
        sub.argument("ids", flags->ids, "The messages' ids; - takes them from standard input")
            .type_name("ID");
    };
    const auto add_set = [&](Command& sub) {
        sub.flag("--set", flags->set, "Print the ids that were found, also for one ID or none");
    };
    const auto add_yes = [&](Command& sub) {
        sub.flag("-y,--yes", flags->yes, "Do not ask; without a terminal nothing is asked");
    };
    const auto add_quantity = [&](Command& sub) {
        sub.option("-n,--qty", flags->quantity, "At most so many messages").type_name("N").default_shown();
    };

    add("create", "Create a queue; one that exists stays as it is", [](auto& app, auto& flags) {
        Open(app).queues.create(flags.queue);
        app.print_raw("true\n");
    });
    add_yes(add("drop", "Remove a queue with all its messages and its archive", [](auto& app, auto& flags) {
        Open open(app);
        for (const auto own : {store::kAnalysisQueue, store::kSuggestionQueue})
            if (queue::same_queue(flags.queue, own))
                throw Error(ErrorKind::bad_input,
                            fmt::format("queue '{}' belongs to the pipeline and cannot be dropped; "
                                        "'pacelane queue purge' empties it",
                                        flags.queue));
        if (!flags.yes) confirm(fmt::format("Remove queue '{}' with all its messages?", flags.queue));
        app.print_raw(open.queues.drop(flags.queue) ? "true\n" : "false\n");
    }));
    command.subcommand("list", "Show all queues").callback([&application] { list(application); });

    const auto add_send_options = [&](Command& sub, const char* headers) {
        sub.option("--headers", flags->headers, headers).type_name("JSON");
        sub.option("--at", flags->at, "Visible only from this time on").type_name("RFC3339");
        sub.option("--delay", flags->delay, "Visible only so many seconds from now").type_name("S");
    };
    auto& send = command.subcommand("send", "Send a message; prints its msg_id");
    send.argument("queue", flags->queue, "The queue's name").required().type_name("QUEUE");
    send.argument("message", flags->message, "The message; - takes it from standard input")
        .required()
        .type_name("JSON");
    add_send_options(send, "The message's headers");
    send.callback([&application, flags] {
        const auto options = send_options(*flags);
        const auto message = flags->message == "-" ? trimmed(standard_input()) : flags->message;
        application.print_raw(
            fmt::format("{}\n", Open(application).queues.send(flags->queue, message, options)));
    });
    auto& batch = command.subcommand(
        "send-batch", "Send the JSON array, or the JSON lines, on standard input, in one transaction");
    batch.argument("queue", flags->queue, "The queue's name").required().type_name("QUEUE");
    batch.flag("--lines", flags->lines, "Each line is a message");
    batch.flag("--array", flags->array, "The input is one JSON array of messages");
    batch.footer(
        "Input whose first character is '[' is one array, any other is JSON lines: one message a line. "
        "Messages "
        "that may be arrays themselves need --lines.");
    add_send_options(batch, "Headers for each; an array pairs with the messages");
    batch.callback([&application, flags] { send_batch(application, *flags); });

    auto& read_command = add("read", "Take visible messages and hide them for a while", read);
    read_command.option("--vt", flags->vt, "Hide them for so many seconds").type_name("S").default_shown();
    add_quantity(read_command);
    read_command.option("--if", flags->condition, "Only messages that contain this JSON value (as @> does)")
        .type_name("JSON");
    read_command.option("--poll", flags->poll, "Wait so many seconds for a message")
        .type_name("S")
        .non_negative();
    read_command.option("--poll-interval", flags->poll_interval, "Look again every so many ms")
        .type_name("MS")
        .positive()
        .default_shown();
    auto& pop = add("pop", "Take visible messages and delete them", [](auto& app, auto& flags) {
        print_messages(Open(app).queues.pop(flags.queue, flags.quantity), app);
    });
    add_quantity(pop);
    auto& archive = add("archive", "Move messages to the archive", [](auto& app, auto& flags) {
        const auto ids = ids_of(flags);
        print_found(flags, Open(app).queues.archive(flags.queue, ids), app);
    });
    add_ids(archive);
    add_set(archive);
    auto& remove = add("delete", "Delete messages", [](auto& app, auto& flags) {
        const auto ids = ids_of(flags);
        print_found(flags, Open(app).queues.remove(flags.queue, ids), app);
    });
    add_ids(remove);
    add_set(remove);
    auto& set_vt = add("set-vt", "Change from when on messages are visible", [](auto& app, auto& flags) {
        const auto ids = ids_of(flags);
        print_messages(Open(app).queues.set_vt(flags.queue, ids, std::chrono::seconds(flags.vt)), app);
    });
    add_ids(set_vt);
    set_vt.option("--vt", flags->vt, "Visible so many seconds from now; below 0: at once")
        .required()
        .type_name("S");
    add_yes(add("purge", "Delete all messages but the archived; prints how many", [](auto& app, auto& flags) {
        Open open(app);
        if (!flags.yes) confirm(fmt::format("Delete all messages of queue '{}'?", flags.queue));
        app.print_raw(fmt::format("{}\n", open.queues.purge(flags.queue)));
    }));
    add("metrics", "Show lengths, ages and totals, of one queue or of all", metrics, false);
    auto& peek = add(
        "peek", "Look at the first messages, visible or not, without touching them",
        [](auto& app, auto& flags) { print_messages(Open(app).queues.peek(flags.queue, flags.count), app); });
    peek.option("-n,--qty", flags->count, "At most so many messages").type_name("N").default_shown();
    auto& show_command = add("show", "Look at one message, live or archived, without touching it", show);
    show_command.argument("id", flags->id, "The message's id").required().type_name("ID");
    add_queue_work(command, application);
    add_queue_transfer(command, application);
}

}  // namespace pacelane::cli
