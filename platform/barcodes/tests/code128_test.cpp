#include "platform/barcodes/code128.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

std::string drawn(const std::vector<int>& widths) {
    std::string modules;
    bool bar = true;
    for (const int width : widths) {
        modules.append(static_cast<std::size_t>(width), bar ? '1' : '0');
        bar = !bar;
    }
    return modules;
}

}  // namespace

TEST_CASE("a line code starts, checks and stops as the standard says") {
    // ISO/IEC 15417: start B, A (33), check (104 + 33) mod 103 = 34, stop.
    CHECK(drawn(barcodes::code128("A")) ==
          "11010010000"
          "10100011000"
          "10001011000"
          "1100011101011");
    CHECK(barcodes::modules(barcodes::code128("A")) == 11 * 3 + 13);
}

TEST_CASE("digits are packed in pairs where that is shorter") {
    CHECK(barcodes::modules(barcodes::code128("12345678")) == 11 * (1 + 4 + 1) + 13);
    CHECK(barcodes::modules(barcodes::code128("K7MQ3XHR")) == 11 * (1 + 8 + 1) + 13);
    CHECK(barcodes::modules(barcodes::code128("AB1234")) == 11 * (1 + 2 + 1 + 2 + 1) + 13);
    CHECK(barcodes::modules(barcodes::code128("A12B")) == 11 * (1 + 4 + 1) + 13);
}

TEST_CASE("what scanners cannot read is not drawn") {
    CHECK(barcodes::code128("").empty());
    CHECK(barcodes::code128("é").empty());
    CHECK(barcodes::code128("A\n").empty());
}
