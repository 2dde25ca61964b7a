// Captions that roll: YouTube's automatic ones (each line held for 10 ms, then shown above the next), and
// those converted from CEA-608, where two or three lines scroll. Layouts as yt-dlp and ccextractor write
// them.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
Texts rolled(std::string_view body) {
    return said(transcript("WEBVTT\n\n" + std::string{body}, "transcripts/call.vtt"));
}
}  // namespace

TEST_SUITE("rolling captions") {
    TEST_CASE("each line is said once, also short ones and those of another voice") {
        CHECK(rolled("00:00.100 --> 00:02.000 align:start position:0%\n \nthe<00:00.500><c> cache</c>\n\n"
                     "00:02.000 --> 00:02.010\nthe cache\n \n\n"
                     "00:02.010 --> 00:03.000\nthe cache\nis<00:02.500><c> cold</c>\n\n"
                     "00:03.000 --> 00:03.010\nis cold\n \n\n"
                     "00:03.010 --> 00:04.000\nis cold\n&gt;&gt;<00:03.500><c> why</c>\n\n"
                     "00:04.000 --> 00:04.010\n&gt;&gt; why\n \n\n"
                     "00:04.010 --> 00:05.000\n&gt;&gt; why\nnobody<00:04.500><c> knows</c>\n") ==
              Texts{": the cache is cold", ": why nobody knows"});
    }
    TEST_CASE("a word that is said twice in a row is said twice") {
        CHECK(rolled("00:00.100 --> 00:02.000\n \nno\n\n00:02.000 --> 00:02.010\nno\n \n\n00:02.010 --> "
                     "00:03.000\nno\nno\n\n"
                     "00:03.000 --> 00:03.010\nno\n \n\n00:03.010 --> 00:04.000\nno\nthe cache is cold\n") ==
              Texts{": no no the cache is cold"});
    }
    TEST_CASE("two and three lines that scroll, also over a short gap") {
        CHECK(rolled("00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\none\ntwo\n\n00:03.500 --> "
                     "00:04.000\none\ntwo\nthree\n\n00:04.000 --> 00:05.000\ntwo\nthree\nfour\n") ==
              Texts{": one two three four"});
    }
    TEST_CASE("a line that grows word by word") {
        CHECK(rolled("00:01.000 --> 00:01.500\nthe\n\n00:01.500 --> 00:02.000\nthe cache\n\n00:02.000 --> "
                     "00:02.500\nthe "
                     "cache is\n\n00:02.500 --> 00:03.000\nthe cache is cold\n") ==
              Texts{": the cache is cold"});
    }
    TEST_CASE("a file that does not roll keeps what is said twice") {
        CHECK(rolled("00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.\n\n00:03.000 --> "
                     "00:04.000\nWe never "
                     "do that.\n\n00:04.000 --> 00:05.000\nWe never do that.\n\n00:05.000 --> "
                     "00:06.000\nFine.\n") == Texts{": No. No. We never do that. We never do that. Fine."});
        CHECK(
            rolled("00:01.000 --> 00:02.000\n<v Ana>We ship on Monday.\n\n00:02.000 --> 00:03.000\n<v Bo>We "
                   "ship on "
                   "Monday.\n") == Texts{"Ana: We ship on Monday.", "Bo: We ship on Monday."});
    }
}
