#include "base/written_wage.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("a wage is read as people write it") {
    const auto wage = [](const std::string& typed) { return written_wage(typed).value_or(std::pair<std::int64_t, std::int64_t>{-1, -1}); };
    using Pair = std::pair<std::int64_t, std::int64_t>;
    CHECK(wage("4.000.000") == Pair{4'000'000, 4'000'000});
    CHECK(wage("3,500,000") == Pair{3'500'000, 3'500'000});
    CHECK(wage("Rp4.000.000 - Rp5.500.000 / bulan") == Pair{4'000'000, 5'500'000});
    CHECK(wage("4.000.000,00") == Pair{4'000'000, 4'000'000});
    CHECK(wage("4 - 5,5 juta") == Pair{4'000'000, 5'500'000});
    CHECK(wage("4jt") == Pair{4'000'000, 4'000'000});
    CHECK(wage("3.5 million") == Pair{3'500'000, 3'500'000});
    CHECK(wage("800 ribu") == Pair{800'000, 800'000});
    CHECK(wage("5178521.19") == Pair{5'178'521, 5'178'521});
}

TEST_CASE("what is no wage is not guessed") {
    for (const char* text : {"", "kompetitif", "35", "3,5", "5.000.000 - 4.000.000", "1 - 2 - 3 juta", "99999999999999999999"})
        CHECK_MESSAGE(!written_wage(text), text);
}
