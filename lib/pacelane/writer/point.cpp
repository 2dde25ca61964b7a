#include <algorithm>
#include <cctype>
#include <functional>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/point.h>
#include <pacelane/writer/writer.h>

namespace pacelane::writer {

namespace detail {

double gap_of(const Piece& piece) {
    if (piece.words_left_out == 0) return 0;
    const double how_to = piece.reading->shares[static_cast<std::size_t>(sources::TextKind::how_to)];
    if (piece.end_left_out || how_to >= 0.5) return 1;
    double words = piece.words_left_out;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        words += piece.words(i);
    return piece.words_left_out / words;
}

bool retells(const Piece& piece) {
    const auto is_chapter = [](std::string_view heading) {
        const auto words = language::words_of(heading);
        const auto count = language::any_language().chapter_words.at(words, 0);
        return count > 0 && count < words.size() && words[count].key.front() >= '0' &&
               words[count].key.front() <= '9';
    };
    // "The title of it by Ana Castro"
    const auto names_author = [](std::string_view title) {
        const auto& lists = language::any_language();
        const auto words = language::words_of(title);
        for (std::size_t i = 1; i + 1 < words.size(); ++i)
            if (lists.by_words.at(words, i) > 0 && words[i + 1].capital)
                for (auto name = i + 1; name < words.size(); ++name)
                    if (words[name].capital && lists.given_names.contains(words[name].key)) return true;
        return false;
    };
    // "Libros/Title/03.md", "University/Optimization/…"; "stat305", "cs 106b" as universities number courses
    const auto is_course = [](std::string_view folder) {
        const auto digits = folder.find_first_of("0123456789");
        if (digits == std::string_view::npos || folder.size() < digits + 3 || folder.size() > digits + 4)
            return false;
        auto name = folder.substr(0, digits);
        if (name.ends_with(' ') || name.ends_with('-') || name.ends_with('_')) name.remove_suffix(1);
        const auto is = [](std::string_view part, auto&& test) {
            return std::all_of(part.begin(), part.end(), test);
        };
        return name.size() >= 2 && name.size() <= 4 &&
               is(name, [](unsigned char c) { return std::isalpha(c) != 0; }) &&
               is(folder.substr(digits, 3), [](unsigned char c) { return std::isdigit(c) != 0; }) &&
               is(folder.substr(digits + 3), [](unsigned char c) { return std::isalpha(c) != 0; });
    };
    const auto is_study = [&](std::string_view folder) {
        if (is_course(folder)) return true;
        const auto words = language::words_of(folder);
        return !words.empty() && language::any_language().study_folders.at(words, 0) == words.size();
    };
    const std::string_view path = piece.reading->document->path;
    const auto folders = split(path.substr(0, std::min(path.rfind('/'), path.size())), '/');
    if (std::any_of(folders.begin(), folders.end(), is_study)) return true;
    // "book-of-shelves.md"
    const auto file = path.substr(path.rfind('/') + 1);
    const auto first = file.substr(0, file.find_first_of(" _-"));
    const auto words = language::words_of(first);
    const bool of_book = first.size() < file.size() && !words.empty() &&
                         language::any_language().study_sources.at(words, 0) == words.size();
    const auto& headings = piece.passage(0).headings;
    return of_book || is_chapter(piece.reading->document->title) ||
           names_author(piece.reading->document->title) ||
           std::any_of(headings.begin(), headings.end(), is_chapter);
}

bool cites_study(const Piece& piece) {
    constexpr int kReference = 20;  // words
    const auto& study = language::any_language().study_sources;
    const auto& reading = *piece.reading;
    if (study.in(language::words_of(reading.document->title))) return true;
    return std::any_of(reading.blocks.begin(), reading.blocks.end(), [&](const sources::Block& block) {
        const auto& passage = reading.passage(block);
        if (passage.kind == context::PassageKind::code || block.words > kReference || block.is_prose)
            return false;
        const bool refers = block.link_share > 0 || passage.markup.find("[[") != std::string::npos ||
                            passage.text.find("::") != std::string::npos ||
                            passage.text.find("://") != std::string::npos;
        return refers && study.in(language::words_of(passage.text));
    });
}

bool announces(const Piece& piece) {
    constexpr std::size_t kClosing = 2;  // sentences
    const auto& pack = piece.reading->language.pack();
    const auto last = piece.blocks.size() - 1;
    if (piece.blocks[last] + 1 == piece.reading->blocks.size()) return false;
    const auto sentences = piece.sentences(last);
    const auto closing = sentences.last(std::min(kClosing, sentences.size()));
    if (!closing.empty() && (closing.back().text.ends_with("...") || closing.back().text.ends_with("…")))
        return true;
    return std::any_of(closing.begin(), closing.end(), [&](const sources::Sentence& sentence) {
        return pack.announcements.in(language::words_of(sentence.text));
    });
}

}  // namespace detail

namespace {

/// "Para isso usamos …": a textbook leads its readers by "we", and where the verb alone tells who it was,
/// that looks like a writer's own doing. So of such sentences a third must be somebody's for certain.
bool leads_readers(const std::function<double(std::string_view)>& value) {
    constexpr double kCertain = 0.34;
    return value("verbs_tell") > 0 && value("surely_personal") < kCertain * value("personal");
}

/// Most short texts are the beginning of something: of the graded ones below this score few were good.
constexpr double kLeastUntitled = 0.5;

/// The share of a person's notes that tell of themselves from which on the others are theirs as well.
constexpr double kTells = 0.25;

/// Who writes down what they did says so more than once. A page may also tell in short how one thing is done;
/// all else is anybody's: what is long and says "I" once may be out of a manual.
bool is_told_by_somebody(const std::function<double(std::string_view)>& value, Markup markup) {
    // Where the verb alone tells who it was, few sentences say so.
    const bool verbs_tell = value("verbs_tell") > 0, sure = !leads_readers(value);
    const double told = sure ? value("personal") : 0, share = sure ? value("personal_share") : 0;
    if (verbs_tell && (told >= 2 || share >= 0.07)) return true;
    if (share >= 0.2 || (told >= 2 && share >= 0.12) || (told >= 3 && share >= 0.08)) return true;
    constexpr double kLongest = 2.545, kMostItems = 0.4, kTelling = 0.2;  // 350 words; of the blocks
    constexpr double kTitle = 4;  // words: says what is done, and names no subject
    // "We moved the drill in October", and the short note tells what came of it.
    if (sure && value("opens_telling") > 0 && value("from_start") > 0 && value("words") <= kLongest)
        return true;
    // Whoever tells of themselves in a quarter of their notes wrote the how-tos among them as well, though no
    // word of one says so.
    constexpr double kHowTo = 0.4;
    if (value("telling_share") >= kTells && value("kind_how_to") >= kHowTo && value("defines") == 0 &&
        (value("whole") > 0 || value("all_told") > 0))
        return true;
    if (markup == Markup::plain || value("kind_how_to") < 0.5 || value("words") > kLongest ||
        value("whole") == 0)
        return false;
    // "We can use it for …" leads through a subject; what is done is told under a title that says so.
    const bool says_what_is_done =
        sure && value("title_words") >= kTitle && value("title_sentence") == 0 && value("defines") == 0;
    if (value("impersonal") == 0)
        return value("items") <= kMostItems && ((sure && value("surely_personal") > 0) || says_what_is_done);
    return value("second_person") > 0 && value("code") >= kTelling && value("title_own") > 0 &&
           says_what_is_done;
}

/// A part that shows how something is done, to "you" or with code, of a note that its writer tells of
/// elsewhere: nobody says "I" in each section. A post of it is all that there is to it.
bool is_of_told_note(const std::function<double(std::string_view)>& value, Markup markup) {
    constexpr double kLeast = 3, kShare = 0.2;  // sentences of the note
    return value("verbs_tell") == 0 && value("note_personal") >= kLeast &&
           value("note_personal_share") >= kShare && value("defines") == 0 &&
           (value("second_person") > 0 || value("code") > 0) &&
           (markup == Markup::markdown || value("ends_told") > 0);
}

}  // namespace

bool is_talk(const Trial& trial) {
    return std::any_of(trial.features.begin(), trial.features.end(),
                       [](const auto& feature) { return feature.first == "speech" && feature.second > 0; });
}

std::string_view lacks(const Trial& trial) {
    const auto* form = find_content_form(trial.draft.content_type);
    if (form == nullptr || trial.draft.pieces.front().is_recap()) return {};
    const auto value = [&](std::string_view name) {
        for (const auto& [known, feature] : trial.features)
            if (known == name) return feature;
        return 0.0;
    };
    constexpr double kSmallGap = 0.2, kMostOfSection = 0.6, kSecondHalf = 0.5;
    constexpr double kStudy = 2, kHidden = 3;  // sentences, pictures
    constexpr double kOwnStory = 0.3;          // sentences of the writer's own doing
    constexpr double kFormulas = 0.25;         // blocks that hold one
    constexpr double kToldProof = 0.5;
    if (value("retells") > 0 || value("study") >= kStudy) return "it goes through a book or a course";
    // "The last step" of one's own story is a step of it.
    if (value("goes_on") > 0 || (value("looks_back") > 0 && value("personal_share") < kOwnStory))
        return "it goes on from another note";
    if (value("assistant") > 0) return "a program wrote it, as its words show";
    // Who keeps lessons and answers of programs keeps more of them than say so.
    constexpr double kLeastOwn = 0.12;  // sentences of the note
    if (value("amid_lessons") > 0 && value("speech") == 0 && value("note_personal_share") < kLeastOwn)
        return "it reads like the many lessons among these notes, and nobody tells of it";
    // "I" in a text that was copied is somebody else.
    if (value("pasted") > 0 && value("note_personal_share") < kOwnStory)
        return "it reads like a text of somebody else: its apostrophes are not typed as the others";
    if (value("hidden") >= kHidden) return "its pictures are not on the web";
    if (value("gap") > kSmallGap) return "a section that the rest builds on cannot be told";
    // Speech has no sections, and comes to its point in its own way.
    if (value("speech") > 0) {
        // 25 words: of the shorter ones one in eight was good enough.
        if (value("talk_words") < 1.41) return "it is too short to make a point";
        // Of one that names something less can be said: "I have never done a Rubik's cube".
        const double least_telling = value("talk_open_name") > 0 ? 0.3 : 0.49;
        if (value("talk_open_telling") < least_telling) return "its opening says too little";
        if (value("talk_addressed") > 0.25) return "it speaks to somebody who was there";
        if (value("study") > 0) return "it retells what others found";
        if (value("talk_questions") > 0.2) return "it asks more than it says";
        if (value("talk_fragments") > 0.34) return "many of its sentences are not whole";
        if (value("opens_pointing") > 0 || value("talk_open_pronoun") > 0)
            return "its opening points to what was said before it";
        if (!form->title_in_body && trial.score < kLeastUntitled)
            return "too little speaks for it as a post of a few lines";
        if (value("talk_later_opening") > 0) return "it leaves out how its run begins";
        return {};
    }
    const bool page = form->markup == Markup::markdown;
    if (value("numbered") > 0 && value("personal_share") < kOwnStory)
        return "it is one of the numbered parts of a course";
    if (value("cites_study") > 0 && value("personal_share") < kOwnStory)
        return "it retells a book or a course that it names";
    constexpr double kHundred = 2;       // words
    constexpr double kMostlyCode = 0.3;  // blocks
    if ((value("from_elsewhere") > 0 || value("opens_with_address") > 0) &&
        value("personal_share") < kOwnStory)
        return "its note keeps the address of somebody else's page";
    if (value("sourced") > 0 && value("personal_share") < kOwnStory)
        return "it digests what others wrote, as its sources say";
    // Whoever tells how they came to it may quote more.
    const double most_quoted = value("surely_personal") > 0 ? 0.5 : 0.4;  // words
    if (value("quoted_words") > most_quoted && value("personal_share") < kOwnStory)
        return "most of it is what others said or wrote";
    constexpr double kSayings = 2, kChanges = 2, kMostChanges = 0.4;  // blocks; of the words
    if (value("sayings") >= kSayings && value("personal_share") < kOwnStory)
        return "it quotes what people said";
    if (value("changes") >= kChanges && value("change_words") >= kMostChanges)
        return "it is a list of what was changed";
    // A short post that is the whole note with its command needs nobody who tells it. One under the name of a
    // thing is an entry of a reference.
    constexpr double kSaying = 3;  // words of a title
    const bool with_command = !page && value("all_told") > 0 && value("plain_code") > 0 &&
                              value("words") <= kHundred && value("title_words") >= kSaying;
    // What is added to a note that was told already is its writer's as the rest of it.
    if (!with_command && value("follows_told") == 0 && !is_told_by_somebody(value, form->markup) &&
        !is_of_told_note(value, form->markup))
        return "nothing in it says that it is the author's own";
    if (page && value("words") < kHundred && value("code") >= kMostlyCode && value("telling_share") < kTells)
        return "too little is said around its code";
    if (!page && value("formulas") > kFormulas) return "its formulas do not read as plain text";
    // A proof says "we", too: "this is what we wanted to show".
    if (value("formulas") > kFormulas && value("personal_share") < kToldProof)
        return "it proves or works out something, and nobody tells of it";
    if (page && value("title_words") == 1 && value("personal_share") < kOwnStory)
        return "its title names a subject, and nobody tells of it";
    if (value("from_start") == 0 && value("opens_pointing") > 0)
        return "its opening points to what stands before it";
    if (value("announces") > 0) return "it announces what comes after it";
    if (value("only_concludes") > 0) return "it concludes what stands before it";
    if (value("behind_link") > 0) return "what came of it stands behind its last link";
    if (page)
        return value("from_start") == 0 && value("title_sentence") > 0 ? "it begins in the middle of its note"
                                                                       : "";
    // All that came to a note since it was told is news.
    const bool news = value("follows_told") > 0 && value("all_told") > 0;
    // The first lines of a note that show nothing and find nothing: 18 of 100 were good enough.
    if (!form->title_in_body && value("late_finding") == 0 && value("plain_code") == 0 &&
        value("all_told") == 0 && !news)
        return "it says what was wanted or done, and not what came of it";
    if (!form->title_in_body && !news && trial.score < kLeastUntitled)
        return "too little speaks for it as a post of a few lines";
    if (value("rest") > kMostOfSection) return "most of its section comes after it";
    if (value("ends_question") > 0 && value("ends_document") == 0)
        return "it ends with a question that the rest answers";
    if (value("opens_alone") == 0 && value("from_start") == 0)
        return "its opening needs what stands before it";
    if (value("ends_told") > 0) return {};
    if (value("defines") > 0) return "it opens as a dictionary does, and its note goes on";
    if (value("shows_how") > 0) return {};
    // What a note opens with is how one got there, unless its point comes at its end.
    const bool found = value("early_finding") > 0 || value("late_finding") > 0;
    if (!found || (value("from_start") > 0 && value("last_finding") < kSecondHalf))
        return "it says what was wanted or done, and not what came of it";
    return {};
}

}  // namespace pacelane::writer
