#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <pacelane/analysis/analysis.h>
#include <pacelane/sources/manner.h>
#include <pacelane/sources/named.h>
#include <pacelane/sources/reading.h>
#include <pacelane/writer/writer.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// What each document yields by itself: how it reads, and the drafts that were tried. Of a document that did
/// not change it is what an earlier analysis kept.
namespace pacelane::analysis::detail {

class Yields {
public:
    /// `input` must stay.
    explicit Yields(const Input& input);

    /// What a reading is summed up in.
    struct Summary {
        language::Language language;
        sources::TextKind kind = sources::TextKind::prose;
        bool is_private = false;
        bool empty = true;   ///< holds no blocks
        int own_doings = 0;  ///< sentences in which the writer surely tells of their own doing
    };
    std::size_t size() const { return entries_.size(); }
    const KnownDocument& document(std::size_t d) const { return input_.documents[d]; }
    const sources::Cast& cast() const { return cast_; }
    const std::vector<const ContentForm*>& forms() const { return forms_; }
    /// The passage of a document with this ordinal; nullptr when there is none.
    const KnownPassage* passage(std::size_t d, int ordinal) const;
    /// Hashes of passages that were told before: runs may begin after them.
    const std::set<std::string>& told_before() const { return told_before_; }
    const Summary& summary(std::size_t d) const { return entries_[d].summary; }
    /// The share of the person's notes in which they tell of their own doing (writer::Setting).
    double telling_share() const;
    /// The reading of a document, made when it is first asked for.
    const sources::Reading& reading(std::size_t d);
    /// The drafts that all documents yield in this form, without their texts; see writer::trials_of. The form
    /// is one of those that the input asks for.
    std::vector<writer::Trial> trials(const ContentForm& form, const writer::Setting& setting);
    /// The same, to be looked at before they are taken by trials(). They are made once: all settings of one
    /// analysis have the same day and the same telling share.
    const std::vector<writer::Trial>& tried(const ContentForm& form, const writer::Setting& setting);
    /// Valid as long as this is.
    writer::Shelf shelf();
    /// Parts that others make of a document and read again.
    enum class Part { cut, evidence, sayings, phrases, decisions, actions, questions };
    static constexpr std::size_t kParts = 7;
    /// As it was kept, in the same `surroundings` (see Corpus::surroundings); empty when it must be made
    /// anew. Valid as long as this is.
    std::string_view part(std::size_t d, Part part, std::string_view surroundings = {}) const;
    void put(std::size_t d, Part part, const std::string& bytes, std::string_view surroundings = {});
    /// What was made anew, by document id.
    std::vector<std::pair<std::string, KeptYield>> made() const;

private:
    /// The days on which the same of a reading is true as on the one when it was made.
    struct Days {
        std::optional<Date> after;  ///< from the next day on
        std::optional<Date> until;
        bool hold(Date day) const { return (!after || *after < day) && (!until || day <= *until); }
    };
    /// Stays packed: all trials of all documents take much room, and are looked at form by form.
    struct Entry {
        bool kept = false;  ///< as an earlier analysis left it
        Summary summary;
        Days days;
        std::uint64_t names = 0;  ///< sources::NameIndex::key
        sources::Manner manner;
        std::string_view features;                            ///< names of the trials' features
        std::map<std::string_view, std::string_view> trials;  ///< by form
        std::string own_head;                                 ///< what these point into, when it is not kept
        std::string_view head;
        std::array<std::string_view, kParts> parts{};  ///< kept
        std::array<std::string, kParts> made{};
    };
    /// The names of features; the same ones for most documents.
    struct FeatureNames {
        std::string packed;
        std::vector<std::string_view> names;
    };

    std::string version_of(const KnownDocument& document) const;
    bool restore(std::size_t d);
    void make(std::size_t d);
    std::vector<writer::Trial> try_all(const ContentForm& form, const writer::Setting& setting);
    std::vector<writer::Trial> trials_of(std::size_t d, const ContentForm& form) const;
    static sources::WordHashes unpack_head(std::string_view head, Entry& entry);
    const std::vector<std::string_view>& names_of(const Entry& entry) const;

    const Input& input_;
    sources::Cast cast_;
    sources::NameIndex names_;
    std::string settings_;
    std::set<std::string> told_before_;
    std::vector<const ContentForm*> forms_;
    std::vector<Entry> entries_;  // do not move
    sources::Habit habit_;        // of all of them
    mutable FeatureNames feature_names_;
    std::map<std::string_view, std::vector<writer::Trial>> tried_;  // by form
    std::vector<std::unique_ptr<sources::Reading>> readings_;
};

}  // namespace pacelane::analysis::detail
