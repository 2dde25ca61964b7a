// clang++-14 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilib tests/fuzz/parse_document.cpp
// lib/pacelane/{base,language,context}/*.cpp -lmd4c -lfmt -lutf8proc -lstemmer -lmd -o
// /tmp/fuzz_parse_document
#include <array>
#include <cstdint>
#include <cstdlib>
#include <pacelane/base/error.h>
#include <pacelane/context/document.h>
#include <string_view>

using namespace pacelane;

/// The first byte chooses name and kind, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::array<std::string_view, 5> paths{"a.md", "a.txt", "a.vtt", "a.srt", "2026-11-17 a"};
    const auto path = paths[data[0] % paths.size()];
    const auto kind = static_cast<context::DocumentKind>(data[0] / 8 % 3);
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    context::detect_format(path, bytes);
    try {
        int ordinal = 0;
        for (const auto& passage : context::parse_document(path, bytes, kind).passages) {
            const bool sound = passage.ordinal == ordinal++ && !passage.text.empty() && passage.line >= 1 &&
                               passage.line_end >= passage.line &&
                               (passage.list >= 0) == (passage.kind == context::PassageKind::list_item);
            if (!sound) std::abort();
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::bad_input) std::abort();
    }
    return 0;
}
