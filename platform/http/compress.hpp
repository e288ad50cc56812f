#pragma once

#include <string>
#include <string_view>

namespace http {

// gzip (RFC 1952). Level 1 is for pages made once, 9 for files sent a million times.
std::string gzipped(std::string_view bytes, int level);
// Text that gzip makes clearly smaller; pictures and PDFs are compressed already.
bool is_compressible(std::string_view content_type);
// "gzip" is in the list and not refused with q=0.
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace http
