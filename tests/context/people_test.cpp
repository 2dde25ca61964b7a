#include <pacelane/context/people.h>

#include <doctest/doctest.h>

using namespace pacelane::context;

namespace {

People people_of(std::initializer_list<std::string_view> names) {
    People people;
    for (const auto name : names)
        people.add(name);
    return people;
}

}  // namespace

TEST_SUITE("people") {
    TEST_CASE("short forms are the person's whom they fit alone") {
        const auto people = people_of({"Maya Lindqvist", "Ana Souza", "Ana Costa", "Rui"});
        CHECK(people.canonical("Maya") == "Maya Lindqvist");
        CHECK(people.canonical("maya l.") == "Maya Lindqvist");
        CHECK(people.canonical("M. Lindqvist") == "Maya Lindqvist");
        CHECK(people.canonical("Lindqvist, Maya") == "Maya Lindqvist");
        CHECK(people.canonical("LINDQVIST Maya") == "Maya Lindqvist");
        CHECK(people.canonical("Maya Lindqvist, PsyD") == "Maya Lindqvist");
        CHECK(people.canonical("Dr. Maya Lindqvist") == "Maya Lindqvist");
        CHECK(people.canonical("Maya Lindqvist (host)") == "Maya Lindqvist");
        CHECK(people.canonical("maya.lindqvist@example.org") == "Maya Lindqvist");
        CHECK(people.canonical("Maya Berg") == "Maya Berg");
        CHECK(people.canonical("Ana") == "Ana");
        CHECK(people.canonical("Ana S.") == "Ana Souza");
        CHECK(people.canonical("Rui") == "Rui");
    }
    TEST_CASE("a name in between joins two forms of one person, not of two") {
        CHECK(people_of({"Ana Maria Souza", "Ana Souza"}).canonical("Ana") == "Ana Maria Souza");
        CHECK(people_of({"Ana Maria Souza", "Ana Souza", "Ana Costa"}).canonical("Ana") == "Ana");
    }
    TEST_CASE("accents, their absence and a letter more or less") {
        CHECK(people_of({"João Müller"}).canonical("Joao Mueller") == "João Müller");
        CHECK(people_of({"Łukasz Żak"}).canonical("Lukasz Zak") == "Łukasz Żak");
        CHECK(people_of({"Søren Østergård"}).canonical("Soren Ostergard") == "Søren Østergård");
        CHECK(people_of({"Maya Lindqvist"}).canonical("Maya Lindquist") == "Maya Lindqvist");
        CHECK(people_of({"Jon Andersen"}).canonical("Jon Anderson") == "Jon Anderson");
        CHECK(people_of({"Maria Silva"}).canonical("Mario Silva") == "Mario Silva");
        CHECK(people_of({"Jan Berg"}).canonical("Jon Berg") == "Jon Berg");
    }
    TEST_CASE("handles and initials stand for whom the list says") {
        auto people = people_of({"Maya Lindqvist @mayal", "Rui Prado (@rp)"});
        people.add_alias("ML", "Maya Lindqvist");
        CHECK(people.canonical("@mayal") == "Maya Lindqvist");
        CHECK(people.canonical("mayal") == "Maya Lindqvist");
        CHECK(people.canonical("ML") == "Maya Lindqvist");
        people.add_alias("ML", "Marc Leroy");
        CHECK(people.canonical("ML") == "ML");
    }
    TEST_CASE("nobody in particular") {
        for (const std::string_view name :
             {"Presenter", "Break", "All", "Everyone", "Speaker 1", "SPEAKER_00", "Speaker A", "Unknown",
              "(unknown)", "Unknown Speaker", "Guest 12", "Participant #3", "Todos", "Intervalo", "Falante 2",
              "Q", "spk0"})
            CHECK_MESSAGE(is_nobody(name), name);
        for (const std::string_view name :
             {"Al", "Maya", "Guest, Edgar", "Ally Lee", "Breaker Jones", "Bea Team"})
            CHECK_FALSE_MESSAGE(is_nobody(name), name);
        CHECK(people_of({"Speaker 1", "Everyone"}).empty());
    }
    TEST_CASE("several people are none of them") {
        const auto people = people_of({"Ana Souza", "Rui Prado"});
        CHECK(people.canonical("Ana & Rui") == "Ana & Rui");
        CHECK_FALSE(people.find("Ana and Rui").has_value());
        CHECK_FALSE(is_several("Maria Silva e Souza"));
        CHECK(is_several("Maria e Ana"));
    }
    TEST_CASE("names in scripts without capitals") {
        const auto people = people_of({"田中 太郎", "محمد علي"});
        CHECK(people.canonical("田中 太郎") == "田中 太郎");
        CHECK(people.canonical("محمد علي") == "محمد علي");
        CHECK(people.canonical("Олег Петров") == "Олег Петров");
    }
    TEST_CASE("the user's own names") {
        const Self maya{"Maya Lindqvist", "mlq", {"ML", "Maya's laptop"}};
        const People none;
        const auto team = people_of({"Maya Lindqvist", "Rui Prado"});
        const auto two = people_of({"Maya Lindqvist", "Maya Berg"});
        const auto other = people_of({"Maya Berg", "Rui Prado"});
        for (const std::string_view mine :
             {"Maya Lindqvist", "maya lindqvist", "Lindqvist, Maya", "Maya L.", "Maya", "mlq", "@mlq", "ML",
              "Maya's laptop", "Maya Lindquist", "M. Lindqvist"})
            CHECK_MESSAGE(maya.is(mine, team, team), mine);
        for (const std::string_view theirs :
             {"Maya Berg", "Rui", "Speaker 1", "Maya & Rui", "Petra's iPhone", "", "MB"})
            CHECK_FALSE_MESSAGE(maya.is(theirs, team, team), theirs);
        CHECK_FALSE(maya.is("Maya", two, two));
        CHECK(maya.is("Maya L.", two, two));
        CHECK_FALSE(maya.is("Maya", other, two));
        // Where only the user is listed, a namesake elsewhere does not matter; where neither is, it does.
        CHECK(maya.is("Maya", team, two));
        CHECK_FALSE(maya.is("Maya", none, two));
        CHECK(maya.is("Maya", none, none));
    }
    TEST_CASE("a handle that is a first name is no surer than the name") {
        const Self ana{"Ana Souza", "ana", {}};
        const auto two = people_of({"Ana Souza", "Ana Costa"});
        CHECK_FALSE(ana.is("ana", two, two));
        CHECK(ana.is("ana", People(), People()));
    }
}
