#include "modules/vacancies/pages_job_posting.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"

namespace vacancies {

namespace {

using nlohmann::json;

std::string_view schema_employment(const Vacancy& vacancy) {
    switch (vacancy.contract) {
        case Contract::permanent: return "FULL_TIME";
        case Contract::fixed_term: return "TEMPORARY";
        case Contract::apprenticeship: return "INTERN";
        case Contract::daily: return "PER_DIEM";
        case Contract::freelance: return "OTHER";
    }
    return "OTHER";
}

// schema.org's words for a level of education.
std::string_view schema_education(std::string_view level) {
    if (level == "sma" || level == "ma" || level == "smk" || level == "paket_c") return "high school";
    if (level == "d1" || level == "d2" || level == "d3") return "associate degree";
    if (level == "d4" || level == "s1") return "bachelor degree";
    if (level == "profesi" || level == "s2" || level == "sp1" || level == "s3" || level == "sp2") return "postgraduate degree";
    return {};
}

// Search engines read HTML in a description: paragraphs, and nothing of what was typed as markup.
std::string as_paragraphs(const std::string& words) {
    Markup out;
    for (const auto& line : text::split(words, '\n'))
        if (!text::trim(line).empty()) out << "<p>"_html << line << "</p>"_html;
    return std::move(out).take();
}

json address_of(const Vacancy& one) {
    json address{{"@type", "PostalAddress"}, {"addressCountry", "ID"}};
    const auto area = one.place_code.size() >= 5 ? reference::find_area(one.place_code.substr(0, 5)) : std::nullopt;
    if (area)
        address["addressLocality"] = area->name;
    else if (!one.place_text.empty())
        address["addressLocality"] = one.place_text;
    if (const auto province = reference::find_area(one.place_code.substr(0, 2))) address["addressRegion"] = province->name;
    if (!one.address.empty()) address["streetAddress"] = one.address;
    return address;
}

// Search engines leave out what has no description: of a list that brought none the title says what there is to do.
std::string description_of(const Vacancy& one) {
    auto said = as_paragraphs(one.description + "\n" + one.conditions);
    return said.empty() ? as_paragraphs(one.title) : said;
}

}  // namespace

// A data block: browsers do not run it. `<` is written so that nothing in it can end the element.
Markup job_posting(std::string_view public_url, const Vacancy& one, const std::optional<employers::PublicEmployer>& employer, Zone zone) {
    const LocalTime last{one.valid_until, TimeOfDay{23 * 60 + 59}, zone};
    json posting{{"@context", "https://schema.org"},
                 {"@type", "JobPosting"},
                 {"title", one.title},
                 {"description", description_of(one)},
                 {"identifier", {{"@type", "PropertyValue"}, {"name", "AntarKerja"}, {"value", one.receipt}}},
                 {"url", std::string(public_url) + "/lowongan/" + one.id.text()},
                 {"datePosted", one.published_at.value_or(one.made_at).in(zone).date.iso()},
                 {"validThrough", instant(last).rfc3339(zone)},
                 {"employmentType", schema_employment(one)},
                 {"hiringOrganization", {{"@type", "Organization"}, {"name", one.employer_name}}},
                 {"jobLocation", {{"@type", "Place"}, {"address", address_of(one)}}},
                 {"totalJobOpenings", one.open_heads()},
                 {"directApply", true}};
    const auto is_address = [](std::string_view typed) { return typed.starts_with("https://") || typed.starts_with("http://"); };
    if (employer && is_address(employer->website)) posting["hiringOrganization"]["sameAs"] = employer->website;
    if (one.mode == WorkMode::remote) {
        posting["jobLocationType"] = "TELECOMMUTE";
        posting["applicantLocationRequirements"] = {{"@type", "Country"}, {"name", "ID"}};
    }
    if (one.wage_low > 0) {
        json value{{"@type", "QuantitativeValue"}, {"unitText", "MONTH"}};
        if (one.wage_high > one.wage_low) {
            value["minValue"] = one.wage_low;
            value["maxValue"] = one.wage_high;
        } else {
            value["value"] = one.wage_low;
        }
        posting["baseSalary"] = {{"@type", "MonetaryAmount"}, {"currency", "IDR"}, {"value", value}};
    }
    if (!one.hours.empty()) posting["workHours"] = one.hours;
    if (!one.skills.empty()) posting["skills"] = text::join(one.skills, ", ");
    if (!one.occupation.empty())
        if (const auto occupation = reference::find_occupation(one.occupation))
            posting["occupationalCategory"] = one.occupation + " " + occupation->title;
    if (const auto level = schema_education(one.education_min); !level.empty())
        posting["educationRequirements"] = {{"@type", "EducationalOccupationalCredential"}, {"credentialCategory", level}};
    if (one.experience_months > 0)
        posting["experienceRequirements"] = {{"@type", "OccupationalExperienceRequirements"},
                                             {"monthsOfExperience", one.experience_months}};
    auto written = posting.dump(-1, ' ', false, json::error_handler_t::replace);
    for (auto at = written.find('<'); at != std::string::npos; at = written.find('<', at)) written.replace(at, 1, "\\u003c");
    return Markup::trusted("<script type=\"application/ld+json\">" + written + "</script>");
}

}  // namespace vacancies
