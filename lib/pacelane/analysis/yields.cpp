#include "detail/yields.h"

#include "detail/packed.h"

#include <algorithm>
#include <mutex>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

/// Of the sources of all that yields are made by.
std::string_view fingerprint();

namespace {

using writer::Trial;

/// All that the drafts of a person depend on beside the documents.
std::string settings_of(const Person& person) {
    std::vector<std::string> settings{
        std::string(fingerprint()),
        person.handle,
        person.name,
        person.headline,
        person.tone,
        person.language ? std::string(language::code(*person.language)) : std::string()};
    settings.push_back(fmt::format("{}", person.pillars.size()));
    settings.insert(settings.end(), person.pillars.begin(), person.pillars.end());
    settings.insert(settings.end(), person.aliases.begin(), person.aliases.end());
    return join(settings, std::string_view("\0", 1));
}

/// The name of a feature for as long as the program runs.
std::string_view lasting(std::string_view name) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> names;
    const std::lock_guard lock(mutex);
    const auto found = names.find(name);
    return found != names.end() ? *found : *names.emplace(name).first;
}

constexpr int kFirstYear = -32768;

std::uint64_t packed_day(const std::optional<Date>& date) {
    if (!date) return 0;
    return static_cast<std::uint64_t>(static_cast<int>(date->year()) - kFirstYear) * 512 +
           static_cast<unsigned>(date->month()) * 32 + static_cast<unsigned>(date->day()) + 1;
}

std::optional<Date> unpacked_day(std::uint64_t number) {
    if (number == 0) return std::nullopt;
    --number;
    return Date(std::chrono::year(static_cast<int>(number / 512 % 65536) + kFirstYear),
                std::chrono::month(static_cast<unsigned>(number / 32 % 16)),
                std::chrono::day(static_cast<unsigned>(number % 32)));
}

/// Most features are 0 or 1.
void pack_feature(Packer& packer, double value) {
    const std::uint64_t code = value == 0 ? 0 : value == 1 ? 1 : 2;
    packer.number(code);
    if (code == 2) packer.real(value);
}

double unpack_feature(Unpacker& unpacker) {
    switch (unpacker.number()) {
        case 0:
            return 0;
        case 1:
            return 1;
        case 2:
            return unpacker.real();
        default:
            throw Unpacker::Damaged{};
    }
}

/// Runs of whole numbers that count up.
void pack_ordinals(Packer& packer, const std::vector<int>& ordinals) {
    packer.number(ordinals.size());
    int next = 0;
    for (std::size_t i = 0; i < ordinals.size();) {
        std::size_t end = i + 1;
        while (end < ordinals.size() && ordinals[end] == ordinals[end - 1] + 1)
            ++end;
        packer.number(static_cast<std::uint64_t>(ordinals[i] - next));
        packer.number(end - i);
        next = ordinals[end - 1] + 1;
        i = end;
    }
}

std::vector<int> unpack_ordinals(Unpacker& unpacker) {
    // Not count(): a run takes two numbers, however long it is.
    const auto size = unpacker.number();
    std::vector<int> ordinals;
    int next = 0;
    while (ordinals.size() < size) {
        next += static_cast<int>(unpacker.number());
        const auto run = unpacker.number();
        if (run == 0 || run > size - ordinals.size()) throw Unpacker::Damaged{};
        for (std::uint64_t i = 0; i < run; ++i)
            ordinals.push_back(next++);
    }
    return ordinals;
}

/// What is kept of a trial: not its texts, which its document gives again.
Trial without_texts(Trial trial) {
    writer::Draft draft;
    draft.title = std::move(trial.draft.title);
    draft.content_type = std::move(trial.draft.content_type);
    draft.language = trial.draft.language;
    draft.words = trial.draft.words;
    draft.characters = trial.draft.characters;
    draft.character_limit = trial.draft.character_limit;
    draft.grounded_share = trial.draft.grounded_share;
    draft.pieces = std::move(trial.draft.pieces);
    for (auto& piece : draft.pieces)
        piece.hashes = {};
    trial.draft = std::move(draft);
    trial.sentences = {};
    return trial;
}

}  // namespace

Yields::Yields(const Input& input)
    : input_(input),
      cast_(input.person, input.documents),
      names_(cast_),
      settings_(settings_of(input.person)),
      entries_(input.documents.size()),
      readings_(input.documents.size()) {
    for (const auto& type : input.content_types)
        if (const auto* form = find_content_form(type);
            form && std::find(forms_.begin(), forms_.end(), form) == forms_.end())
            forms_.push_back(form);
    const writer::Setting setting{input.person, input.date, {}};
    for (std::size_t d = 0; d < entries_.size(); ++d)
        if (!restore(d)) make(d, setting);
}

std::string Yields::version_of(const KnownDocument& document) const {
    std::vector<std::string> parts{
        settings_,
        document.id,
        document.path,
        document.title,
        document.title_from_name ? "name" : "",
        std::string(context::name(document.kind)),
        std::string(context::name(document.format)),
        document.date ? format_date(*document.date) : std::string(),
        document.language ? std::string(language::code(*document.language)) : std::string()};
    parts.insert(parts.end(), document.participants.begin(), document.participants.end());
    return sha256_hex(join(parts, std::string_view("\0", 1)));
}

bool Yields::restore(std::size_t d) {
    const auto& document = input_.documents[d];
    if (document.revision.empty()) return false;
    const auto found = input_.yields.find(document.id);
    if (found == input_.yields.end() || found->second.revision != document.revision ||
        found->second.version != version_of(document))
        return false;
    Entry entry;
    try {
        unpack(found->second.content, entry);
    } catch (const Unpacker::Damaged&) {
        return false;
    }
    if (!entry.days.hold(input_.date) || entry.names != names_.key(document, entry.words)) return false;
    if (std::any_of(forms_.begin(), forms_.end(),
                    [&](const ContentForm* form) { return !entry.trials.contains(form->id); }))
        return false;
    entry.kept = true;
    entries_[d] = std::move(entry);
    return true;
}

void Yields::make(std::size_t d, const writer::Setting& setting) {
    const auto& document = input_.documents[d];
    auto& entry = entries_[d];
    const auto reading = sources::read(document, cast_, input_.person.language);
    entry.summary = {reading.language, reading.kind, reading.is_private, reading.blocks.empty()};
    for (const auto& block : reading.blocks) {
        if (!block.true_until) continue;
        const auto day = *block.true_until;
        if (day < setting.today)
            entry.days.after = std::max(entry.days.after.value_or(day), day);
        else
            entry.days.until = std::min(entry.days.until.value_or(day), day);
    }
    if (!document.revision.empty()) {
        entry.words = sources::word_hashes(document);
        entry.names = names_.key(document, entry.words);
    }
    for (const auto* form : forms_) {
        auto& trials = entry.trials[std::string(form->id)];
        for (auto& trial : writer::trials_of(reading, setting, *form))
            trials.push_back(without_texts(std::move(trial)));
    }
}

const sources::Reading& Yields::reading(std::size_t d) {
    auto& reading = readings_[d];
    if (!reading)
        reading = std::make_unique<sources::Reading>(
            sources::read(input_.documents[d], cast_, input_.person.language));
    return *reading;
}

std::vector<Trial> Yields::trials(const ContentForm& form, const writer::Setting& setting) const {
    std::vector<Trial> all;
    for (std::size_t d = 0; d < entries_.size(); ++d) {
        const auto found = entries_[d].trials.find(form.id);
        if (found == entries_[d].trials.end()) continue;
        const auto& document = input_.documents[d];
        if (form.fields.subject_and_preview && !writer::is_news(document, setting.today)) continue;
        for (auto trial : found->second) {
            trial.document = d;
            for (auto& piece : trial.draft.pieces) {
                piece.document_id = document.id;
                for (const int ordinal : piece.passages) {
                    const auto at = std::lower_bound(
                        document.passages.begin(), document.passages.end(), ordinal,
                        [](const KnownPassage& known, int n) { return known.passage.ordinal < n; });
                    piece.hashes.push_back(at == document.passages.end() ? std::string() : at->hash);
                }
            }
            writer::bring_up_to_date(trial, document, setting);
            all.push_back(std::move(trial));
        }
    }
    return all;
}

writer::Shelf Yields::shelf() {
    return {[this](std::size_t d) -> const KnownDocument& { return document(d); },
            [this](std::size_t d) -> const sources::Reading& { return reading(d); }};
}

std::string_view Yields::part(std::size_t d, Part part) const {
    return entries_[d].parts[static_cast<std::size_t>(part)];
}

void Yields::put(std::size_t d, Part part, std::string bytes) {
    if (!input_.documents[d].revision.empty())
        entries_[d].made[static_cast<std::size_t>(part)] = std::move(bytes);
}

std::vector<std::pair<std::string, KeptYield>> Yields::made() const {
    std::vector<std::pair<std::string, KeptYield>> made;
    for (std::size_t d = 0; d < entries_.size(); ++d)
        if (const auto& document = input_.documents[d]; !entries_[d].kept && !document.revision.empty())
            made.emplace_back(document.id,
                              KeptYield{document.revision, version_of(document), packed(entries_[d])});
    return made;
}

std::string Yields::packed(const Entry& entry) const {
    Packer packer;
    packer.text(language::code(entry.summary.language));
    packer.number(static_cast<std::uint64_t>(entry.summary.kind));
    packer.number((entry.summary.is_private ? 1U : 0U) + (entry.summary.empty ? 2U : 0U));
    packer.number(packed_day(entry.days.after));
    packer.number(packed_day(entry.days.until));
    packer.number(entry.words.size());
    std::uint32_t last = 0;
    for (const auto word : entry.words) {
        packer.number(word - last);
        last = word;
    }
    packer.number(entry.names);
    std::vector<std::string_view> features;  // of all trials
    for (const auto& [form, trials] : entry.trials)
        for (const auto& trial : trials)
            for (const auto& [name, value] : trial.features)
                if (std::find(features.begin(), features.end(), name) == features.end())
                    features.push_back(name);
    packer.number(features.size());
    for (const auto name : features)
        packer.text(name);
    packer.number(entry.trials.size());
    for (const auto& [form, trials] : entry.trials) {
        packer.text(form);
        packer.number(trials.size());
        for (const auto& trial : trials) {
            packer.number(trial.piece);
            packer.number(trial.is_short ? 1 : 0);
            packer.text(trial.draft.title);
            packer.text(language::code(trial.draft.language));
            packer.number(trial.draft.words);
            packer.number(trial.draft.characters);
            packer.number(trial.draft.character_limit);
            packer.real(trial.draft.grounded_share);
            packer.number(trial.draft.pieces.size());
            for (const auto& piece : trial.draft.pieces) {
                pack_ordinals(packer, piece.passages);
                packer.number(piece.sentences.size());
                for (const int sentence : piece.sentences)
                    packer.number(static_cast<std::uint64_t>(sentence));
            }
            packer.real(trial.score);
            packer.number(trial.features.size());
            for (const auto& [name, value] : trial.features) {
                packer.number(static_cast<std::uint64_t>(std::find(features.begin(), features.end(), name) -
                                                         features.begin()));
                pack_feature(packer, value);
            }
        }
    }
    for (std::size_t part = 0; part < kParts; ++part)
        packer.text(entry.made[part].empty() ? entry.parts[part] : entry.made[part]);
    return packer.take();
}

void Yields::unpack(std::string_view content, Entry& entry) {
    Unpacker unpacker(content);
    const auto read_language = [&] {
        const auto language = language::from_code(unpacker.text());
        if (!language) throw Unpacker::Damaged{};
        return *language;
    };
    entry.summary.language = read_language();
    const auto kind = unpacker.number();
    if (kind >= sources::kTextKinds) throw Unpacker::Damaged{};
    entry.summary.kind = static_cast<sources::TextKind>(kind);
    const auto flags = unpacker.number();
    entry.summary.is_private = (flags & 1U) != 0;
    entry.summary.empty = (flags & 2U) != 0;
    entry.days.after = unpacked_day(unpacker.number());
    entry.days.until = unpacked_day(unpacker.number());
    entry.words.resize(unpacker.count());
    std::uint32_t last = 0;
    for (auto& word : entry.words)
        word = last += static_cast<std::uint32_t>(unpacker.number());
    entry.names = unpacker.number();
    std::vector<std::string_view> features(unpacker.count());
    for (auto& name : features)
        name = lasting(unpacker.text());
    for (auto forms = unpacker.count(); forms > 0; --forms) {
        const auto form = unpacker.text();
        auto& trials = entry.trials[std::string(form)];
        trials.resize(unpacker.count());
        for (auto& trial : trials) {
            trial.piece = static_cast<std::size_t>(unpacker.number());
            trial.is_short = unpacker.number() != 0;
            trial.draft.content_type = form;
            trial.draft.title = unpacker.text();
            trial.draft.language = read_language();
            trial.draft.words = static_cast<std::size_t>(unpacker.number());
            trial.draft.characters = static_cast<std::size_t>(unpacker.number());
            trial.draft.character_limit = static_cast<std::size_t>(unpacker.number());
            trial.draft.grounded_share = unpacker.real();
            trial.draft.pieces.resize(unpacker.count());
            for (auto& piece : trial.draft.pieces) {
                piece.passages = unpack_ordinals(unpacker);
                piece.sentences.resize(unpacker.count());
                for (auto& sentence : piece.sentences)
                    sentence = static_cast<int>(unpacker.number());
            }
            trial.score = unpacker.real();
            trial.features.resize(unpacker.count());
            for (auto& [name, value] : trial.features) {
                const auto n = unpacker.number();
                if (n >= features.size()) throw Unpacker::Damaged{};
                name = features[n];
                value = unpack_feature(unpacker);
            }
        }
    }
    for (auto& part : entry.parts)
        part = unpacker.text();
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
}

}  // namespace pacelane::analysis::detail
