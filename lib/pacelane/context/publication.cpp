#include "detail/publication.h"

#include "detail/document_date.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Where generators of sites look for posts; below any folder.
struct PostFolder {
    std::string_view path;
    bool only_published;  ///< its posts need not say that they are published
};
constexpr std::array kPostFolders{
    PostFolder{"_posts"sv, true},  // Jekyll and Hexo, which have another folder for drafts
    PostFolder{"content/posts"sv, false}, PostFolder{"content/post"sv, false},
    PostFolder{"blog"sv, false},  // also content/blog and src/content/blog
};

const PostFolder* post_folder_of(std::string_view path) {
    std::string folders = "/" + ascii_lower(path);
    std::replace(folders.begin(), folders.end(), '\\', '/');
    folders.erase(folders.rfind('/') + 1);
    const auto* found = std::find_if(kPostFolders.begin(), kPostFolders.end(), [&](const PostFolder& folder) {
        return folders.find("/" + std::string(folder.path) + "/") != std::string::npos;
    });
    return found == kPostFolders.end() ? nullptr : found;
}

bool has_marks(std::string_view text) {
    constexpr std::size_t longest = 2000;
    return text.size() > longest || text.find_first_of(" \t\n\\<>\"{}|^`") != std::string_view::npos ||
           std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

}  // namespace

bool is_web_address(std::string_view text) {
    if (has_marks(text)) return false;
    const std::string folded = ascii_lower(text.substr(0, "https://"sv.size()));
    for (const auto scheme : {"https://"sv, "http://"sv}) {
        if (!folded.starts_with(scheme)) continue;
        const auto rest = text.substr(scheme.size());
        const auto host = rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
        const auto dot = host.find('.');
        return dot != std::string_view::npos && dot > 0 && dot + 1 < host.size() &&
               host.find('@') == std::string_view::npos;
    }
    return false;
}

bool is_site_path(std::string_view text) {
    return text.size() > 1 && text.starts_with('/') && !text.starts_with("//") && !has_marks(text);
}

Publication publication_of(const FrontMatter& matter, std::string_view path, DocumentKind kind) {
    const bool held_back = matter.draft == true || matter.publish == false || matter.is_private == true;
    // Where a clipped page is published, somebody else published it.
    if (kind != DocumentKind::knowledge || held_back || matter.clipped) return {};
    if (!matter.url.empty()) return {true, is_web_address(matter.url) ? matter.url : std::string()};
    const auto* folder = post_folder_of(path);
    if (folder == nullptr) return {};
    const bool says_so = matter.draft == false || matter.publish == true;
    const bool dated = matter.date || (folder->only_published && date_in_name(path));
    return {dated && (says_so || folder->only_published), {}};
}

}  // namespace pacelane::context::detail
