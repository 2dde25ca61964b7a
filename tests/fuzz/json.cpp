// JSON, and lines of it.
#include "formats.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    fuzz::read_outside(bytes.starts_with("\n") ? context::Format::jsonl : context::Format::json, "a.json",
                       bytes);
    return 0;
}
