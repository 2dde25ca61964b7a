#pragma once

#include "package.h"

#include <map>
#include <string>
#include <unordered_map>

/// What a Word document says apart from its text: which style is a heading, a quotation or code; how lists
/// count.
namespace pacelane::formats::detail {

/// Whether a property is there and not switched off: "<w:b/>", "<w:b w:val=\"1\"/>".
inline bool is_on(const pugi::xml_node& node) {
    const auto value = attribute(node, "val");
    return node && value != "0" && value != "false" && value != "none";
}

struct ParagraphStyle {
    int heading = 0;  ///< its level; 0 for none
    bool title = false;
    bool quote = false;
    bool code = false;
    bool contents = false;  ///< an entry of a table of contents
    bool strong = false;
    bool author = false, date = false;  ///< the lines below the title
    int list = -1;                      ///< the numbering that it brings
    int list_level = 0;
};

class DocxStyles {
public:
    explicit DocxStyles(const pugi::xml_document& document);
    const ParagraphStyle& of(std::string_view id) const;

private:
    std::unordered_map<std::string, ParagraphStyle> styles_;
    ParagraphStyle none_;
};

/// The numbers of list items, as they come.
class DocxNumbering {
public:
    explicit DocxNumbering(const pugi::xml_document& document);
    struct Item {
        int list = -1;   ///< which list; -1 when the numbering is none
        int number = 0;  ///< 0 for a bullet
    };
    Item next(int numbering, int level);

private:
    struct Level {
        bool numbered = false;
        bool shown = true;
        int start = 1;
    };
    static constexpr int kLevels = 9;
    std::map<int, std::map<int, Level>> definitions_;  // by abstract numbering
    std::map<int, int> abstract_of_;
    std::map<int, std::map<int, int>> restarts_;  // by numbering and level
    std::map<int, std::map<int, int>> counts_;    // by abstract numbering and level
    std::map<int, bool> begun_;
};

}  // namespace pacelane::formats::detail
