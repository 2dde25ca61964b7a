// What a post holds of its note.
#include <algorithm>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/held.h>
#include <pacelane/writer/detail/inline_links.h>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t kBeforeTheFold = 200;  // characters: so many does a feed show of a post

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
            if (begins_topic(reading, i)) return true;
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
    bool early = false;   ///< before the fold
    bool late = false;    ///< in the last two sentences
    bool wishes = false;  ///< so ends the last sentence
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
    found.wishes = !all.empty() && pack.wish_wordings.in(language::words_of(all.back()->text));
    return found;
}

/// "I was able to overcome it by using the instructions here.": what was found is on somebody else's page.
bool ends_behind_link(const Piece& piece) {
    const auto& language = piece.reading->language;
    const auto last = piece.blocks.size() - 1;
    const auto sentences = piece.sentences(last);
    if (sentences.empty()) return false;
    const auto& closing = sentences.back().text;
    const auto words = language::words_of(closing);
    if (!language::tells_of_oneself(closing, language) && !language.pack().finding_wordings.in(words))
        return false;
    const auto& markup = piece.passage(last).markup;
    for (auto found = next_inline(markup, 0); found; found = next_inline(markup, found->end)) {
        const auto said = language::words_of(found->text);
        if (!found->image && is_web_address(found->target) && !said.empty() &&
            language.pack().bare_anchors.at(said, 0) == said.size() &&
            closing.find(found->text) != std::string::npos)
            return true;
    }
    return false;
}

/// Whether the piece is nothing but a last section ("Conclusion", "What I learned so far") of a text of
/// several: what it concludes stands in the ones before it.
bool only_concludes(const Piece& piece) {
    if (piece.whole || piece.passage(0).headings.empty() || piece.blocks.front() == 0) return false;
    const auto& headings = piece.passage(0).headings;
    for (std::size_t i = 1; i < piece.blocks.size(); ++i)
        if (piece.passage(i).headings != headings) return false;
    const auto words = language::words_of(headings.back());
    const auto known = piece.reading->language.pack().closing_headings.at(words, 0);
    // "Results of the vote in May" is a subject; "what i learned (so far)" is none.
    constexpr std::size_t kMore = 2;
    return known > 0 && words.size() <= known + kMore;
}

}  // namespace

bool begins_what_is_new(const Piece& piece, const Setting& setting) {
    const auto& reading = *piece.reading;
    for (std::size_t i = 0; i < piece.blocks.front(); ++i)
        if (!setting.told_before.contains(reading.known(reading.blocks[i]).hash)) return false;
    return true;
}

void add_held(Features& features, const Piece& piece, const Setting& setting, const ContentForm& form) {
    const auto findings = findings_of(piece);
    bool code = false;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        code = code || piece.passage(i).kind == context::PassageKind::code;
    const bool plain = form.markup == Markup::plain;
    const bool ends = ends_what_is_told(piece);
    const bool begins = begins_what_is_new(piece, setting);
    const bool all = ends && begins;
    features.emplace_back("early_finding", findings.early ? 1 : 0);
    features.emplace_back("late_finding", findings.late ? 1 : 0);
    features.emplace_back("behind_link", !code && ends_behind_link(piece) ? 1 : 0);
    features.emplace_back("only_concludes", begins && piece.blocks.front() > 0 ? 0
                                            : only_concludes(piece)            ? 1
                                                                               : 0);
    features.emplace_back("ends_told", ends ? 1 : 0);
    features.emplace_back("all_told", all ? 1 : 0);
    features.emplace_back("follows_told", begins && piece.blocks.front() > 0 ? 1 : 0);
    features.emplace_back("plain_all_told", plain && all ? 1 : 0);
    features.emplace_back("plain_code", plain && code ? 1 : 0);
    // Under a title, how it is done is what came of it.
    features.emplace_back("shows_how", plain && form.title_in_body && code && !findings.wishes ? 1 : 0);
}

}  // namespace pacelane::writer::detail
