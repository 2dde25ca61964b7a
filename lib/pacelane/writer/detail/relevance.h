#pragma once

#include <map>
#include <pacelane/writer/detail/material.h>
#include <string>

/// What the draft is about, as weights of words, and how near to it a text is.
namespace pacelane::writer::detail {

class Relevance {
public:
    Relevance(const Request& request, const DraftMaterial& material);

    /// How near the text is to the suggestion as a whole, 0–1.
    double affinity(const Stems& stems) const;
    /// The share of the topic's words, by their weight, that the text holds, 0–1.
    double coverage(const Stems& stems) const;
    /// Whether the topic is a phrase of one to three words rather than a title.
    bool is_phrase() const { return sequence_.size() <= 3; }
    /// Whether the topic's words stand in the text close together, in any order and inflection.
    bool names(std::string_view text) const;
    const Stems& topic() const { return topic_; }

private:
    double rarity(const std::string& stem) const;

    Language language_;
    Stems topic_;
    std::vector<std::string> sequence_;
    std::map<std::string, double> profile_;
    double profile_norm_ = 0;
    std::map<std::string, int> frequency_;  // passages that hold the stem
    int passages_ = 0;
};

}  // namespace pacelane::writer::detail
