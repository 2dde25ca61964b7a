#pragma once

#include "fuzz.h"

#include <pacelane/formats/formats.h>

namespace pacelane::fuzz {

/// Reads the bytes as a file of the format, and checks what each document promises.
inline void read_outside(context::Format format, std::string_view path, std::string_view bytes) {
    static const bool prepared = [] {
        formats::prepare();
        return true;
    }();
    require(prepared);
    const auto folder = kind_of(bytes.empty() ? 0U : static_cast<unsigned char>(bytes.back()));
    check_promises([&] { return formats::read(format, {path, bytes, folder}); });
}

}  // namespace pacelane::fuzz
