#pragma once

#include <pacelane/config/workspace.h>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace pacelane::config {

/// All problems that the file has, one a line; empty if it is valid.
inline std::string problems(std::string_view yaml) {
    try {
        parse_workspace(yaml, "pacelane.yaml");
    } catch (const WorkspaceError& error) {
        CHECK(error.kind() == ErrorKind::bad_input);
        return error.what();
    }
    return "";
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace pacelane::config
