#include "platform/http/compress.hpp"

#include <zlib.h>

#include <new>

namespace http {

std::string gzipped(std::string_view bytes, int level) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

bool is_compressible(std::string_view content_type) {
    const auto kind = content_type.substr(0, content_type.find(';'));
    return kind.starts_with("text/") || kind == "application/json" || kind == "application/problem+json" ||
           kind == "application/javascript" || kind == "application/manifest+json" || kind == "image/svg+xml";
}

bool accepts_gzip(std::string_view accept_encoding) {
    const auto at = accept_encoding.find("gzip");
    if (at == std::string_view::npos) return false;
    const auto rest = accept_encoding.substr(at + 4);
    const auto parameters = rest.substr(0, rest.find(','));
    return !parameters.starts_with(";q=0") || parameters.find_first_of("123456789") != std::string_view::npos;
}

}  // namespace http
