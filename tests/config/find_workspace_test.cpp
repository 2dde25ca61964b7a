#include "helpers.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <unistd.h>

using namespace pacelane;
using namespace pacelane::config;
namespace fs = std::filesystem;

namespace {

// A folder of its own and an environment without settings, both put back at the end.
class Surroundings {
public:
    Surroundings() {
        auto pattern = (fs::temp_directory_path() / "pacelane-config-XXXXXX").string();
        root = ::mkdtemp(pattern.data());
        for (const auto* name : {"PACELANE_CONFIG", "XDG_CONFIG_HOME", "HOME"}) {
            const char* value = std::getenv(name);
            before_[name] = value ? std::optional<std::string>(value) : std::nullopt;
            ::unsetenv(name);
        }
    }
    ~Surroundings() {
        for (const auto& [name, value] : before_)
            value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
        fs::remove_all(root);
    }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;

    std::string write(const std::string& name, const std::string& text = "users: [{handle: m}]\n") const {
        const auto path = root / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
        return path.string();
    }
    std::string folder(const std::string& name) const {
        fs::create_directories(root / name);
        return (root / name).string();
    }
    static void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }

    fs::path root;

private:
    std::map<std::string, std::optional<std::string>> before_;
};

template <class Call>
std::string configuration_error(Call call) {
    try {
        call();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::configuration);
        return error.what();
    }
    return "";
}

}  // namespace

TEST_SUITE("the workspace file that applies") {
    TEST_CASE("is the given one, before all others") {
        const Surroundings here;
        here.write("pacelane.yaml");
        Surroundings::set("PACELANE_CONFIG", here.write("other.yaml"));
        const auto given = here.write("given.yaml");
        CHECK(find_workspace(given, here.root.string()) == given);
    }

    TEST_CASE("is that of PACELANE_CONFIG, before one nearby") {
        const Surroundings here;
        here.write("pacelane.yaml");
        const auto named = here.write("other.yaml");
        Surroundings::set("PACELANE_CONFIG", named);
        CHECK(find_workspace("", here.root.string()) == named);
    }

    TEST_CASE("is the nearest upward") {
        const Surroundings here;
        here.write("pacelane.yaml");
        const auto nearer = here.write("a/pacelane.yaml");
        CHECK(find_workspace("", here.folder("a/b/c")) == nearer);
        CHECK(find_workspace("", here.folder("a")) == nearer);
    }

    TEST_CASE("is not a folder of that name") {
        const Surroundings here;
        const auto above = here.write("pacelane.yaml");
        here.folder("a/pacelane.yaml");
        CHECK(find_workspace("", here.folder("a")) == above);
    }

    TEST_CASE("is that of the user's settings when there is none nearby") {
        const Surroundings here;
        const auto at_home = here.write("home/.config/pacelane/pacelane.yaml");
        Surroundings::set("HOME", here.folder("home"));
        CHECK(find_workspace("", here.folder("a")) == at_home);
        const auto in_xdg = here.write("xdg/pacelane/pacelane.yaml");
        Surroundings::set("XDG_CONFIG_HOME", here.folder("xdg"));
        CHECK(find_workspace("", here.folder("a")) == in_xdg);
    }

    TEST_CASE("is none when there is none") {
        const Surroundings here;
        CHECK_FALSE(find_workspace("", here.folder("a")));
        Surroundings::set("HOME", here.folder("home"));
        CHECK_FALSE(find_workspace("", here.folder("a")));
    }

    TEST_CASE("must exist when it is named") {
        const Surroundings here;
        here.write("pacelane.yaml");
        const auto missing = (here.root / "missing.yaml").string();
        CHECK(configuration_error([&] { find_workspace(missing, here.root.string()); }) ==
              "no workspace file " + missing + " (named by --config)");
        Surroundings::set("PACELANE_CONFIG", missing);
        CHECK(configuration_error([&] { find_workspace("", here.root.string()); }) ==
              "no workspace file " + missing + " (named by $PACELANE_CONFIG)");
    }
}

TEST_SUITE("loading") {
    TEST_CASE("a file is read, and paths are from its folder") {
        const Surroundings here;
        const auto path = here.write("team/pacelane.yaml", "database: p.db\nusers: [{handle: m}]\n");
        const auto workspace = load_workspace(path);
        CHECK(workspace.path == path);
        CHECK(workspace.database == (here.root / "team/p.db").string());
    }

    TEST_CASE("a file that cannot be read is a matter of configuration") {
        const Surroundings here;
        const auto missing = (here.root / "missing.yaml").string();
        CHECK(configuration_error([&] { load_workspace(missing); }) ==
              "cannot read the workspace file " + missing + ": No such file or directory");
        CHECK(contains(configuration_error([&] { load_workspace(here.root.string()); }), "it is a folder"));
    }

    TEST_CASE("a source without an end is given up") {
        CHECK(contains(configuration_error([&] { load_workspace("/dev/zero"); }), "larger than 64 MB"));
    }
}
