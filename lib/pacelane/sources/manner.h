#pragma once

#include <pacelane/base/export.h>
#include <pacelane/sources/reading.h>
#include <vector>

/// How a document is written, as far as that tells beside the person's other documents whose text it is.
/// Pure.
namespace pacelane::sources {

struct Manner {
    bool counts = false;   ///< something written, with enough of it to tell
    bool teaches = false;  ///< speaks as lessons and answers of programs do: "in this lesson you'll learn"
    int straight = 0;      ///< apostrophes within words as keyboards type them: "don't"
    int curved = 0;        ///< as editors of pages print them: "don’t"
};
PACELANE_API Manner manner_of(const Reading& reading);

/// What most of the person's documents have in common.
struct Habit {
    bool keeps_lessons = false;   ///< so many teach that the others may be lessons, too
    bool types_straight = false;  ///< hardly any has curved apostrophes
};
PACELANE_API Habit habit_of(const std::vector<Manner>& documents);

/// Whether the document's apostrophes are another hand's than the person's: it was copied from a page.
PACELANE_API bool is_pasted(const Manner& manner, const Habit& habit);

}  // namespace pacelane::sources
