// One piece as a draft in one form.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/credit.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/detail/published.h>
#include <pacelane/writer/detail/speech.h>
#include <pacelane/writer/detail/subject.h>
#include <pacelane/writer/detail/title.h>
#include <span>

namespace pacelane::writer::detail {

namespace {

/// The hashtags' line below a plain text, as many as fit.
std::string with_hashtags(std::string body, std::vector<std::string>& hashtags, const ContentForm& form) {
    const std::string joint(hashtags_joint(body, form.hashtags_join));
    while (!hashtags.empty()) {
        std::string full = body + joint + join(hashtags, " ");
        if (language::length_in(form, full).fits()) return full;
        hashtags.pop_back();
    }
    return body;
}

/// Whether the text says its title already, in its first words.
bool says(std::string_view body, std::string_view title) {
    return language::fold(body.substr(0, title.size() + 40)).find(language::fold(title)) != std::string::npos;
}

/// The words of the text that fit in `most` characters, with an ellipsis where some do not; nothing when the
/// first does not.
std::string cut_at_word(std::string_view text, std::size_t most) {
    if (language::character_count(text) <= most) return std::string(text);
    std::string_view kept;
    for (auto space = text.find_first_of(" \n"); space != std::string_view::npos;
         space = text.find_first_of(" \n", space + 1)) {
        if (language::character_count(text.substr(0, space)) + 1 > most) break;
        kept = trim(text.substr(0, space));
    }
    return kept.empty() ? std::string() : std::string(kept) + "…";
}

}  // namespace

std::string titled_body(const Title& title, const Piece& piece, int level) {
    auto body = page_body(piece, level + 1) + "\n";
    if (title.is_sentence) {
        // What the heading says is not said twice; where markup stands in the sentence, there is no heading.
        const auto& sentence = piece.sentences(0).front().text;
        if (!body.starts_with(sentence)) return body;
        body.erase(0, body.find_first_not_of(" \n", sentence.size()));
    }
    return std::string(static_cast<std::size_t>(level), '#') + ' ' + escape_markdown(title.text) + "\n\n" +
           body;
}

void note_published(Draft& draft, const sources::KnownDocument& document) {
    if (!document.url.empty()) draft.published[document.id] = document.url;
}

void measure(Draft& draft, const ContentForm& form) {
    const auto length = language::length_in(form, draft.body);
    draft.characters = length.characters;
    draft.character_limit = length.limit.most;
    draft.words = count_words(draft.body);
    const auto grounded = std::count_if(draft.claims.begin(), draft.claims.end(),
                                        [](const Claim& claim) { return claim.support >= 0.8; });
    draft.grounded_share =
        draft.claims.empty() ? 0 : static_cast<double>(grounded) / static_cast<double>(draft.claims.size());
}

std::string choose_preview(const Piece& piece, std::string_view title, std::size_t least, std::size_t most) {
    const auto language = piece.reading->language;
    const auto about = telling_stems(title, language);
    const auto says_more = [&](const sources::Sentence& sentence) {
        constexpr std::ptrdiff_t kMore = 2;  // words
        const auto stems = telling_stems(sentence.text, language);
        return std::count_if(stems.begin(), stems.end(),
                             [&](const auto& stem) { return !about.contains(stem); }) >= kMore;
    };
    struct Told {
        const sources::Sentence* sentence;
        bool points;
    };
    std::vector<Told> prose, all;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& passage = piece.passage(i);
        if (passage.kind == context::PassageKind::quote || passage.quoted) continue;
        for (const auto& sentence : piece.sentences(i)) {
            if (!says_more(sentence)) continue;
            all.push_back({&sentence, piece.block(i).points_out});
            if (passage.kind != context::PassageKind::list_item) prose.push_back(all.back());
        }
    }
    const auto& told = prose.empty() ? all : prose;
    const auto fits = [&](const Told& one) {
        const auto length = language::character_count(one.sentence->text);
        const bool shows_code = one.sentence->text.find_first_of("={}<>|") != std::string::npos;
        return length >= least && length <= most && !one.points && !shows_code &&
               !one.sentence->text.ends_with(':');
    };
    // A piece introduces itself: of what stands further down, what was found may stand alone.
    constexpr std::size_t kOpening = 3;  // sentences
    const std::span opening(told.data(), std::min(kOpening, told.size()));
    for (const auto& one : opening)
        if (fits(one) && one.sentence->complete) return one.sentence->text;
    for (const auto& one : told)
        if (fits(one) && one.sentence->alone && !one.sentence->question &&
            language.pack().finding_wordings.in(language::words_of(one.sentence->text)))
            return one.sentence->text;
    for (const auto& one : opening)
        if (fits(one)) return one.sentence->text;
    for (const auto& one : told)
        if (auto cut = cut_at_word(one.sentence->text, most); language::character_count(cut) >= least)
            return cut;
    return told.empty() ? cut_at_word(title, most) : cut_at_word(told.front().sentence->text, most);
}

Draft draft_of(const Piece& piece, const Setting& setting, const ContentForm& form) {
    Draft draft;
    draft.content_type = form.id;
    draft.language = piece.reading->language;
    draft.pieces = {ref_of(piece)};
    const auto& document = *piece.reading->document;
    note_published(draft, document);
    const bool markdown = form.markup == Markup::markdown;
    auto title = choose_title(piece, form.title_length);
    name_subject(title, piece, form.title_length);
    draft.title = title.text;
    draft.claims.push_back(claim_of(title.text, std::move(title.source), draft.language, title.subject));
    for (auto& claim : claims_of(piece, form.markup))
        draft.claims.push_back(std::move(claim));
    if (markdown) {
        draft.body = form.title_in_body ? titled_body(title, piece, 1) : page_body(piece, 2) + "\n";
        if (auto credit = credit_of(piece)) {
            draft.body += "\n" + credit->markdown + "\n";
            draft.claims.push_back(std::move(credit->claim));
        }
    } else {
        draft.body = plain_body(piece);
        // Whoever meets the text in a feed has not seen the note's title.
        if (form.title_in_body && document.kind == context::DocumentKind::knowledge && title.is_told &&
            !title.is_sentence && !says(draft.body, draft.title))
            draft.body = draft.title + "\n\n" + draft.body;
        if (auto line = subject_line(piece, draft.body, form);
            !line.empty() && language::length_in(form, line + "\n\n" + draft.body).fits()) {
            draft.body = line + "\n\n" + draft.body;
            draft.claims.insert(
                draft.claims.begin() + 1,
                claim_of(line, source_of(piece, piece.block(0), document.title), draft.language));
        } else if (auto topic = topic_of_post(piece, draft.body, form);
                   !topic.empty() && draft.claims.size() > 1 &&
                   draft.body.starts_with(draft.claims[1].text)) {
            draft.body.insert(0, topic + ": ");
            auto& first = draft.claims[1];
            first = claim_of(topic + ": " + first.text, std::move(first.source), draft.language, topic);
        }
        if (auto credit = credit_of(piece);
            credit && language::length_in(form, draft.body + "\n\n" + credit->plain).fits()) {
            draft.body += "\n\n" + credit->plain;
            draft.claims.push_back(std::move(credit->claim));
        }
        draft.body = with_address(std::move(draft.body), document.url, form);
        draft.links = links_of(piece);
    }
    // Behind a command they would be part of it.
    const bool behind_code = form.hashtags_join == " " &&
                             piece.passage(piece.blocks.size() - 1).kind == context::PassageKind::code;
    if (form.hashtags > 0 && !behind_code) {
        // What is said again and again in speech is seldom what it is about: the person's own subjects only.
        const auto& pillars = setting.person.pillars;
        const auto most = is_speech(piece)
                              ? std::min(form.hashtags, static_cast<std::size_t>(touched(piece, pillars)))
                              : form.hashtags;
        draft.hashtags = choose_hashtags(piece, pillars, most);
    }
    if (!form.hashtags_join.empty()) draft.body = with_hashtags(draft.body, draft.hashtags, form);
    if (form.fields.summary_and_slug) {
        draft.summary = choose_preview(piece, draft.title, 60, 220);
        draft.slug = language::slug(draft.title);
    }
    measure(draft, form);
    return draft;
}

}  // namespace pacelane::writer::detail
