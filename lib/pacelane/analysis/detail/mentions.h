#pragma once

#include "commitments.h"
#include "corpus.h"
#include "packed.h"
#include "yields.h"

#include <cstddef>
#include <string>
#include <vector>

/// What the text of one meeting says of decisions, tasks and questions, before meetings are compared with
/// each other: kept with its document.
namespace pacelane::analysis::detail {

struct DecisionMention {
    static constexpr auto kPart = Yields::Part::decisions;
    std::size_t passage = 0;
    std::string text;
    std::string quote;
};

struct ActionMention {
    static constexpr auto kPart = Yields::Part::actions;
    std::size_t passage = 0;
    Task task;
    std::string quote;
    bool done = false;
    std::string giver;  ///< who asked for it, when that was somebody else
};

struct QuestionMention {
    static constexpr auto kPart = Yields::Part::questions;
    std::size_t passage = 0;
    std::string text;
    std::string quote;
    std::string asked_by;  ///< empty when unknown
    bool spoken = false;
};

void pack(Packer& packer, const DecisionMention& mention);
void pack(Packer& packer, const ActionMention& mention);
void pack(Packer& packer, const QuestionMention& mention);
void unpack(Unpacker& unpacker, DecisionMention& mention);
void unpack(Unpacker& unpacker, ActionMention& mention);
void unpack(Unpacker& unpacker, QuestionMention& mention);

template <class Mention>
std::vector<Mention> unpacked_mentions(std::string_view bytes, std::size_t passages) {
    Unpacker unpacker(bytes);
    std::vector<Mention> mentions(unpacker.count());
    for (auto& mention : mentions) {
        unpack(unpacker, mention);
        if (mention.passage >= passages) throw Unpacker::Damaged{};
    }
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
    return mentions;
}

/// As they were kept, or else as `read` finds them.
template <class Mention, class Read>
std::vector<Mention> mentions_of(const Corpus& corpus, Yields& yields, std::size_t document, Read&& read) {
    const auto surroundings = corpus.surroundings(document);
    if (const auto kept = yields.part(document, Mention::kPart, surroundings); !kept.empty()) try {
            return unpacked_mentions<Mention>(kept, corpus.input().documents[document].passages.size());
        } catch (const Unpacker::Damaged&) {  // made anew
        }
    std::vector<Mention> mentions = read();
    Packer packer;
    packer.number(mentions.size());
    for (const auto& mention : mentions)
        pack(packer, mention);
    yields.put(document, Mention::kPart, packer.take(), surroundings);
    return mentions;
}

}  // namespace pacelane::analysis::detail
