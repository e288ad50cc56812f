#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model.hpp"
#include "modules/office/pages_frame.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_change.hpp"
#include "modules/vacancies/actions_heads.hpp"
#include "modules/vacancies/form.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of vacancies have in common.
namespace vacancies {

using office::desk_frame;
using office::not_there;

// The company that this account works for, and its office.
struct Desk {
    employers::Employer employer;
    office::Office office;
    Date today;
};
std::optional<Desk> desk_of(const Context& context);
http::Response no_company_page(const Context& context);
// The office that this account works for.
struct Counter {
    office::Office office;
    Date today;
};
std::optional<Counter> counter_of(const Context& context);
http::Response no_office_page(const Context& context);
http::Response refused_page(const Context& context, Refusal why, std::string_view href);

// In the place of buttons that the guard would refuse: why they are not there, and who decides.
void write_tie(Markup& out, const Context& context);

html::Tone tone_of(VacancyState state);
void write_state(Markup& out, const Context& context, const Vacancy& vacancy);
// A number stays in one line, wherever in the sentence it stands: "LOW-2026-000123" has no hyphen to break at.
void write_unbroken(Markup& out, std::string_view sentence, std::string_view number);
// "2 dari 5 terisi"
std::string heads_words(const Context& context, const Vacancy& vacancy);
int typed_number(std::string_view typed);  // -1 when it is none

enum class Days { asked, left };  // how long it stays open; a vacancy that is open is extended instead
// The twelve questions of a report, and a reason for each condition that needs one. `live`: where the script asks while
// somebody types; "" = no script.
struct Questions {
    std::vector<Condition> asked;
    std::string place_near;  // regency whose places are offered first
    std::string_view live;
    Days days{Days::asked};
};
void write_questions(Markup& out, const Context& context, const html::FormState& state, const Questions& questions);
// Why a condition needs a reason, with the law that the actor's office names for it.
std::string why_reasons(const Context& context);
// The field for the reason of one condition; what was typed before what is kept.
void write_reason(Markup& out, const Context& context, const html::FormState& state, const Condition& asked);
html::FormState state_from(const Typed& typed);
Typed typed_in(const http::Fields& form);
void refuse_fields(html::FormState& state, const Context& context, const std::vector<FieldError>& errors);

// Each reason to hold it, with the words that say so; `why` where the text does not tell any more.
void write_holds(Markup& out, const Context& context, const Vacancy& vacancy, const employers::Employer& employer, std::string_view why);
// What a vacancy says, for those who decide about it.
void write_content(Markup& out, const Context& context, const Vacancy& vacancy);
// What a form begins with: the vacancy, with the change that waits where one does.
struct Wanted {
    Vacancy vacancy;
    ChangeId waits;
};
Wanted wanted_of(const Context& context, const Vacancy& vacancy, Date today, std::string_view regency);
void write_about_changes(Markup& out, const Context& context);
std::string_view word_of(Edited edited);  // in the address of the page that follows
void write_edited(Markup& out, const Context& context, std::string_view word);
// What was changed, field by field; and who changed what, when, newest first.
void write_fields(Markup& out, const Context& context, const std::vector<FieldChange>& fields);
void write_history(Markup& out, const Context& context, const std::vector<Change>& changes, Zone zone);
// A company reads of the office, not of its people.
std::string name_of(const Context& context, bool by_office, AccountId account);
// Pause, extend, filled, cancelled: what its state allows; posts to BASE/{id}/….
enum class Standing { own_page, list };  // where the tap leads back to
void write_life(Markup& out, const Context& context, const Vacancy& vacancy, std::string_view base, Standing standing = Standing::own_page);
// What was reported just now, with the way back; nothing when there is none.
void write_fresh(Markup& out, const Context& context, const Vacancy& vacancy, const HeadsReport* report, std::string_view base, Zone zone,
                 Standing standing = Standing::own_page);
// All that was reported of its heads, newest first: who, when, what was taken back and what still may be.
enum class TakeBack { offered, none };  // none: whoever reads decides nothing here
void write_heads(Markup& out, const Context& context, const Vacancy& vacancy, const std::vector<HeadsReport>& reports,
                 std::string_view base, Zone zone, TakeBack way);
// The newest, when it was just now and may still be taken back.
const HeadsReport* fresh_of(const Vacancy& vacancy, const std::vector<HeadsReport>& reports, Instant now);

}  // namespace vacancies
