#include "modules/partners/papers.hpp"

#include <algorithm>

#include "platform/pdf/pdf.hpp"

namespace partners {
namespace {

constexpr double margin = 16;
constexpr double width = pdf::a4.width_mm - 2 * margin;
constexpr double bottom = pdf::a4.height_mm - 14;

struct ListColumn {
    std::string_view title;
    double width;
};
constexpr ListColumn list_columns[] = {{"No.", 10}, {"Nomor", 18}, {"Nama", 62}, {"Jurusan", 42}, {"Konfirmasi", 20}, {"Tanda tangan", 26}};

double letterhead(pdf::Document& page, const ClassList& list) {
    double y = 14;
    y += page.text(margin, y, width, list.government, {.size_pt = 11.5, .bold = true, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(margin, y, width, list.department, {.size_pt = 13, .bold = true, .align = pdf::Align::centre, .max_lines = 3});
    y += page.text(margin, y, width, list.address, {.size_pt = 8.5, .align = pdf::Align::centre, .max_lines = 2}) + 2;
    page.line(margin, y, margin + width, y, 1.2);
    page.line(margin, y + 0.9, margin + width, y + 0.9, 0.3);
    return y + 5;
}

double table_row(pdf::Document& page, double y, const std::vector<std::string>& cells, bool is_head) {
    const pdf::TextStyle style{.size_pt = 9, .bold = is_head, .max_lines = 2};
    double height = 7;
    for (std::size_t at = 0; at < cells.size(); ++at)
        height = std::max(height, page.text_height(list_columns[at].width - 3, cells[at], style) + 3);
    double x = margin;
    for (std::size_t at = 0; at < std::size(list_columns); ++at) {
        page.rectangle(x, y, list_columns[at].width, height, 0.3, is_head);
        if (at < cells.size()) page.text(x + 1.5, y + 1.5, list_columns[at].width - 3, cells[at], style);
        x += list_columns[at].width;
    }
    return y + height;
}

void draw_list(pdf::Document& page, const ClassList& list) {
    double y = letterhead(page, list);
    y += page.text(margin, y, width, "DAFTAR KELAS PEMBUATAN KARTU AK-1", {.size_pt = 12, .bold = true, .align = pdf::Align::centre}) + 2;
    y += page.text(margin, y, width, list.school, {.size_pt = 11, .bold = true, .align = pdf::Align::centre, .max_lines = 2}) + 1;
    y += page.text(margin, y, width, list.day + ", " + list.hours, {.size_pt = 10, .align = pdf::Align::centre}) + 0.5;
    y += page.text(margin, y, width, list.place, {.size_pt = 10, .align = pdf::Align::centre, .max_lines = 2}) + 4;
    std::vector<std::string> head;
    for (const auto& column : list_columns) head.emplace_back(column.title);
    y = table_row(page, y, head, true);
    int number = 0;
    int page_number = 1;
    const auto foot = [&] {
        page.text(margin, pdf::a4.height_mm - 10, width, "Halaman " + std::to_string(page_number),
                  {.size_pt = 8, .align = pdf::Align::right});
    };
    for (const auto& pupil : list.pupils) {
        if (y > bottom - 10) {
            foot();
            page.next_page();
            ++page_number;
            y = table_row(page, 16, head, true);
        }
        y = table_row(page, y, {std::to_string(++number), pupil.number, pupil.name, pupil.major, pupil.confirmed ? "sudah" : "belum", ""},
                      false);
    }
    if (y > bottom - 34) {
        foot();
        page.next_page();
        ++page_number;
        y = 16;
    }
    y += 5;
    y += page.text(margin, y, width,
                   "Tiap lulusan datang sendiri dan membawa KTP serta ijazah atau SKL. Yang belum mengonfirmasi tetap dilayani di loket.",
                   {.size_pt = 9}) +
         4;
    page.text(margin + width - 60, y, 60, "Penanggung jawab BKK", {.size_pt = 9.5, .align = pdf::Align::centre});
    page.text(margin + width - 60, y + 20, 60, list.officer, {.size_pt = 9.5, .bold = true, .align = pdf::Align::centre});
    foot();
}

void draw_slips(pdf::Document& page, const ClassList& list) {
    constexpr double slip_width = width / 2;
    constexpr double slip_height = 53;
    constexpr int a_page = 10;
    for (std::size_t at = 0; at < list.pupils.size(); ++at) {
        const int place = static_cast<int>(at % a_page);
        if (place == 0) page.next_page();
        const double x = margin + (place % 2) * slip_width;
        const double y = 14 + static_cast<double>(place / 2) * slip_height;
        const auto& pupil = list.pupils[at];
        page.dashed_line(x, y, x + slip_width, y, 0.3);
        page.dashed_line(x, y + slip_height, x + slip_width, y + slip_height, 0.3);
        page.dashed_line(x, y, x, y + slip_height, 0.3);
        page.dashed_line(x + slip_width, y, x + slip_width, y + slip_height, 0.3);
        const double room = slip_width - 38;
        page.qr(x + slip_width - 34, y + 4, 30, pupil.qr);
        page.text(x + slip_width - 34, y + 35, 30, pupil.code, {.size_pt = 9, .bold = true, .align = pdf::Align::centre});
        double line = y + 4;
        line += page.text(x + 4, line, room, pupil.number, {.size_pt = 20, .bold = true}) + 0.5;
        line += page.text(x + 4, line, room, pupil.name, {.size_pt = 10.5, .bold = true, .max_lines = 2}) + 1;
        line += page.text(x + 4, line, room, list.day, {.size_pt = 9, .max_lines = 2});
        line += page.text(x + 4, line, room, list.hours, {.size_pt = 9, .max_lines = 1});
        page.text(x + 4, line, room, list.place, {.size_pt = 8.5, .max_lines = 2});
        page.text(x + 4, y + slip_height - 9, slip_width - 8, "Bawa KTP dan ijazah atau SKL. Tunjukkan kode ini di loket.",
                  {.size_pt = 8, .max_lines = 1});
    }
}

}  // namespace

std::string print_class_list(const ClassList& list) {
    pdf::Document page(pdf::a4, "Daftar kelas " + list.school, list.printed);
    draw_list(page, list);
    draw_slips(page, list);
    return std::move(page).finish();
}

}  // namespace partners
