#include "modules/matching/tests/plain_checker.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace matching::test_market {

namespace {

int years_of_school(const std::string& level) {
    if (level == "sd") return 6;
    if (level == "smp") return 9;
    if (level == "sma" || level == "smk" || level == "ma" || level == "paket_c") return 12;
    if (level == "d1" || level == "d2") return 13;
    if (level == "d3") return 15;
    if (level == "d4" || level == "s1") return 16;
    if (level == "profesi") return 17;
    if (level == "s2" || level == "sp1") return 18;
    if (level == "s3" || level == "sp2") return 21;
    return 0;
}

bool reads_the_same(const std::string& one, const std::string& other) {
    return std::ranges::equal(one, other, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

bool holds(const std::vector<std::string>& list, const std::string& paper) {
    return std::ranges::any_of(list, [&](const std::string& one) { return reads_the_same(one, paper); });
}

// Certificates and languages are read from both lists: people write "TOEFL" in either.
bool holds(const Profile& profile, const std::string& paper) {
    return holds(profile.certificates, paper) || holds(profile.languages, paper);
}

bool would_go_there(const Profile& profile, const vacancies::Vacancy& vacancy) {
    const auto& wishes = profile.wishes;
    const std::string& there = vacancy.place_code;
    const std::string& home = profile.home;
    if (vacancy.mode == vacancies::WorkMode::remote) return true;
    if (there.empty() || home.empty()) return true;
    if (wishes.would_move || wishes.reach == Reach::anywhere) return true;
    if (there.substr(0, 2) != home.substr(0, 2)) return false;
    if (there.size() < 5) return true;  // somewhere in the province
    if (there.substr(0, 5) != home.substr(0, 5)) return wishes.reach == Reach::province;
    if (there.size() < 8 || there == home) return true;
    return wishes.reach != Reach::district;
}

bool is_work_of_theirs(const Profile& profile, const vacancies::Vacancy& vacancy) {
    if (vacancy.occupation.empty() || profile.wishes.occupations.empty()) return true;
    const auto is_near = [&](const std::string& other) { return other.substr(0, 2) == vacancy.occupation.substr(0, 2); };
    return std::ranges::any_of(profile.wishes.occupations, is_near) ||
           std::ranges::any_of(profile.experience, [&](const Past& one) { return is_near(one.occupation); });
}

}  // namespace

std::vector<Hard> unmet(const Profile& profile, const vacancies::Vacancy& vacancy, Date today) {
    std::vector<Hard> all;
    if (vacancy.contract != vacancies::Contract::apprenticeship && today < profile.of_age_on) all.push_back(Hard::of_age);
    if (years_of_school(profile.education) < years_of_school(vacancy.education_min)) all.push_back(Hard::education);
    for (const auto& paper : vacancy.certificates)
        if (!holds(profile, paper)) all.push_back(Hard::certificate);
    for (const auto& language : vacancy.languages)
        if (!holds(profile, language)) all.push_back(Hard::language);
    if (!profile.wishes.contracts.empty() &&
        std::ranges::find(profile.wishes.contracts, vacancy.contract) == profile.wishes.contracts.end())
        all.push_back(Hard::contract);
    if (!would_go_there(profile, vacancy)) all.push_back(Hard::distance);
    if (!vacancy.accommodations.empty())
        for (const auto& need : profile.needs)
            if (!holds(vacancy.accommodations, need)) all.push_back(Hard::accommodation);
    if (!is_work_of_theirs(profile, vacancy)) all.push_back(Hard::occupation);
    return all;
}

std::vector<Hard> unmet(const Profile& profile, const vacancies::Vacancy& vacancy, Date today, const std::vector<Hard>& set_aside) {
    auto all = unmet(profile, vacancy, today);
    std::erase_if(all, [&](Hard one) { return one != Hard::of_age && std::ranges::find(set_aside, one) != set_aside.end(); });
    return all;
}

}  // namespace matching::test_market
