#include "modules/placement/papers.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "platform/pdf/pdf.hpp"

namespace placement {
namespace {

constexpr double margin = 20;
constexpr double width = pdf::a4.width_mm - 2 * margin;
constexpr double slip_top = 218;

double letterhead(pdf::Document& page, const ReferralLetter& letter) {
    const double left = margin + 22;
    const double room = width - 44;
    double y = 14;
    if (!letter.emblem.empty()) page.image(margin, y, 20, 24, letter.emblem);
    y += page.text(left, y, room, letter.government, {.size_pt = 12.5, .bold = true, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(left, y, room, letter.department, {.size_pt = 13.5, .bold = true, .align = pdf::Align::centre, .max_lines = 3}) + 0.8;
    y += page.text(left, y, room, letter.address, {.size_pt = 8.5, .align = pdf::Align::centre, .max_lines = 2});
    y += page.text(left, y, room, letter.contact, {.size_pt = 8.5, .align = pdf::Align::centre, .max_lines = 1});
    y = std::max(y, letter.emblem.empty() ? y : 39.0) + 2.5;
    page.line(margin, y, margin + width, y, 1.2);
    page.line(margin, y + 0.9, margin + width, y + 0.9, 0.3);
    return y + 6;
}

double fact(pdf::Document& page, double y, std::string_view label, std::string_view value) {
    if (value.empty()) return y;
    page.text(margin + 6, y, 48, label, {.size_pt = 10.5});
    page.text(margin + 54, y, 3, ":", {.size_pt = 10.5});
    return y + page.text(margin + 58, y, width - 58, value, {.size_pt = 10.5, .bold = true, .max_lines = 3}) + 1.4;
}

void signature(pdf::Document& page, double y, const ReferralLetter& letter) {
    const double left = margin + width - 78;
    const pdf::TextStyle style{.size_pt = 10, .align = pdf::Align::centre};
    for (const auto& line : letter.signatory_title) y += page.text(left, y, 78, line, style);
    y += 18;
    y += page.text(left, y, 78, letter.signatory_name, {.size_pt = 10, .bold = true, .align = pdf::Align::centre});
    y += page.text(left, y, 78, letter.signatory_rank, style);
    if (!letter.signatory_nip.empty()) page.text(left, y, 78, "NIP " + letter.signatory_nip, style);
}

// What the company cuts off and gives back; it may as well tap the answer in its own list.
void reply_slip(pdf::Document& page, const ReferralLetter& letter) {
    page.dashed_line(margin, slip_top, margin + width, slip_top, 0.4);
    double y = slip_top + 4;
    y += page.text(margin, y, width, "LEMBAR JAWABAN PERUSAHAAN", {.size_pt = 10.5, .bold = true}) + 1;
    y += page.text(margin, y, width, letter.number + "  ·  " + letter.person + "  ·  " + letter.title, {.size_pt = 9.5, .max_lines = 2}) +
         2.5;
    for (const std::string_view choice : {"Diterima, mulai bekerja tanggal ....................................",
                                          "Belum diterima, karena ....................................", "Tidak datang wawancara"}) {
        page.rectangle(margin, y, 4, 4);
        y += page.text(margin + 7, y, width - 60, choice, {.size_pt = 10}) + 3.4;
    }
    page.text(margin, y + 1, width - 60,
              "Mohon dijawab paling lambat " + letter.answer_by + ". Layanan ini tanpa biaya bagi pencari kerja dan perusahaan.",
              {.size_pt = 9});
    page.text(margin + width - 52, slip_top + 20, 52, "Nama, tanda tangan, cap", {.size_pt = 9, .align = pdf::Align::centre});
    page.line(margin + width - 52, slip_top + 44, margin + width, slip_top + 44, 0.3);
}

void draw(pdf::Document& page, const ReferralLetter& letter) {
    double y = letterhead(page, letter);
    page.text(margin, y, width, letter.place_and_day, {.size_pt = 10.5, .align = pdf::Align::right});
    y += page.text(margin, y, width / 2, "Nomor: " + letter.number, {.size_pt = 10.5}) + 7;
    y += page.text(margin, y, width, "SURAT PENGANTAR KERJA", {.size_pt = 13, .bold = true, .align = pdf::Align::centre}) + 6;
    y += page.text(margin, y, width * 0.6,
                   "Kepada Yth.\nPimpinan " + letter.company + (letter.company_address.empty() ? "" : "\n" + letter.company_address),
                   {.size_pt = 10.5, .max_lines = 5}) +
         5;
    const auto job = "Untuk lowongan " + letter.title + (letter.receipt.empty() ? "" : " (nomor laporan " + letter.receipt + ")");
    y += page.text(margin, y, width, job + ", dengan hormat kami mengantarkan pencari kerja berikut:", {.size_pt = 10.5}) + 4;
    y = fact(page, y, "Nama", letter.person);
    y = fact(page, y, "Nomor kartu AK-1", letter.card_number);
    y = fact(page, y, "Pendidikan", letter.education);
    y = fact(page, y, "Keterampilan", letter.skills) + 3;
    y += page.text(margin, y, width,
                   "Yang bersangkutan terdaftar sebagai pencari kerja di kantor kami dan setuju datanya disampaikan kepada perusahaan ini. "
                   "Keputusan menerima ada pada perusahaan. Kami mohon hasilnya disampaikan paling lambat " +
                       letter.answer_by + ".",
                   {.size_pt = 10.5}) +
         6;
    page.qr(margin, y, 26, letter.qr);
    page.text(margin + 30, y + 2, 56, "Periksa keaslian surat ini dengan memindai kode ini.", {.size_pt = 9});
    signature(page, y, letter);
    reply_slip(page, letter);
}

}  // namespace

std::string print_letters(const std::vector<ReferralLetter>& letters) {
    pdf::Document page(pdf::a4, "Surat pengantar kerja", letters.empty() ? "" : letters.front().created);
    bool is_first = true;
    for (const auto& letter : letters) {
        if (!is_first) page.next_page();
        is_first = false;
        draw(page, letter);
    }
    return std::move(page).finish();
}

}  // namespace placement
