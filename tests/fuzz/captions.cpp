// WebVTT and SubRip; the first byte chooses which.
#include "fuzz.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    fuzz::read(data[0] % 2 == 0 ? "a.vtt" : "a.srt", fuzz::view(data + 1, size - 1),
               fuzz::kind_of(data[0] / 2));
    return 0;
}
