#include <pacelane/base/hash.h>
#include <pacelane/base/time.h>
#include <pacelane/base/uuid.h>
#include <set>

#include <doctest/doctest.h>

using namespace pacelane;

TEST_SUITE("uuids") {
    TEST_CASE("version 7 starts with the time, so that later ones sort later") {
        const auto now = parse_instant("2022-02-22T19:22:22Z").value();
        const auto id = uuid_v7(now);
        CHECK(is_uuid(id));
        CHECK(id.substr(0, 15) == "017f22e2-79b0-7");  // the example of RFC 9562, A.6
        CHECK((id[19] == '8' || id[19] == '9' || id[19] == 'a' || id[19] == 'b'));
        CHECK(id < uuid_v7(now + std::chrono::milliseconds(1)));
    }

    TEST_CASE("version 7 ascends within a millisecond too, and stays a UUID of its time") {
        const auto now = parse_instant("2022-02-22T19:22:22Z").value();
        // The random bits run over now and then: the next is then a new beginning, and no less unique.
        constexpr int kCount = 10000;
        std::set<std::string> ids;
        std::string last;
        int descents = 0;
        for (int i = 0; i < kCount; ++i) {
            const auto id = uuid_v7(now);
            REQUIRE(id.substr(0, 15) == "017f22e2-79b0-7");
            REQUIRE((id[19] == '8' || id[19] == '9' || id[19] == 'a' || id[19] == 'b'));
            descents += id < last ? 1 : 0;
            ids.insert(last = id);
        }
        CHECK(ids.size() == kCount);
        CHECK(descents <= 1);
        CHECK(uuid_v7(now - std::chrono::milliseconds(1)) < *ids.begin());
    }

    TEST_CASE("version 5 is the same for the same name, on every machine") {
        // python3: uuid5(uuid5(NAMESPACE_DNS, "pacelane"), "user:maya")
        CHECK(uuid_v5("user:maya") == "6375c347-1e6f-53ea-a916-908c35f62198");
        CHECK(uuid_v5("user:maya") != uuid_v5("user:Maya"));
        CHECK(uuid_v5("user:maya")[14] == '5');
    }

    TEST_CASE("a UUID has 36 characters, in either case") {
        CHECK(is_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
        CHECK(is_uuid("6BA7B810-9DAD-11D1-80B4-00C04FD430C8"));
        for (const auto* text :
             {"", "maya", "6ba7b8109dad11d180b400c04fd430c8", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}",
              "6ba7b810-9dad-11d1-80b4-00c04fd430cg", "6ba7b810-9dad-11d1-80b4-00c04fd430c",
              "6ba7b81-09dad-11d1-80b4-00c04fd430c8"}) {
            CAPTURE(text);
            CHECK_FALSE(is_uuid(text));
        }
    }
}

TEST_SUITE("sha-256") {
    TEST_CASE("the digests are those of FIPS 180-4") {
        CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    TEST_CASE("zero bytes count") {
        CHECK(sha256_hex(std::string_view("a\0b", 3)) != sha256_hex("a"));
    }
}
