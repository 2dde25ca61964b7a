#pragma once

#include <pacelane/base/export.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pacelane {

/// What kind of thing went wrong. The values are the exit codes of the command line (DESIGN.md, section 4).
enum class ErrorKind {
    failed = 1,        ///< the work itself failed (I/O error, disk full, a message that could not be handled)
    usage = 2,         ///< the call is wrong: an unknown flag, a value out of range
    bad_input = 65,    ///< the data are wrong: malformed JSON, an unknown queue, an invalid workspace file
    unavailable = 69,  ///< a service that is needed does not answer
    busy = 75,         ///< the database is locked by others; trying again later helps
    configuration = 78,  ///< missing or unreadable database, pending migration, unusable configuration
};

/// Whether trying again cannot help, because it is the data or the call that is wrong: an unknown user, a
/// broken message, too few sources to write from. All others are transient: a busy database, a full disk, a
/// folder that is not mounted, a permission or a package that is missing. Workers make a single attempt at
/// what fails permanently, and repeat what fails transiently.
constexpr bool is_permanent(ErrorKind kind) {
    return kind == ErrorKind::usage || kind == ErrorKind::bad_input;
}

/// Every error that the library reports. what() says what failed, on which input and what to do about it.
class PACELANE_API Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    ErrorKind kind() const noexcept { return kind_; }
    int exit_code() const noexcept { return static_cast<int>(kind_); }

private:
    ErrorKind kind_;
};

}  // namespace pacelane
