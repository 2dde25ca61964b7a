#include <algorithm>
#include <cctype>
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

/// The hashtags' line below a plain text, as many as fit.
std::string with_hashtags(std::string body, std::vector<std::string>& hashtags, const ContentForm& form) {
    while (!hashtags.empty()) {
        std::string full = body + std::string(form.hashtags_join) + join(hashtags, " ");
        if (language::length_in(form, full).fits()) return full;
        hashtags.pop_back();
    }
    return body;
}

}  // namespace

Draft compose(const Request& request) {
    const auto& suggestion = request.suggestion;
    const ContentForm& form = content_form(suggestion.content_type);
    const bool markdown = form.markup == Markup::markdown;
    Draft draft;
    draft.content_type = form.id;
    draft.language = suggestion.language;

    DraftMaterial material = gather(request);
    const Relevance subject(request, material);
    const Plan plan = make_plan(material, subject);
    Composition composition;
    if (!material.documents.empty()) composition = composer_of(form)(plan);
    require_enough(request, plan, composition);
    gather_items(composition.body);

    fit(composition.body, form);
    Title title = choose_title(request, plan, composition, form.title_length, markdown);
    draft.title = title.text;
    if (markdown) drop_echo(plan, title.text, composition.body);
    draft.claims.push_back(claim_of(title.text, std::move(title.source), material.language));
    for (auto& claim : claims_of(plan, composition.body, markdown))
        draft.claims.push_back(std::move(claim));

    if (form.hashtags > 0) draft.hashtags = choose_hashtags(request, plan, composition, form.hashtags);
    draft.body = markdown ? render_markdown(composition.body) + "\n" : render_plain(composition.body);
    if (form.title_in_body) draft.body = "# " + escape_markdown(draft.title) + "\n\n" + draft.body;
    if (!form.hashtags_join.empty()) draft.body = with_hashtags(draft.body, draft.hashtags, form);
    if (form.fields.summary_and_slug) {
        draft.summary = summarize(plan, composition.body);
        draft.slug = language::slug(draft.title);
    }
    if (form.fields.subject_and_preview) {
        draft.subject = draft.title;
        draft.preview = choose_preview(plan, composition.body, draft.subject);
    }
    const auto length = language::length_in(form, draft.body);
    draft.characters = length.characters;
    draft.character_limit = length.limit.most;
    draft.words = count_words(draft.body);
    const auto grounded = std::count_if(draft.claims.begin(), draft.claims.end(),
                                        [](const Claim& claim) { return claim.support >= 0.8; });
    draft.grounded_share = static_cast<double>(grounded) / static_cast<double>(draft.claims.size());
    return draft;
}

}  // namespace pacelane::writer
