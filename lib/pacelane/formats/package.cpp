#include "detail/package.h"

#include "detail/flow.h"
#include "detail/limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <pacelane/base/error.h>
#include <zip.h>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

[[noreturn]] void refuse(std::string why) {
    throw Error(ErrorKind::bad_input, std::move(why));
}

/// "ppt/slides/../media/a.png" → "ppt/media/a.png".
std::string resolved(std::string_view folder, std::string_view target) {
    std::string path(target.starts_with('/') ? target.substr(1) : target);
    if (!target.starts_with('/')) path = std::string(folder) + path;
    std::vector<std::string_view> parts;
    std::string_view rest = path;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('/'), rest.size());
        const auto part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (part == "..") {
            if (!parts.empty()) parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    return fmt::format("{}", fmt::join(parts, "/"));
}

}  // namespace

Package::Package(std::string_view bytes, std::string_view what) : what_(what) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) {
        const bool encrypted =
            bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) != std::string_view::npos;
        refuse(encrypted ? "is encrypted; save it without a password"
                         : "is in the old format of Microsoft Office (.doc, .ppt, .xls); save it as .docx, "
                           ".pptx or .xlsx");
    }
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source) {
        archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (!archive_) zip_source_free(source);
    }
    zip_error_fini(&error);
    if (!archive_) refuse(fmt::format("is no {}, or a damaged one (no zip archive)", what_));
    const auto entries = zip_get_num_entries(archive_, 0);
    if (entries < 0 || static_cast<std::size_t>(entries) > kFormatLimits.zip_entries) {
        zip_discard(archive_);
        archive_ = nullptr;
        refuse(fmt::format("has more than {} parts, and is not read", kFormatLimits.zip_entries));
    }
}

Package::~Package() {
    if (archive_) zip_discard(archive_);
}

bool Package::has(const std::string& name) const {
    return zip_name_locate(archive_, name.c_str(), 0) >= 0;
}

std::optional<std::string> Package::read(const std::string& name) {
    const auto index = zip_name_locate(archive_, name.c_str(), 0);
    if (index < 0) return std::nullopt;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive_, static_cast<zip_uint64_t>(index), 0, &stat) == 0 &&
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        refuse("is encrypted; save it without a password");
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0), zip_fclose);
    if (!file) refuse(fmt::format("its part {} cannot be unpacked; the file is damaged", clean(name)));
    // What the zip says of a part's size may be wrong, so what comes out is counted.
    std::string bytes;
    std::array<char, 64 * 1024> buffer;
    for (;;) {
        const auto got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) refuse(fmt::format("its part {} is damaged", clean(name)));
        if (got == 0) break;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
        total_ += static_cast<std::size_t>(got);
        if (bytes.size() > kFormatLimits.zip_entry_bytes || total_ > kFormatLimits.zip_total_bytes)
            refuse(fmt::format("unpacks to more than {} MiB, and is not read",
                               (total_ > kFormatLimits.zip_total_bytes ? kFormatLimits.zip_total_bytes
                                                                       : kFormatLimits.zip_entry_bytes) /
                                   (1024 * 1024)));
    }
    return bytes;
}

bool Package::xml(const std::string& name, pugi::xml_document& document, bool required) {
    auto bytes = read(name);
    if (!bytes) {
        if (required)
            refuse(fmt::format("is no {}, or a damaged one (it has no part {})", what_, clean(name)));
        return false;
    }
    // White space alone is text, too, between the runs of a paragraph.
    constexpr unsigned options =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_eol;
    const auto result = document.load_buffer(bytes->data(), bytes->size(), options);
    if (!result && (required || result.status == pugi::status_out_of_memory))
        refuse(fmt::format("its part {} is no sound XML ({})", clean(name), result.description()));
    return static_cast<bool>(result);
}

Package::Relations Package::relations(const std::string& part) {
    Relations all;
    const auto slash = part.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
    const std::string name = slash == std::string::npos ? part : part.substr(slash + 1);
    pugi::xml_document document;
    if (!xml(folder + "_rels/" + name + ".rels", document)) return all;
    for (const auto& node : document.document_element().children()) {
        Relation relation;
        const auto type = attribute(node, "Type");
        relation.type = std::string(type.substr(type.rfind('/') + 1));
        relation.external = attribute(node, "TargetMode") == "External";
        const auto target = attribute(node, "Target");
        relation.target = relation.external ? clean(target) : resolved(folder, target);
        all.emplace(std::string(attribute(node, "Id")), std::move(relation));
    }
    return all;
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is(const pugi::xml_node& node, std::string_view local) {
    return local_name(node) == local;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local) {
    for (const auto& one : node.children())
        if (is(one, local)) return one;
    return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view local) {
    for (const auto& one : node.attributes()) {
        std::string_view name = one.name();
        if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
        if (name == local) return one.value();
    }
    return {};
}

int number(std::string_view text, int otherwise) {
    int value = otherwise;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data()) return otherwise;
    return std::clamp(value, -1'000'000, 1'000'000);
}

std::string text_in(const pugi::xml_node& node) {
    struct Walker : pugi::xml_tree_walker {
        std::string text;
        bool for_each(pugi::xml_node& one) override {
            if (one.type() == pugi::node_pcdata || one.type() == pugi::node_cdata) text += one.value();
            return text.size() < 1'000'000;
        }
    } walker;
    pugi::xml_node start = node;
    start.traverse(walker);
    return clean(walker.text);
}

CoreProperties core_properties(Package& package) {
    CoreProperties properties;
    pugi::xml_document document;
    if (!package.xml("docProps/core.xml", document)) return properties;
    const auto root = document.document_element();
    properties.title = text_in(child(root, "title"));
    properties.author = text_in(child(root, "creator"));
    properties.created = text_in(child(root, "created"));
    properties.modified = text_in(child(root, "modified"));
    properties.language = text_in(child(root, "language"));
    properties.keywords = text_in(child(root, "keywords"));
    return properties;
}

}  // namespace pacelane::formats::detail
