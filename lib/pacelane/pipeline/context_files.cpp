#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/companion.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/exclude_rules.h>
#include <pacelane/pipeline/glob.h>
#include <set>
#include <sys/stat.h>
#include <unordered_set>

#include <fmt/format.h>
#include <utf8proc.h>

namespace pacelane::pipeline {

namespace fs = std::filesystem;
using context::DocumentKind;

namespace {

// A file that several kinds name is of the first of them.
constexpr std::array kKinds = {DocumentKind::transcript, DocumentKind::meeting, DocumentKind::knowledge};

// Only compared with what it was before; years beyond 2262 do not fit, and wrap around.
std::int64_t nanoseconds(const timespec& time) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u +
                                     static_cast<std::uint64_t>(time.tv_nsec));
}

// With that of the file it goes with: the later one.
std::int64_t modified_ns(const struct stat& status, const std::string& path, const std::string& absolute) {
    return std::max(nanoseconds(status.st_mtim), companion_modified_ns(path, absolute));
}

/// All patterns at once, and how far each has come on the way to a folder.
class Patterns {
public:
    explicit Patterns(const config::ContextFolders& context) {
        const std::array lists = {&context.transcripts, &context.meetings, &context.knowledge};
        for (std::size_t kind = 0; kind < kKinds.size(); ++kind)
            for (const auto& pattern : *lists[kind]) {
                globs_.emplace_back(pattern);
                kinds_.push_back(kKinds[kind]);
            }
    }

    using Progress = std::vector<Glob::Progress>;
    bool empty() const { return globs_.empty(); }
    Progress start() const {
        Progress progress;
        for (const auto& glob : globs_)
            progress.push_back(glob.start());
        return progress;
    }
    Progress after(const Progress& progress, std::string_view name) const {
        Progress next;
        next.reserve(globs_.size());
        for (std::size_t i = 0; i < globs_.size(); ++i)
            next.push_back(globs_[i].after(progress[i], name));
        return next;
    }
    /// The kind of a file that has come so far, if a pattern names it.
    std::optional<DocumentKind> named(const Progress& progress) const {
        return first(progress, Glob::is_matched);
    }
    /// The kind of what may be below a folder, if a pattern may name anything there.
    std::optional<DocumentKind> below(const Progress& progress) const {
        return first(progress, Glob::may_go_on);
    }

private:
    std::optional<DocumentKind> first(const Progress& progress,
                                      bool (*holds)(const Glob::Progress& progress)) const {
        for (std::size_t i = 0; i < globs_.size(); ++i)
            if (holds(progress[i])) return kinds_[i];
        return std::nullopt;
    }

    std::vector<Glob> globs_;
    std::vector<DocumentKind> kinds_;
};

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

std::string below_folder(const std::string& folder, std::string_view name) {
    return folder + (folder == "/" ? "" : "/") + std::string(name);
}

bool is_below(const std::string& path, const std::string& root) {
    return path == root || root == "/" || path.starts_with(root + "/");
}

class Walk {
public:
    Walk(const store::User& user, std::string root)
        : root_(std::move(root)),
          patterns_(user.context),
          excluded_(user.context.exclude),
          private_(user.private_matter) {}

    bool has_patterns() const { return !patterns_.empty(); }

    ContextListing all() {
        enter({root_, root_, "", patterns_.start()});
        // What links lead to comes after all that has a path of its own.
        while (!links_.empty()) {
            std::sort(links_.begin(), links_.end(),
                      [](const auto& a, const auto& b) { return a.path < b.path; });
            auto found = std::move(links_);
            links_.clear();
            for (auto& link : found)
                follow(link);
        }
        const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
        std::sort(listing_.files.begin(), listing_.files.end(), by_path);
        std::sort(listing_.unreached.begin(), listing_.unreached.end(), by_path);
        std::sort(listing_.excluded.begin(), listing_.excluded.end());
        return std::move(listing_);
    }

    /// Why the root itself cannot be listed; empty when it can.
    const std::string& root_problem() const { return root_problem_; }

private:
    struct Folder {
        std::string absolute;  // as it is reached
        std::string real;      // without links
        std::string path;      // relative, as it is told
        Patterns::Progress progress;
    };
    struct Link {
        std::string absolute;
        std::string path;
        Patterns::Progress progress;
    };

    void tell(const std::string& path, std::optional<DocumentKind> kind, std::string why, bool may_be_there) {
        listing_.unreached.push_back(
            {path, kind.value_or(DocumentKind::knowledge), std::move(why), may_be_there});
    }

    // Depth-first, without recursion: a tree may be deeper than the stack.
    void enter(Folder first) {
        std::vector<Folder> waiting;
        waiting.push_back(std::move(first));
        while (!waiting.empty()) {
            auto folder = std::move(waiting.back());
            waiting.pop_back();
            list(folder, waiting);
        }
    }

    void list(const Folder& folder, std::vector<Folder>& waiting) {
        const std::unique_ptr<DIR, CloseFolder> opened(::opendir(folder.absolute.c_str()));
        if (!opened) return folder_failed(folder, "cannot be opened");
        std::unordered_set<std::string> names;  // with a byte's value in them
        for (;;) {
            errno = 0;
            const auto* entry = ::readdir(opened.get());
            if (!entry) {
                if (errno != 0) folder_failed(folder, "cannot be listed to its end");
                return;
            }
            const std::string_view raw = entry->d_name;
            if (raw.starts_with('.')) continue;  // hidden, or the folder itself
            auto name = told_name(raw);
            auto path = folder.path.empty() ? name : folder.path + "/" + name;
            auto progress = patterns_.after(folder.progress, composed(name));
            const auto named = patterns_.named(progress);
            const auto below = patterns_.below(progress);
            if (!named && !below) continue;
            // A name may look like what another one is written as.
            if (name.find("\\x") != std::string::npos && !names.insert(name).second) {
                tell(path, named ? named : below,
                     "there are two of this name; rename the one that is not UTF-8", true);
                continue;
            }
            Folder found{below_folder(folder.absolute, raw), below_folder(folder.real, raw), std::move(path),
                         std::move(progress)};
            auto type = entry->d_type;
            struct stat status {};
            const bool needs_look = type == DT_UNKNOWN || (named && type != DT_DIR && type != DT_LNK);
            if (needs_look) {
                if (::fstatat(::dirfd(opened.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
                    if (errno != ENOENT)  // else it is gone meanwhile
                        tell(found.path, named ? named : below, os_problem("cannot be looked at"), true);
                    continue;
                }
                type = S_ISDIR(status.st_mode)   ? DT_DIR
                       : S_ISLNK(status.st_mode) ? DT_LNK
                       : S_ISREG(status.st_mode) ? DT_REG
                                                 : DT_FIFO;
            }
            if (type == DT_DIR) {
                if (!below) continue;
                if (!is_excluded(found, true)) waiting.push_back(std::move(found));
            } else if (type == DT_LNK) {
                links_.push_back(
                    {std::move(found.absolute), std::move(found.path), std::move(found.progress)});
            } else if (named && !is_excluded(found, false)) {
                take(found, *named, status);
            }
        }
    }

    void folder_failed(const Folder& folder, const char* what) {
        auto why = os_problem(what);
        if (folder.path.empty()) {
            root_problem_ = std::move(why);
            return;
        }
        tell(folder.path, patterns_.below(folder.progress), "the folder " + why, true);
    }

    static std::string os_problem(const char* what) {
        const int code = errno;
        return fmt::format("{}: {}{}", what, std::strerror(code),
                           code == EACCES ? "; give this account the permission, or exclude it" : "");
    }

    // By the path that leads to it, and by its own: a link is no way round `exclude`.
    bool is_excluded(const Folder& found, bool is_folder) {
        if (excluded_.empty()) return false;
        const auto* pattern = excluded_.excluding(composed(found.path), is_folder);
        if (!pattern)
            if (const auto own = own_path(found); own != found.path)
                pattern = excluded_.excluding_any(composed(own), is_folder);
        if (pattern) listing_.excluded.emplace_back(found.path, *pattern);
        return pattern != nullptr;
    }

    // Without links, relative; as it is told when it is not below the root.
    std::string own_path(const Folder& found) const {
        if (!is_below(found.real, root_) || found.real.size() <= root_.size()) return found.path;
        return found.real.substr(root_ == "/" ? 1 : root_.size() + 1);
    }

    std::string private_by(const Folder& file) const {
        if (private_.empty()) return "";
        const auto* entry = private_.excluding_any(composed(file.path));
        if (!entry) entry = private_.excluding_any(composed(own_path(file)));
        return entry ? *entry : "";
    }

    void take(const Folder& file, DocumentKind kind, const struct stat& status) {
        if (!S_ISREG(status.st_mode))
            return tell(file.path, kind, "is neither a file nor a folder, and is not read", false);
        if (!taken_.insert(file.real).second) return;
        listing_.files.push_back({file.path, file.absolute, kind, status.st_size,
                                  modified_ns(status, file.path, file.absolute), private_by(file)});
    }

    void follow(Link& link) {
        const auto named = patterns_.named(link.progress);
        const auto below = patterns_.below(link.progress);
        const auto kind = named ? named : below;
        // Excluded as the link that it is, whatever it leads to.
        if (is_excluded({link.absolute, "", link.path, {}}, false)) return;
        std::error_code failure;
        const auto real = fs::canonical(link.absolute, failure).string();
        if (failure) {
            const bool denied = failure == std::errc::permission_denied;
            if (failure == std::errc::too_many_symbolic_link_levels)
                tell(link.path, kind, "is a link that leads round in a circle", false);
            else
                tell(link.path, kind,
                     fmt::format("is a link whose target cannot be had: {}", failure.message()), denied);
            return;
        }
        struct stat status {};
        if (::stat(real.c_str(), &status) != 0)
            return tell(link.path, kind, os_problem("is a link whose target cannot be looked at"), true);
        const bool is_folder = S_ISDIR(status.st_mode);
        if (is_folder ? !below : !named) return;
        if (!is_below(real, root_))
            return tell(
                link.path, kind,
                fmt::format("is a link that leads out of the workspace, to {}, and is not followed; copy "
                            "the {} here, or exclude the link",
                            printable(real), is_folder ? "folder" : "file"),
                false);
        Folder found{link.absolute, real, link.path, std::move(link.progress)};
        if (is_excluded(found, is_folder)) return;
        if (!is_folder) return take(found, *named, status);
        // To be in the same folder with the patterns as far as before leads to the same files: once is
        // enough, and no circle goes on for ever.
        if (entered_.insert({real, found.progress}).second) enter(std::move(found));
    }

    std::string root_;
    Patterns patterns_;
    ExcludeRules excluded_;
    ExcludeRules private_;
    ContextListing listing_;
    std::vector<Link> links_;
    std::unordered_set<std::string> taken_;  // files, without links
    std::set<std::pair<std::string, Patterns::Progress>> entered_;
    std::string root_problem_;
};

}  // namespace

std::string told_name(std::string_view raw) {
    std::string text;
    for (std::size_t i = 0; i < raw.size();) {
        utf8proc_int32_t codepoint = 0;
        const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(raw.data()) + i,
                                           static_cast<utf8proc_ssize_t>(raw.size() - i), &codepoint);
        if (size <= 0) {
            text += fmt::format("\\x{:02X}", static_cast<unsigned char>(raw[i++]));
            continue;
        }
        text += raw.substr(i, static_cast<std::size_t>(size));
        i += static_cast<std::size_t>(size);
    }
    return text;
}

ContextListing context_files(const store::User& user) {
    const auto& context = user.context;
    if (context.transcripts.empty() && context.meetings.empty() && context.knowledge.empty()) return {};
    std::error_code failure;
    const auto root = fs::canonical(user.folder, failure);
    if (failure || !fs::is_directory(root))
        throw Error(
            ErrorKind::failed,
            fmt::format(
                "user '{}': the context folder {} is not there; if the workspace has moved, import it again "
                "('pacelane schedule import')",
                user.handle, user.folder));
    Walk walk(user, root.string());
    auto listing = walk.all();
    if (!walk.root_problem().empty())
        throw Error(ErrorKind::failed, fmt::format("user '{}': the context folder {} {}", user.handle,
                                                   root.string(), walk.root_problem()));
    return listing;
}

bool have_changed(store::Store& store, const store::User& user, const std::set<std::string>& paths) {
    struct stat status {};
    if (::stat(user.folder.c_str(), &status) != 0) return false;
    const ExcludeRules private_paths(user.private_matter);
    const auto stored = store.stored_files(user.id);
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
        const auto known = stored.find(path);
        const auto absolute = below_folder(user.folder, path);
        return known == stored.end() || private_paths.excluding_any(composed(path)) != nullptr ||
               ::stat(absolute.c_str(), &status) != 0 || known->second.size_bytes != status.st_size ||
               known->second.modified_ns != modified_ns(status, path, absolute);
    });
}

}  // namespace pacelane::pipeline
