#include "commands/commands.h"
#include "render/message.h"
#include "render/table.h"

#include <charconv>
#include <pacelane/base/error.h>
#include <pacelane/queue/json_text.h>
#include <pacelane/sqlite/maintenance.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

struct QueueTransferFlags {
    std::string queue;
    std::optional<std::chrono::seconds> older_than;
    bool archive = false;
    bool keep_ids = false;
};

void export_queue(Application& application, const QueueTransferFlags& flags) {
    const auto connection = application.open_connection();
    queue::Queues queues(*connection, application.clock());
    connection->snapshot([&] {
        const auto line = [&](const queue::StoredMessage& message) {
            application.print_raw(message_json(message) + "\n");
        };
        queues.each(flags.queue, queue::Part::live, line);
        if (flags.archive) queues.each(flags.queue, queue::Part::archive, line);
    });
}

/// One line of an export. Only `message` has to be there.
queue::StoredMessage message_of(std::string_view line, const std::string& where, Instant now) {
    queue::StoredMessage message;
    message.enqueued_at = now;
    std::optional<Instant> vt;
    bool has_message = false;
    const auto refuse = [&](const std::string& field, std::string_view expected, std::string_view value) {
        throw Error(ErrorKind::bad_input, fmt::format("{}: {} is not {}: {}", where, field, expected, value));
    };
    for (const auto& [name, value] : queue::json_members(line, where)) {
        const auto time = [&, &field = name, text = value] {
            const auto instant =
                text.starts_with('"') ? parse_instant(queue::json_unescaped(text)) : std::nullopt;
            if (!instant) refuse(field, "a time in RFC 3339", text);
            return *instant;
        };
        const auto number = [&, &field = name, text = value](std::int64_t least) {
            std::int64_t number = 0;
            const auto* end = text.data() + text.size();
            const auto [stop, fault] = std::from_chars(text.data(), end, number);
            if (fault != std::errc() || stop != end || number < least)
                refuse(field, fmt::format("a whole number from {}", least), text);
            return number;
        };
        if (name == "msg_id") {
            message.msg_id = number(1);
        } else if (name == "read_ct") {
            message.read_ct = number(0);
        } else if (name == "enqueued_at") {
            message.enqueued_at = time();
        } else if (name == "vt") {
            vt = time();
        } else if (name == "archived_at") {
            if (value != "null") message.archived_at = time();
        } else if (name == "message") {
            message.message = value;
            has_message = true;
        } else if (name == "headers") {
            if (value != "null") message.headers = value;
        } else {
            throw Error(ErrorKind::bad_input, fmt::format("{}: unknown field '{}'", where, name));
        }
    }
    if (!has_message) throw Error(ErrorKind::bad_input, fmt::format("{}: has no \"message\"", where));
    message.vt = vt.value_or(message.enqueued_at);
    return message;
}

void import_queue(Application& application, const QueueTransferFlags& flags) {
    const auto input = standard_input();
    std::vector<queue::StoredMessage> messages;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < input.size();) {
        const auto end = std::min(input.find('\n', begin), input.size());
        const auto line = std::string_view(input).substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const auto where = fmt::format("standard input, line {}", number);
        messages.push_back(message_of(line, where, application.clock().now()));
        if (flags.keep_ids && messages.back().msg_id == 0)
            throw Error(ErrorKind::bad_input, fmt::format("{}: has no \"msg_id\" to keep", where));
    }
    const auto connection = application.open_connection();
    queue::Queues queues(*connection, application.clock());
    const auto ids = queues.restore(flags.queue, messages, flags.keep_ids);
    if (application.globals.json) return application.print_json(Json(ids));
    application.print(fmt::format("Imported {}", counted(ids.size(), "message")));
}

void trim(Application& application, const QueueTransferFlags& flags) {
    const auto connection = application.open_connection();
    queue::Queues queues(*connection, application.clock());
    const auto trimmed = queues.trim_archive(flags.queue, application.clock().now() - *flags.older_than);
    sqlite::give_back_free_pages(*connection);
    application.print_raw(fmt::format("{}\n", trimmed));
}

}  // namespace

void add_queue_transfer(Command& queue, Application& application) {
    auto flags = std::make_shared<QueueTransferFlags>();
    const auto add = [&](const char* name, const char* what, auto work) -> Command& {
        auto& sub = queue.subcommand(name, what);
        sub.argument("queue", flags->queue, "The queue's name").required().type_name("QUEUE");
        sub.callback([&application, flags, work] { work(application, *flags); });
        return sub;
    };
    auto& out = add("export", "Print all messages as JSON lines", export_queue);
    out.flag("--archive", flags->archive, "The archived ones too");
    auto& in = add("import", "Put back the JSON lines of an export, all or none", import_queue);
    in.flag("--keep-ids", flags->keep_ids,
            "Keep the msg_ids; refused when one was given here already [new ids]");
    add("archive-trim", "Delete messages that were archived long ago; prints how many", trim)
        .option("--older-than", flags->older_than, "An age: 90s, 15m, 12h, 7d, 2w")
        .required()
        .type_name("AGE");
}

}  // namespace pacelane::cli
