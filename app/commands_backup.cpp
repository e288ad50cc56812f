#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sqlite_copy.hpp"

namespace fs = std::filesystem;

namespace {

constexpr const char* manifest_name = "manifest.sha256";

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A regular file's bytes, durable under its new name before this returns.
void copy_durably(const fs::path& from, const fs::path& to) {
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
}

// Uploads may be removed while we walk: a file that is gone was deleted on purpose.
void copy_folder(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::is_directory(from, error)) return;
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
        if (!entry.is_regular_file(error)) continue;
        const auto target = to / fs::relative(entry.path(), from);
        try {
            copy_durably(entry.path(), target);
        } catch (const fs::filesystem_error&) {
            if (fs::exists(entry.path(), error)) throw;
        }
    }
}

// One line per file as sha256sum writes it, so that a backup can be proved without this program.
std::string manifest_of(const fs::path& folder) {
    std::vector<std::string> lines;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().filename() == manifest_name) continue;
        lines.push_back(crypto::sha256_hex(content_of(entry.path())) + "  " + fs::relative(entry.path(), folder).string());
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

}  // namespace

namespace commands {

int backup(const Config& config, const std::string& to) {
    if (!fs::is_directory(config.data)) throw std::runtime_error("there is no data folder " + config.data);
    ::umask(0077);
    auto stamp = wall_clock::now().rfc3339_utc();  // 2026-03-03T01:00:00Z -> 20260303-010000
    std::erase_if(stamp, [](char letter) { return letter == '-' || letter == ':' || letter == 'Z'; });
    stamp[8] = '-';
    const fs::path folder = fs::path(to) / ("antarkerja-" + stamp);
    if (fs::exists(folder)) throw std::runtime_error(folder.string() + " is there already");
    fs::create_directories(folder);
    // The database first: a row may then lack nothing but its newest uploads, never point to one deleted meanwhile.
    if (config.database_url.empty()) {
        if (!fs::exists(database_path(config.data))) throw std::runtime_error("there is no database in " + config.data);
        sql::copy_sqlite(database_path(config.data), (folder / "antarkerja.sqlite").string());
    }
    for (const char* part : {"keys", "uploads"}) copy_folder(fs::path(config.data) / part, folder / part);
    for (const char* part : {"antarkerja.toml", "demo"})
        if (fs::exists(fs::path(config.data) / part)) copy_durably(fs::path(config.data) / part, folder / part);
    std::ofstream(folder / manifest_name) << manifest_of(folder);
    if (!config.database_url.empty()) std::printf("keys and uploads are copied; copy the PostgreSQL database itself with pg_dump\n");
    std::printf("%s\n", folder.c_str());
    return done;
}

int restore(const std::string& from, const std::string& to) {
    const fs::path folder(from);
    if (!fs::exists(folder / manifest_name)) throw std::runtime_error("there is no backup in " + from);
    std::error_code error;
    if (fs::exists(to) && !fs::is_empty(to, error)) throw std::runtime_error(to + " is not empty: a restore never overwrites");
    if (content_of(folder / manifest_name) != manifest_of(folder)) {
        std::fprintf(stderr, "restore: %s does not match its manifest; `sha256sum -c %s` in it names the file\n", from.c_str(),
                     manifest_name);
        return answer_is_no;
    }
    const auto database = folder / "antarkerja.sqlite";
    if (fs::exists(database)) {
        if (const auto fault = sql::sqlite_fault(database.string()); !fault.empty()) {
            std::fprintf(stderr, "restore: the database is broken: %s\n", fault.c_str());
            return answer_is_no;
        }
    } else {
        std::printf("this backup has no database: load the pg_dump into PostgreSQL and start with --db\n");
    }
    ::umask(0077);
    fs::create_directories(to);
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != manifest_name && entry.path().filename() != "lock")
            copy_durably(entry.path(), fs::path(to) / fs::relative(entry.path(), folder));
    std::printf("%s\n", to.c_str());
    return done;
}

}  // namespace commands
