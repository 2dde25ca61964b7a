#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/queue/json_text.h>
#include <pacelane/queue/lease.h>

#include <fmt/format.h>

namespace pacelane::queue {

namespace {

// The sender's headers stay when they are an object.
std::string dead_letter_headers(std::string_view queue, const Message& read, std::int64_t attempts,
                                std::string_view reason) {
    std::string kept;
    if (read.headers && read.headers->find_first_not_of(" \t\r\n") != std::string::npos &&
        (*read.headers)[read.headers->find_first_not_of(" \t\r\n")] == '{')
        for (const auto& [name, value] : json_members(*read.headers, "the headers"))
            if (!name.starts_with("x-pacelane-")) kept += fmt::format("{}: {}, ", json_quoted(name), value);
    return fmt::format(R"({{{}"x-pacelane-queue": {}, "x-pacelane-msg-id": {}, "x-pacelane-attempts": {}, )"
                       R"("x-pacelane-error": {}}})",
                       kept, json_quoted(queue), read.msg_id, attempts, json_quoted(reason));
}

}  // namespace

std::chrono::seconds RetryPolicy::delay(std::int64_t attempt) const {
    auto delay = first_delay;
    for (std::int64_t n = 1; n < attempt && delay < longest_delay; ++n)
        delay *= 4;
    return std::min(delay, longest_delay);
}

Cause cause_of(const std::exception& error) {
    const auto* known = dynamic_cast<const Error*>(&error);
    return {error.what(), known && is_permanent(known->kind()), false};
}

std::optional<Cause> exhausted(const Lease& lease, const RetryPolicy& policy) {
    if (lease.read_ct <= policy.max_attempts) return std::nullopt;
    return Cause{fmt::format("gave up after {} attempts whose workers did not finish", lease.read_ct - 1),
                 false, true};
}

namespace {

// The message if it is live and nobody has read it since.
std::optional<StoredMessage> held(Queues& queues, std::string_view queue, const Lease& lease) {
    auto message = queues.find(queue, lease.msg_id);
    if (!message || message->archived_at || message->read_ct != lease.read_ct) return std::nullopt;
    return message;
}

}  // namespace

bool is_held(Queues& queues, std::string_view queue, const Lease& lease) {
    return held(queues, queue, lease).has_value();
}

bool archive_held(Queues& queues, std::string_view queue, const Lease& lease) {
    return queues.transaction(
        [&] { return is_held(queues, queue, lease) && queues.archive(queue, lease.msg_id); });
}

bool extend_held(Queues& queues, std::string_view queue, const Lease& lease, std::chrono::seconds vt) {
    return queues.transaction(
        [&] { return is_held(queues, queue, lease) && queues.set_vt(queue, lease.msg_id, vt).has_value(); });
}

Failure fail_held(Queues& queues, std::string_view queue, const Lease& lease, const RetryPolicy& policy,
                  const Cause& cause, std::string_view dead_letter_queue) {
    return queues.transaction([&] {
        Failure failure;
        failure.attempt = cause.untried ? lease.read_ct - 1 : lease.read_ct;
        const auto message = held(queues, queue, lease);
        failure.held = message.has_value();
        if (!failure.held) return failure;
        failure.final = cause.permanent || lease.read_ct >= policy.max_attempts;
        if (!failure.final) {
            if (const auto hidden = queues.set_vt(queue, lease.msg_id, policy.delay(lease.read_ct)))
                failure.next_attempt = hidden->vt;
            return failure;
        }
        if (!dead_letter_queue.empty()) {
            queues.create(dead_letter_queue);
            SendOptions options;
            options.headers = dead_letter_headers(queue, *message, failure.attempt, cause.reason);
            failure.dead_letter_id =
                queues.send(dead_letter_queue, message->message.value_or("null"), options);
        }
        queues.archive(queue, lease.msg_id);
        return failure;
    });
}

}  // namespace pacelane::queue
