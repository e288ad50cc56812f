#include "platform/files/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "base/text.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/durable_file.hpp"
#include "platform/crypto/vault.hpp"

namespace files {
namespace {

constexpr std::int64_t partial_seconds_max = 24 * 60 * 60;

// 32 lower-case hex digits: safe as a file's name, and nobody guesses it.
std::string new_name() { return text::hex(crypto::random_bytes(16)); }

bool is_name(std::string_view name) { return name.size() == 32 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

// What a piece is bound to: the upload it belongs to and the byte where it begins.
std::string piece_place(std::string_view name, std::size_t offset) { return "partial/" + std::string(name) + "/" + std::to_string(offset); }

class MemoryStore : public Store {
  public:
    explicit MemoryStore(const crypto::Vault& vault) : vault_(vault) {}

    std::string put(std::string_view bytes) override {
        const std::scoped_lock lock(lock_);
        const std::string name = new_name();
        files_[name] = vault_.seal_bytes(name, bytes);
        return name;
    }
    std::optional<std::string> get(std::string_view name) const override {
        const std::scoped_lock lock(lock_);
        const auto found = files_.find(std::string(name));
        if (found == files_.end()) return {};
        return vault_.open_bytes(name, found->second);
    }
    void remove(std::string_view name) override {
        const std::scoped_lock lock(lock_);
        files_.erase(std::string(name));
    }

    std::string begin_partial(std::size_t total_bytes) override {
        const std::scoped_lock lock(lock_);
        const std::string name = new_name();
        partials_[name] = {total_bytes, wall_clock::now().seconds, {}};
        return name;
    }
    std::optional<std::size_t> partial_size(std::string_view name) const override {
        const std::scoped_lock lock(lock_);
        const auto found = partials_.find(std::string(name));
        if (found == partials_.end()) return {};
        return found->second.bytes.size();
    }
    std::optional<std::size_t> append_partial(std::string_view name, std::size_t offset, std::string_view bytes) override {
        const std::scoped_lock lock(lock_);
        const auto found = partials_.find(std::string(name));
        if (found == partials_.end()) return {};
        auto& partial = found->second;
        if (offset != partial.bytes.size() || bytes.size() > partial.total - offset) return {};
        partial.bytes += bytes;
        return partial.bytes.size();
    }
    std::optional<std::string> take_partial(std::string_view name) override {
        const std::scoped_lock lock(lock_);
        const auto found = partials_.find(std::string(name));
        if (found == partials_.end() || found->second.bytes.size() != found->second.total) return {};
        std::string bytes = std::move(found->second.bytes);
        partials_.erase(found);
        return bytes;
    }
    void remove_stale_partials() override {
        const std::scoped_lock lock(lock_);
        const auto oldest = wall_clock::now().seconds - partial_seconds_max;
        std::erase_if(partials_, [&](const auto& one) { return one.second.begun < oldest; });
    }

  private:
    struct Partial {
        std::size_t total{};
        std::int64_t begun{};
        std::string bytes;
    };
    const crypto::Vault& vault_;
    mutable std::mutex lock_;
    std::map<std::string, std::string> files_;
    std::map<std::string, Partial> partials_;
};

[[noreturn]] void fail(std::string_view what, const std::string& path) {
    throw std::runtime_error(std::string(what) + " " + path + ": " + std::strerror(errno));
}

std::optional<std::string> read_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        if (errno == ENOENT) return {};
        fail("cannot read", path);
    }
    struct stat status {};
    std::string bytes;
    if (::fstat(file, &status) == 0) bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto count = ::read(file, bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
    }
    ::close(file);
    if (done != bytes.size()) throw std::runtime_error("cannot read all of " + path);
    return bytes;
}

std::optional<std::size_t> parse_number(std::string_view digits) {
    if (digits.empty() || digits.size() > 12 || digits.find_first_not_of("0123456789") != std::string_view::npos) return {};
    return static_cast<std::size_t>(std::stoull(std::string(digits)));
}

// DIR/uploads/ab/cd/abcd…           one sealed file
// DIR/uploads/partial/NAME/          one upload under way: `total-N` with the second it began, and a sealed piece `OFFSET-LENGTH` for each
// that came
class FolderStore : public Store {
  public:
    FolderStore(const std::string& directory, const crypto::Vault& vault) : directory_(directory), vault_(vault) {
        durable::make_folder(directory_);
        durable::make_folder(directory_ + "/partial");
    }

    std::string put(std::string_view bytes) override {
        const std::string name = new_name();
        const std::string sealed = vault_.seal_bytes(name, bytes);
        durable::make_folder(folder_of(name));
        durable::write_file(path_of(name), sealed, durable::Existing::keep);
        return name;
    }

    std::optional<std::string> get(std::string_view name) const override {
        if (!is_name(name)) return {};
        const auto sealed = read_file(path_of(name));
        if (!sealed) return {};
        return vault_.open_bytes(name, *sealed);
    }

    void remove(std::string_view name) override {
        if (!is_name(name)) return;
        const std::string path = path_of(name);
        if (::unlink(path.c_str()) != 0) {
            if (errno == ENOENT) return;
            fail("cannot remove", path);
        }
        durable::sync_folder(folder_of(name));
    }

    std::string begin_partial(std::size_t total_bytes) override {
        const std::string name = new_name();
        const std::string folder = partial_folder(name);
        durable::make_folder(folder);
        durable::write_file(folder + "/total-" + std::to_string(total_bytes), std::to_string(wall_clock::now().seconds),
                            durable::Existing::keep);
        return name;
    }

    std::optional<std::size_t> partial_size(std::string_view name) const override {
        const std::scoped_lock lock(partial_lock_);
        const auto partial = find_partial(name);
        if (!partial) return {};
        return partial->size;
    }

    std::optional<std::size_t> append_partial(std::string_view name, std::size_t offset, std::string_view bytes) override {
        const std::scoped_lock lock(partial_lock_);
        const auto partial = find_partial(name);
        if (!partial || offset != partial->size || bytes.size() > partial->total - offset) return {};
        if (bytes.empty()) return offset;
        durable::write_file(piece_path(name, {offset, bytes.size()}), vault_.seal_bytes(piece_place(name, offset), bytes),
                            durable::Existing::keep);
        return offset + bytes.size();
    }

    std::optional<std::string> take_partial(std::string_view name) override {
        const std::scoped_lock lock(partial_lock_);
        const auto partial = find_partial(name);
        if (!partial || partial->size != partial->total) return {};
        std::string bytes;
        for (const auto& piece : partial->pieces) {
            const auto sealed = read_file(piece_path(name, piece));
            if (!sealed) return {};
            bytes += vault_.open_bytes(piece_place(name, piece.offset), *sealed);
        }
        if (bytes.size() != partial->total) throw std::runtime_error("an upload's pieces do not add up");
        std::filesystem::remove_all(partial_folder(name));
        return bytes;
    }

    void remove_stale_partials() override {
        const std::scoped_lock lock(partial_lock_);
        const auto oldest = wall_clock::now().seconds - partial_seconds_max;
        for (const auto& entry : std::filesystem::directory_iterator(directory_ + "/partial")) {
            const auto partial = find_partial(entry.path().filename().string());
            if (!partial || partial->begun < oldest) std::filesystem::remove_all(entry.path());
        }
    }

  private:
    struct Piece {
        std::size_t offset{};
        std::size_t length{};
    };
    struct Partial {
        std::size_t total{};
        std::int64_t begun{};
        std::size_t size{};
        std::vector<Piece> pieces;
    };

    std::string folder_of(std::string_view name) const {
        return directory_ + "/" + std::string(name.substr(0, 2)) + "/" + std::string(name.substr(2, 2));
    }
    std::string path_of(std::string_view name) const { return folder_of(name) + "/" + std::string(name); }
    std::string partial_folder(std::string_view name) const { return directory_ + "/partial/" + std::string(name); }
    std::string piece_path(std::string_view name, Piece piece) const {
        return partial_folder(name) + "/" + std::to_string(piece.offset) + "-" + std::to_string(piece.length);
    }

    std::optional<Partial> find_partial(std::string_view name) const {
        if (!is_name(name)) return {};
        std::error_code error;
        std::filesystem::directory_iterator entries(partial_folder(name), error);
        if (error) return {};
        Partial partial;
        bool has_total = false;
        for (const auto& entry : entries) {
            const std::string file = entry.path().filename();
            const auto dash = file.find('-');
            if (dash == std::string::npos) continue;
            const auto second = parse_number(std::string_view(file).substr(dash + 1));
            if (!second) continue;
            if (file.starts_with("total-")) {
                partial.total = *second;
                partial.begun = static_cast<std::int64_t>(parse_number(read_file(entry.path().string()).value_or("")).value_or(0));
                has_total = true;
            } else if (const auto first = parse_number(std::string_view(file).substr(0, dash))) {
                partial.pieces.push_back({*first, *second});
            }
        }
        if (!has_total) return {};
        std::sort(partial.pieces.begin(), partial.pieces.end(), [](const Piece& a, const Piece& b) { return a.offset < b.offset; });
        // Only what follows without a gap counts.
        std::size_t usable = 0;
        while (usable < partial.pieces.size() && partial.pieces[usable].offset == partial.size)
            partial.size += partial.pieces[usable++].length;
        partial.pieces.resize(usable);
        return partial;
    }

    std::string directory_;
    const crypto::Vault& vault_;
    mutable std::mutex partial_lock_;
};

}  // namespace

std::unique_ptr<Store> Store::open(const std::string& directory, const crypto::Vault& vault) {
    return std::make_unique<FolderStore>(directory, vault);
}

std::unique_ptr<Store> Store::in_memory(const crypto::Vault& vault) { return std::make_unique<MemoryStore>(vault); }

}  // namespace files
