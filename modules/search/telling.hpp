#pragma once

#include <string_view>

namespace search {

// What a root tells about which work is meant.
enum class Telling {
    much,
    little,  // "kerja", "lowongan", "staf": our own list (data/little.tsv)
    place,   // the name of a regency or city: "balikpapan"
};
Telling telling(std::string_view root);

}  // namespace search
