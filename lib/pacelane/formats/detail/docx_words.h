#pragma once

#include "flow.h"
#include "package.h"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

/// The words of a Word document's paragraphs: runs, links, fields, pictures; which notes and text boxes stand
/// beside them; where a page ends.
namespace pacelane::formats::detail {

/// What a paragraph's words are collected into.
struct DocxWords {
    Spans spans;
    std::vector<pugi::xml_node> boxes;  // text boxes, which stand beside it
    std::vector<pugi::xml_node> notes;
    std::vector<int> fields;  // open fields: 0 in the code, 1 in the result
    std::string link;
    bool strong = false;
};

/// Of two ways to say the same, for newer and older programs, the newer one.
pugi::xml_node docx_alternative(const pugi::xml_node& node);

class DocxInlines {
public:
    explicit DocxInlines(Flow& flow) : flow_(flow) {}
    void set_links(Package::Relations links) { links_ = std::move(links); }
    /// The notes of a part, by their kind: 'f' for footnotes, 'e' for endnotes. The document stays the
    /// caller's.
    void learn_notes(const pugi::xml_document& document, char kind);

    /// Adds the words below a node.
    void read(const pugi::xml_node& parent, DocxWords& words, int depth);
    /// A page that ended within a block: what follows it is on the next one.
    void turn_page();
    void count_deletion() { ++deleted_; }
    /// Whether the content control holds no more than its prompt, "Click here to enter text."; it is counted.
    bool is_to_fill_in(const pugi::xml_node& control);
    /// Whether this is deeper than is read; it is remembered.
    bool deeper(int depth);

    int deleted() const { return deleted_; }
    int hidden() const { return hidden_; }
    int to_fill_in() const { return to_fill_in_; }
    bool too_deep() const { return too_deep_; }

private:
    void run(const pugi::xml_node& node, DocxWords& words, int depth);
    void parts(const pugi::xml_node& node, const Span& like, DocxWords& words, int depth);
    void next_page(const DocxWords& words);
    void field(std::string_view type, DocxWords& words);

    Flow& flow_;
    Package::Relations links_;
    std::unordered_map<std::string, pugi::xml_node> notes_;
    std::set<std::string> read_notes_;
    std::string field_code_;
    std::string field_link_;
    int page_ = 1;
    int deleted_ = 0;
    int hidden_ = 0;
    int to_fill_in_ = 0;
    bool page_turned_ = false;
    bool too_deep_ = false;
};

}  // namespace pacelane::formats::detail
