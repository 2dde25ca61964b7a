// The JSON and the table of recognizers and note takers.
#include "fuzz.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    fuzz::read(bytes.starts_with("start") ? "a.tsv" : "a.json", bytes, context::DocumentKind::transcript);
    return 0;
}
