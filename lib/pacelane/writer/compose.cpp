#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/recap.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::writer {

namespace {

using namespace detail;

[[noreturn]] void refuse(const Suggestion& suggestion, std::string_view why) {
    throw Error(ErrorKind::bad_input, fmt::format("cannot write a {} about \"{}\": {}",
                                                  suggestion.content_type, suggestion.topic, why));
}

/// The piece as it was when it was tried; nothing when a block of it was changed or may not be told any more.
std::optional<Piece> find(const PieceRef& ref, const std::vector<sources::Reading>& readings,
                          const Setting& setting, const ContentForm& form) {
    for (const auto& reading : readings) {
        if (reading.document->id != ref.document_id) continue;
        // Whatever was told before, it was none of these passages.
        auto around = setting;
        for (const auto& block : reading.blocks)
            if (const auto& hash = reading.known(block).hash;
                std::find(ref.hashes.begin(), ref.hashes.end(), hash) == ref.hashes.end())
                around.told_before.insert(hash);
        for (auto& piece : pieces_for(reading, around, form)) {
            if (piece.blocks.size() != ref.hashes.size()) continue;
            if (ref_of(piece).sentences != ref.sentences) continue;
            bool same = !ref.hashes.empty();
            for (std::size_t i = 0; i < ref.hashes.size() && same; ++i)
                same = reading.known(piece.block(i)).hash == ref.hashes[i];
            if (!same) continue;
            return piece;
        }
    }
    return std::nullopt;
}

/// What a changed document tells now in the place of the piece.
std::optional<Piece> nearest(const PieceRef& ref, const std::vector<sources::Reading>& readings,
                             const Setting& setting, const ContentForm& form) {
    for (const auto& reading : readings) {
        if (reading.document->id != ref.document_id) continue;
        std::optional<Piece> best;
        std::size_t most = 0;
        for (auto& piece : pieces_for(reading, setting, form)) {
            std::size_t shared = 0;
            for (std::size_t i = 0; i < piece.blocks.size(); ++i)
                shared += static_cast<std::size_t>(
                    std::count(ref.hashes.begin(), ref.hashes.end(), reading.known(piece.block(i)).hash));
            if (shared > most) {
                most = shared;
                best = std::move(piece);
            }
        }
        return best;
    }
    return std::nullopt;
}

/// Whether the form is a page, and what it would be made of stands on one.
bool is_published_page(const PieceRef& ref, const std::vector<sources::Reading>& readings,
                       const ContentForm& form) {
    return form.fields.summary_and_slug &&
           std::any_of(readings.begin(), readings.end(), [&](const sources::Reading& reading) {
               return reading.document->id == ref.document_id && reading.document->published;
           });
}

/// The lines of a recap that still stand as they were, and may still be told.
std::vector<RecapLine> lines_of(const PieceRef& ref, const sources::Reading& reading,
                                const sources::Cast& cast, const Setting& setting) {
    if (!setting.person.recaps || !may_be_recapped(reading, cast, setting)) return {};
    std::set<std::string> hashes(ref.hashes.begin(), ref.hashes.end());
    std::set<int> same;
    for (const auto& block : reading.blocks)
        if (hashes.contains(reading.known(block).hash)) same.insert(reading.passage(block).ordinal);
    auto lines = ref.lines;
    std::erase_if(lines, [&](const RecapLine& line) { return !same.contains(line.passage); });
    return tellable(reading, cast, setting, lines);
}

Draft written(const Request& request, const ContentForm& form) {
    const auto& suggestion = request.suggestion;
    const sources::Cast cast(request.setting.person, request.documents);
    std::vector<sources::Reading> readings;
    for (const auto& document : request.documents) {
        const bool wanted =
            suggestion.pieces.empty()
                ? std::any_of(suggestion.related_context.begin(), suggestion.related_context.end(),
                              [&](const auto& source) { return source.document_id == document.id; })
                : std::any_of(suggestion.pieces.begin(), suggestion.pieces.end(),
                              [&](const auto& piece) { return piece.document_id == document.id; });
        if (wanted) readings.push_back(sources::read(document, cast, request.setting.person.language));
    }
    if (readings.empty()) refuse(suggestion, "the notes that it rests on are gone");
    if (suggestion.pieces.empty()) {
        // An older version stored the suggestion without saying of what the draft is made.
        auto found = trials(readings, request.setting, form);
        if (found.empty())
            refuse(suggestion, "its notes hold no run of sentences that can be told in this form");
        return std::move(found.front().draft);
    }
    const auto reading_of = [&](const PieceRef& ref) {
        return std::find_if(readings.begin(), readings.end(), [&](const sources::Reading& reading) {
            return reading.document->id == ref.document_id;
        });
    };
    if (const auto& ref = suggestion.pieces.front(); ref.is_recap()) {
        const auto reading = reading_of(ref);
        auto trial = reading == readings.end()
                         ? std::nullopt
                         : recap_trial(*reading, lines_of(ref, *reading, cast, request.setting),
                                       request.setting, form);
        if (!trial)
            refuse(suggestion,
                   "too little of its meeting is left to tell, or recaps are not wanted any more");
        return std::move(trial->draft);
    }
    std::vector<Piece> pieces;
    for (const auto& ref : suggestion.pieces) {
        if (ref.is_recap()) continue;
        auto piece = find(ref, readings, request.setting, form);
        if (!piece) piece = nearest(ref, readings, request.setting, form);
        if (piece) pieces.push_back(std::move(*piece));
        if (!piece && &ref == &suggestion.pieces.front() && is_published_page(ref, readings, form))
            refuse(suggestion, "its note is published already");
        if (!piece && &ref == &suggestion.pieces.front())
            refuse(suggestion, "its note has changed, and what it says now cannot be told in this form");
    }
    if (form.fields.subject_and_preview) {
        auto letter = newsletter_of(pieces, request.setting, form);
        for (const auto& ref : suggestion.pieces)
            if (const auto reading = reading_of(ref); ref.is_recap() && reading != readings.end())
                add_recap(letter, *reading, lines_of(ref, *reading, cast, request.setting), request.setting,
                          form);
        return letter;
    }
    return draft_of(pieces.front(), request.setting, form);
}

}  // namespace

Draft compose(const Request& request) {
    const auto& networks = request.setting.person.networks;
    const auto& general = content_form(request.suggestion.content_type);
    const auto form = form_for(general, networks);
    auto draft = written(request, form);
    const auto hashtags = join(draft.hashtags, " ");
    std::string_view text = draft.body;
    if (text.ends_with(hashtags)) text = trim(text.substr(0, text.size() - hashtags.size()));
    for (const auto& network : networks)
        for (const auto& limit : general.limits)
            if (limit.platform == network)
                draft.variants.push_back(variant_of(text, draft.hashtags, draft.language, limit));
    return draft;
}

}  // namespace pacelane::writer
