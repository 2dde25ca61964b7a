#include "store/helpers.h"

#include <fcntl.h>
#include <pacelane/pipeline/context_sync.h>
#include <sys/stat.h>

using namespace pacelane;
using namespace pacelane::pipeline;
using namespace pacelane::store;

namespace {

constexpr auto kMonday = "2026-11-16T10:00:00Z";
constexpr auto kTuesday = "2026-11-17T10:00:00Z";

/// Maya's folder, and what the store knows of it.
struct Synced : Pipeline {
    SyncReport sync(std::string_view when = kMonday) { return sync_context(*store, maya, at(when)); }
    void write(const std::string& path, std::string_view content) { folder.write(path, content); }
    void set_time(const std::string& path, std::chrono::seconds since_epoch) {
        const struct timespec times[2] = {{since_epoch.count(), 0}, {since_epoch.count(), 0}};
        REQUIRE(::utimensat(AT_FDCWD, (folder / path).c_str(), times, 0) == 0);
    }
    std::string texts() {
        std::string all;
        for (const auto& document : store->known_documents(maya))
            for (const auto& known : document.passages)
                all += (all.empty() ? "" : " | ") + known.passage.text;
        return all;
    }
};

/// added, changed, unchanged, removed, skipped, unreadable
std::string summary(const SyncReport& report) {
    std::ostringstream text;
    text << report.added << " " << report.changed << " " << report.unchanged << " " << report.removed << " "
         << report.skipped << " " << report.unreadable.size();
    return text.str();
}

}  // namespace

TEST_SUITE("bringing in a context") {
    TEST_CASE("adds the files that are new") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "# Queues\n\nQueues lose nothing.\n");
        pipeline.write("knowledge/b.txt", "Workers may die.\n");
        CHECK(summary(pipeline.sync()) == "2 0 0 0 0 0");
        CHECK(pipeline.texts() == "Queues lose nothing. | Workers may die.");
        CHECK(pipeline.value("SELECT first_seen_at FROM passages") == "2026-11-16T10:00:00.000Z");
    }

    TEST_CASE("again changes nothing") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 1 0 0 0");
        CHECK(pipeline.value("SELECT changed_at FROM documents") == "2026-11-16T10:00:00.000Z");
    }

    TEST_CASE("reads a file that changed; only what it says now and did not before is new") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n\nWorkers may die.\n");
        CHECK(summary(pipeline.sync(kTuesday)) == "0 1 0 0 0 0");
        CHECK(pipeline.column("SELECT substr(first_seen_at, 1, 10) FROM passages ORDER BY ordinal") ==
              "2026-11-16 2026-11-17");
    }

    TEST_CASE("does not open a file whose size and time are as before") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'000));
        pipeline.sync();
        pipeline.write("knowledge/a.md", "Queues lose all of it");  // as long
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'000));
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 1 0 0 0");
        CHECK(pipeline.texts() == "Queues lose nothing.");
    }

    TEST_CASE("reads a file of the same size with another time, and of the same time with another size") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'000));
        pipeline.sync();
        pipeline.write("knowledge/a.md", "Queues lose all of i\n");
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'001));
        CHECK(pipeline.sync().changed == 1);
        pipeline.write("knowledge/a.md", "Queues lose all of it.\n");
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'001));
        CHECK(pipeline.sync().changed == 1);
        CHECK(pipeline.texts() == "Queues lose all of it.");
    }

    TEST_CASE("does not read again what was only touched, and need not look at it the next time") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'000));
        pipeline.sync();
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'001));
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 1 0 0 0");
        CHECK(pipeline.value("SELECT changed_at FROM documents") == "2026-11-16T10:00:00.000Z");
        CHECK(pipeline.value("SELECT modified_ns FROM documents") == "1700000001000000000");
    }

    TEST_CASE("reads again what older readers read, and nothing in it is new") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.execute(
            "UPDATE documents SET reader_version = 0; UPDATE passages SET text = 'As read by older "
            "readers.', text_hash = 'old'");
        CHECK(summary(pipeline.sync(kTuesday)) == "0 1 0 0 0 0");
        CHECK(pipeline.texts() == "Queues lose nothing.");
        CHECK(pipeline.value("SELECT first_seen_at FROM passages") == "2026-11-16T10:00:00.000Z");
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 1 0 0 0");
    }

    TEST_CASE("reads again what is now of another kind, and nothing in it is new") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.maya.context.meetings = {"knowledge/*"};
        CHECK(summary(pipeline.sync(kTuesday)) == "0 1 0 0 0 0");
        CHECK(pipeline.value("SELECT kind FROM documents") == "meeting");
        CHECK(pipeline.value("SELECT first_seen_at FROM passages") == "2026-11-16T10:00:00.000Z");
    }

    TEST_CASE("removes what is gone, or no longer named by a pattern") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.write("knowledge/b.md", "Workers may die.\n");
        pipeline.write("knowledge/c.md", "Readers may change.\n");
        pipeline.sync();
        std::filesystem::remove(pipeline.folder / "knowledge/a.md");
        CHECK(summary(pipeline.sync()) == "0 0 2 1 0 0");
        pipeline.maya.context.knowledge = {"knowledge/c.md"};
        CHECK(summary(pipeline.sync()) == "0 0 1 1 0 0");
        CHECK(pipeline.texts() == "Readers may change.");
    }

    TEST_CASE("takes a moved file as the same document, with nothing new in it") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        const auto before = pipeline.value("SELECT id || document_key || first_seen_at FROM documents");
        std::filesystem::rename(pipeline.folder / "knowledge/a.md", pipeline.folder / "knowledge/b.md");
        const auto report = pipeline.sync(kTuesday);
        CHECK(summary(report) == "0 0 0 0 0 0");
        CHECK(report.renamed == 1);
        CHECK(pipeline.texts() == "Queues lose nothing.");
        CHECK(pipeline.value("SELECT id || document_key || first_seen_at FROM documents") == before);
        CHECK(pipeline.value("SELECT path || title FROM documents") == "knowledge/b.mdb");
        CHECK(pipeline.value("SELECT first_seen_at FROM passages") == "2026-11-16T10:00:00.000Z");
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 1 0 0 0");
    }

    TEST_CASE("gives a new file at a moved one's old path an id of its own") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        std::filesystem::rename(pipeline.folder / "knowledge/a.md", pipeline.folder / "knowledge/b.md");
        pipeline.sync();
        pipeline.write("knowledge/a.md", "Workers may die.\n");
        CHECK(summary(pipeline.sync()) == "1 0 1 0 0 0");
        CHECK(pipeline.value("SELECT count(DISTINCT id) FROM documents") == "2");
    }

    TEST_CASE("tells moved files of the same content apart by their names") {
        Synced pipeline;
        pipeline.write("knowledge/x/a.md", "Queues lose nothing.\n");
        pipeline.write("knowledge/x/b.md", "Queues lose nothing.\n");
        pipeline.sync();
        const auto before = pipeline.column("SELECT id FROM documents ORDER BY path");
        std::filesystem::rename(pipeline.folder / "knowledge/x", pipeline.folder / "knowledge/y");
        CHECK(pipeline.sync().renamed == 2);
        CHECK(pipeline.column("SELECT id FROM documents ORDER BY path") == before);
    }

    TEST_CASE("takes a copy as a document of its own") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.write("knowledge/b.md", "Queues lose nothing.\n");
        CHECK(summary(pipeline.sync()) == "1 0 1 0 0 0");
    }

    TEST_CASE("uses only the newer of two versions, tells of the older once, and reads it when it is alone") {
        Synced pipeline;
        const auto copy = "knowledge/a.sync-conflict-20261116-090000-ABCDEFG.md";
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.write(copy, "Queues lose hardly anything.\n");
        pipeline.set_time("knowledge/a.md", std::chrono::seconds(1'700'000'001));
        pipeline.set_time(copy, std::chrono::seconds(1'700'000'000));
        const auto report = pipeline.sync();
        CHECK(pipeline.texts() == "Queues lose nothing.");
        REQUIRE(report.unreadable.size() == 1);
        CHECK(report.unreadable[0].path == copy);
        CHECK(report.unreadable[0].message.find("older version of knowledge/a.md") != std::string::npos);
        CHECK(report.out_of_reach.empty());
        CHECK(summary(pipeline.sync()) == "0 0 2 0 0 0");
        pipeline.set_time(copy, std::chrono::seconds(1'700'000'002));
        CHECK(summary(pipeline.sync()) == "0 2 0 0 0 1");
        CHECK(pipeline.texts() == "Queues lose hardly anything.");
        std::filesystem::remove(pipeline.folder / copy);
        pipeline.sync();
        CHECK(pipeline.texts() == "Queues lose nothing.");
    }

    TEST_CASE("takes numbered notes for versions only when they say the same") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.write("knowledge/a 2.md", "Workers may die at any time.\n");
        CHECK(summary(pipeline.sync()) == "2 0 0 0 0 0");
        pipeline.write("knowledge/a 2.md", "Queues lose nothing.\n");
        CHECK(summary(pipeline.sync()) == "0 2 0 0 0 1");
    }

    TEST_CASE("leaves out what its front matter marks as private, and removes it when it becomes so") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.write("knowledge/a.md", "---\nprivate: true\n---\nQueues lose nothing.\n");
        const auto report = pipeline.sync();
        CHECK(report.marked_private == 1);
        CHECK(report.removed == 1);
        CHECK(pipeline.value("SELECT count(*) FROM documents") == "0");
        CHECK(pipeline.value("SELECT count(*) FROM passages") == "0");
    }

    TEST_CASE("removes what is excluded, and says so") {
        Synced pipeline;
        pipeline.write("knowledge/old/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.maya.context.exclude = {"old/"};
        const auto report = pipeline.sync();
        CHECK(report.removed == 1);
        CHECK(report.excluded == 1);
        REQUIRE(report.decisions.size() == 1);
        CHECK(report.decisions[0].message == "removed: excluded by 'old/'");
    }

    TEST_CASE("reads documents with people again when the user's names change, and no others") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.workspace.users[0].context.transcripts = {"calls/*"};
        pipeline.maya.context.transcripts = {"calls/*"};
        pipeline.write("calls/b.txt",
                       "Maya: Queues lose nothing at all.\nRafael: Workers may die, though.\n"
                       "Maya: That is what leases are for.\n");
        pipeline.sync();
        pipeline.workspace.users[0].aliases = {"ML"};
        pipeline.store->import(pipeline.workspace);
        pipeline.maya = pipeline.store->user("maya");
        CHECK(pipeline.maya.aliases == std::vector<std::string>{"ML"});
        const auto report = pipeline.sync(kTuesday);
        CHECK(summary(report) == "0 1 1 0 0 0");
        CHECK(report.decisions.at(0).message == "read again: the user's names changed");
        CHECK(pipeline.store->import(pipeline.workspace).users_unchanged == 2);
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 2 0 0 0");
    }

    TEST_CASE("removes nothing when the folder is not there") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.maya.folder = pipeline.folder / "gone";
        CHECK(error_of([&] { pipeline.sync(); }).kind() == ErrorKind::failed);
        CHECK(pipeline.texts() == "Queues lose nothing.");
    }

    TEST_CASE("passes over files of a format that is not read") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.write("knowledge/picture.png", std::string("\x89PNG\r\n\x1a\n\0\0", 10));
        pipeline.write("knowledge/all.zip", "PK\x03\x04");
        CHECK(summary(pipeline.sync()) == "1 0 0 0 2 0");
        CHECK(summary(pipeline.sync()) == "0 0 1 0 2 0");
        CHECK(pipeline.store->errors({}).empty());
    }

    TEST_CASE("reads no programs and no settings, whose sentences are comments") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        int programs = 0;
        for (const auto* name : {"tool.py", "Main.java", "lib.rs", "site.astro", "setup.SH", "fix.patch",
                                 "app.mjs", "mine.db-wal"}) {
            pipeline.write(fmt::format("knowledge/{}", name),
                           "# We lost messages because nobody set a limit.\n");
            ++programs;
        }
        CHECK(summary(pipeline.sync()) == fmt::format("1 0 0 0 {} 0", programs));
        CHECK(pipeline.texts() == "Queues lose nothing.");
        // What people name as they like is text.
        pipeline.write("knowledge/minutes.2026", "We agreed to set a limit.\n");
        CHECK(summary(pipeline.sync()) == fmt::format("1 0 1 0 {} 0", programs));
    }

    TEST_CASE("counts and lists what waits for pacelane-reader, when that is not there") {
        Synced pipeline;
        pipeline.write("knowledge/paper.pdf", "%PDF-1.7");
        pipeline.write("knowledge/costs.csv", "a,b\n1,2\n");
        SyncOptions options;
        options.reader = "";
        for (int n = 0; n < 2; ++n) {
            const auto report = sync_context(*pipeline.store, pipeline.maya, at(kMonday), {}, options);
            CHECK(report.waiting == std::map<std::string, int>{{"csv", 1}, {"pdf", 1}});
            CHECK(summary(report) == "0 0 0 0 0 0");
        }
        const auto others = pipeline.store->other_files(pipeline.maya.id);
        REQUIRE(others.size() == 2);
        CHECK(others[1].path == "knowledge/paper.pdf");
        CHECK(others[1].what == "waits for the package pacelane-formats");
        std::filesystem::remove(pipeline.folder / "knowledge/paper.pdf");
        sync_context(*pipeline.store, pipeline.maya, at(kMonday), {}, options);
        CHECK(pipeline.store->other_files(pipeline.maya.id).size() == 1);
    }

    TEST_CASE("with a reader that does not start, reads all else, and says why") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.write("knowledge/paper.pdf", "%PDF-1.7");
        SyncOptions options;
        options.reader = "/nowhere/pacelane-reader";
        const auto report = sync_context(*pipeline.store, pipeline.maya, at(kMonday), {}, options);
        CHECK(report.added == 1);
        CHECK(report.waiting.at("pdf") == 1);
        CHECK(report.reader_problem ==
              "'/nowhere/pacelane-reader' cannot be started: No such file or directory");
    }

    TEST_CASE("lists recordings, with the transcript that is theirs") {
        Synced pipeline;
        pipeline.write("knowledge/call.mp4", "moving pictures");
        pipeline.write("knowledge/call.vtt",
                       "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maya>Queues lose nothing.\n");
        pipeline.write("knowledge/talk.ogg", "sound");
        const auto report = pipeline.sync();
        CHECK(report.added == 1);
        CHECK(report.recordings == 2);
        CHECK(report.without_transcript == 1);
        const auto others = pipeline.store->other_files(pipeline.maya.id);
        REQUIRE(others.size() == 2);
        CHECK(others[0].format == "video");
        CHECK(others[0].transcript == "knowledge/call.vtt");
        CHECK(others[1].what == "a recording without a transcript");
    }

    TEST_CASE("has a recording transcribed once, and it stays a document without the transcriber") {
        Synced pipeline;
        pipeline.write("knowledge/talk.ogg", "sound");
        const auto runs = pipeline.folder / "runs";
        SyncOptions options;
        options.transcriber.command = {
            "sh", "-c",
            "echo run >>'" + std::string(runs) +
                "'; printf 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maya>Queues lose "
                "nothing.\n'",
            "", "{file}"};
        const auto sync = [&](const SyncOptions& with) {
            return sync_context(*pipeline.store, pipeline.maya, at(kMonday), {}, with);
        };
        CHECK(sync(options).transcribed == 1);
        CHECK(pipeline.texts() == "Queues lose nothing.");
        CHECK(sync(options).unchanged == 1);
        CHECK(sync({}).unchanged == 1);
        // Moved, or copied: by its content it is known.
        std::filesystem::rename(pipeline.folder / "knowledge/talk.ogg",
                                pipeline.folder / "knowledge/moved.ogg");
        CHECK(sync({}).renamed == 1);
        pipeline.write("knowledge/copy.ogg", "sound");
        CHECK(sync(options).transcribed == 0);
        CHECK(pipeline.texts() == "Queues lose nothing. | Queues lose nothing.");
        std::ifstream file(runs);
        CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == "run\n");
    }

    TEST_CASE(
        "records that a transcriber failed, and asks it again when it or the file changed, or on demand") {
        Synced pipeline;
        pipeline.write("knowledge/talk.ogg", "sound");
        SyncOptions options;
        options.transcriber.command = {"sh", "-c", "echo 'no model' >&2; exit 1", "", "{file}"};
        const auto sync = [&] {
            return sync_context(*pipeline.store, pipeline.maya, at(kMonday), {}, options);
        };
        const auto first = sync();
        REQUIRE(first.unreadable.size() == 1);
        CHECK(first.unreadable[0].message == "the transcriber 'sh' ended with exit code 1: no model");
        CHECK(pipeline.store->errors({}).size() == 1);
        CHECK(first.transcribed == 0);
        CHECK(first.transcriber_failures == 1);
        CHECK(sync().transcriber_failures == 0);
        options.transcribe_again = true;
        CHECK(sync().transcriber_failures == 1);
        options.transcribe_again = false;
        options.transcriber.command[2] = "echo Queues lose nothing.";
        CHECK(sync().transcribed == 1);
        CHECK(pipeline.texts() == "Queues lose nothing.");
        CHECK(pipeline.store->errors({}).empty());
    }

    TEST_CASE("removes a document whose file is now of a format that is not read") {
        Synced pipeline;
        pipeline.write("knowledge/log", "Queues lose nothing, said the log of the day.\n");
        REQUIRE(pipeline.sync().added == 1);
        pipeline.write("knowledge/log", std::string(100, '\0'));
        CHECK(summary(pipeline.sync()) == "0 0 0 1 1 0");
        CHECK(pipeline.texts().empty());
    }

    TEST_CASE("brings in one user's files and leaves another's documents alone") {
        Synced pipeline;
        pipeline.store->put_document(pipeline.rafael, document("knowledge/r.md", {"Of Rafael."}),
                                     at(kMonday));
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        CHECK(summary(pipeline.sync()) == "1 0 0 0 0 0");
        CHECK(pipeline.store->known_documents(pipeline.rafael).size() == 1);
    }

    TEST_CASE("tells the warnings of what it read, with the file") {
        Synced pipeline;
        pipeline.write("knowledge/a.txt", "Caf\xE9 na esquina.\n");
        const auto report = pipeline.sync();
        REQUIRE(report.warnings.size() == 1);
        CHECK(report.warnings[0].path == "knowledge/a.txt");
        CHECK(pipeline.texts() == "Café na esquina.");
        CHECK(pipeline.sync().warnings.empty());
    }
}

TEST_SUITE("a file that cannot be read") {
    TEST_CASE("is recorded with the reason, and does not stop the others") {
        using namespace std::string_literals;
        Synced pipeline;
        pipeline.write("knowledge/a.md", "text\0\0\0\x01\x02 no text"s);
        pipeline.write("knowledge/b.md", "Workers may die.\n");
        pipeline.write("knowledge/c.md", "");
        const auto report = pipeline.sync();
        CHECK(summary(report) == "1 0 0 0 0 2");
        CHECK(report.not_read == 1);  // the other is told as not to be read
        CHECK(report.unreadable.at(0).path == "knowledge/a.md");
        CHECK(report.unreadable.at(1).path == "knowledge/c.md");
        CHECK(report.unreadable.at(1).message.find("empty") != std::string::npos);
        CHECK(pipeline.texts() == "Workers may die.");
        CHECK(pipeline.store->errors({}).size() == 2);
    }

    TEST_CASE("is told once, as long as it stays as it is") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "");
        pipeline.sync();
        CHECK(summary(pipeline.sync(kTuesday)) == "0 0 1 0 0 0");
        CHECK(pipeline.store->errors({}).at(0).at == "2026-11-16T10:00:00.000Z");
    }

    TEST_CASE("is told once also when its content was never had: one that is too large") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Very long notes.\n");
        std::filesystem::resize_file(pipeline.folder / "knowledge/a.md", 65 * 1024 * 1024);
        pipeline.write("knowledge/b.md", "Workers may die.\n");
        const auto report = pipeline.sync();
        REQUIRE(report.unreadable.size() == 1);
        CHECK(report.unreadable[0].message.find("larger than 64 MiB") != std::string::npos);
        CHECK(report.out_of_reach.size() == 1);
        const auto again = pipeline.sync(kTuesday);
        CHECK(summary(again) == "0 0 2 0 0 0");
        CHECK(again.out_of_reach.size() == 1);
    }

    TEST_CASE("is read once it can be") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "");
        pipeline.sync();
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        CHECK(summary(pipeline.sync()) == "0 1 0 0 0 0");
        CHECK(pipeline.texts() == "Queues lose nothing.");
        CHECK(pipeline.store->errors({}).empty());
    }

    TEST_CASE("any more says nothing any more") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "Queues lose nothing.\n");
        pipeline.sync();
        pipeline.write("knowledge/a.md", "");
        const auto report = pipeline.sync();
        CHECK(report.unreadable.size() == 1);
        CHECK(pipeline.texts().empty());
        CHECK(pipeline.store->search(pipeline.maya, "queues", 5).empty());
    }

    TEST_CASE("is forgotten with its file") {
        Synced pipeline;
        pipeline.write("knowledge/a.md", "");
        pipeline.sync();
        std::filesystem::remove(pipeline.folder / "knowledge/a.md");
        CHECK(pipeline.sync().removed == 1);
        CHECK(pipeline.store->errors({}).empty());
    }
}
