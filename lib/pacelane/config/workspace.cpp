#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/reader.h>
#include <pacelane/config/detail/top_level.h>
#include <pacelane/config/workspace.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

namespace pacelane::config {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 64u << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// The length of the UTF-8 character at the text's start; 0 if there is none.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto follows = [&](std::size_t i, unsigned from = 0x80, unsigned to = 0xbf) {
        return byte(i) >= from && byte(i) <= to;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef)
        return follows(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf) && follows(2) ? 3 : 0;
    if (first >= 0xf0 && first <= 0xf4)
        return follows(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf) && follows(2) &&
                       follows(3)
                   ? 4
                   : 0;
    return 0;
}

// Notes the first byte that no YAML text has. The parser would drop it, or what follows, without a word.
void check_characters(std::string_view text, Problems& problems) {
    YAML::Mark at;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto length = character_length(text.substr(i));
        if (length == 0) return problems.add(at, fmt::format("not UTF-8 text (byte 0x{:02x})", c));
        if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            return problems.add(at, fmt::format("control character 0x{:02x}; this is no YAML text", c));
        i += length;
        at.column += static_cast<int>(length);
        if (c == '\n') {
            ++at.line;
            at.column = 0;
        }
    }
}

using Reader = void (*)(Checker&, const YAML::Node&, Workspace&);

void read_yaml(const std::string& yaml, Checker& checker, Workspace& workspace, Reader read) {
    Problems& problems = checker.problems;
    try {
        const auto documents = YAML::LoadAll(yaml);
        read(checker, documents.empty() ? YAML::Node() : documents.front(), workspace);
        if (documents.size() > 1)
            problems.add(documents[1].Mark(), "a second document ('---'); a workspace file is one");
    } catch (const TooManyValues& error) {
        problems.add(error.at, "the aliases in this file multiply to too many values");
    } catch (const YAML::DeepRecursion& error) {
        problems.add(error.mark, "not valid YAML: nested too deeply");
    } catch (const YAML::Exception& error) {
        problems.add(error.mark, fmt::format("not valid YAML: {}", error.msg));
    }
}

// Reads the text into `workspace`, notes mistakes in `checker`.
void read_text(std::string_view yaml, Checker& checker, Workspace& workspace, Reader read) {
    check_characters(yaml, checker.problems);
    if (checker.problems.empty()) read_yaml(std::string(yaml), checker, workspace, read);
}

Checker checker_of(std::string_view yaml, const std::string& path) {
    // Without aliases a file cannot hold more values than bytes; with them, as many as a person may mean.
    return {Problems(yaml, path), 2 * yaml.size() + 100'000};
}

std::string_view without_byte_order_mark(std::string_view yaml) {
    if (yaml.starts_with(kByteOrderMark)) yaml.remove_prefix(kByteOrderMark.size());
    return yaml;
}

Workspace workspace_at(const std::string& path) {
    Workspace workspace;
    workspace.path = fs::absolute(path).lexically_normal().string();
    workspace.folder = fs::path(workspace.path).parent_path().string();
    return workspace;
}

// The settings, read without the users; nullopt when that shows any mistake.
std::optional<Workspace> settings_of(const WithoutUsers& file, const std::string& path) {
    auto workspace = workspace_at(path);
    auto checker = checker_of(file.text, path);
    read_text(file.text, checker, workspace, read_settings);
    if (!checker.problems.empty()) return std::nullopt;
    const auto locate = [&](int& line) { line = line == 0 ? 0 : file.line_in_file(line); };
    locate(workspace.database_line);
    locate(workspace.durability_line);
    locate(workspace.notify_line);
    if (auto& llm = workspace.llm)
        for (auto* value : {&llm->endpoint, &llm->model, &llm->api_key_env})
            locate(value->line);
    return workspace;
}

bool same_settings(const Workspace& a, const Workspace& b) {
    return a.database == b.database && a.database_line == b.database_line && a.durability == b.durability &&
           a.durability_line == b.durability_line && a.llm == b.llm && a.exclude == b.exclude &&
           a.notify == b.notify && a.notify_line == b.notify_line;
}

// What the settings are must not depend on whether the users are read as well.
void compare_with_settings(std::string_view yaml, const Workspace& workspace, Problems& problems) {
    const auto file = without_users(yaml);
    if (!file) return;
    const auto settings = settings_of(*file, workspace.path);
    if (!settings || same_settings(*settings, workspace)) return;
    YAML::Mark at;
    at.line = file->next_line();
    problems.add(at, "text in quotes or brackets goes on at the left margin; indent this line");
}

std::string read_file(const std::string& path) {
    const auto fail = [&](const std::string& why) {
        throw Error(ErrorKind::configuration,
                    fmt::format("cannot read the workspace file {}: {}", path, why));
    };
    struct File {
        int descriptor;
        ~File() { ::close(descriptor); }
    };
    const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.descriptor < 0) fail(std::strerror(errno));
    std::string yaml;
    // One that is no regular file (a pipe) does not tell how much it holds.
    std::size_t wanted = 1 << 16;
    struct stat status {};
    if (::fstat(file.descriptor, &status) == 0) {
        if (S_ISDIR(status.st_mode)) fail("it is a folder");
        if (S_ISREG(status.st_mode)) wanted = static_cast<std::size_t>(status.st_size) + 1;
    }
    for (std::size_t size = 0;;) {
        if (size > kLargestFile || wanted > kLargestFile + 1) fail("it is larger than 64 MB");
        yaml.resize(size + wanted);
        const auto count = ::read(file.descriptor, yaml.data() + size, wanted);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(std::strerror(errno));
        size += static_cast<std::size_t>(count);
        yaml.resize(size);
        if (count == 0) break;
        wanted = yaml.capacity() > size ? yaml.capacity() - size : 1 << 16;
    }
    return yaml;
}

}  // namespace

WorkspaceError::WorkspaceError(std::vector<std::string> problems)
    : Error(ErrorKind::bad_input, join(problems, "\n")), problems_(std::move(problems)) {}

Workspace parse_workspace(std::string_view yaml, const std::string& path) {
    yaml = without_byte_order_mark(yaml);
    auto workspace = workspace_at(path);
    auto checker = checker_of(yaml, path);
    read_text(yaml, checker, workspace, read_document);
    if (checker.problems.empty()) compare_with_settings(yaml, workspace, checker.problems);
    if (!checker.problems.empty()) throw WorkspaceError(checker.problems.problems());
    workspace.warnings = checker.problems.warnings();
    return workspace;
}

Workspace parse_settings(std::string_view yaml, const std::string& path) {
    if (const auto file = without_users(without_byte_order_mark(yaml)))
        if (auto settings = settings_of(*file, path)) return std::move(*settings);
    // Another form, or invalid: reading the whole file reports the mistakes.
    auto workspace = parse_workspace(yaml, path);
    workspace.users.clear();
    workspace.warnings.clear();
    return workspace;
}

Workspace load_workspace(const std::string& path) {
    return parse_workspace(read_file(path), path);
}

Workspace load_settings(const std::string& path) {
    return parse_settings(read_file(path), path);
}

}  // namespace pacelane::config
