#include "detail/cut.h"

#include "detail/packed.h"

#include <algorithm>
#include <pacelane/language/vocabulary.h>
#include <unordered_map>

namespace pacelane::analysis::detail {

namespace {

using language::Language;

std::optional<Language> language_told(const KnownDocument& document) {
    if (document.language) return document.language;
    std::string sample = document.title_from_name ? std::string() : document.title + '\n';
    for (const auto& known : document.passages) {
        if (known.passage.kind == context::PassageKind::code) continue;
        // Short documents say most in their headings.
        for (const auto& heading : known.passage.headings)
            sample += heading + '\n';
        sample += known.passage.text;
        sample += '\n';
        if (sample.size() > 4000) break;
    }
    return language::detect(sample);
}

std::vector<Section> sections_of(const KnownDocument& document) {
    std::vector<Section> sections;
    if (document.kind != context::DocumentKind::knowledge) {
        std::vector<const context::Passage*> passages;
        for (const auto& known : document.passages)
            passages.push_back(&known.passage);
        return meeting_sections(passages);
    }
    for (const auto& known : document.passages)
        sections.push_back(section_of(known.passage));
    return sections;
}

}  // namespace

std::string one_line(std::string_view raw) {
    std::string text(raw);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

Cut cut(const KnownDocument& document, Language preferred) {
    Cut result;
    result.language = language_told(document);
    const auto language = result.language.value_or(preferred);
    result.sections = sections_of(document);
    language::Vocabulary vocabulary(language);
    std::unordered_map<std::string_view, std::uint32_t> numbers;  // of stems
    constexpr auto kNone = static_cast<std::uint32_t>(-1), kNotAsked = kNone - 1;
    std::vector<std::uint32_t> stem_of;  // by the word; kNone: it tells nothing
    const auto number_of = [&](std::uint32_t word) {
        stem_of.resize(vocabulary.size(), kNotAsked);
        auto& number = stem_of[word];
        if (number != kNotAsked) return number;
        number = kNone;
        const auto& known = vocabulary[word];
        if (known.stopword || known.stem.size() < 2) return number;
        return number =
                   numbers.try_emplace(known.stem, static_cast<std::uint32_t>(numbers.size())).first->second;
    };
    for (std::size_t p = 0; p < document.passages.size(); ++p) {
        const auto& passage = document.passages[p].passage;
        const std::string_view text = passage.text;
        if (passage.kind == context::PassageKind::code || passage.kind == context::PassageKind::image ||
            text.empty())
            continue;
        // A row of a table is one piece, full stops or not.
        const auto spans = passage.kind == context::PassageKind::table_row
                               ? std::vector{language::Span{0, text.size()}}
                               : language::sentences(text, language);
        const auto uses = vocabulary.read(text);
        std::size_t next = 0;
        for (const auto& span : spans) {
            if (span.end > text.size() || span.begin >= span.end) continue;
            Cut::Sentence sentence;
            sentence.passage = static_cast<std::uint32_t>(p);
            sentence.begin = static_cast<std::uint32_t>(span.begin);
            sentence.end = static_cast<std::uint32_t>(span.end);
            while (next < uses.size() && uses[next].begin < span.begin)
                ++next;
            for (; next < uses.size() && uses[next].begin < span.end; ++next) {
                const auto& use = uses[next];
                ++sentence.words;
                if (use.number) continue;
                const auto number = number_of(use.word);
                if (number == kNone) continue;
                if (number == result.stems.size()) result.stems.push_back(vocabulary[use.word].stem);
                result.uses.push_back(number);
                ++sentence.stems;
            }
            if (sentence.words == 0) continue;
            if (passage.kind == context::PassageKind::turn) {
                const auto raw = text.substr(span.begin, span.end - span.begin);
                auto told = one_line(language::remove_disfluencies(raw, language));
                if (told != one_line(raw)) sentence.text = std::move(told);
            }
            result.sentences.push_back(std::move(sentence));
        }
    }
    return result;
}

std::string packed(const Cut& cut) {
    Packer packer;
    packer.text(cut.language ? language::code(*cut.language) : std::string_view());
    packer.number(cut.sections.size());
    for (const auto section : cut.sections)
        packer.number(static_cast<std::uint64_t>(section));
    packer.number(cut.stems.size());
    for (const auto& stem : cut.stems)
        packer.text(stem);
    packer.number(cut.sentences.size());
    std::uint32_t passage = 0, end = 0;
    auto use = cut.uses.begin();
    for (const auto& sentence : cut.sentences) {
        packer.number(sentence.passage - passage);
        if (sentence.passage != passage) end = 0;
        packer.number(sentence.begin - end);
        packer.number(sentence.end - sentence.begin);
        passage = sentence.passage;
        end = sentence.end;
        packer.number(sentence.words * 2 + (sentence.text ? 1U : 0U));
        if (sentence.text) packer.text(*sentence.text);
        packer.number(sentence.stems);
        for (std::uint32_t i = 0; i < sentence.stems; ++i)
            packer.number(*use++);
    }
    return packer.take();
}

Cut unpacked_cut(std::string_view bytes, const KnownDocument& document) {
    const auto require = [](bool condition) {
        if (!condition) throw Unpacker::Damaged{};
    };
    Unpacker unpacker(bytes);
    Cut cut;
    if (const auto code = unpacker.text(); !code.empty()) {
        cut.language = language::from_code(code);
        require(cut.language.has_value());
    }
    cut.sections.resize(unpacker.count());
    require(cut.sections.size() == document.passages.size());
    for (auto& section : cut.sections) {
        const auto number = unpacker.number();
        require(number <= static_cast<std::uint64_t>(Section::reference));
        section = static_cast<Section>(number);
    }
    cut.stems.resize(unpacker.count());
    for (auto& stem : cut.stems)
        stem = unpacker.text();
    cut.sentences.resize(unpacker.count());
    std::uint64_t passage = 0, end = 0;
    for (auto& sentence : cut.sentences) {
        const auto further = unpacker.number();
        if (further != 0) end = 0;
        passage += further;
        require(further < document.passages.size() && passage < document.passages.size());
        const auto size = document.passages[passage].passage.text.size();
        const auto begin = unpacker.number(), length = unpacker.number();
        require(begin <= size && length <= size && end + begin + length <= size);
        sentence.passage = static_cast<std::uint32_t>(passage);
        sentence.begin = static_cast<std::uint32_t>(end + begin);
        end += begin + length;
        sentence.end = static_cast<std::uint32_t>(end);
        const auto words = unpacker.number();
        sentence.words = static_cast<std::uint32_t>(words / 2);
        if (words % 2 != 0) sentence.text = unpacker.text();
        sentence.stems = static_cast<std::uint32_t>(unpacker.count());
        for (std::uint32_t i = 0; i < sentence.stems; ++i) {
            cut.uses.push_back(static_cast<std::uint32_t>(unpacker.number()));
            require(cut.uses.back() < cut.stems.size());
        }
    }
    require(unpacker.at_end());
    return cut;
}

}  // namespace pacelane::analysis::detail
