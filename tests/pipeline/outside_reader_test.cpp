// What a reader may do that was taken over by a file, or is none: scripts in its place.
#include "temporary_folder.h"

#include <filesystem>
#include <fstream>
#include <pacelane/base/error.h>
#include <pacelane/base/version.h>
#include <pacelane/context/document_json.h>
#include <pacelane/pipeline/outside_reader.h>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace pacelane;
using namespace pacelane::pipeline;

namespace {

/// A frame, as printf of a shell writes it.
std::string printed(const std::string& json) {
    std::string octal;
    for (const char c : context::frame_head(json.size()))
        octal += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    std::string escaped;
    for (const char c : json)
        escaped += c == '\'' ? "'\\''" : c == '%' ? "%%" : c == '\\' ? "\\\\" : std::string(1, c);
    return fmt::format("printf '{}{}'\n", octal, escaped);
}

struct Script {
    explicit Script(const std::string& text) {
        std::ofstream(folder / "reader") << "#!/bin/sh\n" << text;
        std::filesystem::permissions(folder / "reader", std::filesystem::perms::owner_all);
        limits.per_file = std::chrono::milliseconds(400);
        limits.per_file_by_the_clock = std::chrono::milliseconds(1200);
    }
    static std::string hello() {
        return printed(fmt::format(R"({{"reader":"{}","formats":["csv"]}})", version()));
    }
    std::string error(OutsideReader& reader) const {
        try {
            reader.read("a.csv", "a,b\n1,2\n", context::Format::csv, context::DocumentKind::knowledge);
            return "";
        } catch (const Error& error) {
            return fmt::format("{} {}", static_cast<int>(error.kind()), error.what());
        }
    }
    std::string error() const {
        OutsideReader reader(folder / "reader", limits);
        return error(reader);
    }
    TemporaryFolder folder;
    context::ReaderLimits limits;
};

context::Document small_document() {
    context::Document document;
    document.format = context::Format::csv;
    document.title = "A";
    context::Passage passage;
    passage.text = "1 | 2";
    passage.place = "sheet Costs";
    document.passages = {passage};
    return document;
}

}  // namespace

TEST_SUITE("the reader of outside formats") {
    TEST_CASE("that hangs is stopped, and the file is told") {
        CHECK(Script(Script::hello() + "sleep 1000\n").error() ==
              "65 a.csv: the reader took too long over it and was stopped");
    }
    TEST_CASE("that waits for the machine has longer than one that works") {
        const auto answer = printed(Json{{"document", context::to_json(small_document())}}.dump());
        CHECK(Script(Script::hello() + "sleep 0.7\n" + answer + "sleep 1000\n").error() == "");
        Script busy(Script::hello() + "while :; do :; done\n");
        busy.limits.per_file_by_the_clock = std::chrono::minutes(10);
        CHECK(busy.error() == "65 a.csv: the reader took too long over it and was stopped");
    }
    TEST_CASE("has less for a small file, and never more than the limit") {
        constexpr context::ReaderLimits limits;
        using std::chrono::seconds;
        CHECK(limits.cpu_for(0) == seconds(5));
        CHECK(limits.cpu_for(512U * 1024) == seconds(15));
        CHECK(limits.cpu_for(64U * 1024 * 1024) == seconds(60));
        CHECK(limits.cpu_for(context::kLimits.file_bytes) == limits.per_file);
        Script busy(Script::hello() + "while :; do :; done\n");
        busy.limits.per_file = busy.limits.per_file_by_the_clock = std::chrono::minutes(10);
        busy.limits.per_empty_file = std::chrono::milliseconds(300);
        CHECK(busy.error() == "65 a.csv: the reader took too long over it and was stopped");
    }
    TEST_CASE("that breaks off costs the file, and is started again for the next one") {
        const Script script(Script::hello() + "kill -SEGV $$\n");
        OutsideReader reader(script.folder / "reader", script.limits);
        for (int n = 0; n < 2; ++n)
            CHECK(script.error(reader) ==
                  "65 a.csv: the reader broke off on it (signal 11 (Segmentation fault))");
    }
    TEST_CASE(
        "that breaks off on a part is asked again, and told on which part it was, so often and no more") {
        const Script script("");
        const auto log = script.folder / "asked";
        const auto answer = printed(Json{{"document", context::to_json(small_document())}}.dump());
        const auto breaks_until = [&](int times) {
            std::filesystem::remove(log);
            std::ofstream(script.folder / "reader")
                << "#!/bin/sh\n"
                << Script::hello() << "head -c 60 | tr -d '\\0' >> '" << log << "'; echo >> '" << log << "'\n"
                << printed(R"({"part":3})") << "if [ $(wc -l < '" << log << "') -le " << times
                << " ]; then kill -SEGV $$; fi\n"
                << answer << "sleep 1000\n";
        };
        breaks_until(2);
        CHECK(script.error() == "");
        std::ifstream asked(log);
        std::string all{std::istreambuf_iterator<char>(asked), {}};
        CHECK_MESSAGE(all.find(R"("broke_on":[])") < all.find(R"("broke_on":[3])"), all);
        CHECK_MESSAGE(all.find(R"("broke_on":[3,3])") != std::string::npos, all);
        breaks_until(100);
        CHECK(script.error() == "65 a.csv: the reader broke off on it (signal 11 (Segmentation fault))");
        std::ifstream counted(log);
        CHECK(std::count(std::istreambuf_iterator<char>(counted), {}, '\n') ==
              static_cast<std::ptrdiff_t>(script.limits.breaks_per_file) + 1);
    }
    TEST_CASE("that somebody else kills is asked once more") {
        const Script script("");
        const auto mark = script.folder / "killed";
        const auto answer = printed(Json{{"document", context::to_json(small_document())}}.dump());
        std::ofstream(script.folder / "reader") << "#!/bin/sh\n"
                                                << Script::hello() << "if [ ! -e '" << mark
                                                << "' ]; then touch '" << mark << "'; kill -KILL $$; fi\n"
                                                << answer << "sleep 1000\n";
        CHECK(script.error() == "");
    }
    TEST_CASE("of another version, or that is none, is no fault of the file's") {
        CHECK(Script(printed(R"({"reader":"99.0","formats":[]})")).error().starts_with("1 "));
        CHECK(Script("exit 3\n").error().starts_with("1 pacelane-reader does not start"));
        CHECK(Script(printed("[]")).error().starts_with("1 "));
        CHECK(Script("printf 'hello, world'\n").error().starts_with("1 "));
        OutsideReader nowhere("");
        CHECK_FALSE(nowhere.is_installed());
        CHECK(nowhere.problem() == "pacelane-reader is not installed; it is in the package pacelane-formats");
    }
    TEST_CASE("is not believed: what it answers is checked") {
        const auto good = context::to_json(small_document());
        const auto answer = [](const Json& document) {
            return Script(Script::hello() + printed(Json{{"document", document}}.dump()) + "sleep 1000\n")
                .error();
        };
        CHECK(answer(good) == "");
        const auto changed = [&](const char* field, const Json& value) {
            auto document = good;
            document["passages"][0][field] = value;
            return answer(document);
        };
        CHECK(changed("kind", "spell").starts_with("65 a.csv: pacelane-reader's answer: kind"));
        CHECK(changed("ordinal", 7).starts_with("65 a.csv: pacelane-reader's answer: ordinal"));
        CHECK(changed("line", 0).starts_with("65 a.csv: pacelane-reader's answer: line"));
        CHECK(
            changed("line", 18446744073709551615ULL).starts_with("65 a.csv: pacelane-reader's answer: line"));
        CHECK(changed("text", "").starts_with("65 a.csv: pacelane-reader's answer: text"));
        CHECK(changed("text", 1).starts_with("65 a.csv: pacelane-reader's answer: text"));
        CHECK(
            changed("place", std::string(300, 'x')).starts_with("65 a.csv: pacelane-reader's answer: place"));
        CHECK(
            changed("headings", Json::object()).starts_with("65 a.csv: pacelane-reader's answer: headings"));
        auto other = good;
        other["format"] = "pdf";
        CHECK(answer(other).starts_with("65 a.csv: pacelane-reader's answer: format"));
        other = good;
        other["url"] = "javascript:alert(1)";
        CHECK(answer(other).starts_with("65 a.csv: pacelane-reader's answer: url"));
        CHECK(answer(Json::array()).starts_with("65 a.csv: pacelane-reader's answer"));
    }
    TEST_CASE("whose answer is longer than any is, is cut off") {
        CHECK(Script(Script::hello() + "printf '\\377\\377\\377\\377'; sleep 1000\n")
                  .error()
                  .starts_with("65 a.csv: it holds more text than is read"));
    }
    TEST_CASE("whose program is gone is told") {
        OutsideReader reader("/nowhere/pacelane-reader");
        CHECK(reader.problem() == "'/nowhere/pacelane-reader' cannot be started: No such file or directory");
    }
}

TEST_SUITE("a document as JSON") {
    TEST_CASE("comes back as it was") {
        auto document = small_document();
        document.date = parse_date("2026-11-17");
        document.participants = {"Maya"};
        document.authors = {"Ana Souza"};
        document.passages[0].start_ms = 12;
        document.passages[0].checked = false;
        document.passages[0].columns = {"a", "b"};
        const auto back = context::document_from_json(context::to_json(document), context::Format::csv);
        CHECK(context::to_json(back) == context::to_json(document));
        CHECK(back.passages[0].place == "sheet Costs");
    }
}

TEST_CASE("files that wait are counted by format, the most first") {
    CHECK(waiting_text({{"docx", 3}, {"pdf", 9}}) ==
          "12 files (9 pdf, 3 docx) wait for the package pacelane-formats");
    CHECK(waiting_text({{"pdf", 1}}) == "1 file (1 pdf) waits for the package pacelane-formats");
}
