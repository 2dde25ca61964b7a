#pragma once

#include "words.h"

#include <string_view>

/// What minutes tell of a decision without a verb of deciding: what a group goes on with, what is settled,
/// how many were for it. Each says how many words tell it from `at` on; 0 when none do.
namespace pacelane::analysis::detail {

/// Whether a clause ends in what stands between two words.
bool parts(std::string_view gap);
/// "Approved 2000 for the ladders"
bool is_amount(const Word& word);

/// "We'll keep …", "the board will not require …", "manteremos …"
std::size_t tells_future(const Words& words, std::size_t at, const LanguagePack& pack);
/// "The fee will be kept", "o prazo será prorrogado", "the plan was rejected"
std::size_t tells_settled(const Words& words, std::size_t at, const LanguagePack& pack);
/// "A motion to … was approved": what comes between belongs to the motion, and denies nothing.
std::size_t tells_moved(const Words& words, std::size_t at, const LanguagePack& pack);
/// "Budget approved", "Fee kept at 50": a note that leaves out its verb.
std::size_t tells_without_verb(std::string_view text, const Words& words, std::size_t at,
                               const LanguagePack& pack);
/// "Loans approved", "Ayudas aprobadas": a heading of what was resolved.
bool is_of_resolved(const Words& words, const LanguagePack& pack);
/// "Will switch over unless anybody objects": from the future, which opens a clause, to the exception.
std::size_t tells_lazy_consensus(std::string_view text, const Words& words, std::size_t at,
                                 const LanguagePack& pack);
/// "Myles is not here, defer to next time", "wait until Rod has looked": in a note what is put off.
std::size_t tells_put_off(const Words& words, std::size_t at, const LanguagePack& pack);
/// "8 for, 2 against", "voted 6 to 1", "por 7 votos a 2"
std::size_t tells_tally(std::string_view text, const Words& words, std::size_t at, const LanguagePack& pack);
/// "The 8 people we had on the call were fine with …"
std::size_t tells_counted(std::string_view text, const Words& words, std::size_t at,
                          const LanguagePack& pack);

}  // namespace pacelane::analysis::detail
