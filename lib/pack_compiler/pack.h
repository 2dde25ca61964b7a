#pragma once

#include <map>
#include <string>
#include <vector>

/// Language packs on their way from YAML to C++.
namespace pacelane::pack_compiler {

enum class Kind { words, folded, phrases, spelled_phrases, values, texts, endings, wording, choice, number };

/// What a pack must hold.
struct Rule {
    Kind kind;
    std::string type;  ///< in C++
    std::string name;
    std::string description;
};
const std::vector<Rule>& rules();

struct Entry {
    std::string text;  ///< in the form in which it is looked up
    double value = 0;
};
/// A list: sorted, except for texts and endings, whose order counts.
using Entries = std::vector<Entry>;

struct Pack {
    std::string file;
    std::string code;
    std::string stemmer;
    Entries tags, names;
    std::map<std::string, Entries> lists;
};

/// Reads and checks a file. What is wrong with it is added to `errors`, each with file, line, key and remedy.
Pack read_pack(const std::string& path, std::vector<std::string>& errors);
/// The lists of all packs in one.
Pack merged(const std::vector<Pack>& packs);

/// C++ that defines a pack as `name`.
std::string source_of(const Pack& pack, const std::string& name);
/// C++ that lists the packs `names`.
std::string registry_of(const std::vector<std::string>& names);

}  // namespace pacelane::pack_compiler
