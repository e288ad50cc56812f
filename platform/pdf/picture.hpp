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

    Picture(Picture&& other) noexcept : surface_(std::exchange(other.surface_, nullptr)) {}
    Picture& operator=(Picture&& other) noexcept {
        std::swap(surface_, other.surface_);
        return *this;
    }
    ~Picture();

    cairo_surface_t* surface() const { return surface_; }
    int width() const;
    int height() const;

  private:
    explicit Picture(cairo_surface_t* surface) : surface_(surface) {}
    cairo_surface_t* surface_;
};

}  // namespace pdf
