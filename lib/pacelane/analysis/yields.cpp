#include "detail/yields.h"

#include "detail/cut.h"
#include "detail/packed.h"
#include "detail/packed_trials.h"
#include "detail/told.h"

#include <algorithm>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

/// Of the sources of all that yields are made by.
std::string_view fingerprint();

namespace {

using writer::Trial;

constexpr std::uint64_t kManyDoings = 1000;

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
    settings.push_back(fmt::format("{}", person.aliases.size()));
    settings.insert(settings.end(), person.aliases.begin(), person.aliases.end());
    settings.push_back(fmt::format("{}", person.private_matter.size()));
    settings.insert(settings.end(), person.private_matter.begin(), person.private_matter.end());
    settings.insert(settings.end(), person.networks.begin(), person.networks.end());
    return join(settings, std::string_view("\0", 1));
}

language::Language unpack_language(Unpacker& unpacker) {
    const auto language = language::from_code(unpacker.text());
    if (!language) throw Unpacker::Damaged{};
    return *language;
}

}  // namespace

Yields::Yields(const Input& input)
    : input_(input),
      cast_(input.person, input.documents),
      names_(cast_),
      settings_(settings_of(input.person)),
      told_before_(told_hashes(input)),
      entries_(input.documents.size()),
      readings_(input.documents.size()) {
    for (const auto& type : input.content_types)
        if (const auto* form = find_content_form(type);
            form && std::find(forms_.begin(), forms_.end(), form) == forms_.end())
            forms_.push_back(form);
    for (std::size_t d = 0; d < entries_.size(); ++d)
        if (!restore(d)) make(d);
    std::vector<sources::Manner> manners;
    for (const auto& entry : entries_)
        manners.push_back(entry.manner);
    habit_ = sources::habit_of(manners);
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
        document.language ? std::string(language::code(*document.language)) : std::string(),
        document.published ? "published" : "",
        cast_.is_manual(document.path) ? "manual" : "",
        cast_.is_numbered(document.path) ? "numbered" : "",
        cast_.is_from_elsewhere(document) ? "elsewhere" : "",
        cast_.topic_of(document.path),
        document.url};
    parts.insert(parts.end(), document.participants.begin(), document.participants.end());
    if (!told_before_.empty())
        for (const auto& known : document.passages)
            if (told_before_.contains(known.hash)) parts.push_back(known.hash);
    return sha256_hex(join(parts, std::string_view("\0", 1)));
}

bool Yields::restore(std::size_t d) {
    const auto& document = input_.documents[d];
    if (document.revision.empty()) return false;
    const auto found = input_.yields.find(document.id);
    if (found == input_.yields.end() || found->second.revision != document.revision ||
        found->second.version != version_of(document))
        return false;
    auto& entry = entries_[d];
    try {
        Unpacker unpacker(found->second.content);
        entry.head = unpacker.text();
        for (auto& part : entry.parts)
            part = unpacker.text();
        if (!unpacker.at_end()) throw Unpacker::Damaged{};
        const auto words = unpack_head(entry.head, entry);
        const bool holds = entry.days.hold(input_.date) && entry.names == names_.key(document, words);
        entry.kept = holds && std::all_of(forms_.begin(), forms_.end(), [&](const ContentForm* form) {
                         return entry.trials.contains(form->id);
                     });
    } catch (const Unpacker::Damaged&) {
    }
    if (!entry.kept) entry = {};
    return entry.kept;
}

void Yields::make(std::size_t d) {
    const writer::Setting setting{input_.person, input_.date, {}, told_before_};
    const auto& document = input_.documents[d];
    auto& entry = entries_[d];
    const auto reading = sources::read(document, cast_, input_.person.language, sources::Depth::told);
    Days days;
    const auto note = [&](const std::optional<Date>& true_until) {
        if (!true_until) return;
        if (*true_until < setting.today)
            days.after = std::max(days.after.value_or(*true_until), *true_until);
        else
            days.until = std::min(days.until.value_or(*true_until), *true_until);
    };
    for (const auto& block : reading.blocks) {
        note(block.true_until);
        // Of speech single sentences are told.
        if (block.origin == sources::Origin::own_speech)
            for (const auto& sentence : block.sentences)
                note(sentence.true_until);
    }
    Packer packer;
    packer.text(language::code(reading.language));
    packer.number(static_cast<std::uint64_t>(reading.kind));
    packer.number((reading.is_private ? 1U : 0U) + (reading.blocks.empty() ? 2U : 0U));
    packer.number(static_cast<std::uint64_t>(reading.own_doing.certain));
    packer.day(days.after);
    packer.day(days.until);
    const auto words = document.revision.empty() ? sources::WordHashes{} : sources::word_hashes(document);
    packer.number(words.size());
    std::uint32_t last = 0;
    for (const auto word : words) {
        packer.number(word - last);
        last = word;
    }
    packer.number(document.revision.empty() ? 0 : names_.key(document, words));
    const auto manner = sources::manner_of(reading);
    packer.number((manner.counts ? 1U : 0U) + (manner.teaches ? 2U : 0U));
    packer.number(static_cast<std::uint64_t>(manner.straight));
    packer.number(static_cast<std::uint64_t>(manner.curved));
    std::vector<std::string_view> features;
    std::vector<std::string> trials;
    for (const auto* form : forms_)
        trials.push_back(packed_trials(writer::trials_of(reading, setting, *form), features));
    packer.text(packed_names(features));
    packer.number(forms_.size());
    for (std::size_t f = 0; f < forms_.size(); ++f) {
        packer.text(forms_[f]->id);
        packer.text(trials[f]);
    }
    // At once, while what was made of its sentences is remembered. Of a person with private matter the cut is
    // of what is left without it.
    if (input_.person.private_matter.empty() && !document.revision.empty())
        put(d, Part::cut, packed(cut(document, input_.person.language.value_or(language::Language{}))));
    entry.own_head = packer.take();
    entry.head = entry.own_head;
    unpack_head(entry.head, entry);
}

double Yields::telling_share() const {
    // One sentence may be anybody's that was copied.
    constexpr int kTells = 2;
    // A handful of notes says little about the person's habit.
    constexpr double kGuess = 4;
    double notes = kGuess, telling = kGuess * writer::kTellingShare;
    for (std::size_t d = 0; d < entries_.size(); ++d) {
        const auto& summary = entries_[d].summary;
        if (summary.empty || summary.is_private ||
            input_.documents[d].kind != context::DocumentKind::knowledge)
            continue;
        ++notes;
        telling += summary.own_doings >= kTells ? 1 : 0;
    }
    return telling / notes;
}

const sources::Reading& Yields::reading(std::size_t d) {
    auto& reading = readings_[d];
    if (!reading)
        reading = std::make_unique<sources::Reading>(
            sources::read(input_.documents[d], cast_, input_.person.language));
    return *reading;
}

std::vector<Trial> Yields::trials_of(std::size_t d, const ContentForm& form) const {
    const auto found = entries_[d].trials.find(form.id);
    if (found == entries_[d].trials.end()) return {};
    return unpacked_trials(found->second, names_of(entries_[d]));
}

const std::vector<Trial>& Yields::tried(const ContentForm& form, const writer::Setting& setting) {
    const auto [found, is_new] = tried_.try_emplace(form.id);
    if (is_new) found->second = try_all(form, setting);
    return found->second;
}

std::vector<Trial> Yields::trials(const ContentForm& form, const writer::Setting& setting) {
    tried(form, setting);
    // A newsletter is put together again for each draft.
    if (form.fields.subject_and_preview) return tried_.at(form.id);
    auto taken = std::move(tried_.at(form.id));
    tried_.erase(form.id);
    return taken;
}

std::vector<Trial> Yields::try_all(const ContentForm& form, const writer::Setting& setting) {
    std::vector<Trial> all;
    for (std::size_t d = 0; d < entries_.size(); ++d) {
        const auto& document = input_.documents[d];
        if (form.fields.subject_and_preview && !writer::is_news(document, setting.today)) continue;
        std::vector<Trial> trials;
        try {
            trials = trials_of(d, form);
        } catch (const Unpacker::Damaged&) {
            entries_[d].kept = false;
            entries_[d].trials.clear();
            make(d);
            trials = trials_of(d, form);
        }
        for (auto& trial : trials) {
            trial.document = d;
            trial.draft.content_type = form.id;
            for (auto& piece : trial.draft.pieces) {
                piece.document_id = document.id;
                for (const int ordinal : piece.passages) {
                    const auto* known = passage(d, ordinal);
                    piece.hashes.push_back(known == nullptr ? std::string() : known->hash);
                }
            }
            writer::bring_up_to_date(trial, document, setting);
            // What depends on the other documents is not kept.
            trial.features.emplace_back("amid_lessons", habit_.keeps_lessons ? 1 : 0);
            trial.features.emplace_back("pasted", sources::is_pasted(entries_[d].manner, habit_) ? 1 : 0);
            std::erase_if(trial.features, [](const auto& feature) { return feature.second == 0; });
            all.push_back(std::move(trial));
        }
    }
    return all;
}

const KnownPassage* Yields::passage(std::size_t d, int ordinal) const {
    const auto& passages = input_.documents[d].passages;
    const auto at =
        std::lower_bound(passages.begin(), passages.end(), ordinal,
                         [](const KnownPassage& known, int n) { return known.passage.ordinal < n; });
    return at == passages.end() || at->passage.ordinal != ordinal ? nullptr : &*at;
}

writer::Shelf Yields::shelf() {
    return {[this](std::size_t d) -> const KnownDocument& { return document(d); },
            [this](std::size_t d) -> const sources::Reading& { return reading(d); }};
}

std::string_view Yields::part(std::size_t d, Part part, std::string_view surroundings) const {
    const auto& made = entries_[d].made[static_cast<std::size_t>(part)];
    const std::string_view kept = made.empty() ? entries_[d].parts[static_cast<std::size_t>(part)] : made;
    if (kept.empty()) return {};
    try {
        Unpacker unpacker(kept);
        return unpacker.text() == surroundings ? unpacker.rest() : std::string_view();
    } catch (const Unpacker::Damaged&) {
        return {};
    }
}

void Yields::put(std::size_t d, Part part, const std::string& bytes, std::string_view surroundings) {
    if (input_.documents[d].revision.empty()) return;
    entries_[d].kept = false;
    Packer packer;
    packer.text(surroundings);
    entries_[d].made[static_cast<std::size_t>(part)] = packer.take() + bytes;
}

std::vector<std::pair<std::string, KeptYield>> Yields::made() const {
    std::vector<std::pair<std::string, KeptYield>> made;
    for (std::size_t d = 0; d < entries_.size(); ++d) {
        const auto& document = input_.documents[d];
        const auto& entry = entries_[d];
        if (entry.kept || document.revision.empty()) continue;
        Packer packer;
        packer.text(entry.head);
        for (std::size_t part = 0; part < kParts; ++part)
            packer.text(entry.made[part].empty() ? entry.parts[part] : entry.made[part]);
        made.emplace_back(document.id, KeptYield{document.revision, version_of(document), packer.take()});
    }
    return made;
}

sources::WordHashes Yields::unpack_head(std::string_view head, Entry& entry) {
    Unpacker unpacker(head);
    entry.summary.language = unpack_language(unpacker);
    const auto kind = unpacker.number();
    if (kind >= sources::kTextKinds) throw Unpacker::Damaged{};
    entry.summary.kind = static_cast<sources::TextKind>(kind);
    const auto flags = unpacker.number();
    entry.summary.is_private = (flags & 1U) != 0;
    entry.summary.empty = (flags & 2U) != 0;
    entry.summary.own_doings = static_cast<int>(std::min<std::uint64_t>(unpacker.number(), kManyDoings));
    entry.days.after = unpacker.day();
    entry.days.until = unpacker.day();
    sources::WordHashes words(unpacker.count());
    std::uint32_t last = 0;
    for (auto& word : words)
        word = last += static_cast<std::uint32_t>(unpacker.number());
    entry.names = unpacker.number();
    const auto manner = unpacker.number();
    entry.manner.counts = (manner & 1U) != 0;
    entry.manner.teaches = (manner & 2U) != 0;
    entry.manner.straight = static_cast<int>(unpacker.number());
    entry.manner.curved = static_cast<int>(unpacker.number());
    entry.features = unpacker.text();
    for (auto forms = unpacker.count(); forms > 0; --forms) {
        const auto form = unpacker.text();
        entry.trials[form] = unpacker.text();
    }
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
    return words;
}

const std::vector<std::string_view>& Yields::names_of(const Entry& entry) const {
    if (feature_names_.packed != entry.features)
        feature_names_ = {std::string(entry.features), unpacked_names(entry.features)};
    return feature_names_.names;
}

}  // namespace pacelane::analysis::detail
