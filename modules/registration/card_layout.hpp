#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/pdf/pdf.hpp"

// The AK-1 on paper: a template says where each field stands, a face says what is printed in it. Offices have stock of
// their own, so a template is a versioned document that they may change; past versions stay for reprints.
// Knows no register and no clock: the same template and face give the same bytes.
namespace registration {

enum class CardSide { front, back };
enum class FieldKind { text, boxes, image, qr, list, table, line, frame, label, signature };

struct CardField {
    std::string key;  // what is printed: one of card_field_keys(); of a label: what it belongs to, or ""
    FieldKind kind{FieldKind::text};
    CardSide side{CardSide::front};
    double x_mm{};
    double y_mm{};
    double w_mm{};
    double h_mm{};  // text shrinks to fit it, then ends in an ellipsis; 0 = one line
    double size_pt{9};
    bool bold{};
    pdf::Align align{pdf::Align::left};
    double box_mm{5};  // boxes: one character each
    double gap_mm{};
    std::vector<int> groups;  // boxes: a wider gap after so many characters; {} = the face's own groups
    std::string text;         // label: its words
};

struct CardTemplate {
    std::string name;
    int version{1};
    double width_mm{297};
    double height_mm{210};
    int report_rows{3};  // 3 or 4: reports fall due after 6, 12 and 18 months; some offices print the 24th, which is the renewal
    bool show_religion{};
    bool show_marital_status{};
    bool glued_photo_box{};  // the portrait is pasted by hand: an empty frame even when one is stored
    bool show_qr{true};
    // One a line. {valid_months}, {report_months} and {territory} are filled in; a line whose {territory} is not known
    // is left out.
    std::string provisions;
    std::vector<CardField> fields;
};

enum class CardPaper { a4, f4, card_stock };
// What an office chooses in its rule pack while it has no template of its own.
struct CardChoices {
    CardPaper paper{CardPaper::a4};
    int report_rows{3};
    bool show_religion{};
    bool show_marital_status{};
    bool glued_photo_box{};
    bool show_qr{true};
};
// Card stock as it is sold cut: A5, folded once.
constexpr pdf::Size card_stock{210, 148};
// Landscape, two panels a side, folded in the middle.
CardTemplate default_template(const CardChoices& choices = {});
// The same card on another paper: everything moves and shrinks or grows with it.
CardTemplate on_paper(CardTemplate card, pdf::Size paper);
constexpr double paper_mm_min = 50;
constexpr double paper_mm_max = 500;

enum class TemplateRefusal { not_readable, unknown_word, unknown_key, value_missing, out_of_range, off_the_paper, too_many_fields };
struct TemplateFault {
    TemplateRefusal why{};
    std::string where;  // "fields[3].x_mm"
};
std::string_view sentence(TemplateRefusal why);
const std::vector<std::string_view>& card_field_keys();

std::string template_json(const CardTemplate& card);
Result<CardTemplate, TemplateFault> read_template(std::string_view json);

struct CardFace {
    std::string emblem;      // PNG or JPEG bytes; "" = none
    std::string government;  // "PEMERINTAH KOTA BALIKPAPAN"
    std::string department;
    std::string office_address;
    std::string office_phone;
    std::string number;
    std::vector<int> number_groups;
    std::string nik;
    std::string portrait;  // JPEG bytes; "" = an empty 3 x 4 frame
    std::string name;
    std::string birth;  // place, date
    std::string sex;
    std::string marital_status;
    std::string religion;
    std::string address;
    std::string phone;
    std::string valid_until;
    struct EducationRow {
        std::string level;  // or school
        std::string major;
        std::string year;
    };
    std::vector<EducationRow> education;
    struct SkillRow {
        std::string skill;
        std::string year;
    };
    std::vector<SkillRow> skills;
    std::string issued;                        // "Balikpapan, 3 Maret 2026"
    std::vector<std::string> signatory_title;  // lines: "a.n. Kepala Dinas …", "Pengantar Kerja"
    std::string signatory_name;
    std::string signatory_rank;
    std::string signatory_nip;            // "" for contract staff
    std::vector<std::string> report_due;  // small under Pertama, Kedua …; the dates themselves are written by hand
    std::string qr;
    std::string duplicate;  // "DUPLIKAT 1"
    std::string territory;  // where it is valid: "Kota Balikpapan", "seluruh Indonesia"
    int valid_months{24};
    int report_months{6};
    std::string created;  // RFC 3339, into the file's metadata
};

struct PrinterOffset {
    double x_mm{};
    double y_mm{};
};
enum class Watermark { none, practice, demo };

// Front and back, ready to print on both sides. Signatures are written by hand: there is no place for a picture of one.
std::string render_card(const CardTemplate& card, const CardFace& face, PrinterOffset offset = {}, Watermark watermark = Watermark::none);

// Several in one file, for a printer that turns the paper by itself: front and back of each follow each other. All on
// the same size of paper as the first.
struct CardSheet {
    CardTemplate card;
    CardFace face;
    Watermark watermark{Watermark::none};
};
std::string render_cards(const std::vector<CardSheet>& sheets, PrinterOffset offset = {});

// CONTOH, DEMO or nothing.
std::string_view word_of(Watermark watermark);

}  // namespace registration
