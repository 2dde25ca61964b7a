#pragma once

#include <cstddef>
#include <iterator>
#include <pacelane/base/export.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The forms that a draft can have: one table, read by every module. To add a form, add an entry here, a
/// composer to writer/composers.cpp, and a migration that lets the database store its id. Immutable;
/// thread-safe.
namespace pacelane {

/// How a platform counts the characters of a text.
enum class Counting {
    graphemes,   ///< what a reader sees as one character: extended grapheme clusters of the NFC form
    utf16,       ///< UTF-16 code units of the text as it is: an emoji counts 2 or more
    x_weighted,  ///< twitter-text, version 3: Latin letters and common punctuation count 1, all else 2
};

/// The longest text that a platform takes.
struct LengthLimit {
    std::string_view platform;  ///< "linkedin", "mastodon" …; empty: a limit of our own
    std::size_t most = 0;       ///< in the unit that `counting` says
    Counting counting = Counting::graphemes;
    std::size_t url = 0;  ///< what any URL counts as, however long it is; 0: its own characters
};

enum class Markup { plain, markdown };

/// What a form's metadata and front matter hold besides what all drafts have.
struct FormFields {
    bool subject_and_preview = false;  ///< of an e-mail
    bool summary_and_slug = false;     ///< of a page
};

/// How much a form gains from what a subject offers, added to the subject's own score (0–1).
struct FormTaste {
    double best_sentence = 0;  ///< one strong sentence
    double depth = 0;          ///< many passages at its core
    double documents = 0;      ///< several documents
    double meetings = 0;       ///< was talked about in several meetings
    double sentences = 0;      ///< much material
};

struct ContentForm {
    std::string_view id;     ///< as in pacing_content_generation.content_type
    std::string_view label;  ///< for people
    Markup markup = Markup::plain;
    std::span<const LengthLimit> limits;  ///< at least one; a draft keeps within all of them
    FormFields fields;
    std::size_t title_length = 90;     ///< the longest title, in graphemes
    bool title_in_body = false;        ///< the body opens with the title, as a heading
    std::size_t hashtags = 0;          ///< at most so many
    std::string_view hashtags_join{};  ///< stands between the body and its hashtags; empty: they stay apart
    std::size_t hashtags_room = 0;     ///< characters that the body leaves for them
    std::size_t least_sentences = 3;   ///< of the draft
    std::size_t least_material = 3;    ///< sentences that a subject needs to be suggested in this form
    bool broad = false;                ///< tells a subject from several documents
    FormTaste taste;
};

namespace detail {

// Sources of the limits and of how they count: docs/decisions/0008-content-forms.md.
inline constexpr LengthLimit kLinkedIn[] = {{"linkedin", 3000, Counting::utf16, 0}};
inline constexpr LengthLimit kSocialNetworks[] = {{"x", 280, Counting::x_weighted, 23},
                                                  {"bluesky", 300, Counting::graphemes, 0},
                                                  {"mastodon", 500, Counting::graphemes, 23}};
inline constexpr LengthLimit kPage[] = {{"", 20'000, Counting::graphemes, 0}};

}  // namespace detail

/// The first one is the default.
inline constexpr ContentForm kContentForms[] = {
    {.id = "linkedin_post",
     .label = "LinkedIn post",
     .limits = detail::kLinkedIn,
     .fields = {},
     .hashtags = 5,
     .hashtags_join = "\n\n",
     .hashtags_room = 120,
     .taste = {.best_sentence = 0.2}},
    {.id = "blog_post",
     .label = "blog post",
     .markup = Markup::markdown,
     .limits = detail::kPage,
     .fields = {.summary_and_slug = true},
     .title_in_body = true,
     .hashtags = 5,
     .least_material = 6,
     .taste = {.depth = 0.3}},
    {.id = "newsletter",
     .label = "newsletter",
     .markup = Markup::markdown,
     .limits = detail::kPage,
     .fields = {.subject_and_preview = true},
     .title_length = 70,
     .least_material = 5,
     .broad = true,
     .taste = {.documents = 0.15, .meetings = 0.1, .sentences = 0.1}},
    {.id = "social_media",
     .label = "social post",
     .limits = detail::kSocialNetworks,
     .fields = {},
     .hashtags = 2,
     .hashtags_join = " ",
     .least_sentences = 1,
     .taste = {.best_sentence = 0.4}},
};

inline constexpr const ContentForm& kDefaultForm = kContentForms[0];

/// nullptr when there is no form of this id.
constexpr const ContentForm* find_content_form(std::string_view id) {
    for (const auto& form : kContentForms)
        if (form.id == id) return &form;
    return nullptr;
}
/// Throws Error(bad_input), with the known ids, when there is no form of this id.
PACELANE_API const ContentForm& content_form(std::string_view id);
/// The ids in the table's order, with `separator` between them: for messages and help.
PACELANE_API std::string content_form_list(std::string_view separator = ", ");
PACELANE_API std::vector<std::string_view> content_form_ids();

}  // namespace pacelane
