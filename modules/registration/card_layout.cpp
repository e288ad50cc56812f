#include "modules/registration/card_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace registration {
namespace {

constexpr double mm_per_point = 25.4 / 72;
constexpr double line_height = 1.2;

// A cell of a list or table, and how wide it is: the share of the whole.
struct Column {
    std::string_view title;
    double share{};
    pdf::Align align{pdf::Align::left};
};

class Sheet {
  public:
    Sheet(pdf::Document& document, const CardTemplate& card, const CardFace& face) : document_(document), card_(card), face_(face) {}

    void draw(CardSide side) {
        for (const auto& field : card_.fields)
            if (field.side == side && is_shown(field)) draw(field);
    }

  private:
    bool is_shown(const CardField& field) const {
        // Religion and marital status are personal data that only some forms ask for (UU 27/2022 art. 4).
        if (field.key == "religion") return card_.show_religion;
        if (field.key == "marital_status") return card_.show_marital_status;
        if (field.key == "qr") return card_.show_qr && !face_.qr.empty();
        return true;
    }

    void draw(const CardField& field) {
        switch (field.kind) {
            case FieldKind::text: return text(field, value_of(field.key));
            case FieldKind::label: return label(field);
            case FieldKind::boxes: return boxes(field);
            case FieldKind::image: return image(field);
            case FieldKind::qr: return document_.qr(field.x_mm, field.y_mm, std::min(field.w_mm, field.h_mm), face_.qr);
            case FieldKind::list: return provisions(field);
            case FieldKind::table: return table(field);
            case FieldKind::line: return line(field);
            case FieldKind::frame: return document_.rectangle(field.x_mm, field.y_mm, field.w_mm, field.h_mm, field.size_pt);
            case FieldKind::signature: return signature(field);
        }
    }

    std::string_view value_of(std::string_view key) const {
        if (key == "government") return face_.government;
        if (key == "department") return face_.department;
        if (key == "office_address") return face_.office_address;
        if (key == "office_phone") return face_.office_phone;
        if (key == "duplicate") return face_.duplicate;
        if (key == "number") return face_.number;
        if (key == "nik") return face_.nik;
        if (key == "name") return face_.name;
        if (key == "birth") return face_.birth;
        if (key == "sex") return face_.sex;
        if (key == "marital_status") return face_.marital_status;
        if (key == "religion") return face_.religion;
        if (key == "address") return face_.address;
        if (key == "phone") return face_.phone;
        if (key == "valid_until") return face_.valid_until;
        if (key == "issued") return face_.issued;
        return {};
    }

    // Smaller letters before fewer words; an ellipsis only when seven tenths of the size do not do. Gives the height
    // used.
    double fitted(double x, double y, double width, double height, std::string_view words, pdf::TextStyle style) {
        if (words.empty()) return 0;
        const double smallest = style.size_pt * 0.7;
        const double room = std::max(height, style.size_pt * line_height * mm_per_point) + 0.05;
        while (document_.text_height(width, words, style) > room && style.size_pt - 0.5 >= smallest) style.size_pt -= 0.5;
        style.max_lines = std::max(1, static_cast<int>(room / (style.size_pt * line_height * mm_per_point)));
        return document_.text(x, y, width, words, style);
    }

    static pdf::TextStyle style_of(const CardField& field) {
        return {.size_pt = field.size_pt, .bold = field.bold, .align = field.align, .line_height = line_height};
    }

    // One below the other, each as high as it needs: government, department, address, telephone.
    void letterhead(const CardField& field) {
        auto style = style_of(field);
        style.bold = true;
        double y = field.y_mm;
        const auto add = [&](std::string_view words, double size, int lines) {
            style.size_pt = size;
            y += fitted(field.x_mm, y, field.w_mm, lines * size * line_height * mm_per_point, words, style);
        };
        add(face_.government, field.size_pt, 1);
        add(face_.department, field.size_pt + 0.5, 2);
        style.bold = false;
        y += 0.8;
        add(face_.office_address, field.size_pt * 0.7, 2);
        add(face_.office_phone, field.size_pt * 0.7, 1);
    }

    void text(const CardField& field, std::string_view words) {
        if (field.key == "letterhead") return letterhead(field);
        fitted(field.x_mm, field.y_mm, field.w_mm, field.h_mm, words, style_of(field));
    }

    // "Nama :" puts its colon at the right end, so that the colons of a column stand below each other.
    void label(const CardField& field) {
        std::string_view words = field.text;
        if (words.ends_with(" :")) {
            words.remove_suffix(2);
            auto style = style_of(field);
            style.align = pdf::Align::right;
            document_.text(field.x_mm, field.y_mm, field.w_mm, ":", style);
        }
        text(field, words);
    }

    // Boxes become smaller when a number has more characters than the place was meant for.
    void boxes(const CardField& field) {
        const auto words = value_of(field.key);
        if (words.empty()) return;
        const auto& groups = field.key == "number" && field.groups.empty() ? face_.number_groups : field.groups;
        const auto count = static_cast<double>(words.size());
        const double gap = field.gap_mm;
        const double wide = groups.empty() ? 0 : static_cast<double>(groups.size() - 1) * group_gap;
        const double box = std::min(field.box_mm, (field.w_mm - wide - gap * (count - 1)) / count);
        double x = field.x_mm;
        std::size_t at = 0;
        for (std::size_t group = 0; at < words.size(); ++group) {
            const auto length =
                group < groups.size() ? std::min(words.size() - at, static_cast<std::size_t>(groups[group])) : words.size() - at;
            document_.boxes(x, field.y_mm, box, gap, words.substr(at, length), field.size_pt * box / field.box_mm);
            x += static_cast<double>(length) * (box + gap) - gap + group_gap;
            at += length;
        }
    }
    static constexpr double group_gap = 2.4;

    void image(const CardField& field) {
        if (field.key == "emblem") {
            if (!face_.emblem.empty()) document_.image(field.x_mm, field.y_mm, field.w_mm, field.h_mm, face_.emblem);
            return;
        }
        const bool has_portrait = !card_.glued_photo_box && !face_.portrait.empty() &&
                                  document_.image(field.x_mm, field.y_mm, field.w_mm, field.h_mm, face_.portrait);
        document_.rectangle(field.x_mm, field.y_mm, field.w_mm, field.h_mm, 0.5);
        if (!has_portrait)
            document_.text(field.x_mm, field.y_mm + field.h_mm / 2 - 4, field.w_mm, "Pasfoto\n3 × 4 cm",
                           {.size_pt = 8, .align = pdf::Align::centre});
    }

    void line(const CardField& field) {
        const double x = field.x_mm + field.w_mm;
        const double y = field.y_mm + field.h_mm;
        if (field.key == "dotted")
            document_.dashed_line(field.x_mm, field.y_mm, x, y, field.size_pt);
        else
            document_.line(field.x_mm, field.y_mm, x, y, field.size_pt);
    }

    // Room for a hand: words above, name below, nothing between.
    void signature(const CardField& field) {
        auto style = style_of(field);
        const double step = field.size_pt * line_height * mm_per_point;
        if (field.key == "seeker") {
            fitted(field.x_mm, field.y_mm, field.w_mm, step * 2, "Tanda Tangan\nPencari Kerja", style);
            document_.line(field.x_mm + 1, field.y_mm + field.h_mm, field.x_mm + field.w_mm - 1, field.y_mm + field.h_mm, 0.4);
            return;
        }
        double y = field.y_mm;
        if (!face_.issued.empty()) y += fitted(field.x_mm, y, field.w_mm, step * 2, face_.issued, style) + 1;
        for (const auto& title : face_.signatory_title) y += fitted(field.x_mm, y, field.w_mm, step * 2, title, style);
        double below = field.y_mm + field.h_mm;
        auto plain = style;
        plain.bold = false;
        if (!face_.signatory_nip.empty()) {
            below -= step;
            fitted(field.x_mm, below, field.w_mm, step, "NIP. " + face_.signatory_nip, plain);
        }
        if (!face_.signatory_rank.empty()) {
            below -= step;
            fitted(field.x_mm, below, field.w_mm, step, face_.signatory_rank, plain);
        }
        style.bold = true;
        // The name stands on its line also when there is none yet.
        const double height = std::max(step, std::min(2 * step, document_.text_height(field.w_mm, face_.signatory_name, style)));
        below -= height + 0.4;
        fitted(field.x_mm, below, field.w_mm, height, face_.signatory_name, style);
        const double width =
            face_.signatory_name.empty() ? field.w_mm * 0.8 : std::min(field.w_mm, document_.text_width(face_.signatory_name, style));
        const double from = field.align == pdf::Align::centre ? field.x_mm + (field.w_mm - width) / 2 : field.x_mm;
        document_.line(from, below + height, from + width, below + height, 0.4);
    }

    void provisions(const CardField& field) {
        std::vector<std::string> lines;
        std::string_view rest = card_.provisions;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            std::string one(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            if (one.empty() || (one.find("{territory}") != std::string::npos && face_.territory.empty())) continue;
            replace(one, "{territory}", face_.territory);
            replace(one, "{valid_months}", std::to_string(face_.valid_months));
            replace(one, "{report_months}", std::to_string(face_.report_months));
            lines.push_back(std::move(one));
        }
        auto style = style_of(field);
        constexpr double number_width = 7;
        const auto whole_height = [&] {
            double height = 0;
            for (const auto& one : lines) height += document_.text_height(field.w_mm - number_width, one, style) + style.size_pt * 0.2;
            return height;
        };
        while (whole_height() > field.h_mm && style.size_pt > 6) style.size_pt -= 0.5;
        double y = field.y_mm;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            document_.text(field.x_mm, y, number_width, std::to_string(i + 1) + ".", style);
            y += document_.text(field.x_mm + number_width, y, field.w_mm - number_width, lines[i], style) + style.size_pt * 0.2;
        }
    }

    static void replace(std::string& words, std::string_view name, std::string_view value) {
        for (std::size_t at; (at = words.find(name)) != std::string::npos;) {
            if (value.find(name) != std::string_view::npos) return;
            words.replace(at, name.size(), value);
        }
    }

    void table(const CardField& field) {
        if (field.key == "reports") return reports(field);
        std::vector<std::vector<std::string_view>> rows;
        if (field.key == "education") {
            for (const auto& row : face_.education) rows.push_back({row.level, row.major, row.year});
            static constexpr std::array<Column, 3> columns{
                Column{"Jenjang / Sekolah", 0.48}, {"Jurusan", 0.34}, {"Tahun Lulus", 0.18, pdf::Align::centre}};
            return grid(field, columns.data(), columns.size(), rows, 5);
        }
        for (const auto& row : face_.skills) rows.push_back({row.skill, row.year});
        static constexpr std::array<Column, 2> columns{Column{"Keterampilan / Jabatan (Pemberi Kerja)", 0.82},
                                                       {"Tahun", 0.18, pdf::Align::centre}};
        grid(field, columns.data(), columns.size(), rows, 6);
    }

    // Rules and a head; at least `rows_least` rows, so that a short answer still looks like the form.
    void grid(const CardField& field, const Column* columns, std::size_t count, const std::vector<std::vector<std::string_view>>& rows,
              std::size_t rows_least) {
        constexpr double head = 7;
        const auto lines = std::min<std::size_t>(std::max(rows.size(), rows_least), 10);
        const double step = (field.h_mm - head) / static_cast<double>(lines);
        document_.rectangle(field.x_mm, field.y_mm, field.w_mm, head, 0, true);
        document_.rectangle(field.x_mm, field.y_mm, field.w_mm, field.h_mm, 0.6);
        document_.line(field.x_mm, field.y_mm + head, field.x_mm + field.w_mm, field.y_mm + head, 0.5);
        std::vector<pdf::Document::Line> rules;
        for (std::size_t line = 1; line < lines; ++line) {
            const double y = field.y_mm + head + step * static_cast<double>(line);
            rules.push_back({field.x_mm, y, field.x_mm + field.w_mm, y});
        }
        double x = field.x_mm;
        for (std::size_t column = 0; column + 1 < count; ++column) {
            x += field.w_mm * columns[column].share;
            rules.push_back({x, field.y_mm, x, field.y_mm + field.h_mm});
        }
        document_.lines(rules, 0.3);
        x = field.x_mm;
        for (std::size_t column = 0; column < count; ++column) {
            const double width = field.w_mm * columns[column].share;
            centred_in(x, field.y_mm, width, head, columns[column].title,
                       {.size_pt = field.size_pt, .bold = true, .align = pdf::Align::centre});
            for (std::size_t line = 0; line < std::min(lines, rows.size()); ++line)
                centred_in(x, field.y_mm + head + step * static_cast<double>(line), width, step, rows[line][column],
                           {.size_pt = field.size_pt, .align = columns[column].align});
            x += width;
        }
    }

    // In the middle of a cell's height, with a little air at the sides.
    void centred_in(double x, double y, double width, double height, std::string_view words, pdf::TextStyle style) {
        constexpr double air = 1.2;
        const double room = width - 2 * air;
        const double smallest = style.size_pt * 0.75;
        while (document_.text_height(room, words, style) > height && style.size_pt - 0.5 >= smallest) style.size_pt -= 0.5;
        style.max_lines = std::max(1, static_cast<int>((height + 0.05) / (style.size_pt * style.line_height * mm_per_point)));
        const double used = document_.text_height(room, words, style);
        document_.text(x + air, y + std::max(0.0, (height - used) / 2), room, words, style);
    }

    void reports(const CardField& field) {
        constexpr double head = 14;
        static constexpr std::array<std::string_view, 4> names{"Pertama", "Kedua", "Ketiga", "Keempat"};
        static constexpr std::array<Column, 3> columns{
            Column{"LAPORAN", 0.26}, {"Tanggal – Bulan – Tahun", 0.32}, {"Tanda Tangan\nPetugas Pendaftar / NIP", 0.42}};
        const double step = (field.h_mm - head) / card_.report_rows;
        document_.rectangle(field.x_mm, field.y_mm, field.w_mm, head, 0, true);
        document_.rectangle(field.x_mm, field.y_mm, field.w_mm, field.h_mm, 0.6);
        std::vector<pdf::Document::Line> rules;
        for (int row = 0; row < card_.report_rows; ++row) {
            const double y = field.y_mm + head + step * row;
            rules.push_back({field.x_mm, y, field.x_mm + field.w_mm, y});
        }
        double x = field.x_mm;
        for (std::size_t column = 0; column + 1 < columns.size(); ++column) {
            x += field.w_mm * columns[column].share;
            rules.push_back({x, field.y_mm, x, field.y_mm + field.h_mm});
        }
        document_.lines(rules);
        x = field.x_mm;
        for (const auto& column : columns) {
            const double width = field.w_mm * column.share;
            centred_in(x, field.y_mm, width, head, column.title, {.size_pt = field.size_pt, .bold = true, .align = pdf::Align::centre});
            x += width;
        }
        for (int row = 0; row < card_.report_rows; ++row) {
            const double y = field.y_mm + head + step * row;
            const auto index = static_cast<std::size_t>(row);
            const bool has_due = index < face_.report_due.size() && !face_.report_due[index].empty();
            const double width = field.w_mm * columns[0].share;
            centred_in(field.x_mm, y, width, has_due ? step * 0.6 : step, names[index], {.size_pt = field.size_pt + 1});
            if (has_due)
                centred_in(field.x_mm, y + step * 0.48, width, step * 0.4, "paling lambat\n" + face_.report_due[index],
                           {.size_pt = 7.5, .line_height = 1.15});
        }
    }

    pdf::Document& document_;
    const CardTemplate& card_;
    const CardFace& face_;
};

}  // namespace

std::string render_card(const CardTemplate& card, const CardFace& face, PrinterOffset offset, Watermark watermark) {
    return render_cards({{card, face, watermark}}, offset);
}

std::string render_cards(const std::vector<CardSheet>& sheets, PrinterOffset offset) {
    if (sheets.empty()) return {};
    const auto& first = sheets.front();
    pdf::Document document({first.card.width_mm, first.card.height_mm}, sheets.size() == 1 ? "AK/1 " + first.face.number : "AK/1",
                           first.face.created);
    document.shift(offset.x_mm, offset.y_mm);
    for (const auto& sheet : sheets) {
        if (&sheet != &first) document.next_page();
        document.watermark(word_of(sheet.watermark));
        Sheet drawn(document, sheet.card, sheet.face);
        drawn.draw(CardSide::front);
        document.next_page();
        drawn.draw(CardSide::back);
    }
    return std::move(document).finish();
}

std::string_view word_of(Watermark watermark) {
    switch (watermark) {
        case Watermark::none: return "";
        case Watermark::practice: return "CONTOH";
        case Watermark::demo: return "DEMO";
    }
    return "";
}

}  // namespace registration
