#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/base/time.h>
#include <pacelane/context/document.h>
#include <pacelane/language/language.h>
#include <string>
#include <vector>

/// From a person's documents to what there is to write about. Pure: no database, no file, no clock;
/// thread-safe.
namespace pacelane::analysis {

/// The person for whom drafts are written.
struct Person {
    std::string handle;
    std::string name;
    std::string headline;
    std::vector<std::string> pillars;
    std::string tone;
    std::optional<language::Language> language;  ///< of the drafts; unset: that of the sources
    std::vector<std::string> aliases = {};       ///< other names for them in documents
};

/// A passage as it is stored.
struct KnownPassage {
    context::Passage passage;
    std::string hash;      ///< of its text; equal texts have equal hashes
    bool is_new = false;   ///< first seen after the person's last completed analysis
    double relevance = 0;  ///< for the writer: its retrieval score, 0 when it was not retrieved
    std::optional<Date>
        first_seen;  ///< when known: tells what came after a past suggestion, whatever was analysed since
};

/// A document as it is stored.
struct KnownDocument {
    std::string id;
    std::string path;  ///< relative to the workspace
    std::string title;
    bool title_from_name = false;
    context::DocumentKind kind = context::DocumentKind::knowledge;
    context::Format format = context::Format::markdown;
    std::optional<Date> date;  ///< when it was written or took place
    std::optional<language::Language> language;
    std::vector<std::string> participants;
    bool is_new = false;  ///< first seen after the last completed analysis
    std::vector<KnownPassage> passages;
};

/// What was proposed before, so that it is not proposed again without something new to say.
struct PastSuggestion {
    std::string topic_key;
    std::string content_type;
    Date date;
    std::vector<std::string> evidence;  ///< hashes of the passages it rested on
};

struct Input {
    Person person;
    Date date;                               ///< the analysis date, local
    std::vector<std::string> content_types;  ///< asked for, in order; at least one
    std::vector<KnownDocument> documents;
    std::vector<PastSuggestion> past;
};

/// Where something stands: a passage of a document, and the words taken from it.
struct Source {
    std::string document_id;
    std::string title;
    std::string path;
    int passage = 0;      ///< Passage::ordinal
    int line = 0;         ///< 1-based
    std::string speaker;  ///< for a turn
    std::string quote;    ///< verbatim from the passage's text
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

struct Suggestion {
    std::string id;     ///< UUID; set by the pipeline
    std::string topic;  ///< what a draft would be about, as a person would say it: a title or key phrase from
                        ///< the sources
    std::string topic_key;  ///< stems of the topic in a canonical order: equal for the same subject
    std::string content_type;
    language::Language language;
    std::string angle;      ///< one sentence: from which side to tell it
    double confidence = 0;  ///< 0–1: how much material of how good quality supports it
    std::string
        reasoning;  ///< one or two sentences with the facts that led to it (counts, what is new, pillar)
    std::vector<std::string> key_points;  ///< complete sentences of the sources
    std::vector<Source> related_context;  ///< what it rests on, strongest first
    std::optional<Date> since;  ///< the subject was proposed in this form that day: only what came after it
                                ///< is to be told
};

struct Result {
    KnowledgeContext knowledge;
    MeetingContext meetings;
    std::vector<Suggestion> suggestions;
    std::string reason;  ///< why there are no suggestions; empty when there are some
};

/// Analyses everything in `input`. Deterministic. Never throws for what a document says.
PACELANE_API Result analyze(const Input& input);

PACELANE_API Json to_json(const Source& source);
PACELANE_API Json to_json(const KnowledgeContext& context);
PACELANE_API Json to_json(const MeetingContext& context);
PACELANE_API Json to_json(const Suggestion& suggestion);
/// Throws Error(bad_input) when a field is missing or has the wrong type.
PACELANE_API Suggestion suggestion_from_json(const Json& json);

}  // namespace pacelane::analysis
