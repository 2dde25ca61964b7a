// What speaks for a draft, and how much.
#include <algorithm>
#include <cmath>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/credit.h>
#include <pacelane/writer/detail/held.h>
#include <pacelane/writer/detail/lines.h>
#include <pacelane/writer/detail/opening.h>
#include <pacelane/writer/detail/point.h>
#include <pacelane/writer/detail/pointers.h>
#include <pacelane/writer/detail/speech.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

double share(double part, double all) {
    return all > 0 ? part / all : 0.0;
}

/// What the blocks and sentences of a piece are, counted.
struct Counts {
    double words = 0, prose = 0, links = 0;
    double blocks = 0, paragraphs = 0, items = 0, code = 0, rows = 0, images = 0, quotes = 0;
    double fragments = 0, references = 0, pointers = 0, leaning = 0, speech = 0, bold = 0;
    double sentences = 0, complete = 0, questions = 0, numbers = 0;
    double formulas = 0, pointing = 0, own_voice = 0, personal = 0, first_person = 0, second_person = 0,
           wishes = 0, findings = 0, hedges = 0, names = 0, spans = 0, last_finding = 0, study = 0,
           hidden = 0, sure = 0, quoted = 0, changes = 0, change_words = 0, sayings = 0;
};

/// A word with a capital, or letters and digits mixed, after the first one: a name of something.
bool names_something(std::string_view text) {
    bool inside = false, first = true;
    for (const char c : text) {
        if (c == ' ') {
            inside = false;
        } else if (!inside) {
            inside = true;
            if (!first && c >= 'A' && c <= 'Z') return true;
            first = false;
        }
    }
    return false;
}

/// "print(my_list[i])" names nobody: without the code within a text whose words could be the writer's.
std::string without_own_code(std::string_view text, std::string_view markup,
                             const language::LanguagePack& pack) {
    std::string out(text);
    for (auto open = markup.find('`'); open != std::string_view::npos;) {
        const auto close = markup.find('`', open + 1);
        if (close == std::string_view::npos) break;
        const auto code = markup.substr(open + 1, close - open - 1);
        if (pack.own_voice.in(language::words_of(code)))
            if (const auto at = out.find(code); at != std::string::npos && code.size() > 2)
                out.replace(at, code.size(), "…");
        open = markup.find('`', close + 1);
    }
    return out;
}

/// "$x + 1$", "$$…$$", but not "$5 and $6".
bool holds_formula(std::string_view markup) {
    const auto blank = [&](std::size_t at) { return markup[at] == ' ' || markup[at] == '\n'; };
    for (auto at = markup.find('$'); at != std::string_view::npos && at + 1 < markup.size();
         at = markup.find('$', at + 1)) {
        const bool opens = !blank(at + 1) && (markup[at + 1] < '0' || markup[at + 1] > '9');
        if (!opens || (at > 0 && markup[at - 1] == '\\')) continue;
        const auto end = markup.find('$', at + 2);
        if (end != std::string_view::npos && (markup[at + 1] == '$' || !blank(end - 1))) return true;
    }
    return false;
}

/// Words between quotation marks, where they are more than a term.
double words_in_marks(std::string_view text) {
    constexpr std::size_t kTerm = 4;
    double words = 0;
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"«", "»"}})
        for (auto at = text.find(open); at != std::string_view::npos;) {
            const auto begin = at + open.size();
            const auto end = text.find(close, begin);
            if (end == std::string_view::npos) break;
            const auto inside = language::words_of(text.substr(begin, end - begin)).size();
            if (inside > kTerm) words += static_cast<double>(inside);
            at = text.find(open, end + close.size());
        }
    return words;
}

/// "(p. 154)", "(cap. 3)": where it stands in somebody's book.
bool refers_to_part(std::string_view text, const language::Words& words) {
    const auto& parts = language::any_language().chapter_words;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto count = words[i].begin > 0 && text[words[i].begin - 1] == '(' ? parts.at(words, i) : 0;
        if (count == 0 || i + count >= words.size()) continue;
        const char first = words[i + count].key.front();
        if (first >= '0' && first <= '9') return true;
    }
    return false;
}

void count_sentences(Counts& n, const Piece& piece, std::size_t i) {
    const auto& pack = piece.reading->language.pack();
    const std::string_view markup = piece.passage(i).markup;
    const bool has_code = markup.find('`') != std::string_view::npos;
    for (const auto& sentence : piece.sentences(i)) {
        const auto words = language::words_of(sentence.text);
        ++n.sentences;
        n.complete += sentence.complete ? 1 : 0;
        n.questions += sentence.question ? 1 : 0;
        const bool has_digit = std::any_of(sentence.text.begin(), sentence.text.end(),
                                           [](char c) { return c >= '0' && c <= '9'; });
        n.numbers += has_digit ? 1 : 0;
        const bool own = language::tells_experience(sentence.text, piece.reading->language);
        n.own_voice += own ? 1 : 0;
        const auto told = has_code ? without_own_code(sentence.text, markup, pack) : sentence.text;
        // Where the verb alone tells who it was, few sentences say so twice.
        n.personal +=
            own && (!pack.subject_needed || language::tells_of_oneself(told, piece.reading->language)) ? 1
                                                                                                       : 0;
        n.sure += own && language::surely_tells_of_oneself(told, piece.reading->language) ? 1 : 0;
        n.first_person += own || pack.first_persons.in(words) ? 1 : 0;
        n.pointing += pack.demonstratives.in(words) ? 1 : 0;
        n.second_person += pack.second_persons.in(words) ? 1 : 0;
        n.wishes += pack.wish_wordings.in(words) ? 1 : 0;
        n.study += pack.study_words.in(words) || refers_to_part(sentence.text, words) ? 1 : 0;
        const bool finding = pack.finding_wordings.in(words);
        n.findings += finding ? 1 : 0;
        // "It took nine days, and now it takes one."
        if (finding || (own && has_digit)) n.last_finding = n.sentences;
        n.hedges += pack.hedges.in(words) ? 1 : 0;
        n.names += names_something(sentence.text) ? 1 : 0;
    }
}

Counts count(const Piece& piece) {
    using context::PassageKind;
    using sources::Reason;
    Counts n;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& block = piece.block(i);
        const auto& passage = piece.passage(i);
        const double words = piece.words(i);
        ++n.blocks;
        n.words += words;
        if (passage.kind == PassageKind::quote)
            n.quoted += words;
        else if (passage.kind != PassageKind::code)
            n.quoted += words_in_marks(passage.text);
        n.links += block.link_share * words;
        if (is_change(passage, piece.reading->language.pack())) {
            ++n.changes;
            n.change_words += words;
        }
        n.sayings += is_saying(passage) ? 1 : 0;
        if (block.is_prose) n.prose += words;
        n.fragments += block.reason == Reason::fragment ? 1 : 0;
        n.references += block.reason == Reason::reference ? 1 : 0;
        n.pointers += block.points_out ? 1 : 0;
        n.speech += block.origin == sources::Origin::own_speech ? 1 : 0;
        n.formulas += passage.kind != PassageKind::code && holds_formula(passage.markup) ? 1 : 0;
        n.bold += passage.markup.starts_with("**") || passage.markup.starts_with("__") ? 1 : 0;
        n.spans += passage.markup.find('`') != std::string::npos ? 1 : 0;
        switch (passage.kind) {
            case PassageKind::paragraph:
            case PassageKind::turn:
                ++n.paragraphs;
                if (i > 0 && block.leans_back && piece.blocks[i - 1] + 1 != piece.blocks[i]) ++n.leaning;
                break;
            case PassageKind::list_item:
                ++n.items;
                break;
            case PassageKind::code:
                ++n.code;
                break;
            case PassageKind::table_row:
                ++n.rows;
                break;
            case PassageKind::image:
                n.hidden += is_hidden(passage) ? 1 : 0;
                ++n.images;
                break;
            case PassageKind::quote:
                ++n.quotes;
                break;
        }
        count_sentences(n, piece, i);
    }
    return n;
}

/// What the document goes on with below the piece.
struct After {
    double words = 0;      ///< in its section, of those of the piece and the rest
    bool section = true;   ///< the piece ends with its section
    bool shown = false;    ///< code or a picture is the next but one at most
    bool document = true;  ///< the piece ends with its document
};

After after(const Piece& piece, double words) {
    After rest;
    const auto& reading = *piece.reading;
    const auto last = piece.blocks.back();
    const auto& headings = reading.passage(reading.blocks[last]).headings;
    double more = 0;
    for (auto i = last + 1; i < reading.blocks.size(); ++i) {
        if (begins_topic(reading, i)) break;
        rest.document = false;
        if (reading.passage(reading.blocks[i]).headings != headings) break;
        rest.section = false;
        more += reading.blocks[i].words;
        if (i <= last + 2 && reading.blocks[i].origin == sources::Origin::shown) rest.shown = true;
    }
    rest.words = share(more, more + words);
    return rest;
}

/// The share of the title's words that the text says.
double says_title(const Title& title, const Piece& piece) {
    const auto language = piece.reading->language;
    Said said(language, Said::Words::all);
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        said.add(piece.passage(i).text);
    double all = 0, found = 0;
    for (const auto& token : language::tokenize(title.text, language)) {
        if (token.stopword) continue;
        ++all;
        found += said.contains(token.stem) ? 1 : 0;
    }
    return share(found, all);
}

double of_template(const sources::Reading& reading) {
    double all = 0, repeated = 0;
    for (const auto& section : reading.sections) {
        if (section.headings.empty()) continue;
        ++all;
        repeated += section.repeated ? 1 : 0;
    }
    return reading.is_template ? 1 : 0.5 * share(repeated, all);
}

}  // namespace

Features features_of(const Piece& piece, const Setting& setting, const ContentForm& form) {
    const auto& reading = *piece.reading;
    const auto& document = *reading.document;
    const Counts n = count(piece);
    const After rest = after(piece, n.words);
    const auto title = choose_title(piece, form.title_length);
    const auto opening = opening_of(piece);
    const auto closing = piece.sentences(piece.blocks.size() - 1);
    const auto day = day_features(document, setting.today);
    Features f{{"words", std::log10(1 + n.words)},
               {"short", n.words < 45 ? 1 : 0},
               {"long", n.words > 900 ? 1 : 0},
               {"whole", piece.whole ? 1 : 0},
               {"left_out", std::min(1.0, piece.left_out / 3.0)},
               {"gap", gap_of(piece)},
               {"announces", announces(piece) ? 1 : 0},
               {"study", n.study},
               {"hidden", n.hidden},
               {"retells", retells(piece) ? 1 : 0},
               {"ends_section", rest.section ? 1 : 0},
               {"ends_document", rest.document ? 1 : 0},
               {"rest", rest.words},
               {"before_shown", rest.shown ? 1 : 0},
               {"prose", share(n.prose, n.words)},
               {"complete", share(n.complete, n.sentences)},
               {"items", share(n.items, n.blocks)},
               {"code", share(n.code, n.blocks)},
               {"rows", share(n.rows, n.blocks)},
               {"images", share(n.images, n.blocks)},
               {"quotes", share(n.quotes, n.blocks)},
               {"quoted_words", share(n.quoted, n.words)},
               {"sayings", n.sayings},
               {"changes", n.changes},
               {"change_words", share(n.change_words, n.words)},
               {"fragments", share(n.fragments, n.blocks)},
               {"references", share(n.references, n.blocks)},
               {"bold", share(n.bold, n.blocks)},
               {"formulas", share(n.formulas, n.blocks)},
               {"code_spans", share(n.spans, n.blocks)},
               {"links", share(n.links, n.words)},
               {"pointers", share(n.pointers, n.blocks)},
               {"leaning", share(n.leaning, n.paragraphs)},
               {"questions", share(n.questions, n.sentences)},
               {"numbers", share(n.numbers, n.sentences)},
               {"names", share(n.names, n.sentences)},
               {"speech", share(n.speech, n.blocks)},
               {"first_person", share(n.first_person, n.sentences)},
               {"own_voice", n.own_voice > 0 ? 1 : 0},
               {"own_voice_share", share(n.own_voice, n.sentences)},
               {"personal", n.personal},
               {"surely_personal", n.sure},
               {"surely_personal_log", std::log1p(n.sure)},
               {"verbs_tell", reading.language.pack().subject_needed ? 0 : 1},
               {"personal_share", share(n.personal, n.sentences)},
               // Of all the person's notes.
               {"telling_share", setting.telling_share},
               // Of the note that the piece is of.
               {"note_personal", static_cast<double>(reading.own_doing.certain)},
               {"note_personal_share", share(reading.own_doing.certain, reading.own_doing.sentences)},
               {"cites_study", cites_study(piece) ? 1 : 0},
               {"title_words", static_cast<double>(language::words_of(title.text).size())},
               {"we", share(n.first_person - n.own_voice, n.sentences)},
               {"second_person", share(n.second_person, n.sentences)},
               {"wishes", share(n.wishes, n.sentences)},
               {"findings", share(n.findings, n.sentences)},
               // Where the last one stands: 1 in the last sentence.
               {"last_finding", share(n.last_finding, n.sentences)},
               {"only_wishes", n.wishes > 0 && n.findings == 0 ? 1 : 0},
               {"hedges", n.speech > 0 ? share(n.hedges, n.sentences) : 0},
               {"opens_alone", !opening.empty() && opening.front().alone ? 1 : 0},
               {"opens_question", !opening.empty() && opening.front().question ? 1 : 0},
               {"short_opening", !opening.empty() && opening.front().words <= 22 ? 1 : 0},
               {"ends_question", !closing.empty() && closing.back().question ? 1 : 0},
               {"title_told", title.is_told ? 1 : 0},
               {"title_sentence", title.is_sentence ? 1 : 0},
               {"title_own", !document.title_from_name && title.is_told && !title.is_sentence ? 1 : 0},
               {"title_said", says_title(title, piece)},
               {"sentence_words", share(n.words, n.sentences) / 20},
               {"pillars", std::min(2, touched(piece, setting.person.pillars)) / 2.0},
               {"undated", day.undated},
               {"age", day.age},
               {"new", day.is_new},
               {"worth", reading.worth}};
    for (std::size_t kind = 0; kind < sources::kTextKinds; ++kind) {
        static constexpr std::array<std::string_view, sources::kTextKinds> names{
            "kind_prose",   "kind_how_to",  "kind_reference", "kind_link_list", "kind_tag_list", "kind_log",
            "kind_journal", "kind_figures", "kind_minutes",   "kind_talk",      "kind_chat"};
        f.emplace_back(names[kind], reading.shares[kind]);
    }
    f.emplace_back("how_to_habit",
                   how_to_habit(reading.shares[static_cast<std::size_t>(sources::TextKind::how_to)],
                                setting.telling_share));
    const auto& pack = reading.language.pack();
    const bool defined = defines(opening, pack),
               pointed = is_speech(piece) ? opens_by_pointing(piece)
                                          : points(opening, pack, !title.subject.empty());
    const bool impersonal = n.first_person == 0;
    f.emplace_back("numbered", reading.is_numbered ? 1 : 0);
    f.emplace_back("sourced", digests_others(reading) ? 1 : 0);
    f.emplace_back("from_elsewhere", reading.from_elsewhere ? 1 : 0);
    f.emplace_back("opens_with_address", reading.opens_with_address ? 1 : 0);
    f.emplace_back("assistant", reading.of_assistant ? 1 : 0);
    f.emplace_back("template", of_template(reading));
    f.emplace_back("defines", defined ? 1 : 0);
    f.emplace_back("goes_on", goes_on(piece) ? 1 : 0);
    f.emplace_back("looks_back", looks_back(piece) ? 1 : 0);
    f.emplace_back(
        "opens_telling",
        !opening.empty() && language::tells_of_oneself(opening.front().text, reading.language) ? 1 : 0);
    f.emplace_back("opens_pointing", pointed ? 1 : 0);
    f.emplace_back("pointing", share(n.pointing, n.sentences));
    f.emplace_back("impersonal", impersonal ? 1 : 0);
    f.emplace_back("impersonal_definition", defined && impersonal ? 1 : 0);
    const std::string_view id = form.id;
    const bool plain = form.markup == Markup::plain;
    f.emplace_back("linkedin_post", id == "linkedin_post" ? 1 : 0);
    f.emplace_back("blog_post", id == "blog_post" ? 1 : 0);
    f.emplace_back("newsletter", id == "newsletter" ? 1 : 0);
    f.emplace_back("social_media", id == "social_media" ? 1 : 0);
    // A feed shows one run, and what its text lacks is missing; on a page the rest stands beside it.
    f.emplace_back("plain_only_wishes", plain && n.wishes > 0 && n.findings == 0 ? 1 : 0);
    f.emplace_back("plain_how_to",
                   plain ? reading.shares[static_cast<std::size_t>(sources::TextKind::how_to)] : 0);
    f.emplace_back("plain_rest", plain ? rest.words : 0);
    f.emplace_back("plain_before_shown", plain && rest.shown ? 1 : 0);
    f.emplace_back("plain_impersonal", plain && impersonal ? 1 : 0);
    f.emplace_back("from_start", piece.blocks.front() == 0 ? 1 : 0);
    f.emplace_back("plain_from_start", plain && piece.blocks.front() == 0 ? 1 : 0);
    f.emplace_back("untitled_pointing", plain && !form.title_in_body && pointed ? 1 : 0);
    f.emplace_back("page_part", !plain && !piece.whole ? 1 : 0);
    f.emplace_back("page_whole", !plain && piece.whole ? 1 : 0);
    add_held(f, piece, setting, form);
    f.emplace_back("speech_findings", n.speech > 0 ? share(n.findings, n.sentences) : 0);
    f.emplace_back("speech_pointing", n.speech > 0 ? share(n.pointing, n.sentences) : 0);
    f.emplace_back("speech_second_person", n.speech > 0 ? share(n.second_person, n.sentences) : 0);
    if (is_speech(piece)) add_speech_features(f, piece);
    return f;
}

}  // namespace pacelane::writer::detail
