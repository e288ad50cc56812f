#include "app/config.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "antarkerja-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

Config read(std::string_view toml, Config config = {}) {
    const Folder folder;
    config.data = folder.path.string();
    std::ofstream(folder.path / "antarkerja.toml") << toml;
    read_config_file(config);
    return config;
}

}  // namespace

TEST_SUITE("config") {
    TEST_CASE("what the operator typed is stronger than the file") {
        Config typed;
        typed.listen = "127.0.0.1:9090";
        const auto config = read("listen = \"127.0.0.1:1\"\nworkers = 12\ntrust_proxy = true\n", typed);
        CHECK(config.listen == "127.0.0.1:9090");
        CHECK(config.workers == 12);
        CHECK(config.trust_proxy);
    }

    TEST_CASE("a name or value that means nothing is said in one line") {
        for (const auto* wrong : {"lisen = \"x\"", "workers = 0", "workers = \"many\"", "trust_proxy = 1", "listen = 8080", "listen ="})
            CHECK_THROWS_AS(read(wrong), std::runtime_error);
        CHECK_NOTHROW(read(""));
    }

    TEST_CASE("limits can be off on loopback only") {
        Config config;
        config.limits = false;
        CHECK_NOTHROW(check_config(config));
        config.listen = "[::1]:8080";
        CHECK_NOTHROW(check_config(config));
        config.listen = "0.0.0.0:8080";
        CHECK_THROWS_AS(check_config(config), std::runtime_error);
        config.limits = true;
        CHECK_NOTHROW(check_config(config));
    }

    TEST_CASE("an address without port, or with one too large, is refused") {
        CHECK(parse_listen("localhost:80").address == "127.0.0.1");
        CHECK(parse_listen("[::1]:80").address == "::1");
        for (const auto* wrong : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "a/b:1"})
            CHECK_THROWS_AS(parse_listen(wrong), std::runtime_error);
    }
}
