#include "modules/employers/actions_warning.hpp"

#include "base/text.hpp"
#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/actions_telling.hpp"
#include "modules/employers/rules_warning.hpp"
#include "modules/employers/store.hpp"
#include "modules/employers/store_warning.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace employers {

namespace {

constexpr std::size_t line_max = 300;
constexpr std::size_t answer_max = 2000;

Date today_at(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return context.local(found ? found->zone : Zone::wib).date;
}

Result<Warning, WarningRefusal> read(sql::Transaction& tx, const Context& context, WarningId id, int version) {
    auto warning = store::find_warning(tx, context.platform.vault, id);
    if (!warning || !keeps_register(context, warning->office)) return WarningRefusal::no_such_warning;
    if (has_tie(tx, context, warning->employer)) return WarningRefusal::has_tie;
    if (warning->version != version) return WarningRefusal::changed_meanwhile;
    return std::move(*warning);
}

Result<Done, WarningRefusal> keep(sql::Transaction& tx, const Context& context, const Warning& warning, std::string_view verb) {
    const bool is_over = warning.state == WarningState::closed || warning.state == WarningState::withdrawn;
    switch (store::change_warning(tx, context.platform.vault, warning,
                                  {context.actor.audit_name(), is_over ? std::optional(context.now) : std::nullopt})) {
        case store::WarningKept::yes: break;
        case store::WarningKept::number_known: return WarningRefusal::number_known;
        case store::WarningKept::already_open: return WarningRefusal::already_open;
        case store::WarningKept::changed_meanwhile: return WarningRefusal::changed_meanwhile;
    }
    audit::record(tx, context,
                  {warning.office, verb, "employers_warning:" + warning.id.text(),
                   R"({"employer":")" + warning.employer.text() + R"(","level":)" + std::to_string(warning.level) + R"(,"matter":")" +
                       std::string(code(warning.matter)) + "\"}"});
    return Done{};
}

Result<std::string, WarningRefusal> line(std::string_view typed, WarningRefusal when_missing) {
    auto clean = text::clean_line(typed, line_max);
    if (!clean) return WarningRefusal::text_unfit;
    if (clean->empty()) return when_missing;
    return std::move(*clean);
}

}  // namespace

Result<WarningId, WarningRefusal> ask_company(sql::Transaction& tx, const Context& context, const Question& question) {
    const auto employer = find_employer(tx, context, question.employer);
    if (!employer || !keeps_register(context, employer->office)) return WarningRefusal::no_such_warning;
    if (employer->state == EmployerState::refused) return WarningRefusal::wrong_state;
    if (has_tie(tx, context, employer->id)) return WarningRefusal::has_tie;
    const auto source = line(question.source, WarningRefusal::source_missing);
    if (!source) return source.error();
    const auto today = today_at(tx, context, employer->office);
    const auto next = next_level(store::warnings_of(tx, context.platform.vault, employer->id), question.matter, today,
                                 office::parameter(tx, employer->office, "employer_warning_levels", today).number());
    if (next.why_not) return *next.why_not;
    if (next.replaces) {
        auto before = *store::find_warning(tx, context.platform.vault, next.replaces);
        before.state = WarningState::closed;
        before.closing_note = not_followed;
        if (const auto closed = keep(tx, context, before, "warning.not_followed"); !closed) return closed.error();
    }
    const Warning warning{.id = {ids::next()},
                          .office = employer->office,
                          .employer = employer->id,
                          .matter = question.matter,
                          .level = next.level,
                          .source = *source,
                          .drafted_at = context.now,
                          .answer_until = today + office::parameter(tx, employer->office, "employer_answer_days", today).number()};
    if (store::add_warning(tx, warning, context.actor.audit_name()) != store::WarningKept::yes) return WarningRefusal::already_open;
    audit::record(tx, context,
                  {warning.office, "warning.drafted", "employers_warning:" + warning.id.text(),
                   R"({"employer":")" + warning.employer.text() + R"(","level":)" + std::to_string(warning.level) + "}"});
    tell_desk(tx, context, employer->id,
              {.text = "employers.asked",
               .occasion = warning.id.text(),
               .values = {{"tanggal", long_date(language_of(*employer), warning.answer_until)}},
               .path = "/perusahaan/penjelasan/" + warning.id.text()});
    return warning.id;
}

Result<Done, WarningRefusal> answer_question(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                             std::string_view typed) {
    auto warning = find_warning(tx, context, id);
    if (!warning) return WarningRefusal::no_such_warning;
    if (warning->version != version) return WarningRefusal::changed_meanwhile;
    if (warning->state != WarningState::draft && warning->state != WarningState::answered) return WarningRefusal::wrong_state;
    const auto answer = text::clean_lines(typed, answer_max);
    if (!answer) return WarningRefusal::text_unfit;
    if (text::trim(*answer).empty()) return WarningRefusal::source_missing;
    warning->state = WarningState::answered;
    warning->answer = *answer;
    warning->answered_by = context.actor.audit_name();
    warning->answered_at = context.now;
    return keep(tx, context, *warning, "warning.answered");
}

Result<Done, WarningRefusal> withdraw_warning(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                              std::string_view typed) {
    auto warning = read(tx, context, id, version);
    if (!warning) return warning.error();
    if (warning->state != WarningState::draft && warning->state != WarningState::answered) return WarningRefusal::wrong_state;
    const auto note = line(typed, WarningRefusal::source_missing);
    if (!note) return note.error();
    warning->state = WarningState::withdrawn;
    warning->closing_note = *note;
    return keep(tx, context, *warning, "warning.withdrawn");
}

Result<Done, WarningRefusal> send_warning(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                          std::string_view letter_number) {
    // Never the program by itself.
    if (context.actor.kind != ActorKind::staff) return WarningRefusal::no_such_warning;
    auto warning = read(tx, context, id, version);
    if (!warning) return warning.error();
    const auto today = today_at(tx, context, warning->office);
    if (const auto why = may_send(*warning, today)) return *why;
    const auto number = line(letter_number, WarningRefusal::number_missing);
    if (!number) return number.error();
    warning->state = WarningState::sent;
    warning->letter_number = *number;
    warning->legal_basis = legal_basis(tx, warning->office, warning->matter, today);
    warning->sent_at = context.now;
    warning->valid_until = today + office::parameter(tx, warning->office, "employer_warning_days", today).number();
    const auto kept = keep(tx, context, *warning, "warning.sent");
    const auto employer = find_employer(tx, context, warning->employer);
    if (kept && employer)
        tell_desk(tx, context, employer->id,
                  {.text = "employers.warned",
                   .occasion = warning->id.text(),
                   .values = {{"tingkat", std::string(roman(warning->level))},
                              {"nomor", warning->letter_number},
                              {"tanggal", long_date(language_of(*employer), *warning->valid_until)}},
                   .path = "/perusahaan/penjelasan/" + warning->id.text()});
    return kept;
}

Result<Done, WarningRefusal> close_warning(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                           std::string_view typed) {
    auto warning = read(tx, context, id, version);
    if (!warning) return warning.error();
    if (warning->state != WarningState::sent) return WarningRefusal::wrong_state;
    const auto note = line(typed, WarningRefusal::source_missing);
    if (!note) return note.error();
    warning->state = WarningState::closed;
    warning->closing_note = *note;
    return keep(tx, context, *warning, "warning.closed");
}

std::string legal_basis(sql::Transaction& tx, OfficeId office, Matter matter, Date on) {
    const auto duty = office::parameter(tx, office, matter == Matter::vacancy ? "duty_vacancy_basis" : "duty_filled_basis", on);
    return duty.value + "; " + office::parameter(tx, office, "warning_basis", on).value;
}

std::optional<Warning> find_warning(sql::Transaction& tx, const Context& context, WarningId id) {
    auto warning = store::find_warning(tx, context.platform.vault, id);
    if (!warning || !find_employer(tx, context, warning->employer)) return {};
    return warning;
}

std::vector<Warning> warnings_of(sql::Transaction& tx, const Context& context, const Employer& employer) {
    if (!find_employer(tx, context, employer.id)) return {};
    return store::warnings_of(tx, context.platform.vault, employer.id);
}

std::vector<Warning> open_warnings(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!keeps_register(context, office)) return {};
    return store::open_warnings(tx, context.platform.vault, office);
}

}  // namespace employers
