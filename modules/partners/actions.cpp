#include "modules/partners/actions.hpp"

#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/access.hpp"
#include "modules/partners/rules.hpp"
#include "modules/partners/store.hpp"
#include "modules/reference/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace partners {

namespace {

// Empty when the line is unfit or too long.
std::optional<std::string> line(const std::string& typed, std::size_t most) { return text::clean_line(typed, most); }

std::optional<Refusal> unfit(School& school) {
    const auto name = line(school.name, 120);
    const auto address = line(school.address, 200);
    const auto licence = line(school.licence_number, 80);
    const auto officer = line(school.officer_name, 100);
    const auto contact = line(school.contact_name, 100);
    const auto email = line(school.contact_email, 120);
    const auto npsn = line(school.npsn, 8);
    if (!name || !address || !licence || !officer || !contact || !email || !npsn) return Refusal::field_unfit;
    school.name = *name;
    school.address = *address;
    school.licence_number = *licence;
    school.officer_name = *officer;
    school.contact_name = *contact;
    school.contact_email = *email;
    school.npsn = *npsn;
    if (school.name.empty() || school.licence_number.empty() || school.officer_name.empty()) return Refusal::field_missing;
    if (!reference::find_education_level(school.level)) return Refusal::field_missing;
    const bool is_number = std::ranges::all_of(school.npsn, [](char c) { return c >= '0' && c <= '9'; });
    if (!school.npsn.empty() && (school.npsn.size() != 8 || !is_number)) return Refusal::field_unfit;
    if (!school.contact_phone.empty()) {
        const auto phone = Phone::parse(school.contact_phone);
        if (!phone) return Refusal::field_unfit;
        school.contact_phone = phone->reveal();
    }
    if (!school.contact_email.empty() && school.contact_email.find('@') == std::string::npos) return Refusal::field_unfit;
    if (school.licence_until < school.licence_from) return Refusal::dates_reversed;
    return {};
}

std::optional<Refusal> refusal_of(store::Kept kept) {
    switch (kept) {
        case store::Kept::yes: return {};
        case store::Kept::licence_known: return Refusal::licence_known;
        case store::Kept::name_known: return Refusal::name_known;
        case store::Kept::account_taken: return Refusal::account_taken;
    }
    return {};
}

}  // namespace

std::vector<School> schools(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!keeps_register(context, office)) return {};
    return store::schools(tx, context.platform.vault, office);
}

std::optional<School> find_school(sql::Transaction& tx, const Context& context, SchoolId id) {
    auto school = store::find_school(tx, context.platform.vault, id);
    if (!school || (!keeps_register(context, school->office) && !works_for(context, *school))) return {};
    return school;
}

std::optional<School> own_school(sql::Transaction& tx, const Context& context) {
    auto school = store::school_of_account(tx, context.platform.vault, context.actor.account);
    if (!school || !works_for(context, *school)) return {};
    return school;
}

Date today_at(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return context.local(found ? found->zone : Zone::wib).date;
}

Licence licence_of(sql::Transaction& tx, const Context& context, const School& school) {
    const auto today = today_at(tx, context, school.office);
    return licence_on(school, today, office::parameter(tx, school.office, "school_licence_warning_days", today).number());
}

std::vector<SchoolView> school_views(sql::Transaction& tx, const Context& context, OfficeId office) {
    std::vector<SchoolView> views;
    if (!keeps_register(context, office)) return views;
    const auto found = office::find_office(tx, office);
    if (!found) return views;
    const auto today = context.local(found->zone).date;
    const int warning = office::parameter(tx, office, "school_licence_warning_days", today).number();
    const int silent_from = office::parameter(tx, office, "school_silent_months", today).number();
    auto counts = store::school_counts(tx, office);
    for (auto& school : store::schools(tx, context.platform.vault, office)) {
        SchoolView view;
        const auto& one = counts[school.id.value];
        view.licence = licence_on(school, today, warning);
        view.graduates = one.graduates;
        view.sent = one.sent;
        view.last_report = one.last_report;
        view.silent_months = silent_months(one.last_report, school.made_at.in(found->zone).date, today);
        view.silent = !school.retired && view.silent_months >= silent_from;
        view.school = std::move(school);
        views.push_back(std::move(view));
    }
    return views;
}

Result<SchoolId, Refusal> save_school(sql::Transaction& tx, const Context& context, const School& typed) {
    auto school = typed;
    if (!keeps_register(context, school.office)) return Refusal::no_such_school;
    if (const auto why = unfit(school)) return *why;
    const bool is_new = !school.id;
    if (is_new) {
        school.id = {ids::next()};
        school.made_at = context.now;
        if (const auto why = refusal_of(store::add_school(tx, context.platform.vault, school))) return *why;
    } else {
        const auto known = store::find_school(tx, context.platform.vault, school.id);
        if (!known || known->office != school.office) return Refusal::no_such_school;
        const auto changed = store::change_school(tx, context.platform.vault, school);
        if (const auto why = refusal_of(changed.kept)) return *why;
        if (changed.changed_meanwhile) return Refusal::changed_meanwhile;
    }
    audit::record(tx, context,
                  {school.office, is_new ? "school.registered" : "school.changed", "partners_school:" + school.id.text(),
                   R"({"licence_until":")" + school.licence_until.iso() + R"(","account":")" + school.account.text() +
                       (school.retired ? R"(","retired":true})" : "\"}")});
    return school.id;
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace partners
