#include "platform/assets/assets.hpp"

#include <map>
#include <utility>

#include "platform/assets/embedded.hpp"

namespace assets {
namespace {

constexpr std::string_view address_root = "/aset/";
constexpr std::string_view served_folder = "web/";

std::string_view content_type_of(std::string_view path) {
    constexpr std::pair<std::string_view, std::string_view> types[] = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".ico", "image/x-icon"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".ttf", "font/ttf"},
        {".wasm", "application/wasm"},
        {".mp3", "audio/mpeg"},
        {".ogg", "audio/ogg"},
        {".wav", "audio/wav"},
        {".pdf", "application/pdf"},
        {".txt", "text/plain; charset=utf-8"},
        {".tsv", "text/tab-separated-values; charset=utf-8"},
        {".html", "text/html; charset=utf-8"},
    };
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

Asset asset_of(const EmbeddedFile& file) {
    return {std::string_view(file.begin, static_cast<std::size_t>(file.end - file.begin)), content_type_of(file.name), file.etag};
}

// "web/fonts/a.woff2" -> "/aset/fonts/a.3f9a2c1b.woff2"
std::string address_of(const EmbeddedFile& file) {
    const auto name = std::string_view(file.name).substr(served_folder.size());
    const auto slash = name.rfind('/');
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) dot = name.size();
    std::string address(address_root);
    address += name.substr(0, dot);
    address += '.';
    address += file.etag;
    address += name.substr(dot);
    return address;
}

struct Index {
    std::map<std::string_view, const EmbeddedFile*> by_name;
    std::map<std::string, const EmbeddedFile*, std::less<>> by_address;
    std::map<std::string_view, std::string> addresses;

    Index() {
        for (std::size_t i = 0; i < embedded_count; ++i) {
            const auto& file = embedded_files[i];
            by_name[file.name] = &file;
            if (!std::string_view(file.name).starts_with(served_folder)) continue;
            auto address = address_of(file);
            addresses[file.name] = address;
            by_address[std::move(address)] = &file;
        }
    }
};

const Index& index() {
    static const Index one;
    return one;
}

}  // namespace

std::optional<Asset> find(std::string_view path) {
    const auto found = index().by_name.find(path);
    if (found == index().by_name.end()) return {};
    return asset_of(*found->second);
}

std::string url(std::string_view name) {
    auto found = index().addresses.find(name);
    if (found == index().addresses.end()) found = index().addresses.find(std::string(served_folder) + std::string(name));
    // A build without front-end assets still runs; the address then answers 404.
    if (found == index().addresses.end()) return std::string(address_root) + std::string(name);
    return found->second;
}

std::optional<Asset> served(std::string_view address) {
    const auto found = index().by_address.find(address);
    if (found == index().by_address.end()) return {};
    return asset_of(*found->second);
}

}  // namespace assets
