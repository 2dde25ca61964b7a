// What slides repeat: numbers, dates and feet that are no placeholders, as converters and other programs
// write them.
#include "read.h"
#include "zip_parts.h"

using namespace pacelane;
using namespace pacelane::formats;
using context::Format;

namespace {

std::string box(const std::string& runs) {
    return "<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody><a:p>" + runs + "</a:p></p:txBody></p:sp>";
}
std::string run_of(const std::string& text) {
    return "<a:r><a:t>" + text + "</a:t></a:r>";
}
/// A presentation with these shapes on each slide.
std::string slides_of(const Lines& slides) {
    const std::string names = R"( xmlns:p="p" xmlns:a="a" xmlns:r="r")";
    std::string list, relations;
    ZipParts parts;
    for (std::size_t n = 1; n <= slides.size(); ++n) {
        const auto id = std::to_string(n);
        list += "<p:sldId r:id=\"r" + id + "\"/>";
        relations +=
            "<Relationship Id=\"r" + id + "\" Type=\"x/slide\" Target=\"slides/slide" + id + ".xml\"/>";
        parts.emplace_back(
            "ppt/slides/slide" + id + ".xml",
            "<p:sld" + names + "><p:cSld><p:spTree>" + slides[n - 1] + "</p:spTree></p:cSld></p:sld>");
    }
    parts.emplace_back("ppt/presentation.xml",
                       "<p:presentation" + names + "><p:sldIdLst>" + list + "</p:sldIdLst></p:presentation>");
    parts.emplace_back("ppt/_rels/presentation.xml.rels", "<Relationships>" + relations + "</Relationships>");
    return zip_of(parts);
}
Lines texts_on_slides_of(const context::Document& document) {
    Lines all;
    for (const auto& passage : document.passages)
        all.push_back(passage.text);
    return all;
}

}  // namespace

TEST_SUITE("slides") {
    TEST_CASE("numbers, dates and feet in boxes of their own are left out") {
        const auto foot = [](int number) {
            return box(run_of("Harbour Works, internal")) + box(run_of(std::to_string(number) + " / 4")) +
                   box("<a:fld type=\"slidenum\"><a:t>" + std::to_string(number) + "</a:t></a:fld>") +
                   box("<a:fld type=\"datetime1\"><a:t>3/11/2026</a:t></a:fld>");
        };
        const auto document =
            read_text(Format::pptx, slides_of({box(run_of("The harbour is full in May.")) + foot(1),
                                               box(run_of("Eleven boats wait outside.")) + foot(2),
                                               box(run_of("Each waits for a day.")) + foot(3),
                                               box(run_of("Two more piers are enough.")) + foot(4)}));
        CHECK(texts_on_slides_of(document) == Lines{"The harbour is full in May.",
                                                    "Eleven boats wait outside.", "Each waits for a day.",
                                                    "Two more piers are enough."});
        CHECK(holds(document.omitted, "what the slides repeat"));
        CHECK(document.passages[2].place == "slide 3");
    }
    TEST_CASE("what two slides say, and a number that is none of the slide's, stay") {
        const auto document = read_text(
            Format::pptx, slides_of({box(run_of("The harbour is full.")), box(run_of("The harbour is full.")),
                                     box(run_of("7")) + box(run_of("So many boats wait.")),
                                     box(run_of("A pier costs a week."))}));
        CHECK(texts_on_slides_of(document).size() == 5);
        CHECK(document.omitted.empty());
    }
}
