// Posts, comments and talk that somebody copied or noted down in a note.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

Texts own_texts(const Document& document) {
    Texts all;
    for (const auto& passage : document.passages)
        if (is_own_writing(passage) && passage.kind != PassageKind::turn) all.push_back(passage.text);
    return all;
}
Texts others_texts(const Document& document) {
    Texts all;
    for (const auto& passage : document.passages)
        if (passage.quoted) all.push_back(passage.speaker + ": " + passage.text);
    return all;
}

}  // namespace

TEST_SUITE("copied pages") {
    TEST_CASE("an issue, with who wrote and when") {
        const auto document = knowledge(
            "Cache is cold #12\nOpen\nanal opened this issue on Nov 11, 2026 · 3 comments\nI warmed it "
            "twice.\n\n@bochen\n"
            "Contributor\nbochen commented on Nov 12, 2026 • edited\nI look today.\n",
            "notes/issue.txt");
        CHECK(own_texts(document).empty());
        CHECK(contains(others_texts(document).back(), "bochen: I look today."));
    }
    TEST_CASE("a review without times, in three languages; what is below the next heading is the author's") {
        CHECK(own_texts(knowledge(
                  "# Change 12\n\nbochen left a comment\n\nI would rename this.\n\n## Mine\n\nI did.\n")) ==
              Texts{"I did."});
        CHECK(own_texts(knowledge("# Mudança\n\nRui Melo deixou um comentário\n\nEu mudava o nome.\n"))
                  .empty());
        CHECK(own_texts(knowledge("# Cambio\n\nRui Melo dejó un comentario\n\nYo cambiaría el nombre.\n"))
                  .empty());
    }
    TEST_CASE("posts by name, handle and age; by age and the page's links; by degree") {
        CHECK(others_texts(knowledge(
                  "Ana Lima\n@anal\n·\nNov 11\nI warmed the cache. 1/2\n12\n3\n\nAna Lima\n@anal\n· 3h\n"
                  "It was cold.\n",
                  "notes/a.txt")) == Texts{"Ana Lima: I warmed the cache. 1/2", "Ana Lima: It was cold."});
        CHECK(others_texts(knowledge("anal 3 hours ago | next [–]\n\nI warmed mine.\n\nreply\n\nbo 2 hours "
                                     "ago | parent | next [–]\n\n"
                                     "I did not.\n\nreply\n",
                                     "notes/a.txt")) == Texts{"anal: I warmed mine.", "bo: I did not."});
        CHECK(others_texts(knowledge("Ana Lima\n • 2nd\nHead of Caches\n3w • Edited • \n\nFollow\n\nI warmed "
                                     "mine and wrote it down.\n\n"
                                     "45\n12 comments\n\nLike\nComment\n",
                                     "notes/a.txt")) == Texts{"Ana Lima: I warmed mine and wrote it down."});
    }
    TEST_CASE("a chat with a model by the names of both") {
        CHECK(own_texts(knowledge("You\nWrite a plan.\n\nClaude\nI suggest that you wait.\n\nYou\nThanks.\n",
                                  "notes/a.txt"))
                  .empty());
        CHECK(own_texts(knowledge("You said:\nWhat is a cache?\nChatGPT said:\nA store.\nYou said:\nThanks\n",
                                  "notes/a.txt"))
                  .empty());
        CHECK(own_texts(knowledge("# Tools\n\nClaude\n\nI like it.\n")).size() == 2);
    }
    TEST_CASE("who tells of others stays the author") {
        CHECK(own_texts(
                  knowledge(
                      "# Day\n\nAna commented on the plan in March.\n\nI met Ana 3 hours ago in Porto.\n\n"
                      "Rui asked 12 people.\n"))
                  .size() == 3);
    }
}

TEST_SUITE("talk in notes") {
    TEST_CASE("paragraphs behind dashes, one of them a question") {
        CHECK(own_texts(knowledge(
                  "# Charla\n\nHablé con Ana.\n\n—¿Cómo empezaste?\n\n—Perdí una caché.\n\n—¿Y ahora?\n")) ==
              Texts{"Hablé con Ana."});
        CHECK(own_texts(knowledge("# Conversa\n\n— Como começaste?\n\n— Perdi uma cache.\n\n— E agora?\n"))
                  .empty());
        CHECK(own_texts(knowledge("# Text\n\n— one aside.\n\n— another.\n\nI go on.\n")).size() == 3);
    }
    TEST_CASE("items by initials or given names that come back") {
        const auto document = knowledge(
            "# 1:1\n\n- R: I want to learn caches\n- M: I can show you\n- R: I am afraid of them\n");
        CHECK(others_texts(document) ==
              Texts{"R: I want to learn caches", "M: I can show you", "R: I am afraid of them"});
        CHECK(own_texts(knowledge("# Terms\n\n- RPO: what you lose\n- RTO: how long\n- TTL: how old\n"))
                  .size() == 3);
        CHECK(own_texts(knowledge("# Choice\n\n- Pros: fast\n- Cons: dear\n- Pros: simple\n")).size() == 3);
    }
    TEST_CASE("the words of a song") {
        const auto document = knowledge(
            "I play this on Fridays.\n\n[Verse 1]\nC           G\nI lost my cache yesterday\nAm7    F#m/C\nI "
            "warm it up again\n",
            "notes/song.txt");
        CHECK(own_texts(document) == Texts{"I play this on Fridays."});
        CHECK(others_texts(document) == Texts{": I lost my cache yesterday I warm it up again"});
        CHECK(contains(document.omitted.at(0), "chords"));
    }
    TEST_CASE("items by given names, beside names that are rare") {
        CHECK(own_texts(knowledge(
                  "# Standup\n\n- Maria: I broke it\n- Bo: I mend it\n- Maria: thanks\n\nWe met.\n")) ==
              Texts{"We met."});
    }
    TEST_CASE("a quotation behind its page or behind who said it") {
        CHECK(
            others_texts(knowledge(
                "# Notes\n\np. 12: \"A cache is only as good as its last miss.\"\n\np. 34: I disagree.\n")) ==
            Texts{": p. 12: \"A cache is only as good as its last miss.\""});
        CHECK(others_texts(knowledge("# Ata\n\nRui Melo disse: \"Eu perdi a cache de ontem.\"\n")) ==
              Texts{"Rui Melo: Rui Melo disse: \"Eu perdi a cache de ontem.\""});
    }
    TEST_CASE("entries of a bibliography are no prose, citations are left out") {
        const auto document = knowledge(
            "# Reading\n\n@article{lima2026,\n  title={Cold caches},\n  author={Lima, Ana}\n}\n\n"
            "We follow [@lima2026, p. 12]. Ask [@ana](https://example.org/ana).\n");
        CHECK(own_texts(document) == Texts{"We follow. Ask @ana."});
        CHECK(contains(document.omitted.at(0), "a citation"));
    }
    TEST_CASE("a digest's messages, the date above the sender") {
        CHECK(own_texts(knowledge("Digest, vol 3\n\nDate: Wed, 11 Nov 2026 09:02:00 +0100\nFrom: Ana Lima "
                                  "<ana@example.org>\n"
                                  "Subject: cache\n\nI warmed it.\n",
                                  "notes/d.txt"))
                  .empty());
    }
}

TEST_SUITE("marks between talk") {
    TEST_CASE("whose applause it is") {
        CHECK(said(transcript(
                  "Ana Lima: Wir haben verloren. (Beifall bei der PX) Wir holen auf.\nRui Melo: Danke.\n"
                  "(Zurufe von der PY)\nAna Lima: Bitte.\n")) ==
              Texts{"Ana Lima: Wir haben verloren. Wir holen auf.", "Rui Melo: Danke.", "Ana Lima: Bitte."});
    }
    TEST_CASE("Brazil's Senate, Speechmatics' text, and Me and Them") {
        CHECK(
            said(transcript("O SR. PRESIDENTE (Rui Melo. Bloco/PX - SP) - Declaro aberta a sessão.\n\nA SRA. "
                            "ANA LIMA (PY - RJ) - "
                            "Perdi a cache.\n\nO SR. PRESIDENTE (Rui Melo. Bloco/PX - SP) - Obrigado.\n")) ==
            Texts{"Presidente: Declaro aberta a sessão.", "Ana Lima: Perdi a cache.",
                  "Presidente: Obrigado."});
        CHECK(said(transcript(
                  "SPEAKER: S1\nThe cache is cold.\nSPEAKER: S2\nWhy?\nSPEAKER: S1\nNobody knows.\n")) ==
              Texts{"S1: The cache is cold.", "S2: Why?", "S1: Nobody knows."});
        CHECK(said(meeting("Me: The cache is cold.\nThem: Why?\nMe: Nobody knows.\nThem: I see.\n",
                           "meetings/a.txt")) ==
              Texts{"Me: The cache is cold.", "Them: Why?", "Me: Nobody knows.", "Them: I see."});
    }
    TEST_CASE("times in words below times in digits") {
        CHECK(said(knowledge("0:00\n0 seconds\nwe warm the cache every friday and i think\n0:05\n5 "
                             "seconds\nthat it takes eleven "
                             "minutes\n0:09\n9 seconds\nso i told the team to do it\n",
                             "notes/v.txt")) == Texts{": we warm the cache every friday and i think that it "
                                                      "takes eleven minutes so i told the team to do it"});
    }
    TEST_CASE("messages with their times below them, and times in brackets without AM and PM") {
        CHECK(said(knowledge("Ana Lima\nThe cache is cold.\n9:02 AM\nBo Chen\nWhy?\n9:05 AM\nAna "
                             "Lima\nNobody knows.\n9:06 AM\n",
                             "notes/s.txt")) ==
              Texts{"Ana Lima: The cache is cold.", "Bo Chen: Why?", "Ana Lima: Nobody knows."});
        CHECK(said(knowledge(
                  "anal [9:01 AM]\nThe cache is cold.\n\nbo [9:02]\nWhy?\n\nanal [9:03 AM]\nNobody knows.\n",
                  "notes/s.txt")) == Texts{"anal: The cache is cold.", "bo: Why?", "anal: Nobody knows."});
    }
}
