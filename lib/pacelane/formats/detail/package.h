#pragma once

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

struct zip;

/// Office documents are zips of XML: their parts, read within limits.
namespace pacelane::formats::detail {

class Package {
public:
    /// `what` is the format's name in errors, "Word document". Throws Error(bad_input) when it is no such
    /// zip.
    Package(std::string_view bytes, std::string_view what);
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;
    ~Package();

    bool has(const std::string& name) const;
    /// nullopt when there is no such part. Throws Error(bad_input) when it is too large, encrypted or
    /// damaged.
    std::optional<std::string> read(const std::string& name);
    /// False when there is no such part, or when it is no XML and not `required`. No entity is expanded,
    /// nothing is fetched.
    bool xml(const std::string& name, pugi::xml_document& document, bool required = false);
    /// The relations of a part: by id, the target as a part's name or, when external, as its address.
    struct Relation {
        std::string type;  ///< the last word of its type: "hyperlink", "notesSlide"
        std::string target;
        bool external = false;
    };
    using Relations = std::unordered_map<std::string, Relation>;
    Relations relations(const std::string& part);

private:
    std::string_view what_;
    zip* archive_ = nullptr;
    std::size_t total_ = 0;
};

/// "p" of "w:p".
std::string_view local_name(const pugi::xml_node& node);
bool is(const pugi::xml_node& node, std::string_view local);
/// The first child of that local name; an empty node when there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view local);
/// child of child of …
template <typename... More>
pugi::xml_node child(const pugi::xml_node& node, std::string_view local, More... more) {
    return child(child(node, local), more...);
}
/// The attribute of that local name, empty when there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view local);
/// A number in it, within what lists and columns may have; `otherwise` when there is none.
int number(std::string_view text, int otherwise);
/// All text in it, cleaned.
std::string text_in(const pugi::xml_node& node);

/// What docProps/core.xml says: title, authors, date, language, keywords.
struct CoreProperties {
    std::string title, author, created, modified, language, keywords;
};
CoreProperties core_properties(Package& package);

}  // namespace pacelane::formats::detail
