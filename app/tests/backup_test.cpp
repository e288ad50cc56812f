#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "platform/sql/migrations.hpp"

namespace fs = std::filesystem;

namespace {

struct Place {
    fs::path path;
    Place() {
        std::string name = (fs::temp_directory_path() / "antarkerja-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Place() { fs::remove_all(path); }
    std::string operator/(const char* part) const { return (path / part).string(); }
};

fs::path only_entry(const fs::path& folder) { return fs::directory_iterator(folder)->path(); }

}  // namespace

TEST_SUITE("backup") {
    TEST_CASE("what was backed up beside a running server comes back whole, and a changed byte is noticed") {
        const Place place;
        Config config;
        config.data = place / "data";
        const auto open = open_installation(config, Folder::made_if_missing);
        sql::migrate(*open.database);
        const auto paper = open.files->put("scan of a diploma");
        const auto sealed = open.vault->seal({"test.phone", 1}, "0812");

        REQUIRE(commands::backup(config, place / "backups") == commands::done);
        const auto backup = only_entry(place.path / "backups");
        REQUIRE(commands::restore(backup.string(), place / "again") == commands::done);
        Config restored;
        restored.data = place / "again";
        const auto again = open_installation(restored, Folder::must_exist);
        CHECK(sql::pending(*again.database).empty());
        CHECK(again.files->get(paper) == "scan of a diploma");
        CHECK(again.vault->open_sealed({"test.phone", 1}, sealed) == "0812");
        CHECK_THROWS(commands::restore(backup.string(), place / "again"));  // never over what is there

        std::fstream(backup / "keys" / "root.key", std::ios::in | std::ios::out) << 'x';
        CHECK(commands::restore(backup.string(), place / "third") == commands::answer_is_no);
        CHECK_FALSE(fs::exists(place / "third"));
    }

    TEST_CASE("two servers do not share one folder") {
        const Place place;
        const FolderLock first(place.path.string());
        CHECK_THROWS_AS(FolderLock(place.path.string()), std::runtime_error);
    }
}
