#include "modules/office/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace office {

namespace {

// Codes stand in addresses people type: lower-case letters, digits and single hyphens.
bool is_fit_code(std::string_view code) {
    if (code.size() < 2 || code.size() > 40 || code.front() == '-' || code.back() == '-') return false;
    return std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool holds_on(const Signatory& one, Date day) { return one.valid_from <= day && (!one.valid_to || day <= *one.valid_to); }

int precedence(Capacity capacity) {
    switch (capacity) {
        case Capacity::daily_acting: return 0;
        case Capacity::acting: return 1;
        case Capacity::definitive: return 2;
        case Capacity::on_behalf: return 3;
        case Capacity::for_attention: return 4;
    }
    return 5;
}

}  // namespace

std::optional<Refusal> refusal(const Office& office) {
    if (!is_fit_code(office.code)) return Refusal::code_unfit;
    if (office.name.empty() || office.government.empty()) return Refusal::field_missing;
    if (office.state == OfficeState::open && office.address.empty()) return Refusal::field_missing;
    return {};
}

std::optional<Refusal> refusal(const WindowRule& rule, const std::vector<Service>& services) {
    if (rule.weekdays.empty()) return Refusal::no_weekday;
    if (rule.opens >= rule.closes) return Refusal::hours_reversed;
    if (rule.valid_to && *rule.valid_to < rule.valid_from) return Refusal::dates_reversed;
    if (rule.services.empty()) return Refusal::no_such_service;
    for (const auto& code : rule.services) {
        if (std::ranges::none_of(services, [&](const Service& one) { return one.code == code; })) return Refusal::no_such_service;
    }
    if (rule.quota < 0 || rule.quota > 5000) return Refusal::quota_out_of_range;
    if (rule.not_online_percent < 0 || rule.school_percent < 0 || rule.not_online_percent + rule.school_percent > 100)
        return Refusal::share_out_of_range;
    return {};
}

std::vector<Lack> lacks(const Office& office, const std::vector<Service>& services, const std::vector<WindowRule>& rules,
                        const std::vector<Signatory>& signatories, Date today) {
    std::vector<Lack> missing;
    if (office.address.empty()) missing.push_back(Lack::address);
    if (office.privacy_contact.empty()) missing.push_back(Lack::privacy_contact);
    if (office.complaint_path.empty()) missing.push_back(Lack::complaint_path);
    if (!signing_on(signatories, today)) missing.push_back(Lack::signatory);
    if (std::ranges::none_of(services, &Service::offered)) missing.push_back(Lack::service);
    const auto is_ahead = [&](const WindowRule& one) { return !one.retired && (!one.valid_to || today <= *one.valid_to); };
    if (std::ranges::none_of(rules, is_ahead)) missing.push_back(Lack::hours);
    return missing;
}

bool falls_on(const WindowRule& rule, Date date) {
    if (rule.retired || date < rule.valid_from || (rule.valid_to && *rule.valid_to < date)) return false;
    return std::ranges::find(rule.weekdays, date.weekday()) != rule.weekdays.end();
}

std::optional<Signatory> signing_on(const std::vector<Signatory>& signatories, Date day) {
    const Signatory* best{};
    for (const auto& one : signatories) {
        if (!holds_on(one, day)) continue;
        const bool stands_before = !best || precedence(one.capacity) < precedence(best->capacity) ||
                                   (one.capacity == best->capacity && best->valid_from < one.valid_from);
        if (stands_before) best = &one;
    }
    if (!best) return {};
    return *best;
}

std::vector<std::string> title_lines(const Signatory& signatory) {
    switch (signatory.capacity) {
        case Capacity::definitive: return {signatory.title};
        case Capacity::acting: return {"Plt. " + signatory.title};
        case Capacity::daily_acting: return {"Plh. " + signatory.title};
        case Capacity::on_behalf: return {"a.n. " + signatory.principal_title, signatory.title};
        case Capacity::for_attention: return {"a.n. " + signatory.principal_title, "u.b. " + signatory.title};
    }
    return {};
}

Zone zone_of(std::string_view regency_code) {
    const auto province = regency_code.substr(0, 2);
    for (const std::string_view one : {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}) {
        if (province == one) return Zone::wita;
    }
    return province >= "81" ? Zone::wit : Zone::wib;
}

std::string address_code(std::string_view regency_name) {
    std::string made;
    for (const char c : text::lower(regency_name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            made += c;
        else if (!made.empty() && made.back() != '-')
            made += '-';
    }
    while (!made.empty() && made.back() == '-') made.pop_back();
    return made.substr(0, 40);
}

std::string_view code(Capacity capacity) {
    switch (capacity) {
        case Capacity::definitive: return "definitive";
        case Capacity::acting: return "acting";
        case Capacity::daily_acting: return "daily_acting";
        case Capacity::on_behalf: return "on_behalf";
        case Capacity::for_attention: return "for_attention";
    }
    return {};
}

std::optional<Capacity> parse_capacity(std::string_view text) {
    for (const auto one : {Capacity::definitive, Capacity::acting, Capacity::daily_acting, Capacity::on_behalf, Capacity::for_attention}) {
        if (code(one) == text) return one;
    }
    return {};
}

std::string_view code(reference::HolidayKind kind) {
    switch (kind) {
        case reference::HolidayKind::national: return "national";
        case reference::HolidayKind::joint_leave: return "joint_leave";
        case reference::HolidayKind::regional: return "regional";
        case reference::HolidayKind::election: return "election";
        case reference::HolidayKind::office_closure: return "office_closure";
    }
    return {};
}

std::optional<reference::HolidayKind> parse_holiday_kind(std::string_view text) {
    using enum reference::HolidayKind;
    for (const auto one : {national, joint_leave, regional, election, office_closure}) {
        if (code(one) == text) return one;
    }
    return {};
}

}  // namespace office
