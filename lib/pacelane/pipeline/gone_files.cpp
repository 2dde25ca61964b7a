#include <pacelane/pipeline/gone_files.h>
#include <unordered_set>

namespace pacelane::pipeline {

namespace {

bool is_at_or_below(std::string_view path, std::string_view place) {
    return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

bool is_out_of_sight(const ContextListing& listing, std::string_view path) {
    for (const auto& place : listing.unreached)
        if (place.may_be_there && is_at_or_below(path, place.path)) return true;
    return false;
}

const std::string* excluding(const ContextListing& listing, std::string_view path) {
    for (const auto& [excluded, pattern] : listing.excluded)
        if (is_at_or_below(path, excluded)) return &pattern;
    return nullptr;
}

GoneFiles::GoneFiles(const ContextListing& listing, const std::map<std::string, store::StoredFile>& stored) {
    std::unordered_set<std::string_view> there;
    for (const auto& file : listing.files)
        there.insert(file.path);
    for (const auto& [path, file] : stored)
        if (!file.content_hash.empty() && !there.contains(path) && !is_out_of_sight(listing, path))
            paths_.emplace(file.content_hash, path);
}

std::string GoneFiles::take(const std::string& hash, std::string_view to) {
    const auto [first, last] = paths_.equal_range(hash);
    if (first == last) return "";
    auto best = first;
    for (auto candidate = first; candidate != last; ++candidate) {
        const bool same_name = file_name(candidate->second) == file_name(to);
        const bool best_same_name = file_name(best->second) == file_name(to);
        if (same_name != best_same_name ? same_name : candidate->second < best->second) best = candidate;
    }
    auto from = best->second;
    paths_.erase(best);
    return from;
}

}  // namespace pacelane::pipeline
