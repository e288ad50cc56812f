#include "platform/crypto/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/crypto/vault.hpp"

namespace durable {
namespace {

[[noreturn]] void fail(std::string_view what, const std::string& path) {
    throw std::runtime_error(std::string(what) + " " + path + ": " + std::strerror(errno));
}

struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
};

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

void sync_folder(const std::string& path) {
    const Descriptor folder{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number < 0 || ::fsync(folder.number) != 0) fail("cannot sync folder", path);
}

void make_folder(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) {
        if (!S_ISDIR(found.st_mode)) throw std::runtime_error("not a folder: " + path);
        return;
    }
    const std::string above = folder_of(path);
    if (above != path) make_folder(above);
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) fail("cannot make folder", path);
    sync_folder(above);
}

bool write_file(const std::string& path, std::string_view bytes, Existing existing) {
    const std::string temporary = path + "." + text::hex(crypto::random_bytes(8)) + ".tmp";
    try {
        const Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
        if (file.number < 0) fail("cannot make file", temporary);
        while (!bytes.empty()) {
            const auto written = ::write(file.number, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("cannot write", temporary);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(file.number) != 0) fail("cannot sync", temporary);

        bool made = true;
        if (existing == Existing::replace) {
            if (::rename(temporary.c_str(), path.c_str()) != 0) fail("cannot name", path);
        } else {
            // link() refuses an existing name, so of two processes that start together one wins.
            if (::link(temporary.c_str(), path.c_str()) != 0) {
                if (errno != EEXIST) fail("cannot name", path);
                made = false;
            }
            ::unlink(temporary.c_str());
        }
        sync_folder(folder_of(path));
        return made;
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

}  // namespace durable
