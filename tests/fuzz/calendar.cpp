// Calendars.
#include "formats.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    fuzz::read_outside(context::Format::ics, "a.ics", bytes);
    return 0;
}
