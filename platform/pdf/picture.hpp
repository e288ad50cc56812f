#pragma once

#include <optional>
#include <string_view>
#include <utility>

using cairo_surface_t = struct _cairo_surface;

namespace pdf {

// A JPEG or PNG ready to be drawn. A JPEG goes into the file as it is, undecoded; a PNG (an office's emblem) is put on
// white, reduced to what the printer can show and kept by the thread, because every card carries the same one.
class Picture {
  public:
    // For a box of this size. Empty when the bytes are no picture or larger than any paper needs.
    static std::optional<Picture> open(std::string_view bytes, double width_mm, double height_mm);

    Picture(Picture&& other) noexcept : surface_(std::exchange(other.surface_, nullptr)), width_(other.width_), height_(other.height_) {}
    Picture& operator=(Picture&&) = delete;
    ~Picture();

    cairo_surface_t* surface() const { return surface_; }
    int width() const { return width_; }
    int height() const { return height_; }

  private:
    Picture(cairo_surface_t* surface, int width, int height) : surface_(surface), width_(width), height_(height) {}
    cairo_surface_t* surface_;
    int width_;
    int height_;
};

}  // namespace pdf
