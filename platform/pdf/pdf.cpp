#include "platform/pdf/pdf.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <stdexcept>

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

}  // namespace

struct Document::Inside {
    std::string file;
    Size size;
    cairo_surface_t* surface{};
    cairo_t* cairo{};
    PangoLayout* layout{};
    PangoFontDescription* font{};
    std::string watermark;
    double shift_x{};
    double shift_y{};
    // Kept until the end: Cairo copies the pixels of a picture that goes away before its page.
    std::vector<Picture> pictures;

    ~Inside() {
        pango_font_description_free(font);
        g_object_unref(layout);
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }

    // Shapes and breaks the text. Wide words break anywhere: a name of sixty letters stays inside its box.
    void set(double width_mm, std::string_view utf8, const TextStyle& style) {
        auto words = printable(utf8.substr(0, text_max));
        if (style.max_lines == 1) std::replace(words.begin(), words.end(), '\n', ' ');
        set_font(style);
        pango_layout_set_width(layout, std::max(1, static_cast<int>(points(width_mm) * PANGO_SCALE)));
        pango_layout_set_height(layout, -1);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE);
        pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
        if (style.max_lines <= 0 || pango_layout_get_line_count(layout) <= style.max_lines) return;
        // Pango's limit of lines counts in each paragraph.
        std::replace(words.begin(), words.end(), '\n', ' ');
        pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
        pango_layout_set_height(layout, -style.max_lines);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }

    void set_font(const TextStyle& style) {
        pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);
        pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
        pango_layout_set_font_description(layout, font);
    }

    // Pen on the baseline at x, y in points.
    void show_line(PangoLayoutLine* line, double x, double y) {
        cairo_move_to(cairo, x, y);
        pango_cairo_show_layout_line(cairo, line);
    }

    void stamp_watermark() {
        if (watermark.empty()) return;
        TextStyle style{.size_pt = 64, .bold = true};
        set(10'000, watermark, style);
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

Document::Document(Size size, std::string_view title, std::string_view created_rfc3339)
    : inside_(std::make_unique<Inside>()) {
    auto& in = *inside_;
    in.size = size;
    in.surface = cairo_pdf_surface_create_for_stream(append, &in.file, points(size.width_mm), points(size.height_mm));
    cairo_pdf_surface_restrict_to_version(in.surface, CAIRO_PDF_VERSION_1_5);
    const auto name = printable(title.substr(0, 200));
    cairo_pdf_surface_set_metadata(in.surface, CAIRO_PDF_METADATA_TITLE, name.c_str());
    const auto created = printable(created_rfc3339.empty() ? "2000-01-01T00:00:00Z" : created_rfc3339.substr(0, 40));
    cairo_pdf_surface_set_metadata(in.surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    in.cairo = cairo_create(in.surface);
    in.layout = pango_layout_new(text_context());
    pango_layout_set_wrap(in.layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(in.layout, FALSE);
    in.font = pango_font_description_from_string(font_family);
    // Ligatures would join two letters into one sign; whoever copies the text out expects letters. A name that is too
    // wide breaks without a hyphen that is not part of it.
    auto* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
    pango_layout_set_attributes(in.layout, attributes);
    pango_attr_list_unref(attributes);
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
    in.set(width_mm, utf8, style);
    const double step = style.size_pt * style.line_height;
    int lines = 0;
    auto* iterator = pango_layout_get_iter(in.layout);
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
    inside_->set(width_mm, utf8, style);
    return mm(pango_layout_get_line_count(inside_->layout) * style.size_pt * style.line_height);
}

double Document::text_width(std::string_view utf8, const TextStyle& style) {
    if (utf8.empty()) return 0;
    inside_->set(10'000, utf8, style);
    int width = 0;
    pango_layout_get_size(inside_->layout, &width, nullptr);
    return mm(static_cast<double>(width) / PANGO_SCALE);
}

void Document::boxes(double x_mm, double y_mm, double box_mm, double gap_mm, std::string_view characters,
                     double size_pt, const std::vector<int>& groups) {
    const auto clean = printable(characters.substr(0, 256));
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
        rectangle(x, y_mm, box_mm, box_mm, 0.5);
        const double height = mm(size_pt * 1.2);
        text(x, y_mm + (box_mm - height) / 2, box_mm, std::string_view(clean).substr(at, length),
             {.size_pt = size_pt, .align = Align::centre});
        x += box_mm + gap_mm;
        ++in_group;
        at += length;
    }
}

void Document::line(double x1, double y1, double x2, double y2, double width_pt) {
    auto* cairo = inside_->cairo;
    cairo_set_line_width(cairo, width_pt);
    cairo_move_to(cairo, points(x1), points(y1));
    cairo_line_to(cairo, points(x2), points(y2));
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
    auto picture = Picture::open(bytes, width, height);
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
    inside_->pictures.push_back(std::move(*picture));
    return true;
}

void Document::qr(double x, double y, double side_mm, std::string_view text) {
    auto* code = QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
                                   0, QR_ECLEVEL_M);
    if (!code) throw std::runtime_error("pdf: the text does not fit into a QR code");
    auto* cairo = inside_->cairo;
    const double module = points(side_mm) / code->width;
    // One path for all modules, so that neighbours meet without a seam.
    for (int row = 0; row < code->width; ++row) {
        const unsigned char* modules = code->data + row * code->width;
        for (int column = 0; column < code->width;) {
            const int start = column;
            while (column < code->width && (modules[column] & 1)) ++column;
            if (column > start)
                cairo_rectangle(cairo, points(x) + start * module, points(y) + row * module, (column - start) * module,
                                module);
            else
                ++column;
        }
    }
    cairo_fill(cairo);
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
