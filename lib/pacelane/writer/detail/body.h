#pragma once

#include <pacelane/base/content_form.h>
#include <pacelane/writer/detail/plan.h>
#include <string>
#include <vector>

/// A draft's body as blocks, before it is rendered.
namespace pacelane::writer::detail {

struct Block {
    enum class Kind {
        heading,  ///< a section's, in the source's words
        label,    ///< a fixed wording
        paragraph,
        bullets,    ///< `lead`: the first sentence leads into the list
        quotation,  ///< one sentence of somebody else, after the label `text`
    };
    Kind kind = Kind::paragraph;
    std::string text;
    bool lead = false;
    std::vector<DraftSentence> sentences;
    std::size_t document = 0;  ///< of a heading, with the section it names; of a list's item
    std::size_t section = 0;
    int item_of = -1;  ///< the list that a paragraph is an item of
};

using Body = std::vector<Block>;

Block paragraph(std::vector<DraftSentence> sentences);
Block bullets(std::vector<DraftSentence> sentences, bool lead);
Block label(std::string_view text);
/// A block of what the ledger gave: a list stays a list.
Block block_of(const Unit& unit, std::vector<DraftSentence> sentences);

/// Items of one list that stand one after the other as paragraphs of a sentence become bullets again; the
/// opening stays.
void gather_items(Body& body);

/// How many sentences of the sources the body holds.
std::size_t sentence_count(const Body& body);
std::size_t word_count(const Body& body);

/// Plain text: bullets as "• ", no markup.
std::string render_plain(const Body& body);
/// Markdown: headings of level 2, bullets as "- ".
std::string render_markdown(const Body& body);
/// Words of a source as Markdown that shows them as they are.
std::string escape_markdown(std::string_view text);

/// A composed format: the body and what it opens with.
struct Composition {
    Body body;
    DraftSentence hook;
    bool has_hook = false;
};

/// The composers, one a form; composers.cpp says which is whose.
Composition linkedin_post(const Plan& plan);
Composition blog_post(const Plan& plan);
Composition newsletter(const Plan& plan);
Composition social_media(const Plan& plan);

using Composer = Composition (*)(const Plan& plan);
Composer composer_of(const ContentForm& form);

/// The decisions about the subject that are not said yet, as bullets; recorded in the ledger.
std::vector<DraftSentence> take_decisions(const Plan& plan, Ledger& ledger, std::size_t most);

}  // namespace pacelane::writer::detail
