// How one file is read: what `context sync` would make of it now.
#include "commands/context.h"
#include "render/style.h"
#include "render/table.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/document.h>
#include <pacelane/context/recording.h>
#include <pacelane/pipeline/companion.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/outside_reader.h>
#include <pacelane/pipeline/private_mark.h>
#include <pacelane/pipeline/worker.h>
#include <pacelane/pipeline/written_by.h>
#include <pacelane/sources/reading.h>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace fs = std::filesystem;

namespace {

/// The file, and whose it is.
struct Found {
    std::string path;  ///< as the user's patterns see it; as given when no pattern names it
    std::string absolute;
    std::string user;     ///< empty when no user has it among the documents
    std::string why_not;  ///< then why
    context::DocumentKind folder = context::DocumentKind::knowledge;
    sources::Person person{};
};

Found find(Application& application, const std::string& name, const std::string& given) {
    std::error_code ignored;
    std::vector<store::User> users;
    std::string why_not = "no pattern of a user names this file";
    if (!name.empty()) {
        users.push_back(application.open_store()->user(name));
    } else if (fs::exists(application.database_path(), ignored)) {
        for (auto& user : application.open_store()->users())
            if (user.is_active && user.problem.empty()) users.push_back(std::move(user));
    } else {
        why_not = "there is no database yet";  // the file can be read without one
    }
    const auto here = fs::weakly_canonical(given, ignored).string();
    for (const auto& user : users) {
        const auto listing = pipeline::context_files(user);
        for (const auto& file : listing.files)
            if (file.path != given && fs::weakly_canonical(file.absolute, ignored).string() != here) {
                continue;
            } else if (!file.private_by.empty()) {
                why_not = fmt::format("user '{}' keeps it private by '{}'", user.handle, file.private_by);
            } else {
                return {file.path, file.absolute, user.handle, {}, file.kind, pipeline::person_of(user)};
            }
        for (const auto& [path, pattern] : listing.excluded) {
            const auto place = fs::weakly_canonical(fs::path(user.folder) / path, ignored).string();
            if (here == place || here.starts_with(place + "/"))
                why_not = fmt::format("user '{}' excludes it by '{}'", user.handle, pattern);
        }
        for (const auto& unreached : listing.unreached)
            if (fs::weakly_canonical(fs::path(user.folder) / unreached.path, ignored).string() == here)
                why_not = unreached.why;
    }
    if (!fs::exists(given, ignored))
        throw Error(ErrorKind::bad_input, fmt::format("{}: no such file here, nor one of {} documents", given,
                                                      name.empty() ? "the users'" : "user '" + name + "'s"));
    return {given, given, {}, why_not, context::DocumentKind::knowledge, {}};
}

std::string bytes_of(const Found& file) {
    std::ifstream stream(file.absolute, std::ios::binary);
    std::ostringstream bytes;
    if (fs::is_regular_file(file.absolute) && stream) bytes << stream.rdbuf();
    if (!fs::is_regular_file(file.absolute) || !stream)
        throw Error(
            ErrorKind::bad_input,
            fmt::format("{}: cannot be read; check that it is a file and its permissions", file.path));
    return bytes.str();
}

/// The document, and to whom its properties give its words.
struct Read {
    context::Document document;
    std::string writer{};
    std::string private_by{};  ///< the front matter that keeps it private
};

Read document_of(const Found& file) {
    if (const auto recording = context::recording(file.path))
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: a recording ({}); its transcript is read instead, or what the workspace "
                                "file's transcriber makes of it ('pacelane context list' tells)",
                                file.path, context::name(*recording)));
    const auto bytes = bytes_of(file);
    const auto format = context::outside_format(file.path, bytes);
    if (format && bytes.size() > context::kLimits.file_bytes)
        throw Error(ErrorKind::bad_input, fmt::format("{}: is larger than {} MiB; split it", file.path,
                                                      context::kLimits.file_bytes / (1024 * 1024)));
    auto document =
        format ? pipeline::OutsideReader().read(file.path, bytes, *format, file.folder,
                                                pipeline::companion_of(file.path, file.absolute, *format))
               : context::parse_document(file.path, bytes, file.folder);
    auto writer =
        pipeline::name_writer(document, {file.person.name, file.person.handle, file.person.aliases});
    auto private_by = pipeline::private_mark(bytes);
    if (private_by.empty()) private_by = document.private_by;
    return {std::move(document), std::move(writer), std::move(private_by)};
}

std::set<std::string> speakers_of(const context::Document& document) {
    std::set<std::string> speakers;
    for (const auto& passage : document.passages)
        if (!passage.speaker.empty()) speakers.insert(passage.speaker);
    return speakers;
}

std::string whose(const context::Passage& passage) {
    if (!passage.speaker.empty()) return passage.speaker;
    if (passage.kind == context::PassageKind::turn) return "somebody unknown";
    return context::is_own_writing(passage) ? "" : "not the author's words";
}

/// The document as the analysis and the writer see it.
struct Judged {
    sources::KnownDocument known;
    sources::Reading reading;
};

/// (Where the reading points to its document, the document must not move.)
std::unique_ptr<Judged> judge_document(const Found& file, const context::Document& document) {
    auto judged = std::make_unique<Judged>();
    auto& known = judged->known = sources::known_document(document, file.path);
    const sources::Cast cast(file.person, {known});
    judged->reading = sources::read(known, cast, file.person.language);
    return judged;
}

Json json_of(const Found& file, const Read& read, const Judged& judged) {
    const auto& document = read.document;
    Json shares = Json::object(), features = Json::object();
    for (std::size_t kind = 0; kind < sources::kTextKinds; ++kind)
        shares[std::string(sources::name(static_cast<sources::TextKind>(kind)))] =
            judged.reading.shares[kind];
    for (const auto& [name, value] : judged.reading.features)
        features[std::string(name)] = value;
    Json blocks = Json::array();
    for (const auto& block : judged.reading.blocks) {
        const auto& passage = judged.reading.passage(block);
        blocks.push_back(
            {{"ordinal", passage.ordinal},
             {"kind", context::name(document.passages[block.passage].kind)},
             {"line", passage.line},
             {"line_end", passage.line_end},
             {"place", passage.place.empty() ? Json() : Json(passage.place)},
             {"headings", passage.headings},
             {"speaker", passage.speaker.empty() ? Json() : Json(passage.speaker)},
             {"own_words", context::is_own_writing(passage) && passage.kind != context::PassageKind::turn},
             {"start_ms", passage.start_ms ? Json(*passage.start_ms) : Json()},
             {"code_language", passage.code_language.empty() ? Json() : Json(passage.code_language)},
             {"text", passage.text},
             {"markup", passage.markup.empty() ? Json() : Json(passage.markup)},
             {"origin", sources::name(block.origin)},
             {"why_not_told",
              block.reason == sources::Reason::none ? Json() : Json(sources::name(block.reason))},
             {"true_until", block.true_until ? Json(format_date(*block.true_until)) : Json()},
             {"first_sentence_alone", !block.sentences.empty() && block.sentences.front().alone}});
    }
    return {{"path", file.path},
            {"user", file.user.empty() ? Json() : Json(file.user)},
            {"why_no_user", file.user.empty() ? Json(file.why_not) : Json()},
            {"kind", context::name(document.kind)},
            {"kind_reason", document.kind_reason},
            {"text_kind", sources::name(judged.reading.kind)},
            {"text_kind_shares", shares},
            {"text_kind_features", features},
            {"worth_a_post", judged.reading.worth},
            {"is_private", judged.reading.is_private || !read.private_by.empty()},
            {"private_by", read.private_by.empty() ? Json() : Json(read.private_by)},
            {"format", context::name(document.format)},
            {"title", document.title},
            {"language", document.language ? Json(language::code(*document.language)) : Json()},
            {"date", document.date ? Json(format_date(*document.date)) : Json()},
            {"speakers", speakers_of(document)},
            {"written_by", read.writer.empty() ? Json() : Json(read.writer)},
            {"participants", document.participants},
            {"tags", document.tags},
            {"published", document.published},
            {"url", document.url.empty() ? Json() : Json(document.url)},
            {"omitted", document.omitted},
            {"warnings", document.warnings},
            {"blocks", blocks}};
}

/// "14: 9 paragraph, 4 list_item, 1 code".
std::string block_counts(const context::Document& document) {
    std::map<std::string_view, std::size_t> counts;
    for (const auto& passage : document.passages)
        ++counts[context::name(passage.kind)];
    std::vector<std::string> parts;
    parts.reserve(counts.size());
    for (const auto& [kind, count] : counts)
        parts.push_back(fmt::format("{} {}", count, kind));
    return fmt::format("{}: {}", document.passages.size(), join(parts, ", "));
}

void print(Application& application, const Found& file, const Read& read, const Judged& judged,
           std::size_t most) {
    const auto& document = read.document;
    const Painter paint(application.globals);
    Table facts;
    const auto fact = [&](const char* name, const std::string& value) {
        if (!value.empty()) facts.add({name, value});
    };
    const auto listed = [](const auto& names) {
        return join(std::vector<std::string>(names.begin(), names.end()), ", ");
    };
    fact("user", file.user.empty() ? "none: " + file.why_not : file.user);
    if (!read.private_by.empty())
        fact("private", fmt::format("its front matter says {}: nothing of it is stored", read.private_by));
    fact("kind", fmt::format("{}: {}", context::name(document.kind), document.kind_reason));
    std::vector<std::pair<double, std::string>> shares;
    for (std::size_t kind = 0; kind < sources::kTextKinds; ++kind)
        shares.emplace_back(-judged.reading.shares[kind],
                            sources::name(static_cast<sources::TextKind>(kind)));
    std::sort(shares.begin(), shares.end());
    std::vector<std::string> likely;
    for (const auto& [share, name] : shares)
        if (share < -0.1) likely.push_back(fmt::format("{} {:.0f} %", name, -100 * share));
    fact("text", join(likely, ", ") + (judged.reading.is_private ? "; private" : ""));
    fact("worth a post", fmt::format("{:.0f} %", 100 * judged.reading.worth));
    fact("format", std::string(context::name(document.format)));
    fact("title", document.title + (document.title_from_name ? " (from the file's name)" : ""));
    fact("language", document.language ? std::string(language::code(*document.language)) : "not known");
    fact("date", document.date ? format_date(*document.date) : "not known");
    if (!read.writer.empty())
        fact("written by",
             fmt::format("{}, as its properties say: no draft tells it, unless that is one of {} 'aliases'",
                         read.writer, file.user.empty() ? "the user's" : file.user + "'s"));
    fact("speakers", listed(speakers_of(document)));
    fact("participants", listed(document.participants));
    fact("tags", listed(document.tags));
    if (document.published) fact("published", document.url.empty() ? "yes" : "at " + document.url);
    fact("blocks", block_counts(document));
    std::string text = paint(Style::bold, file.path) + "\n" + facts.text(2);
    for (const auto& [heading, lines] :
         {std::pair("left out", &document.omitted), std::pair("warnings", &document.warnings)}) {
        if (!lines->empty()) text += "\n" + paint(Style::bold, heading) + "\n";
        for (const auto& line : *lines)
            text += "  " + printable(line) + "\n";
    }
    Table blocks({"where", "block", "whose", "text"});
    constexpr std::size_t kWidth = 60;
    for (const auto& passage : document.passages) {
        if (passage.ordinal >= static_cast<int>(most)) break;
        blocks.add({passage.place.empty() ? fmt::format("{}", passage.line) : passage.place,
                    std::string(context::name(passage.kind)), whose(passage),
                    shortened(passage.text, kWidth)});
    }
    if (!blocks.empty()) text += "\n" + blocks.text(2);
    if (document.passages.size() > most)
        text += fmt::format("  … and {}; -n shows more, --json all\n",
                            counted(document.passages.size() - most, "block"));
    application.print(text);
}

}  // namespace

void add_context_explain(Command& context, Application& application) {
    struct ContextExplainFlags {
        std::string user;
        std::string file;
        std::size_t count = 40;
    };
    auto flags = std::make_shared<ContextExplainFlags>();
    auto& command =
        context.subcommand("explain", "Show how a file is read: its kind, blocks, and what is left out");
    command.argument("file", flags->file, "The file, from here or as 'context list' shows it")
        .required()
        .type_name("FILE");
    command.option("-u,--user", flags->user, "Whose document it is").type_name("USER");
    command.option("-n", flags->count, "How many blocks to show").range(1, 100'000).default_shown();
    command.callback([&application, flags] {
        const auto file = find(application, flags->user, flags->file);
        const auto read = document_of(file);
        const auto judged = judge_document(file, read.document);
        if (application.globals.json) return application.print_json(json_of(file, read, *judged));
        print(application, file, read, *judged, flags->count);
    });
}

}  // namespace pacelane::cli
