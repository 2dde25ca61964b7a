// A trial's score, and what of it changes from one day to the next.
#include <algorithm>
#include <cmath>
#include <pacelane/sources/model.h>
#include <pacelane/writer/detail/drafting.h>
#include <pacelane/writer/detail/speech.h>

namespace pacelane::writer::detail {

double how_to_habit(double kind_how_to, double telling_share) {
    constexpr double kHabit = 0.5;  // as in tests/quality/train_draft.py
    return kind_how_to * std::min(telling_share, kHabit);
}

DayFeatures day_features(const sources::KnownDocument& document, Date today) {
    const bool dated = document.date && *document.date <= today;
    const double age = dated ? static_cast<double>(days_between(*document.date, today)) : 0;
    return {dated ? 0.0 : 1.0, std::min(3.0, std::log10(1 + age)), document.is_new ? 1.0 : 0.0};
}

double score_of(const Features& features) {
    bool speech = false, social = false, linkedin = false;
    for (const auto& [name, value] : features) {
        if (value <= 0) continue;
        speech = speech || name == "speech";
        social = social || name == "social_media";
        linkedin = linkedin || name == "linkedin_post";
    }
    if (speech) return speech_score_of(features);
    static const sources::Model model(draft_model());
    const auto probability = [](double logit) { return 1 / (1 + std::exp(-logit)); };
    // What makes a post good is another thing than what makes a page good.
    const bool post = linkedin || social;
    const double made = model.score(post ? "post" : "good", features);
    auto known = features;
    known.emplace_back("made", made);
    const double score = probability(model.score("whose", known));
    // As in tests/quality/train_draft.py.
    constexpr double kCap = 0.2;
    return probability(made) < kCap ? std::min(score, probability(made)) : score;
}

}  // namespace pacelane::writer::detail

namespace pacelane::writer {

void bring_up_to_date(Trial& trial, const sources::KnownDocument& document, const Setting& setting) {
    const auto day = detail::day_features(document, setting.today);
    bool changed = false;
    const auto set = [&](double& value, double now) {
        changed = changed || value != now;
        value = now;
    };
    double how_to = 0;
    for (const auto& [name, value] : trial.features)
        if (name == "kind_how_to") how_to = value;
    for (auto& [name, value] : trial.features) {
        if (name == "how_to_habit") set(value, detail::how_to_habit(how_to, setting.telling_share));
        if (name == "undated") set(value, day.undated);
        if (name == "age") set(value, day.age);
        if (name == "new") set(value, day.is_new);
        if (name == "telling_share") set(value, setting.telling_share);
    }
    if (changed) trial.score = detail::score_of(trial.features);
}

}  // namespace pacelane::writer
