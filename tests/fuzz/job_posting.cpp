#include "tests/fuzz/job_posting.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"

namespace fuzz {

namespace {

using nlohmann::json;

constexpr std::string_view opening = "<script type=\"application/ld+json\">";
constexpr std::string_view closing = "</script>";

bool is_text(const json& object, const char* field) {
    const auto found = object.find(field);
    return found != object.end() && found->is_string() && !found->get_ref<const std::string&>().empty();
}

std::string broken_text(const json& posting, const vacancies::Vacancy& one, std::string_view public_url) {
    if (posting.value("@context", "") != "https://schema.org" || posting.value("@type", "") != "JobPosting") return "it is a JobPosting";
    for (const auto* field : {"title", "description", "datePosted", "validThrough", "employmentType", "url"})
        if (!is_text(posting, field)) return std::string("it says its ") + field;
    const auto title = posting["title"].get<std::string>();
    if (text::is_valid_utf8(one.title) && title != one.title) return "the title is the vacancy's";
    if (!posting["url"].get<std::string>().starts_with(std::string(public_url) + "/lowongan/")) return "its address is ours";
    auto prose = posting["description"].get<std::string>();
    for (const std::string_view tag : {"<p>", "</p>"})
        for (auto at = prose.find(tag); at != std::string::npos; at = prose.find(tag)) prose.erase(at, tag.size());
    if (prose.find_first_of("<>") != std::string::npos) return "a description has paragraphs and no other markup";
    const auto& firm = posting["hiringOrganization"];
    if (!firm.is_object() || !is_text(firm, "name")) return "it names who hires";
    if (is_text(firm, "sameAs") && !firm["sameAs"].get<std::string>().starts_with("http")) return "a website is an address";
    const auto place = posting.value("/jobLocation/address"_json_pointer, json());
    if (!place.is_object() || place.value("addressCountry", "") != "ID" || place.value("@type", "") != "PostalAddress")
        return "it says where the work is";
    for (const auto& [field, value] : place.items())
        if (!is_text(place, field.c_str())) return "an address has no empty line";
    constexpr std::array<std::string_view, 5> kinds = {"FULL_TIME", "TEMPORARY", "INTERN", "PER_DIEM", "OTHER"};
    if (std::ranges::find(kinds, posting["employmentType"].get<std::string>()) == kinds.end()) return "schema.org knows the contract";
    return "";
}

std::string broken_days(const json& posting, const vacancies::Vacancy& one) {
    const auto posted = posting["datePosted"].get<std::string>();
    const auto through = posting["validThrough"].get<std::string>();
    if (!Date::parse(posted)) return "the day of publication is a date";
    if (Date::parse(std::string_view(through).substr(0, 10)) != one.valid_until) return "it is valid through its last day";
    if (through.size() != 25 || !std::string_view(through).substr(10).starts_with("T23:59:00+0")) return "the last day ends in its zone";
    if (posted > through) return "it is posted before it is over";
    return "";
}

std::string broken_numbers(const json& posting, const vacancies::Vacancy& one) {
    const auto pay = posting.find("baseSalary");
    if ((pay != posting.end()) != (one.wage_low > 0)) return "a wage is told where one is known";
    if (pay != posting.end()) {
        if (pay->value("currency", "") != "IDR" || pay->value("/value/unitText"_json_pointer, "") != "MONTH")
            return "a wage is rupiah a month";
        const auto& value = (*pay)["value"];
        if (value.contains("value") == value.contains("minValue")) return "a wage is one amount or a range";
        if (value.contains("value") && value["value"] != one.wage_low) return "the amount is the vacancy's";
        if (value.contains("minValue") && (value["minValue"] != one.wage_low || value["maxValue"] != one.wage_high))
            return "so is the range";
        if (value.contains("minValue") && value["minValue"] >= value["maxValue"]) return "a range grows";
    }
    if (posting.contains("totalJobOpenings") && posting["totalJobOpenings"] < 1) return "somebody is looked for";
    if (posting.contains("experienceRequirements") &&
        posting["experienceRequirements"]["monthsOfExperience"].get<int>() != one.experience_months)
        return "months of experience are the vacancy's";
    return "";
}

}  // namespace

std::string broken_promise(std::string_view element, const vacancies::Vacancy& one, std::string_view public_url) {
    if (!element.starts_with(opening) || !element.ends_with(closing)) return "it is one element";
    const auto inside = element.substr(opening.size(), element.size() - opening.size() - closing.size());
    // Neither "</script" nor "<!--" can stand in it.
    if (inside.find('<') != std::string_view::npos) return "nothing in it ends the element";
    if (!text::is_valid_utf8(inside)) return "it is UTF-8";
    const auto posting = json::parse(inside, nullptr, false);
    if (!posting.is_object()) return "it is JSON";
    if (auto broken = broken_text(posting, one, public_url); !broken.empty()) return broken;
    if (auto broken = broken_days(posting, one); !broken.empty()) return broken;
    return broken_numbers(posting, one);
}

vacancies::Vacancy vacancy_of(std::string_view bytes) {
    const auto numbers = bytes.substr(0, 8);
    const auto number = [&](std::size_t at) { return at < numbers.size() ? static_cast<unsigned char>(numbers[at]) : 0; };
    auto fields = text::split(bytes.size() > 8 ? bytes.substr(8) : std::string_view{}, '\0');
    fields.resize(12);
    vacancies::Vacancy one;
    one.id = {number(0) + 1};
    one.contract = static_cast<vacancies::Contract>(number(1) % 5);
    one.mode = static_cast<vacancies::WorkMode>(number(2) % 3);
    one.openings = number(3) + 1;
    one.filled_men = number(3) / 2;
    one.wage_low = std::int64_t{number(4)} * 100'000;
    one.wage_high = one.wage_low + std::int64_t{number(5)} * 100'000;
    one.experience_months = number(6);
    one.made_at = Instant{1'700'000'000 + std::int64_t{number(7)} * 86'400};
    if (number(7) % 2 == 1) one.published_at = one.made_at;
    one.valid_until = one.made_at.in(Zone::wit).date + number(5);
    // What a vacancy cannot be without: the form and the lists refuse it.
    one.title = text::trim(fields[0]).empty() ? "Juru las" : fields[0];
    one.employer_name = fields[1].empty() ? "PT Contoh" : fields[1];
    one.description = fields[2];
    one.conditions = fields[3];
    one.place_code = fields[4];
    one.place_text = fields[5];
    one.address = fields[6];
    one.hours = fields[7];
    one.skills = text::split(fields[8], ',');
    one.education_min = fields[9];
    one.occupation = fields[10];
    one.receipt = fields[11];
    return one;
}

std::string website_of(std::string_view bytes) { return std::string(bytes.substr(bytes.rfind('\0') + 1)); }

}  // namespace fuzz
