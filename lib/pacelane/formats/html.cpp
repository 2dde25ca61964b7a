#include "detail/flow.h"
#include "detail/html_about.h"
#include "detail/html_chats.h"
#include "detail/html_flow.h"
#include "detail/html_residue.h"
#include "detail/html_tree.h"
#include "detail/limits.h"

#include <pacelane/base/error.h>
#include <pacelane/context/detail/encoding.h>

#include <fmt/format.h>

/// Web pages: the content without navigation, banners and what is not shown.
namespace pacelane::formats {

using namespace detail;

Found read_html(const Source& source) {
    if (source.bytes.size() > kFormatLimits.html_bytes)
        throw Error(ErrorKind::bad_input, fmt::format("is larger than {} MiB for a web page",
                                                      kFormatLimits.html_bytes / (1024 * 1024)));
    const auto decoded = context::detail::decode(source.bytes);
    if (decoded.foreign)
        throw Error(
            ErrorKind::bad_input,
            "in an encoding that is not read (UTF-8, UTF-16 and Windows-1252 are); convert it to UTF-8");
    Flow flow(source);
    const HtmlTree tree(decoded.text);
    if (auto chat = read_html_chat(tree.root())) {
        chat->about.warnings = decoded.warnings;
        return *std::move(chat);
    }
    const MainContent content(tree.root());
    about_page(tree.root(), content.node(), flow.about);
    const auto left = add_html(content, {}, flow);
    if (left.parts > 0) flow.omit("navigation and other parts beside the content");
    if (left.lines > 0) flow.omit(lines_of_site(left.lines));
    if (left.comments > 0)
        flow.omit(fmt::format("{} comment{}", left.comments, left.comments == 1 ? "" : "s"));
    if (left.pictures > 0)
        flow.omit(fmt::format("{} image{} without a text", left.pictures, left.pictures == 1 ? "" : "s"));
    return flow.finish();
}

}  // namespace pacelane::formats
