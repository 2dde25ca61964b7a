#include "detail/assemble.h"
#include "detail/embedded_data.h"
#include "detail/encoding.h"
#include "detail/front_matter.h"
#include "detail/metadata.h"
#include "detail/read_by_content.h"
#include "detail/readers.h"
#include "detail/transcript_export.h"

#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/document.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context {

namespace {

using namespace std::string_view_literals;
using detail::FileBody;

constexpr std::array document_kinds{"knowledge"sv, "meeting"sv, "transcript"sv};
constexpr std::array formats{"markdown"sv,
                             "text"sv,
                             "webvtt"sv,
                             "srt"sv,
                             "speaker_text"sv,
                             "chat"sv,
                             "transcript_json"sv,
                             "transcript_tsv"sv,
                             "org"sv,
                             "lyrics"sv,
                             "html"sv,
                             "pdf"sv,
                             "docx"sv,
                             "pptx"sv,
                             "odt"sv,
                             "odp"sv,
                             "xlsx"sv,
                             "ods"sv,
                             "epub"sv,
                             "rtf"sv,
                             "eml"sv,
                             "mbox"sv,
                             "ics"sv,
                             "csv"sv,
                             "json"sv,
                             "jsonl"sv,
                             "enex"sv};
static_assert(formats.size() == static_cast<std::size_t>(Format::enex) + 1);
constexpr std::array passage_kinds{"paragraph"sv, "list_item"sv, "table_row"sv, "quote"sv,
                                   "code"sv,      "turn"sv,      "image"sv};

template <typename Kind, std::size_t count>
std::optional<Kind> by_name(const std::array<std::string_view, count>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Kind>(found - names.begin());
}

constexpr std::string_view readable_formats =
    "Markdown (.md), plain text (.txt), WebVTT (.vtt), SubRip (.srt), transcripts and chats (.txt), "
    "transcripts in JSON, and what pacelane-formats reads: web pages, PDF, office documents, mail, "
    "calendars, tables "
    "and data (docs/formats.md)";
constexpr std::size_t start_bytes = 512U * 1024;  // what tells a format

std::string extension_of(std::string_view path) {
    if (const std::size_t slash = path.find_last_of("/\\"); slash != std::string_view::npos)
        path.remove_prefix(slash + 1);
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return {};
    return ascii_lower(path.substr(dot + 1));
}

bool is_one_of(std::string_view extension, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), extension) != all.end();
}

/// Texts in a markup of their own, which another program makes Markdown of.
bool is_markup(std::string_view extension) {
    return is_one_of(
        extension, {"rst", "adoc", "asciidoc", "textile", "mediawiki", "wiki", "typ", "tex", "latex", "texi",
                    "creole", "dokuwiki", "muse", "t2t", "djot", "dj", "ipynb", "opml"});
}
/// Captions in formats that hardly anything but players read.
bool is_foreign_captions(std::string_view extension) {
    return is_one_of(extension,
                     {"ass", "ssa", "ttml", "dfxp", "smi", "sami", "sub", "stl", "scc", "sup", "itt"});
}

/// Programs, their settings and their changes: the sentences in them are comments and messages.
bool is_source_code(std::string_view extension) {
    return is_one_of(
        extension,
        {"c",         "h",    "cc",   "cpp",   "cxx",      "hpp",    "hh",     "hxx",        "ino",
         "cu",        "m",    "mm",   "cs",    "csx",      "fs",     "fsx",    "fsi",        "vb",
         "vbs",       "bas",  "java", "kt",    "kts",      "scala",  "groovy", "gradle",     "clj",
         "cljs",      "cljc", "edn",  "go",    "rs",       "zig",    "nim",    "d",          "v",
         "sv",        "vhd",  "vhdl", "swift", "dart",     "rb",     "rake",   "gemspec",    "erb",
         "py",        "pyi",  "pyx",  "ipy",   "php",      "pl",     "pm",     "lua",        "tcl",
         "r",         "jl",   "f90",  "f95",   "pas",      "hs",     "lhs",    "elm",        "ml",
         "mli",       "ex",   "exs",  "eex",   "heex",     "erl",    "hrl",    "lisp",       "lsp",
         "el",        "scm",  "rkt",  "asm",   "s",        "wat",    "sh",     "bash",       "zsh",
         "fish",      "ps1",  "psm1", "psd1",  "bat",      "cmd",    "awk",    "sql",        "css",
         "scss",      "sass", "less", "styl",  "js",       "mjs",    "cjs",    "jsx",        "ts",
         "mts",       "cts",  "tsx",  "vue",   "svelte",   "astro",  "coffee", "graphql",    "gql",
         "proto",     "sol",  "glsl", "hlsl",  "shader",   "tf",     "tfvars", "hcl",        "nix",
         "cmake",     "mk",   "mak",  "ninja", "bazel",    "bzl",    "lock",   "map",        "diff",
         "patch",     "po",   "pot",  "env",   "conf",     "cfg",    "ini",    "properties", "editorconfig",
         "gitignore", "tmpl", "j2",   "hbs",   "mustache", "liquid", "ejs",    "pug",        "haml",
         "slim",      "njk"});
}

/// Documents and data in formats of their own: to read them as text would be to read their markup.
bool is_foreign(std::string_view extension) {
    return is_one_of(
               extension,
               {"pdf",     "doc",    "docx",       "odt",        "rtf",        "ppt",  "pptx",   "odp",
                "xls",     "xlsx",   "ods",        "html",       "htm",        "xml",  "json",   "jsonl",
                "csv",     "tsv",    "yaml",       "yml",        "toml",       "epub", "pages",  "key",
                "numbers", "eml",    "ics",        "tex",        "ipynb",      "png",  "jpg",    "jpeg",
                "gif",     "webp",   "svg",        "heic",       "bmp",        "tif",  "tiff",   "mp3",
                "mp4",     "m4a",    "mov",        "wav",        "ogg",        "webm", "mkv",    "enex",
                "opml",    "plist",  "mht",        "mhtml",      "webarchive", "vcf",  "zip",    "gz",
                "tar",     "7z",     "rar",        "exe",        "so",         "db",   "sqlite", "sqlite3",
                "db-wal",  "db-shm", "db-journal", "sqlite-wal", "sqlite-shm"}) ||
           is_markup(extension) || is_foreign_captions(extension) || is_source_code(extension);
}

struct OutsideName {
    std::string_view extension;
    Format format;
};
constexpr std::array outside_formats{
    OutsideName{"html", Format::html},   OutsideName{"htm", Format::html},
    OutsideName{"xhtml", Format::html},  OutsideName{"pdf", Format::pdf},
    OutsideName{"docx", Format::docx},   OutsideName{"pptx", Format::pptx},
    OutsideName{"odt", Format::odt},     OutsideName{"odp", Format::odp},
    OutsideName{"rtf", Format::rtf},     OutsideName{"eml", Format::eml},
    OutsideName{"mbox", Format::mbox},   OutsideName{"ics", Format::ics},
    OutsideName{"ical", Format::ics},    OutsideName{"csv", Format::csv},
    OutsideName{"tsv", Format::csv},     OutsideName{"json", Format::json},
    OutsideName{"jsonl", Format::jsonl}, OutsideName{"ndjson", Format::jsonl},
    OutsideName{"enex", Format::enex},   OutsideName{"xlsx", Format::xlsx},
    OutsideName{"xlsm", Format::xlsx},   OutsideName{"ods", Format::ods},
};

bool is_json(std::string_view extension) {
    return is_one_of(extension, {"json", "jsonl", "ndjson"});
}

/// Data in which a transcript may lie, by what it holds.
bool is_transcript_data(std::string_view extension, std::string_view bytes) {
    const auto start = bytes.substr(0, start_bytes);
    if (is_json(extension)) return detail::may_be_transcript_json(detail::decode(start).text);
    if (extension == "xml") return detail::looks_like_sms_backup(detail::decode(start).text);
    return extension == "tsv" && detail::looks_like_transcript_tsv(start);
}

const detail::Reader& reader_of(std::string_view path, const FileBody& body) {
    const std::string extension = extension_of(path);
    const auto readers = detail::readers();
    return *std::find_if(readers.begin(), readers.end(),
                         [&](const detail::Reader& reader) { return reader.recognizes(body, extension); });
}

[[noreturn]] void refuse(std::string_view path, std::string_view why) {
    throw Error(ErrorKind::bad_input, fmt::format("{}: {}", path, why));
}

}  // namespace

std::string_view name(DocumentKind kind) {
    return document_kinds[static_cast<std::size_t>(kind)];
}
std::optional<DocumentKind> document_kind(std::string_view name) {
    return by_name<DocumentKind>(document_kinds, name);
}
std::string_view name(Format format) {
    return formats[static_cast<std::size_t>(format)];
}
std::optional<Format> format(std::string_view name) {
    return by_name<Format>(formats, name);
}
std::string_view name(PassageKind kind) {
    return passage_kinds[static_cast<std::size_t>(kind)];
}
std::optional<PassageKind> passage_kind(std::string_view name) {
    return by_name<PassageKind>(passage_kinds, name);
}

bool is_own_writing(const Passage& passage) {
    return !passage.quoted && passage.kind != PassageKind::quote && passage.kind != PassageKind::code &&
           passage.kind != PassageKind::image;
}

bool is_readable(std::string_view path, std::string_view bytes) {
    const std::string extension = extension_of(path);
    return !detail::is_binary(bytes) && (!is_foreign(extension) || is_transcript_data(extension, bytes));
}

std::optional<Format> outside_format(std::string_view path, std::string_view bytes) {
    const std::string extension = extension_of(path);
    const auto named = std::find_if(outside_formats.begin(), outside_formats.end(),
                                    [&](const OutsideName& one) { return one.extension == extension; });
    if (named != outside_formats.end() && !is_transcript_data(extension, bytes)) return named->format;
    if (bytes.starts_with("%PDF-")) return Format::pdf;
    return std::nullopt;
}

std::string_view way_to_read(std::string_view path) {
    const std::string extension = extension_of(path);
    if (is_one_of(extension, {"doc", "rtf", "pages", "wps"})) return "save it as .docx or .odt";
    if (is_one_of(extension, {"ppt", "pps", "key"})) return "save it as .pptx";
    if (is_one_of(extension, {"xls", "xlsb", "numbers"})) return "save it as .xlsx or .csv";
    if (is_one_of(extension, {"epub", "mht", "mhtml", "webarchive"})) return "save it as .html";
    if (is_one_of(extension, {"msg"})) return "save it as .eml";
    if (is_markup(extension)) return "make it Markdown ('pandoc FILE -o FILE.md')";
    if (is_foreign_captions(extension)) return "save it as .srt or .vtt ('ffmpeg -i FILE FILE.srt')";
    return {};
}

std::string position_text(std::string_view place, int line) {
    return place.empty() ? fmt::format("line {}", line) : std::string(place);
}

std::optional<Format> detect_format(std::string_view path, std::string_view bytes) {
    if (!is_readable(path, bytes)) return std::nullopt;
    // The start of the file tells; all of it need not be decoded.
    const auto start = detail::decode(bytes.substr(0, start_bytes));
    const auto matter = detail::read_front_matter(start.text);
    return reader_of(path, {std::string_view{start.text}.substr(matter.body_begin), matter.body_line,
                            DocumentKind::knowledge})
        .format;
}

Document parse_document(std::string_view path, std::string_view bytes, DocumentKind folder,
                        const Limits& limits) {
    if (bytes.empty()) refuse(path, "the file is empty");
    if (bytes.size() > limits.file_bytes)
        refuse(path,
               fmt::format("the file is larger than {} MiB; split it", limits.file_bytes / (1024 * 1024)));
    if (!is_readable(path, bytes))
        refuse(path, way_to_read(path).empty()
                         ? fmt::format("not a text that can be read; readable are {}", readable_formats)
                         : fmt::format("in a format that is not read; {}", way_to_read(path)));
    const auto extension = extension_of(path);
    const bool is_data = is_json(extension) || extension == "xml";
    // Data may be a single line.
    detail::Decoded decoded = detail::decode(bytes, is_data ? bytes.size() : limits.line_bytes);
    if (bytes.size() > limits.large_file_bytes)
        decoded.warnings.insert(decoded.warnings.begin(),
                                fmt::format("a large file ({} MiB): if it is no text of yours, exclude it",
                                            bytes.size() / (1024 * 1024)));
    if (decoded.foreign)
        refuse(path,
               "in an encoding that is not read (UTF-8, UTF-16 and Windows-1252 are); convert it to UTF-8");
    if (trim(decoded.text).empty())
        refuse(path, decoded.warnings.empty()
                         ? "the file is empty (only white space)"
                         : fmt::format("nothing to read in it: {}", decoded.warnings.back()));
    if (!is_data) detail::drop_embedded_data(decoded.text);

    return detail::read_by_content(folder, [&](DocumentKind kind) {
        // An object at the start of data is none.
        auto matter = is_data ? detail::FrontMatter{} : detail::read_front_matter(decoded.text);
        const FileBody source{std::string_view{decoded.text}.substr(matter.body_begin), matter.body_line,
                              kind};
        const auto& reader = reader_of(path, source);
        auto reading = reader.read(source, matter.title);
        matter.warnings.insert(matter.warnings.begin(), decoded.warnings.begin(), decoded.warnings.end());
        return detail::assemble(path, kind, reader.format, {std::move(matter), std::move(reading)},
                                source.text);
    });
}

}  // namespace pacelane::context
