#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/images/images.hpp"

// The child's work on pixels: nothing here reads a file, a clock or the network.
namespace images {

struct Picture {
    int width{};
    int height{};
    std::vector<std::uint8_t> rgb;  // three bytes a pixel, row by row
};

struct Hints {
    bool blurred{};
    bool dark{};
    bool red_background{};
};

// What the caller will make of it: decoders that can read a smaller picture directly do so, down to these sides.
// Zero: as it is. Sides are those of the picture after turning.
struct Wanted {
    int longest_side{};
    int least_width{};
    int least_height{};
};

// Turned as the camera meant.
Result<Picture, Refusal> decode(std::string_view bytes, Wanted wanted);

Picture turned(Picture picture, int exif_orientation);  // 1..8 of the EXIF standard; anything else: as it is
Picture cropped(const Picture& picture, int x, int y, int width, int height);
// Weighted average over the area of each new pixel; straight lines between pixels where it grows.
Picture resized(const Picture& picture, int width, int height);

Picture fitted(Picture picture, int longest_side);  // never grows
Picture portrait_of(const Picture& picture);        // 3:4, 480 x 640: the size that hints are judged at
Picture printed(const Picture& portrait);           // 3 x 4 cm at 300 dots an inch: 354 x 472

Hints hints(const Picture& picture);
std::string encode_jpeg(const Picture& picture, int quality = 80);  // no metadata

}  // namespace images
