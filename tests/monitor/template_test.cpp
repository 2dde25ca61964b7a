#include <pacelane/base/error.h>
#include <pacelane/monitor/template.h>

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("unit");

using namespace pacelane;
using monitor::List;
using monitor::Record;
using monitor::render_text;

TEST_CASE("a template escapes texts, and leaves what is markup by its type") {
    const Record data{{"text", "<b>\"'&\x01</b>"}, {"markup", monitor::Markup{"<b>x</b>"}}};
    CHECK_EQ(render_text("{{text}}", data), "&lt;b&gt;&quot;&#39;&amp;\xEF\xBF\xBD&lt;/b&gt;");
    CHECK_EQ(render_text("{{markup}}", data), "<b>x</b>");
    // "\u202e" would mirror the rest of its line; what only looks like it stays.
    CHECK_EQ(monitor::html_escaped("a\u202eb\u2069c\u202f\u2026\u206a…"),
             "a\uFFFDb\uFFFDc\u202f\u2026\u206a…");
    CHECK_EQ(monitor::html_escaped("\xE2\x80"), "\xE2\x80");
}

TEST_CASE("what a text holds is never taken for a template") {
    CHECK_EQ(render_text("{{text}}", {{"text", "{{other}}{{#a}}"}, {"other", "secret"}}), "{{other}}{{#a}}");
}

TEST_CASE("a section shows for each of a list, once for a record or a truth, and inverted for none") {
    const Record data{{"list", List{"a", "b"}},
                      {"none", List{}},
                      {"yes", true},
                      {"no", false},
                      {"empty", ""},
                      {"record", Record{{"name", "inner"}}},
                      {"name", "outer"}};
    CHECK_EQ(render_text("{{#list}}<{{.}}>{{/list}}", data), "<a><b>");
    CHECK_EQ(render_text("{{#none}}x{{/none}}{{^none}}y{{/none}}", data), "y");
    CHECK_EQ(render_text("{{#yes}}{{#no}}x{{/no}}{{^no}}y{{/no}}{{/yes}}", data), "y");
    CHECK_EQ(render_text("{{#empty}}x{{/empty}}{{#name}}{{.}}{{/name}}", data), "outer");
    CHECK_EQ(render_text("{{#record}}{{name}}{{/record}} {{name}}", data), "inner outer");
    CHECK_EQ(render_text("{{#list}}{{name}}{{/list}}", data), "outerouter");
}

TEST_CASE("a wrong template or a missing value is an error, not an empty place") {
    for (const auto* wrong : {"{{name}}", "{{#yes}}", "{{#yes}}{{/no}}", "{{/yes}}", "{{yes", "{{>nothing}}",
                              "{{yes}}", "{{#yes}}{{name}}{{/yes}}"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(render_text(wrong, {{"yes", true}, {"no", false}}), Error);
    }
    // What is not shown is not looked up.
    CHECK_EQ(render_text("{{#no}}{{name}}{{/no}}", {{"no", false}}), "");
}

TEST_SUITE_END();
