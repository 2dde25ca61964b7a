// Drafts are tried before they are proposed.
#include <algorithm>
#include <cmath>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/drafting.h>
#include <set>

namespace pacelane::writer {

using namespace detail;

namespace {

std::string one_space(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

}  // namespace

std::vector<Trial> trials(const std::vector<sources::Reading>& readings, const Setting& setting,
                          const ContentForm& form) {
    std::vector<Trial> found;
    if (form.fields.subject_and_preview) {
        found = newsletter_trials(readings, setting, form);
    } else {
        for (std::size_t r = 0; r < readings.size(); ++r)
            for (const auto& piece : pieces_for(readings[r], setting, form)) {
                auto trial = try_piece(piece, setting, form);
                if (!trial) continue;
                trial->document = r;
                found.push_back(std::move(*trial));
            }
    }
    for (auto& trial : found)
        for (const auto& claim : trial.draft.claims)
            if (&claim != &trial.draft.claims.front())
                trial.sentences.push_back(language::fold(one_space(claim.text)));
    std::stable_sort(found.begin(), found.end(),
                     [](const Trial& a, const Trial& b) { return a.score > b.score; });
    return found;
}

namespace detail {

bool may_be_told(const sources::Reading& reading, const Setting& setting, const ContentForm& form) {
    const auto language = setting.person.language;
    if (language && !(*language == reading.language)) return false;
    // Of minutes there is no author; of talk, what the person said suits a feed.
    const auto kind = reading.document->kind;
    return kind != context::DocumentKind::meeting &&
           (kind != context::DocumentKind::transcript || form.markup == Markup::plain);
}

std::vector<Piece> pieces_for(const sources::Reading& reading, const Setting& setting,
                              const ContentForm& form) {
    if (!may_be_told(reading, setting, form)) return {};
    if (form.markup == Markup::markdown) {
        auto pieces = page_pieces(reading, setting.today);
        if (form.fields.subject_and_preview)
            for (auto& piece : short_pieces(reading, setting))
                pieces.push_back(std::move(piece));
        return pieces;
    }
    const std::size_t room = form.hashtags_room;
    std::size_t least_limit = form.limits.front().most;
    for (const auto& limit : form.limits)
        least_limit = std::min(least_limit, limit.most);
    constexpr std::size_t kComfortable = 1900;  // characters that people read on in a feed
    return plain_pieces(reading, setting.today, form.least_characters,
                        std::min(least_limit - std::min(room, least_limit / 2), kComfortable));
}

std::optional<Trial> try_piece(const Piece& piece, const Setting& setting, const ContentForm& form) {
    Trial trial;
    trial.draft = draft_of(piece, setting, form);
    if (trial.draft.characters > trial.draft.character_limit) return std::nullopt;
    if (form.markup == Markup::markdown && !choose_title(piece, form.title_length).is_told)
        return std::nullopt;
    trial.features = features_of(piece, setting, form);
    trial.score = score_of(trial.features);
    return trial;
}

}  // namespace detail

}  // namespace pacelane::writer
