#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

// Documents people upload: encrypted, under random names, in DIR/uploads, never served from there by path.
namespace crypto {
class Vault;
}

namespace files {

class Store {
  public:
    static std::unique_ptr<Store> open(const std::string& directory, const crypto::Vault& vault);
    static std::unique_ptr<Store> in_memory(const crypto::Vault& vault);  // tests
    virtual ~Store() = default;

    // Durable when it returns. Gives the file's random name; the caller keeps it in a row.
    virtual std::string put(std::string_view bytes) = 0;
    virtual std::optional<std::string> get(std::string_view name) const = 0;
    virtual void remove(std::string_view name) = 0;

    // An upload that comes in pieces and survives a cut line. Pieces are appended in order; `offset` must be what is
    // there already (a piece sent twice is told apart by it). Partial uploads die after a day.
    virtual std::string begin_partial(std::size_t total_bytes) = 0;
    virtual std::optional<std::size_t> partial_size(std::string_view name) const = 0;
    virtual std::optional<std::size_t> append_partial(std::string_view name, std::size_t offset,
                                                      std::string_view bytes) = 0;  // empty: offset does not fit
    virtual std::optional<std::string> take_partial(std::string_view name) = 0;     // the bytes, once complete
    virtual void remove_stale_partials() = 0;
};

}  // namespace files
