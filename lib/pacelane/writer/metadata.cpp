#include <algorithm>
#include <pacelane/writer/writer.h>
#include <string>

#include <nlohmann/json.hpp>

namespace pacelane::writer {

Json metadata(const Draft& draft, const writer::Suggestion& suggestion) {
    // By document, in the order in which the draft first cites them.
    Json sources = Json::array();
    for (const auto& claim : draft.claims) {
        const auto known = std::find_if(sources.begin(), sources.end(), [&](const Json& source) {
            return source["id"] == claim.source.document_id;
        });
        Json entry{{"text", claim.text},
                   {"quote", claim.source.quote},
                   {"passage", claim.source.passage},
                   {"line", claim.source.line}};
        if (!claim.source.place.empty()) entry["place"] = claim.source.place;
        if (!claim.source.speaker.empty()) entry["speaker"] = claim.source.speaker;
        entry["support"] = claim.support;
        if (known != sources.end()) {
            (*known)["claims"].push_back(std::move(entry));
            continue;
        }
        Json document{
            {"id", claim.source.document_id}, {"title", claim.source.title}, {"path", claim.source.path}};
        if (const auto url = draft.published.find(claim.source.document_id); url != draft.published.end())
            document["url"] = url->second;
        document["claims"] = Json::array({std::move(entry)});
        sources.push_back(std::move(document));
    }
    Json json{{"topic", suggestion.topic},
              {"angle", suggestion.angle},
              {"confidence", suggestion.confidence},
              {"reasoning", suggestion.reasoning},
              {"language", language::code(draft.language)},
              {"writer", {{"engine", "extractive"}, {"model", nullptr}, {"prompt_version", nullptr}}},
              {"checks",
               {{"grounded_share", draft.grounded_share},
                {"characters", draft.characters},
                {"character_limit", draft.character_limit},
                {"within_limit", draft.characters <= draft.character_limit}}},
              {"word_count", draft.words},
              {"hashtags", draft.hashtags}};
    const auto& form = content_form(draft.content_type);
    if (form.fields.subject_and_preview) {
        json["subject"] = draft.subject;
        json["preview"] = draft.preview;
    }
    if (form.fields.summary_and_slug) {
        json["summary"] = draft.summary;
        json["slug"] = draft.slug;
    }
    if (!draft.variants.empty()) {
        Json variants = Json::array();
        for (const auto& variant : draft.variants)
            variants.push_back({{"network", variant.network},
                                {"posts", variant.posts},
                                {"characters", variant.characters},
                                {"character_limit", variant.character_limit},
                                {"left_out", variant.left_out.empty() ? Json() : Json(variant.left_out)}});
        json["variants"] = std::move(variants);
    }
    if (!draft.links.empty()) {
        Json links = Json::array();
        for (const auto& link : draft.links)
            links.push_back({{"text", link.text}, {"url", link.url}});
        json["links"] = std::move(links);
    }
    json["sources"] = std::move(sources);
    return json;
}

}  // namespace pacelane::writer
