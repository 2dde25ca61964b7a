#include <algorithm>
#include <pacelane/queue/json_text.h>
#include <pacelane/queue/lease.h>

#include <fmt/format.h>

namespace pacelane::queue {

namespace {

// The sender's headers stay when they are an object.
std::string dead_letter_headers(std::string_view queue, const Message& read, std::string_view reason) {
    std::string kept;
    if (read.headers && read.headers->find_first_not_of(" \t\r\n") != std::string::npos &&
        (*read.headers)[read.headers->find_first_not_of(" \t\r\n")] == '{')
        for (const auto& [name, value] : json_members(*read.headers, "the headers"))
            if (!name.starts_with("x-pacelane-")) kept += fmt::format("{}: {}, ", json_quoted(name), value);
    return fmt::format(R"({{{}"x-pacelane-queue": {}, "x-pacelane-msg-id": {}, "x-pacelane-attempts": {}, )"
                       R"("x-pacelane-error": {}}})",
                       kept, json_quoted(queue), read.msg_id, read.read_ct, json_quoted(reason));
}

}  // namespace

std::chrono::seconds RetryPolicy::delay(std::int64_t attempt) const {
    auto delay = first_delay;
    for (std::int64_t n = 1; n < attempt && delay < longest_delay; ++n)
        delay *= 4;
    return std::min(delay, longest_delay);
}

bool is_held(Queues& queues, std::string_view queue, std::int64_t msg_id, std::int64_t read_ct) {
    const auto message = queues.find(queue, msg_id);
    return message && !message->archived_at && message->read_ct == read_ct;
}

bool archive_held(Queues& queues, std::string_view queue, const Message& read) {
    return queues.transaction([&] {
        return is_held(queues, queue, read.msg_id, read.read_ct) && queues.archive(queue, read.msg_id);
    });
}

bool extend_held(Queues& queues, std::string_view queue, const Message& read, std::chrono::seconds vt) {
    return queues.transaction([&] {
        return is_held(queues, queue, read.msg_id, read.read_ct) &&
               queues.set_vt(queue, read.msg_id, vt).has_value();
    });
}

Retry fail_held(Queues& queues, std::string_view queue, const Message& read, const RetryPolicy& policy,
                std::string_view reason, std::string_view dead_letter_queue) {
    return queues.transaction([&] {
        Retry retry;
        retry.held = is_held(queues, queue, read.msg_id, read.read_ct);
        if (!retry.held) return retry;
        if (read.read_ct < policy.max_attempts) {
            if (const auto message = queues.set_vt(queue, read.msg_id, policy.delay(read.read_ct)))
                retry.next_attempt = message->vt;
            return retry;
        }
        queues.create(dead_letter_queue);
        SendOptions options;
        options.headers = dead_letter_headers(queue, read, reason);
        retry.dead_letter_id = queues.send(dead_letter_queue, read.message.value_or("null"), options);
        queues.archive(queue, read.msg_id);
        return retry;
    });
}

}  // namespace pacelane::queue
