#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/sqlite/partial_file.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::sqlite {

namespace {

void remove_beside(const std::string& path) {
    for (const auto* tail : {"-journal", "-wal", "-shm"})
        ::unlink((path + tail).c_str());
}

bool is_at(int file, const std::string& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(file, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

// So that the name, too, survives a loss of power.
void sync_folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path().string();
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return;
    ::fsync(opened);
    ::close(opened);
}

}  // namespace

PartialFile::PartialFile(const std::string& name) : name_(name), path_(name + ".partial") {
    file_ = ::open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file_ < 0)
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: cannot be created: {}", path_, std::strerror(errno)));
    // Who finished it meanwhile has moved it away.
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0 || !is_at(file_, path_)) {
        ::close(file_);
        throw Error(ErrorKind::busy, fmt::format("{}: another process is writing it; try again", name_));
    }
    remove_beside(path_);
    if (::fchmod(file_, 0600) != 0 || ::ftruncate(file_, 0) != 0) {
        const auto reason = std::string(std::strerror(errno));
        ::close(file_);
        throw Error(ErrorKind::configuration, fmt::format("{}: cannot be written: {}", path_, reason));
    }
}

PartialFile::~PartialFile() {
    if (!named_) {
        remove_beside(path_);
        ::unlink(path_.c_str());
    }
    ::close(file_);
}

void PartialFile::finish(bool replace) {
    const auto refuse_existing = [&] {
        throw Error(ErrorKind::bad_input, fmt::format("{}: is there already; choose another name", name_));
    };
    if (::fsync(file_) != 0)
        throw Error(ErrorKind::failed,
                    fmt::format("{}: could not be written to the disk: {}", path_, std::strerror(errno)));
    remove_beside(path_);
    int code = ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, name_.c_str(), replace ? 0 : RENAME_NOREPLACE);
    if (code != 0 && errno == EINVAL) {  // a file system that cannot refuse by itself
        if (!replace && std::filesystem::exists(name_)) refuse_existing();
        code = ::rename(path_.c_str(), name_.c_str());
    }
    if (code != 0 && errno == EEXIST) refuse_existing();
    if (code != 0)
        throw Error(ErrorKind::failed,
                    fmt::format("{}: cannot be named {}: {}", path_, name_, std::strerror(errno)));
    named_ = true;
    sync_folder_of(name_);
}

}  // namespace pacelane::sqlite
