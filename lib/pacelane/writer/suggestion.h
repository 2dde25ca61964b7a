#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/sources/document.h>
#include <string>
#include <vector>

/// What a draft is to be about, and on what it rests: between the analysis and the writer.
namespace pacelane::writer {

/// Where a line of a recap stands.
enum class RecapPart { decided, changed, open };

/// A line of the recap of a meeting.
struct RecapLine {
    RecapPart part = RecapPart::decided;
    int passage = 0;   ///< ordinal of the passage that says it
    std::string text;  ///< as it is printed
};

/// Contiguous blocks of one document, as they were when the draft was tried; or lines of a recap of it.
struct PieceRef {
    std::string document_id;
    std::vector<int> passages;        ///< ordinals, in order
    std::vector<std::string> hashes;  ///< of their texts
    /// Of speech: the first sentence of the first passage, one past the last of the last. Empty: all of them.
    std::vector<int> sentences = {};
    std::vector<RecapLine> lines = {};  ///< of a recap, whose passages are those of its lines
    bool is_recap() const { return !lines.empty(); }
};

struct Suggestion {
    std::string id;     ///< UUID; set by the pipeline
    std::string topic;  ///< what a draft would be about, as a person would say it: a title or key phrase from
                        ///< the sources
    std::string topic_key;  ///< stems of the topic in a canonical order: equal for the same subject
    std::string content_type;
    language::Language language = language::Language::english;
    std::string angle;      ///< one sentence: from which side to tell it
    double confidence = 0;  ///< Trial::score: the probability that the person grades it 3 or better
    std::string
        reasoning;  ///< one or two sentences with the facts that led to it (counts, what is new, pillar)
    std::vector<std::string> key_points;           ///< complete sentences of the sources
    std::vector<sources::Source> related_context;  ///< what it rests on, strongest first
    std::vector<PieceRef> pieces;  ///< what the draft is made of, in its order; a newsletter has several
    /// The sentences of the pieces as the analysis remembers them; not in the suggestion's JSON.
    std::vector<std::string> told = {};
};

PACELANE_API Json to_json(const Suggestion& suggestion);
/// Throws Error(bad_input) when a field is missing or has the wrong type.
PACELANE_API Suggestion suggestion_from_json(const Json& json);

}  // namespace pacelane::writer
