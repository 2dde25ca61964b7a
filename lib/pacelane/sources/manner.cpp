#include <algorithm>
#include <cctype>
#include <pacelane/language/language_pack.h>
#include <pacelane/sources/manner.h>
#include <string_view>

namespace pacelane::sources {

namespace {

constexpr int kFewestWords = 40;

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// Those between two letters.
int apostrophes_in(std::string_view text, std::string_view mark) {
    int found = 0;
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) {
        const auto after = at + mark.size();
        if (at > 0 && after < text.size() && is_letter(text[at - 1]) && is_letter(text[after])) ++found;
    }
    return found;
}

/// Whether `those` are such a share of all, and all are enough to tell.
bool is_share(std::ptrdiff_t those, std::ptrdiff_t all, std::ptrdiff_t fewest, double share) {
    return all >= fewest && static_cast<double>(those) >= share * static_cast<double>(all);
}

}  // namespace

Manner manner_of(const Reading& reading) {
    Manner manner;
    if (reading.document->kind != context::DocumentKind::knowledge) return manner;
    const auto& wordings = language::any_language().teaching_wordings;
    int words = 0;
    for (const auto& block : reading.blocks) {
        if (block.origin != Origin::own_prose) continue;
        const auto& passage = reading.passage(block);
        words += block.words;
        manner.straight += apostrophes_in(passage.text, "'");
        manner.curved += apostrophes_in(passage.text, "\xE2\x80\x99");
        if (!manner.teaches) manner.teaches = wordings.in(language::words_of(passage.text));
    }
    manner.counts = words >= kFewestWords;
    return manner;
}

Habit habit_of(const std::vector<Manner>& documents) {
    constexpr int kFewestLessons = 8, kFewestTyped = 20;
    constexpr double kLessons = 0.12, kStraight = 0.9;
    const auto count = [&](auto&& is) { return std::count_if(documents.begin(), documents.end(), is); };
    const auto all = count([](const Manner& manner) { return manner.counts; });
    const auto lessons = count([](const Manner& manner) { return manner.counts && manner.teaches; });
    const auto straight = count([](const Manner& manner) { return manner.straight > manner.curved; });
    const auto curved = count([](const Manner& manner) { return manner.curved > manner.straight; });
    return {lessons >= kFewestLessons && is_share(lessons, all, kFewestLessons, kLessons),
            is_share(straight, straight + curved, kFewestTyped, kStraight)};
}

bool is_pasted(const Manner& manner, const Habit& habit) {
    constexpr int kFewest = 3, kTimes = 3;
    return habit.types_straight && manner.curved >= kFewest && manner.curved >= kTimes * manner.straight;
}

}  // namespace pacelane::sources
