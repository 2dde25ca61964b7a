#include <algorithm>
#include <pacelane/writer/detail/body.h>
#include <pacelane/writer/detail/phrases.h>
#include <pacelane/writer/detail/strength.h>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t most_blog_words = 1150;
constexpr std::size_t most_sections = 5;

/// The sections of the core document that have something to say, at most five, in order.
std::vector<std::size_t> sections_to_tell(const Plan& plan) {
    struct Entry {
        std::size_t section;
        double worth = 0;
    };
    std::vector<Entry> entries;
    for (const Unit* unit : plan.main) {
        if (entries.empty() || entries.back().section != unit->section) entries.push_back({unit->section});
        entries.back().worth += unit->words() * (0.3 + unit->affinity) + (unit->cited ? 40 : 0);
    }
    // Whatever stands before the first heading is the introduction, not a section.
    const auto& sections = plan.material->documents[plan.core].sections;
    const auto named =
        static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) {
            return !sections[entry.section].heading.empty();
        }));
    std::size_t surplus = named > most_sections ? named - most_sections : 0;
    while (surplus-- > 0) {
        // The first one sets the scene: it stays.
        auto weakest = std::min_element(entries.begin() + 1, entries.end(),
                                        [](const Entry& a, const Entry& b) { return a.worth < b.worth; });
        entries.erase(weakest);
    }
    std::vector<std::size_t> chosen;
    for (const auto& entry : entries)
        chosen.push_back(entry.section);
    return chosen;
}

/// The words of the unit's section from the unit on.
int words_left(const Plan& plan, const Unit& unit) {
    int words = 0;
    for (const Unit* other : plan.main)
        if (other->section == unit.section && other >= &unit) words += other->words();
    return words;
}

/// Puts one heading where a text of several paragraphs has none.
void break_up(Body& body, Language language) {
    const bool headed = std::any_of(body.begin(), body.end(), [](const Block& block) {
        return block.kind == Block::Kind::heading || block.kind == Block::Kind::label;
    });
    if (headed || body.size() < 3) return;
    body.insert(body.begin() + 1, label(phrase(Phrase::the_details, language)));
}

}  // namespace

Composition blog_post(const Plan& plan) {
    Composition out;
    Ledger ledger(plan);
    const Language language = plan.material->language;
    const auto sections = sections_to_tell(plan);
    std::size_t words = 0;
    std::size_t current = sections.empty() ? 0 : sections.front();
    bool introduced = false, unnamed = false;
    for (const Unit* unit : plan.main) {
        if (std::find(sections.begin(), sections.end(), unit->section) == sections.end()) continue;
        if (words + static_cast<std::size_t>(unit->words()) > most_blog_words) continue;
        if (unit->follows && !ledger.just_finished(*(unit - 1))) continue;
        // A heading that is about to stand above the paragraph says what "the question" is.
        const Section& section = plan.section(*unit);
        // Under the heading before, a section without one would seem to belong there.
        const auto& title =
            section.heading.empty() && unit->section != current ? section.name : section.heading;
        const bool nameless = introduced && unit->section != current && title.empty();
        if (nameless && unnamed) continue;
        if (introduced) ledger.add_words(content_stems(title, language));
        auto taken = ledger.take(*unit, 6);
        if (taken.empty()) continue;
        // What the introduction leaves of its section goes on without a heading, unless it is much.
        const bool opens_section = introduced && (unit->section != current ||
                                                  (out.body.size() == 1 && words_left(plan, *unit) >= 60));
        if (nameless) {
            out.body.push_back(label(phrase(Phrase::the_details, language)));
            unnamed = true;
        }
        if (opens_section && !title.empty()) {
            Block heading;
            heading.kind = Block::Kind::heading;
            heading.text = title;
            heading.document = unit->document;
            heading.section = unit->section;
            out.body.push_back(std::move(heading));
        }
        for (const auto& s : taken)
            words += static_cast<std::size_t>(s.words);
        if (!introduced) {
            out.hook = taken.front();
            out.has_hook = true;
        }
        current = unit->section;
        introduced = true;
        out.body.push_back(block_of(*unit, std::move(taken)));
    }
    break_up(out.body, language);

    Body more;
    for (const Unit* unit : plan.support) {
        if (more.size() == 3 || words > most_blog_words) break;
        if (unit->origin == Origin::minutes && unit->sentences.size() < 2 && more.size() > 1) continue;
        auto taken = ledger.take(*unit, 3);
        if (taken.empty()) continue;
        for (const auto& s : taken)
            words += static_cast<std::size_t>(s.words);
        more.push_back(block_of(*unit, std::move(taken)));
    }
    if (!out.has_hook && !more.empty() && !more.front().sentences.empty()) {
        out.hook = more.front().sentences.front();
        out.has_hook = true;
        out.body = std::move(more);
    } else if (!more.empty()) {
        out.body.push_back(label(phrase(Phrase::also_worth_knowing, language)));
        std::move(more.begin(), more.end(), std::back_inserter(out.body));
    }
    for (const auto& quote : plan.quotes) {
        if (out.body.empty() || ledger.repeats(quote)) continue;
        Block block;
        block.kind = Block::Kind::quotation;
        block.text = attribution(source_of(*plan.material, quote).speaker, language);
        block.sentences = {quote};
        ledger.add(quote);
        out.body.push_back(std::move(block));
        break;
    }
    auto decisions = take_decisions(plan, ledger, 6);
    if (!decisions.empty()) {
        out.body.push_back(label(phrase(Phrase::what_we_decided, language)));
        out.body.push_back(bullets(std::move(decisions), false));
    }
    return out;
}

}  // namespace pacelane::writer::detail
