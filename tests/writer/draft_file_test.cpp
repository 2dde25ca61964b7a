#include <pacelane/base/content_form.h>
#include <pacelane/base/error.h>
#include <pacelane/base/json.h>
#include <pacelane/writer/draft_file.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

using namespace pacelane;
using namespace pacelane::writer;

namespace {

constexpr FileTarget kTargets[] = {FileTarget::plain, FileTarget::hugo, FileTarget::jekyll,
                                   FileTarget::astro};

StoredDraft post() {
    StoredDraft draft;
    draft.id = "01a1f5b7-67c0-7943-a7da-0123456789ab";
    draft.author = "maya";
    draft.content_type = "blog_post";
    draft.analysis_date = "2026-11-18";
    draft.completed_at = "2026-11-19T21:30:05.250Z";
    draft.title = "Why we cut alerts";
    draft.body = "# Why we cut alerts\n\nWe had 400 a day.\n\n## What changed\n\nNow we have nine.\n";
    draft.metadata = R"({"language": "en", "topic": "alerts", "summary": "We had 400 a day.",
        "slug": "why-we-cut-alerts", "hashtags": ["#OnCall", "#Alerts"],
        "sources": [{"title": "Notes: on call", "path": "knowledge/on-call.md"}]})";
    return draft;
}

std::string front_text(const DraftFile& file) {
    REQUIRE(file.text.starts_with("---\n"));
    const auto end = file.text.find("\n---\n");
    REQUIRE(end != std::string::npos);
    return file.text.substr(4, end - 3);
}
YAML::Node front(const DraftFile& file) {
    return YAML::Load(front_text(file));
}
std::string body(const DraftFile& file) {
    return file.text.substr(file.text.find("\n---\n") + 5);
}
std::vector<std::string> keys(const YAML::Node& map) {
    std::vector<std::string> names;
    for (const auto& entry : map)
        names.push_back(entry.first.as<std::string>());
    return names;
}
bool has_line(const DraftFile& file, const std::string& line) {
    return ("\n" + front_text(file)).find("\n" + line + "\n") != std::string::npos;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE("draft files") {
    TEST_CASE("Hugo gets its own keys, and no type") {
        const auto file = draft_file(post(), FileTarget::hugo);
        CHECK(file.name == "why-we-cut-alerts.md");
        const auto yaml = front(file);
        CHECK(keys(yaml) == Names{"title", "date", "draft", "slug", "description", "tags"});
        CHECK(has_line(file, "date: 2026-11-19T21:30:05Z"));
        CHECK(has_line(file, "draft: true"));
        CHECK(yaml["title"].as<std::string>() == "Why we cut alerts");
        CHECK(yaml["slug"].as<std::string>() == "why-we-cut-alerts");
        CHECK(yaml["description"].as<std::string>() == "We had 400 a day.");
        CHECK(yaml["tags"].as<Names>() == Names{"OnCall", "Alerts"});
    }

    TEST_CASE("Jekyll gets a dated name, an unpublished post, and runs no Liquid in it") {
        const auto file = draft_file(post(), FileTarget::jekyll);
        CHECK(file.name == "2026-11-19-why-we-cut-alerts.md");
        CHECK(keys(front(file)) ==
              Names{"layout", "title", "date", "published", "tags", "description", "render_with_liquid"});
        CHECK(has_line(file, "layout: \"post\""));
        CHECK(has_line(file, "date: 2026-11-19 21:30:05 +0000"));
        CHECK(has_line(file, "published: false"));
        CHECK(has_line(file, "render_with_liquid: false"));
    }

    TEST_CASE("Astro gets pubDate as a timestamp") {
        const auto file = draft_file(post(), FileTarget::astro);
        CHECK(file.name == "why-we-cut-alerts.md");
        CHECK(keys(front(file)) == Names{"title", "description", "pubDate", "draft", "tags"});
        CHECK(has_line(file, "pubDate: 2026-11-19T21:30:05Z"));
        CHECK(has_line(file, "draft: true"));
    }

    TEST_CASE("a plain file tells all, without a key that a generator reserves") {
        const auto file = draft_file(post(), FileTarget::plain);
        CHECK(file.name == "2026-11-18-blog_post-why-we-cut-alerts.md");
        const auto yaml = front(file);
        for (const auto* reserved : {"type", "layout", "published", "url", "permalink", "aliases", "id"})
            CHECK_FALSE(yaml[reserved]);
        CHECK(yaml["content_type"].as<std::string>() == "blog_post");
        CHECK(yaml["author"].as<std::string>() == "maya");
        CHECK(yaml["draft_id"].as<std::string>() == post().id);
        CHECK(yaml["sources"][0]["title"].as<std::string>() == "Notes: on call");
        CHECK(has_line(file, "date: 2026-11-19T21:30:05Z"));
        CHECK(has_line(file, "draft: true"));
        CHECK(body(file) == "\n" + post().body + "\n");
    }

    TEST_CASE("a generator's page does not print the title twice") {
        for (const auto target : {FileTarget::hugo, FileTarget::jekyll, FileTarget::astro})
            CHECK(body(draft_file(post(), target)) ==
                  "\nWe had 400 a day.\n\n## What changed\n\nNow we have nine.\n\n");
        auto draft = post();
        draft.title = "2 * 3 is 6";  // in the body it is escaped
        draft.body = "# 2 \\* 3 is 6\n\nIt is.\n";
        CHECK(body(draft_file(draft, FileTarget::hugo)) == "\nIt is.\n\n");
        // A form whose body does not open with the title keeps a heading of its own.
        draft.content_type = "newsletter";
        draft.body = "# In short\n\nIt is.\n";
        CHECK(body(draft_file(draft, FileTarget::hugo)) == "\n" + draft.body + "\n");
    }

    TEST_CASE("every string comes back as that string, quoted, in every target") {
        for (const std::string text : {"Deploys: what we learned",
                                       "\"Quoted\" and 'quoted'",
                                       "true",
                                       "no",
                                       "null",
                                       "~",
                                       "2026-01-01",
                                       "1.0",
                                       "0x1F",
                                       "12:30:45",
                                       "- a dash",
                                       "# a comment",
                                       "&anchor",
                                       "*alias",
                                       "!tag",
                                       "%directive",
                                       "@at",
                                       "`tick`",
                                       "{a: b}",
                                       "[a]",
                                       "a # b",
                                       "line\n---\nline",
                                       "back\\slash \\n",
                                       "<<",
                                       "=",
                                       "?",
                                       "São Paulo: ação",
                                       "emoji 🎉",
                                       "|",
                                       ">"}) {
            CAPTURE(text);
            auto draft = post();
            draft.title = text;
            draft.metadata = to_text(Json{{"summary", "x " + text}, {"hashtags", {"#" + text}}});
            for (const auto target : kTargets) {
                const auto yaml = front(draft_file(draft, target));
                CHECK(yaml["title"].as<std::string>() == text);
                CHECK(yaml["title"].Tag() == "!");  // quoted, so no parser takes it for another type
                CHECK(yaml["tags"][0].Tag() == "!");
            }
        }
    }

    TEST_CASE("what YAML does not allow is left out, and the file stays valid") {
        auto draft = post();
        draft.title = std::string("bell\a del\x7f bad\xff nul") + '\0';
        for (const auto target : kTargets) {
            const auto title = front(draft_file(draft, target))["title"].as<std::string>();
            CHECK(title == "bell del bad\xEF\xBF\xBD nul");
        }
    }

    TEST_CASE("each form of the table makes a file for each target") {
        for (const auto& form : kContentForms)
            for (const auto target : kTargets) {
                auto draft = post();
                draft.content_type = form.id;
                draft.metadata.clear();
                const auto yaml = front(draft_file(draft, target));
                CHECK(yaml["title"]);
                CHECK(yaml["description"]);
                CHECK_FALSE(yaml["tags"]);
            }
    }

    TEST_CASE("a description is one line, cut between words and never within a character") {
        auto draft = post();
        draft.metadata.clear();
        draft.body = "One\ntwo.\n\nThree.";
        CHECK(front(draft_file(draft, FileTarget::hugo))["description"].as<std::string>() == "One two.");
        draft.body = std::string(150, 'a') + " word and more words";
        CHECK(front(draft_file(draft, FileTarget::hugo))["description"].as<std::string>() ==
              std::string(150, 'a') + " word and…");
        draft.body = "a";
        for (int n = 0; n < 200; ++n)
            draft.body += "é";
        std::string expected = "a";
        for (int n = 0; n < 79; ++n)
            expected += "é";
        CHECK(front(draft_file(draft, FileTarget::hugo))["description"].as<std::string>() == expected + "…");
    }

    TEST_CASE("Hugo prints what looks like a shortcode and does not run it") {
        auto draft = post();
        draft.content_type = "linkedin_post";
        draft.body = "Use {{< figure >}} or {{% note %}}, not {{< alone, nor {{% alone.";
        CHECK(body(draft_file(draft, FileTarget::hugo)) ==
              "\nUse {{</* figure */>}} or {{%/* note */%}}, not {{&lt; alone, nor {{&#37; alone.\n");
        CHECK(body(draft_file(draft, FileTarget::astro)) == "\n" + draft.body + "\n");
    }

    TEST_CASE("without a completion time the day of the analysis counts") {
        auto draft = post();
        draft.completed_at.clear();
        CHECK(has_line(draft_file(draft, FileTarget::hugo), "date: 2026-11-18T00:00:00Z"));
        CHECK(draft_file(draft, FileTarget::jekyll).name == "2026-11-18-why-we-cut-alerts.md");
    }

    TEST_CASE("drafts of one name are told apart, in the page's address too") {
        const auto file = draft_file(post(), FileTarget::hugo, true);
        CHECK(file.name == "why-we-cut-alerts-456789ab.md");
        CHECK(front(file)["slug"].as<std::string>() == "why-we-cut-alerts-456789ab");
        auto index = post();
        index.metadata.clear();
        index.title = "Index";  // index.md would be the page of the folder
        CHECK(draft_file(index, FileTarget::hugo).name == "index-456789ab.md");
        index.title = "…";
        CHECK(draft_file(index, FileTarget::astro).name == post().id + ".md");
    }

    TEST_CASE("metadata of another shape than ours is passed over, broken metadata refused") {
        for (const auto* metadata : {"[]", "null", R"({"hashtags": "x", "sources": 1, "summary": [1]})",
                                     R"({"hashtags": [1, "#", ""], "sources": [1, {"title": 2}]})"}) {
            auto draft = post();
            draft.metadata = metadata;
            for (const auto target : kTargets)
                CHECK_FALSE(front(draft_file(draft, target))["tags"]);
        }
        auto draft = post();
        draft.metadata = "{";
        CHECK_THROWS_AS(draft_file(draft, FileTarget::plain), Error);
    }

    TEST_CASE("path components are safe, and different texts get different ones") {
        for (const auto* kept : {"maya", "a-b", "a.b_c", "..a", "A1"})
            CHECK(path_component(kept) == kept);
        CHECK(path_component("a/b") != "a-b");
        CHECK(path_component("a/b") != path_component("a\\b"));
        CHECK(path_component("a/b").starts_with("a-b-"));
        for (const std::string unsafe : {"", ".", "..", "../../x", "/etc/passwd", "a\nb", "é"}) {
            const auto name = path_component(unsafe);
            CHECK_FALSE(name.empty());
            CHECK(name.find_first_not_of('.') != std::string::npos);
            CHECK(name.find('/') == std::string::npos);
        }
        const auto one = path_component(std::string(300, 'a') + "1");
        CHECK(one.size() <= 200);
        CHECK(one != path_component(std::string(300, 'a') + "2"));
    }

    TEST_CASE("targets have names") {
        CHECK(file_target("plain") == FileTarget::plain);
        CHECK(file_target("jekyll") == FileTarget::jekyll);
        CHECK_THROWS_AS(file_target("gatsby"), Error);
    }
}
