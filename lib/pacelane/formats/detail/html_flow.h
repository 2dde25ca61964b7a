#pragma once

#include "flow.h"
#include "html_content.h"

/// What HTML says, as blocks of a flow: of a web page, or of a note that a program keeps in HTML.
namespace pacelane::formats::detail {

struct HtmlPart {
    int first_line = 1;       ///< of the file, on which the text begins
    int deeper_headings = 0;  ///< how many levels its headings stand below others of the file
    bool quote = false;       ///< all of it is somebody else's
};

struct HtmlLeftOut {
    int parts = 0;     ///< navigation and what is not shown
    int pictures = 0;  ///< without a text
    int lines = 0;     ///< that a site adds to the text: who wrote it when, buttons, links to other pages
    int comments = 0;  ///< of those who read it
};

HtmlLeftOut add_html(const MainContent& content, const HtmlPart& part, Flow& flow);

}  // namespace pacelane::formats::detail
