#include <pacelane/writer/detail/body.h>
#include <pacelane/writer/detail/filters.h>

namespace pacelane::writer::detail {

Composition social_media(const Plan& plan) {
    // Graphemes. The networks' own limits, counted their way, have the last word: fit().
    constexpr std::size_t limit = 280;
    constexpr std::size_t room = 250;  // leaves a place for a hashtag
    Composition out;
    const auto* units = &plan.main;
    // There is no room to say what it is about, besides.
    const DraftSentence* hook = best_hook(plan, plan.main, limit, true);
    if (!hook) hook = best_hook(plan, plan.main, limit);
    if (!hook) {
        units = &plan.support;
        hook = best_hook(plan, plan.support, limit);
    }
    if (!hook) return out;
    out.hook = *hook;
    out.has_hook = true;
    std::vector<DraftSentence> sentences{*hook};
    // The next sentence of the paragraph comes along when both fit; else a lesson on the same subject.
    const Unit* home = unit_of(*units, hook);
    const auto at = static_cast<std::size_t>(hook - home->sentences.data());
    const auto fits = [&](const DraftSentence& s) {
        return hook->characters + 1 + s.characters <= room && s.text.back() != '?' &&
               !mentions(s.text, plan.material->names);
    };
    if (at + 1 < home->sentences.size()) {
        if (fits(home->sentences[at + 1])) sentences.push_back(home->sentences[at + 1]);
    } else {
        Ledger ledger(plan);
        ledger.add(*hook);
        const DraftSentence* lesson = best_lesson(plan, plan.main, ledger);
        if (lesson && fits(*lesson) && plan.subject->coverage(lesson->stems) > 0)
            sentences.push_back(*lesson);
    }
    out.body.push_back(paragraph(std::move(sentences)));
    return out;
}

}  // namespace pacelane::writer::detail
