#pragma once

#include <cstddef>

namespace assets {

// One row of the table that cmake/embed.cmake generates, in order of the build's listing.
struct EmbeddedFile {
    const char* name;
    const char* begin;
    const char* end;
    const char* etag;
};
extern const EmbeddedFile embedded_files[];
extern const std::size_t embedded_count;

}  // namespace assets
