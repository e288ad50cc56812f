#include "modules/matching/tests/fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "modules/reference/actions_distance.hpp"

namespace matching::test_market {

namespace {

const std::vector<std::string> occupations{"7212", "7213", "7231", "7233", "4311", "4312", "5223", "5120", "3221", "2512", "9329", "8322"};
const std::vector<std::string> homes{"64.71.01", "64.71.02", "64.71.05", "64.74.01", "64.03.02", "36.04.05"};
const std::vector<std::string> places{"64.71.01", "64.71.02", "64.71", "64.74", "64.74.01", "64", "36.04", "36.04.05", ""};
const std::vector<std::string> levels{"none", "sd", "smp", "sma", "smk", "d3", "s1", "s2"};
const std::vector<std::string> majors{"Teknik Pengelasan", "Akuntansi", "Tata Boga", "Teknik Kendaraan Ringan", "Keperawatan"};
const std::vector<std::string> skills{
    "mengelas SMAW", "las listrik", "menyusun laporan kas", "memasak", "melayani pelanggan", "merawat mesin bensin", "excel", "mengemudi"};
const std::vector<std::string> titles{"Juru las SMAW", "Staf akuntansi", "Juru masak", "Mekanik mesin bensin", "Driver", "Lowongan"};
const std::vector<std::string> papers{"SIM B1", "SIM A", "K3 Umum", "STR", "BNSP Las 3G"};
const std::vector<std::string> needs{"large_print", "sign_language", "wheelchair", "companion"};

template <class List>
std::vector<std::string> some(Random& random, const List& list, std::uint32_t most) {
    std::vector<std::string> made;
    for (std::uint32_t count = below(random, most + 1); count > 0; --count) {
        const auto& one = list[below(random, static_cast<std::uint32_t>(list.size()))];
        if (std::ranges::find(made, one) == made.end()) made.push_back(one);
    }
    return made;
}
const std::string& any(Random& random, const std::vector<std::string>& list) {
    return list[below(random, static_cast<std::uint32_t>(list.size()))];
}

// --- the plain checker ---
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
    if (wishes.kilometres > 0) {
        const auto way = reference::distance(home, there);
        if (way.is_known()) return way.kilometres <= wishes.kilometres + (way.is_rough ? 25 : 0);
    }
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

std::uint32_t below(Random& random, std::uint32_t end) { return static_cast<std::uint32_t>(random() >> 4) % end; }

Profile random_profile(Random& random, std::int64_t id) {
    Profile made;
    made.id = {id};
    made.office = {1};
    made.home = any(random, homes);
    made.education = any(random, levels);
    if (below(random, 2) == 0) made.major = any(random, majors);
    for (const auto& one : some(random, occupations, 2)) made.experience.push_back({one, "", static_cast<int>(below(random, 80))});
    for (const auto& one : some(random, skills, 4))
        made.skills.push_back(
            {one, 1 + static_cast<int>(below(random, 5)), below(random, 3) == 0 ? Evidence::certificate : Evidence::self});
    made.certificates = some(random, papers, 2);
    if (below(random, 4) == 0) made.languages = {"Inggris"};
    made.wishes.occupations = some(random, occupations, 3);
    made.wishes.reach = static_cast<Reach>(below(random, 4));
    made.wishes.travel = static_cast<Travel>(below(random, 4));
    if (id % 3 == 0) made.wishes.kilometres = 3 + static_cast<int>(id % 60);
    made.wishes.would_move = below(random, 5) == 0;
    made.wishes.wage = below(random, 3) == 0 ? 0 : 2'000'000 + 100'000 * static_cast<std::int64_t>(below(random, 60));
    if (below(random, 3) == 0) made.wishes.contracts = {vacancies::Contract::permanent, vacancies::Contract::fixed_term};
    if (below(random, 6) == 0) made.needs = some(random, needs, 2);
    made.of_age_on = *Date::parse(below(random, 12) == 0 ? "2028-01-01" : "2015-01-01");
    made.consent = {true, true, true};
    made.version = 1;
    made.revision = id;
    return made;
}

vacancies::Vacancy random_vacancy(Random& random, std::int64_t id) {
    vacancies::Vacancy made;
    made.id = {id};
    made.office = {1};
    made.employer = {static_cast<std::int64_t>(1 + below(random, 9))};
    made.employer_name = "PT Contoh";
    made.state = vacancies::VacancyState::published;
    made.occupation = below(random, 20) == 0 ? "" : any(random, occupations);
    made.openings = 1 + static_cast<int>(below(random, 5));
    made.valid_from = *Date::parse("2026-03-01");
    made.valid_until = *Date::parse("2026-04-30");
    made.place_code = any(random, places);
    made.contract = static_cast<vacancies::Contract>(below(random, 5));
    made.mode = below(random, 10) == 0 ? vacancies::WorkMode::remote : vacancies::WorkMode::on_site;
    if (below(random, 4) != 0) made.wage_low = made.wage_high = 2'000'000 + 100'000 * static_cast<std::int64_t>(below(random, 60));
    made.education_min = below(random, 3) == 0 ? "" : any(random, levels);
    made.majors = some(random, majors, 2);
    made.skills = some(random, skills, 4);
    if (below(random, 5) == 0) made.certificates = some(random, papers, 2);
    if (below(random, 8) == 0) made.languages = {"Inggris"};
    made.experience_months = below(random, 2) == 0 ? 0 : static_cast<int>(below(random, 60));
    if (below(random, 4) == 0) made.accommodations = some(random, needs, 4);
    if (below(random, 3) != 0)
        made.published_at = instant({*Date::parse("2026-02-05") + static_cast<int>(below(random, 40)), {}, Zone::wib});
    if (below(random, 3) == 0) made.certificates_preferred = some(random, papers, 3);
    made.title = any(random, titles) + " " + std::to_string(id);
    made.revision = id;
    return made;
}

Profile sari() {
    Profile made;
    made.id = {501};
    made.office = {1};
    made.home = "64.71.01";
    made.education = "smk";
    made.major = "Teknik Pengelasan";
    made.experience = {{"7212", "Bengkel Maju", 24}};
    made.skills = {{"mengelas SMAW", 3, Evidence::self}};
    made.wishes.occupations = {"7212"};
    made.wishes.travel = Travel::motorcycle;
    made.wishes.wage = 4'000'000;
    made.of_age_on = *Date::parse("2020-01-01");
    made.consent = {true, true, false};
    made.version = 1;
    return made;
}

vacancies::Vacancy welder_wanted() {
    vacancies::Vacancy made;
    made.id = {901};
    made.office = {1};
    made.employer = {7};
    made.employer_name = "PT Contoh Las";
    made.title = "Juru las";
    made.state = vacancies::VacancyState::published;
    made.occupation = "7212";
    made.openings = 2;
    made.valid_from = *Date::parse("2026-03-01");
    made.valid_until = *Date::parse("2026-04-30");
    made.place_code = "64.71.02";
    made.wage_low = 4'500'000;
    made.wage_high = 5'000'000;
    made.education_min = "smk";
    made.majors = {"Teknik Pengelasan"};
    made.skills = {"las SMAW", "membaca gambar teknik"};
    made.experience_months = 12;
    made.revision = 1;
    return made;
}

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
