#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/privacy_filter.h>
#include <pacelane/writer/detail/filters.h>
#include <pacelane/writer/detail/material.h>

namespace pacelane::writer::detail {

namespace {

using analysis::KnownDocument;
using context::DocumentKind;
using context::Passage;
using context::PassageKind;

constexpr std::size_t longest_sentence = 360;  // characters: a longer one is no pleasure to read in a post

/// The people of one document.
context::People people_of(const KnownDocument& document) {
    context::People people;
    for (const auto& name : document.participants)
        people.add(name);
    for (const auto& known : document.passages)
        people.add(known.passage.speaker);
    return people;
}

/// The steps from a document's passages to its units.
class Reader {
public:
    Reader(const Request& request, const DraftMaterial& material, DocumentMaterial& out, std::size_t index)
        : request_(request),
          material_(material),
          people_(people_of(*out.source)),
          out_(out),
          index_(index),
          document_(*out.source) {}

    void read() {
        for (const auto& known : document_.passages)
            out_.passages.push_back(content_stems(known.passage.text, material_.language));
        for (std::size_t i = 0; i < document_.passages.size(); ++i)
            read_passage(i);
    }

private:
    const Passage& passage(std::size_t i) const { return document_.passages[i].passage; }

    void read_passage(std::size_t i) {
        const Passage& p = passage(i);
        enter_section(i);
        if (!context::is_own_writing(p) || p.kind == PassageKind::table_row) return;
        if (p.checked && !*p.checked) return;
        if (is_told(i)) return;
        if (is_front_line(p.text, material_.language) || is_withheld(p)) return;
        if (i == 0 && p.kind == PassageKind::paragraph && opens_with_date(p.text)) return;
        if (p.text.size() > 60) {
            const auto spoken = language::detect(p.text);
            if (spoken && *spoken != material_.language) return;
        }
        const auto origin = origin_of(p);
        if (!origin) return;
        if (p.kind == PassageKind::list_item && *origin == Origin::note && read_list(i)) return;
        read_sentences(i, *origin);
    }

    /// Whether an earlier draft of this form had the passage.
    bool is_told(std::size_t i) const {
        const auto& since = request_.suggestion.since;
        const auto& seen = document_.passages[i].first_seen;
        return since && seen && !(*since < *seen);
    }

    /// What concerns others: with the sentence that shows it goes the whole paragraph, which tells more of
    /// it.
    bool is_withheld(const Passage& p) const {
        if (std::any_of(p.headings.begin(), p.headings.end(), language::is_private_title)) return true;
        const auto concern = language::concern(p.text, material_.names);
        return concern && *concern != language::Concern::secret;
    }

    void enter_section(std::size_t i) {
        const Passage& p = passage(i);
        if (out_.sections.empty() || headings_ != p.headings) {
            headings_ = p.headings;
            Section section;
            section.first_passage = i;
            if (!p.headings.empty() && is_informative(p.headings.back(), material_.language, 1))
                section.heading = language::capitalize(clean_heading(p.headings.back()));
            if (!p.headings.empty() && is_informative(p.headings.back(), material_.language, 1, 1))
                section.name = language::capitalize(clean_heading(p.headings.back()));
            out_.sections.push_back(std::move(section));
        }
        auto& section = out_.sections.back();
        section.stems.insert(out_.passages[i].begin(), out_.passages[i].end());
        if (is_cited(i)) section.cited = true;
    }

    /// Whether the first words tell when the document was written.
    static bool opens_with_date(std::string_view text) {
        const auto head = text.substr(0, 60);
        for (std::size_t at = 0; at + 10 <= head.size(); ++at)
            if (parse_date(head.substr(at, 10))) return true;
        return false;
    }

    bool is_cited(std::size_t i) const {
        const auto& context = request_.suggestion.related_context;
        return std::any_of(context.begin(), context.end(), [&](const analysis::Source& source) {
            return source.document_id == document_.id && source.passage == passage(i).ordinal;
        });
    }

    bool is_author(std::string_view name) const {
        return material_.author.is(name, people_, material_.people);
    }

    std::optional<Origin> origin_of(const Passage& p) const {
        const Role role = role_of(p.headings, material_.language);
        if (p.kind == PassageKind::turn) {
            if (p.speaker.empty()) return std::nullopt;
            return is_author(p.speaker) ? Origin::own_speech : Origin::others_speech;
        }
        const bool minutes = document_.kind != DocumentKind::knowledge;
        switch (role) {
            case Role::actions:
            case Role::agenda:
            case Role::attendance:
            case Role::reference:
                return std::nullopt;
            case Role::decisions:
                return minutes ? Origin::decision : Origin::note;
            case Role::questions:
                if (minutes) return std::nullopt;
                return Origin::question;
            case Role::content:
                if (!minutes) return Origin::note;
                return p.speaker.empty() || is_author(p.speaker) ? Origin::minutes : Origin::others_speech;
        }
        return std::nullopt;
    }

    std::optional<DraftSentence> sentence(std::size_t i, std::string_view quote, Origin origin) const {
        DraftSentence s;
        s.quote = std::string(quote);
        s.origin = origin;
        s.document = index_;
        s.passage = i;
        std::string_view words = quote;
        if (origin == Origin::minutes || origin == Origin::decision) {
            // "Maya: we should …" in minutes is a statement of its own when it is the author's.
            if (const auto label = label_of(words);
                !label.empty() && !is_decision(words, material_.language)) {
                if (!is_author(label)) return std::nullopt;
                words = trim(words.substr(label.size() + 1));
            }
            if (is_decision(words, material_.language)) {
                s.origin = origin = Origin::decision;
                if (const auto label = label_of(words); !label.empty())
                    words = trim(words.substr(label.size() + 1));
            }
            // With a name in it, it is about who does what; that is for the room.
            if (mentions(words, material_.names) || mentions_author(words)) return std::nullopt;
            s.text = collapse_space(words);
        } else if (origin == Origin::own_speech || origin == Origin::others_speech) {
            if (is_small_talk(words, material_.language) || words.find('[') != std::string_view::npos)
                return std::nullopt;
            s.text = language::remove_disfluencies(collapse_space(words), material_.language);
            if (mentions(s.text, material_.names) || is_reply(s.text, material_.language))
                return std::nullopt;
            if (s.text.find('?') != std::string::npos) return std::nullopt;  // asked of somebody in the room
        } else {
            s.text = collapse_space(words);
            const auto label = label_of(s.text);
            if (!label.empty() && mentions(label, material_.names)) return std::nullopt;
        }
        // Code marks of a plain text file; Markdown's are gone already.
        std::erase(s.text, '`');
        s.text = without_remarks(s.text);
        if (origin == Origin::note) {
            s.text = without_day(s.text);
            // Who notes in bullets leaves the stop out.
            if (passage(i).kind == PassageKind::list_item && !s.text.empty() &&
                quote.size() == passage(i).text.size()) {
                const auto last = static_cast<unsigned char>(s.text.back());
                if (std::isalnum(last) != 0 || last >= 0x80 || last == '%') s.text += '.';
            }
        }
        if (s.origin == Origin::decision) s.text = language::capitalize(s.text);
        if (!printable(s) || support(s.text, s.quote, material_.language) < 0.8) return std::nullopt;
        measure(s);
        return s;
    }

    /// "… 500 requests (added 5 November)." was for those who knew the note before.
    static std::string without_remarks(std::string text) {
        static constexpr std::array<std::string_view, 12> openings{
            "(added", "(updated",    "(edited",     "(edit",    "(new",  "(see ",
            "(cf",    "(adicionado", "(atualizado", "(editado", "(ver ", "(veja "};
        for (const auto opening : openings)
            for (std::size_t at = 0; (at = text.find(opening, at)) != std::string::npos;) {
                const auto end = text.find(')', at);
                const auto next = at + opening.size();
                // "(new and old template)" is no remark.
                if (end != std::string::npos && next < end && opening.back() != ' ' && text[next] != ',' &&
                    std::none_of(text.begin() + static_cast<std::ptrdiff_t>(next),
                                 text.begin() + static_cast<std::ptrdiff_t>(end),
                                 [](unsigned char c) { return std::isdigit(c) != 0; })) {
                    at = end;
                    continue;
                }
                if (end == std::string::npos) break;
                const std::size_t begin = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
                text.erase(begin, end + 1 - begin);
                at = begin;
            }
        return text;
    }

    bool mentions_author(std::string_view text) const {
        const std::string& name = request_.person.name;
        const std::string first = name.substr(0, name.find(' '));
        return !first.empty() && mentions(text, std::vector<std::string>{first});
    }

    bool printable(const DraftSentence& s) const {
        const Language language = material_.language;
        const std::string& text = s.text;
        if (text.empty() || text.size() < 8) return false;
        if (std::islower(static_cast<unsigned char>(text.front())) != 0)
            return false;  // cut, or typed in passing
        if (has_private_reference(text) || is_working_note(text, language)) return false;
        if (is_front_line(text, language)) return false;
        if (language::concern(text, material_.names) || language::addresses(text, material_.names))
            return false;
        if (is_tied_to_a_day(text, language, s.origin == Origin::note)) return false;
        return language::character_count(text) <= longest_sentence;
    }

    void measure(DraftSentence& s) const {
        for (const auto& token : language::tokenize(s.text, material_.language)) {
            ++s.words;
            if (token.number && token.folded.size() >= 2) s.numbers.insert(token.folded);
            if (!token.stopword) s.stems.insert(token.stem);
        }
        s.characters = language::character_count(s.text);
        s.alone = language::stands_alone(s.text, material_.language) &&
                  !leans_back(s.text, material_.language) && !points_back(s.text, material_.language) &&
                  s.text.front() != '"' && !s.text.starts_with("“");  // said by whom?
    }

    bool complete(const DraftSentence& s) const {
        if (s.origin == Origin::decision) {
            // Decisions are often noted without the final stop, or without "we decided".
            return s.words >= 4;
        }
        const bool speech = s.origin == Origin::own_speech || s.origin == Origin::others_speech;
        return s.words >= (speech ? 7 : 3) && language::is_complete(s.text, material_.language);
    }

    Unit start_unit(std::size_t i, Origin origin) const {
        Unit unit;
        unit.origin = origin;
        unit.document = index_;
        unit.section = out_.sections.size() - 1;
        unit.cited = is_cited(i);
        unit.item_of = passage(i).kind == PassageKind::list_item ? passage(i).list : -1;
        return unit;
    }

    /// Whether the unit before ends where passage i begins, so that a reference back is understood.
    bool continues(std::size_t i, Origin origin) const {
        if (i == 0 || out_.units.empty() || !ended_whole_ || out_.units.back().list) return false;
        const Unit& last = out_.units.back();
        return last.sentences.back().passage == i - 1 && last.origin == origin &&
               passage(i).ordinal == passage(i - 1).ordinal + 1 && passage(i).kind == passage(i - 1).kind &&
               passage(i).kind != PassageKind::list_item;
    }

    /// The sentences, put together again where one goes on in lower case after a quoted question or an
    /// abbreviation.
    std::vector<language::Span> whole_sentences(std::string_view text) const {
        std::vector<language::Span> whole;
        for (const auto span : language::sentences(text, material_.language)) {
            const auto words = text.substr(span.begin, span.end - span.begin);
            const bool goes_on = !whole.empty() && words != language::capitalize(words) &&
                                 text.substr(whole.back().end, span.begin - whole.back().end).find('\n') ==
                                     std::string_view::npos;
            if (goes_on)
                whole.back().end = span.end;
            else
                whole.push_back(span);
        }
        return whole;
    }

    bool mostly_complete(std::string_view text, const std::vector<language::Span>& spans) const {
        const auto complete = std::count_if(spans.begin(), spans.end(), [&](const language::Span& span) {
            return language::is_complete(text.substr(span.begin, span.end - span.begin), material_.language);
        });
        return complete > 0 && complete * 2 >= static_cast<std::ptrdiff_t>(spans.size());
    }

    static bool is_ended(std::string_view text) {
        while (!text.empty() && (text.back() == '"' || text.back() == ')'))
            text.remove_suffix(1);
        return !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?');
    }

    void read_sentences(std::size_t i, Origin origin) {
        const Passage& p = passage(i);
        const auto spans = whole_sentences(p.text);
        std::optional<Unit> unit;
        const auto flush = [&] {
            if (unit) out_.units.push_back(std::move(*unit));
            unit.reset();
        };
        const bool linked = continues(i, origin);
        const bool prose =
            origin == Origin::note && p.kind == PassageKind::paragraph && mostly_complete(p.text, spans);
        bool first = true;
        for (const auto span : spans) {
            auto s = sentence(i, std::string_view(p.text).substr(span.begin, span.end - span.begin), origin);
            // In a paragraph of prose, a short clause or one whose verb is not recognised belongs where its
            // author put it.
            const bool carried =
                s && prose && (unit || (first && linked)) && s->words >= 4 && is_ended(s->text);
            if (!s || !(complete(*s) || carried)) {
                flush();
                ended_whole_ = false;
                first = false;
                continue;
            }
            const Origin own = s->origin;
            if (own == Origin::decision && first) s->alone = true;
            // Minutes and lists are terse: what stands after a sentence that is left out rests on it.
            if ((own == Origin::minutes || p.kind == context::PassageKind::list_item) && !first && !unit)
                continue;
            if (unit && unit->origin != own) flush();
            if (!unit) {
                const bool follows = !s->alone && first && linked;
                // A question is heard as one's own only inside a paragraph.
                const bool asks = s->text.back() == '?';
                const bool opens =
                    s->alone && (!asks || own == Origin::question ||
                                 (own == Origin::note && s->text.find(": ") != std::string::npos));
                // What begins in the middle of a paragraph must not rest on its beginning.
                const bool rests = !first && (points_back(s->text, material_.language) ||
                                              needs_before(s->text, material_.language));
                if ((!opens && !follows) || rests) {
                    ended_whole_ = false;
                    first = false;
                    continue;
                }
                unit = start_unit(i, own);
                unit->follows = follows;
                unit->torn = !first;
            }
            unit->sentences.push_back(std::move(*s));
            ended_whole_ = true;
            first = false;
        }
        if (spans.empty()) ended_whole_ = false;
        flush();
    }

    /// A list of short items is used whole, with the sentence that leads into it. True when passage i is
    /// dealt with.
    bool read_list(std::size_t i) {
        const Passage& p = passage(i);
        if (p.list == last_list_) return list_taken_;
        last_list_ = p.list;
        list_taken_ = false;
        if (p.list < 0 || p.lead_in.empty()) return false;
        Unit unit = start_unit(i, Origin::note);
        unit.list = true;
        if (!lead_in(i, unit)) return false;
        for (std::size_t j = i; j < document_.passages.size() && passage(j).list == p.list; ++j) {
            if (passage(j).kind != PassageKind::list_item || passage(j).depth > 0) return false;
            if (passage(j).checked && !*passage(j).checked) return false;
            auto item = this->item(j);
            if (!item) return false;
            if (is_cited(j)) unit.cited = true;
            unit.sentences.push_back(std::move(*item));
        }
        if (unit.sentences.size() < 3 || unit.sentences.size() > 9) return false;
        out_.units.push_back(std::move(unit));
        ended_whole_ = false;
        return list_taken_ = true;
    }

    bool lead_in(std::size_t i, Unit& unit) const {
        // The paragraph before the list, found again so that it can be cited.
        std::size_t at = i;
        while (at > 0 && passage(at).kind == PassageKind::list_item)
            --at;
        const std::string& text = passage(at).text;
        if (trim(text) != trim(passage(i).lead_in)) return false;
        const auto spans = language::sentences(text, material_.language);
        if (spans.empty()) return false;
        const auto quote =
            std::string_view(text).substr(spans.back().begin, spans.back().end - spans.back().begin);
        auto s = sentence(at, quote, Origin::note);
        if (!s || s->text.back() != ':' || s->characters > 160) return false;
        // Its grammar may be a label's ("Three rules:"), but it must not refer back.
        std::string probe = s->text;
        probe.back() = '.';
        static constexpr std::array<std::string_view, 9> ahead{
            "These ", "This ", "Here ", "Estas ", "Estes ", "Essas ", "Esses ", "Aqui ", "Este "};
        const bool points_ahead =
            std::any_of(ahead.begin(), ahead.end(), [&](auto word) { return probe.starts_with(word); });
        s->alone = points_ahead || language::stands_alone(probe, material_.language);
        if (!s->alone && !(s->words <= 6 && !language::is_complete(probe, material_.language) &&
                           !language::is_stopword(probe.substr(0, probe.find(' ')), material_.language)))
            return false;
        s->alone = true;
        unit.sentences.push_back(std::move(*s));
        return true;
    }

    std::optional<DraftSentence> item(std::size_t j) const {
        DraftSentence s;
        s.quote = std::string(trim(passage(j).text));
        s.text = collapse_space(s.quote);
        s.document = index_;
        s.passage = j;
        const Language language = material_.language;
        if (s.text.empty() || language::character_count(s.text) > 240) return std::nullopt;
        if (has_private_reference(s.text) || is_working_note(s.text, language) ||
            is_front_line(s.text, language) || language::concern(s.text, material_.names) ||
            language::addresses(s.text, material_.names))
            return std::nullopt;
        measure(s);
        if (s.words < 2) return std::nullopt;
        return s;
    }

    const Request& request_;
    const DraftMaterial& material_;
    context::People people_;  // of the document
    DocumentMaterial& out_;
    std::size_t index_;
    const KnownDocument& document_;
    std::vector<std::string> headings_;
    bool ended_whole_ = false;  // the last sentence read is the end of the last unit
    int last_list_ = -1;
    bool list_taken_ = false;
};

bool in_language(const KnownDocument& document, Language language) {
    if (document.language) return *document.language == language;
    std::string text;
    for (const auto& known : document.passages) {
        text += known.passage.text;
        text += '\n';
        if (text.size() > 4000) break;
    }
    return language::detect(text).value_or(language) == language;
}

void add_name(std::vector<std::string>& names, std::string_view full) {
    if (context::is_nobody(full)) return;
    const std::string name = context::plain_name(full);
    for (const auto& part : {name, name.substr(0, name.find(' '))})
        if (part.size() > 1 && std::find(names.begin(), names.end(), part) == names.end())
            names.push_back(part);
}

}  // namespace

DraftMaterial gather(const Request& request) {
    DraftMaterial material;
    material.language = request.suggestion.language;
    material.recent_claims.insert(request.recent_claims.begin(), request.recent_claims.end());
    material.author = {request.person.name, request.person.handle, request.person.aliases};
    for (const auto& document : request.documents)
        for (const auto& name : people_of(document).names())
            material.people.add(name);
    for (const auto& document : request.documents) {
        const auto people = people_of(document);
        for (const auto& name : people.names())
            if (!material.author.is(name, people, material.people)) add_name(material.names, name);
    }
    for (const auto& document : request.documents) {
        if (!in_language(document, material.language) || language::is_private_title(document.title)) continue;
        DocumentMaterial entry;
        entry.source = &document;
        const auto& context = request.suggestion.related_context;
        for (std::size_t rank = 0; rank < context.size() && entry.rank < 0; ++rank)
            if (context[rank].document_id == document.id) entry.rank = static_cast<int>(rank);
        material.documents.push_back(std::move(entry));
    }
    for (std::size_t i = 0; i < material.documents.size(); ++i)
        Reader(request, material, material.documents[i], i).read();
    return material;
}

}  // namespace pacelane::writer::detail
