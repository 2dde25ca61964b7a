// Tables as text.
#include "formats.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    fuzz::read_outside(context::Format::csv, "a.csv", bytes);
    return 0;
}
