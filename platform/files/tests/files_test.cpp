#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"

namespace {

struct Uploads {
    std::filesystem::path path;
    std::unique_ptr<crypto::Vault> vault{crypto::Vault::for_tests()};
    Uploads() {
        std::string pattern = (std::filesystem::temp_directory_path() / "antarkerja-uploads-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
        path = pattern;
    }
    ~Uploads() { std::filesystem::remove_all(path); }
    std::unique_ptr<files::Store> store() const { return files::Store::open((path / "uploads").string(), *vault); }
    std::vector<std::filesystem::path> all() const {
        std::vector<std::filesystem::path> list;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
            if (entry.is_regular_file()) list.push_back(entry.path());
        return list;
    }
};

std::string content(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

TEST_SUITE("files") {
    TEST_CASE("a stored diploma comes back as it was, and the disk shows nothing of it") {
        Uploads uploads;
        const std::string diploma = "Ijazah Sari " + std::string(200'000, 'x');
        const auto name = uploads.store()->put(diploma);
        CHECK(name.size() == 32);
        CHECK(uploads.store()->get(name) == diploma);  // also by a program started later
        const auto all = uploads.all();
        REQUIRE(all.size() == 1);
        CHECK(all[0].parent_path().parent_path().filename() == name.substr(0, 2));
        CHECK(content(all[0]).find("Sari") == std::string::npos);
        struct stat status {};
        REQUIRE(::stat(all[0].c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
        uploads.store()->remove(name);
        CHECK_FALSE(uploads.store()->get(name));
        CHECK(uploads.all().empty());
        uploads.store()->remove(name);
    }

    TEST_CASE("a name from outside never leaves the folder") {
        Uploads uploads;
        std::ofstream(uploads.path / "secret") << "secret";
        const auto store = uploads.store();
        for (const char* name : {"", "../secret", "/etc/passwd", "..", "0123456789abcdef0123456789abcde/", "partial"}) {
            CHECK_FALSE(store->get(name));
            CHECK_FALSE(store->partial_size(name));
            store->remove(name);
        }
        CHECK(std::filesystem::exists(uploads.path / "secret"));
    }

    TEST_CASE("an altered file, and one under another's name, are refused") {
        Uploads uploads;
        const auto store = uploads.store();
        const auto one = store->put("one"), two = store->put("two");
        const auto place = [&](const std::string& name) { return uploads.path / "uploads" / name.substr(0, 2) / name.substr(2, 2) / name; };
        std::filesystem::copy_file(place(one), place(two), std::filesystem::copy_options::overwrite_existing);
        CHECK_THROWS(store->get(two));
        std::ofstream(place(one), std::ios::binary | std::ios::app) << "x";
        CHECK_THROWS(store->get(one));
    }

    TEST_CASE("an upload cut at half goes on where it stopped") {
        const auto vault = crypto::Vault::for_tests();
        Uploads uploads;
        const auto in_memory = files::Store::in_memory(*vault);
        const auto in_folder = uploads.store();
        for (auto* store : {in_memory.get(), in_folder.get()}) {
            const std::string photo = std::string(500, 'a') + std::string(500, 'b') + std::string(234, 'c');
            const auto name = store->begin_partial(photo.size());
            CHECK(store->partial_size(name) == 0u);
            CHECK(store->append_partial(name, 0, photo.substr(0, 500)) == 500u);
            CHECK_FALSE(store->take_partial(name));
            CHECK_FALSE(store->append_partial(name, 0, photo.substr(0, 500)));     // the same piece again
            CHECK_FALSE(store->append_partial(name, 700, photo.substr(700)));      // a gap
            CHECK_FALSE(store->append_partial(name, 500, std::string(735, 'z')));  // more than announced
            CHECK(store->partial_size(name) == 500u);
            CHECK(store->append_partial(name, 500, photo.substr(500, 500)) == 1000u);
            CHECK(store->append_partial(name, 1000, photo.substr(1000)) == 1234u);
            CHECK(store->take_partial(name) == photo);
            CHECK_FALSE(store->partial_size(name));
            CHECK_FALSE(store->take_partial(name));
        }
    }

    TEST_CASE("an upload survives a restart, its pieces are sealed, and it dies after a day") {
        Uploads uploads;
        const auto name = uploads.store()->begin_partial(8);
        uploads.store()->append_partial(name, 0, "KTP-");
        for (const auto& file : uploads.all()) CHECK(content(file).find("KTP") == std::string::npos);
        CHECK(uploads.store()->partial_size(name) == 4u);

        const auto set_begun = [&](std::int64_t seconds_ago) {
            std::ofstream(uploads.path / "uploads" / "partial" / name / "total-8") << wall_clock::now().seconds - seconds_ago;
        };
        set_begun(24 * 3600 - 60);
        uploads.store()->remove_stale_partials();
        CHECK(uploads.store()->partial_size(name) == 4u);
        set_begun(24 * 3600 + 60);
        uploads.store()->remove_stale_partials();
        CHECK_FALSE(uploads.store()->partial_size(name));
        CHECK(uploads.all().empty());
    }

    TEST_CASE("files in memory behave like files on disk") {
        const auto vault = crypto::Vault::for_tests();
        const auto store = files::Store::in_memory(*vault);
        const auto name = store->put("x");
        CHECK(store->get(name) == "x");
        store->remove(name);
        CHECK_FALSE(store->get(name));
    }
}
