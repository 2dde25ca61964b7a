// Reading the outside formats, through the real reader.
#include "ingest.h"
#include "measure.h"
#include "office_files.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/outside_reader.h>
#include <stdexcept>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

using context::Format;

std::string page(Writer& writer, std::size_t bytes) {
    std::string text =
        "<!doctype html><html lang=\"en\"><head><title>Notes</title></head><body><nav><a "
        "href=\"/\">Home</a></nav><main><h1>Notes</h1>";
    while (text.size() < bytes)
        text += "<h2>" + writer.sentence() + "</h2><p>" + writer.paragraph() + "</p><ul><li>" +
                writer.sentence() + "</li></ul>";
    return text + "</main></body></html>";
}

std::string table(Writer& writer, std::size_t bytes) {
    std::string text = "date,what,why\n";
    while (text.size() < bytes)
        text += "2026-11-17,\"" + writer.sentence() + "\",\"" + writer.sentence() + "\"\n";
    return text;
}

std::string record(Writer& writer) {
    return fmt::format(R"({{"date":"2026-11-17","title":"{}","body":"{}"}})", writer.sentence(),
                       writer.paragraph());
}

std::string records(Writer& writer, std::size_t bytes, bool lines) {
    std::string text = lines ? "" : "[";
    while (text.size() < bytes)
        text += (text.size() > 1 && !lines ? ",\n" : "") + record(writer) + (lines ? "\n" : "");
    return text + (lines ? "" : "]");
}

std::string mail(Writer& writer, std::size_t bytes, int number) {
    auto text = fmt::format(
        "From: Maya Lindqvist <maya@example.com>\nTo: Rafael Souza <rafael@example.com>\nSubject: {}\nDate: "
        "Tue, 17 "
        "Nov 2026 09:00:00 +0100\nMessage-ID: <{}@example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; "
        "charset=utf-8\n\n",
        writer.sentence(), number);
    while (text.size() < bytes)
        text += writer.paragraph() + "\n\n";
    return text;
}

std::string mailbox(Writer& writer, std::size_t bytes) {
    std::string text;
    for (int n = 0; text.size() < bytes; ++n)
        text += "From maya@example.com Tue Nov 17 09:00:00 2026\n" + mail(writer, 2000, n) + "\n";
    return text;
}

std::string notebook(Writer& writer, std::size_t bytes) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<en-export>\n";
    for (int n = 0; text.size() < bytes; ++n) {
        text += fmt::format(
            "<note><title>Note {}</title><created>20261117T090000Z</created><content><![CDATA[<en-note>", n);
        for (int i = 0; i < 5; ++i)
            text += "<div>" + writer.paragraph() + "</div>";
        text += "</en-note>]]></content></note>\n";
    }
    return text + "</en-export>\n";
}

std::string rich_text(Writer& writer, std::size_t bytes) {
    std::string text = "{\\rtf1\\ansi{\\fonttbl\\f0 Times;}\\f0\n";
    while (text.size() < bytes)
        text += writer.paragraph() + "\\par\n";
    return text + "}";
}

std::string calendar(Writer& writer, std::size_t bytes) {
    std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//bench//EN\r\n";
    for (int n = 0; text.size() < bytes; ++n)
        text += fmt::format(
            "BEGIN:VEVENT\r\nUID:{0}@example.com\r\nDTSTAMP:20261117T090000Z\r\nDTSTART:202611{1:02}"
            "T090000Z\r\nDTEND:"
            "202611{1:02}T100000Z\r\nSUMMARY:{2}\r\nATTENDEE;CN=Maya Lindqvist:mailto:maya@example.com\r\n"
            "END:VEVENT\r\n",
            n, 1 + n % 28, writer.sentence());
    return text + "END:VCALENDAR\r\n";
}

std::vector<std::string> texts(Writer& writer, std::size_t bytes, bool whole) {
    std::vector<std::string> all;
    for (std::size_t size = 0; size < bytes; size += all.back().size())
        all.push_back(whole ? writer.paragraph() : writer.sentence());
    return all;
}

std::string sample(Format format, std::size_t bytes) {
    Writer writer;
    switch (format) {
        case Format::html:
            return page(writer, bytes);
        case Format::pdf:
            return pdf_of(texts(writer, bytes, false));
        case Format::docx:
            return docx_of(texts(writer, bytes, true));
        case Format::pptx:
            return pptx_of(texts(writer, bytes, false));
        case Format::odt:
            return odt_of(texts(writer, bytes, true));
        case Format::odp:
            return odp_of(texts(writer, bytes, false));
        case Format::xlsx:
            return xlsx_of(texts(writer, bytes, false));
        case Format::ods:
            return ods_of(texts(writer, bytes, false));
        case Format::eml:
            return mail(writer, bytes, 0);
        case Format::mbox:
            return mailbox(writer, bytes);
        case Format::csv:
            return table(writer, bytes);
        case Format::json:
            return records(writer, bytes, false);
        case Format::jsonl:
            return records(writer, bytes, true);
        case Format::rtf:
            return rich_text(writer, bytes);
        case Format::enex:
            return notebook(writer, bytes);
        case Format::ics:
            return calendar(writer, bytes);
        default:
            return "";
    }
}

}  // namespace

bool ingest_formats(const Settings& settings) {
    // The reader is beside the program, and so is this one.
    pipeline::OutsideReader reader;
    if (!reader.is_installed()) {
        fmt::print("Outside formats: pacelane-reader was not built\n");
        return true;
    }
    const std::size_t bytes = settings.quick ? 200'000 : 2'000'000;
    const auto started = seconds([&] { reader.formats(); });
    fmt::print("Outside formats, through pacelane-reader (started in {:.0f} ms), documents of 100 kB:\n",
               1000 * started);
    for (const auto& name : reader.formats()) {
        const auto format = *context::format(name);
        const auto text = sample(format, 100'000);
        if (text.empty()) {
            fmt::print("  {:<14} no sample\n", name);
            continue;
        }
        std::size_t done = 0, passages = 0, files = 0;
        const auto taken = seconds([&] {
            for (; done < bytes; done += text.size(), ++files)
                passages +=
                    reader.read("a." + name, text, format, context::DocumentKind::knowledge).passages.size();
        });
        if (passages == 0) throw std::runtime_error(name + ": nothing was read");
        fmt::print("  {:<14} {:7.1f} MB/s, {:6.1f} ms a file, {} passages each\n", name,
                   static_cast<double>(done) / 1e6 / taken, 1000 * taken / static_cast<double>(files),
                   passages / files);
    }
    return true;
}

}  // namespace pacelane::bench
