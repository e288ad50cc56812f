#include "modules/matching/rules_profile.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/matching/rules_fit.hpp"

namespace matching {

namespace {

constexpr int of_age = 18;  // UU 13/2003 art. 1 no. 26: a child is everybody below 18
constexpr int months_max = 600;

bool is_line(std::string_view words) { return text::clean_line(words, line_max) == std::string(words); }

bool are_lines(const std::vector<std::string>& list, std::size_t most) {
    return list.size() <= most && std::ranges::all_of(list, [](const std::string& one) { return !one.empty() && is_line(one); });
}

}  // namespace

Profile profile_from(const registration::Application& application, Date today) {
    const auto& answers = application.answers;
    Profile profile;
    profile.office = application.office;
    profile.person_key = application.person_key;
    profile.application = application.id;
    profile.home = answers.village_code.substr(0, 8);
    if (!answers.education.empty()) {
        profile.education = answers.education.front().level;
        profile.major = answers.education.front().major;
    }
    for (const auto& one : application.intake.experience) {
        if (profile.experience.size() == pasts_max) break;
        const int until = one.to_year == 0 ? today.year() : one.to_year;
        profile.experience.push_back({"", one.employer, std::clamp((until - one.from_year) * 12, 0, months_max)});
    }
    for (const auto& one : answers.skills)
        if (profile.skills.size() < skills_held_max && !one.empty()) profile.skills.push_back({one, 3, Evidence::self});
    profile.languages = application.intake.languages;
    for (const auto& one : answers.desired_occupations)
        if (profile.wishes.occupations.size() < wanted_max) profile.wishes.occupations.push_back(one);
    profile.wishes.wage = application.intake.wage_wish;
    profile.wishes.would_move = answers.desired_place == "anywhere";
    if (profile.wishes.would_move) profile.wishes.reach = Reach::anywhere;
    profile.of_age_on = answers.birth_date ? answers.birth_date->plus_months(of_age * 12) : today;
    return profile;
}

bool is_fit(const Profile& profile) {
    const bool skills_are_fit = std::ranges::all_of(
        profile.skills, [](const SkillHeld& one) { return !one.name.empty() && is_line(one.name) && one.level >= 1 && one.level <= 5; });
    const bool pasts_are_fit = std::ranges::all_of(profile.experience, [](const Past& one) {
        return is_line(one.employer) && one.months >= 0 && one.months <= months_max &&
               (one.occupation.empty() || occupation_number(one.occupation) != 0);
    });
    const bool wishes_are_fit =
        std::ranges::all_of(profile.wishes.occupations, [](const std::string& one) { return occupation_number(one) != 0; });
    return skills_are_fit && pasts_are_fit && wishes_are_fit && profile.skills.size() <= skills_held_max &&
           profile.experience.size() <= pasts_max && profile.wishes.occupations.size() <= wanted_max &&
           are_lines(profile.certificates, papers_max) && are_lines(profile.languages, papers_max) && is_line(profile.major) &&
           is_line(profile.wishes.hours) && profile.wishes.kilometres >= 0 && profile.wishes.kilometres <= kilometres_max &&
           profile.wishes.wage >= 0 && profile.wishes.wage <= 1'000'000'000;
}

void keep_evidence(Profile& wanted, const Profile& before) {
    for (auto& skill : wanted.skills) {
        const auto known =
            std::ranges::find_if(before.skills, [&](const SkillHeld& one) { return one.name == skill.name && one.level == skill.level; });
        skill.evidence = known == before.skills.end() ? Evidence::self : known->evidence;
    }
}

}  // namespace matching
