#pragma once

#include <cstddef>
#include <iterator>
#include <pacelane/base/export.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The forms that a draft can have: one table, read by every module. To add a form, add an entry here and
/// a migration that lets the database store its id. Immutable;
/// thread-safe.
namespace pacelane {

/// How a platform counts the characters of a text.
enum class Counting {
    graphemes,    ///< what a reader sees as one character: extended grapheme clusters of the NFC form
    utf16,        ///< UTF-16 code units of the text as it is: an emoji counts 2 or more
    emoji_bytes,  ///< graphemes, but an emoji counts the bytes of its UTF-8
    x_weighted,   ///< twitter-text, version 3: Latin letters and common punctuation count 1, all else 2
};

/// The longest text that a platform takes.
struct LengthLimit {
    std::string_view platform;  ///< "linkedin", "mastodon" …; empty: a limit of our own
    std::size_t most = 0;       ///< in the unit that `counting` says
    Counting counting = Counting::graphemes;
    std::size_t url = 0;         ///< what any URL counts as, however long it is; 0: its own characters
    std::size_t most_bytes = 0;  ///< of UTF-8; 0: any number
    /// About so many lines, of about so many characters, are shown before the reader has to ask for more; 0:
    /// all of them.
    std::size_t fold_lines = 0;
    std::size_t fold_width = 0;
    std::size_t fold_width_on_phone = 0;
};

enum class Markup { plain, markdown };

/// What a form's metadata and front matter hold besides what all drafts have.
struct FormFields {
    bool subject_and_preview = false;  ///< of an e-mail
    bool summary_and_slug = false;     ///< of a page
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
    std::size_t least_characters = 0;  ///< of a plain text
};

namespace detail {

// Sources of the limits and of how they count: docs/decisions/0008-content-forms.md.
inline constexpr LengthLimit kLinkedIn[] = {{"linkedin", 3000, Counting::utf16, 0, 0, 3, 70, 47}};
inline constexpr LengthLimit kSocialNetworks[] = {{"x", 280, Counting::x_weighted, 23},
                                                  {"bluesky", 300, Counting::graphemes, 0, 3000},
                                                  {"mastodon", 500, Counting::graphemes, 23},
                                                  {"threads", 500, Counting::emoji_bytes, 0}};
inline constexpr LengthLimit kPage[] = {{"", 20'000, Counting::graphemes, 0}};

}  // namespace detail

/// The first one is the default.
inline constexpr ContentForm kContentForms[] = {
    {.id = "linkedin_post",
     .label = "LinkedIn post",
     .limits = detail::kLinkedIn,
     .fields = {},
     .title_in_body = true,
     .hashtags = 3,
     .hashtags_join = "\n\n",
     .hashtags_room = 100,
     .least_characters = 300},
    {.id = "blog_post",
     .label = "blog post",
     .markup = Markup::markdown,
     .limits = detail::kPage,
     .fields = {.summary_and_slug = true},
     .title_in_body = true,
     .hashtags = 3},
    {.id = "newsletter",
     .label = "newsletter",
     .markup = Markup::markdown,
     .limits = detail::kPage,
     .fields = {.subject_and_preview = true},
     .title_length = 70},
    {.id = "social_media",
     .label = "social post",
     .limits = detail::kSocialNetworks,
     .fields = {},
     .hashtags = 2,
     .hashtags_join = " ",
     .least_characters = 70},
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
/// The social networks, in the table's order: "x", "bluesky" …
PACELANE_API std::vector<std::string_view> social_network_ids();
/// nullptr when there is no network of this id.
PACELANE_API const LengthLimit* find_social_network(std::string_view id);

}  // namespace pacelane
