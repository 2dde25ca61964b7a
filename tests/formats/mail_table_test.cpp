// Tables in mail: those that hold something, and those that only put it in its place.
#include "mail.h"

using namespace pacelane;
using namespace pacelane::formats;

namespace {
Lines told_of(const std::string& html) {
    return told(
        eml(mail("<html><body>" + html + "</body></html>\n", "Content-Type: text/html; charset=utf-8\n")));
}
}  // namespace

TEST_SUITE("tables in mail") {
    TEST_CASE("each row of a table with heads or lines is a paragraph of its own") {
        const Lines expected{"Maya Lindqvist: The costs of October:", "Maya Lindqvist: Item | Cost",
                             "Maya Lindqvist: White clay | 120", "Maya Lindqvist: We spent less."};
        CHECK(told_of("<p>The costs of October:</p><table><tr><th>Item</th><th>Cost</th></tr><tr><td>White "
                      "clay</td><td>120</td></tr></table><p>We spent less.</p>") == expected);
        // Word puts a paragraph into each cell.
        CHECK(told_of("<p>The costs of October:</p><table class=MsoTableGrid border=1><tbody><tr><td><p "
                      "class=MsoNormal>Item</p></td><td><p class=MsoNormal>Cost</p></td></tr><tr><td><p "
                      "class=MsoNormal>White<br>clay</p></td><td><p class=MsoNormal>120</p></td></tr></tbody>"
                      "</table><p>We spent less.</p>") == expected);
    }
    TEST_CASE("a table that only puts things in their places is none") {
        CHECK(told_of("<table border=0><tr><td>The kiln is cold</td><td>again.</td></tr><tr><td>Rui mends "
                      "it</td><td>soon.</td></tr></table>") ==
              Lines{"Maya Lindqvist: The kiln is cold again. Rui mends it soon."});
        CHECK(
            told_of("<table border=1><tr><td><table><tr><td>The kiln is cold.</td></tr></table></td><td></td>"
                    "</tr><tr><td>Rui mends it.</td><td></td></tr></table>") ==
            Lines{"Maya Lindqvist: The kiln is cold.", "Maya Lindqvist: Rui mends it."});
    }
}
