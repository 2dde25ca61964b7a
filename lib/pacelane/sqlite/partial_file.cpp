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

constexpr const char* kTails[] = {"-journal", "-wal", "-shm"};

void remove_beside(const std::string& path) {
    for (const auto* tail : kTails)
        ::unlink((path + tail).c_str());
}

/// Whether nothing of anybody is lost when it is written over: it is this user's alone, and is empty or was
/// on its way to be a database. The first page is written last: until then there are zeros.
bool may_be_written_over(int file) {
    struct stat status {};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != ::geteuid() ||
        status.st_nlink != 1)
        return false;
    if (status.st_size == 0) return true;
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    std::string first(kMagic.size(), '\0');
    if (::pread(file, first.data(), first.size(), 0) != static_cast<ssize_t>(first.size())) return false;
    return first == kMagic || first == std::string(kMagic.size(), '\0');
}

bool is_at(int file, const std::string& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(file, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 &&
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
    const auto refuse_other = [&] {
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: is no left-over of a backup, and was left as it is; move it away, or "
                                "choose another name than {}",
                                path_, name_));
    };
    // Nobody's link may lead the private text elsewhere, nor have another file written over.
    file_ = ::open(path_.c_str(), O_CREAT | O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (file_ < 0 && errno == ELOOP) refuse_other();
    if (file_ < 0)
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: cannot be created: {}", path_, std::strerror(errno)));
    // Who finished it meanwhile has moved it away.
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0 || !is_at(file_, path_)) {
        ::close(file_);
        throw Error(ErrorKind::busy, fmt::format("{}: another process is writing it; try again", name_));
    }
    if (!may_be_written_over(file_)) {
        ::close(file_);
        refuse_other();
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
    // SQLite would replay the log of the file that was there into this one.
    for (const auto* tail : kTails)
        if (replace && ::unlink((name_ + tail).c_str()) != 0 && errno != ENOENT)
            throw Error(
                ErrorKind::failed,
                fmt::format("{}{}: cannot be removed ({}), and belongs to the file that is to be replaced; "
                            "remove it and try again",
                            name_, tail, std::strerror(errno)));
    int code = ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, name_.c_str(), replace ? 0 : RENAME_NOREPLACE);
    if (code != 0 && errno == EINVAL) {  // a file system that cannot refuse by itself
        std::error_code ignored;
        if (!replace && std::filesystem::exists(name_, ignored)) refuse_existing();
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
