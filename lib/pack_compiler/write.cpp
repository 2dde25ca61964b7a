// A pack as constant tables.
#include "pack.h"

#include <pacelane/language/word_lists.h>

#include <fmt/format.h>

namespace pacelane::pack_compiler {

namespace {

// A C++ literal; no escape is longer than three octal digits, so that none takes in what follows.
std::string literal(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (byte < 0x20 || byte >= 0x7F || c == '?')
            out += fmt::format("\\{:03o}", byte);
        else
            out += c;
    }
    return out + '"';
}

class Writer {
public:
    /// Defines the tables of a list and returns its initializer.
    std::string list(Kind kind, const std::string& name, const Entries& entries) {
        if (kind == Kind::wording) return fmt::format("Wording({})", literal(entries.front().text));
        if (kind == Kind::choice || kind == Kind::number) return entries.front().text;
        std::vector<std::string> texts;
        for (const auto& entry : entries)
            texts.push_back(entry.text);
        const bool ordered = kind == Kind::texts || kind == Kind::endings;
        if (texts.empty()) return "{}";
        const bool phrases = kind == Kind::phrases || kind == Kind::spelled_phrases || kind == Kind::values;
        const auto tables = language::make_tables(texts, phrases);
        out += fmt::format("constexpr char {}_text[] =", name);
        constexpr std::size_t kLine = 100;
        for (std::size_t i = 0; i < tables.block.size(); i += kLine)
            out += "\n    " + literal(std::string_view(tables.block).substr(i, kLine));
        out += ";\n";
        out +=
            fmt::format("constexpr std::uint32_t {}_ends[] = {{{}}};\n", name, fmt::join(tables.ends, ","));
        const auto base = fmt::format("Texts({0}_text, {0}_ends, {1})", name, texts.size());
        if (ordered) return kind == Kind::endings ? fmt::format("Endings({})", base) : base;
        out +=
            fmt::format("constexpr std::uint32_t {}_slots[] = {{{}}};\n", name, fmt::join(tables.slots, ","));
        const auto lookup =
            fmt::format("({}, {}_slots, {}, {})", base, name, tables.slots.size() - 1, tables.longest);
        if (kind == Kind::words) return "WordSet" + lookup;
        if (kind == Kind::folded) return "FoldedSet" + lookup;
        if (kind == Kind::phrases) return "PhraseList" + lookup;
        if (kind == Kind::spelled_phrases) return "SpelledPhrases" + lookup;
        std::vector<double> values;
        for (const auto& entry : entries)
            values.push_back(entry.value);
        out += fmt::format("constexpr double {}_values[] = {{{}}};\n", name, fmt::join(values, ","));
        return fmt::format("PhraseValues(PhraseList{}, {}_values)", lookup, name);
    }

    std::string out;
};

}  // namespace

std::string source_of(const Pack& pack, const std::string& name) {
    Writer writer;
    std::string members =
        fmt::format("    .code = {},\n    .stemmer = {},\n", literal(pack.code), literal(pack.stemmer));
    members += fmt::format("    .tags = {},\n", writer.list(Kind::words, "tags", pack.tags));
    members += fmt::format("    .names = {},\n", writer.list(Kind::words, "names", pack.names));
    for (const auto& rule : rules())
        members += fmt::format("    .{} = {},\n", rule.name,
                               writer.list(rule.kind, rule.name, pack.lists.at(rule.name)));
    return fmt::format(
        "#include <pacelane/language/language_pack.h>\n\n"
        "namespace pacelane::language::detail {{\n\nnamespace {{\n{}}}\n\n"
        "extern const LanguagePack {};\nconstinit const LanguagePack {} = {{\n{}}};\n\n"
        "}}  // namespace pacelane::language::detail\n",
        writer.out, name, name, members);
}

std::string registry_of(const std::vector<std::string>& names) {
    std::string declarations, addresses;
    for (const auto& name : names) {
        declarations += fmt::format("extern const LanguagePack {};\n", name);
        addresses += fmt::format("&{}, ", name);
    }
    return fmt::format(
        "#include <pacelane/language/detail/packs.h>\n#include <pacelane/language/language_pack.h>\n\n"
        "namespace pacelane::language::detail {{\n\n{}extern const LanguagePack pack_any;\n\n"
        "std::span<const LanguagePack* const> packs() {{\n"
        "    static constexpr const LanguagePack* all[] = {{{}}};\n    return all;\n}}\n\n"
        "const LanguagePack& any_pack() {{\n    return pack_any;\n}}\n\n"
        "}}  // namespace pacelane::language::detail\n",
        declarations, addresses);
}

}  // namespace pacelane::pack_compiler
