#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/published.h>
#include <pacelane/writer/variants.h>

#include <fmt/format.h>

namespace pacelane::writer {

namespace {

/// What stays in one post: a paragraph, or a sentence of one that is too long.
struct Unit {
    std::string text;
    bool opens_paragraph = false;
};

bool fits_network(std::string_view text, const LengthLimit& network) {
    return language::platform_length(text, network) <= network.most &&
           (network.most_bytes == 0 || text.size() <= network.most_bytes);
}

/// The units of a text; nothing when one is too long.
std::optional<std::vector<Unit>> units_of(std::string_view text, language::Language language,
                                          const LengthLimit& network) {
    std::vector<Unit> units;
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        const auto paragraph = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
        if (paragraph.empty()) continue;
        if (fits_network(paragraph, network)) {
            units.push_back({std::string(paragraph), true});
            continue;
        }
        bool opens = true;
        for (const auto& span : language::sentences(paragraph, language)) {
            const auto sentence = trim(paragraph.substr(span.begin, span.end - span.begin));
            if (sentence.empty()) continue;
            if (!fits_network(sentence, network)) return std::nullopt;
            units.push_back({std::string(sentence), opens});
            opens = false;
        }
    }
    return units;
}

std::string with_tags(const std::string& post, std::vector<std::string> hashtags,
                      const LengthLimit& network) {
    const std::string joint(detail::hashtags_joint(post, " "));
    for (; !hashtags.empty(); hashtags.pop_back())
        if (auto full = post + joint + join(hashtags, " "); fits_network(full, network)) return full;
    return post;
}

}  // namespace

Variant variant_of(std::string_view text, const std::vector<std::string>& hashtags,
                   language::Language language, const LengthLimit& network) {
    Variant variant;
    variant.network = network.platform;
    variant.character_limit = network.most;
    text = trim(text);
    if (fits_network(text, network)) {
        variant.posts = {std::string(text)};
    } else if (const auto units = units_of(text, language, network)) {
        for (const auto& unit : *units) {
            if (!variant.posts.empty()) {
                auto longer = variant.posts.back() + (unit.opens_paragraph ? "\n\n" : " ") + unit.text;
                if (fits_network(longer, network)) {
                    variant.posts.back() = std::move(longer);
                    continue;
                }
            }
            variant.posts.push_back(unit.text);
        }
    } else {
        variant.left_out =
            fmt::format("it holds a sentence that is longer than the {} characters of a post", network.most);
    }
    if (!variant.posts.empty()) variant.posts.back() = with_tags(variant.posts.back(), hashtags, network);
    for (const auto& post : variant.posts)
        variant.characters.push_back(language::platform_length(post, network));
    return variant;
}

ContentForm form_for(const ContentForm& form, const std::vector<std::string>& networks) {
    const LengthLimit* roomiest = nullptr;
    for (const auto& limit : form.limits)
        if (std::find(networks.begin(), networks.end(), limit.platform) != networks.end() &&
            (roomiest == nullptr || limit.most > roomiest->most))
            roomiest = &limit;
    auto adapted = form;
    if (roomiest != nullptr) adapted.limits = {roomiest, 1};
    return adapted;
}

}  // namespace pacelane::writer
