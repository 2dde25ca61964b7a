// The drafts that were tried of a document, in few bytes.
#include "detail/packed_trials.h"

#include "detail/packed.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace pacelane::analysis::detail {

namespace {

using writer::Trial;

/// The name of a feature for as long as the program runs.
std::string_view lasting(std::string_view name) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> names;
    const std::lock_guard lock(mutex);
    const auto found = names.find(name);
    return found != names.end() ? *found : *names.emplace(name).first;
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

}  // namespace

std::string packed_trials(const std::vector<Trial>& trials, std::vector<std::string_view>& names) {
    Packer packer;
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
            const auto at = std::find(names.begin(), names.end(), name);
            packer.number(static_cast<std::uint64_t>(at - names.begin()));
            if (at == names.end()) names.push_back(name);
            pack_feature(packer, value);
        }
    }
    return packer.take();
}

std::vector<Trial> unpacked_trials(std::string_view bytes, const std::vector<std::string_view>& names) {
    Unpacker unpacker(bytes);
    std::vector<Trial> trials(unpacker.count());
    for (auto& trial : trials) {
        trial.piece = static_cast<std::size_t>(unpacker.number());
        trial.is_short = unpacker.number() != 0;
        trial.draft.title = unpacker.text();
        const auto language = language::from_code(unpacker.text());
        if (!language) throw Unpacker::Damaged{};
        trial.draft.language = *language;
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
            if (n >= names.size()) throw Unpacker::Damaged{};
            name = names[n];
            value = unpack_feature(unpacker);
        }
    }
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
    return trials;
}

std::string packed_names(const std::vector<std::string_view>& names) {
    Packer packer;
    packer.number(names.size());
    for (const auto name : names)
        packer.text(name);
    return packer.take();
}

std::vector<std::string_view> unpacked_names(std::string_view bytes) {
    Unpacker unpacker(bytes);
    std::vector<std::string_view> names(unpacker.count());
    for (auto& name : names)
        name = lasting(unpacker.text());
    return names;
}

}  // namespace pacelane::analysis::detail
