#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/registration/card_layout.hpp"

// The other sheets of the counter. Like the card: no register, no clock, the same values give the same bytes.
namespace registration {

struct Letterhead {
    std::string emblem;      // picture bytes; "" = none
    std::string government;  // "PEMERINTAH KOTA BALIKPAPAN"
    std::string department;
    std::string address;
    std::string contact;  // "Telp. … · e-mail"
};

// A grid with a ruler: the clerk measures where it lands and enters the difference as the printer's offset.
std::string render_test_sheet(PrinterOffset offset, pdf::Size paper = pdf::a4_landscape);

// AK/II. What is empty prints as a line to write on: with nothing filled in it is the form for a day without power.
struct IntakeSheet {
    Letterhead letterhead;
    std::string number;
    std::string date;
    std::string nik;
    std::string name;
    std::string birth;
    std::string sex;
    std::string marital_status;
    std::string address;
    std::string phone;
    std::string situation;
    struct EducationRow {
        std::string level;
        std::string school;
        std::string major;
        std::string year;
    };
    std::vector<EducationRow> education;
    std::string skills;
    std::string languages;
    struct ExperienceRow {
        std::string employer;
        std::string position;
        std::string from;
        std::string to;
    };
    std::vector<ExperienceRow> experience;
    std::string desired_occupations;
    std::string desired_place;
    std::string wage_wish;
    std::string purpose;
    std::string created;
};
// Ends with the sentence that the person read it, and room for both signatures. The officer's own note is not on it.
std::string render_intake(const IntakeSheet& sheet, Watermark watermark = Watermark::none, int copies = 1);

// Day list, signing list, reserved numbers: letterhead and head row on every page, rows that never break, page numbers.
struct ListSheet {
    Letterhead letterhead;
    std::string title;
    std::string subtitle;
    std::vector<std::string> columns;
    std::vector<double> shares;  // widths; {} = equal
    std::vector<std::vector<std::string>> rows;
    std::string footer;  // "Dicetak 3 Maret 2026 pukul 08.00 oleh …"
    bool landscape{};
    bool numbered{true};  // a first column with 1, 2, 3 …
    double row_mm{0};     // at least so high: room to sign
    std::string created;
};
std::string render_list(const ListSheet& sheet, Watermark watermark = Watermark::none);
// The list and behind it blank AK/II forms, in one file.
std::string render_list_and_forms(const ListSheet& list, const IntakeSheet& blank, int copies);

// A decision on paper. Paragraphs in order; signed by hand.
struct LetterSheet {
    Letterhead letterhead;
    std::string place_and_date;
    std::string number;
    std::string subject;
    std::string addressee;  // lines
    std::vector<std::string> paragraphs;
    std::vector<std::pair<std::string, std::string>> facts;  // after the first paragraph: "Alasan", "Dasar hukum" …
    std::vector<std::string> signatory_title;
    std::string signatory_name;
    std::string signatory_rank;
    std::string signatory_nip;
    std::string created;
};
std::string render_letter(const LetterSheet& sheet, Watermark watermark = Watermark::none);

// The letter after a refusal: reason, legal basis, and how to object (UU 30/2014 arts. 75-77).
struct RefusalSheet {
    Letterhead letterhead;
    std::string place_and_date;
    std::string number;
    std::string name;
    std::string application_code;
    std::string reason;
    std::string note;
    std::string legal_basis;
    std::string objection;  // how, where and until when
    std::vector<std::string> signatory_title;
    std::string signatory_name;
    std::string signatory_rank;
    std::string signatory_nip;
    std::string created;
};
std::string render_refusal(const RefusalSheet& sheet, Watermark watermark = Watermark::none);

}  // namespace registration
