#pragma once

#include <pacelane/base/text.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/writer.h>
#include <string>
#include <string_view>
#include <vector>

/// What the writer makes of a note of Maya's on 2026-11-19.
namespace tried_notes {

using namespace pacelane;

/// The share of the notes in which a person tells of their own doing, of one who seldom and one who often
/// does.
inline constexpr double kSeldom = 0.2, kOften = 0.3;

/// The trials of the first of these notes; the best come first. The others say the same, or something else.
inline std::vector<writer::Trial> trials_at(const std::vector<std::string>& paths, std::string_view text,
                                            std::string_view form, std::string_view others = {},
                                            double telling_share = kSeldom) {
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    writer::Setting setting{person, *parse_date("2026-11-19"), {}};
    setting.telling_share = telling_share;
    std::vector<sources::KnownDocument> documents;
    for (const auto& path : paths)
        documents.push_back(sources::known_document(
            context::parse_document(path, documents.empty() || others.empty() ? text : others,
                                    context::DocumentKind::knowledge),
            path));
    const sources::Cast cast(person, documents);
    const std::vector<sources::Reading> readings{sources::read(documents[0], cast, std::nullopt)};
    return writer::trials(readings, setting, content_form(form));
}

struct Tried {
    std::string title, body, lacking;
};

/// The best of them; all is empty when there is none.
inline Tried tried_at(const std::vector<std::string>& paths, std::string_view text, std::string_view form,
                      std::string_view others = {}, double telling_share = kSeldom) {
    const auto found = trials_at(paths, text, form, others, telling_share);
    if (found.empty()) return {};
    const auto& best = found.front();
    return {best.draft.title, best.draft.body, std::string(writer::lacks(best))};
}

inline bool has(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

}  // namespace tried_notes
