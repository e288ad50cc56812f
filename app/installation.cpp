#include "app/installation.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "platform/clock/clock.hpp"
#include "platform/receipts/receipts.hpp"

std::string database_path(const std::string& data) { return data + "/antarkerja.sqlite"; }

int default_workers(const Config& config) {
    if (config.workers > 0) return config.workers;
    // On SQLite a worker never waits for the disk: this many are for pictures and passwords. On PostgreSQL each one that is
    // busy waits for the server.
    return config.database_url.empty() ? 32 : 24;
}

Installation open_installation(const Config& config, Folder folder) {
    const bool on_sqlite = config.database_url.empty();
    std::error_code error;
    if (folder == Folder::must_exist) {
        if (!std::filesystem::is_directory(config.data, error)) throw std::runtime_error("there is no data folder " + config.data);
        if (on_sqlite && !std::filesystem::exists(database_path(config.data), error))
            throw std::runtime_error("there is no database in " + config.data);
    } else {
        std::filesystem::create_directories(config.data, error);
        if (error) throw std::runtime_error("cannot make the data folder " + config.data + ": " + error.message());
        ::chmod(config.data.c_str(), 0700);
    }
    Installation open;
    open.database = sql::Database::open({.engine = on_sqlite ? sql::Engine::sqlite : sql::Engine::postgresql,
                                         .location = on_sqlite ? database_path(config.data) : config.database_url,
                                         .connections = on_sqlite ? 16 : default_workers(config)});
    open.vault = crypto::Vault::open(config.data + "/keys");
    open.files = files::Store::open(config.data + "/uploads", *open.vault);
    receipts::keep_slips_in(config.data);
    const auto public_url = config.public_url.empty() ? "http://" + config.listen : config.public_url;
    open.platform.reset(new Platform{.database = *open.database,
                                     .vault = *open.vault,
                                     .files = *open.files,
                                     .public_url = public_url,
                                     .demo = config.demo,
                                     .limits = config.limits});
    return open;
}

Context Installation::as_system() const {
    Actor actor;
    actor.kind = ActorKind::system;
    return {.platform = *platform, .actor = std::move(actor), .now = wall_clock::now(), .request_id = "command", .address = ""};
}

FolderLock::FolderLock(const std::string& data) {
    const auto path = data + "/lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw std::runtime_error("cannot write in the data folder " + data + ": " + std::strerror(errno));
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        throw std::runtime_error("another server is running on the data folder " + data);
    }
}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::close(file_);
}
