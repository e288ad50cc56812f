#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace office {

using WindowRuleId = Id<struct WindowRuleTag>;
using SignatoryId = Id<struct SignatoryTag>;
using PrinterId = Id<struct PrinterTag>;

enum class OfficeState { setting_up, open };

// One district manpower office (Disnaker).
struct Office {
    OfficeId id;
    std::string code;          // "balikpapan": in addresses
    std::string name;          // "Dinas Ketenagakerjaan Kota Balikpapan"
    std::string government;    // "PEMERINTAH KOTA BALIKPAPAN", first line of the letterhead
    std::string regency_code;  // "64.71" (Kemendagri)
    Zone zone{Zone::wita};
    int week_days{5};  // working days a week: 5 or 6
    std::string address;
    std::string phone;
    std::string email;
    std::string website;
    std::string emblem_file;   // files::Store name; "" = none
    std::string opening_note;  // a sentence on the public page
    std::string privacy_contact;
    std::string complaint_path;  // where a person complains besides SP4N-LAPOR!
    OfficeState state{OfficeState::setting_up};
    int version{1};
};

// A number or a choice that an office or a regulation can change, with its text and the day it takes effect: the rule
// pack. In force on a day is the one with the latest `valid_from` not after it.
struct Parameter {
    std::string name;
    std::string value;
    std::string legal_basis;  // as the office enters it; the shipped text says where it is unsure
    Date valid_from;
    std::string note;

    int number() const;  // 0 when the value is no number
    bool is_on() const { return value == "on"; }
};

// What the office does for people. Codes are stable: ak1, consultation_seeker, consultation_company, legalisation,
// company, dispute, training, transmigration.
struct Service {
    std::string code;
    std::string name;
    std::string name_en;
    char letter{'A'};  // of its queue numbers
    bool offered{true};
    bool bookable_online{true};
    bool needs_application{};  // only ak1
    std::string requirements;  // the service standard (UU 25/2009): one item a line
    std::string time_promise;
    std::string legal_basis;
    std::string product;
    int minutes_each{15};  // plan value until the office has its own figures
};

// "Every Wednesday and Friday 19.00-21.00, all services except disputes, from … to …".
struct WindowRule {
    WindowRuleId id;
    OfficeId office;
    std::string name;           // "Job Café Sahabat"; "" = ordinary hours
    std::string place;          // "" = at the office
    std::vector<int> weekdays;  // 1 = Monday … 7
    TimeOfDay opens;
    TimeOfDay closes;
    Date valid_from;
    std::optional<Date> valid_to;
    std::vector<std::string> services;  // codes; each gets its own window and quota
    int quota{};                        // per window and service
    int not_online_percent{};           // share that cannot be booked online
    int school_percent{};               // share kept for schools (BKK)
    bool open_on_holidays{};
    bool retired{};
};

// One day on which a rule does not hold, or holds with another quota.
struct WindowException {
    WindowRuleId rule;
    Date date;
    bool closed{true};
    std::optional<int> quota;
    std::string reason;
};

// A paper the office wants to see for the AK-1, and what it accepts instead.
struct DocumentRequirement {
    std::string kind;  // ktp, diploma, photo, family_card, birth_certificate, experience_letter, certificate, domicile_letter …
    std::string label;
    bool mandatory{true};
    bool upload{true};                     // asked for online; otherwise only shown at the counter
    std::vector<std::string> substitutes;  // "Surat Keterangan Lulus (SKL)"
    std::string note;
    int position{};
    int photos{1};                   // of kind photo: how many, 1 to photos_max
    std::vector<std::string> shows;  // what each of them shows, in order: "Latar merah"
};
constexpr int photos_max = 3;

// Who signs cards on a day: definitif, Plt., Plh., a.n., u.b.
enum class Capacity { definitive, acting, daily_acting, on_behalf, for_attention };
struct Signatory {
    SignatoryId id;
    std::string name;
    std::string rank;   // "Pembina Tk. I"
    std::string nip;    // "" for contract staff
    std::string title;  // "Kepala Dinas Ketenagakerjaan"
    Capacity capacity{Capacity::definitive};
    std::string principal_title;  // for a.n. and u.b.: in whose name
    Date valid_from;
    std::optional<Date> valid_to;
};

struct Printer {
    PrinterId id;
    std::string name;
    double x_mm{};
    double y_mm{};
};

// How registration numbers look: pattern and scope as in number_template.hpp.
struct NumberScheme {
    std::string pattern{"{region4}{date:DDMMYYYY}{seq:6}"};
    std::string scope{"global"};   // global, year, month, day
    std::int64_t next{1};          // first sequence number when the scope has none yet
    std::optional<Date> cut_over;  // cards with an older date were issued before this system
};

// JSON of registration/card_layout.hpp; past versions stay for reprints.
struct CardTemplateText {
    int version{};
    std::string json;
    Date valid_from;
};

enum class Refusal {
    no_such_office,
    code_taken,
    code_unfit,
    field_missing,
    no_such_service,
    hours_reversed,
    no_weekday,
    quota_out_of_range,
    share_out_of_range,
    dates_reversed,
    no_such_rule,
    no_such_parameter,
    parameter_value_unfit,
    legal_basis_missing,
    effect_in_the_past,
    template_unfit,
    changed_meanwhile,
    holiday_known,
    no_such_holiday,
    file_unreadable,
    pattern_unfit,
    photos_out_of_range,
    not_ready,
};

}  // namespace office
