#pragma once

#include <cstdint>
#include <cstdlib>
#include <pacelane/base/error.h>
#include <pacelane/context/document.h>
#include <pacelane/language/detail/utf8.h>
#include <string>
#include <string_view>

/// What the fuzzers have in common. Each links only the modules base, language and context.
/// What fontconfig, which comes with poppler, keeps until the end is no leak of ours.
extern "C" __attribute__((used)) const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}

namespace pacelane::fuzz {

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool sound) {
    if (!sound) std::abort();
}

inline bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto size = language::utf8_at(text, i).size;
        if (size == 0) return false;
        i += size;
    }
    return true;
}

/// What each document promises.
inline void check(const context::Document& document) {
    require(is_utf8(document.title));
    require(document.warnings.size() <= 4 * context::kLimits.warnings);
    int ordinal = 0;
    for (const auto& passage : document.passages) {
        require(passage.ordinal == ordinal++ && !passage.text.empty());
        require(passage.line >= 1 && passage.line_end >= passage.line);
        require((passage.list >= 0) == (passage.kind == context::PassageKind::list_item));
        require(is_utf8(passage.text) && is_utf8(passage.speaker));
    }
}

/// Checks what a document promises, or that it is refused.
template <typename Parse>
void check_promises(Parse parse) {
    try {
        check(parse());
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::bad_input);
    }
}

/// Reads the bytes as every caller does, and checks what each document promises.
inline void read(std::string_view path, std::string_view bytes, context::DocumentKind folder) {
    context::detect_format(path, bytes.substr(0, 4096));
    check_promises([&] { return context::parse_document(path, bytes, folder); });
}

inline context::DocumentKind kind_of(unsigned choice) {
    return static_cast<context::DocumentKind>(choice % 3);
}

}  // namespace pacelane::fuzz
