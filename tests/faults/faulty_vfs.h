#pragma once

#include <string_view>

/// A disk that fails when it is told to: a SQLite VFS over the default one, which it replaces as the default.
/// One disk a process; not thread-safe. Syncs are counted, not made: what a power failure would leave is not
/// what is tested here.
namespace faults {

enum class Fault {
    full,            ///< a write finds no space (SQLITE_FULL)
    write_error,     ///< a write fails (EIO)
    short_write,     ///< a write writes a half and then fails (EIO)
    read_error,      ///< a read fails (EIO)
    sync_error,      ///< an fsync fails
    truncate_error,  ///< a truncation fails
    shm_error,       ///< the write-ahead log's index cannot be mapped
    lock_error,      ///< a lock cannot be had, for another reason than that it is taken
    open_error,      ///< a file cannot be opened or created
    delete_error,    ///< a file cannot be deleted
};
inline constexpr Fault kFaults[] = {
    Fault::full,           Fault::write_error, Fault::short_write, Fault::read_error, Fault::sync_error,
    Fault::truncate_error, Fault::shm_error,   Fault::lock_error,  Fault::open_error, Fault::delete_error};
std::string_view name_of(Fault fault);

/// Makes the disk sound again, and the default VFS of this process.
void mend();
/// From here on, the `nth` call (from 1) that `fault` can befall fails; with `lasting`, so do all later ones.
void arm(Fault fault, int nth, bool lasting);
/// Whether a call has failed since it was armed.
bool hit();

}  // namespace faults
