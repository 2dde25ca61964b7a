#include "detail/adverts.h"
#include "detail/cast.h"
#include "detail/features.h"
#include "detail/habits.h"
#include "detail/origins.h"
#include "detail/own_doing.h"
#include "detail/wordings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/given_names.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/privacy_filter.h>
#include <pacelane/sources/reading.h>
#include <pacelane/sources/time_words.h>
#include <pacelane/sources/way_back.h>

namespace pacelane::sources {

namespace {

using context::DocumentKind;
using context::Passage;
using context::PassageKind;
using language::Language;

/// So many sentences of private matter, and nothing of the document is told.
constexpr int kPrivateBlocks = 3;

Language language_of(const KnownDocument& document, const std::optional<Language>& preferred) {
    if (document.language) return *document.language;
    std::string sample = document.title_from_name ? std::string() : document.title + '\n';
    for (const auto& known : document.passages) {
        if (known.passage.kind == PassageKind::code) continue;
        // Short documents say most in their headings.
        for (const auto& heading : known.passage.headings)
            sample += heading + '\n';
        sample += known.passage.text;
        sample += '\n';
        if (sample.size() > 4000) break;
    }
    if (const auto detected = language::detect(sample)) return *detected;
    return preferred.value_or(Language());
}

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

/// What somebody is quoted with is not said of the day of writing: the reminder "See you tomorrow".
std::string outside_quotes(std::string_view text) {
    std::string out(text);
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}}) {
        for (std::size_t at = out.find(open); at != std::string::npos; at = out.find(open, at)) {
            const auto end = out.find(close, at + open.size());
            if (end == std::string::npos) break;
            out.replace(at, end + close.size() - at, " ");
        }
    }
    return out;
}

/// What is true for so many days ("last month", "this year") places a story in time; what is true for fewer
/// is news of a day.
constexpr int kDaysOfStories = 60;

class Reader {
public:
    Reader(const KnownDocument& document, const Cast& cast, Depth depth, Reading& out)
        : document_(document), cast_(cast), out_(out) {
        const detail::Origins origins(document, cast, out.language);
        origins_.reserve(document.passages.size());
        for (std::size_t i = 0; i < document.passages.size(); ++i)
            origins_.push_back(origins.of(i));
        with_sentences_ = depth == Depth::whole || may_be_told();
    }

    bool with_sentences() const { return with_sentences_; }

    void read() {
        words_.resize(document_.passages.size());
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (with_sentences_ || is_judged(origins_[i])) words_[i] = language::words_of(passage(i).text);
        if (with_sentences_) {
            known_names_ = detail::names_for_all(document_, words_, cast_.self);
            small_ = detail::is_written_small(document_, words_);
        }
        for (std::size_t i = 0; i < document_.passages.size(); ++i) {
            enter_section(i);
            out_.blocks.push_back(block(i));
            out_.sections.back().end = out_.blocks.size();
        }
        out_.is_template = is_template();
        detail::leave_out_adverts(out_);
        withhold();
    }

private:
    const Passage& passage(std::size_t i) const { return document_.passages[i].passage; }

    void enter_section(std::size_t i) {
        const auto& headings = passage(i).headings;
        if (!out_.sections.empty() && out_.sections.back().headings == headings) return;
        Section section;
        section.headings = headings;
        section.first = section.end = i;
        // "## Transcript" stands aside of an article, and above what is said of a recording.
        const bool talk = passage(i).kind == PassageKind::turn;
        section.aside = std::any_of(headings.begin(), headings.end(), [&](const std::string& heading) {
            return (!talk && detail::is_aside_heading(heading)) || language::is_private_title(heading);
        });
        section.left_out = std::any_of(headings.begin(), headings.end(), [&](const std::string& heading) {
            return section.aside ||
                   language::concern(heading, cast_.other_names) == language::Concern::secret ||
                   cast_.private_words.in(heading);
        });
        section.repeated =
            !headings.empty() && cast_.repeated_headings.contains(language::fold(headings.back()));
        out_.sections.push_back(std::move(section));
    }

    /// Of minutes nothing is, and of talk what the person says.
    bool may_be_told() const {
        if (document_.kind != DocumentKind::transcript) return document_.kind != DocumentKind::meeting;
        return std::any_of(origins_.begin(), origins_.end(), [](Origin origin) {
            return origin == Origin::own_speech || origin == Origin::own_prose;
        });
    }

    /// Whether it is judged by its words.
    static bool is_judged(Origin origin) { return origin != Origin::others && origin != Origin::shown; }

    /// Most of its headings stand in several documents: what stands below them answers a form.
    bool is_template() const {
        std::size_t own = 0, repeated = 0;
        for (const auto& section : out_.sections) {
            if (section.headings.empty()) continue;
            (section.repeated ? repeated : own) += 1;
        }
        return repeated >= 2 && repeated > own;
    }

    Block block(std::size_t i) const {
        const Passage& p = passage(i);
        Block block;
        block.passage = i;
        block.origin = origins_[i];
        // What holds no sentence is not private either.
        if (with_sentences_ || (is_judged(block.origin) && is_private(p, words_[i])))
            read_sentences(p, block);
        block.link_share = detail::link_share(p);
        // "Ana was at home and could not log in"
        block.names_somebody = document_.kind == DocumentKind::knowledge &&
                               block.origin == Origin::own_prose &&
                               !language::given_name_alone(p.text, words_[i], known_names_).empty();
        block.reason = reason_of(p, words_[i], block);
        return block;
    }

    bool is_private(const Passage& p, const language::Words& words) const {
        return language::concern(p.text, words, cast_.other_names).has_value();
    }

    /// As they would be printed.
    std::vector<std::pair<Sentence, language::Words>> sentences_of(std::string_view text, bool speech) const {
        std::vector<std::pair<Sentence, language::Words>> sentences;
        for (const auto& span : language::sentences(text, out_.language)) {
            const auto raw = one_line(text.substr(span.begin, span.end - span.begin));
            const auto parts = speech ? language::as_printed(raw, out_.language) : std::vector{raw};
            for (const auto& part : parts) {
                auto& [sentence, words] = sentences.emplace_back();
                sentence.begin = span.begin;
                sentence.end = span.end;
                sentence.text =
                    without_way_back(without_day(part, out_.language, words), out_.language, words);
            }
        }
        return sentences;
    }

    void read_sentences(const Passage& p, Block& block) const {
        if (block.origin == Origin::shown) return;
        const bool speech = p.kind == PassageKind::turn || block.origin == Origin::own_speech;
        const std::string_view text = p.text;
        std::size_t complete = 0, elsewhere = 0;
        for (auto& [s, words] : sentences_of(text, speech)) {
            if (words.empty()) continue;
            s.words = static_cast<int>(words.size());
            s.question = s.text.ends_with('?');
            s.room =
                block.origin == Origin::own_speech &&
                (detail::talks_to_room(words, out_.language) || detail::moves_talk(words, out_.language) ||
                 language::addresses(s.text, words, cast_.other_names));
            // Whoever writes without capitals is judged as if there were some.
            const auto judged = small_ ? language::capitalize(s.text) : s.text;
            s.complete = language::is_complete(judged, out_.language);
            s.alone = language::stands_alone(judged, out_.language) &&
                      !detail::leans_back(s.text, words, out_.language);
            if (block.sentences.empty())
                block.leans_back = detail::leans_back(s.text, words, out_.language) ||
                                   (speech && detail::opens_as_reply(words, s.text, out_.language));
            const auto pointers = detail::pointers_of(s.text, words, out_.language);
            block.points_out = block.points_out || pointers.any;
            block.points_back = block.points_back || pointers.back;
            block.points_on = block.points_on || pointers.on;
            block.points_to_picture = block.points_to_picture || pointers.picture;
            elsewhere += pointers.elsewhere ? 1 : 0;
            const auto unquoted = outside_quotes(s.text);
            const int days = detail::days_true(
                unquoted.size() == s.text.size() ? words : language::words_of(unquoted), out_.language);
            // Without a date nobody knows which day it was; "last year" is then part of the story.
            if (days >= 0 && (document_.date || days < kDaysOfStories)) {
                const auto until = document_.date ? add_days(*document_.date, days) : Date{};
                s.true_until = until;
                block.true_until = block.true_until ? std::min(*block.true_until, until) : until;
            }
            complete += s.complete ? 1 : 0;
            block.words += s.words;
            block.sentences.push_back(std::move(s));
        }
        block.points_elsewhere = elsewhere > 0;
        block.is_signpost = elsewhere > 0 && elsewhere == block.sentences.size();
        block.is_prose = complete > 0 && 2 * complete >= block.sentences.size();
        block.leads_in = detail::leads_in(text, out_.language);
    }

    Reason reason_of(const Passage& p, const language::Words& words, const Block& block) const {
        if (out_.sections.back().left_out) return Reason::section;
        if (cast_.private_words.in(p.text) || cast_.private_words.in(p.markup) ||
            language::holds_private_link(p.markup))
            return Reason::private_matter;
        switch (block.origin) {
            case Origin::shown:
                // What a command prints may hold a key, or the number of a machine.
                return language::holds_credential(p.text) ? Reason::private_matter : Reason::shown;
            case Origin::others:
                return Reason::others_words;
            case Origin::task:
                return Reason::task;
            case Origin::boilerplate:
                return Reason::boilerplate;
            case Origin::quotation:
            case Origin::reference:
            case Origin::own_prose:
            case Origin::own_speech:
                break;
        }
        if (block.words == 0) return Reason::fragment;
        if (is_private(p, words)) return Reason::private_matter;
        if (block.origin == Origin::quotation) return Reason::quotation;
        if (block.origin == Origin::reference) return Reason::shown;
        if (p.text.size() > 60) {
            const auto written = language::detect(p.text);
            if (written && *written != out_.language) return Reason::other_language;
        }
        if (detail::is_working_note(p.text, p.markup, words, out_.language)) return Reason::working_note;
        if (block.origin == Origin::own_speech) {
            const auto room = std::count_if(block.sentences.begin(), block.sentences.end(),
                                            [](const Sentence& sentence) { return sentence.room; });
            if (2 * static_cast<std::size_t>(room) >= block.sentences.size()) return Reason::talk_to_room;
        } else if (language::addresses(p.text, words, cast_.other_names)) {
            return Reason::talk_to_room;
        }
        if (p.kind == PassageKind::paragraph && !block.is_prose && !block.leads_in) {
            if (block.link_share > 0.6) return Reason::reference;
            return Reason::fragment;
        }
        return Reason::none;
    }

    /// A note that keeps what one knows of a person, and a letter to one: "Hi Ana, how did it go?"
    bool is_of_somebody() const {
        if (document_.kind != DocumentKind::knowledge) return false;
        if (language::is_name_of_person(document_.title)) return true;
        if (words_.empty() || words_.front().size() < 2) return false;
        const auto& words = words_.front();
        const auto& lists = language::any_language();
        const auto greeting = lists.greetings.at(words, 0);
        if (greeting == 0 || greeting >= words.size() || !words[greeting].capital) return false;
        const auto& name = words[greeting];
        const auto next = passage(0).text.substr(name.end, 1);
        if (next.empty() || std::string_view("!,.:\n").find(next.front()) == std::string_view::npos)
            return false;
        const auto title = language::words_of(document_.title);
        return lists.given_names.contains(name.key) ||
               std::any_of(title.begin(), title.end(),
                           [&](const auto& word) { return word.key == name.key; });
    }

    /// What was said right before and after something private.
    void withhold_turns(const Section& section) {
        constexpr std::size_t kAround = 2;  // turns: somebody may say a word between two of them
        std::vector<std::size_t> around;
        for (auto i = section.first; i < section.end; ++i)
            if (out_.blocks[i].reason == Reason::private_matter)
                for (auto near = i - std::min(kAround, i - section.first);
                     near < std::min(i + kAround + 1, section.end); ++near)
                    around.push_back(near);
        for (const auto i : around)
            if (out_.blocks[i].reason == Reason::none) out_.blocks[i].reason = Reason::section;
    }

    /// With the private sentence goes its section, which tells more of the matter.
    void withhold() {
        int found = 0;
        for (auto& section : out_.sections) {
            const auto holds = std::count_if(
                out_.blocks.begin() + static_cast<std::ptrdiff_t>(section.first),
                out_.blocks.begin() + static_cast<std::ptrdiff_t>(section.end), [&](const Block& block) {
                    if (block.reason != Reason::private_matter) return false;
                    if (block.origin == Origin::shown) return true;
                    return language::concern(passage(block.passage).text, cast_.other_names) !=
                           language::Concern::machine;
                });
            found += static_cast<int>(holds);
            // An hour of talk below one heading has many subjects: there the turns around it go.
            if (holds > 0 && document_.kind == DocumentKind::transcript)
                withhold_turns(section);
            else if (holds > 0 && !section.headings.empty())
                section.left_out = true;
        }
        // Whoever talks for an hour mentions pay or health once in a while.
        constexpr int kTurns = 10;  // of so many, one that is private
        const auto said = std::count_if(out_.blocks.begin(), out_.blocks.end(), [](const Block& block) {
            return block.origin == Origin::own_speech;
        });
        const bool often = found >= kPrivateBlocks && kTurns * found >= static_cast<int>(said);
        out_.is_private = language::is_private_title(document_.title) || often ||
                          cast_.private_words.in(document_.title) || is_of_somebody();
        for (const auto& section : out_.sections)
            if (section.left_out)
                for (auto i = section.first; i < section.end; ++i)
                    if (out_.blocks[i].reason == Reason::none) out_.blocks[i].reason = Reason::section;
    }

    const KnownDocument& document_;
    const Cast& cast_;
    std::vector<Origin> origins_;         // of the passages
    std::vector<language::Words> words_;  // so
    bool with_sentences_ = true;
    std::set<std::string> known_names_;
    bool small_ = false;
    Reading& out_;
};

}  // namespace

std::string_view name(Origin origin) {
    static constexpr std::array<std::string_view, 8> names{
        "own_prose", "own_speech", "others", "quotation", "task", "reference", "shown", "boilerplate"};
    return names[static_cast<std::size_t>(origin)];
}

std::string_view name(Reason reason) {
    static constexpr std::array<std::string_view, 13> names{
        "none",         "others_words",   "quotation",   "shown",          "task",
        "reference",    "section",        "boilerplate", "private_matter", "talk_to_room",
        "working_note", "other_language", "fragment"};
    return names[static_cast<std::size_t>(reason)];
}

namespace {

/// "I hope this overview …", "Let me know if you would like me to …": how programs that answer begin and end.
bool shows_assistant(const Reading& reading) {
    constexpr std::size_t kEnds = 3;  // blocks at each end
    const auto& wordings = language::any_language().assistant_wordings;
    for (std::size_t i = 0; i < reading.blocks.size(); ++i)
        if (i < kEnds || i + kEnds >= reading.blocks.size())
            if (const auto& passage = reading.passage(reading.blocks[i]);
                !passage.quoted && wordings.in(language::words_of(passage.text)))
                return true;
    return false;
}

}  // namespace

Reading read(const KnownDocument& document, const Cast& cast, const std::optional<Language>& preferred,
             Depth depth) {
    Reading reading;
    reading.document = &document;
    reading.language = language_of(document, preferred);
    Reader reader(document, cast, depth, reading);
    reader.read();
    const auto features = reader.with_sentences() ? detail::features_of(reading) : KindFeatures();
    reading.features = named(features);
    // Lists under headings are minutes only where somebody met.
    const bool met = document.kind == context::DocumentKind::meeting || !document.participants.empty();
    reading.shares = kind_shares(features, met);
    reading.worth = worth_of(features);
    reading.is_manual = cast.is_manual(document.path);
    reading.is_numbered = cast.is_numbered(document.path);
    reading.from_elsewhere = cast.is_from_elsewhere(document);
    reading.opens_with_address = cast.opens_with_address(document);
    reading.topic = cast.topic_of(document.path);
    reading.of_assistant = shows_assistant(reading);
    reading.own_doing = detail::own_doing_of(reading);
    // What the reader knows for certain needs no judgement.
    const auto certain = [&](TextKind kind) {
        reading.shares = {};
        reading.shares[static_cast<std::size_t>(kind)] = 1;
    };
    if (document.format == context::Format::chat)
        certain(TextKind::chat);
    else if (document.kind == DocumentKind::transcript)
        certain(TextKind::talk);
    else if (document.kind == DocumentKind::meeting)
        certain(TextKind::minutes);
    reading.kind = static_cast<TextKind>(std::max_element(reading.shares.begin(), reading.shares.end()) -
                                         reading.shares.begin());
    return reading;
}

}  // namespace pacelane::sources
