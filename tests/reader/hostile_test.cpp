// Files that were made to do harm, or that nobody can read, through pacelane as it is installed: each costs
// itself, is told by name with the reason, and everything else is read.
#include "reader/installed.h"

#include <chrono>
#include <map>
#include <sys/resource.h>
#include <zip.h>

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    while (times-- > 0)
        all += text;
    return all;
}

void write_zip(const std::string& path, const Parts& parts) {
    auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    REQUIRE(archive);
    for (const auto& [name, bytes] : parts)
        REQUIRE(zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0),
                             0) >= 0);
    REQUIRE(zip_close(archive) == 0);
}

Parts word(const std::string& body, const std::string& before = "") {
    return {{"[Content_Types].xml",
             R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)"},
            {"_rels/.rels",
             R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
             R"(<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/)"
             R"(officeDocument/2006/relationships/officeDocument"/></Relationships>)"},
            {"word/document.xml",
             before +
                 R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
                 "<w:body><w:p><w:r><w:t>" +
                 body + "</w:t></w:r></w:p></w:body></w:document>"}};
}

/// Ten entities, each ten times the one before.
std::string laughs() {
    std::string text = R"(<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha ha ha ha ">)";
    for (char name = 'b'; name <= 'j'; ++name)
        text += std::string("<!ENTITY ") + name + " \"" +
                repeated(std::string("&") + static_cast<char>(name - 1) + ";", 10) + "\">";
    return text + "]>";
}

std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = "") {
    std::string text = "%PDF-1.5\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        auto place = std::to_string(text.size());
        table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
        text += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto size = std::to_string(objects.size() + 1);
    const auto at = std::to_string(text.size());
    return text + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + size +
           "/Root 1 0 R" + trailer + ">>\nstartxref\n" + at + "\n%%EOF\n";
}

std::chrono::milliseconds cpu_of_children() {
    struct rusage used {};
    ::getrusage(RUSAGE_CHILDREN, &used);
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
        std::chrono::microseconds(used.ru_utime.tv_usec + used.ru_stime.tv_usec));
}

struct Hostile : Installed {
    Hostile() { install_reader(); }
    void zip(const std::string& name, const Parts& parts) const { write_zip(path("notes/" + name), parts); }

    /// Reads all; each of these files is told with such a reason, no other is, and the good ones are read.
    void sync_and_check(const std::map<std::string, std::string>& reasons) const {
        const auto result = run({"context", "sync", "--json"});
        std::map<std::string, std::string> told;
        const auto report = result.json();
        for (const auto& problem : report[0]["unreadable"])
            told[problem["path"].get<std::string>().substr(6)] = problem["message"];
        for (const auto& one : reasons) {
            const auto& name = one.first;
            const auto& reason = one.second;
            INFO(name);
            CHECK_MESSAGE(has(told[name], reason), told[name]);
            CHECK_MESSAGE(has(result.err, "notes/" + name + ": "), result.err);
        }
        for (const auto& one : told)
            CHECK_MESSAGE(reasons.count(one.first) == 1, one.first, ": ", one.second);
        CHECK(has(run({"context", "search", "--user", "ana", "twelve euros", "--json"}).out,
                  "twelve euros a month"));
        CHECK(
            has(run({"context", "search", "--user", "ana", "tried restore", "--json"}).out, "nobody tried"));
    }
    std::string text_of(const std::string& name) const {
        return run({"context", "explain", "notes/" + name, "--json"}).out;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Hostile, "hostile office documents: bombs, entities, encryption, halves") {
    zip("ratio.docx", word(std::string(100'000'000, 'a')));
    zip("deep.docx", word(repeated("<w:p>", 200'000) + repeated("</w:p>", 200'000)));
    zip("laughs.docx", word("&j; they said of it", laughs()));
    zip("outside.docx",
        word("&e; was asked for here", R"(<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>)"));
    write_zip(path("inner.zip"), {{"zeros", std::string(50'000'000, '\0')}});
    auto nested = word("Archives lie within this document.");
    const auto inner = read("inner.zip");
    for (int n = 0; n < 40; ++n)
        nested.emplace_back("word/embeddings/" + std::to_string(n) + ".zip", inner);
    zip("nested.docx", nested);
    const auto good = read("notes/nested.docx");
    write("notes/half.docx", good.substr(0, good.size() / 2));
    // The flag of each entry that says: with a password.
    auto locked = good;
    for (const auto& [mark, flags] :
         {std::pair(std::string("PK\3\4"), 6), std::pair(std::string("PK\1\2"), 8)})
        for (auto at = locked.find(mark); at != std::string::npos; at = locked.find(mark, at + 4))
            locked[at + static_cast<std::size_t>(flags)] |= 1;
    write("notes/password.docx", locked);
    // What Word makes of a document with a password is no zip.
    write("notes/ole.docx", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(504, '\0') +
                                std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32) +
                                std::string(4000, '\0'));
    zip("locked.odt",
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"META-INF/manifest.xml",
          R"(<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry )"
          R"(m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>)"},
         {"content.xml", "\x01\x02\x03 not to be read without the password"}});
    sync_and_check({{"ratio.docx", "unpacks to more than 32 MiB"},
                    {"deep.docx", "nothing to read in it"},
                    {"half.docx", "damaged"},
                    {"password.docx", "is encrypted"},
                    {"ole.docx", "is encrypted"},
                    {"locked.odt", "is encrypted"}});
    CHECK(has(text_of("nested.docx"), "Archives lie within this document."));
    CHECK(has(text_of("laughs.docx"), "they said of it"));
    CHECK_FALSE(has(text_of("laughs.docx"), "ha ha"));
    CHECK_FALSE(has(text_of("outside.docx"), "root:"));
}

TEST_CASE_FIXTURE(Hostile,
                  "hostile PDFs: pages without end, trees that hold themselves, encryption, halves") {
    const auto before = cpu_of_children();
    const std::string catalog = "<</Type/Catalog/Pages 2 0 R>>";
    const std::string one = "<</Type/Pages/Count 1/Kids[3 0 R]>>";
    const std::string draws = "/X Do /X Do";
    const auto stream = [&](const std::string& head, const std::string& text) {
        return "<<" + head + "/Length " + std::to_string(text.size()) + ">>stream\n" + text + "\nendstream";
    };
    const std::string uses = "/Resources<</XObject<</X 5 0 R>>>>";
    write("notes/pages.pdf", pdf({catalog, "<</Type/Pages/Count 2000000000/Kids[3 0 R]>>",
                                  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}));
    write("notes/loop.pdf", pdf({catalog, "<</Type/Pages/Count 100/Kids[2 0 R 2 0 R 2 0 R]/Parent 2 0 R>>"}));
    write("notes/itself.pdf",
          pdf({catalog, one, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R" + uses + ">>",
               stream("", draws), stream("/Type/XObject/Subtype/Form/BBox[0 0 99 99]" + uses, draws)}));
    write("notes/locked.pdf", pdf({catalog, one, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
                                   "<</Filter/Standard/V 2/R 3/Length 128/P -44/O<" + repeated("41", 32) +
                                       ">/U<" + repeated("42", 32) + ">>>"},
                                  "/Encrypt 4 0 R/ID[<00><00>]"));
    write("notes/half.pdf", read("notes/locked.pdf").substr(0, 120));
    // Each form draws the next one twice, 40 levels deep: 2 kB that nobody lives to see the end of.
    std::vector<std::string> doubling{
        catalog, one, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R" + uses + ">>",
        stream("", draws)};
    for (int level = 0; level < 40; ++level)
        doubling.push_back(stream("/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X " +
                                      std::to_string(doubling.size() + 2) + " 0 R>>>>",
                                  draws));
    doubling.push_back(stream("/Type/XObject/Subtype/Form/BBox[0 0 99 99]", "q Q"));
    write("notes/doubling.pdf", pdf(doubling));
    // Tables for more objects than a file may have.
    const auto numbered = [&](const std::string& count) {
        auto text = pdf({catalog, one, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"});
        return text.replace(text.find("/Size 4"), 7, "/Size " + count);
    };
    write("notes/numbers.pdf", numbered("8388608"));
    write("notes/more.pdf", numbered("2000000000"));
    sync_and_check({{"pages.pdf", "no pages; the file is damaged"},
                    {"loop.pdf", "no pages; the file is damaged"},
                    {"itself.pdf", "has no text"},
                    {"locked.pdf", "is encrypted"},
                    {"half.pdf", "damaged"},
                    {"doubling.pdf", "took too long over it"},
                    {"numbers.pdf", "has no text"},
                    {"more.pdf", "has no text"}});
    const auto used = cpu_of_children() - before;
    CHECK_MESSAGE(used < std::chrono::seconds(30), used.count(), " ms of CPU");
}

TEST_CASE_FIXTURE(Hostile,
                  "a PDF on one of whose pages a library breaks off is read without that page's fonts") {
    const auto page = [](const std::string& text) {
        return "<</Length " + std::to_string(text.size()) + ">>stream\n" + text + "\nendstream";
    };
    const std::string head =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F 9 0 R>>>>"
        "/Contents ";
    const auto line = [](const std::string& words) { return "BT /F 10 Tf 50 500 Td (" + words + ") Tj ET"; };
    // Replaced text that ends where no font is set: poppler 22 ends the process when it is asked for the
    // font.
    write("notes/broken.pdf",
          pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>",
               head + "6 0 R>>", head + "7 0 R>>", head + "8 0 R>>",
               page(line("The first page tells of boats.")),
               page("q " + line("The second page tells of cranes.") +
                    " BT /F 10 Tf 50 450 Td /Span<</ActualText(fi)>>BDC (x) Tj ET Q EMC"),
               page(line("The third page tells of harbours.")),
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}));
    sync_and_check({});
    const auto text = text_of("broken.pdf");
    for (const auto* const words : {"tells of boats", "tells of cranes", "tells of harbours"})
        CHECK_MESSAGE(has(text, words), text);
}

TEST_CASE_FIXTURE(Hostile, "hostile mail, tables, data, calendars and pages") {
    const std::string head = "From: Maya <maya@example.com>\nSubject: Parts\nMIME-Version: 1.0\n";
    std::string many = head + "Content-Type: multipart/mixed; boundary=b\n\n", deep = head;
    for (int n = 0; n < 10'000; ++n) {
        const auto name = std::to_string(n);
        many += "--b\nContent-Type: text/plain\n\nThe part says a few words here.\n";
        deep += "Content-Type: multipart/mixed; boundary=b" + name + "\n\n--b" + name + "\n";
    }
    write("notes/many.eml", many + "--b--\n");
    write("notes/deep.eml", deep + "Content-Type: text/plain\n\nThe innermost words of all.\n");
    write("notes/large.mbox", "From maya@example.com Thu Jan  1 00:00:00 2026\n" + head + "\nWords.\n");
    std::filesystem::resize_file(path("notes/large.mbox"), 1U << 30);
    write("notes/wide.csv", repeated("name,", 1'000'000) + "name\n" + repeated("a word,", 1'000'000) + "x\n");
    write("notes/deep.json", std::string(1'000'000, '[') + std::string(1'000'000, ']'));
    write("notes/objects.json", repeated("{\"a\":", 1'000'000) + "1" + std::string(1'000'000, '}'));
    write("notes/forever.ics",
          "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20260105T090000Z\n"
          "RRULE:FREQ=SECONDLY\nSUMMARY:Every second from now on\nEND:VEVENT\nEND:VCALENDAR\n");
    write("notes/deep.html", repeated("<div>", 300'000) + "The deepest sentence of all.");
    sync_and_check({{"deep.eml", "has no text"},
                    {"large.mbox", "is larger than 64 MiB"},
                    {"deep.json", "data or settings"},
                    {"objects.json", "data or settings"},
                    {"deep.html", "more than 1000 elements within each other"}});
    CHECK(has(text_of("forever.ics"), "Every second from now on"));
    CHECK(has(text_of("many.eml"), "more of them, than are read"));
}

TEST_CASE_FIXTURE(Installed, "a large file is named by context sync, and read") {
    write("notes/large.md", "# Export\n\n" + repeated("A line of an export of everything.\n\n", 140'000));
    const auto first = run({"context", "sync"});
    CHECK(first.exit_code == 0);
    CHECK_MESSAGE(has(first.err, "user 'ana', notes/large.md: a large file (4 MiB)"), first.err);
    CHECK_FALSE(has(run({"context", "sync"}).err, "large file"));
}
