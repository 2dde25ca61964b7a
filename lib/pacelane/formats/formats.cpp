#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/context/detail/read_by_content.h>
#include <pacelane/formats/formats.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using context::Format;

constexpr std::array kReaders{
    Reader{Format::csv, read_csv},
    Reader{Format::eml, read_eml, prepare_mail},
    Reader{Format::mbox, read_mbox, prepare_mail},
    Reader{Format::ics, read_ics},
    Reader{Format::json, read_json},
    Reader{Format::jsonl, read_jsonl},
    Reader{Format::html, read_html},
    Reader{Format::pdf, read_pdf, prepare_pdf},
    Reader{Format::docx, read_docx},
    Reader{Format::pptx, read_pptx},
    Reader{Format::odt, read_odt},
    Reader{Format::odp, read_odp},
    Reader{Format::xlsx, read_xlsx},
    Reader{Format::ods, read_ods},
    Reader{Format::enex, read_enex},
};

}  // namespace

std::span<const Reader> readers() {
    return kReaders;
}

const Reader* reader_of(Format format) {
    const auto found = std::find_if(kReaders.begin(), kReaders.end(),
                                    [&](const Reader& reader) { return reader.format == format; });
    return found == kReaders.end() ? nullptr : &*found;
}

void prepare() {
    // Loads the libraries that are loaded late, and the tables of the languages.
    context::parse_document("a.md", "# Title\n\nA sentence of some words, in which a language can be seen.\n",
                            context::DocumentKind::knowledge);
    for (const auto& reader : kReaders)
        if (reader.prepare) reader.prepare();
}

context::Document read(Format format, const Source& source) {
    const auto* reader = reader_of(format);
    try {
        if (format == Format::rtf)
            throw Error(ErrorKind::bad_input, "RTF is not read; save it as .docx or .odt");
        if (!reader)
            throw Error(ErrorKind::bad_input,
                        fmt::format("the format {} is not read by this version", context::name(format)));
        if (source.bytes.empty()) throw Error(ErrorKind::bad_input, "the file is empty");
        return context::detail::read_by_content(source.folder, [&](context::DocumentKind kind) {
            auto placed = source;
            placed.folder = kind;
            auto found = reader->read(placed);
            const auto opening = std::move(found.opening);
            return context::detail::assemble(source.path, kind, format, std::move(found), opening);
        });
    } catch (const Error& error) {
        const std::string_view what = error.what();
        if (what.starts_with(source.path)) throw;
        throw Error(error.kind(), fmt::format("{}: {}", source.path, what));
    }
}

}  // namespace pacelane::formats
