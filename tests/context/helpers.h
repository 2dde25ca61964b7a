#pragma once

#include <pacelane/base/error.h>
#include <pacelane/context/document.h>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace pacelane::context {

inline Document knowledge(std::string_view text, std::string_view path = "notes/note.md") {
    return parse_document(path, text, DocumentKind::knowledge);
}
inline Document meeting(std::string_view text, std::string_view path = "meetings/weekly.md") {
    return parse_document(path, text, DocumentKind::meeting);
}
inline Document transcript(std::string_view text, std::string_view path = "transcripts/call.txt") {
    return parse_document(path, text, DocumentKind::transcript);
}

inline std::vector<std::string> texts(const Document& document) {
    std::vector<std::string> all;
    for (const auto& passage : document.passages)
        all.push_back(passage.text);
    return all;
}
/// "Maya: Hello." for each turn.
inline std::vector<std::string> said(const Document& document) {
    std::vector<std::string> all;
    for (const auto& passage : document.passages) {
        all.push_back(passage.kind == PassageKind::turn ? passage.speaker + ": " + passage.text
                                                        : "[" + passage.text + "]");
    }
    return all;
}
inline std::string refusal(std::string_view path, std::string_view bytes) {
    try {
        parse_document(path, bytes, DocumentKind::knowledge);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::bad_input);
        return error.what();
    }
    return "accepted";
}
inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}
/// Whether something of the kind is told as left out.
inline bool tells(const Document& document, std::string_view what) {
    for (const auto& omitted : document.omitted)
        if (contains(omitted, what)) return true;
    return false;
}
inline std::string repeated(std::string_view part, std::size_t times) {
    std::string all;
    all.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += part;
    return all;
}

using Texts = std::vector<std::string>;

}  // namespace pacelane::context

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
