#pragma once

#include "faulty_vfs.h"
#include "temporary_folder.h"

#include <functional>
#include <string>
#include <vector>

namespace pacelane::faults {

using namespace ::faults;

/// Something that the library does to a database, to be done on a failing disk.
struct Operation {
    /// Makes the database as it is before, in `path`; nothing: there is no file yet.
    std::function<void(const std::string& path)> prepare;
    /// Opens what the operation needs (a connection, a store) and gives what does it on that, any number of
    /// times. That throws std::logic_error when the library says something that is not so.
    std::function<std::function<void()>(const std::string& path)> open;
    /// What else may be left of it, when it is several transactions; each as `prepare`.
    std::vector<std::function<void(const std::string& path)>> between;
};

/// For each kind of fault and n = 1, 2, 3, …, as long as there is an n-th call that can fail: does the
/// operation with that call failing, and then with that call and all later ones. Each time the library must
/// throw an Error that names the file, or have done all of it; what others see, what a process killed right
/// then leaves, and what there is when all is closed must be sound and as before the operation or as after
/// it; and it must work on the same connection and on a new one as soon as the disk is well again.
void check_all_faults(const Operation& operation);

}  // namespace pacelane::faults
