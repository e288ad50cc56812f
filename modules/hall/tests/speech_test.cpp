#include <doctest/doctest.h>

#include <set>
#include <string>

#include "modules/hall/rules_speech.hpp"
#include "platform/assets/assets.hpp"

namespace {

std::string joined(const std::vector<std::string>& clips) {
    std::string all;
    for (const auto& clip : clips) all += (all.empty() ? "" : " ") + clip;
    return all;
}

// The other side of the contract: what tools/prepare-voice.mjs has recorded.
bool is_recorded(const std::string& clip) {
    const auto places = assets::find("web/voice/id.json");
    return places && places->bytes.find("\"" + clip + "\":[") != std::string_view::npos;
}

}  // namespace

TEST_CASE("a number is called as people say it") {
    CHECK(joined(hall::spoken_call('A', 23, "2")) == "nomor a 20 3 silakan loket 2");
    CHECK(joined(hall::spoken_call('B', 111, "Loket 12")) == "nomor b 100 11 silakan loket 12");
    CHECK(joined(hall::spoken_call('K', 1050, "Ruang B")) == "nomor k 1000 50 silakan ruang b");
    CHECK(joined(hall::spoken_call('C', 7, "Meja 3, lantai 2")) == "nomor c 7 silakan meja 3 lantai 2");
    CHECK(joined(hall::spoken_call('D', 100, "2B")) == "nomor d 100 silakan loket 2 b");
}

TEST_CASE("a counter with a name that was never recorded is read from the screen") {
    CHECK(joined(hall::spoken_call('A', 5, "Pojok Konsultasi")) == "nomor a 5 layar");
    CHECK(joined(hall::spoken_call('A', 5, "")) == "nomor a 5 layar");
    CHECK(joined(hall::spoken_call('A', 5, "12345")) == "nomor a 5 layar");
}

TEST_CASE("every number from 0 to 9999 adds up to itself, in falling steps") {
    for (int number = 0; number <= 9999; ++number) {
        int sum = 0;
        int before = 10000;
        for (const auto& clip : hall::spoken_number(number)) {
            const int value = std::stoi(clip);
            REQUIRE(value < before);
            sum += value;
            before = value;
        }
        REQUIRE(sum == number);
    }
    CHECK(hall::spoken_number(-1).empty());
    CHECK(hall::spoken_number(10000).empty());
}

TEST_CASE("every word that a call can need is in the recording") {
    std::set<std::string> needed{"layar"};
    for (int number = 0; number <= 9999; ++number)
        for (const auto& clip : hall::spoken_number(number)) needed.insert(clip);
    for (char letter = 'A'; letter <= 'Z'; ++letter)
        for (const auto* place : {"1", "Meja 1", "Ruang 1", "Bilik 1", "Lantai 1", "Loket 1"})
            for (const auto& clip : hall::spoken_call(letter, 1, place)) needed.insert(clip);
    for (const auto& clip : needed) CHECK_MESSAGE(is_recorded(clip), clip);
    CHECK_FALSE(is_recorded("sebelas"));
    const auto sound = assets::find("web/voice/id.mp3");
    REQUIRE(sound);
    CHECK(sound->bytes.size() < 600'000);
    CHECK(sound->content_type == "audio/mpeg");
}
