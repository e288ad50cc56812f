#include "modules/interviews/pages_desk.hpp"

#include "modules/interviews/text.hpp"
#include "platform/i18n/language.hpp"

namespace interviews {

std::string path_of(DayId id) { return std::string(days_path) + "/" + id.text(); }

http::Response no_such_day(const Context& context) {
    return office::not_there(context, context.t("Hari wawancara ini tidak ada di kantor Anda"),
                             context.t("Pilih harinya dari daftar, atau buat yang baru."), context.t("Ke hari wawancara"), days_path);
}

std::string_view field_of(Refusal why) {
    switch (why) {
        case Refusal::date_unfit: return "hari";
        case Refusal::hours_unfit: return "mulai";
        case Refusal::numbers_unfit: return "menit";
        case Refusal::place_missing: return "tempat";
        case Refusal::no_such_company:
        case Refusal::company_there: return "perusahaan";
        case Refusal::slot_taken:
        case Refusal::person_elsewhere:
        case Refusal::person_not_there:
        case Refusal::company_not_there:
        case Refusal::shared_taken:
        case Refusal::hour_has_come: return "jam";
        case Refusal::hour_not_come:
        case Refusal::no_such_day:
        case Refusal::no_such_meeting:
        case Refusal::has_interest:
        case Refusal::nobody_introduced:
        case Refusal::no_company:
        case Refusal::not_arranged:
        case Refusal::wrong_state:
        case Refusal::changed_meanwhile:
        case Refusal::wishes_unfit: return "langkah";
    }
    return "langkah";
}

std::string name_of(const Board& board, registration::ApplicationId file) {
    const auto found = board.people.find(file);
    return found == board.people.end() ? "" : found->second;
}

void write_field(Markup& out, const Context& context, const html::FormState& state, const Typed& field) {
    const auto name = std::string(field.name);
    html::text_field(out, context,
                     {.name = name,
                      .label = field.label,
                      .hint = field.hint,
                      .value = state.typed.has(name) ? state.value(name) : field.usual,
                      .error = state.error(name),
                      .inputmode = field.width == number_width ? "numeric" : "",
                      .width = field.width,
                      .max_length = 200});
}

}  // namespace interviews
