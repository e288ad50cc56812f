#include "modules/employers/papers.hpp"

#include "platform/pdf/pdf.hpp"

namespace employers {
namespace {

constexpr double margin = 22;
constexpr double width = pdf::a4.width_mm - 2 * margin;

double letterhead(pdf::Document& page, const WarningLetter& letter) {
    double y = 14;
    y += page.text(margin, y, width, letter.government, {.size_pt = 12, .bold = true, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(margin, y, width, letter.department, {.size_pt = 14, .bold = true, .align = pdf::Align::centre, .max_lines = 3});
    y += page.text(margin, y, width, letter.address, {.size_pt = 9, .align = pdf::Align::centre, .max_lines = 2}) + 2;
    page.line(margin, y, margin + width, y, 1.2);
    page.line(margin, y + 0.9, margin + width, y + 0.9, 0.3);
    return y + 7;
}

// What people wrote, inside our sentence: that one ends only once.
std::string without_full_stop(std::string text) {
    if (text.ends_with('.') && !text.ends_with("..")) text.pop_back();
    return text;
}

double paragraph(pdf::Document& page, double y, const std::string& text) {
    return y + page.text(margin, y, width, text, {.size_pt = 11, .line_height = 1.35}) + 3;
}

double head_line(pdf::Document& page, double y, const std::string& name, const std::string& value) {
    page.text(margin, y, 24, name, {.size_pt = 11});
    page.text(margin + 24, y, 4, ":", {.size_pt = 11});
    return y + page.text(margin + 28, y, width - 28, value, {.size_pt = 11, .bold = name == "Hal", .max_lines = 2}) + 1;
}

}  // namespace

std::string print_warning(const WarningLetter& letter) {
    pdf::Document page(pdf::a4, "Peringatan tertulis " + letter.level, letter.made);
    if (letter.is_draft) page.watermark("KONSEP");
    double y = letterhead(page, letter);
    page.text(margin, y, width, letter.place + ", " + letter.day, {.size_pt = 11, .align = pdf::Align::right});
    y += 8;
    y = head_line(page, y, "Nomor", letter.number.empty() ? "................................" : letter.number);
    y = head_line(page, y, "Sifat", "Penting");
    y = head_line(page, y, "Hal", "Peringatan tertulis " + letter.level);
    y += 6;
    y += page.text(margin, y, width, "Kepada Yth.", {.size_pt = 11}) + 1;
    y += page.text(margin, y, width, "Pimpinan " + letter.company, {.size_pt = 11, .bold = true, .max_lines = 2}) + 1;
    y += page.text(margin, y, width * 0.7, letter.company_address, {.size_pt = 11, .max_lines = 3}) + 7;

    y = paragraph(page, y,
                  "Berdasarkan " + letter.legal_basis + ", dengan ini disampaikan peringatan tertulis " + letter.level + " mengenai " +
                      letter.matter + ".");
    y = paragraph(page, y, "Hal ini ditanyakan kepada Saudara karena: " + without_full_stop(letter.source) + ".");
    if (letter.answer.empty())
        y = paragraph(page, y, "Sampai dengan " + letter.answer_until + " belum ada penjelasan yang kami terima.");
    else
        y = paragraph(page, y, "Penjelasan Saudara telah kami terima dan pertimbangkan: “" + without_full_stop(letter.answer) + "”.");
    y = paragraph(page, y,
                  "Kami meminta Saudara menyampaikan laporan tersebut melalui layanan kantor ini, tanpa biaya, sampai dengan " +
                      letter.valid_until + ". Peringatan ini selesai setelah laporan diterima.");
    y = paragraph(
        page, y,
        "Bila Saudara tidak sependapat, sampaikan keberatan secara tertulis kepada kantor ini dengan menyebut nomor surat di atas.");
    if (y > pdf::a4.height_mm - 62) {
        page.next_page();
        y = 22;
    }
    y += 8;
    const double x = margin + width - 82;
    if (!letter.signatory_capacity.empty())
        y += page.text(x, y, 82, letter.signatory_capacity, {.size_pt = 11, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(x, y, 82, letter.signatory_title + ",", {.size_pt = 11, .align = pdf::Align::centre, .max_lines = 2});
    y += 24;
    y += page.text(x, y, 82, letter.signatory_name, {.size_pt = 11, .bold = true, .align = pdf::Align::centre, .max_lines = 2});
    if (!letter.signatory_rank.empty()) y += page.text(x, y, 82, letter.signatory_rank, {.size_pt = 10, .align = pdf::Align::centre});
    if (!letter.signatory_nip.empty()) page.text(x, y, 82, "NIP " + letter.signatory_nip, {.size_pt = 10, .align = pdf::Align::centre});
    return std::move(page).finish();
}

}  // namespace employers
