#pragma once

#include <pacelane/base/export.h>
#include <pacelane/sqlite/connection.h>
#include <string_view>

/// Names of queues. Two names are one queue when they are equal by Unicode's case folding, in composed form:
/// `É` and `é`. A queue with the folded name N has the tables q_N and a_N and the indexes qr_N and qh_N, so
/// that no two queues' names can meet.
namespace pacelane::queue {

/// Throws Error(bad_input) unless the name is allowed: 1 to 47 characters, none of `$` `;` `'`, no `--`.
PACELANE_API void check_queue_name(std::string_view queue);
/// Whether both are names of the same queue. Throws Error(bad_input) for a name that is not allowed.
PACELANE_API bool same_queue(std::string_view a, std::string_view b);
/// The step of schema version 4: gives the tables and indexes of older databases, whose names were folded in
/// ASCII only, their present names. Throws Error(configuration), naming both, when two queues are one by
/// their present names. To be called in a transaction.
PACELANE_API void migrate_names(sqlite::Connection& connection);

}  // namespace pacelane::queue
