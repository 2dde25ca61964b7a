// Who speaks, in transcripts and minutes without a format of their own.
#include "fuzz.h"

#include <pacelane/context/detail/labels.h>

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto bytes = fuzz::view(data + 1, size - 1);
    if (fuzz::is_utf8(bytes)) {
        const auto line = bytes.substr(0, bytes.find('\n'));
        context::detail::name_shape(line);
        context::detail::readable_name(line);
        context::detail::is_topic_label(line);
        context::detail::spoken_line(line);
    }
    fuzz::read(data[0] % 2 == 0 ? "a.txt" : "2026-11-17 call", bytes, fuzz::kind_of(data[0] / 2));
    return 0;
}
