#include "app/eval.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/date.hpp"
#include "base/nik.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/fairness.hpp"

namespace {

using Json = nlohmann::ordered_json;

// A line that cannot be answered; the text becomes {"error": …}.
struct Unanswerable : std::runtime_error {
    using runtime_error::runtime_error;
};

const Json& field(const Json& asked, const char* name) {
    const auto found = asked.find(name);
    if (found == asked.end() || found->is_null()) throw Unanswerable(std::string("missing field: ") + name);
    return *found;
}

std::string string_field(const Json& asked, const char* name) {
    const auto& value = field(asked, name);
    if (!value.is_string()) throw Unanswerable(std::string(name) + " is not a string");
    return value.get<std::string>();
}

Date date_field(const Json& asked, const char* name) {
    const auto date = Date::parse(string_field(asked, name));
    if (!date) throw Unanswerable(std::string(name) + " is not a day YYYY-MM-DD between 1900 and 2199");
    return *date;
}

int integer_field(const Json& asked, const char* name, int min, int max) {
    const auto& value = field(asked, name);
    const auto number = value.is_number() ? value.get<double>() : std::nan("");
    if (!(number >= min && number <= max) || number != std::floor(number))
        throw Unanswerable(std::string(name) + " is not a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return static_cast<int>(number);
}

reference::WorkingWeek week_fields(const Json& asked) {
    const auto& joint_leave = field(asked, "cuti_bersama_is_off");
    if (!joint_leave.is_boolean()) throw Unanswerable("cuti_bersama_is_off is not true or false");
    return {.days = integer_field(asked, "week_days", 5, 6), .joint_leave_is_off = joint_leave.get<bool>()};
}

const reference::Calendar& calendar() {
    static const reference::Calendar national(reference::national_holidays());
    return national;
}

// Beyond the last decree holidays are not known, so the answer is only the weekdays'.
Json with_completeness(Json answer, Date first, Date last) {
    if (!calendar().is_complete(first, last)) answer["calendar_complete"] = false;
    return answer;
}

// --- kinds ---

// Why the text is no NIK; asked only when Nik::parse refused it.
std::string nik_error(const std::string& digits) {
    const bool sixteen_digits =
        digits.size() == 16 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!sixteen_digits) return "not_16_digits";
    if (digits.ends_with("0000")) return "serial_zero";
    for (const std::size_t part : {0u, 2u, 4u})
        if (digits.substr(part, 2) == "00") return "area_part_zero";
    return "no_such_birth_day";
}

Json nik(const Json& asked) {
    const auto& typed = field(asked, "nik");
    const auto text = typed.is_string() ? typed.get<std::string>() : typed.dump();
    const auto parsed = Nik::parse(text);
    if (!parsed) {
        field(asked, "ref_date");
        return {{"valid", false}, {"errors", {nik_error(Nik::normalise(text))}}};
    }
    const auto reference_date = date_field(asked, "ref_date");
    const auto district = parsed->area_code();
    Json warnings = Json::array();
    for (const auto doubt : reference::nik_advice(*parsed, {}, {})) warnings.push_back(reference::code(doubt));
    return {{"valid", true},
            {"province_code", district.substr(0, 2)},
            {"regency_code", district.substr(0, 5)},
            {"district_code", district},
            {"birth_date", parsed->birth_date_not_after(reference_date).iso()},
            {"sex", parsed->sex() == Sex::male ? "L" : "P"},
            {"serial", parsed->serial()},
            {"area_in_current_list", reference::find_area(district).has_value()},
            {"warnings", warnings}};
}

Json nik_normalise(const Json& asked) { return {{"nik", Nik::normalise(string_field(asked, "nik"))}}; }

constexpr int working_days_max = 10'000;

Json working_day_deadline(const Json& asked) {
    const auto start = date_field(asked, "start");
    const auto working_days = integer_field(asked, "working_days", 0, working_days_max);
    const auto week = week_fields(asked);
    const auto deadline = calendar().working_day_deadline(start, working_days, week);
    Json skipped = Json::array();
    // The start is day 0: whether it is a holiday does not matter.
    for (const auto day : calendar().weekday_holidays(start + 1, deadline, week)) skipped.push_back(day.iso());
    return with_completeness({{"deadline", deadline.iso()}, {"weekday_holidays_skipped", skipped}}, start, deadline);
}

Json count_working_days(const Json& asked) {
    const auto first = date_field(asked, "first");
    const auto last = date_field(asked, "last");
    return with_completeness({{"count", calendar().count_working_days(first, last, week_fields(asked))}}, std::min(first, last),
                             std::max(first, last));
}

Json is_working_day(const Json& asked) {
    const auto day = date_field(asked, "date");
    return with_completeness({{"working", calendar().is_working_day(day, week_fields(asked))}}, day, day);
}

Json local_time(const Json& asked) {
    const auto text = string_field(asked, "local");
    const auto zone = parse_zone(string_field(asked, "zone"));
    if (!zone) throw Unanswerable("zone is not WIB, WITA or WIT");
    const auto date = Date::parse(std::string_view(text).substr(0, 10));
    const auto time = text.size() == 16 && text[13] == ':' ? TimeOfDay::parse(std::string_view(text).substr(11)) : std::nullopt;
    if (!date || !time || text[10] != 'T' || time->minutes >= 24 * 60) throw Unanswerable("local is not a time YYYY-MM-DDThh:mm");
    const auto moment = instant({*date, *time, *zone});
    const auto with_offset = moment.rfc3339(*zone);
    return {{"utc", moment.rfc3339_utc()}, {"offset", with_offset.substr(with_offset.size() - 6)}};
}

Json add_months(const Json& asked) {
    constexpr int months_max = 12 * 500;
    const auto date = date_field(asked, "date");
    return {{"date", date.plus_months(integer_field(asked, "months", -months_max, months_max)).iso()}};
}

Json occupation(const Json& asked) {
    constexpr std::size_t codes_max = 5;
    Json codes = Json::array();
    for (const auto& found : reference::find_occupations(string_field(asked, "title"), codes_max)) codes.push_back(found.code);
    return {{"codes", codes}};
}

Json fairness(const Json& asked) {
    Json findings = Json::array();
    for (const auto& found : vacancies::doubtful_conditions(string_field(asked, "text")))
        findings.push_back({{"kind", vacancies::code(found.condition)}, {"text", found.text}});
    return {{"findings", findings}};
}

struct Kind {
    std::string_view name;
    Json (*answer)(const Json& asked);
};
constexpr Kind kinds[] = {
    {"nik", nik},
    {"nik-normalise", nik_normalise},
    {"working-day-deadline", working_day_deadline},
    {"count-working-days", count_working_days},
    {"is-working-day", is_working_day},
    {"local-time", local_time},
    {"add-months", add_months},
    {"occupation", occupation},
    {"fairness", fairness},
};

Json answer_line(const Kind& kind, const std::string& line) {
    const auto asked = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (asked.is_discarded()) return {{"error", "broken JSON"}};
    if (!asked.is_object()) return {{"error", "not a JSON object"}};
    try {
        return kind.answer(asked);
    } catch (const Unanswerable& why) {
        return {{"error", why.what()}};
    }
}

}  // namespace

int eval_main(std::string_view name, std::istream& in, std::ostream& out) {
    const auto kind = std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& one) { return one.name == name; });
    if (kind == std::end(kinds)) {
        std::cerr << "antarkerja eval: no such kind: " << name << '\n';
        return 2;
    }
    for (std::string line; std::getline(in, line);)
        out << answer_line(*kind, line).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    out.flush();
    return 0;
}
