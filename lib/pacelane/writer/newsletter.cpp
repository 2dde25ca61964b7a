#include <algorithm>
#include <map>
#include <pacelane/writer/detail/body.h>
#include <pacelane/writer/detail/phrases.h>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t most_newsletter_words = 620;
constexpr std::size_t core_words = 300;  // leaves the other documents their part
constexpr std::size_t most_items = 4;

class Newsletter {
public:
    explicit Newsletter(const Plan& plan) : plan_(plan), ledger_(plan) {}

    Composition write() {
        const auto others = other_documents();
        // An ending for what would otherwise end in a list or in somebody else's document.
        const DraftSentence* closing =
            others.empty() && plan_.decisions.empty() ? nullptr : best_lesson(plan_, plan_.main, ledger_);
        if (closing && unit_of(plan_.main, closing) == plan_.main.front()) closing = nullptr;
        if (closing) ledger_.add(*closing);
        // Without other documents the core's own sections are the themes.
        tell_core(others.empty() ? most_newsletter_words : core_words);
        for (const auto& [document, units] : others) {
            if (sections_ >= most_items || words_ > most_newsletter_words) break;
            tell_other(document, units);
        }
        add_quote();
        auto decisions = take_decisions(plan_, ledger_, 5);
        if (!decisions.empty()) {
            out_.body.push_back(label(phrase(Phrase::what_we_decided, plan_.material->language)));
            out_.body.push_back(bullets(std::move(decisions), false));
        }
        if (closing && out_.has_hook) {
            out_.body.push_back(label(phrase(Phrase::in_short, plan_.material->language)));
            out_.body.push_back(paragraph({*closing}));
        }
        return std::move(out_);
    }

private:
    /// The documents besides the core that speak of the subject, nearest first, with their units in order.
    std::vector<std::pair<std::size_t, std::vector<const Unit*>>> other_documents() const {
        std::vector<std::pair<std::size_t, std::vector<const Unit*>>> documents;
        for (const Unit* unit : plan_.support) {
            auto found = std::find_if(documents.begin(), documents.end(),
                                      [&](const auto& d) { return d.first == unit->document; });
            if (found == documents.end()) {
                documents.push_back({unit->document, {}});
                found = std::prev(documents.end());
            }
            if (found->second.size() < 3) found->second.push_back(unit);
        }
        for (auto& [document, units] : documents)
            std::sort(units.begin(), units.end());  // units of one document stand in one array, in its order
        return documents;
    }

    void heading(const Unit& unit, std::string_view text) {
        Block block;
        block.kind = Block::Kind::heading;
        block.text = text;
        block.document = unit.document;
        block.section = unit.section;
        out_.body.push_back(std::move(block));
        ++sections_;
    }

    void add(const Unit& unit, std::vector<DraftSentence> taken) {
        for (const auto& s : taken)
            words_ += static_cast<std::size_t>(s.words);
        if (!out_.has_hook) {
            out_.hook = taken.front();
            out_.has_hook = true;
        }
        out_.body.push_back(block_of(unit, std::move(taken)));
    }

    /// The units of the core that say most for the room there is.
    std::vector<const Unit*> core_units(std::size_t room) const {
        std::vector<const Unit*> byworth = plan_.main;
        const Unit* first = plan_.main.empty() ? nullptr : plan_.main.front();
        std::stable_sort(byworth.begin(), byworth.end(), [&](const Unit* a, const Unit* b) {
            const auto worth = [&](const Unit* unit) {
                return unit->affinity + (unit->cited ? 0.2 : 0) + (unit == first ? 1 : 0) +
                       (unit->sentences.size() > 1 ? 0.1 : 0);
            };
            return worth(a) > worth(b);
        });
        std::vector<const Unit*> chosen;
        std::size_t words = 0;
        for (const Unit* unit : byworth) {
            if (words + static_cast<std::size_t>(unit->words()) > room && !chosen.empty()) continue;
            words += static_cast<std::size_t>(unit->words());
            chosen.push_back(unit);
        }
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    }

    void tell_core(std::size_t room) {
        std::size_t current = 0;
        for (const Unit* unit : core_units(room)) {
            if (unit->follows && !ledger_.just_finished(*(unit - 1))) continue;
            const Section& section = plan_.section(*unit);
            const bool opens = out_.has_hook && unit->section != current && !section.heading.empty();
            if (opens && sections_ >= most_items) break;
            if (out_.has_hook) ledger_.add_words(content_stems(section.heading, plan_.material->language));
            auto taken = ledger_.take(*unit, 4);
            if (taken.empty()) continue;
            if (opens) heading(*unit, section.heading);
            current = unit->section;
            add(*unit, std::move(taken));
        }
    }

    void tell_other(std::size_t document, const std::vector<const Unit*>& units) {
        std::string name;
        const Unit* named = nullptr;
        for (const Unit* unit : units)
            if (!named && !plan_.section(*unit).heading.empty()) {
                named = unit;
                name = plan_.section(*unit).heading;
            }
        (void)document;
        bool headed = false;
        for (const Unit* unit : units) {
            if (words_ + static_cast<std::size_t>(unit->words()) > most_newsletter_words) continue;
            auto taken = ledger_.take(*unit, 3);
            if (taken.empty()) continue;
            if (!headed && out_.has_hook) {
                if (named && plan_.section(*unit).heading == name)
                    heading(*unit, name);
                else if (!also_) {
                    out_.body.push_back(label(phrase(Phrase::also_worth_knowing, plan_.material->language)));
                    also_ = true;
                    ++sections_;
                }
                headed = true;
            }
            add(*unit, std::move(taken));
        }
    }

    void add_quote() {
        for (const auto& quote : plan_.quotes) {
            if (out_.body.empty() || ledger_.repeats(quote)) continue;
            Block block;
            block.kind = Block::Kind::quotation;
            block.text = attribution(source_of(*plan_.material, quote).speaker, plan_.material->language);
            block.sentences = {quote};
            ledger_.add(quote);
            out_.body.push_back(std::move(block));
            return;
        }
    }

    const Plan& plan_;
    Ledger ledger_;
    Composition out_;
    std::size_t words_ = 0;
    std::size_t sections_ = 0;
    bool also_ = false;
};

}  // namespace

Composition newsletter(const Plan& plan) {
    return Newsletter(plan).write();
}

}  // namespace pacelane::writer::detail
