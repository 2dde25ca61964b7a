#pragma once

#include <pacelane/queue/queue.h>
#include <string>
#include <vector>

namespace pacelane::cli {

/// A message as a JSON object on one line. What was sent stands in it as it was sent, so that no number
/// changes.
std::string message_json(const queue::Message& message);
/// The same with archived_at.
std::string message_json(const queue::StoredMessage& message);
/// A JSON array, an element a line.
std::string json_array(const std::vector<std::string>& elements);
/// A table for a person: id, readings, times, message.
std::string table_of(const std::vector<queue::Message>& messages);
/// One message for a person, a line for each thing to know.
std::string message_text(const queue::StoredMessage& message);

}  // namespace pacelane::cli
