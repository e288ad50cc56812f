#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Pictures and papers that strangers send. Everything is decoded in a limited child process (seccomp, memory, time),
// re-made, and stripped of what the camera wrote into it (place!).
namespace images {

enum class Kind { unknown, jpeg, png, pdf };
Kind sniff(std::string_view bytes);  // by content, never by name

enum class Refusal { not_a_picture, too_large, too_many_pixels, unreadable, decoder_gave_up };

struct Made {
    std::string bytes;  // JPEG, or the PDF itself
    Kind kind{Kind::jpeg};
    int width{};
    int height{};
    int pages{1};
    bool blurred{};  // hints for "photo unfit": warnings, never refusals
    bool dark{};
    bool red_background{};
};

constexpr std::size_t upload_max = 10 * 1024 * 1024;
constexpr std::int64_t pixels_max = 40'000'000;

// A scan or photo of a paper: turned as the camera meant, at most `longest_side` pixels, JPEG quality 80.
// A PDF is checked (pages <= 20, no encryption) and kept as it is; it is only ever served as an attachment.
Result<Made, Refusal> remake(std::string_view bytes, int longest_side);
// A portrait 3:4, cropped around the middle, 354 x 472: 3 x 4 cm at 300 dots an inch, as it is printed.
Result<Made, Refusal> portrait(std::string_view bytes);
// First page of a PDF as JPEG, for the counter's side-by-side view.
Result<Made, Refusal> preview(std::string_view pdf_bytes, int longest_side);

// The child's side: called by main() when started as `antarkerja image-worker`.
int worker_main();

}  // namespace images
