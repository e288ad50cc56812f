#include "modules/employers/actions_licence.hpp"

#include "base/text.hpp"
#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/actions_review.hpp"
#include "modules/employers/rules_licence.hpp"
#include "modules/employers/store_licence.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"
#include "platform/i18n/language.hpp"

namespace employers {

namespace {

constexpr std::size_t number_max = 80;
constexpr std::size_t line_max = 200;

Result<std::string, LicenceRefusal> line(std::string_view typed, std::size_t most, LicenceRefusal when_missing) {
    auto clean = text::clean_line(typed, most);
    if (!clean) return LicenceRefusal::text_unfit;
    if (clean->empty()) return when_missing;
    return std::move(*clean);
}

std::string subject(EmployerId id) { return "employers_employer:" + id.text(); }

void tell_others(sql::Transaction& tx, const Context& context, const Licence& licence) {
    events::publish(tx, context, {"employers.licence_changed", licence.office, licence.employer.value});
}

}  // namespace

Result<LicenceId, LicenceRefusal> record_licence(sql::Transaction& tx, const Context& context, const Licence& found) {
    const auto employer = find_employer(tx, context, found.employer);
    if (!employer || !keeps_register(context, employer->office)) return LicenceRefusal::no_such_licence;
    if (has_tie(tx, context, employer->id)) return LicenceRefusal::has_tie;
    const auto office = office::find_office(tx, employer->office);
    if (!office || found.valid_until < context.local(office->zone).date) return LicenceRefusal::day_over;
    const auto number = line(found.number, number_max, LicenceRefusal::number_missing);
    if (!number) return number.error();
    const auto where = line(found.checked_where, line_max, LicenceRefusal::where_missing);
    if (!where) return where.error();
    auto licence = found;
    licence.id = {ids::next()};
    licence.office = employer->office;
    licence.number = *number;
    licence.checked_where = *where;
    licence.checked_by = context.actor.account;
    licence.checked_at = context.now;
    if (!store::add_licence(tx, licence)) return LicenceRefusal::known_already;
    audit::record(tx, context,
                  {employer->office, "employer.licence_recorded", subject(employer->id),
                   R"({"licence":")" + licence.id.text() + R"(","kind":")" + std::string(code(licence.kind)) + R"(","until":")" +
                       licence.valid_until.iso() + "\"}"});
    tell_others(tx, context, licence);
    return licence.id;
}

Result<Done, LicenceRefusal> end_licence(sql::Transaction& tx, const Context& context, LicenceId id, std::string_view typed) {
    const auto licence = store::find_licence(tx, id);
    if (!licence || !keeps_register(context, licence->office)) return LicenceRefusal::no_such_licence;
    if (has_tie(tx, context, licence->employer)) return LicenceRefusal::has_tie;
    const auto note = line(typed, line_max, LicenceRefusal::where_missing);
    if (!note) return note.error();
    // Who shows a vacancy with it holds the company's row: it is over before, or their vacancy is seen below.
    (void)hold_verified(tx, licence->employer);
    if (!store::end_licence(tx, id, *note, context.actor.account, context.now)) return LicenceRefusal::no_such_licence;
    audit::record(tx, context,
                  {licence->office, "employer.licence_ended", subject(licence->employer), R"({"licence":")" + id.text() + "\"}"});
    tell_others(tx, context, *licence);
    return Done{};
}

std::vector<Licence> licences_of(sql::Transaction& tx, const Context& context, const Employer& employer) {
    if (!works_for(context, employer) && !keeps_register(context, employer.office)) return {};
    return store::licences(tx, employer.id);
}

std::optional<LicenceId> licence_in_force(sql::Transaction& tx, EmployerId employer, Date on) {
    return store::licence_in_force(tx, employer, on);
}

std::string_view sentence(LicenceRefusal why) {
    switch (why) {
        case LicenceRefusal::no_such_licence: return msg("Izin ini tidak ditemukan.");
        case LicenceRefusal::number_missing: return msg("Tulis nomor izinnya.");
        case LicenceRefusal::where_missing: return msg("Isian ini wajib.");
        case LicenceRefusal::text_unfit: return msg("Isian ini terlalu panjang atau memuat karakter yang tidak dapat dicetak.");
        case LicenceRefusal::day_over: return msg("Masa berlakunya sudah lewat.");
        case LicenceRefusal::known_already: return msg("Izin dengan nomor dan hari terakhir ini sudah tercatat.");
        case LicenceRefusal::has_tie: return msg("Anda pernah menyatakan punya kepentingan di perusahaan ini. Minta rekan lain.");
    }
    return {};
}

std::string_view label(LicenceKind kind) {
    switch (kind) {
        case LicenceKind::company: return msg("Izin perusahaan penempatan (SIP3MI)");
        case LicenceKind::recruitment: return msg("Izin perekrutan (SIP2MI)");
    }
    return {};
}

}  // namespace employers
