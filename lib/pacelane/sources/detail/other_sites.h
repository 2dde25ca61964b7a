#pragma once

#include <map>
#include <pacelane/sources/reading.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::sources::detail {

/// "example.org" of "https://www.example.org:8080/a"; empty when it is no address of a web page.
std::string site_of(std::string_view url);
/// How many documents have an address on each site.
std::map<std::string, int, std::less<>> sites_of(const std::vector<KnownDocument>& documents);

}  // namespace pacelane::sources::detail
