#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/base/proposal_limits.h>
#include <pacelane/base/time.h>
#include <pacelane/sources/document.h>
#include <pacelane/sources/text_kind.h>
#include <pacelane/writer/suggestion.h>
#include <string>
#include <utility>
#include <vector>

/// From a person's documents to what there is to write about. Pure: no database, no file, no clock;
/// thread-safe.
namespace pacelane::analysis {

using sources::KnownDocument;
using sources::KnownPassage;
using sources::Person;
using sources::Source;
using writer::Suggestion;

/// What was proposed before, so that it is not proposed again without something new to say.
struct PastSuggestion {
    std::string topic_key;
    std::string content_type;
    Date date;
    std::vector<std::string> evidence;        ///< hashes of the passages it rested on
    std::vector<std::string> sentences = {};  ///< Suggestion::told
};

/// What a document yields by itself, kept from one analysis to the next: opaque to all but this module, and
/// made anew when the document, the person's settings or this library is another.
struct KeptYield {
    std::string revision;  ///< KnownDocument::revision
    std::string version;
    std::string content;  ///< binary
};

/// Below this score silence is better: more people would be embarrassed than helped.
inline constexpr double kThreshold = 0.35;
/// The same of what was said: below it more than half of the graded drafts were not good enough
/// (docs/models.md).
inline constexpr double kTalkThreshold = 0.4;

struct Input {
    Person person;
    Date date;                               ///< the analysis date, local
    std::vector<std::string> content_types;  ///< asked for, in order; at least one
    std::vector<KnownDocument> documents;
    std::vector<PastSuggestion> past;
    std::map<std::string, KeptYield> yields = {};  ///< of earlier analyses, by document id
    bool candidate_bodies = true;                  ///< Candidate::body is asked for, which costs
    std::size_t drafts_per_form = 1;               ///< at most
    ProposalLimits limits;
    double threshold = kThreshold;  ///< of the score of a draft of what was written
    double talk_threshold = kTalkThreshold;
};

struct Insight {
    std::string text;  ///< one or more sentences, verbatim apart from cleaning
    double score = 0;  ///< 0–1
    bool is_new = false;
    Source source;
};

struct Topic {
    std::string text;
    double weight = 0;  ///< 0–1, the strongest topic is 1
    int documents = 0;
    bool is_new = false;  ///< rests on at least one new passage
    std::vector<Source> sources;
};

struct KnowledgeContext {
    struct File {
        std::string document_id;
        std::string path;
        std::string title;
        std::string format;
        bool is_new = false;
        int new_passages = 0;
    };
    std::vector<File> files;  ///< knowledge documents, by path
    int new_files = 0;
    int new_passages = 0;
    std::vector<Insight> insights;  ///< best first
    std::vector<Topic> topics;      ///< strongest first
};

struct Decision {
    std::string text;
    Source source;
};

struct ActionItem {
    std::string who;  ///< empty when nobody is named
    std::string what;
    std::string due;               ///< as said: "by Thursday", "2026-11-24"; empty when none
    std::optional<Date> due_date;  ///< resolved against the meeting's date when possible
    bool done = false;
    Source source;
};

struct Question {
    std::string text;
    std::string asked_by;  ///< empty when unknown
    Source source;
};

struct Participant {
    std::string name;
    int meetings = 0;
    int turns = 0;
    int words = 0;
    double share = 0;  ///< of all words spoken in the meetings with turns, 0–1
};

struct Collaboration {
    std::string first;  ///< alphabetical order
    std::string second;
    int meetings = 0;   ///< attended by both
    int exchanges = 0;  ///< times one spoke right after the other, plus action items that one gave the other
};

struct Theme {
    std::string text;
    int meetings = 0;  ///< at least two
    std::vector<Source> sources;
};

struct MeetingContext {
    struct Meeting {
        std::string document_id;
        std::string path;
        std::string title;
        std::optional<Date> date;
        bool is_new = false;
        std::vector<Participant> participants;  ///< with their share in this meeting
    };
    std::vector<Meeting> meetings;  ///< latest first
    std::vector<Decision> decisions;
    std::vector<ActionItem> action_items;
    std::vector<Question> open_questions;
    std::vector<Topic> topics;
    std::vector<Participant> participants;     ///< over all meetings, by share
    std::vector<Collaboration> collaboration;  ///< most exchanges first
    std::vector<Theme> themes;                 ///< that recur across meetings
};

/// How many documents there are of each kind.
struct Overview {
    std::map<sources::TextKind, std::size_t> kinds;  ///< of those that may be told
    std::size_t withheld = 0;                        ///< private as a whole
    std::size_t other_language = 0;                  ///< than the drafts'
    std::size_t without_text = 0;
};

/// A draft that was tried.
struct Candidate {
    std::string title;
    std::string content_type;
    std::string path;     ///< of its document; of a newsletter that of its main piece
    double score = 0;     ///< the probability that its person grades it 3 or better
    std::string why_not;  ///< empty: it was proposed
    std::vector<std::pair<std::string, double>> features;  ///< what the score is made of; zeros are left out
    std::string body;
};

struct Result {
    KnowledgeContext knowledge;
    MeetingContext meetings;
    std::vector<Suggestion> suggestions;
    std::string reason;  ///< why there are no suggestions, or no more; empty when all is proposed that can be
    std::vector<Candidate> candidates;                      ///< the best of all that were tried, best first
    std::vector<std::pair<std::string, KeptYield>> yields;  ///< to be kept, by document id: those made anew
    Overview overview;
};

/// Analyses everything in `input`. Deterministic. Never throws for what a document says.
PACELANE_API Result analyze(const Input& input);
/// Only what there is to write about: `knowledge` and `meetings` stay empty.
PACELANE_API Result propose(const Input& input);

PACELANE_API Json to_json(const KnowledgeContext& context);
PACELANE_API Json to_json(const MeetingContext& context);

}  // namespace pacelane::analysis
