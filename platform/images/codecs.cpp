// jpeglib.h wants size_t and FILE to be known already.
#include <cstddef>
#include <cstdio>

#include <jerror.h>
#include <jpeglib.h>
#include <libexif/exif-data.h>
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <optional>
#include <stdexcept>

#include "platform/images/picture.hpp"

namespace images {
namespace {

constexpr int scans_max = 100;  // a progressive JPEG may claim thousands of passes over the same pixels

struct JpegTrouble {
    jpeg_error_mgr base;  // first: libjpeg hands back a pointer to it
    std::jmp_buf back;
    bool cut{};
};

JpegTrouble& trouble(j_common_ptr jpeg) { return *reinterpret_cast<JpegTrouble*>(jpeg->err); }

[[noreturn]] void leave(j_common_ptr jpeg) { std::longjmp(trouble(jpeg).back, 1); }

void note(j_common_ptr jpeg, int level) {
    // libjpeg fills what is missing with grey and only warns: half a diploma is no diploma.
    const int code = jpeg->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) trouble(jpeg).cut = true;
}

void stop_at_too_many_scans(j_common_ptr jpeg) {
    if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > scans_max) leave(jpeg);
}

int exif_orientation(const jpeg_decompress_struct& jpeg) {
    for (auto* marker = jpeg.marker_list; marker; marker = marker->next) {
        if (marker->marker != JPEG_APP0 + 1) continue;
        ExifData* exif = exif_data_new_from_data(marker->data, marker->data_length);
        if (!exif) continue;
        int orientation = 1;
        ExifEntry* entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
        if (entry && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2)
            orientation = exif_get_short(entry->data, exif_data_get_byte_order(exif));
        exif_data_unref(exif);
        if (orientation >= 2 && orientation <= 8) return orientation;
    }
    return 1;
}

// The smallest of 1/8, 1/4, 1/2, 1/1 that still has all the pixels that are wanted.
unsigned scale_eighths(int width, int height, Wanted wanted) {
    for (const int eighths : {1, 2, 4}) {
        const auto scaled = [&](int side) { return static_cast<int>(std::int64_t{side} * eighths / 8); };
        const int w = scaled(width), h = scaled(height);
        const bool fits_side = wanted.longest_side > 0 && std::max(w, h) >= wanted.longest_side;
        const bool fits_box = wanted.least_width > 0 && w >= wanted.least_width && h >= wanted.least_height;
        if (fits_side || fits_box) return static_cast<unsigned>(eighths);
    }
    return 8;
}

// Adobe writes CMYK upside down: 255 is no ink.
void cmyk_row(const JSAMPLE* from, std::uint8_t* to, unsigned width, bool inverted) {
    for (unsigned x = 0; x < width; ++x, from += 4, to += 3)
        for (int i = 0; i < 3; ++i) {
            const int ink = inverted ? from[i] : 255 - from[i];
            const int black = inverted ? from[3] : 255 - from[3];
            to[i] = static_cast<std::uint8_t>(ink * black / 255);
        }
}

struct JpegReading {
    jpeg_decompress_struct jpeg{};
    JpegTrouble handler{};
    jpeg_progress_mgr progress{};
    Picture picture;
    std::vector<JSAMPLE> cmyk;
    int orientation{1};

    JpegReading() { jpeg.err = jpeg_std_error(&handler.base); }
    ~JpegReading() { jpeg_destroy_decompress(&jpeg); }
    JpegReading(const JpegReading&) = delete;
    JpegReading& operator=(const JpegReading&) = delete;
};

// libjpeg leaves by longjmp: everything that has a destructor is the caller's.
std::optional<Refusal> read_jpeg(JpegReading& reading, std::string_view bytes, Wanted wanted) {
    auto& jpeg = reading.jpeg;
    if (setjmp(reading.handler.back)) return Refusal::unreadable;
    reading.handler.base.error_exit = leave;
    reading.handler.base.emit_message = note;
    jpeg_create_decompress(&jpeg);
    reading.progress.progress_monitor = stop_at_too_many_scans;
    jpeg.progress = &reading.progress;
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&jpeg, TRUE);
    if (std::int64_t{jpeg.image_width} * jpeg.image_height > pixels_max) return Refusal::too_many_pixels;

    reading.orientation = exif_orientation(jpeg);
    const bool on_its_side = reading.orientation >= 5;
    const int width = static_cast<int>(jpeg.image_width), height = static_cast<int>(jpeg.image_height);
    jpeg.scale_num = scale_eighths(on_its_side ? height : width, on_its_side ? width : height, wanted);
    jpeg.scale_denom = 8;
    const bool is_cmyk = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
    jpeg.out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&jpeg);
    auto& picture = reading.picture;
    picture.width = static_cast<int>(jpeg.output_width);
    picture.height = static_cast<int>(jpeg.output_height);
    picture.rgb.resize(std::size_t{jpeg.output_width} * jpeg.output_height * 3);
    reading.cmyk.resize(is_cmyk ? std::size_t{jpeg.output_width} * 4 : 0);
    while (jpeg.output_scanline < jpeg.output_height && !reading.handler.cut) {
        auto* row = picture.rgb.data() + std::size_t{jpeg.output_scanline} * jpeg.output_width * 3;
        JSAMPROW target = is_cmyk ? reading.cmyk.data() : row;
        jpeg_read_scanlines(&jpeg, &target, 1);
        if (is_cmyk) cmyk_row(reading.cmyk.data(), row, jpeg.output_width, jpeg.saw_Adobe_marker);
    }
    if (reading.handler.cut) return Refusal::unreadable;
    return {};
}

Result<Picture, Refusal> decode_jpeg(std::string_view bytes, Wanted wanted) {
    JpegReading reading;
    if (const auto refusal = read_jpeg(reading, bytes, wanted)) return *refusal;
    return turned(std::move(reading.picture), reading.orientation);
}

Result<Picture, Refusal> decode_png(std::string_view bytes) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&png, bytes.data(), bytes.size())) return Refusal::unreadable;
    if (std::int64_t{png.width} * png.height > pixels_max) {
        png_image_free(&png);
        return Refusal::too_many_pixels;
    }
    png.format = PNG_FORMAT_RGB;
    Picture picture{static_cast<int>(png.width), static_cast<int>(png.height), {}};
    picture.rgb.resize(PNG_IMAGE_SIZE(png));
    const png_color white{255, 255, 255};  // behind what is transparent, as on paper
    if (!png_image_finish_read(&png, &white, picture.rgb.data(), 0, nullptr)) return Refusal::unreadable;
    return picture;
}

}  // namespace

Result<Picture, Refusal> decode(std::string_view bytes, Wanted wanted) {
    switch (sniff(bytes)) {
        case Kind::jpeg: return decode_jpeg(bytes, wanted);
        case Kind::png: return decode_png(bytes);
        case Kind::pdf:
        case Kind::unknown: break;
    }
    return Refusal::not_a_picture;
}

namespace {

struct JpegWriting {
    jpeg_compress_struct jpeg{};
    JpegTrouble handler{};
    unsigned char* buffer{};
    unsigned long length{};

    JpegWriting() { jpeg.err = jpeg_std_error(&handler.base); }
    ~JpegWriting() {
        jpeg_destroy_compress(&jpeg);
        std::free(buffer);
    }
    JpegWriting(const JpegWriting&) = delete;
    JpegWriting& operator=(const JpegWriting&) = delete;
};

bool write_jpeg(JpegWriting& writing, const Picture& picture, int quality) {
    auto& jpeg = writing.jpeg;
    if (setjmp(writing.handler.back)) return false;
    writing.handler.base.error_exit = leave;
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &writing.buffer, &writing.length);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        const auto* row = picture.rgb.data() + std::size_t{jpeg.next_scanline} * jpeg.image_width * 3;
        JSAMPROW source = const_cast<JSAMPROW>(row);
        jpeg_write_scanlines(&jpeg, &source, 1);
    }
    jpeg_finish_compress(&jpeg);
    return true;
}

}  // namespace

std::string encode_jpeg(const Picture& picture, int quality) {
    JpegWriting writing;
    if (!write_jpeg(writing, picture, quality)) throw std::runtime_error("libjpeg cannot write a picture");
    return {reinterpret_cast<const char*>(writing.buffer), writing.length};
}

}  // namespace images
