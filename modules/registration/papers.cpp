#include "modules/registration/papers.hpp"

#include <algorithm>
#include <cmath>

namespace registration {
namespace {

constexpr double mm_per_point = 25.4 / 72;
constexpr double margin = 18;

double line_of(double size_pt) { return size_pt * 1.2 * mm_per_point; }

// One below the other; gives where the next thing may begin.
double draw_letterhead(pdf::Document& page, const Letterhead& head, double width) {
    double y = 14;
    const double left = margin + 22;
    const double room = width - 2 * margin - 44;
    if (!head.emblem.empty()) page.image(margin, y, 20, 24, head.emblem);
    y += page.text(left, y, room, head.government, {.size_pt = 12.5, .bold = true, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(left, y, room, head.department, {.size_pt = 13.5, .bold = true, .align = pdf::Align::centre, .max_lines = 3});
    y += 0.8;
    y += page.text(left, y, room, head.address, {.size_pt = 8.5, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(left, y, room, head.contact, {.size_pt = 8.5, .align = pdf::Align::centre, .max_lines = 1});
    y = std::max(y, head.emblem.empty() ? y : 39.0) + 2.5;
    page.line(margin, y, width - margin, y, 1.2);
    page.line(margin, y + 0.9, width - margin, y + 0.9, 0.3);
    return y + 6;
}

// --- AK/II ---

class IntakePage {
  public:
    IntakePage(const IntakeSheet& sheet, pdf::Document& page) : sheet_(sheet), page_(page) {}

    void draw() {
        y_ = draw_letterhead(page_, sheet_.letterhead, width_);
        y_ += page_.text(margin, y_, room_, "KARTU DATA PENCARI KERJA (AK/II)", {.size_pt = 13, .bold = true, .align = pdf::Align::centre});
        y_ += 4;
        person();
        education();
        experience();
        wishes();
        signatures();
    }

  private:
    void need(double height) {
        if (y_ + height <= height_ - 12) return;
        page_.next_page();
        y_ = 18;
    }

    void heading(std::string_view words) {
        need(16);
        y_ += 2.5;
        y_ += page_.text(margin, y_, room_, words, {.size_pt = 10, .bold = true}) + 1.2;
    }

    // What is not known is a line to write on.
    void row(std::string_view label, std::string_view value, int blank_lines = 1) {
        constexpr double label_width = 50;
        const double left = margin + label_width + 4;
        const double room = room_ - label_width - 4;
        const pdf::TextStyle style{.size_pt = 9.5};
        const double used = value.empty() ? 6.6 * blank_lines : std::max(page_.text_height(room, value, style), line_of(9.5)) + 1.4;
        need(used);
        const double drop = value.empty() ? 2.0 : 0;
        page_.text(margin, y_ + drop, label_width, label, style);
        page_.text(margin + label_width, y_ + drop, 3, ":", style);
        if (value.empty())
            for (int i = 1; i <= blank_lines; ++i) page_.dashed_line(left, y_ + 6.6 * i - 0.8, left + room, y_ + 6.6 * i - 0.8, 0.4);
        else
            page_.text(left, y_, room, value, style);
        y_ += used;
    }

    // What is not known, of a few answers: one to tick, as high as a line to write on.
    void ticks(std::string_view label, std::string_view value, std::string_view choices) {
        if (!value.empty()) return row(label, value);
        constexpr double drop = 2.0;
        need(6.6);
        page_.text(margin, y_ + drop, 50, label, {.size_pt = 9.5});
        page_.text(margin + 50, y_ + drop, 3, ":", {.size_pt = 9.5});
        page_.text(margin + 54, y_ + drop, room_ - 54, choices, {.size_pt = 9.5});
        y_ += 6.6;
    }

    void person() {
        row("No. pendaftaran", sheet_.number);
        row("Tanggal", sheet_.date);
        if (sheet_.nik.empty()) {
            page_.text(margin, y_ + 1.6, 50, "NIK", {.size_pt = 9.5});
            page_.text(margin + 50, y_ + 1.6, 3, ":", {.size_pt = 9.5});
            page_.boxes(margin + 54, y_ + 0.6, 6, 0.4, std::string(16, ' '), 10, {6, 6});
            y_ += 8;
        } else {
            row("NIK", sheet_.nik);
        }
        row("Nama lengkap", sheet_.name);
        row("Tempat, tanggal lahir", sheet_.birth);
        ticks("Jenis kelamin", sheet_.sex, "[   ] Laki-laki        [   ] Perempuan");
        if (!sheet_.marital_status.empty()) row("Status perkawinan", sheet_.marital_status);
        row("Alamat", sheet_.address, 2);
        row("Nomor HP", sheet_.phone);
        ticks("Keadaan sekarang", sheet_.situation, "[   ] Belum pernah bekerja   [   ] Pernah bekerja   [   ] Masih bekerja");
    }

    void grid(const std::vector<std::pair<std::string_view, double>>& columns, const std::vector<std::vector<std::string_view>>& rows,
              std::size_t blank_rows) {
        const pdf::TextStyle style{.size_pt = 8.5, .max_lines = 3};
        const auto draw_row = [&](const std::vector<std::string_view>& cells, double height, bool is_head) {
            need(height);
            double x = margin;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const double width = room_ * columns[i].second;
                page_.rectangle(x, y_, width, height, 0.4, is_head);
                auto cell_style = style;
                cell_style.bold = is_head;
                if (i < cells.size()) page_.text(x + 1.2, y_ + 1.2, width - 2.4, cells[i], cell_style);
                x += width;
            }
            y_ += height;
        };
        std::vector<std::string_view> head;
        for (const auto& column : columns) head.push_back(column.first);
        draw_row(head, 6.2, true);
        for (const auto& cells : rows) {
            double height = 6.2;
            for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i)
                height = std::max(height, page_.text_height(room_ * columns[i].second - 2.4, cells[i], style) + 2.4);
            draw_row(cells, height, false);
        }
        for (std::size_t i = rows.empty() ? 0 : blank_rows; i < blank_rows; ++i) draw_row({}, 6.6, false);
    }

    void education() {
        heading("Pendidikan formal");
        std::vector<std::vector<std::string_view>> rows;
        for (const auto& one : sheet_.education) rows.push_back({one.level, one.school, one.major, one.year});
        grid({{"Jenjang", 0.2}, {"Sekolah", 0.36}, {"Jurusan", 0.3}, {"Tahun lulus", 0.14}}, rows, 3);
        y_ += 2;
        row("Keterampilan", sheet_.skills, 2);
        row("Bahasa", sheet_.languages);
    }

    void experience() {
        heading("Pengalaman kerja");
        std::vector<std::vector<std::string_view>> rows;
        for (const auto& one : sheet_.experience) rows.push_back({one.employer, one.position, one.from, one.to});
        grid({{"Pemberi kerja", 0.4}, {"Jabatan", 0.36}, {"Dari tahun", 0.12}, {"Sampai", 0.12}}, rows, 3);
    }

    void wishes() {
        heading("Pekerjaan yang dicari");
        row("Jabatan", sheet_.desired_occupations);
        row("Lokasi", sheet_.desired_place);
        row("Upah yang diharapkan", sheet_.wage_wish);
        ticks("Tujuan kartu", sheet_.purpose, "[   ] Dalam negeri     [   ] Luar negeri     [   ] Keduanya");
    }

    void signatures() {
        need(38);
        y_ += 3;
        y_ += page_.text(margin, y_, room_, "Data di atas sudah saya baca dan sesuai dengan keadaan saya.", {.size_pt = 9.5}) + 3;
        const double half = room_ / 2;
        const pdf::TextStyle style{.size_pt = 9.5, .align = pdf::Align::centre};
        page_.text(margin, y_, half, "Petugas Antar Kerja", style);
        page_.text(margin + half, y_, half, "Pencari Kerja", style);
        y_ += 21;
        page_.line(margin + 12, y_, margin + half - 12, y_, 0.4);
        page_.line(margin + half + 12, y_, margin + room_ - 12, y_, 0.4);
        page_.text(margin + half, y_ + 0.8, half, sheet_.name, style);
    }

    const IntakeSheet& sheet_;
    pdf::Document& page_;
    double width_{pdf::a4.width_mm};
    double height_{pdf::a4.height_mm};
    double room_{pdf::a4.width_mm - 2 * margin};
    double y_{};
};

// --- lists ---

// Where rows go, worked out before anything is drawn: the foot says "2 dari 7".
class ListPages {
  public:
    ListPages(const ListSheet& sheet, pdf::Document& page)
        : sheet_(sheet), size_(size_of(sheet)), room_(size_.width_mm - 2 * side), page_(page) {
        titles_ = sheet.columns;
        auto shares = sheet.shares;
        shares.resize(titles_.size(), 1);
        if (sheet.numbered) {
            titles_.insert(titles_.begin(), "No.");
            double all = 0;
            for (const double share : shares) all += share;
            shares.insert(shares.begin(), all * 0.06);
        }
        double all = 0;
        for (const double share : shares) all += share;
        for (const double share : shares) widths_.push_back(all > 0 ? room_ * share / all : 0);
    }

    static pdf::Size size_of(const ListSheet& sheet) { return sheet.landscape ? pdf::a4_landscape : pdf::a4; }

    void draw() {
        y_ = begin_page();
        const double first = y_;
        std::vector<double> heights;
        int pages = 1;
        double y = first + head_height;
        for (std::size_t row = 0; row < sheet_.rows.size(); ++row) {
            heights.push_back(height_of(cells(row)));
            if (y + heights.back() > bottom()) {
                ++pages;
                y = first + head_height;
            }
            y += heights.back();
        }
        int page = 1;
        head();
        for (std::size_t row = 0; row < sheet_.rows.size(); ++row) {
            if (y_ + heights[row] > bottom()) {
                foot(page++, pages);
                page_.next_page();
                y_ = begin_page();
                head();
            }
            draw(cells(row), heights[row], false);
        }
        foot(page, pages);
    }

  private:
    static constexpr double side = 14;
    static constexpr double head_height = 8;
    static constexpr pdf::TextStyle cell{.size_pt = 8.5, .max_lines = 4};

    double bottom() const { return size_.height_mm - 16; }

    double begin_page() {
        double y = draw_letterhead(page_, sheet_.letterhead, size_.width_mm);
        y += page_.text(side, y, room_, sheet_.title, {.size_pt = 12, .bold = true, .align = pdf::Align::centre, .max_lines = 2});
        y += page_.text(side, y, room_, sheet_.subtitle, {.size_pt = 9.5, .align = pdf::Align::centre, .max_lines = 2});
        return y + 3;
    }

    std::vector<std::string> cells(std::size_t row) const {
        auto made = sheet_.rows[row];
        if (sheet_.numbered) made.insert(made.begin(), std::to_string(row + 1));
        made.resize(titles_.size());
        return made;
    }
    double height_of(const std::vector<std::string>& row) {
        double height = std::max(6.0, sheet_.row_mm);
        for (std::size_t i = 0; i < row.size(); ++i) height = std::max(height, page_.text_height(widths_[i] - 2.4, row[i], cell) + 2);
        return height;
    }
    void head() { draw(titles_, head_height, true); }
    void draw(const std::vector<std::string>& row, double height, bool is_head) {
        double x = side;
        for (std::size_t i = 0; i < row.size(); ++i) {
            page_.rectangle(x, y_, widths_[i], height, 0.3, is_head);
            auto style = cell;
            style.bold = is_head;
            if (is_head) style.max_lines = 2;
            const double used = page_.text_height(widths_[i] - 2.4, row[i], style);
            page_.text(x + 1.2, y_ + std::max(0.4, (height - used) / 2), widths_[i] - 2.4, row[i], style);
            x += widths_[i];
        }
        y_ += height;
    }
    void foot(int page, int pages) {
        const double y = size_.height_mm - 12;
        page_.text(side, y, room_ * 0.75, sheet_.footer, {.size_pt = 7.5, .max_lines = 1});
        page_.text(side, y, room_, "Halaman " + std::to_string(page) + " dari " + std::to_string(pages),
                   {.size_pt = 7.5, .align = pdf::Align::right});
    }

    const ListSheet& sheet_;
    pdf::Size size_;
    double room_;
    pdf::Document& page_;
    std::vector<std::string> titles_;
    std::vector<double> widths_;
    double y_{};
};

// --- letters ---

class LetterPages {
  public:
    LetterPages(const LetterSheet& sheet, Watermark watermark) : sheet_(sheet), page_(pdf::a4, sheet.subject, sheet.created) {
        page_.watermark(word_of(watermark));
    }

    std::string render() {
        y_ = draw_letterhead(page_, sheet_.letterhead, pdf::a4.width_mm);
        page_.text(left, y_, room, sheet_.place_and_date, {.size_pt = size, .align = pdf::Align::right});
        pair("Nomor", sheet_.number, 0.6);
        pair("Hal", sheet_.subject, 1);
        y_ += 6;
        paragraph(sheet_.addressee, 6);
        for (std::size_t i = 0; i < sheet_.paragraphs.size(); ++i) {
            paragraph(sheet_.paragraphs[i], 3.5);
            if (i > 0 || sheet_.facts.empty()) continue;
            for (const auto& [name, value] : sheet_.facts)
                if (!value.empty()) pair(name, value, 1);
            y_ += 3.5;
        }
        signature();
        return std::move(page_).finish();
    }

  private:
    static constexpr double size = 11;
    static constexpr double left = margin + 4;
    static constexpr double room = pdf::a4.width_mm - 2 * margin - 8;
    static constexpr double bottom = pdf::a4.height_mm - 20;

    void need(double height) {
        if (y_ + height <= bottom) return;
        page_.next_page();
        y_ = 20;
    }
    void paragraph(std::string_view words, double after) {
        if (words.empty()) return;
        const pdf::TextStyle style{.size_pt = size, .line_height = 1.35};
        need(std::min(page_.text_height(room, words, style), 200.0));
        y_ += page_.text(left, y_, room, words, style) + after;
    }
    void pair(std::string_view name, std::string_view value, double share) {
        constexpr double name_width = 34;
        const pdf::TextStyle style{.size_pt = size, .line_height = 1.3};
        const double width = room * share - name_width - 4;
        const double height = std::max(line_of(size), page_.text_height(width, value, style));
        need(height);
        page_.text(left, y_, name_width, name, style);
        page_.text(left + name_width, y_, 3, ":", style);
        page_.text(left + name_width + 4, y_, width, value, style);
        y_ += height + 0.8;
    }
    void signature() {
        constexpr double width = 82;
        const double x = left + room - width;
        need(58);
        y_ += 5;
        pdf::TextStyle style{.size_pt = size, .align = pdf::Align::centre};
        for (const auto& one : sheet_.signatory_title) y_ += page_.text(x, y_, width, one, style);
        y_ += 24;
        style.bold = true;
        y_ += std::max(line_of(size), page_.text(x, y_, width, sheet_.signatory_name, style));
        page_.line(x + 6, y_ + 0.2, x + width - 6, y_ + 0.2, 0.4);
        y_ += 1;
        style.bold = false;
        y_ += page_.text(x, y_, width, sheet_.signatory_rank, style);
        if (!sheet_.signatory_nip.empty()) y_ += page_.text(x, y_, width, "NIP. " + sheet_.signatory_nip, style);
    }

    const LetterSheet& sheet_;
    pdf::Document page_;
    double y_{};
};

}  // namespace

std::string render_test_sheet(PrinterOffset offset, pdf::Size paper) {
    pdf::Document page(paper, "Lembar uji pencetak", "");
    page.shift(offset.x_mm, offset.y_mm);
    // Fine lines every five millimetres, strong ones every fifty; numbers are centimetres from the paper's corner.
    for (double x = 10; x <= paper.width_mm - 10; x += 5) page.line(x, 10, x, paper.height_mm - 10, std::fmod(x, 50) == 0 ? 0.6 : 0.1);
    for (double y = 10; y <= paper.height_mm - 10; y += 5) page.line(10, y, paper.width_mm - 10, y, std::fmod(y, 50) == 0 ? 0.6 : 0.1);
    for (double x = 10; x <= paper.width_mm - 10; x += 10) {
        page.text(x - 5, 6, 10, std::to_string(static_cast<int>(x / 10)), {.size_pt = 6, .align = pdf::Align::centre});
        for (int tick = 1; tick < 10 && x + tick <= paper.width_mm - 10; ++tick)
            page.line(x + tick, 10, x + tick, tick == 5 ? 12.5 : 11.5, 0.25);
    }
    for (double y = 10; y <= paper.height_mm - 10; y += 10) {
        page.text(2.5, y - 1.3, 6, std::to_string(static_cast<int>(y / 10)), {.size_pt = 6, .align = pdf::Align::right});
        for (int tick = 1; tick < 10 && y + tick <= paper.height_mm - 10; ++tick)
            page.line(10, y + tick, tick == 5 ? 12.5 : 11.5, y + tick, 0.25);
    }
    const auto shown = [](double mm) {
        const long tenths = std::lround(mm * 10);
        return (tenths < 0 ? "-" : "") + std::to_string(std::labs(tenths) / 10) + "," + std::to_string(std::labs(tenths) % 10);
    };
    const double x = paper.width_mm / 2 - 70;
    const double y = paper.height_mm / 2 - 20;
    page.rectangle(x, y, 140, 40, 0, true);
    page.rectangle(x, y, 140, 40, 0.8);
    page.text(x + 5, y + 4, 130, "Lembar uji pencetak", {.size_pt = 13, .bold = true});
    page.text(x + 5, y + 11.5, 130,
              "Cetak tanpa penskalaan (100%). Ukur jarak dari tepi kertas ke garis 5 cm, mendatar dan tegak. Selisihnya dari "
              "50 mm, "
              "dengan tanda terbalik, adalah geseran X dan Y yang diisi pada pengaturan pencetak. Kotak ini 140 × 40 mm.",
              {.size_pt = 9});
    page.text(x + 5, y + 32, 130, "Geseran sekarang: X " + shown(offset.x_mm) + " mm, Y " + shown(offset.y_mm) + " mm",
              {.size_pt = 10, .bold = true});
    return std::move(page).finish();
}

std::string render_intake(const IntakeSheet& sheet, Watermark watermark, int copies) {
    pdf::Document page(pdf::a4, "AK/II " + sheet.number, sheet.created);
    page.watermark(word_of(watermark));
    for (int copy = 0; copy < copies; ++copy) {
        if (copy > 0) page.next_page();
        IntakePage(sheet, page).draw();
    }
    return std::move(page).finish();
}

std::string render_list(const ListSheet& sheet, Watermark watermark) {
    pdf::Document page(ListPages::size_of(sheet), sheet.title, sheet.created);
    page.watermark(word_of(watermark));
    ListPages(sheet, page).draw();
    return std::move(page).finish();
}

std::string render_list_and_forms(const ListSheet& list, const IntakeSheet& blank, int copies) {
    pdf::Document page(pdf::a4, list.title, list.created);
    auto upright = list;
    upright.landscape = false;
    ListPages(upright, page).draw();
    for (int copy = 0; copy < copies; ++copy) {
        page.next_page();
        IntakePage(blank, page).draw();
    }
    return std::move(page).finish();
}

std::string render_letter(const LetterSheet& sheet, Watermark watermark) { return LetterPages(sheet, watermark).render(); }

std::string render_refusal(const RefusalSheet& sheet, Watermark watermark) {
    LetterSheet letter;
    letter.letterhead = sheet.letterhead;
    letter.place_and_date = sheet.place_and_date;
    letter.number = sheet.number;
    letter.subject = "Penolakan permohonan kartu pencari kerja (AK/1)";
    letter.addressee = "Yth. Sdr. " + sheet.name + "\ndi tempat";
    letter.paragraphs = {"Permohonan Anda sudah kami periksa dan belum dapat kami kabulkan:", sheet.objection,
                         "Anda dapat mengajukan permohonan baru kapan saja setelah hal di atas dipenuhi. Layanan ini "
                         "tidak dipungut biaya."};
    letter.facts = {{"Kode permohonan", sheet.application_code},
                    {"Alasan", sheet.reason},
                    {"Keterangan", sheet.note},
                    {"Dasar hukum", sheet.legal_basis}};
    letter.signatory_title = sheet.signatory_title;
    letter.signatory_name = sheet.signatory_name;
    letter.signatory_rank = sheet.signatory_rank;
    letter.signatory_nip = sheet.signatory_nip;
    letter.created = sheet.created;
    return render_letter(letter, watermark);
}

}  // namespace registration
