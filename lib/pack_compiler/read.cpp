// data/<language>.yaml, checked against pack_lists.def.
#include "pack.h"

#include <algorithm>
#include <filesystem>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/language/words.h>
#include <set>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace pacelane::pack_compiler {

namespace {

Kind kind_of(std::string_view type) {
    if (type == "WordSet") return Kind::words;
    if (type == "FoldedSet") return Kind::folded;
    if (type == "PhraseList") return Kind::phrases;
    if (type == "SpelledPhrases") return Kind::spelled_phrases;
    if (type == "PhraseValues") return Kind::values;
    if (type == "Texts") return Kind::texts;
    if (type == "Endings") return Kind::endings;
    if (type == "Wording") return Kind::wording;
    if (type == "bool") return Kind::choice;
    return Kind::number;
}

class Reader {
public:
    Reader(const std::string& path, std::vector<std::string>& errors) : path_(path), errors_(errors) {}

    Pack read() {
        Pack pack;
        pack.file = path_;
        YAML::Node file;
        try {
            file = YAML::LoadFile(path_);
        } catch (const YAML::Exception& e) {
            fail(e.mark, "", fmt::format("{}; mend the YAML", e.msg));
            return pack;
        }
        if (!file.IsMap()) {
            fail(file.Mark(), "", "must be a map of lists; begin with \"code:\"");
            return pack;
        }
        check_keys(file);
        pack.code = text(file, "code", "give the language's code, as \"pt-BR\"");
        const auto stem = std::filesystem::path(path_).stem().string();
        if (!pack.code.empty() && pack.code != stem)
            fail(file["code"].Mark(), "code", fmt::format("is not the file's name; write \"{}\"", stem));
        pack.stemmer = text(file, "stemmer", "give the name of Snowball's stemmer, as \"portuguese\"");
        pack.tags = list(file, {Kind::words, "", "tags", "the codes that mean the language, as \"pt\""});
        pack.names = list(file, {Kind::words, "", "names", "the language's names, as \"português\""});
        for (const auto& rule : rules())
            pack.lists[rule.name] = list(file, rule);
        return pack;
    }

private:
    void fail(const YAML::Mark& mark, std::string_view key, std::string_view what) {
        const auto line = mark.is_null() ? 1 : mark.line + 1;
        errors_.push_back(fmt::format("{}:{}: {}{}{}", path_, line, key, key.empty() ? "" : ": ", what));
    }

    void check_keys(const YAML::Node& file) {
        std::vector<std::string_view> known{"code", "stemmer", "tags", "names"};
        for (const auto& rule : rules())
            known.push_back(rule.name);
        std::set<std::string> seen;
        for (const auto& pair : file) {
            const auto key = pair.first.as<std::string>();
            if (!seen.insert(key).second)
                fail(pair.first.Mark(), key, "stands twice; put both into one list");
            if (std::find(known.begin(), known.end(), key) != known.end()) continue;
            const auto near = nearest(key, known);
            fail(pair.first.Mark(), key,
                 near.empty() ? "is no list of pack_lists.def; add it there or delete it"
                              : fmt::format("is no list of pack_lists.def; did you mean \"{}\"?", near));
        }
    }

    std::string text(const YAML::Node& file, const std::string& key, std::string_view remedy) {
        const auto node = file[key];
        if (node && node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
        fail(node ? node.Mark() : YAML::Mark(), key, fmt::format("is missing; {}", remedy));
        return {};
    }

    Entries list(const YAML::Node& file, const Rule& rule) {
        const auto node = file[rule.name];
        if (!node) {
            fail(YAML::Mark(), rule.name,
                 fmt::format("is missing; add {}: {}",
                             rule.kind >= Kind::wording ? "it" : "the list, [] for none", rule.description));
            return {};
        }
        Entries entries;
        switch (rule.kind) {
            case Kind::wording:
                if (!node.IsScalar()) {
                    fail(node.Mark(), rule.name, "must be one text");
                    return {};
                }
                check_places(node, rule);
                return {{node.Scalar(), 0}};
            case Kind::choice:
            case Kind::number: {
                double value = 0;
                if (rule.kind == Kind::choice ? node.Scalar() == "true" || node.Scalar() == "false"
                                              : YAML::convert<double>::decode(node, value))
                    return {{rule.kind == Kind::choice ? node.Scalar() : fmt::format("{}", value), value}};
                fail(node.Mark(), rule.name,
                     rule.kind == Kind::choice ? "must be true or false" : "must be a number");
                return {};
            }
            case Kind::values:
                if (!node.IsMap()) {
                    fail(node.Mark(), rule.name, "must be a map from numbers to lists: \"3: [march, mar]\"");
                    return {};
                }
                for (const auto& pair : node) {
                    double value = 0;
                    if (!YAML::convert<double>::decode(pair.first, value))
                        fail(pair.first.Mark(), rule.name,
                             fmt::format("\"{}\" is no number; write \"3: [march, mar]\"",
                                         pair.first.Scalar()));
                    if (!pair.second.IsSequence())
                        fail(pair.second.Mark(), rule.name, "must have a list after each number");
                    else
                        for (const auto& each : pair.second)
                            add(entries, each, rule, value);
                }
                break;
            default:
                if (!node.IsSequence()) {
                    fail(node.Mark(), rule.name, "must be a list: [one, two]");
                    return {};
                }
                for (const auto& each : node)
                    add(entries, each, rule, 0);
        }
        if (rule.kind == Kind::endings)
            std::stable_sort(entries.begin(), entries.end(),
                             [](const Entry& a, const Entry& b) { return a.text.size() > b.text.size(); });
        else if (rule.kind != Kind::texts)
            std::sort(entries.begin(), entries.end(),
                      [](const Entry& a, const Entry& b) { return a.text < b.text; });
        return entries;
    }

    void add(Entries& entries, const YAML::Node& node, const Rule& rule, double value) {
        if (!node.IsScalar() || trim(node.Scalar()).empty()) {
            fail(node.Mark(), rule.name, "has an entry that is no text; delete it or put it in quotes");
            return;
        }
        const auto& written = node.Scalar();
        std::string form = written;
        if (rule.kind != Kind::texts) {
            if (language::fold(written) != written)
                fail(node.Mark(), rule.name,
                     fmt::format("\"{}\" is not as looked up; write \"{}\"", written,
                                 language::fold(written)));
            form = rule.kind == Kind::phrases || rule.kind == Kind::values
                       ? language::key_of(written)
                       : language::straight_apostrophes(written);
            if (rule.kind == Kind::folded) form = language::fold(form, true);
            const bool single = rule.kind == Kind::words || rule.kind == Kind::endings;
            if (single && form.find(' ') != std::string::npos)
                fail(node.Mark(), rule.name,
                     fmt::format("\"{}\" is more than a word; move it to a list of phrases", written));
            if (form.empty())
                fail(node.Mark(), rule.name, fmt::format("\"{}\" has no word; delete it", written));
        } else {
            check_places(node, rule);
        }
        const bool twice = std::any_of(entries.begin(), entries.end(),
                                       [&](const Entry& entry) { return entry.text == form; });
        if (twice)
            fail(node.Mark(), rule.name, fmt::format("\"{}\" stands twice; delete one", written));
        else if (!form.empty())
            entries.push_back({std::move(form), value});
    }

    // The places that a wording has must be those that its description names.
    void check_places(const YAML::Node& node, const Rule& rule) {
        const auto places = [](std::string_view text) {
            std::set<std::string> found;
            for (auto open = text.find('{'); open != std::string_view::npos;
                 open = text.find('{', open + 1)) {
                const auto close = text.find('}', open);
                found.emplace(text.substr(open, close == std::string_view::npos ? close : close - open + 1));
            }
            return found;
        };
        const auto has = places(node.Scalar()), needs = places(rule.description);
        for (const auto& place : has)
            if (!needs.contains(place))
                fail(node.Mark(), rule.name,
                     fmt::format(
                         "{} is no place of it; {}", place,
                         needs.empty() ? "it has none" : fmt::format("it has {}", fmt::join(needs, ", "))));
        for (const auto& place : needs)
            if (!has.contains(place))
                fail(node.Mark(), rule.name, fmt::format("lacks the place {}; add it", place));
    }

    const std::string& path_;
    std::vector<std::string>& errors_;
};

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = {
#define LIST(type, name, description) {kind_of(#type), #type, #name, description},
#include <pacelane/language/pack_lists.def>
#undef LIST
    };
    return all;
}

Pack read_pack(const std::string& path, std::vector<std::string>& errors) {
    return Reader(path, errors).read();
}

Pack merged(const std::vector<Pack>& packs) {
    Pack all = packs.front();
    for (const auto& rule : rules()) {
        if (rule.kind >= Kind::wording) continue;
        auto& entries = all.lists[rule.name];
        // The first language that has a word says what it stands for.
        for (const auto& pack : packs)
            for (const auto& entry : pack.lists.at(rule.name))
                if (std::none_of(entries.begin(), entries.end(),
                                 [&](const Entry& known) { return known.text == entry.text; }))
                    entries.push_back(entry);
        if (rule.kind == Kind::endings)
            std::stable_sort(entries.begin(), entries.end(),
                             [](const Entry& a, const Entry& b) { return a.text.size() > b.text.size(); });
        else if (rule.kind != Kind::texts)
            std::sort(entries.begin(), entries.end(),
                      [](const Entry& a, const Entry& b) { return a.text < b.text; });
    }
    return all;
}

}  // namespace pacelane::pack_compiler
