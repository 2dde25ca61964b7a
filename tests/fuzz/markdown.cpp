// Markdown as note apps write it.
#include "fuzz.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    fuzz::read("notes/a.md", fuzz::view(data + 1, size - 1), fuzz::kind_of(data[0]));
    return 0;
}
