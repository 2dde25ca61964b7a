// What speaks for a draft, and how much.
#include <algorithm>
#include <cmath>
#include <pacelane/sources/model.h>
#include <pacelane/writer/detail/drafting.h>

namespace pacelane::writer::detail {

Features features_of(const Piece& piece, const Draft& draft, const Setting& setting,
                     const ContentForm& form) {
    using context::PassageKind;
    using sources::Origin;
    using sources::Reason;
    using sources::TextKind;
    const auto& reading = *piece.reading;
    double sentences = 0, complete = 0, leaning = 0, questions = 0, words = 0, prose = 0;
    double paragraphs = 0, items = 0, code = 0, rows = 0, images = 0, quotes = 0, fragments = 0,
           references = 0, links = 0, pointers = 0, numbers = 0, speech = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& block = piece.block(i);
        const auto& passage = piece.passage(i);
        words += block.words;
        links += block.link_share * block.words;
        if (block.is_prose) prose += block.words;
        if (block.reason == Reason::fragment) ++fragments;
        if (block.reason == Reason::reference) ++references;
        if (block.points_out) ++pointers;
        if (block.origin == Origin::own_speech) ++speech;
        switch (passage.kind) {
            case PassageKind::paragraph:
            case PassageKind::turn:
                ++paragraphs;
                if (i > 0 && block.leans_back && piece.blocks[i - 1] + 1 != piece.blocks[i]) ++leaning;
                break;
            case PassageKind::list_item:
                ++items;
                break;
            case PassageKind::code:
                ++code;
                break;
            case PassageKind::table_row:
                ++rows;
                break;
            case PassageKind::image:
                ++images;
                break;
            case PassageKind::quote:
                ++quotes;
                break;
        }
        for (const auto& sentence : block.sentences) {
            ++sentences;
            if (sentence.complete) ++complete;
            if (sentence.question) ++questions;
            numbers += static_cast<double>(std::any_of(sentence.text.begin(), sentence.text.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; }));
        }
    }
    const double blocks = static_cast<double>(piece.blocks.size());
    const auto share = [](double part, double all) { return all > 0 ? part / all : 0.0; };
    const auto& first = piece.block(0);
    const auto title = choose_title(piece, form.title_length);
    const auto& document = *reading.document;
    double age = 400;
    if (document.date && *document.date <= setting.today)
        age = static_cast<double>(days_between(*document.date, setting.today));
    const auto& last = piece.block(piece.blocks.size() - 1);
    const bool ends_section = piece.blocks.back() + 1 == reading.blocks.size() ||
                              reading.passage(reading.blocks[piece.blocks.back() + 1]).headings !=
                                  piece.passage(piece.blocks.size() - 1).headings;
    Features f{{"words", std::log10(1 + words)},
               {"short", words < 45 ? 1 : 0},
               {"long", words > 900 ? 1 : 0},
               {"whole", piece.whole ? 1 : 0},
               {"left_out", std::min(1.0, piece.left_out / 3.0)},
               {"ends_section", ends_section ? 1 : 0},
               {"prose", share(prose, words)},
               {"complete", share(complete, sentences)},
               {"items", share(items, blocks)},
               {"code", share(code, blocks)},
               {"rows", share(rows, blocks)},
               {"images", share(images, blocks)},
               {"quotes", share(quotes, blocks)},
               {"fragments", share(fragments, blocks)},
               {"references", share(references, blocks)},
               {"links", share(links, words)},
               {"pointers", share(pointers, blocks)},
               {"leaning", share(leaning, paragraphs)},
               {"questions", share(questions, sentences)},
               {"numbers", share(numbers, sentences)},
               {"speech", share(speech, blocks)},
               {"opens_alone", !first.sentences.empty() && first.sentences.front().alone ? 1 : 0},
               {"opens_question", !first.sentences.empty() && first.sentences.front().question ? 1 : 0},
               {"short_opening", !first.sentences.empty() && first.sentences.front().words <= 22 ? 1 : 0},
               {"ends_question", !last.sentences.empty() && last.sentences.back().question ? 1 : 0},
               {"title_told", title.is_told ? 1 : 0},
               {"title_own", !document.title_from_name && title.is_told && !title.is_sentence ? 1 : 0},
               {"sentence_words", share(words, sentences) / 20},
               {"pillars", std::min(2, touched(piece, setting.person.pillars)) / 2.0},
               {"age", std::min(3.0, std::log10(1 + age))},
               {"new", document.is_new ? 1 : 0},
               {"worth", reading.worth}};
    for (std::size_t kind = 0; kind < sources::kTextKinds; ++kind) {
        static constexpr std::array<std::string_view, sources::kTextKinds> names{
            "kind_prose",   "kind_how_to",  "kind_reference", "kind_link_list", "kind_tag_list", "kind_log",
            "kind_journal", "kind_figures", "kind_minutes",   "kind_talk",      "kind_chat"};
        f.emplace_back(names[kind], reading.shares[kind]);
    }
    const std::string_view id = form.id;
    f.emplace_back("linkedin_post", id == "linkedin_post" ? 1 : 0);
    f.emplace_back("blog_post", id == "blog_post" ? 1 : 0);
    f.emplace_back("newsletter", id == "newsletter" ? 1 : 0);
    f.emplace_back("social_media", id == "social_media" ? 1 : 0);
    (void)draft;
    return f;
}

double score_of(const Features& features) {
    static const sources::Model model(draft_model());
    return 1 / (1 + std::exp(-model.score("good", features)));
}

}  // namespace pacelane::writer::detail
