#include <pacelane/language/language.h>
#include <pacelane/monitor/lengths.h>

namespace pacelane::monitor {

namespace {

std::vector<Fold> folds_of(const LengthLimit& limit, std::string_view text) {
    std::vector<Fold> folds;
    if (limit.fold_lines == 0) return folds;
    const auto add = [&](bool on_phone, std::size_t width) {
        const auto shown = language::before_fold(text, limit.fold_lines, width);
        folds.push_back({on_phone, limit.fold_lines, width, (limit.fold_lines * width + 5) / 10 * 10,
                         std::string(shown) + (shown.size() < text.size() ? "…" : "")});
    };
    add(false, limit.fold_width);
    add(true, limit.fold_width_on_phone);
    return folds;
}

}  // namespace

std::vector<PlatformLength> platform_lengths(const ContentForm& form, std::string_view text) {
    std::vector<PlatformLength> all;
    for (const auto& limit : form.limits)
        all.push_back({limit.platform.empty() ? std::string_view("length") : limit.platform, &limit,
                       language::platform_length(text, limit), folds_of(limit, text)});
    return all;
}

}  // namespace pacelane::monitor
