#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/published.h>
#include <pacelane/writer/detail/render.h>

#include <fmt/format.h>

namespace pacelane::writer::detail {

namespace {

constexpr std::string_view kBetween = "\n\n";

/// "example.org" of "https://www.example.org/x".
std::string_view host_of(std::string_view url) {
    url.remove_prefix(std::min(url.find("//") + 2, url.size()));
    url = url.substr(0, url.find_first_of("/?#:"));
    if (url.starts_with("www.")) url.remove_prefix(4);
    return url;
}

}  // namespace

std::string with_address(std::string text, std::string_view url, const ContentForm& form) {
    if (url.empty() || text.find(url) != std::string::npos) return text;
    auto longer = fmt::format("{}{}{}", text, kBetween, url);
    return language::length_in(form, longer).fits() ? longer : text;
}

std::size_t address_room(std::string_view url, const LengthLimit& limit) {
    if (url.empty()) return 0;
    const auto room = kBetween.size() + (limit.url > 0 ? limit.url : url.size());
    return room > limit.most / 2 ? 0 : room;
}

std::string read_it_at(const sources::KnownDocument& document, language::Language language) {
    if (document.url.empty()) return {};
    const bool brackets = document.url.find_first_of("()") != std::string::npos;
    return fmt::format("{} [{}]({}{}{})", language.pack().read_it_at.text(),
                       escape_markdown(host_of(document.url)), brackets ? "<" : "", document.url,
                       brackets ? ">" : "");
}

std::string_view hashtags_joint(std::string_view text, std::string_view joint) {
    const auto line = text.substr(text.rfind('\n') + 1);
    const bool address = line.starts_with("https://") || line.starts_with("http://");
    return address && line.find(' ') == std::string_view::npos ? kBetween : joint;
}

}  // namespace pacelane::writer::detail
