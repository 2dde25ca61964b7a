#include "faulty_vfs.h"

#include <cerrno>
#include <new>
#include <stdexcept>

#include <sqlite3.h>

namespace faults {

namespace {

struct State {
    bool armed = false;
    Fault fault = Fault::full;
    int nth = 0;
    bool lasting = false;
    int calls = 0;
    bool hit = false;
};
State state;

// Whether this call, which `fault` can befall, is to fail.
bool fails(Fault fault) {
    if (!state.armed || state.fault != fault) return false;
    ++state.calls;
    if (state.calls < state.nth || (state.calls > state.nth && !state.lasting)) return false;
    state.hit = true;
    errno = fault == Fault::full ? ENOSPC : EIO;
    return true;
}

struct File {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real();
}
const sqlite3_io_methods* methods(sqlite3_file* file) {
    return real(file)->pMethods;
}

const sqlite3_io_methods kMethods = {
    3,
    [](sqlite3_file* file) { return methods(file)->xClose(real(file)); },
    [](sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
        if (fails(Fault::read_error)) return SQLITE_IOERR_READ;
        return methods(file)->xRead(real(file), into, size, at);
    },
    [](sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
        if (fails(Fault::full)) return SQLITE_FULL;
        if (fails(Fault::write_error)) return SQLITE_IOERR_WRITE;
        if (fails(Fault::short_write)) {
            methods(file)->xWrite(real(file), from, size / 2, at);
            errno = EIO;
            return SQLITE_IOERR_WRITE;
        }
        return methods(file)->xWrite(real(file), from, size, at);
    },
    [](sqlite3_file* file, sqlite3_int64 size) {
        if (fails(Fault::truncate_error)) return SQLITE_IOERR_TRUNCATE;
        return methods(file)->xTruncate(real(file), size);
    },
    [](sqlite3_file*, int) { return fails(Fault::sync_error) ? SQLITE_IOERR_FSYNC : SQLITE_OK; },
    [](sqlite3_file* file, sqlite3_int64* size) { return methods(file)->xFileSize(real(file), size); },
    [](sqlite3_file* file, int level) {
        if (fails(Fault::lock_error)) return SQLITE_IOERR_LOCK;
        return methods(file)->xLock(real(file), level);
    },
    [](sqlite3_file* file, int level) { return methods(file)->xUnlock(real(file), level); },
    [](sqlite3_file* file, int* held) { return methods(file)->xCheckReservedLock(real(file), held); },
    [](sqlite3_file* file, int what, void* argument) {
        return methods(file)->xFileControl(real(file), what, argument);
    },
    [](sqlite3_file* file) { return methods(file)->xSectorSize(real(file)); },
    [](sqlite3_file* file) { return methods(file)->xDeviceCharacteristics(real(file)); },
    [](sqlite3_file* file, int region, int size, int extend, void volatile** mapped) {
        if (fails(Fault::shm_error)) return SQLITE_IOERR_SHMMAP;
        return methods(file)->xShmMap(real(file), region, size, extend, mapped);
    },
    [](sqlite3_file* file, int offset, int count, int flags) {
        // To give a lock up cannot fail.
        if ((flags & SQLITE_SHM_LOCK) != 0 && fails(Fault::lock_error)) return SQLITE_IOERR_SHMLOCK;
        return methods(file)->xShmLock(real(file), offset, count, flags);
    },
    [](sqlite3_file* file) { methods(file)->xShmBarrier(real(file)); },
    [](sqlite3_file* file, int remove) { return methods(file)->xShmUnmap(real(file), remove); },
    [](sqlite3_file* file, sqlite3_int64 at, int size, void** mapped) {
        return methods(file)->xFetch(real(file), at, size, mapped);
    },
    [](sqlite3_file* file, sqlite3_int64 at, void* mapped) {
        return methods(file)->xUnfetch(real(file), at, mapped);
    },
};

sqlite3_vfs* sound = nullptr;  // the VFS below
sqlite3_vfs faulty;

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* opened_as) {
    file->pMethods = nullptr;
    if (fails(Fault::open_error)) return SQLITE_CANTOPEN;
    const int result = sound->xOpen(sound, name, real(file), flags, opened_as);
    if (result == SQLITE_OK) file->pMethods = &kMethods;
    return result;
}

int delete_file(sqlite3_vfs*, const char* name, int) {
    if (fails(Fault::delete_error)) return SQLITE_IOERR_DELETE;
    return sound->xDelete(sound, name, 0);
}

void install() {
    sound = sqlite3_vfs_find(nullptr);
    if (!sound) throw std::runtime_error("SQLite has no VFS");
    faulty = *sound;
    faulty.zName = "faulty";
    faulty.szOsFile = static_cast<int>(sizeof(File)) + sound->szOsFile;
    faulty.xOpen = open_file;
    faulty.xDelete = delete_file;
    if (sqlite3_vfs_register(&faulty, 1) != SQLITE_OK) throw std::runtime_error("the VFS was refused");
}

}  // namespace

std::string_view name_of(Fault fault) {
    switch (fault) {
        case Fault::full:
            return "full disk";
        case Fault::write_error:
            return "failed write";
        case Fault::short_write:
            return "short write";
        case Fault::read_error:
            return "failed read";
        case Fault::sync_error:
            return "failed fsync";
        case Fault::truncate_error:
            return "failed truncation";
        case Fault::shm_error:
            return "failed mapping";
        case Fault::lock_error:
            return "failed lock";
        case Fault::open_error:
            return "failed open";
        case Fault::delete_error:
            return "failed deletion";
    }
    return "";
}

void mend() {
    if (!sound) install();
    state = {};
}

void arm(Fault fault, int nth, bool lasting) {
    mend();
    state.armed = true;
    state.fault = fault;
    state.nth = nth;
    state.lasting = lasting;
}

bool hit() {
    return state.hit;
}

}  // namespace faults
