#pragma once

#include <optional>
#include <string>
#include <string_view>

// Files built into the program (CSS, scripts, icons, fonts, area lists): linked in by cmake/embed.cmake.
namespace assets {

struct Asset {
    std::string_view bytes;
    std::string_view content_type;
    std::string_view etag;  // hash of the content
};

// By path as in the list: "web/app.css", "data/villages.tsv". Empty when there is none.
std::optional<Asset> find(std::string_view path);
// "/aset/app.3f9a2c1b.css": cached for a year, because the name changes with the content.
std::string url(std::string_view name);
// The asset for such an address; empty for unknown names and old hashes.
std::optional<Asset> served(std::string_view address);

}  // namespace assets
