// What a post holds of its note.
#include <algorithm>
#include <map>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/held.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

using Stems = std::set<std::string>;

constexpr std::size_t kBeforeTheFold = 200;  // characters: so many does a feed show of a post
constexpr std::size_t kKeyWords = 6;
constexpr double kMostShown = 3;

double part_of(double part, double all) {
    return all > 0 ? part / all : 0.0;
}

/// Stems of words that tell something.
void add_stems(Stems& stems, std::string_view text, language::Language language) {
    for (const auto& token : language::tokenize(text, language))
        if (!token.stopword && !token.number && token.stem.size() > 1) stems.insert(token.stem);
}

Stems stems_of(std::string_view text, language::Language language) {
    Stems stems;
    add_stems(stems, text, language);
    return stems;
}

double share_in(const Stems& some, const Stems& all) {
    double found = 0;
    for (const auto& stem : some)
        found += all.contains(stem) ? 1 : 0;
    return part_of(found, static_cast<double>(some.size()));
}

/// What the note says most often.
Stems key_words(const sources::Reading& reading) {
    std::map<std::string, double> counts;
    const auto add = [&](std::string_view text, double weight) {
        for (const auto& token : language::tokenize(text, reading.language))
            if (!token.stopword && !token.number && token.stem.size() > 2) counts[token.stem] += weight;
    };
    if (!reading.document->title_from_name) add(reading.document->title, 2);
    for (const auto& block : reading.blocks)
        for (const auto& sentence : block.sentences)
            add(sentence.text, 1);
    std::vector<std::pair<double, std::string_view>> order;
    for (const auto& [stem, number] : counts)
        if (number > 1) order.emplace_back(-number, stem);
    std::sort(order.begin(), order.end());
    Stems keys;
    for (std::size_t i = 0; i < std::min(kKeyWords, order.size()); ++i)
        keys.emplace(order[i].second);
    return keys;
}

/// Whether a sentence tells what is so or what came of it, not only what was wanted.
bool is_finding(const sources::Sentence& sentence, const language::LanguagePack& pack) {
    return pack.finding_wordings.in(language::words_of(sentence.text));
}

/// Whether the note tells nothing more below the piece: what is left are sources, links, tasks.
bool ends_what_is_told(const Piece& piece) {
    constexpr int kLeastWords = 6;
    const auto& reading = *piece.reading;
    if (piece.is_cut() && piece.sentences(piece.blocks.size() - 1).size() <
                              piece.block(piece.blocks.size() - 1).sentences.size())
        return false;
    for (const auto& section : reading.sections) {
        if (section.left_out && section.aside) continue;
        for (auto i = std::max(section.first, piece.blocks.back() + 1); i < section.end; ++i) {
            const auto& block = reading.blocks[i];
            const bool told = block.reason == sources::Reason::none ||
                              block.reason == sources::Reason::fragment ||
                              block.reason == sources::Reason::private_matter;
            if (block.reason == sources::Reason::shown || block.leads_in) return false;
            if (told && block.words >= kLeastWords && block.link_share < 0.5 && !block.is_signpost)
                return false;
        }
    }
    return true;
}

struct Findings {
    bool early = false;  ///< before the fold
    bool late = false;   ///< in the last two sentences
    bool wish = false;   ///< opens with what was wanted
};

Findings findings_of(const Piece& piece) {
    const auto& pack = piece.reading->language.pack();
    Findings found;
    std::vector<const sources::Sentence*> all;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        for (const auto& sentence : piece.sentences(i))
            all.push_back(&sentence);
    std::size_t characters = 0;
    for (const auto* sentence : all) {
        if (characters >= kBeforeTheFold) break;
        characters += language::character_count(sentence->text);
        found.early = found.early || is_finding(*sentence, pack);
    }
    for (std::size_t i = all.size() - std::min<std::size_t>(2, all.size()); i < all.size(); ++i)
        found.late = found.late || is_finding(*all[i], pack);
    if (!all.empty()) {
        const auto words = language::words_of(all.front()->text);
        found.wish = pack.wish_wordings.in(words) && !pack.finding_wordings.in(words);
    }
    return found;
}

}  // namespace

void add_held(Features& features, const Piece& piece, const Title& title, const ContentForm& form) {
    const auto& reading = *piece.reading;
    const auto language = reading.language;
    const std::set<std::size_t> own(piece.blocks.begin(), piece.blocks.end());
    double words = 0, held = 0, shown_left = 0;
    Stems said, before;
    for (std::size_t i = 0; i < reading.blocks.size(); ++i) {
        const auto& block = reading.blocks[i];
        words += block.words;
        if (own.contains(i)) {
            held += block.words;
            add_stems(said, reading.passage(block).text, language);
            continue;
        }
        shown_left += block.reason == sources::Reason::shown ? 1 : 0;
        if (i < piece.blocks.front())
            for (const auto& sentence : block.sentences)
                add_stems(before, sentence.text, language);
    }
    if (piece.is_cut()) {
        held = 0;
        for (std::size_t i = 0; i < piece.blocks.size(); ++i)
            held += piece.words(i);
    }
    // What the reader sees above the text is no news in it.
    const auto above = form.title_in_body ? stems_of(title.text, language) : Stems();
    for (const auto& stem : above)
        before.erase(stem);
    const auto opening = piece.sentences(0);
    const auto first = opening.empty() ? Stems() : stems_of(opening.front().text, language);
    Stems known = said;
    known.insert(above.begin(), above.end());
    const double is_held = part_of(held, words);
    const double left = std::min(shown_left, kMostShown) / kMostShown;
    const double carried = share_in(first, before);
    const double about = reading.document->title_from_name && reading.document->title.size() < 4
                             ? 1
                             : share_in(stems_of(reading.document->title, language), known);
    const double keys = share_in(key_words(reading), known);
    const auto findings = findings_of(piece);
    double codes = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        codes += piece.passage(i).kind == context::PassageKind::code ? 1 : 0;
    const bool plain = form.markup == Markup::plain;
    const bool social = plain && !form.title_in_body;
    const bool begins =
        piece.blocks.front() == 0 || reading.passage(reading.blocks[piece.blocks.front() - 1]).headings !=
                                         reading.passage(reading.blocks[piece.blocks.front()]).headings;
    const auto both = [&](std::string_view name, std::string_view in_plain, double value) {
        features.emplace_back(name, value);
        features.emplace_back(in_plain, plain ? value : 0);
    };
    both("held", "plain_held", is_held);
    both("shown_left", "plain_shown_left", left);
    both("carried", "plain_carried", carried);
    both("about_title", "plain_about_title", about);
    both("key_words", "plain_key_words", keys);
    both("early_finding", "plain_early_finding", findings.early ? 1 : 0);
    both("late_finding", "plain_late_finding", findings.late ? 1 : 0);
    both("opens_wish", "plain_opens_wish", findings.wish ? 1 : 0);
    both("begins_section", "plain_begins_section", begins ? 1 : 0);
    const bool ends = ends_what_is_told(piece);
    both("ends_told", "plain_ends_told", ends ? 1 : 0);
    both("all_told", "plain_all_told", ends && piece.blocks.front() == 0 ? 1 : 0);
    features.emplace_back("plain_code", plain && codes > 0 ? 1 : 0);
    features.emplace_back("social_held", social ? is_held : 0);
    features.emplace_back("social_about_title", social ? about : 0);
    features.emplace_back("social_finding", social && (findings.early || findings.late) ? 1 : 0);
}

}  // namespace pacelane::writer::detail
