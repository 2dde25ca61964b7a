// Metadata above a note: whatever stands in it, the note below is read.
#include "fuzz.h"

using namespace pacelane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string matter{fuzz::view(data + 1, size - 1)};
    const std::string body = "\nWe keep one note a day.\n";
    std::string text;
    switch (data[0] % 4) {
        case 0:
            text = "---\n" + matter + "\n---\n" + body;
            break;
        case 1:
            text = "+++\n" + matter + "\n+++\n" + body;
            break;
        case 2:
            text = "{" + matter + "}\n" + body;
            break;
        default:
            text = matter + "\n" + body;
    }
    fuzz::read("notes/a.md", text, context::DocumentKind::knowledge);
    return 0;
}
