#include "detail/labelled_turns.h"

#include "detail/cues.h"
#include "detail/label_forms.h"
#include "detail/label_order.h"
#include "detail/label_parts.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/quoted_blocks.h"

#include <algorithm>
#include <map>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language.h>
#include <pacelane/language/language_pack.h>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// One line of a paragraph, and the label that it opens with.
struct ParagraphLine {
    PassageText::SourceLine source;
    std::optional<SpokenLine> spoken;
    Place place = Place::start;
    bool speaks = false;
};
struct Paragraph {
    std::vector<ParagraphLine> lines;
    bool speaks() const { return !lines.empty() && lines.front().speaks; }
};

bool is_paragraph(const Piece& piece) {
    return piece.passage.kind == PassageKind::paragraph && !piece.passage.quoted;
}

std::optional<SpokenLine> label_of_line(std::string_view line) {
    if (is_field(line)) return std::nullopt;
    auto spoken = spoken_line(line);
    if (!spoken || spoken->speaker.empty() || spoken->form == LabelForm::tab ||
        spoken->form == LabelForm::alone)
        return std::nullopt;
    return spoken;
}

Paragraph paragraph_of(const Piece& piece) {
    Paragraph paragraph;
    for (const auto& source : piece.words.source_lines()) {
        ParagraphLine line{source, label_of_line(source.text), Place::start, false};
        if (!paragraph.lines.empty())
            line.place = ends_sentence(paragraph.lines.back().source.text) ? Place::open : Place::within;
        paragraph.lines.push_back(std::move(line));
    }
    return paragraph;
}

/// "Decision: …" after a turn is the minute taker's.
bool is_record(const Piece& piece) {
    const std::string_view text = piece.words.text();
    if (text.find(':') == std::string_view::npos) return false;
    const auto kind =
        language::label_kind(text.substr(0, std::min(text.substr(0, 60).find(':'), text.size())));
    return (kind == language::LabelKind::decision || kind == language::LabelKind::action);
}

/// "All: agreed."
bool is_of_all(std::string_view line) {
    const auto cut = before_colon(line);
    return cut && !cut->text.empty() && is_nobody(cut->label);
}

class LabelledTurns {
public:
    LabelledTurns(Reading& reading, DocumentKind hint, bool by_program)
        : reading_(reading), hint_(hint), by_program_(by_program) {}

    void take() {
        collect();
        if (labelled_ == 0 || is_form(labels()) || holds_records()) return;
        if (answers_its_own_questions()) return drop_labels();
        if (is_dialogue()) {
            admit_rare();
            rebuild(false);
            drop_furniture();
            if (labelled_ * 2 >= reading_.pieces.size() && !reading_.kind) {
                reading_.kind = DocumentKind::transcript;
                reading_.kind_reason =
                    fmt::format("{} of its {} paragraphs open with who speaks", labelled_, paragraphs_);
            }
        } else if (keep_runs()) {
            rebuild(true);
        }
    }

private:
    /// What a program added to the transcript is nobody's words.
    void drop_furniture() {
        for (auto& piece : reading_.pieces) {
            if (!is_paragraph(piece) || !is_transcript_furniture(piece.words.text())) continue;
            const auto lines = piece.words.source_lines();
            reading_.omit(lines.front().line, lines.back().line,
                          "a line of the program that wrote the transcript");
            piece.words.clear();
        }
        std::erase_if(reading_.pieces, [](const Piece& piece) { return piece.words.empty(); });
    }

    void collect() {
        for (const auto& person : reading_.participants)
            census_.expect(person);
        for (const auto& [alias, name] : reading_.aliases)
            census_.expect(alias);
        for (std::size_t i = 0; i < reading_.pieces.size(); ++i) {
            if (!is_paragraph(reading_.pieces[i])) continue;
            ++paragraphs_;
            static constexpr pacelane::detail::CharacterSet colons(":\xEF");
            const auto& text = reading_.pieces[i].words.text();
            if (colons.first_in(text) == std::string::npos && !opens_with_title(text)) {
                census_.add_unlabelled();
                continue;
            }
            auto paragraph = paragraph_of(reading_.pieces[i]);
            for (const auto& line : paragraph.lines) {
                if (line.spoken)
                    census_.add(*line.spoken, line.place != Place::within);
                else if (line.place == Place::start)
                    census_.add_unlabelled();
            }
            if (std::any_of(paragraph.lines.begin(), paragraph.lines.end(),
                            [](const auto& line) { return line.spoken.has_value(); }))
                found_.emplace(i, std::move(paragraph));
        }
        const bool lenient = hint_ != DocumentKind::knowledge && census_.recurring() >= 2;
        for (auto& [index, paragraph] : found_) {
            for (auto& line : paragraph.lines)
                line.speaks =
                    line.spoken && census_.accepts(*line.spoken, lenient && !line.spoken->header, line.place);
            if (!paragraph.speaks()) continue;
            ++labelled_;
            for (const auto& line : paragraph.lines)
                if (line.speaks) speakers_.insert(language::fold(line.spoken->speaker));
        }
    }

    bool is_dialogue() const {
        constexpr std::size_t fewest = 4;
        const std::size_t share = hint_ == DocumentKind::knowledge ? 60 : 40;  // percent
        if (by_program_ && census_.recurring() + census_.distinct() > 1 && speakers_.size() >= 2) return true;
        if (census_.recurring() < 2 || speakers_.size() < 2 || labelled_ < fewest ||
            labelled_ * 100 < paragraphs_ * share)
            return false;
        return hint_ != DocumentKind::knowledge || voices_come_back(labels());
    }

    /// In a dialogue a label that comes once is one as well, however it is written: the words behind it are
    /// not of the one before.
    void admit_rare() {
        for (auto& [index, paragraph] : found_) {
            for (auto& line : paragraph.lines)
                line.speaks = line.speaks || (line.spoken && !line.spoken->header &&
                                              (census_.accepts(*line.spoken, true, line.place) ||
                                               speakers_.contains(language::fold(line.spoken->speaker))));
        }
    }

    /// Whether the paragraph opens with a label that is not understood.
    bool opens_strangely(const Piece& piece) const {
        constexpr std::size_t nearly_all = 80;  // percent
        if (labelled_ * 100 < paragraphs_ * nearly_all && !is_of_all(piece.words.text())) return false;
        return before_colon(piece.words.text()).has_value();
    }

    /// The labels of the paragraphs that open with one, in order.
    std::vector<LabelUse> labels() const {
        std::vector<LabelUse> all;
        for (std::size_t i = 0; i < reading_.pieces.size(); ++i)
            if (const auto found = found_.find(i); found != found_.end() && found->second.speaks())
                all.push_back({&reading_.pieces[i].passage.headings,
                               language::fold(found->second.lines.front().spoken->speaker)});
        return all;
    }

    /// "Q: How is a kiln fired? A: Slowly.": nobody is asked, and nobody tells of himself.
    bool answers_its_own_questions() const {
        if (hint_ != DocumentKind::knowledge) return false;
        const auto& lists = language::any_language();
        std::vector<std::string_view> answers;
        std::size_t questions = 0;
        for (const auto& [index, paragraph] : found_) {
            for (const auto& line : paragraph.lines) {
                if (!line.speaks) continue;
                const auto label = language::fold(line.spoken->speaker);
                const bool asks = lists.question_voices.contains(label);
                if (!asks && !lists.answer_voices.contains(label)) return false;
                if (asks)
                    ++questions;
                else
                    answers.push_back(line.spoken->text);
            }
        }
        return questions > 0 && !answers.empty() && !is_interview(answers);
    }
    void drop_labels() {
        for (auto& [index, paragraph] : found_) {
            if (!paragraph.speaks()) continue;
            PassageText words;
            for (const auto& line : paragraph.lines) {
                words.space();
                words.append(line.speaks ? line.spoken->text : line.source.text, line.source.line);
            }
            reading_.pieces[index].words = std::move(words);
            reading_.pieces[index].passage.markup.clear();
        }
        std::erase_if(reading_.pieces, [](const Piece& piece) { return piece.words.empty(); });
    }

    /// Records ("Rule: … Why: … Test: …", again and again): each paragraph opens with the same label, has
    /// others below it, and the labels are words of the text itself, as names are not.
    bool holds_records() const {
        std::map<std::string, std::size_t> first;
        std::size_t several = 0;
        for (const auto& [index, paragraph] : found_) {
            if (!paragraph.speaks()) continue;
            ++first[language::fold(paragraph.lines.front().spoken->speaker)];
            const auto others = std::count_if(paragraph.lines.begin() + 1, paragraph.lines.end(),
                                              [](const auto& line) { return line.spoken.has_value(); });
            several += others > 0 ? 1 : 0;
        }
        const bool same = std::any_of(first.begin(), first.end(), [&](const auto& label) {
            return label.second * 100 >= labelled_ * 80;
        });
        constexpr std::size_t fewest = 3;
        if (!same || labelled_ < fewest || several * 100 < labelled_ * 60) return false;
        return std::all_of(speakers_.begin(), speakers_.end(),
                           [&](const std::string& label) { return is_word_of_text(label); });
    }

    /// Whether the label stands in the text in lower case, as no name does.
    bool is_word_of_text(const std::string& label) const {
        const auto part_of_word = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        };
        return std::any_of(reading_.pieces.begin(), reading_.pieces.end(), [&](const Piece& piece) {
            const std::string& text = piece.words.text();
            for (auto at = text.find(label); at != std::string::npos; at = text.find(label, at + 1)) {
                const std::size_t end = at + label.size();
                if ((at == 0 || !part_of_word(text[at - 1])) &&
                    (end == text.size() || !part_of_word(text[end])))
                    return true;
            }
            return false;
        });
    }

    /// "Maya Lindqvist:" above the words.
    static bool is_full_name(const SpokenLine& label) {
        return label.shape == NameShape::strong && label.speaker.find(' ') != std::string::npos;
    }

    /// Of a note, only labels that stand together: three turns of two voices, one of whom comes back.
    bool keep_runs() {
        bool any = false;
        std::vector<ParagraphLine*> run;
        const auto end_run = [&] {
            std::unordered_map<std::string, std::size_t> voices;
            for (const auto* line : run)
                ++voices[language::fold(line->spoken->speaker)];
            const bool back = std::any_of(voices.begin(), voices.end(),
                                          [](const auto& voice) { return voice.second >= 2; });
            const bool talk = run.size() >= 3 && voices.size() >= 2 && back;
            for (auto* line : run)
                line->speaks = talk;
            any = any || talk;
            run.clear();
        };
        for (std::size_t i = 0; i < reading_.pieces.size(); ++i) {
            const auto found = found_.find(i);
            const bool spoken = found != found_.end() && found->second.lines.front().spoken;
            if (!spoken ||
                (i > 0 && reading_.pieces[i].passage.headings != reading_.pieces[i - 1].passage.headings))
                end_run();
            if (!spoken) continue;
            for (auto& line : found->second.lines)
                if (line.spoken && line.place != Place::within && line.spoken->shape != NameShape::odd &&
                    (!line.spoken->header || is_full_name(*line.spoken)))
                    run.push_back(&line);
                else
                    line.speaks = false;
        }
        end_run();
        return any;
    }

    /// "... and it is slow": the mark of a scribe for more of what the one before says.
    static bool goes_on(const Piece& piece) {
        const std::string& text = piece.words.text();
        return piece.passage.kind == PassageKind::paragraph &&
               (text.starts_with("... ") || text.starts_with("… "));
    }
    static Piece continued(const Piece& piece, const std::string& speaker) {
        Piece turn;
        turn.passage.kind = PassageKind::turn;
        turn.passage.headings = piece.passage.headings;
        turn.passage.speaker = speaker;
        for (const auto& line : piece.words.source_lines()) {
            std::string_view text = line.text;
            for (const std::string_view mark : {"... ", "… "})
                if (text.starts_with(mark)) text.remove_prefix(mark.size());
            turn.words.space();
            turn.words.append(without_sounds(text), line.line);
        }
        return turn;
    }

    void rebuild(bool quoted) {
        std::vector<Piece> all;
        all.reserve(reading_.pieces.size() + found_.size());
        std::vector<std::string> below;  // the headings of the turn before
        std::string speaker;
        bool after_turn = false;
        for (std::size_t i = 0; i < reading_.pieces.size(); ++i) {
            auto& piece = reading_.pieces[i];
            const auto found = found_.find(i);
            if (found == found_.end() || !found->second.speaks()) {
                // What follows a turn without a label is more of it, or a remark on it: not the author's in
                // any case.
                after_turn = after_turn && !quoted && piece.passage.headings == below && !is_record(piece);
                if (after_turn && goes_on(piece)) {
                    all.push_back(continued(piece, speaker));
                    continue;
                }
                if (after_turn && opens_strangely(piece)) speaker.clear();
                if (after_turn) {
                    piece.passage.quoted = true;
                    piece.passage.speaker = speaker;
                }
                all.push_back(std::move(piece));
                continue;
            }
            after_turn = true;
            below = piece.passage.headings;
            Piece part;
            for (const auto& line : found->second.lines) {
                if (line.speaks) {
                    if (!part.words.empty()) all.push_back(std::move(part));
                    part = Piece{};
                    part.passage.kind = PassageKind::turn;
                    part.passage.headings = below;
                    part.passage.quoted = quoted;
                    part.passage.speaker = speaker = line.spoken->speaker;
                    part.passage.start_ms = line.spoken->start_ms;
                    if (!quoted) add_name(reading_.participants, speaker);
                    part.words.append(sounds_.drop(line.spoken->text, line.source.line), line.source.line);
                } else {
                    if (line.place != Place::within && is_of_all(line.source.text)) {
                        if (!part.words.empty()) all.push_back(part);
                        part.words.clear();
                        part.passage.speaker.clear();
                        part.passage.start_ms.reset();
                        speaker.clear();
                    }
                    part.words.space();
                    part.words.append(sounds_.drop(line.source.text, line.source.line), line.source.line);
                }
            }
            if (!part.words.empty()) all.push_back(std::move(part));
        }
        reading_.pieces = std::move(all);
        sounds_.tell(reading_);
    }

    Reading& reading_;
    DocumentKind hint_;
    bool by_program_;  // one says that it wrote the transcript
    SpeakerCensus census_;
    SoundsWithin sounds_;
    std::unordered_map<std::size_t, Paragraph> found_;  // by piece
    std::unordered_set<std::string> speakers_;
    std::size_t paragraphs_ = 0;
    std::size_t labelled_ = 0;
};

}  // namespace

void take_labelled_turns(Reading& reading, DocumentKind hint, bool by_program) {
    take_pasted_chats(reading);
    LabelledTurns{reading, hint, by_program}.take();
}

}  // namespace pacelane::context::detail
