#pragma once

#include <memory>
#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/writer.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What goes around a piece's text.
namespace pacelane::writer::detail {

struct Title {
    std::string text;
    sources::Source source;
    std::string subject{};     ///< with which the text begins: of the note's title or the name of its folder
    bool is_sentence = false;  ///< the piece's first sentence
    bool is_told = true;       ///< says what the piece is about; else it is only the best that there is
};

/// The document's own title, the heading of a section, or the first sentence of the piece.
Title choose_title(const Piece& piece, std::size_t most);
/// Whether the writer gave it one: in the note, or as a file's name with spaces ("Bash Brace Expansion.md"),
/// which is how vaults are titled.
bool has_own_title(const sources::KnownDocument& document);
/// The stems of words that say something: no function words, no numbers.
std::set<std::string> telling_stems(std::string_view text, language::Language language);
/// What texts say, by their stems. They are remembered: the passages of a piece are asked for again for each
/// form and each part of a draft.
class Said {
public:
    enum class Words { telling, all };  ///< as of telling_stems, or every word
    explicit Said(language::Language language, Words words = Words::telling)
        : language_(language), words_(words) {}
    void add(std::string_view text);
    bool contains(const std::string& stem) const;

private:
    language::Language language_;
    Words words_;
    std::vector<std::shared_ptr<const std::set<std::string>>> texts_;
};
/// "Overview", "What went badly": could stand in any note.
bool is_generic(std::string_view heading);
/// Without numbering, dates, decoration and a final colon.
std::string clean_title(std::string_view title);
/// At most `most`, with '#': pillars that the piece touches, its topic, and names in its title.
std::vector<std::string> choose_hashtags(const Piece& piece, const std::vector<std::string>& pillars,
                                         std::size_t most);
/// How many of the pillars the piece touches.
int touched(const Piece& piece, const std::vector<std::string>& pillars);

}  // namespace pacelane::writer::detail
