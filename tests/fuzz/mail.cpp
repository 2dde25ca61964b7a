// EML and MBOX.
#include "formats.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    fuzz::read_outside(bytes.starts_with("From ") ? context::Format::mbox : context::Format::eml, "a.eml",
                       bytes);
    return 0;
}
