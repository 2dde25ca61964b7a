#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/reader.h>
#include <pacelane/config/workspace.h>

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

void read_yaml(const std::string& yaml, Checker& checker, Workspace& workspace) {
    Problems& problems = checker.problems;
    try {
        const auto documents = YAML::LoadAll(yaml);
        read_document(checker, documents.empty() ? YAML::Node() : documents.front(), workspace);
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

}  // namespace

WorkspaceError::WorkspaceError(std::vector<std::string> problems)
    : Error(ErrorKind::bad_input, join(problems, "\n")), problems_(std::move(problems)) {}

Workspace parse_workspace(std::string_view yaml, const std::string& path) {
    if (yaml.starts_with(kByteOrderMark)) yaml.remove_prefix(kByteOrderMark.size());
    Workspace workspace;
    workspace.path = fs::absolute(path).lexically_normal().string();
    workspace.folder = fs::path(workspace.path).parent_path().string();
    // Without aliases a file cannot hold more values than bytes; with them, as many as a person may mean.
    Checker checker{Problems(yaml, path), 2 * yaml.size() + 100'000};
    check_characters(yaml, checker.problems);
    if (checker.problems.empty()) read_yaml(std::string(yaml), checker, workspace);
    if (!checker.problems.empty()) throw WorkspaceError(checker.problems.problems());
    workspace.warnings = checker.problems.warnings();
    return workspace;
}

Workspace load_workspace(const std::string& path) {
    const auto fail = [&](const std::string& why) {
        throw Error(ErrorKind::configuration,
                    fmt::format("cannot read the workspace file {}: {}", path, why));
    };
    std::error_code none;
    if (fs::is_directory(path, none)) fail("it is a folder");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(std::strerror(errno));
    std::string yaml;
    char block[1 << 16];
    while (file.read(block, sizeof block) || file.gcount() > 0) {
        yaml.append(block, static_cast<std::size_t>(file.gcount()));
        if (yaml.size() > kLargestFile) fail("it is larger than 64 MB");
    }
    if (file.bad()) fail(std::strerror(errno));
    return parse_workspace(yaml, path);
}

}  // namespace pacelane::config
