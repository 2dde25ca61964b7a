#include "detail/own_doing.h"

#include <pacelane/language/language.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::sources::detail {

OwnDoing own_doing_of(const Reading& reading) {
    OwnDoing doing;
    const bool subject_needed = reading.language.pack().subject_needed;
    for (const auto& block : reading.blocks) {
        if (block.origin != Origin::own_prose) continue;
        for (const auto& sentence : block.sentences) {
            ++doing.sentences;
            if (!language::tells_experience(sentence.text, reading.language)) continue;
            const bool told = !subject_needed || language::tells_of_oneself(sentence.text, reading.language);
            doing.told += told ? 1 : 0;
            doing.certain +=
                told && language::surely_tells_of_oneself(sentence.text, reading.language) ? 1 : 0;
        }
    }
    return doing;
}

}  // namespace pacelane::sources::detail
