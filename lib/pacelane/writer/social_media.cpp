#include <pacelane/writer/detail/body.h>

namespace pacelane::writer::detail {

Composition social_media(const Plan& plan) {
    constexpr std::size_t limit = 280;
    constexpr std::size_t room = 250;  // leaves a place for a hashtag
    Composition out;
    const auto* units = &plan.main;
    const Sentence* hook = best_hook(plan, plan.main, limit);
    if (!hook) {
        units = &plan.support;
        hook = best_hook(plan, plan.support, limit);
    }
    if (!hook) return out;
    out.hook = *hook;
    out.has_hook = true;
    std::vector<Sentence> sentences{*hook};
    // The next sentence of the paragraph comes along when both fit.
    const Unit* home = unit_of(*units, hook);
    const auto at = static_cast<std::size_t>(hook - home->sentences.data());
    if (at + 1 < home->sentences.size()) {
        const Sentence& next = home->sentences[at + 1];
        if (hook->characters + 1 + next.characters <= room && next.text.back() != '?')
            sentences.push_back(next);
    }
    out.body.push_back(paragraph(std::move(sentences)));
    return out;
}

}  // namespace pacelane::writer::detail
