#include <pacelane/pipeline/conflict_copies.h>

#include <doctest/doctest.h>

using namespace pacelane::pipeline;

namespace {

/// The original that a path is certainly a copy of; in parentheses when the contents have to tell.
std::string original(std::string_view path) {
    std::string all;
    for (const auto& name : copy_names(path))
        all += (all.empty() ? "" : " ") + (name.backup    ? "backup of " + name.original
                                           : name.certain ? name.original
                                                          : "(" + name.original + ")");
    return all;
}

ContextFile file(std::string path, std::int64_t time) {
    ContextFile file;
    file.path = std::move(path);
    file.modified_ns = time;
    return file;
}

std::string older(const std::vector<ContextFile>& files, bool same = true) {
    std::string all;
    for (const auto& [path, newest] : older_versions(files, [&](const auto&, const auto&) { return same; }))
        all += (all.empty() ? "" : ", ") + path + " < " + newest;
    return all;
}

}  // namespace

TEST_SUITE("the name of a copy") {
    // Layouts: the documentation and bug reports of the programs.
    TEST_CASE("of Syncthing") {
        CHECK(original("n/plan.sync-conflict-20261119-101530-ABCDEFG.md") == "n/plan.md");
    }
    TEST_CASE("of Dropbox, in its languages") {
        CHECK(original("n/plan (conflicted copy 2026-11-19).md") == "n/plan.md");
        CHECK(original("n/plan (Maya's conflicted copy 2026-11-19).md") == "n/plan.md");
        CHECK(original("n/plan (MayaPC's conflicted copy 2026-11-19) (1).md") == "n/plan.md");
        CHECK(original("n/plano (Cópia em conflito de Maya 2026-11-19).md") == "n/plano.md");
        CHECK(original("plan (Case Conflict).md") == "plan.md");
    }
    TEST_CASE("of Nextcloud, ownCloud, Seafile and Obsidian Sync") {
        CHECK(original("plan (conflicted copy 2026-11-19 101530).md") == "plan.md");
        CHECK(original("plan_conflict-20261119-101530.md") == "plan.md");
        CHECK(original("plan (SFConflict maya@example.com 2026-11-19-10-15-30).md") == "plan.md");
        CHECK(original("plan (Conflicted copy phone 202611191015).md") == "plan.md");
    }
    TEST_CASE("of iCloud and Google Drive is only a number, so contents have to tell") {
        CHECK(original("n/plan 2.md") == "(n/plan.md)");
        CHECK(original("n/plan (1).md") == "(n/plan.md)");
    }
    TEST_CASE("of OneDrive is the computer's, so contents have to tell") {
        CHECK(original("plan-DESKTOP-4F2K1.md") == "(plan.md) (plan-DESKTOP.md)");
        CHECK(original("plan-Mayas-MacBook-Pro.md") == "(plan.md) (plan-Mayas.md)");
    }
    TEST_CASE("of Synology Drive and Resilio") {
        CHECK(original("n/plan_DiskStation_Nov-19-1015-2026_Conflict.md") == "n/plan.md");
        CHECK(original("n/my_plan_DiskStation_Nov-19-1015-2026_Conflict.md") == "n/my_plan.md");
        CHECK(original("plan.Conflict.md") == "plan.md");
    }
    TEST_CASE("of a file manager, so contents have to tell") {
        CHECK(original("n/Copy of plan.md") == "(n/plan.md)");
        CHECK(original("plan copy.md") == "(plan.md)");
        CHECK(original("plano - Cópia.md") == "(plano.md)");
        CHECK(original("plan - Copy (2).md").ends_with("(plan.md)"));
    }
    TEST_CASE("of an editor's backup") {
        for (const auto* name :
             {"n/plan.md~", "n/#plan.md#", "n/plan.md.orig", "n/plan.md.bak", "n/plan.bak.md"})
            CHECK_MESSAGE(original(name) == "backup of n/plan.md", name);
    }
    TEST_CASE("is no name of a note") {
        for (const auto* name :
             {"plan.md", "conflict-resolution.md", "plan-conflict-resolution.md", "2026-11-19.md",
              "Q3 2026.md", "plan (draft).md", "on conflict (with others).md", "a-b.md", "a_Conflict.md",
              "role_conflict.md", "Copy.md", "copywriting.md", "the old.md", "#1.md", "sprint 007.md", ".md",
              "1.md"})
            CHECK_MESSAGE(original(name).empty(), name);
    }
}

TEST_SUITE("texts are versions of one") {
    TEST_CASE("when nearly all lines of the longer are in the other") {
        const std::string text =
            "The drill moved to the staging cluster.\nIt takes eleven minutes.\nNobody waits.\n";
        CHECK(are_versions(text, text));
        CHECK(are_versions(text, text + "Ok.\n"));
        CHECK(are_versions("Ok.\n" + text, text));
    }
    TEST_CASE("not when they share a template") {
        const std::string form = "## Attendees\n\n## Decisions\n\n## Actions\n";
        CHECK_FALSE(are_versions(form + "We keep two queues for the release in May.\n",
                                 form + "The rota for December is shared out.\n"));
        CHECK_FALSE(
            are_versions(form, form + "We keep two queues for the release in May, and one for tests.\n"));
    }
    TEST_CASE("not when they are empty and not") {
        CHECK_FALSE(are_versions("", "Something.\n"));
    }
}

TEST_SUITE("of several versions") {
    TEST_CASE("all but the newest are older") {
        CHECK(older({file("plan.md", 3), file("plan.sync-conflict-20261119-101530-A.md", 1)}) ==
              "plan.sync-conflict-20261119-101530-A.md < plan.md");
        CHECK(older({file("plan.md", 1), file("plan 2.md", 3), file("plan 3.md", 2)}) ==
              "plan 3.md < plan 2.md, plan.md < plan 2.md");
    }
    TEST_CASE("of the same time the original stays") {
        CHECK(older({file("plan (1).md", 1), file("plan.md", 1)}) == "plan (1).md < plan.md");
    }
    TEST_CASE("a single one stays, whatever its name") {
        CHECK(older({file("plan (conflicted copy 2026-11-19).md", 1)}).empty());
        CHECK(older({file("plan 2.md", 1), file("plan 3.md", 1)}).empty());
    }
    TEST_CASE("a backup is older than its file, whatever its time, and stays alone") {
        CHECK(older({file("plan.md", 1), file("plan.md~", 3)}, false) == "plan.md~ < plan.md");
        CHECK(older({file("plan.md~", 3)}).empty());
    }
    TEST_CASE("numbered notes that say something else stay") {
        CHECK(older({file("plan.md", 1), file("plan 2.md", 3)}, false).empty());
    }
}
