// Recordings: which transcript is theirs, and what a transcriber makes of them.
#include "temporary_folder.h"

#include <filesystem>
#include <fstream>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/recordings.h>
#include <pacelane/pipeline/transcriber.h>
#include <thread>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::pipeline;

namespace {

std::string transcript_of(std::string_view recording, std::initializer_list<const char*> paths) {
    std::vector<ContextFile> files;
    for (const auto* path : paths)
        files.emplace_back().path = path;
    return TranscriptFiles(files).of(recording);
}

/// What `sh -c SCRIPT` makes of a recording: $1 is the file, $2 the output.
Transcribed run(const std::string& script, std::chrono::seconds timeout = std::chrono::seconds(60)) {
    return transcribe({{"sh", "-c", script, "transcriber", "{file}", "{output}"}, timeout},
                      "/talks/a call.mp3");
}

}  // namespace

TEST_SUITE("a recording's transcript") {
    TEST_CASE("is the file of its name beside it, captions before others") {
        CHECK(transcript_of("talks/call.mp4", {"talks/call.txt", "talks/call.vtt", "talks/other.vtt"}) ==
              "talks/call.vtt");
        CHECK(transcript_of("talks/call.mp4", {"talks/call.mp4.srt"}) == "talks/call.mp4.srt");
        CHECK(transcript_of("call.mp4", {"call.mp3", "calls.vtt"}) == "");
    }
    TEST_CASE("may lie in another folder, if only one is called so") {
        CHECK(transcript_of("audio/call.mp3", {"transcripts/call.vtt"}) == "transcripts/call.vtt");
        CHECK(transcript_of("audio/call.mp3", {"a/call.vtt", "b/call.vtt"}) == "");
        CHECK(transcript_of("audio/call.mp3", {"notes/call.md"}) == "");
    }
}

TEST_SUITE("a transcriber") {
    TEST_CASE("gets its arguments as they are, and what it prints is the transcript") {
        const auto result = run("printf '%s|Hello.' \"$1\"");
        CHECK(result.made.error == "");
        CHECK(result.made.transcript == "/talks/a call.mp3|Hello.");
    }
    TEST_CASE("may write files, of which the one that says most is taken") {
        const auto result =
            run("echo noise; printf 'text' >\"$2.txt\"; printf 'WEBVTT\\n' >\"$2.vtt\"; printf "
                "'{\"statistics\": 1}' >\"$2.json\"");
        CHECK(result.made.transcript == "WEBVTT\n");
        CHECK(run("mkdir \"$2\"; echo words >\"$2/a call.txt\"").made.transcript == "words\n");
    }
    TEST_CASE("that fails is told with what it said last") {
        const auto result = run("echo loading >&2; echo 'no such model' >&2; exit 3");
        CHECK(result.made.error == "the transcriber 'sh' ended with exit code 3: no such model");
        CHECK_FALSE(result.try_again);
        CHECK(run("true").made.error.find("wrote no transcript") != std::string::npos);
        CHECK(run("head -c 1000 /dev/zero").made.error.find("no text") != std::string::npos);
    }
    TEST_CASE("that takes too long is stopped, with what it started") {
        const TemporaryFolder folder;
        const auto mark = folder / "pid";
        const auto result = run("sleep 1000 & echo $! >'" + mark + "'; wait", std::chrono::seconds(1));
        CHECK(result.made.error.find("took longer than 1 s") != std::string::npos);
        std::string pid;
        std::ifstream(mark) >> pid;
        REQUIRE_FALSE(pid.empty());
        // Killed: gone, or a zombie that nobody has waited for; a busy machine takes a moment for it.
        const auto is_gone = [&] {
            std::ifstream stat("/proc/" + pid + "/stat");
            const std::string all{std::istreambuf_iterator<char>(stat), {}};
            return all.empty() || all.find(") Z ") != std::string::npos ||
                   all.find(") X ") != std::string::npos;
        };
        for (int wait = 0; wait < 500 && !is_gone(); ++wait)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        CHECK(is_gone());
    }
    TEST_CASE("that somebody kills is to be tried again") {
        CHECK(run("kill -KILL $$").try_again);
    }
    TEST_CASE("that is not there is no failure of the recording's") {
        CHECK_THROWS_AS(transcribe({{"/nowhere/whisper", "{file}"}}, "a.mp3"), Error);
    }
    TEST_CASE("is told from another by its arguments") {
        CHECK(Transcriber{{"a", "b"}}.hash() != Transcriber{{"ab"}}.hash());
        CHECK(Transcriber{{"a", "b"}}.hash() == Transcriber{{"a", "b"}, std::chrono::seconds(1)}.hash());
    }
}
