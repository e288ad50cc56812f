#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/employers/model.hpp"
#include "modules/vacancies/model.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// A new report begins empty, or as a copy of one that the employer made before: its own people choose.
namespace vacancies {

struct Beginning {
    Vacancy shown;                // what the questions show
    Vacancy base;                 // what they do not ask stays as here
    std::optional<Vacancy> from;  // the one that is copied
    std::optional<Vacancy> last;  // what else could be copied
};
// Names of what chooses, in the address and in the form.
inline constexpr std::string_view copied_field = "salin";
inline constexpr std::string_view details_field = "rincian";

// As the address or the form says; whatever is not this employer's own leads to the empty form.
Beginning beginning_of(const Context& context, const employers::Employer& employer, const http::Fields& asked);
// The questions as they begin.
html::FormState state_of(const Beginning& beginning, const http::Fields& asked);
// Above the form: what can be copied, or what was, and the way back. `address` is the empty form's.
void write_beginning(Markup& out, const Context& context, const Beginning& beginning, std::string_view address);
// In the form: what is sent along.
void write_chosen(Markup& out, const Beginning& beginning);
std::string copy_address(std::string_view address, VacancyId from);

}  // namespace vacancies
