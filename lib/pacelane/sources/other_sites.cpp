// Whether the address that a note has is where it is published, or where it was taken from.
#include "detail/other_sites.h"

#include <algorithm>
#include <pacelane/base/text.h>

namespace pacelane::sources {

namespace detail {

std::string site_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos || !url.starts_with("http")) return {};
    auto site = ascii_lower(url.substr(scheme + 3, url.find_first_of("/?#:", scheme + 3) - scheme - 3));
    if (site.starts_with("www.")) site.erase(0, 4);
    return site;
}

std::map<std::string, int, std::less<>> sites_of(const std::vector<KnownDocument>& documents) {
    std::map<std::string, int, std::less<>> sites;
    for (const auto& document : documents)
        if (const auto site = site_of(document.url); !site.empty()) ++sites[site];
    return sites;
}

}  // namespace detail

bool Cast::is_from_elsewhere(const KnownDocument& document) const {
    constexpr std::size_t kFew = 4;  // on so few sites people publish
    constexpr int kOften = 3;        // one of three addresses
    if (sites.size() < kFew) return false;
    const auto found = sites.find(detail::site_of(document.url));
    if (found == sites.end()) return false;
    return found->second * kOften < addresses;
}

bool Cast::opens_with_address(const KnownDocument& document) const {
    if (document.passages.empty()) return false;
    const auto& first = document.passages.front().passage;
    const auto text = trim(first.text);
    if (first.kind != context::PassageKind::paragraph || !text.starts_with("http") ||
        text.find("://") == std::string_view::npos || text.find_first_of(" \n") != std::string_view::npos)
        return false;
    std::string name;
    for (const auto& word : language::words_of(self.name))
        name += word.key;
    const auto address = ascii_lower(text);
    for (const auto& own : {ascii_lower(self.handle), name})
        if (own.size() > 2 && address.find(own) != std::string::npos) return false;
    const auto site = sites.find(detail::site_of(text));
    return site == sites.end() || site->second < 2;
}

}  // namespace pacelane::sources
