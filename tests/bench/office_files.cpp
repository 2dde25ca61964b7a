#include "office_files.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

std::uint32_t crc_of(std::string_view bytes) {
    std::uint32_t crc = ~0U;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

std::string little(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>((number >> (8 * i)) & 0xFF);
    return text;
}

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string relations(const std::vector<std::pair<std::string, std::string>>& targets) {
    auto text = std::string(kXml) +
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    int number = 0;
    for (const auto& [type, target] : targets)
        text += fmt::format(
            "<Relationship Id=\"rId{}\" "
            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}\" Target=\"{}\"/>",
            ++number, type, target);
    return text + "</Relationships>";
}

std::string content_types(const std::vector<std::pair<std::string, std::string>>& parts) {
    auto text =
        std::string(kXml) +
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
        "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    for (const auto& [part, type] : parts)
        text += fmt::format(
            "<Override PartName=\"{}\" "
            "ContentType=\"application/vnd.openxmlformats-officedocument.{}+xml\"/>",
            part, type);
    return text + "</Types>";
}

}  // namespace

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string all, directory;
    for (const auto& [name, bytes] : files) {
        // Version 2.0, no flags, stored, 1980-01-01.
        const auto common = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2) +
                            little(crc_of(bytes), 4) + little(bytes.size(), 4) + little(bytes.size(), 4) +
                            little(name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) +
                     little(0, 4) + little(all.size(), 4) + name;
        all += "PK\x03\x04" + common + name + bytes;
    }
    const auto start = all.size();
    return all + directory + "PK\x05\x06" + little(0, 4) + little(files.size(), 2) + little(files.size(), 2) +
           little(directory.size(), 4) + little(start, 4) + little(0, 2);
}

std::string docx_of(const std::vector<std::string>& paragraphs) {
    auto text =
        std::string(kXml) +
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    for (const auto& paragraph : paragraphs)
        text += "<w:p><w:r><w:t>" + paragraph + "</w:t></w:r></w:p>";
    return zip_of(
        {{"[Content_Types].xml", content_types({{"/word/document.xml", "wordprocessingml.document.main"}})},
         {"_rels/.rels", relations({{"officeDocument", "word/document.xml"}})},
         {"word/document.xml", text + "</w:body></w:document>"}});
}

std::string pptx_of(const std::vector<std::string>& slides) {
    constexpr std::string_view names =
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    std::vector<std::pair<std::string, std::string>> files,
        types{{"/ppt/presentation.xml", "presentationml.presentation.main"}}, targets;
    std::string list;
    for (std::size_t n = 1; n <= slides.size(); ++n) {
        const auto name = fmt::format("slides/slide{}.xml", n);
        targets.emplace_back("slide", name);
        types.emplace_back("/ppt/" + name, "presentationml.slide");
        list += fmt::format("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 255 + n, n);
        files.emplace_back(
            "ppt/" + name,
            fmt::format("{}<p:sld {}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{}</a:t></"
                        "a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>",
                        kXml, names, slides[n - 1]));
    }
    files.emplace_back(
        "ppt/presentation.xml",
        fmt::format("{}<p:presentation {}><p:sldIdLst>{}</p:sldIdLst></p:presentation>", kXml, names, list));
    files.emplace_back("ppt/_rels/presentation.xml.rels", relations(targets));
    files.emplace_back("_rels/.rels", relations({{"officeDocument", "ppt/presentation.xml"}}));
    files.emplace_back("[Content_Types].xml", content_types(types));
    return zip_of(files);
}

namespace {
/// An OpenDocument file: `body` is within `kind`, "text", "presentation" or "spreadsheet".
std::string open_document(std::string_view kind, const std::string& body) {
    const auto type = fmt::format("application/vnd.oasis.opendocument.{}", kind);
    return zip_of(
        {{"mimetype", type},
         {"content.xml",
          fmt::format(
              "{0}<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
              "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
              "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
              "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"><office:body><office:{1}>{2}"
              "</office:{1}></office:body></office:document-content>",
              kXml, kind, body)},
         {"META-INF/manifest.xml",
          fmt::format(
              "{}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
              "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{}\"/>"
              "</manifest:manifest>",
              kXml, type)}});
}
}  // namespace

std::string odt_of(const std::vector<std::string>& paragraphs) {
    std::string body;
    for (const auto& paragraph : paragraphs)
        body += "<text:p>" + paragraph + "</text:p>";
    return open_document("text", body);
}

std::string odp_of(const std::vector<std::string>& slides) {
    std::string body;
    for (const auto& slide : slides)
        body += "<draw:page><draw:frame><draw:text-box><text:p>" + slide +
                "</text:p></draw:text-box></draw:frame></draw:page>";
    return open_document("presentation", body);
}

std::string ods_of(const std::vector<std::string>& rows) {
    std::string body = "<table:table table:name=\"Rows\">";
    for (const auto& row : rows)
        body += "<table:table-row><table:table-cell><text:p>" + row +
                "</text:p></table:table-cell></table:table-row>";
    return open_document("spreadsheet", body + "</table:table>");
}

std::string xlsx_of(const std::vector<std::string>& rows) {
    const std::string names =
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    std::string strings, cells;
    for (std::size_t n = 0; n < rows.size(); ++n) {
        strings += "<si><t>" + rows[n] + "</t></si>";
        cells += fmt::format("<row r=\"{0}\"><c r=\"A{0}\" t=\"s\"><v>{1}</v></c></row>", n + 1, n);
    }
    return zip_of(
        {{"[Content_Types].xml", content_types({{"/xl/workbook.xml", "spreadsheetml.sheet.main"}})},
         {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})},
         {"xl/workbook.xml", fmt::format("{}<workbook {}><sheets><sheet name=\"Rows\" sheetId=\"1\" "
                                         "r:id=\"rId1\"/></sheets></workbook>",
                                         kXml, names)},
         {"xl/_rels/workbook.xml.rels",
          relations({{"worksheet", "worksheets/sheet1.xml"}, {"sharedStrings", "sharedStrings.xml"}})},
         {"xl/sharedStrings.xml", fmt::format("{}<sst {}>{}</sst>", kXml, names, strings)},
         {"xl/worksheets/sheet1.xml",
          fmt::format("{}<worksheet {}><sheetData>{}</sheetData></worksheet>", kXml, names, cells)}});
}

std::string pdf_of(const std::vector<std::string>& lines) {
    constexpr std::size_t per_page = 40;
    const auto pages = (lines.size() + per_page - 1) / per_page;
    std::string text = "%PDF-1.4\n", kids;
    std::vector<std::size_t> offsets;
    const auto object = [&](const std::string& content) {
        offsets.push_back(text.size());
        text += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(), content);
    };
    for (std::size_t page = 0; page < pages; ++page)
        kids += fmt::format("{} 0 R ", 4 + 2 * page);
    object("<< /Type /Catalog /Pages 2 0 R >>");
    object(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages));
    object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (std::size_t page = 0; page < pages; ++page) {
        object(
            fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << "
                        "/Font << /F1 3 0 R >> >> >>",
                        5 + 2 * page));
        std::string content = "BT /F1 10 Tf 14 TL 60 780 Td\n";
        for (auto n = page * per_page; n < std::min(lines.size(), (page + 1) * per_page); ++n)
            content += "(" + lines[n] + ") Tj T*\n";
        content += "ET\n";
        object(fmt::format("<< /Length {} >>\nstream\n{}endstream", content.size(), content));
    }
    const auto table = text.size();
    text += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
    for (const auto offset : offsets)
        text += fmt::format("{:010} 00000 n \n", offset);
    return text + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                              offsets.size() + 1, table);
}

}  // namespace pacelane::bench
