// pacelane-reader, and pacelane with it and without.
#include "reader/installed.h"

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <pacelane/context/reader_protocol.h>
#include <sstream>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace fs = std::filesystem;

namespace {

/// The reader as it runs, at the other end of a socket.
struct Running {
    Running() {
        int ends[2];
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
        pid = ::fork();
        if (pid == 0) {
            ::dup2(ends[1], 0);
            ::dup2(ends[1], 1);
            ::execl(PACELANE_READER, PACELANE_READER, nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        socket = ends[0];
    }
    ~Running() {
        ::close(socket);
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
    }
    std::string take(std::size_t size) const {
        std::string bytes(size, '\0');
        std::size_t have = 0;
        while (have < size) {
            const auto count = ::read(socket, bytes.data() + have, size - have);
            if (count <= 0) return bytes.substr(0, have);
            have += static_cast<std::size_t>(count);
        }
        return bytes;
    }
    std::string answer() const { return take(pacelane::context::frame_size(take(4))); }
    void send(const std::string& bytes) const {
        const auto all = pacelane::context::frame_head(bytes.size()) + bytes;
        REQUIRE(::write(socket, all.data(), all.size()) == static_cast<ssize_t>(all.size()));
    }
    std::string proc(const char* file) const {
        std::ifstream stream("/proc/" + std::to_string(pid) + "/" + file);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    int pid = -1;
    int socket = -1;
};

}  // namespace

TEST_CASE("the reader is shut in before it gets a byte") {
    const Running reader;
    CHECK(nlohmann::json::parse(reader.answer())["reader"].is_string());
    const auto status = reader.proc("status");
    CHECK_MESSAGE(has(status, "Seccomp:\t2"), status);
    CHECK_MESSAGE(has(status, "NoNewPrivs:\t1"), status);
    const auto limits = reader.proc("limits");
    for (const auto* line :
         {"Max file size             0                    0", "Max core file size        0",
          "Max open files            3                    3"})
        CHECK_MESSAGE(has(limits, line), limits);
}

TEST_CASE("the reader reads one file after the other, and what is no request ends it") {
    const Running reader;
    reader.answer();
    for (int n = 0; n < 3; ++n) {
        reader.send(R"({"path":"a.csv","format":"csv","folder":"knowledge"})");
        reader.send("a,b\none,two\n");
        CHECK(nlohmann::json::parse(reader.answer())["document"]["passages"].size() == 1);
    }
    reader.send("{");
    reader.send("");
    CHECK(nlohmann::json::parse(reader.answer()).contains("error"));
    const std::string endless = "\xFF\xFF\xFF\xFF";
    REQUIRE(::write(reader.socket, endless.data(), endless.size()) == 4);
    int status = 0;
    REQUIRE(::waitpid(reader.pid, &status, 0) == reader.pid);
    CHECK(WIFEXITED(status));
}

TEST_CASE("the reader by itself says what it is for") {
    Sandbox sandbox;
    sandbox.program = PACELANE_READER;
    sandbox.now.clear();
    const auto result = sandbox.run({});
    CHECK(result.exit_code == 2);
    CHECK(has(result.err, "for pacelane, which starts it"));
}

TEST_CASE_FIXTURE(Installed, "without the reader files wait for it, and are read when it is there") {
    const auto before = run({"context", "sync"});
    CHECK(before.exit_code == 0);
    CHECK_MESSAGE(has(before.out, "ana: 1 file (1 csv) waits for the package pacelane-formats"), before.out);
    write("notes/talk.mp3", "sound");
    const auto log = run({"-q", "-v", "analyze", "--user", "ana"}).err;
    CHECK_MESSAGE(has(log, "1 file (1 csv) waits for the package pacelane-formats"), log);
    CHECK_MESSAGE(has(log, "recordings_without_transcript user=ana"), log);
    CHECK_MESSAGE(has(log, "recordings=1"), log);
    CHECK(has(run({"context", "list"}).out, "waits for the package pacelane-formats"));
    CHECK(has(run({"doctor"}).out, "1 file (1 csv) waits for the package pacelane-formats"));
    const auto explained = run({"context", "explain", "notes/costs.csv"});
    CHECK(explained.exit_code == 1);
    CHECK(has(explained.err, "pacelane-reader is not installed; it is in the package pacelane-formats"));

    install_reader();
    const auto after = run({"context", "sync", "--json"}).json();
    CHECK(after[0]["added"] == 1);
    CHECK(after[0]["waiting"].empty());
    CHECK(has(run({"context", "search", "--user", "ana", "twelve euros", "--json"}).out,
              "twelve euros a month"));
    CHECK(has(run({"context", "explain", "notes/costs.csv"}).out, "csv"));
    CHECK(has(run({"doctor"}).out, "pacelane-reader reads PDF"));

    // What is read stays when it is gone again, and unchanged files need no reader.
    fs::remove(path("bin/pacelane-reader"));
    const auto gone = run({"context", "sync", "--json"}).json();
    CHECK(gone[0]["unchanged"] == 2);
    CHECK(gone[0]["waiting"].empty());
    write("notes/costs.csv", "service,cost\nqueue,thirteen euros a month\n");
    CHECK(run({"context", "sync", "--json"}).json()[0]["waiting"]["csv"] == 1);
    CHECK(has(run({"context", "search", "--user", "ana", "twelve euros", "--json"}).out,
              "twelve euros a month"));
}

TEST_CASE_FIXTURE(Installed, "a day of Slack has its people's names from the export's users.json") {
    install_reader();
    write("notes/slack/users.json", R"([{"id":"U012AB","name":"rui","profile":{"real_name":"Rui Prado"}}])");
    write("notes/slack/general/2026-11-03.json",
          R"([{"type":"message","user":"U012AB","text":"A restore takes an hour.","ts":"1793696531.1"}])");
    run({"context", "sync"});
    CHECK(value("SELECT speaker FROM context_passages WHERE path = 'notes/slack/general/2026-11-03.json'") ==
          "Rui Prado");
    CHECK(has(run({"context", "explain", "notes/slack/general/2026-11-03.json"}).out, "Rui Prado"));
    // The day did not change, but who wrote it did.
    CHECK(run({"context", "sync", "--json"}).json()[0]["changed"] == 0);
    write("notes/slack/users.json",
          R"([{"id":"U012AB","name":"rui","profile":{"real_name":"Rui Prado Reis"}}])");
    fs::last_write_time(path("notes/slack/users.json"),
                        fs::file_time_type::clock::now() + std::chrono::hours(1));
    run({"context", "sync"});
    CHECK(value("SELECT speaker FROM context_passages WHERE path = 'notes/slack/general/2026-11-03.json'") ==
          "Rui Prado Reis");
    CHECK(run({"context", "sync", "--json"}).json()[0]["changed"] == 0);
    // One that lies outside of the workspace is not looked at, and neither is a link.
    fs::rename(path("notes/slack/users.json"), path("users.json"));
    fs::create_symlink(path("users.json"), path("notes/slack/users.json"));
    CHECK(has(run({"context", "explain", "notes/slack/general/2026-11-03.json"}).out, "U012AB"));
}

TEST_CASE_FIXTURE(Installed, "what somebody else wrote, by a file's properties, is not the user's") {
    install_reader();
    const auto page = [](const std::string& authors) {
        return "<html><head><title>Restores</title>" + authors +
               "</head><body><p>A restore that nobody tried is no backup, and takes longer than it "
               "should.</p>"
               "</body></html>";
    };
    const auto author = [](const std::string& name) { return "<meta name=author content='" + name + "'>"; };
    write("notes/theirs.html", page(author("Rui Monteiro")));
    write("notes/theirs_too.html", page(author("Monteiro, Rui")));
    write("notes/mine.html", page(author("Ana Prado")));
    write("notes/ours.html", page(author("Rui Monteiro") + author("Ana Prado")));
    write("notes/nobodys.html", page(author("admin")));
    REQUIRE(run({"context", "sync"}).exit_code == 0);
    const auto speaker = [&](const std::string& name) {
        return value("SELECT coalesce(speaker, '') FROM context_passages WHERE path = 'notes/" + name +
                     ".html'");
    };
    CHECK(speaker("theirs") == "Rui Monteiro");
    CHECK(speaker("theirs_too") == "Rui Monteiro");
    CHECK(speaker("mine").empty());
    CHECK(speaker("ours").empty());
    CHECK(speaker("nobodys").empty());
    CHECK(has(run({"context", "explain", "notes/theirs.html"}).out, "Rui Monteiro"));
}

TEST_CASE_FIXTURE(Installed,
                  "sync and explain tell whose a document is by its properties, and what mends it") {
    install_reader();
    const auto page = [](const std::string& author) {
        return "<html><head><title>Restores</title><meta name=author content='" + author +
               "'></head><body><p>A restore that nobody tried is no backup, and takes longer than it "
               "should.</p></body></html>";
    };
    write("notes/a.html", page("Prado Ofertas Ltda"));
    write("notes/b.html", page("Prado Ofertas Ltda"));
    write("notes/c.html", page("Rui Monteiro"));
    const auto first = run({"context", "sync"});
    CHECK(has(first.err, "3 documents are by somebody else"));
    CHECK(has(first.err, "Prado Ofertas Ltda (2), Rui Monteiro (1)"));
    CHECK(has(first.err, "'aliases'"));
    CHECK_FALSE(has(run({"context", "sync"}).err, "somebody else"));
    const auto told = run({"context", "explain", "notes/a.html"});
    CHECK(has(told.out, "Prado Ofertas Ltda, as its properties say"));
    CHECK(has(told.out, "ana's 'aliases'"));
    CHECK(run({"context", "explain", "notes/a.html", "--json"}).json()["written_by"] == "Prado Ofertas Ltda");
    // With the name among them it is ana's.
    auto workspace = read("pacelane.yaml");
    workspace.replace(workspace.find("name: Ana Prado"), 15,
                      "name: Ana Prado\n    aliases: [Prado Ofertas Ltda]");
    write("pacelane.yaml", workspace);
    REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    CHECK_FALSE(has(run({"context", "sync"}).err, "Ltda"));
    CHECK(run({"context", "explain", "notes/a.html", "--json"}).json()["written_by"].is_null());
}

TEST_CASE_FIXTURE(Installed, "search and show tell the page, slide or sheet of what has no lines") {
    install_reader();
    for (const std::string name : {"slides_pandoc.pptx", "sheets.xlsx", "text.pdf"})
        fs::copy_file(std::string(PACELANE_FORMAT_FILES "/") + name, path("notes/" + name));
    REQUIRE(run({"context", "sync"}).exit_code == 0);
    CHECK(has(run({"context", "search", "-u", "ana", "slow export wait alone"}).out,
              "notes/sheets.xlsx, sheet Costs"));
    const auto found = run({"context", "search", "-u", "ana", "reports run from cron", "--json"}).json()[0];
    CHECK(found["source"] == "notes/text.pdf, page 2");
    CHECK(found["place"] == "page 2");
    CHECK(has(run({"context", "search", "-u", "ana", "nobody tried"}).out, "notes/a.md:3"));
    CHECK(has(run({"context", "show", "notes/sheets.xlsx"}).out, "sheet Plan  Maya Lindqvist: | May"));
    CHECK(has(run({"context", "show", "notes/slides_pandoc.pptx"}).out, "slide 2  "));
}

TEST_CASE_FIXTURE(Installed,
                  "documents of formats that are not read are counted, with what to save them as") {
    install_reader();
    write("notes/old.doc", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0'));
    write("notes/letter.rtf", "{\\rtf1 A letter.}");
    write("notes/picture.png", std::string("\x89PNG\r\n\x1a\n\0\0", 10));
    CHECK(has(run({"context", "sync"}).out, "3 of other formats skipped (1 .doc, 1 .rtf; -v tells"));
    CHECK(has(run({"context", "sync", "-v"}).err,
              "old.doc: passed over: of a format that is not read; save it as .docx"));
    const auto old = run({"context", "explain", "notes/old.doc"});
    CHECK(old.exit_code == 65);
    CHECK(has(old.err, "in a format that is not read; save it as .docx or .odt"));
}

TEST_CASE_FIXTURE(Installed, "a notebook of Evernote is read, and its notes are found") {
    install_reader();
    write(
        "notes/Work.enex",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><en-export><note><title>Restores</title><content><![CDATA["
        "<en-note><div>We try a restore each month, by "
        "hand.</div></en-note>]]></content></note></en-export>");
    CHECK(run({"context", "sync", "--json"}).json()[0]["unreadable"].empty());
    CHECK(has(run({"context", "search", "--user", "ana", "restore month", "--json"}).out,
              "each month, by hand"));
}

TEST_CASE_FIXTURE(Installed, "a hostile file costs itself, and the others are read") {
    install_reader();
    write("notes/b.csv", std::string(4'000'000, ','));
    std::string quotes(2'000'000, '"');
    write("notes/c.csv", "a\n" + quotes);
    write("notes/d.csv", "service,cost\ndatabase,forty euros a month\n");
    const auto result = run({"context", "sync"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(
        has(run({"context", "search", "--user", "ana", "forty euros", "--json"}).out, "forty euros a month"));
    CHECK(has(run({"context", "search", "--user", "ana", "twelve euros", "--json"}).out,
              "twelve euros a month"));
    // Told once, and not read again until it changes.
    CHECK(run({"context", "sync", "--json"}).json()[0]["unchanged"] == 5);
}

TEST_CASE_FIXTURE(Installed, "a program that is killed while the reader works leaves nothing behind") {
    install_reader();
    for (int n = 0; n < 40; ++n)
        write("notes/t" + std::to_string(n) + ".csv", "service,cost\nqueue,twelve euros\n");
    const int pid = start({"context", "sync"});
    ::usleep(20'000);  // somewhere in its work; whatever it has done by then, what follows must hold
    ::kill(pid, SIGKILL);
    wait(pid);
    const auto again = run({"context", "sync", "--json"}).json();
    CHECK(again[0]["unreadable"].empty());
    CHECK(value("SELECT count(*) FROM documents WHERE error_message IS NULL") == "42");
}

TEST_CASE_FIXTURE(Installed, "recordings are transcribed by the workspace's transcriber, which may fail") {
    write("pacelane.yaml",
          "database: pacelane.db\ntranscriber: [./transcribe, '{file}']\ntranscriber_timeout: 30 s\nusers:\n "
          " - "
          "handle: ana\n    name: Ana Prado\n    context:\n      knowledge: ['notes/**/*']\n");
    write("transcribe",
          "#!/bin/sh\ncase $1 in *bad*) echo 'no speech in it' >&2; exit 4;; esac\n"
          "printf 'WEBVTT\\n\\n00:01.000 --> 00:04.000\\n<v Ana Prado>A restore that nobody tried is no "
          "backup.\\n'\n");
    fs::permissions(path("transcribe"), fs::perms::owner_all);
    write("notes/talk.mp3", "sound");
    write("notes/bad.wav", "noise");
    const auto first = run({"context", "sync"});
    CHECK(first.exit_code == 0);
    CHECK_MESSAGE(has(first.out, "1 transcribed, 1 not transcribed"), first.out);
    CHECK_MESSAGE(
        has(first.err,
            "notes/bad.wav: the transcriber './transcribe' ended with exit code 4: no speech in it"),
        first.err);
    CHECK(value("SELECT kind || ' ' || format FROM documents WHERE path = 'notes/talk.mp3'") ==
          "transcript webvtt");
    CHECK(run({"context", "sync", "--json"}).json()[0]["transcribed"] == 0);
    CHECK(run({"context", "sync", "--transcribe-again", "--json"}).json()[0]["transcriber_failures"] == 1);
    CHECK(has(run({"doctor"}).out, "'./transcribe' can be started; there are 2 recordings"));
    CHECK(has(run({"context", "explain", "notes/talk.mp3"}).err, "a recording (audio)"));
}
