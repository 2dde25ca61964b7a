#pragma once

#include <cstddef>
#include <pacelane/base/content_form.h>
#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

/// One text, made ready for each of a person's social networks. Pure; thread-safe.
namespace pacelane::writer {

struct Variant {
    std::string network;                  ///< "x", "mastodon" …
    std::vector<std::string> posts;       ///< one, or a thread in its order; none when it is left out
    std::vector<std::size_t> characters;  ///< of each post, as the network counts
    std::size_t character_limit = 0;
    std::string left_out;  ///< why there is no post; mostly empty
};

/// The text as the network takes it: whole, or as a thread of posts that end with a paragraph or a sentence.
/// `hashtags` come last; of those that do not fit the last ones are dropped. Left out when one sentence is
/// too long for a post.
PACELANE_API Variant variant_of(std::string_view text, const std::vector<std::string>& hashtags,
                                language::Language language, const LengthLimit& network);

/// The form as it is for these networks: its limit is that of the network which takes the longest text. The
/// form itself when it is for no network, or none is named.
PACELANE_API ContentForm form_for(const ContentForm& form, const std::vector<std::string>& networks);

}  // namespace pacelane::writer
