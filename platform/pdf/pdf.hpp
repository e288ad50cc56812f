#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Paper. Millimetres from the top left corner; text in the shipped font, embedded and subset; a glyph the font lacks
// prints as a box and never breaks the file. Not thread-safe per document; make one per sheet.
namespace pdf {

struct Size {
    double width_mm{};
    double height_mm{};
};
constexpr Size a4{210, 297};
constexpr Size a4_landscape{297, 210};
constexpr Size f4{215, 330};  // folio, "F4"
constexpr Size f4_landscape{330, 215};

enum class Align { left, centre, right };

struct TextStyle {
    double size_pt{9};
    bool bold{};
    bool italic{};
    Align align{Align::left};
    double line_height{1.2};
    int max_lines{0};  // 0 = as many as it takes; then an ellipsis
};

class Document {
  public:
    // `title` and `subject` go into the file's metadata; `created` keeps a reprint byte-identical.
    Document(Size size, std::string_view title, std::string_view created_rfc3339);
    ~Document();

    // Moves everything that follows: a printer's own X/Y offset.
    void shift(double x_mm, double y_mm);

    // Draws wrapped text in a box of this width; gives the height used in mm.
    double text(double x_mm, double y_mm, double width_mm, std::string_view utf8, const TextStyle& style = {});
    double text_height(double width_mm, std::string_view utf8, const TextStyle& style = {});
    double text_width(std::string_view utf8, const TextStyle& style = {});  // on one line
    // One character per box, as official forms want numbers; groups are separated by a wider gap.
    void boxes(double x_mm, double y_mm, double box_mm, double gap_mm, std::string_view characters, double size_pt,
               const std::vector<int>& groups = {});
    void line(double x1, double y1, double x2, double y2, double width_pt = 0.4);
    struct Line {
        double x1, y1, x2, y2;
    };
    void lines(const std::vector<Line>& all, double width_pt = 0.4);                      // quicker than one after the other
    void dashed_line(double x1, double y1, double x2, double y2, double width_pt = 0.4);  // fold or cut here
    void rectangle(double x, double y, double width, double height, double width_pt = 0.4, bool filled_grey = false);
    // JPEG or PNG bytes, fitted into the box and centred. Gives false when they cannot be read. A JPEG goes in
    // undecoded: give it only what platform/images made.
    bool image(double x, double y, double width, double height, std::string_view bytes);
    void qr(double x, double y, double side_mm, std::string_view text);
    // Large, pale, diagonal over this page and all that follow: CONTOH on everything of the training mode.
    void watermark(std::string_view word);
    void next_page();

    std::string finish() &&;  // the file's bytes

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace pdf
