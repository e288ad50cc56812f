#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/targets.hpp"

// The fuzz targets (`make fuzz`) read their seeds here once, so that neither can rot.
TEST_CASE("every fuzz target reads its seeds") {
    const std::filesystem::path seeds = ANTARKERJA_SOURCE_DIR "/tests/fuzz/seeds";
    for (const auto& target : fuzz::targets()) {
        CAPTURE(target.name);
        int read = 0;
        for (const auto& seed : std::filesystem::directory_iterator(seeds / target.name)) {
            std::ifstream file(seed.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            target.run(bytes);
            target.run(std::string_view(bytes).substr(0, bytes.size() / 2));
            ++read;
        }
        CHECK(read >= 2);
        target.run("");
    }
}
