#include <algorithm>
#include <cmath>
#include <pacelane/sources/model.h>
#include <pacelane/sources/text_kind.h>
#include <utility>

namespace pacelane::sources {

namespace detail {
/// The table of data/text_kind.tsv.
std::string_view text_kind_model();
}  // namespace detail

namespace {

constexpr std::array<std::string_view, kTextKinds> kNames{"prose",    "how_to", "reference", "link_list",
                                                          "tag_list", "log",    "journal",   "figures",
                                                          "minutes",  "talk",   "chat"};

const Model& model() {
    static const Model one(detail::text_kind_model());
    return one;
}

}  // namespace

std::string_view name(TextKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view label(TextKind kind, std::size_t number) {
    static constexpr std::array<std::string_view, kTextKinds> one{
        "prose",   "how-to",          "reference", "list of links", "list of tags", "log",
        "journal", "list of figures", "minutes",   "transcript",    "chat"};
    static constexpr std::array<std::string_view, kTextKinds> several{
        "prose",    "how-tos",          "references", "lists of links", "lists of tags", "logs",
        "journals", "lists of figures", "minutes",    "transcripts",    "chats"};
    return (number == 1 ? one : several)[static_cast<std::size_t>(kind)];
}

std::array<std::pair<std::string_view, double>, kKindFeatures> named(const KindFeatures& f) {
    return {{{"words", f.words},
             {"prose", f.prose},
             {"fragments", f.fragments},
             {"items", f.items},
             {"long_items", f.long_items},
             {"numbered", f.numbered},
             {"tasks", f.tasks},
             {"code", f.code},
             {"code_blocks", f.code_blocks},
             {"inline_code", f.inline_code},
             {"table_rows", f.table_rows},
             {"link_blocks", f.link_blocks},
             {"links", f.links},
             {"tags", f.tags},
             {"fields", f.fields},
             {"dated", f.dated},
             {"timed", f.timed},
             {"numbers", f.numbers},
             {"first_person", f.first_person},
             {"imperative", f.imperative},
             {"questions", f.questions},
             {"turns", f.turns},
             {"quoted", f.quoted},
             {"headings", f.headings},
             {"dated_title", f.dated_title},
             {"blocks", f.blocks},
             {"item_words", f.item_words},
             {"paragraph_words", f.paragraph_words},
             {"short_items", f.short_items},
             {"meeting", f.meeting},
             {"chat", f.chat}}};
}

double worth_of(const KindFeatures& features) {
    return 1 / (1 + std::exp(-model().score("post", named(features))));
}

namespace {

/// Without any of a kind's own marks a text is none of it, whatever it has in common with others.
bool may_be(TextKind kind, const KindFeatures& features, bool met) {
    constexpr double kManyLinks = 0.3;
    switch (kind) {
        case TextKind::minutes:
            return met;
        case TextKind::journal:
            return features.dated > 0 || features.dated_title > 0 || features.first_person > 0;
        case TextKind::tag_list:
            return features.tags > 0 || features.links > kManyLinks;
        default:
            return true;
    }
}

}  // namespace

KindShares kind_shares(const KindFeatures& features, bool met) {
    KindShares shares{};
    double most = -1e300;
    const auto values = named(features);
    for (std::size_t kind = 0; kind < kTextKinds; ++kind) {
        shares[kind] = model().score(kNames[kind], values);
        most = std::max(most, shares[kind]);
    }
    double sum = 0;
    for (std::size_t kind = 0; kind < kTextKinds; ++kind) {
        auto& share = shares[kind];
        share = may_be(static_cast<TextKind>(kind), features, met) ? std::exp(share - most) : 0;
        sum += share;
    }
    for (auto& share : shares)
        share /= sum;
    return shares;
}

}  // namespace pacelane::sources
