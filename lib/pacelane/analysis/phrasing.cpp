#include "detail/phrasing.h"

#include <algorithm>
#include <cmath>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

namespace {

bool has_digit_after(const Words& words, std::size_t i) {
    return i < words.size() && words[i].key.front() >= '0' && words[i].key.front() <= '9';
}

// "from 214 to 31" as the sentence has it; empty when it tells no such movement.
std::string movement_in(std::string_view text) {
    const auto words = words_of(text);
    const auto& lists = language::any_language();
    for (std::size_t i = 0; i + 3 < words.size(); ++i) {
        if (!lists.change_openers.has(words[i].key) || !has_digit_after(words, i + 1)) continue;
        for (std::size_t k = i + 2; k < std::min(words.size() - 1, i + 7); ++k) {
            if (!lists.change_joints.has(words[k].key) || !has_digit_after(words, k + 1)) continue;
            auto end = words[k + 1].end;
            if (end < text.size() && text[end] == '%') {
                ++end;
            } else if (const auto unit = lists.change_units.at(words, k + 2); unit > 0) {
                end = words[k + 1 + unit].end;
            }
            return std::string(text.substr(words[i].begin, end - words[i].begin));
        }
    }
    return {};
}

std::string count(int n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
}

}  // namespace

std::string angle_of(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                     const std::vector<std::size_t>& evidence, bool broad) {
    const auto& pack = subject.language.pack();
    std::string movement = movement_in(subject.topic);
    int lessons = 0, contrasts = 0, incidents = 0, numbers = 0;
    const Evidence* decision = nullptr;
    bool reason = false;
    for (const auto i : evidence) {
        const auto& item = material.items[i];
        // The angle is that of the core; what supports it comes along.
        const bool at_core = std::find(subject.core.begin(), subject.core.end(), i) != subject.core.end();
        if (!at_core) continue;
        if (movement.empty() && item.features.change) movement = movement_in(item.text);
        lessons += item.features.lesson ? 1 : 0;
        contrasts += item.features.contrast ? 1 : 0;
        incidents += item.features.incident ? 1 : 0;
        numbers += item.features.numbers > 0 ? 1 : 0;
        reason = reason || item.features.cause;
        if (item.features.decision && decision == nullptr) decision = &item;
    }
    std::set<std::uint32_t> documents;
    for (const auto i : evidence)
        documents.insert(material.items[i].document);
    if (broad && documents.size() >= 3)
        return pack.angle_together.with({{"count", std::to_string(documents.size())}});
    if (!movement.empty()) return pack.angle_change.with({{"change", movement}});
    if (incidents >= 2) return std::string(pack.angle_incident.text());
    if (decision != nullptr) {
        if (const auto& date = corpus.input().documents[decision->document].date;
            date && decision->origin == Evidence::Origin::decision)
            return (reason ? pack.angle_decided_because_on : pack.angle_decided_on)
                .with({{"date", format_date(*date)}});
        return std::string((reason ? pack.angle_decided_because : pack.angle_decided).text());
    }
    const auto& angle = lessons >= 2     ? pack.angle_lesson
                        : contrasts >= 2 ? pack.angle_contrast
                        : numbers >= 3   ? pack.angle_numbers
                        : reason         ? pack.angle_reason
                                         : pack.angle_points;
    return std::string(angle.text());
}

std::string reasoning_of(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                         const std::vector<std::size_t>& evidence, std::optional<Date> since) {
    std::vector<std::string> parts;
    std::set<std::pair<std::uint32_t, std::uint32_t>> core_passages, new_passages;
    std::set<std::uint32_t> others;
    int decisions = 0;
    std::optional<Date> latest;
    std::set<std::uint32_t> core_documents;
    for (const auto i : subject.core) {
        const auto& item = material.items[i];
        core_documents.insert(item.document);
        core_passages.insert({item.document, item.passage});
        if (item.is_new) new_passages.insert({item.document, item.passage});
    }
    for (const auto i : evidence) {
        const auto& item = material.items[i];
        if (!core_documents.contains(item.document)) others.insert(item.document);
        if (item.origin != Evidence::Origin::decision) continue;
        ++decisions;
        const auto& date = corpus.input().documents[item.document].date;
        if (date && (!latest || *latest < *date)) latest = date;
    }
    std::string where;
    if (subject.kind == Subject::Kind::phrase) {
        where = core_documents.size() == 1
                    ? fmt::format("in '{}'", corpus.input().documents[subject.document].title)
                    : fmt::format("in {} documents", core_documents.size());
    } else {
        where = fmt::format("in '{}'", subject.kind == Subject::Kind::section
                                           ? subject.topic
                                           : corpus.input().documents[subject.document].title);
    }
    const int fresh = static_cast<int>(new_passages.size());
    const int all = static_cast<int>(core_passages.size());
    parts.push_back(fresh > 0 ? fmt::format("{} {}", count(fresh, "new passage", "new passages"), where)
                              : fmt::format("{} {}", count(all, "passage", "passages"), where));
    if (decisions > 0) {
        const std::string date = latest ? " on " + format_date(*latest) : std::string();
        parts.push_back(decisions == 1 ? "a decision" + date
                                       : fmt::format("{} decisions{}", decisions,
                                                     latest ? ", the latest" + date : std::string()));
    }
    if (!others.empty())
        parts.push_back(count(static_cast<int>(others.size()), "more document", "more documents") +
                        " on the same subject");
    std::string text = join(parts, ", ");
    if (!subject.pillars.empty()) {
        text += subject.pillars.size() == 1 ? "; matches the pillar " : "; matches the pillars ";
        text += join(subject.pillars, ", ");
    }
    if (since) text += fmt::format("; goes beyond what was proposed on {}", format_date(*since));
    return text + ".";
}

double confidence_of(const Subject& subject) {
    double confidence = 0.30 + 0.30 * subject.quality;
    confidence += 0.25 * std::min(1.0, static_cast<double>(subject.sentences) / 10);
    confidence += 0.10 * std::min(1.0, static_cast<double>(subject.documents.size() - 1) / 2);
    if (!subject.pillars.empty()) confidence += 0.05;
    // Two decimals are more than it can tell.
    return std::round(std::min(confidence, 0.95) * 100) / 100;
}

}  // namespace pacelane::analysis::detail
