// Reading documents: each reader alone, and a whole sync.
#include "ingest.h"

#include "measure.h"

#include <filesystem>
#include <fstream>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/store/migrations.h>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

namespace fs = std::filesystem;

constexpr double kReaderLimit = 20.0;    // MB/s a core, at least
constexpr double kUnchangedLimit = 0.5;  // s, at most
constexpr std::size_t kNoteBytes = 3000;
constexpr auto kNow = "2026-11-19T21:30:00Z";

constexpr std::string_view kWords[] = {
    "the",     "release",  "moved",  "to",      "staging", "before",  "anybody", "noticed",
    "that",    "a",        "worker", "had",     "stopped", "reading", "its",     "queue",
    "and",     "we",       "learnt", "from",    "every",   "drill",   "which",   "backups",
    "restore", "in",       "time",   "when",    "nobody",  "waits",   "for",     "team",
    "shared",  "rotation", "of",     "on-call", "weeks",   "with",    "notes",   "about"};
constexpr std::string_view kNames[] = {"Maya Lindqvist", "Rafael Souza", "Priya Nair", "Tomás Oliveira"};

std::string at_time(int seconds, char mark) {
    return fmt::format("{:02}:{:02}:{:02}{}000", seconds / 3600, seconds / 60 % 60, seconds % 60, mark);
}

struct Reader {
    std::string_view name;
    std::string_view path;
    context::DocumentKind kind;
    std::string (Writer::*text)(std::size_t bytes);
};
constexpr Reader kReaders[] = {
    {"Markdown", "notes/a.md", context::DocumentKind::knowledge, &Writer::markdown},
    {"plain text", "notes/a.txt", context::DocumentKind::knowledge, &Writer::plain},
    {"WebVTT", "calls/a.vtt", context::DocumentKind::transcript, &Writer::webvtt},
    {"SRT", "calls/a.srt", context::DocumentKind::transcript, &Writer::srt},
    {"speaker text", "calls/a.txt", context::DocumentKind::transcript, &Writer::speakers},
    {"Org", "notes/a.org", context::DocumentKind::knowledge, &Writer::org}};

}  // namespace

std::string Writer::sentence() {
    std::string text;
    const auto words = 8 + random_() % 12;
    for (std::size_t n = 0; n < words; ++n)
        text += fmt::format("{}{}", n == 0 ? "" : " ", kWords[random_() % std::size(kWords)]);
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text + ".";
}

std::string Writer::paragraph() {
    std::string text = sentence();
    for (auto more = 1 + random_() % 4; more > 0; --more)
        text += " " + sentence();
    return text;
}

std::string Writer::markdown(std::size_t bytes) {
    auto text = fmt::format("---\ntitle: {}\ndate: 2026-11-{:02}\ntags: [drill, queue]\n---\n\n", sentence(),
                            1 + random_() % 28);
    while (text.size() < bytes) {
        text += "## " + sentence() + "\n\n" + paragraph() + "\n\n";
        text += "A [link](https://example.com/a) and **words**: " + paragraph() + "\n\n";
        for (int n = 0; n < 4; ++n)
            text += "- " + sentence() + "\n";
        text += "\n";
    }
    return text;
}

std::string Writer::plain(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes)
        text += paragraph() + "\n\n";
    return text;
}

std::string Writer::webvtt(std::size_t bytes) {
    std::string text = "WEBVTT\n\n";
    for (int at = 0; text.size() < bytes; at += 4)
        text += fmt::format("{} --> {}\n<v {}>{}\n\n", at_time(at, '.'), at_time(at + 4, '.'), speaker(),
                            sentence());
    return text;
}

std::string Writer::srt(std::size_t bytes) {
    std::string text;
    for (int at = 0; text.size() < bytes; at += 4)
        text += fmt::format("{}\n{} --> {}\n{}: {}\n\n", at / 4 + 1, at_time(at, ','), at_time(at + 4, ','),
                            speaker(), sentence());
    return text;
}

std::string Writer::speakers(std::size_t bytes) {
    std::string text;
    for (int at = 0; text.size() < bytes; at += 4)
        text += fmt::format("[{}] {}: {}\n", at_time(at, '.').substr(0, 8), speaker(), paragraph());
    return text;
}

std::string Writer::org(std::size_t bytes) {
    auto text = fmt::format("#+title: {}\n#+date: <2026-11-{:02}>\n#+filetags: :drill:queue:\n\n", sentence(),
                            1 + random_() % 28);
    while (text.size() < bytes) {
        text += "* TODO " + sentence() +
                " :drill:\nSCHEDULED: <2026-11-19 Thu>\n:PROPERTIES:\n:ID: 4711\n:END:\n";
        text += paragraph() + "\n\nA [[https://example.com/a][link]] and *words*: " + paragraph() + "\n\n";
        for (int n = 0; n < 4; ++n)
            text += "- " + sentence() + "\n";
        text += "\n";
    }
    return text;
}

std::string_view Writer::speaker() {
    return kNames[random_() % std::size(kNames)];
}

std::size_t write_notes(const std::string& folder, std::size_t count) {
    Writer writer;
    std::size_t bytes = 0;
    for (std::size_t n = 0; n < count; ++n) {
        const auto note = writer.markdown(kNoteBytes);
        const auto in = fmt::format("{}/notes/{:02}", folder, n % 100);
        fs::create_directories(in);
        std::ofstream(fmt::format("{}/{:05}.md", in, n), std::ios::binary) << note;
        bytes += note.size();
    }
    return bytes;
}

config::Workspace workspace_of(const std::string& folder) {
    return config::parse_workspace("users: [{handle: maya, context: {knowledge: [notes/**/*]}}]",
                                   folder + "/pacelane.yaml");
}

bool ingest_readers(const Settings& settings) {
    const std::size_t bytes = settings.quick ? 200'000 : 4'000'000;
    fmt::print("Readers alone, one core, documents of 100 kB:\n");
    bool kept = true;
    for (const auto& reader : kReaders) {
        Writer writer;
        const auto text = (writer.*reader.text)(100'000);
        std::size_t done = 0, passages = 0;
        const auto taken = seconds([&] {
            for (; done < bytes; done += text.size())
                passages += context::parse_document(reader.path, text, reader.kind).passages.size();
        });
        if (passages == 0) throw std::runtime_error(std::string(reader.name) + ": nothing was read");
        const auto speed = static_cast<double>(done) / 1e6 / taken;
        const bool good = speed >= kReaderLimit;
        kept = kept && good;
        fmt::print("  {:<14} {:7.1f} MB/s   at least {:.0f}{}\n", reader.name, speed, kReaderLimit,
                   good ? "" : "   NOT KEPT");
    }
    return kept;
}

bool ingest_sync(const Settings& settings) {
    const std::size_t count = settings.quick ? 500 : 10'000;
    const auto folder = settings.folder + "/ingest";
    const auto bytes = write_notes(folder, count);
    const ManualClock clock{parse_instant(kNow).value()};
    const auto path = folder + "/p.db";
    store::migrate(path, {}, clock);
    const auto store = store::open_sqlite(path, clock);
    store->import(workspace_of(folder));
    const auto user = store->user("maya");
    const auto sync = [&](int pipeline::SyncReport::*expected) {
        int found = 0;
        const auto taken =
            seconds([&] { found = pipeline::sync_context(*store, user, clock.now()).*expected; });
        if (found != static_cast<int>(count)) throw std::runtime_error(fmt::format("synced {} notes", found));
        return taken;
    };
    std::size_t parsed = 0;
    const auto parsing = seconds([&] {
        for (const auto& file : fs::recursive_directory_iterator(folder + "/notes"))
            if (file.is_regular_file()) {
                std::ifstream stream(file.path(), std::ios::binary);
                const std::string text{std::istreambuf_iterator<char>(stream), {}};
                context::parse_document(file.path().string(), text, context::DocumentKind::knowledge);
                ++parsed;
            }
    });
    if (parsed != count) throw std::runtime_error("some notes were not parsed");
    const auto cold = sync(&pipeline::SyncReport::added);
    std::vector<double> unchanged;
    for (int n = 0; n < 5; ++n)
        unchanged.push_back(sync(&pipeline::SyncReport::unchanged));
    const auto megabytes = static_cast<double>(bytes) / 1e6;
    const bool kept = median(unchanged) < kUnchangedLimit;
    fmt::print("Sync of {} notes, {:.1f} MB:\n", count, megabytes);
    fmt::print("  parsing alone  {:7.2f} s   {:.1f} MB/s\n", parsing, megabytes / parsing);
    fmt::print("  cold           {:7.2f} s   {:.1f} MB/s, {:.1f} x parsing; database {:.1f} MB\n", cold,
               megabytes / cold, cold / parsing, static_cast<double>(fs::file_size(path)) / 1e6);
    fmt::print("  unchanged      {:7.3f} s   below {} s{}\n", median(unchanged), kUnchangedLimit,
               kept ? "" : "   NOT KEPT");
    return kept;
}

}  // namespace pacelane::bench
