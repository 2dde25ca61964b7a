#pragma once

#include <pacelane/base/error.h>
#include <pacelane/formats/formats.h>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

/// What the tests of the readers have in common.
namespace pacelane::formats {

inline context::Document read_text(context::Format format, std::string_view bytes,
                                   std::string_view path = "notes/file") {
    return read(format, {path, bytes});
}

/// "Maya: Hello." for the words of somebody, "[Ana: Hello.]" where they are quoted.
inline std::vector<std::string> told(const context::Document& document) {
    std::vector<std::string> all;
    for (const auto& passage : document.passages) {
        const auto text = passage.speaker + ": " + passage.text;
        all.push_back(passage.quoted ? "[" + text + "]" : text);
    }
    return all;
}

inline std::string refusal_of(context::Format format, std::string_view bytes) {
    try {
        read(format, {"a/file", bytes});
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::bad_input);
        return error.what();
    }
    return "accepted";
}

inline bool holds(const std::vector<std::string>& all, std::string_view part) {
    for (const auto& one : all)
        if (one.find(part) != std::string::npos) return true;
    return false;
}

using Lines = std::vector<std::string>;

}  // namespace pacelane::formats

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& all) {
        std::string text = "{";
        for (const auto& one : all)
            text += "\n    \"" + one + "\"";
        return (text + "}").c_str();
    }
};
}  // namespace doctest
