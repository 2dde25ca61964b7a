#pragma once

#include "html_tree.h"

#include <pacelane/context/detail/front_matter.h>

namespace pacelane::formats::detail {

/// What a page says about itself: title, date, authors, language; from its meta elements, JSON-LD, <time>.
void about_page(const GumboNode* root, const GumboNode* main, context::detail::FrontMatter& about);

}  // namespace pacelane::formats::detail
