// Emacs Org, and lyrics.
#include "fuzz.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const bool lyrics = data[0] % 8 == 7;
    fuzz::read(lyrics ? "notes/a.lrc" : "notes/a.org", fuzz::view(data + 1, size - 1),
               fuzz::kind_of(data[0]));
    return 0;
}
