#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/context/people.h>
#include <pacelane/language/privacy_filter.h>
#include <pacelane/sources/document.h>
#include <pacelane/sources/private_words.h>
#include <pacelane/sources/text_kind.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What of a document may be told, and by whom: the one place that says so, for the analysis and the writer
/// alike. Pure; thread-safe.
namespace pacelane::sources {

/// Whose words a block or sentence holds, and what for.
enum class Origin {
    own_prose,    ///< written by the person
    own_speech,   ///< said by the person
    others,       ///< said or written by somebody else
    quotation,    ///< quoted by the person
    task,         ///< something to do
    reference,    ///< links, tags, fields, tables of data
    shown,        ///< code or a picture
    boilerplate,  ///< the same lines in many documents
};
PACELANE_API std::string_view name(Origin origin);

/// Why a block is not told; `none`: it may be.
enum class Reason {
    none,
    others_words,    ///< somebody else's words
    quotation,       ///< told only with its source, in Markdown
    shown,           ///< code, a table, a picture: told only in Markdown
    task,            ///< something to do
    reference,       ///< nothing but links, tags or fields
    section,         ///< below a heading for something else than telling: attendees, an agenda, sources
    boilerplate,     ///< stands in many documents
    private_matter,  ///< money, health, family, credentials, somebody else's affairs
    talk_to_room,    ///< speaks to those who were there
    working_note,    ///< "TODO", "see below", "???"
    other_language,  ///< not in the language of its document
    fragment,        ///< no sentence
};
PACELANE_API std::string_view name(Reason reason);

struct Sentence {
    std::size_t begin = 0;  ///< bytes of the passage's text
    std::size_t end = 0;
    std::string text;  ///< as it would be printed: of speech without fillers, in one line
    int words = 0;
    bool complete = false;  ///< a clause with a verb, from its first letter to its full stop
    bool alone = false;     ///< understood without the sentence before it
    bool question = false;
    bool room = false;               ///< of speech: spoken to those who were there
    std::optional<Date> true_until;  ///< as Block::true_until
};

/// A passage, judged.
struct Block {
    std::size_t passage = 0;  ///< index in KnownDocument::passages
    Origin origin = Origin::own_prose;
    Reason reason = Reason::none;
    std::vector<Sentence> sentences;
    int words = 0;
    double link_share = 0;           ///< of its words
    bool is_prose = false;           ///< at least half of its sentences are complete
    bool leads_in = false;           ///< ends in a colon: what comes next belongs to it
    bool points_out = false;         ///< to code, a picture or a place in the document: "shown below"
    bool points_back = false;        ///< so, to what stands before: "the example above"
    bool points_on = false;          ///< so, to what comes: "see the list below"
    bool points_to_picture = false;  ///< so: "this screenshot"
    bool points_elsewhere = false;   ///< so, to another text: "as we saw in the last chapter"
    bool is_signpost = false;        ///< says nothing else: "See also …"
    bool names_somebody = false;     ///< calls somebody by the given name alone, whom strangers do not know
    bool leans_back = false;         ///< its first sentence needs what stands before it
    /// What it says of a day is true up to this one; unset: it says nothing of a day.
    std::optional<Date> true_until;
};

/// Blocks below one heading.
struct Section {
    std::vector<std::string> headings;  ///< outermost first
    std::size_t first = 0;              ///< index in Reading::blocks
    std::size_t end = 0;                ///< one past its last
    bool left_out = false;              ///< for something else than telling, or private
    bool aside = false;                 ///< so by its heading: attendees, sources, salaries
    bool repeated = false;              ///< several documents have its heading: a template's, no title
};

/// Sentences of the document's prose, those in which its writer tells of their own doing, and those that do
/// so for certain.
struct OwnDoing {
    int sentences = 0;
    int told = 0;
    int certain = 0;
};

struct Reading {
    const KnownDocument* document = nullptr;
    language::Language language = language::Language();
    TextKind kind = TextKind::prose;
    KindShares shares{};
    /// What the kind was told from, by name.
    std::array<std::pair<std::string_view, double>, kKindFeatures> features{};
    double worth = 0;         ///< the probability that a good post can be made of it without inventing
    std::string topic;        ///< what its folder says it is about; empty when it says nothing
    bool is_private = false;  ///< all of it
    bool is_manual = false;   ///< of a program, as it lies beside the program's code
    bool is_numbered =
        false;  ///< one of the numbered files or folders beside each other, as parts of a course are
    bool from_elsewhere = false;      ///< it keeps the address of somebody else's page
    bool opens_with_address = false;  ///< so its first line is nothing else
    bool of_assistant = false;        ///< a program wrote it, as its first or last words show
    bool is_template = false;         ///< a form that is filled in, as a daily note often is
    OwnDoing own_doing;
    std::vector<Block> blocks;
    std::vector<Section> sections;

    const context::Passage& passage(const Block& block) const {
        return document->passages[block.passage].passage;
    }
    const KnownPassage& known(const Block& block) const { return document->passages[block.passage]; }
};

/// Who the person is among all who are named in their documents.
struct Cast {
    context::Self self;
    context::People everybody;
    std::vector<std::string> others;  ///< names of people other than the person, full and first names
    language::Names other_names;      ///< the same, to be looked for
    /// Hashes of texts that stand in several documents, and folded headings that head a section in several.
    std::set<std::string> repeated_texts, repeated_headings;

    PrivateWords private_words;  ///< of the person
    /// Folders, with a slash at the end, that hold the manual of a program beside its code's own papers.
    std::set<std::string> manuals;
    /// What folders say their notes are about, by folder with a slash at the end: "git/" is "Git".
    std::map<std::string, std::string, std::less<>> topics;

    /// Folders, with a slash at the end, most files of which are numbered: "01 Volumes.md", "02 Networks.md".
    std::set<std::string> numbered_folders;
    /// Numbered folders beside each other: "1 Introduction/", "2 Networks/", "3 Volumes/".
    std::set<std::string> courses;

    /// How many documents have an address on each web site.
    std::map<std::string, int, std::less<>> sites;
    int addresses = 0;  ///< of all sites together

    /// Whether the document has the address of a page that somebody else published, as the addresses of the
    /// others tell: people publish on few sites, and read on many.
    PACELANE_API bool is_from_elsewhere(const KnownDocument& document) const;
    /// Whether its first line is nothing but the address of a page, and not one of the person's own.
    PACELANE_API bool opens_with_address(const KnownDocument& document) const;
    /// Whether the document is one of the numbered files of such a folder, or lies in such a folder of a
    /// course.
    PACELANE_API bool is_numbered(std::string_view path) const;
    /// Whether the document is part of such a manual, or one of those papers.
    PACELANE_API bool is_manual(std::string_view path) const;
    /// The topic of the folder in which the document lies; empty when that says nothing.
    PACELANE_API std::string topic_of(std::string_view path) const;

    PACELANE_API Cast(const Person& person, const std::vector<KnownDocument>& documents);
    /// The speakers of a document who are the person, each once.
    PACELANE_API std::set<std::string> own_speakers(const KnownDocument& document) const;
};

/// How much of a document is read.
enum class Depth {
    whole,
    /// No more than it takes to tell drafts of it. Of minutes, and of talk in which the person says nothing,
    /// no draft tells: of these only whose words they hold and what is private, without sentences and what is
    /// told from sentences (`features`, `worth`, `own_doing`, whether a block is a fragment).
    told,
};

/// Reads one document. The reading points to it.
PACELANE_API Reading read(const KnownDocument& document, const Cast& cast,
                          const std::optional<language::Language>& preferred, Depth depth = Depth::whole);

}  // namespace pacelane::sources
