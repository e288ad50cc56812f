#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/registration/model.hpp"

// From what a person typed to Answers and back. Pure. Field names are the same for the web form, the API's `errors` and
// a clerk's marks: "nik", "name", "education.year"; further schools are "education.2.level" and so on.
namespace registration {

// Names and values as typed, in order; "skills" and "desired_occupations" come once per entry.
using Typed = std::vector<std::pair<std::string, std::string>>;

std::string first(const Typed& typed, std::string_view field);
std::vector<std::string> all(const Typed& typed, std::string_view field);
bool has(const Typed& typed, std::string_view field);
// Fields of `more` replace those of the same name; the others stay.
Typed merge(const Typed& kept, const Typed& more);

// Code of a FieldError; text.cpp has the sentences.
enum class Unfit {
    missing,
    nik_length,    // not 16 digits
    nik_unfit,     // 16 digits that cannot be a NIK
    no_such_date,  // 31 February
    date_in_future,
    date_too_early,
    too_long,
    control_characters,
    not_in_list,
    phone_unfit,
    year_unfit,
    too_many,
};
std::string_view code(Unfit why);

struct FieldError {
    std::string field;
    Unfit why{Unfit::missing};

    bool operator==(const FieldError&) const = default;
};

struct Read {
    Answers answers;
    std::vector<FieldError> errors;  // what was typed and cannot be; never `missing`
};
// Reads what is there. Unknown field names are ignored.
Read read_answers(const Typed& typed, Date today);
Typed typed_from(const Answers& answers);

// Whether a field may be the subject of a mark: an answer, or "document.KIND".
bool is_field(std::string_view field);
// The stage of the web form that asks for it, 1 to 3; 0 for an unknown field.
int stage_of(std::string_view field);

std::string_view code(Purpose purpose);
std::string_view code(EmploymentSituation situation);
std::string_view code(Channel channel);
std::string_view code(ApplicationState state);
std::string_view code(CardState state);
std::string_view code(Verdict verdict);
std::string_view code(Refusal why);
std::string_view code(Sex sex);  // L, P
Channel channel_of(std::string_view code);
ApplicationState application_state_of(std::string_view code);
CardState card_state_of(std::string_view code);

}  // namespace registration
