#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/writer/detail/finish.h>

namespace pacelane::writer::detail {

Claim claim_of(std::string text, analysis::Source source, Language language) {
    Claim claim;
    claim.support = support(text, source.quote, language);
    claim.text = std::move(text);
    claim.source = std::move(source);
    return claim;
}

std::vector<Claim> claims_of(const Plan& plan, const Body& body, bool markdown) {
    std::vector<Claim> claims;
    const DraftMaterial& material = *plan.material;
    const auto print = [&](const std::string& text) { return markdown ? escape_markdown(text) : text; };
    for (const auto& block : body) {
        if (block.kind == Block::Kind::heading) {
            const auto& document = material.documents[block.document];
            const auto& passage =
                document.source->passages[document.sections[block.section].first_passage].passage;
            const std::string heading = passage.headings.empty() ? block.text : passage.headings.back();
            claims.push_back(claim_of(print(block.text),
                                      {document.source->id, document.source->title, document.source->path,
                                       passage.ordinal, passage.line, passage.speaker, heading},
                                      material.language));
        }
        for (const auto& s : block.sentences)
            claims.push_back(claim_of(print(s.text), source_of(material, s), material.language));
    }
    return claims;
}

void drop_bare_headings(Body& body) {
    for (std::size_t i = body.size(); i-- > 0;) {
        const bool title = body[i].kind == Block::Kind::heading || body[i].kind == Block::Kind::label;
        const bool bare = i + 1 == body.size() || body[i + 1].kind == Block::Kind::heading ||
                          body[i + 1].kind == Block::Kind::label;
        if (title && bare) body.erase(body.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

void fit(Body& body, const ContentForm& form) {
    const auto too_long = [&] {
        const auto length = language::length_in(
            form, form.markup == Markup::markdown ? render_markdown(body) : render_plain(body));
        return length.characters + form.hashtags_room > length.limit.most;
    };
    while (body.size() > 1 && too_long()) {
        // The closing stays as long as there is something between it and the opening.
        const std::size_t victim = body.size() > 2 ? body.size() - 2 : 1;
        body.erase(body.begin() + static_cast<std::ptrdiff_t>(victim));
        drop_bare_headings(body);
    }
}

void require_enough(const Request& request, const Plan& plan, const Composition& composition) {
    const auto& suggestion = request.suggestion;
    const std::string what =
        "cannot write a " + suggestion.content_type + " about \"" + suggestion.topic + "\": ";
    const std::string which = std::to_string(plan.material->documents.size()) + " of its " +
                              std::to_string(request.documents.size()) + " source documents";
    if (plan.material->documents.empty())
        throw Error(ErrorKind::bad_input, what + "none of its " + std::to_string(request.documents.size()) +
                                              " source documents is in " +
                                              std::string(language::code(suggestion.language)));
    if (!composition.has_hook)
        throw Error(ErrorKind::bad_input,
                    what + which +
                        " can be used, and they hold no complete sentence on the subject that could open it; "
                        "add a note on it in full sentences");
    const std::size_t found = sentence_count(composition.body);
    const std::size_t needed = content_form(suggestion.content_type).least_sentences;
    if (found < needed)
        throw Error(ErrorKind::bad_input, what + "an opening and " + std::to_string(needed - 1) +
                                              " further sentences are needed, and its sources (" + which +
                                              ") hold only " + std::to_string(found) +
                                              " that can be used; add a note on it in full sentences");
}

}  // namespace pacelane::writer::detail
