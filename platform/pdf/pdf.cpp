#include "platform/pdf/pdf.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <numbers>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "platform/pdf/fonts.hpp"
#include "platform/pdf/picture.hpp"
#include "platform/pdf/printable.hpp"

namespace pdf {
namespace {

constexpr double points_per_mm = 72.0 / 25.4;
double points(double mm) { return mm * points_per_mm; }
double mm(double points) { return points / points_per_mm; }

// More than this on one sheet is not a text for people.
constexpr std::size_t text_max = 16'384;

cairo_status_t append(void* file, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

// The last few hundred texts of this thread: labels and digits are the same on every card, and a text is measured
// before it is drawn.
class ShapedWords {
  public:
    ~ShapedWords() { forget(); }

    PangoLayout* find(const std::string& key) const {
        const auto found = layouts_.find(key);
        return found == layouts_.end() ? nullptr : found->second;
    }
    PangoLayout* keep(std::string key, PangoLayout* layout) {
        if (layouts_.size() >= most) forget();
        layouts_.emplace(std::move(key), layout);
        return layout;
    }

  private:
    static constexpr std::size_t most = 1'000;

    void forget() {
        for (const auto& [key, layout] : layouts_) g_object_unref(layout);
        layouts_.clear();
    }
    std::unordered_map<std::string, PangoLayout*> layouts_;
};

ShapedWords& shaped_words() {
    text_context();  // made before, so gone after
    static thread_local ShapedWords kept;
    return kept;
}

PangoLayout* new_layout(const TextStyle& style) {
    auto* layout = pango_layout_new(text_context());
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(layout, FALSE);
    auto* font = pango_font_description_new();
    pango_font_description_set_family_static(font, font_family);
    pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    // Ligatures would join two letters into one sign; whoever copies the text out expects letters. A name that is too
    // wide breaks without a hyphen that is not part of it.
    auto* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

}  // namespace

struct Document::Inside {
    std::string file;
    Size size;
    cairo_surface_t* surface{};
    cairo_t* cairo{};
    std::string watermark;
    double shift_x{};
    double shift_y{};

    ~Inside() {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }

    // The text shaped and broken. Wide words break anywhere: a name of sixty letters stays inside its box.
    static PangoLayout* shape(double width_mm, std::string_view utf8, const TextStyle& style) {
        utf8 = utf8.substr(0, text_max);
        auto& kept = shaped_words();
        char form[96];
        std::snprintf(form, sizeof form, "%.3f %.3f %d%d %d ", width_mm, style.size_pt, style.bold, style.italic, style.max_lines);
        auto key = form + std::string(utf8);
        if (auto* found = kept.find(key)) return found;
        auto words = printable(utf8);
        if (style.max_lines == 1) std::replace(words.begin(), words.end(), '\n', ' ');
        auto* layout = new_layout(style);
        pango_layout_set_width(layout, std::max(1, static_cast<int>(points(width_mm) * PANGO_SCALE)));
        pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
        if (style.max_lines > 0 && pango_layout_get_line_count(layout) > style.max_lines) {
            // Pango's limit of lines counts in each paragraph.
            std::replace(words.begin(), words.end(), '\n', ' ');
            pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
            pango_layout_set_height(layout, -style.max_lines);
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        }
        return kept.keep(std::move(key), layout);
    }

    // Pen on the baseline at x, y in points.
    void show_line(PangoLayoutLine* line, double x, double y) {
        cairo_move_to(cairo, x, y);
        pango_cairo_show_layout_line(cairo, line);
    }

    void stamp_watermark() {
        if (watermark.empty()) return;
        TextStyle style{.size_pt = 64, .bold = true};
        auto* layout = shape(10'000, watermark, style);
        int width = 0;
        pango_layout_get_size(layout, &width, nullptr);
        const double across = static_cast<double>(width) / PANGO_SCALE;
        const double room = std::hypot(points(size.width_mm), points(size.height_mm));
        cairo_save(cairo);
        cairo_identity_matrix(cairo);
        cairo_set_source_rgba(cairo, 0.55, 0.1, 0.1, 0.18);
        cairo_translate(cairo, points(size.width_mm) / 2, points(size.height_mm) / 2);
        cairo_rotate(cairo, -std::atan2(size.height_mm, size.width_mm));
        const double grow = across > 0 ? std::min(2.2, 0.8 * room / across) : 1;
        cairo_scale(cairo, grow, grow);
        show_line(pango_layout_get_line_readonly(layout, 0), -across / 2, style.size_pt * 0.35);
        cairo_restore(cairo);
    }
};

Document::Document(Size size, std::string_view title, std::string_view created_rfc3339) : inside_(std::make_unique<Inside>()) {
    auto& in = *inside_;
    in.size = size;
    in.surface = cairo_pdf_surface_create_for_stream(append, &in.file, points(size.width_mm), points(size.height_mm));
    cairo_pdf_surface_restrict_to_version(in.surface, CAIRO_PDF_VERSION_1_5);
    const auto name = printable(title.substr(0, 200));
    cairo_pdf_surface_set_metadata(in.surface, CAIRO_PDF_METADATA_TITLE, name.c_str());
    const auto created = printable(created_rfc3339.empty() ? "2000-01-01T00:00:00Z" : created_rfc3339.substr(0, 40));
    cairo_pdf_surface_set_metadata(in.surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    in.cairo = cairo_create(in.surface);
}

Document::~Document() = default;

void Document::shift(double x_mm, double y_mm) {
    inside_->shift_x = x_mm;
    inside_->shift_y = y_mm;
    cairo_identity_matrix(inside_->cairo);
    cairo_translate(inside_->cairo, points(x_mm), points(y_mm));
}

double Document::text(double x_mm, double y_mm, double width_mm, std::string_view utf8, const TextStyle& style) {
    auto& in = *inside_;
    if (utf8.empty()) return 0;
    auto* layout = Inside::shape(width_mm, utf8, style);
    const double step = style.size_pt * style.line_height;
    int lines = 0;
    auto* iterator = pango_layout_get_iter(layout);
    do {
        auto* line = pango_layout_iter_get_line_readonly(iterator);
        PangoRectangle extents;
        pango_layout_line_get_extents(line, nullptr, &extents);
        const double ascent = -static_cast<double>(extents.y) / PANGO_SCALE;
        const double height = static_cast<double>(extents.height) / PANGO_SCALE;
        const double free = points(width_mm) - static_cast<double>(extents.width) / PANGO_SCALE;
        double x = points(x_mm);
        switch (style.align) {
            case Align::left: break;
            case Align::centre: x += free / 2; break;
            case Align::right: x += free; break;
        }
        in.show_line(line, x, points(y_mm) + lines * step + (step - height) / 2 + ascent);
        ++lines;
    } while (pango_layout_iter_next_line(iterator));
    pango_layout_iter_free(iterator);
    return mm(lines * step);
}

double Document::text_height(double width_mm, std::string_view utf8, const TextStyle& style) {
    if (utf8.empty()) return 0;
    return mm(pango_layout_get_line_count(Inside::shape(width_mm, utf8, style)) * style.size_pt * style.line_height);
}

double Document::text_width(std::string_view utf8, const TextStyle& style) {
    if (utf8.empty()) return 0;
    int width = 0;
    pango_layout_get_size(Inside::shape(10'000, utf8, style), &width, nullptr);
    return mm(static_cast<double>(width) / PANGO_SCALE);
}

void Document::boxes(double x_mm, double y_mm, double box_mm, double gap_mm, std::string_view characters, double size_pt,
                     const std::vector<int>& groups) {
    const auto clean = printable(characters.substr(0, 256));
    struct Box {
        double x;
        std::string_view letter;
    };
    std::vector<Box> boxes;
    std::size_t group = 0;
    int in_group = 0;
    double x = x_mm;
    for (std::size_t at = 0; at < clean.size();) {
        const std::size_t length = letter_length(clean, at);
        if (group < groups.size() && in_group == groups[group]) {
            x += gap_mm * 3;
            in_group = 0;
            ++group;
        }
        boxes.push_back({x, std::string_view(clean).substr(at, length)});
        x += box_mm + gap_mm;
        ++in_group;
        at += length;
    }
    // All boxes, then all letters: in turns, the file would change between drawing and writing for each of them.
    if (gap_mm > 0) {
        for (const auto& box : boxes) rectangle(box.x, y_mm, box_mm, box_mm, 0.5);
    } else if (!boxes.empty()) {  // neighbours share a side
        rectangle(x_mm, y_mm, x - x_mm, box_mm, 0.5);
        std::vector<Line> sides;
        for (std::size_t at = 1; at < boxes.size(); ++at) sides.push_back({boxes[at].x, y_mm, boxes[at].x, y_mm + box_mm});
        lines(sides, 0.5);
    }
    const double height = mm(size_pt * 1.2);
    for (const auto& box : boxes)
        text(box.x, y_mm + (box_mm - height) / 2, box_mm, box.letter, {.size_pt = size_pt, .align = Align::centre});
}

void Document::line(double x1, double y1, double x2, double y2, double width_pt) { lines({{x1, y1, x2, y2}}, width_pt); }

void Document::lines(const std::vector<Line>& all, double width_pt) {
    auto* cairo = inside_->cairo;
    cairo_set_line_width(cairo, width_pt);
    for (const auto& one : all) {
        cairo_move_to(cairo, points(one.x1), points(one.y1));
        cairo_line_to(cairo, points(one.x2), points(one.y2));
    }
    cairo_stroke(cairo);
}

void Document::dashed_line(double x1, double y1, double x2, double y2, double width_pt) {
    const double dashes[] = {3, 2};
    cairo_set_dash(inside_->cairo, dashes, 2, 0);
    line(x1, y1, x2, y2, width_pt);
    cairo_set_dash(inside_->cairo, nullptr, 0, 0);
}

void Document::rectangle(double x, double y, double width, double height, double width_pt, bool filled_grey) {
    auto* cairo = inside_->cairo;
    cairo_rectangle(cairo, points(x), points(y), points(width), points(height));
    if (filled_grey) {
        cairo_set_source_rgb(cairo, 0.9, 0.9, 0.9);
        if (width_pt > 0)
            cairo_fill_preserve(cairo);
        else
            cairo_fill(cairo);
        cairo_set_source_rgb(cairo, 0, 0, 0);
    }
    if (width_pt > 0) {
        cairo_set_line_width(cairo, width_pt);
        cairo_stroke(cairo);
    } else {
        cairo_new_path(cairo);
    }
}

bool Document::image(double x, double y, double width, double height, std::string_view bytes) {
    const auto picture = Picture::open(bytes, width, height);
    if (!picture) return false;
    auto* cairo = inside_->cairo;
    const double scale = std::min(points(width) / picture->width(), points(height) / picture->height());
    cairo_save(cairo);
    cairo_translate(cairo, points(x) + (points(width) - scale * picture->width()) / 2,
                    points(y) + (points(height) - scale * picture->height()) / 2);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, picture->surface(), 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    return true;
}

void Document::qr(double x, double y, double side_mm, std::string_view text) {
    auto* code = QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M);
    if (!code) throw std::runtime_error("pdf: the text does not fit into a QR code");
    // One bit a module: a picture that every reader enlarges without blur, and a tenth of the bytes of as many squares.
    const int side = code->width;
    auto* modules = cairo_image_surface_create(CAIRO_FORMAT_A1, side, side);
    cairo_surface_flush(modules);
    auto* bits = cairo_image_surface_get_data(modules);
    const int stride = cairo_image_surface_get_stride(modules);
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column)
            if (code->data[row * side + column] & 1) {
                auto& word = reinterpret_cast<std::uint32_t*>(bits + row * stride)[column / 32];
                word |= std::uint32_t{1} << (std::endian::native == std::endian::little ? column % 32 : 31 - column % 32);
            }
    cairo_surface_mark_dirty(modules);
    auto* cairo = inside_->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, points(x), points(y));
    cairo_scale(cairo, points(side_mm) / side, points(side_mm) / side);
    auto* pattern = cairo_pattern_create_for_surface(modules);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    cairo_mask(cairo, pattern);
    cairo_pattern_destroy(pattern);
    cairo_surface_destroy(modules);
    cairo_restore(cairo);
    QRcode_free(code);
}

void Document::watermark(std::string_view word) { inside_->watermark = printable(word.substr(0, 60)); }

void Document::next_page() {
    inside_->stamp_watermark();
    cairo_show_page(inside_->cairo);
}

std::string Document::finish() && {
    auto& in = *inside_;
    in.stamp_watermark();
    cairo_show_page(in.cairo);
    cairo_surface_finish(in.surface);
    const auto status = cairo_surface_status(in.surface);
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("pdf: ") + cairo_status_to_string(status));
    return std::move(in.file);
}

}  // namespace pdf
