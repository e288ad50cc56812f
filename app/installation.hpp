#pragma once

#include <memory>
#include <string>

#include "app/config.hpp"
#include "platform/context.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"
#include "platform/sql/sql.hpp"

// A data folder that is open: DIR/antarkerja.sqlite, DIR/keys, DIR/uploads.
struct Installation {
    std::unique_ptr<sql::Database> database;
    std::unique_ptr<crypto::Vault> vault;
    std::unique_ptr<files::Store> files;
    std::unique_ptr<Platform> platform;

    // For commands: the program itself acts.
    Context as_system() const;
};

enum class Folder {
    made_if_missing,  // serve, migrate, import
    must_exist,       // commands that only read
};
Installation open_installation(const Config& config, Folder folder);

std::string database_path(const std::string& data);

// Held by a running server: two of them on one SQLite folder would be two writers.
class FolderLock {
  public:
    explicit FolderLock(const std::string& data);  // throws std::runtime_error when another server holds it
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;

  private:
    int file_{-1};
};

int default_workers(const Config& config);
