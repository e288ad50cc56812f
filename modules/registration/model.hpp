#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/nik.hpp"
#include "base/personal.hpp"
#include "base/phone.hpp"

namespace registration {

using ApplicationId = Id<struct ApplicationTag>;
using SeekerId = Id<struct SeekerTag>;  // a person in one office's register, made at the first approval
using CardId = Id<struct CardTag>;
using DocumentId = Id<struct DocumentTag>;

enum class Channel { online, counter, school, imported };
enum class Purpose { domestic, abroad, both };
enum class EmploymentSituation { never_worked, lost_or_left_job, employed_looking };  // Perpres 57/2023 art. 10

struct Education {
    std::string level;  // reference: none, sd … s3, sp2
    std::string major;
    std::string school;
    int year{};  // of graduation; 0 = not finished
};

// What a person tells about themselves for the AK-1; the same for phone, counter, school and API.
struct Answers {
    std::optional<Nik> nik;
    std::string name;                       // exactly as on the KTP
    std::optional<bool> diploma_name_same;  // "is the name on the diploma exactly that on the KTP?"
    std::string birth_place;
    std::optional<Date> birth_date;
    std::optional<Sex> sex;
    std::optional<Phone> phone;
    Personal address;
    std::string village_code;          // "64.71.01.1001"
    std::vector<Education> education;  // highest first
    std::vector<std::string> skills;
    std::vector<std::string> desired_occupations;  // KBJI unit groups
    std::string desired_place;                     // regency code, "anywhere" or ""
    std::optional<Purpose> purpose;
    std::optional<EmploymentSituation> situation;
    std::string religion;  // only where the office prints it; taken from the KTP at the counter
    std::string marital_status;
    std::string guardian_name;  // for those below the office's age
    Personal guardian_phone;
    std::string filled_in_by;  // somebody else typed it; presence and signature stay the person's own
};

// The rest of AK/II, filled in while waiting or in the interview.
struct Experience {
    std::string employer;
    std::string position;
    int from_year{};
    int to_year{};  // 0 = still there
};
struct Intake {
    std::vector<Experience> experience;
    std::vector<std::string> languages;
    std::int64_t wage_wish{};  // rupiah a month; 0 = not said
    std::string place_wish;
    Personal officer_note;
    bool read_by_person{};  // the person checked it, on the screen or on paper
};

// draft > submitted > (needs_fix > submitted)* > at_counter > approved | refused ; draft, submitted > withdrawn.
// README.md draws it and names the function of each transition.
enum class ApplicationState { draft, submitted, needs_fix, at_counter, approved, refused, withdrawn };

struct Application {
    ApplicationId id;
    OfficeId office;
    Channel channel{Channel::online};
    ApplicationState state{ApplicationState::draft};
    std::string code;        // 8 characters: with the birth date it opens the file
    std::string person_key;  // blind index of the NIK: tells the same person, never the NIK
    Answers answers;
    Intake intake;
    Instant created_at;
    std::optional<Instant> submitted_at;
    std::optional<Instant> present_at;  // checked in against the KTP
    CardId card;
    std::string external_reference;  // the number in SIAPKerja
    bool training{};                 // of the training mode: never counted
    int version{1};
};

// The few plain facts that a place in the queue needs.
struct Outline {
    ApplicationId id;
    OfficeId office;
    ApplicationState state{ApplicationState::draft};
    std::string code;
    std::string person_key;
    std::string name;
    bool training{};
};

struct Document {
    DocumentId id;
    ApplicationId application;
    std::string kind;  // ktp, diploma, photo …
    std::string file;  // files::Store name; "" once deleted
    std::string content_type;
    std::int64_t bytes{};
    bool blurred{};
    bool dark{};
    Instant added_at;
    std::optional<Instant> original_seen_at;
    int place{};     // of a photo: 1 to office::photos_max; other papers have none
    bool on_card{};  // the photo chosen for the card; where none is chosen, the first is printed
};

// What the clerk wants corrected.
struct Mark {
    std::string field;  // "name", "education.year", "document.diploma"
    std::string code;   // of the catalogue: differs_from_ktp, unreadable, missing, photo_unfit, other
    std::string note;
};

// approved > printed > awaiting_signature > ready > handed_over (= issued, active); then expired by date, inactive
// (lapsed, placed, replaced, removed) or revoked.
enum class CardState { approved, printed, awaiting_signature, ready, handed_over, inactive, revoked };

struct Card {
    CardId id;
    OfficeId office;
    ApplicationId application;  // none for imported cards
    SeekerId seeker;
    std::string number;  // as printed; verbatim when imported
    CardState state{CardState::approved};
    Instant approved_at;
    Date issued_on;  // the day of approval
    Date valid_until;
    std::string validity_basis;  // legal text of the validity in force on that day
    std::optional<Instant> handed_over_at;
    std::optional<Date> last_report;
    std::string blank_serial;
    std::string inactive_reason;  // never shown in public
    bool training{};
};

// What anybody may read of a card.
enum class Verdict { valid, expired, inactive, revoked, unknown, before_this_system, forged };

// Said before travelling; blocks nothing.
struct Warning {
    std::string field;
    std::string code;      // name_differs, diploma_missing, residence_elsewhere, guardian_needed, photo_unfit, nik_birth_date …
    std::string sentence;  // Indonesian, with the way out
};

enum class Refusal {
    no_such_application,
    not_yours,
    field_missing,
    field_unfit,
    wrong_state,
    not_checked_in,
    changed_meanwhile,
    reason_missing,
    no_such_reason,
    intake_unread,
    no_signatory,
    number_exhausted,
    blank_serial_missing,
    blank_serial_used,
    no_such_card,
    needs_other_person,
    already_revoked,
    proxy_not_allowed,
    code_or_birth_date_wrong,
    too_many_attempts,
    file_not_accepted,
    too_many_files,
    take_number_at_counter,  // every online refusal that depends on the register
};

}  // namespace registration
