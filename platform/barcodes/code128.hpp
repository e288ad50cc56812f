#pragma once

#include <string_view>
#include <vector>

// Code 128 (ISO/IEC 15417), for the ordinary scanners that read lines and no squares.
namespace barcodes {

// Widths of bars and gaps in modules, a bar first, from the start pattern to the last bar of the stop pattern; without
// the quiet zones of ten modules that belong on both sides. Runs of digits are packed in pairs. Empty for an empty text
// or one with anything but printable ASCII.
std::vector<int> code128(std::string_view text);

int modules(const std::vector<int>& widths);

constexpr int quiet_zone = 10;

}  // namespace barcodes
