#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/base/time.h>
#include <pacelane/context/document.h>
#include <pacelane/language/language.h>
#include <string>
#include <vector>

/// A person and their documents, as they are stored.
namespace pacelane::sources {

/// The person for whom drafts are written.
struct Person {
    std::string handle;
    std::string name;
    std::string headline;
    std::vector<std::string> pillars;
    std::string tone;
    std::optional<language::Language> language;    ///< of the drafts; unset: that of the sources
    std::vector<std::string> aliases = {};         ///< other names for them in documents
    std::vector<std::string> networks = {};        ///< social networks that posts are for; empty: all
    std::vector<std::string> private_matter = {};  ///< paths and words that are for nobody else
    bool recaps = false;                           ///< whether meetings may be told of
};

/// A passage as it is stored.
struct KnownPassage {
    context::Passage passage;
    std::string hash;     ///< of its text; equal texts have equal hashes
    bool is_new = false;  ///< first seen after the person's last completed analysis
    std::optional<Date>
        first_seen;  ///< when known: tells what came after a past suggestion, whatever was analysed since
    /// An item at the top of a list whose items are paragraphs: a day's entry has as many topics as such
    /// items.
    bool is_topic = false;
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
    bool published = false;  ///< for all to read already
    std::string url = {};    ///< where, if that is known
    bool is_new = false;     ///< first seen after the last completed analysis
    std::string revision =
        {};  ///< of its content and of the readers; empty: not known, nothing of it is kept
    std::vector<KnownPassage> passages;
};

/// A document that was just read, as it is stored: known by its path, all of it new or none of it.
PACELANE_API KnownDocument known_document(const context::Document& document, const std::string& path,
                                          bool is_new = true);

/// Where something stands: a passage of a document, and the words taken from it.
struct Source {
    std::string document_id;
    std::string title;
    std::string path;
    int passage = 0;      ///< Passage::ordinal
    int line = 0;         ///< 1-based
    std::string speaker;  ///< for a turn
    std::string quote;    ///< verbatim from the passage's text
    std::string place{};  ///< Passage::place
};

PACELANE_API Json to_json(const Source& source);
/// Throws Error(bad_input) when a field is missing or has the wrong type.
PACELANE_API Source source_from_json(const Json& json);

}  // namespace pacelane::sources
