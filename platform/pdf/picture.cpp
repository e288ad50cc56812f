#include "platform/pdf/picture.hpp"

#include <cairo/cairo.h>
#include <cstdio>
// jpeglib.h needs FILE declared before it.
#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <new>
#include <string>

namespace pdf {
namespace {

constexpr int side_max = 10'000;
constexpr double dots_per_mm = 250 / 25.4;

struct Dimensions {
    int width{};
    int height{};
    bool fits() const { return width > 0 && height > 0 && width <= side_max && height <= side_max; }
};

// The first start-of-frame marker says how large a JPEG is. Empty when there is none or no scan follows.
std::optional<Dimensions> jpeg_dimensions(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (bytes.size() < 4 || byte(0) != 0xFF || byte(1) != 0xD8) return {};
    Dimensions found;
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (byte(at) != 0xFF) return {};
        const unsigned char marker = byte(at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        const std::size_t length = static_cast<std::size_t>(byte(at + 2) << 8 | byte(at + 3));
        if (length < 2 || at + 2 + length > bytes.size()) return {};
        const bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (is_frame) {
            if (length < 8) return {};
            found = {byte(at + 7) << 8 | byte(at + 8), byte(at + 5) << 8 | byte(at + 6)};
        }
        if (marker == 0xDA) return found.fits() ? std::optional(found) : std::nullopt;
        at += 2 + length;
    }
    return {};
}

// A drawing of nothing that says "for me, take this JPEG": no pixel is ever made.
cairo_surface_t* with_jpeg(Dimensions size, std::string_view bytes) {
    const cairo_rectangle_t extents{0, 0, static_cast<double>(size.width), static_cast<double>(size.height)};
    auto* surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, &extents);
    auto* copy = static_cast<unsigned char*>(std::malloc(bytes.size()));
    if (copy) std::memcpy(copy, bytes.data(), bytes.size());
    if (!copy || cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, copy, bytes.size(), std::free, copy) != CAIRO_STATUS_SUCCESS) {
        std::free(copy);
        cairo_surface_destroy(surface);
        throw std::bad_alloc();
    }
    return surface;
}

cairo_surface_t* decode_png(std::string_view bytes) {
    // Width and height stand at a fixed place; looked at before anything is unpacked.
    if (bytes.size() < 33) return nullptr;
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    if (number(16) > 4000 || number(20) > 4000) return nullptr;
    const auto read = [](void* rest, unsigned char* into, unsigned length) {
        auto& left = *static_cast<std::string_view*>(rest);
        if (left.size() < length) return CAIRO_STATUS_READ_ERROR;
        std::memcpy(into, left.data(), length);
        left.remove_prefix(length);
        return CAIRO_STATUS_SUCCESS;
    };
    auto* surface = cairo_image_surface_create_from_png_stream(read, &bytes);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_destroy(surface);
    return nullptr;
}

struct JpegError {
    jpeg_error_mgr standard;
    std::jmp_buf back;
};

// Rows as Cairo keeps them: blue, green, red, unused. Gives the number of bytes in `made` (the caller frees), 0 on
// failure.
unsigned long compress(const unsigned char* rows, int stride, Dimensions size, unsigned char** made) {
    unsigned long made_size = 0;
    jpeg_compress_struct jpeg{};
    JpegError error{};
    jpeg.err = jpeg_std_error(&error.standard);
    error.standard.error_exit = [](j_common_ptr common) { std::longjmp(reinterpret_cast<JpegError*>(common->err)->back, 1); };
    if (setjmp(error.back)) {
        jpeg_destroy_compress(&jpeg);
        return 0;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, made, &made_size);
    jpeg.image_width = static_cast<JDIMENSION>(size.width);
    jpeg.image_height = static_cast<JDIMENSION>(size.height);
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_EXT_BGRX;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 80, TRUE);
    jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(rows + static_cast<int>(jpeg.next_scanline) * stride);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return made_size;
}

std::string to_jpeg(cairo_surface_t* pixels, Dimensions size) {
    cairo_surface_flush(pixels);
    unsigned char* made = nullptr;
    const auto length = compress(cairo_image_surface_get_data(pixels), cairo_image_surface_get_stride(pixels), size, &made);
    std::string bytes = made ? std::string(reinterpret_cast<char*>(made), length) : std::string();
    std::free(made);
    return bytes;
}

struct Printed {
    Dimensions size;
    std::string jpeg;
};

std::optional<Printed> print_png(std::string_view bytes, double width_mm, double height_mm) {
    auto* source = decode_png(bytes);
    if (!source) return {};
    const double width = cairo_image_surface_get_width(source);
    const double height = cairo_image_surface_get_height(source);
    const double scale = std::min({1.0, width_mm * dots_per_mm / width, height_mm * dots_per_mm / height});
    const Dimensions size{std::max(1, static_cast<int>(width * scale)), std::max(1, static_cast<int>(height * scale))};
    auto* paper = cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height);
    auto* cairo = cairo_create(paper);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, size.width / width, size.height / height);
    cairo_set_source_surface(cairo, source, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(source);
    auto jpeg = to_jpeg(paper, size);
    cairo_surface_destroy(paper);
    if (jpeg.empty()) return {};
    return Printed{size, std::move(jpeg)};
}

// The last few emblems of this thread, by content and by the size asked for.
std::optional<Printed> printed(std::string_view bytes, double width_mm, double height_mm) {
    struct Kept {
        std::string png;
        double width_mm;
        double height_mm;
        std::optional<Printed> printed;
    };
    static thread_local std::deque<Kept> kept;
    for (const auto& one : kept)
        if (one.width_mm == width_mm && one.height_mm == height_mm && one.png == bytes) return one.printed;
    kept.push_front({std::string(bytes), width_mm, height_mm, print_png(bytes, width_mm, height_mm)});
    if (kept.size() > 4) kept.pop_back();
    return kept.front().printed;
}

}  // namespace

std::optional<Picture> Picture::open(std::string_view bytes, double width_mm, double height_mm) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
        const auto emblem = printed(bytes, width_mm, height_mm);
        if (!emblem) return {};
        return Picture(with_jpeg(emblem->size, emblem->jpeg), emblem->size.width, emblem->size.height);
    }
    const auto size = jpeg_dimensions(bytes);
    if (!size) return {};
    return Picture(with_jpeg(*size, bytes), size->width, size->height);
}

Picture::~Picture() { cairo_surface_destroy(surface_); }

}  // namespace pdf
