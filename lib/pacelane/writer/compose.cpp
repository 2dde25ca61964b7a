#include <algorithm>
#include <cctype>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/finish.h>

namespace pacelane::writer {

namespace {

using namespace detail;

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool letter =
            static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (space)
            inside = false;
        else if (letter && !inside) {
            inside = true;
            ++words;
        }
    }
    return words;
}

Composition compose_body(const Plan& plan, std::string_view type) {
    if (type == "linkedin_post") return linkedin_post(plan);
    if (type == "blog_post") return blog_post(plan);
    if (type == "newsletter") return newsletter(plan);
    return social_media(plan);
}

/// The hashtags' line below a plain text, as many as fit.
std::string with_hashtags(std::string body, std::vector<std::string>& hashtags, std::size_t limit,
                          std::string_view separator) {
    while (!hashtags.empty()) {
        std::string full = body + std::string(separator) + join(hashtags, " ");
        if (language::character_count(full) <= limit) return full;
        hashtags.pop_back();
    }
    return body;
}

}  // namespace

std::size_t character_limit(std::string_view content_type) {
    if (content_type == "linkedin_post") return 3000;
    if (content_type == "social_media") return 280;
    if (content_type == "blog_post" || content_type == "newsletter") return 20000;
    throw Error(ErrorKind::bad_input, "unknown content type '" + std::string(content_type) +
                                          "' (known: linkedin_post, blog_post, newsletter, social_media)");
}

Draft compose(const Request& request) {
    const auto& suggestion = request.suggestion;
    const std::string& type = suggestion.content_type;
    Draft draft;
    draft.content_type = type;
    draft.language = suggestion.language;
    draft.character_limit = character_limit(type);

    DraftMaterial material = gather(request);
    const Relevance subject(request, material);
    const Plan plan = make_plan(material, subject);
    Composition composition;
    if (!material.documents.empty()) composition = compose_body(plan, type);
    require_enough(request, plan, composition);
    gather_items(composition.body);

    const bool markdown = type == "blog_post" || type == "newsletter";
    const std::size_t reserve = markdown || type == "social_media" ? 0 : 120;  // room for the hashtags
    fit(composition.body, markdown, draft.character_limit - reserve);
    Title title = choose_title(request, plan, composition, type == "newsletter" ? 70 : 90, markdown);
    draft.title = title.text;
    if (markdown) drop_echo(plan, title.text, composition.body);
    draft.claims.push_back(claim_of(title.text, std::move(title.source), material.language));
    for (auto& claim : claims_of(plan, composition.body, markdown))
        draft.claims.push_back(std::move(claim));

    if (type == "linkedin_post") {
        draft.hashtags = choose_hashtags(request, plan, composition, 5);
        draft.body =
            with_hashtags(render_plain(composition.body), draft.hashtags, draft.character_limit, "\n\n");
    } else if (type == "social_media") {
        draft.hashtags = choose_hashtags(request, plan, composition, 2);
        draft.body =
            with_hashtags(render_plain(composition.body), draft.hashtags, draft.character_limit, " ");
    } else if (type == "blog_post") {
        draft.hashtags = choose_hashtags(request, plan, composition, 5);
        draft.body = "# " + escape_markdown(draft.title) + "\n\n" + render_markdown(composition.body);
        draft.summary = summarize(plan, composition.body);
        draft.slug = language::slug(draft.title);
    } else {
        draft.body = render_markdown(composition.body);
        draft.subject = draft.title;
        draft.preview = choose_preview(plan, composition.body, draft.subject);
    }
    draft.body += markdown ? "\n" : "";
    draft.characters = language::character_count(draft.body);
    draft.words = count_words(draft.body);
    const auto grounded = std::count_if(draft.claims.begin(), draft.claims.end(),
                                        [](const Claim& claim) { return claim.support >= 0.8; });
    draft.grounded_share = static_cast<double>(grounded) / static_cast<double>(draft.claims.size());
    return draft;
}

}  // namespace pacelane::writer
