#pragma once

#include <cstdint>
#include <string>

namespace pacelane::bench {

/// A new database with what a long life and a large backlog leave: in each of three queues (the pipeline's
/// and `jobs`) so many live messages, one of `jobs` far before the others and a third of them in work, and so
/// many archived ones; so many analyses that wait, a tenth as many that are over; so many drafts that wait
/// and as many that are over; one in a hundred of what is over failed; of a thousand users.
std::string monitor_database(const std::string& folder, std::int64_t count);

}  // namespace pacelane::bench
