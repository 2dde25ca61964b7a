#include <algorithm>
#include <pacelane/writer/detail/body.h>
#include <pacelane/writer/detail/phrases.h>
#include <pacelane/writer/detail/strength.h>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t hook_limit = 200;  // LinkedIn hides what comes after about 210 characters
constexpr std::size_t paragraph_limit = 420;
constexpr std::size_t ideal = 1350;  // characters of the body without hashtags
constexpr std::size_t enough = 800;  // with less than this, other documents are called in

std::size_t characters(const Body& body) {
    return language::character_count(render_plain(body));
}

double worth(const Plan& plan, const Unit& unit, const std::vector<const Unit*>& units, std::size_t at) {
    double strength = 0;
    for (const auto& s : unit.sentences)
        strength += hook_strength(s, plan.material->language, plan.material->names);
    strength /= static_cast<double>(unit.sentences.size());
    double score = 2.5 * unit.affinity + 0.2 * strength;
    if (unit.cited) score += 0.4;
    if (at == 0)
        score += 0.8;  // says what the matter is
    else if (units[at - 1]->section != unit.section)
        score += 0.3;
    // A short line alone has mostly lost what made it clear.
    if (unit.sentences.size() == 1 && !unit.list) score -= unit.words() < 12 ? 2.0 : 0.7;
    if (unit.torn) score -= 0.6;
    if (unit.item_of >= 0) score -= 1.2;  // items seldom go on from what stands before them
    return score;
}

/// The units to tell, in the document's order, as many as fit. `home`: the one that is told already.
std::vector<const Unit*> choose(const Plan& plan, const Unit* home, std::size_t room) {
    struct Candidate {
        std::size_t at;
        double worth;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < plan.main.size(); ++i)
        if (!plan.main[i]->follows && plan.main[i] != home)
            candidates.push_back({i, worth(plan, *plan.main[i], plan.main, i)});
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    std::vector<std::size_t> chosen;
    bool list = false;
    const auto cost = [&](const Unit& unit) {
        return unit.list ? unit.characters() + 4 : std::min(unit.characters(), paragraph_limit) + 2;
    };
    for (const auto& candidate : candidates) {
        const Unit& unit = *plan.main[candidate.at];
        if (candidate.worth < 0 && chosen.size() >= 2) break;
        if (cost(unit) > room || (unit.list && list)) continue;
        room -= cost(unit);
        list = list || unit.list;
        chosen.push_back(candidate.at);
    }
    for (std::size_t i = 0; i < plan.main.size(); ++i)
        if (plan.main[i] == home) chosen.push_back(i);
    std::sort(chosen.begin(), chosen.end());
    std::vector<const Unit*> units;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        units.push_back(plan.main[chosen[i]]);
        // What refers to a chosen paragraph comes along when there is room.
        for (std::size_t next = chosen[i] + 1; next < plan.main.size() && plan.main[next]->follows; ++next) {
            if (plan.main[next] != plan.main[next - 1] + 1 || cost(*plan.main[next]) > room) break;
            room -= cost(*plan.main[next]);
            units.push_back(plan.main[next]);
        }
    }
    return units;
}

}  // namespace

Composition linkedin_post(const Plan& plan) {
    Composition out;
    Ledger ledger(plan);
    const DraftSentence* hook = best_hook(plan, plan.main, hook_limit);
    const bool own_hook = hook != nullptr;
    if (!hook) hook = best_hook(plan, plan.support, hook_limit);
    if (!hook) {
        for (const Unit* unit : plan.decisions)
            if (const DraftSentence& decision = unit->front();
                !hook && decision.characters <= hook_limit &&
                language::stands_alone(decision.text, plan.material->language))
                hook = &decision;
    }
    if (!hook) return out;
    out.hook = *hook;
    out.has_hook = true;
    ledger.add(*hook);
    out.body.push_back(paragraph({*hook}));

    // The paragraph that the hook opens goes on.
    const Unit* home = unit_of(own_hook ? plan.main : plan.support, hook);
    if (home) {
        const auto at = static_cast<std::size_t>(hook - home->sentences.data());
        std::vector<DraftSentence> rest;
        std::size_t length = 0;
        for (std::size_t i = at + 1; i < home->sentences.size() && rest.size() < 3; ++i) {
            const DraftSentence& s = home->sentences[i];
            if (ledger.repeats(s) || length + s.characters > paragraph_limit) break;
            length += s.characters;
            ledger.add(s);
            rest.push_back(s);
        }
        if (at + rest.size() + 1 == home->sentences.size()) ledger.finish(*home);
        if (!rest.empty()) out.body.push_back(paragraph(std::move(rest)));
        if (at > 0) home = nullptr;
    }

    const DraftSentence* closing = best_lesson(plan, plan.main, ledger);
    std::size_t used = characters(out.body) + (closing ? closing->characters + 2 : 0);
    const auto units = choose(plan, home, ideal > used ? ideal - used : 0);
    if (closing) ledger.add(*closing);
    for (const Unit* unit : units) {
        if (unit->follows && !ledger.just_finished(*(unit - 1))) continue;
        auto taken = ledger.take(*unit, 3, paragraph_limit);
        if (!taken.empty()) out.body.push_back(block_of(*unit, std::move(taken)));
    }

    if (characters(out.body) < enough) {
        int supported = 0;
        for (const Unit* unit : plan.support) {
            if (supported == 3 || characters(out.body) > enough) break;
            if (unit->list) continue;
            auto taken = ledger.take(*unit, 3, paragraph_limit);
            if (taken.empty()) continue;
            out.body.push_back(paragraph(std::move(taken)));
            ++supported;
        }
    }
    const bool from_meeting =
        plan.material->documents[plan.core].source->kind == context::DocumentKind::meeting;
    if (from_meeting || characters(out.body) < enough) {
        auto decisions = take_decisions(plan, ledger, 4);
        if (decisions.size() > 1 || (from_meeting && !decisions.empty())) {
            out.body.push_back(label(phrase(Phrase::what_we_decided, plan.material->language)));
            out.body.push_back(bullets(std::move(decisions), false));
        }
    }
    if (closing) out.body.push_back(paragraph({*closing}));
    return out;
}

}  // namespace pacelane::writer::detail
