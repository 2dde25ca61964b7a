#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <pacelane/base/error.h>
#include <pacelane/formats/formats.h>
#include <string>

#include <doctest/doctest.h>

/// The files that tests/formats/make_fixtures.sh has made.
namespace pacelane::formats_test {

inline std::string bytes_of(const std::string& name) {
    std::ifstream file(PACELANE_FORMAT_FILES "/" + name, std::ios::binary);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

inline context::Document read_bytes(const std::string& name, const std::string& bytes,
                                    context::DocumentKind folder = context::DocumentKind::knowledge) {
    const auto format = context::outside_format(name, bytes);
    REQUIRE(format);
    return formats::read(*format, {name, bytes, folder});
}

inline context::Document read_fixture(const std::string& name) {
    return read_bytes(name, bytes_of(name));
}

/// The first passage that holds the words; fails when there is none.
inline context::Passage passage_with(const context::Document& document, const std::string& words) {
    const auto found =
        std::find_if(document.passages.begin(), document.passages.end(),
                     [&](const auto& passage) { return passage.text.find(words) != std::string::npos; });
    INFO(words);
    REQUIRE(found != document.passages.end());
    return *found;
}

inline bool says(const context::Document& document, const std::string& words) {
    return std::any_of(document.passages.begin(), document.passages.end(),
                       [&](const auto& passage) { return passage.text.find(words) != std::string::npos; });
}

inline bool tells(const std::vector<std::string>& lines, const std::string& words) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const auto& line) { return line.find(words) != std::string::npos; });
}

}  // namespace pacelane::formats_test
