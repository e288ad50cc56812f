#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "app/bench_each.hpp"
#include "app/bench_market.hpp"
#include "base/mix.hpp"
#include "modules/matching/allocation.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_choice.hpp"

// What advice is worth when more and more people get it: an invented town in which people apply, companies choose, and
// whoever was told of the same vacancy as everybody else meets everybody else there. The advice is the product's own.
namespace bench {

namespace {

constexpr int usual_seekers = 1200;
constexpr std::uint32_t regencies = 4;
constexpr std::uint32_t occupations_here = 96;  // two major groups: people of a town want few things
// For each seeker. With six for ten, no advice in the world brings more than six of ten to work: whoever is advised first
// comes before others. With one for each, who stays without work was at the wrong vacancies.
constexpr std::array openings_each{0.6, 1.0};
constexpr std::size_t applications_each = 5;
constexpr std::size_t candidates_each = 100;
constexpr int markets = 6;
constexpr double own_noise = 6000;  // of one's own search, in ten-thousandths of a score
const Date day{20'600};

enum class Arm { random, words, score, priced };
constexpr std::array arms{Arm::random, Arm::words, Arm::score, Arm::priced};
constexpr std::array<const char*, 4> arm_names{"random", "words only", "s only", "s - price"};

// Even draws that depend on who and what only, so that every arm meets the same world.
double draw(std::uint64_t seed, std::uint64_t one, std::uint64_t other) {
    const auto number = seed * golden_step + one * 0xD1342543DE82EF95ULL + other * 0xBF58476D1CE4E5B9ULL;
    return static_cast<double>(mixed(number) >> 11) / 9007199254740992.0;
}
double bell(std::uint64_t seed, std::uint64_t one, std::uint64_t other) {
    return std::sqrt(-2 * std::log(draw(seed, one, other) + 1e-12)) * std::cos(6.283185307179586 * draw(seed + 1, one, other));
}

std::string two(std::uint32_t number) { return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)}; }
std::string occupation_code(int number) {
    const auto o = static_cast<std::uint32_t>(number) % occupations_here;
    return std::to_string(1 + o / 48) + std::to_string(1 + o % 48 / 12) + std::to_string(1 + o % 12 / 4) + std::to_string(1 + o % 4);
}
std::string place_code(int number) { return "64." + two(1 + static_cast<std::uint32_t>(number) % regencies); }
std::string education(int level) {
    constexpr std::array<const char*, 8> levels{"sd", "smp", "sma", "smk", "smk", "d3", "s1", "s1"};
    return levels[static_cast<std::size_t>(level)];
}

struct Person {
    matching::Profile profile;
    std::vector<matching::Ranked> wanted;  // best first
    std::vector<std::size_t> at;           // of each: its vacancy
};
struct Town {
    std::vector<Person> people;
    std::vector<vacancies::Vacancy> vacancies;
    std::vector<std::vector<std::string>> words;  // of each vacancy
    std::uint64_t seed{};
};

Town town_of(std::size_t count, double openings, std::uint64_t seed) {
    Town town{.people = {}, .vacancies = {}, .words = {}, .seed = seed};
    const auto offset = static_cast<std::size_t>(seed) * 5000;
    const auto people = made_seekers(offset + count);
    int heads = 0;
    const auto facts = made_vacancies(offset + count);
    std::vector<matching::Snapshot::Known> known;
    for (auto at = offset; heads < static_cast<int>(openings * static_cast<double>(count)); ++at) {
        const auto& one = facts[at];
        vacancies::Vacancy made;
        made.id = {static_cast<std::int64_t>(1 + town.vacancies.size())};
        made.revision = made.id.value;
        made.occupation = occupation_code(one.occupation);
        made.openings = 1 + static_cast<int>(7 * draw(seed, one.id, 1) * draw(seed, one.id, 2));
        made.valid_until = day;
        made.place_code = place_code(one.place);
        made.wage_low = made.wage_high = std::int64_t{one.wage} * 1000;
        made.education_min = draw(seed, one.id, 3) < 0.5 ? "" : education(one.education / 2);
        for (const auto skill : one.wanted()) made.skills.push_back("keahlian" + std::to_string(skill));
        heads += made.openings;
        town.words.push_back(made.skills);
        known.push_back({made, true});
        town.vacancies.push_back(std::move(made));
    }
    const auto now = matching::Snapshot().with(known, {}, day);
    for (std::size_t at = offset; at < people.size(); ++at) {
        const auto& one = people[at];
        Person person;
        auto& profile = person.profile;
        profile.id = {static_cast<std::int64_t>(1 + town.people.size())};
        profile.home = place_code(one.place) + ".01";
        profile.education = education(one.education);
        for (unsigned skill = 0; skill < 64; ++skill)
            if (one.skills >> skill & 1) profile.skills.push_back({"keahlian" + std::to_string(skill), 3, matching::Evidence::self});
        profile.experience = {{occupation_code(one.occupation), "", static_cast<int>(36 * draw(seed, at, 5))}};
        profile.wishes.occupations = {occupation_code(one.occupation)};
        profile.wishes.reach = matching::Reach::province;
        profile.wishes.wage = std::int64_t{one.wage} * 1000;
        person.wanted = now->best(profile, matching::expert_weights(), day, candidates_each);
        for (const auto& ranked : person.wanted) person.at.push_back(static_cast<std::size_t>(ranked.vacancy.value - 1));
        town.people.push_back(std::move(person));
    }
    return town;
}

// The first few of an order, as numbers of vacancies.
template <class Value>
std::vector<std::size_t> best_by(const Person& person, Value value) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t at = 0; at < person.at.size(); ++at) order.emplace_back(-value(at), person.at[at]);
    std::ranges::sort(order);
    std::vector<std::size_t> chosen;
    for (std::size_t at = 0; at < std::min(applications_each, order.size()); ++at) chosen.push_back(order[at].second);
    return chosen;
}

std::vector<std::size_t> by_oneself(const Town& town, std::size_t i) {
    const auto& person = town.people[i];
    return best_by(person, [&](std::size_t at) { return person.wanted[at].score + own_noise * bell(town.seed + 10, i, person.at[at]); });
}

int shared_words(const Town& town, const Person& person, std::size_t vacancy) {
    int shared = town.vacancies[vacancy].occupation == person.profile.wishes.occupations.front() ? 3 : 0;
    for (const auto& word : town.words[vacancy])
        shared += std::ranges::find(person.profile.skills, word, &matching::SkillHeld::name) != person.profile.skills.end();
    return shared;
}

std::vector<std::vector<std::size_t>> with_prices(const Town& town, const std::vector<bool>& advised) {
    // So many applicants as are wanted, less those who come by themselves; every advice here is an application.
    matching::Settings settings;
    settings.applications_percent = 100;
    matching::Market market;
    std::vector<int> applied(town.vacancies.size());
    for (std::size_t i = 0; i < town.people.size(); ++i)
        if (!advised[i])
            for (const auto j : by_oneself(town, i)) ++applied[j];
    for (std::size_t j = 0; j < applied.size(); ++j)
        market.capacity.push_back(
            static_cast<std::uint32_t>(std::max(0, matching::capacity_of(town.vacancies[j].openings, settings) - applied[j])));
    for (std::size_t i = 0; i < town.people.size(); ++i) {
        std::vector<matching::Candidate> wanted;
        if (advised[i])
            for (std::size_t at = 0; at < town.people[i].at.size(); ++at)
                if (town.people[i].wanted[at].score > 0)
                    wanted.push_back({static_cast<std::uint32_t>(town.people[i].at[at]), town.people[i].wanted[at].score});
        market.add_seeker(wanted);
    }
    const auto made = matching::allocate(market, {.most_each = static_cast<std::uint32_t>(applications_each), .floor = 3});
    std::vector<std::vector<std::size_t>> lists;
    for (std::size_t i = 0; i < town.people.size(); ++i) lists.emplace_back(made.of(i).begin(), made.of(i).end());
    return lists;
}

// What work is worth to somebody who has it: the wish of a score, without the chance.
double worth_of(const matching::Fit& fit) {
    const auto& table = matching::expert_weights().worth.wish;
    return table[std::min(static_cast<std::size_t>(fit.points.sum().wish), table.size() - 1)];
}

// What the work found is worth to each person, 0 = none: companies take the most suitable of those who applied and are
// suitable, people the best of their offers (deferred acceptance, Gale and Shapley 1962, people proposing).
std::vector<double> work_found(const Town& town, const std::vector<std::vector<std::size_t>>& applications) {
    struct Held {
        double suitability;
        std::size_t person;
        bool operator<(const Held& other) const { return suitability < other.suitability; }
    };
    std::vector<std::multiset<Held>> staff(town.vacancies.size());
    std::vector<std::vector<std::pair<double, std::size_t>>> wishes(town.people.size());
    for (std::size_t i = 0; i < applications.size(); ++i) {
        for (const auto j : applications[i]) {
            const auto& wanted = town.people[i].at;
            const auto place = static_cast<std::size_t>(std::ranges::find(wanted, j) - wanted.begin());
            wishes[i].emplace_back(-(town.people[i].wanted[place].score + 2000 * bell(town.seed + 20, i, j)), j);
        }
        std::ranges::sort(wishes[i]);
    }
    std::vector<std::size_t> next(town.people.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < town.people.size(); ++i) open.push_back(i);
    std::vector<double> found(town.people.size());
    while (!open.empty()) {
        const auto i = open.back();
        open.pop_back();
        if (next[i] == wishes[i].size()) continue;
        const auto j = wishes[i][next[i]++].second;
        const auto fit = matching::judge(town.people[i].profile, town.vacancies[j], matching::expert_weights(), day);
        // What the company sees at the interview and nobody knew before.
        const double z = (fit.points.sum().chance + matching::expert_weights().chance_begin) / 100.0 + bell(town.seed + 30, i, j);
        auto& team = staff[j];
        const bool is_suitable = z > 0;
        if (is_suitable) {
            team.insert({z, i});
            found[i] = worth_of(fit);
        }
        if (!is_suitable) {
            open.push_back(i);
        } else if (team.size() > static_cast<std::size_t>(town.vacancies[j].openings)) {
            const auto out = team.begin()->person;
            team.erase(team.begin());
            found[out] = 0;
            open.push_back(out);
        }
    }
    return found;
}

struct Gain {
    double advised{};  // percentage points of the advised, against themselves without any advice in town
    double others{};   // the same of those who were not advised
    double town{};     // of everybody
    double worth{};    // per cent: what all work found is worth to those who found it, together
};

Gain gain_of(const Town& town, Arm arm, double share, const std::vector<double>& before) {
    std::vector<bool> advised(town.people.size());
    for (std::size_t i = 0; i < advised.size(); ++i) advised[i] = draw(town.seed + 40, i, 0) < share;
    const auto priced = arm == Arm::priced ? with_prices(town, advised) : std::vector<std::vector<std::size_t>>{};
    std::vector<std::vector<std::size_t>> applications;
    for (std::size_t i = 0; i < town.people.size(); ++i) {
        const auto& person = town.people[i];
        if (!advised[i])
            applications.push_back(by_oneself(town, i));
        else if (arm == Arm::random)
            applications.push_back(best_by(person, [&](std::size_t at) { return draw(town.seed + 50, i, person.at[at]); }));
        else if (arm == Arm::words)
            applications.push_back(best_by(person, [&](std::size_t at) {
                return 1000.0 * shared_words(town, person, person.at[at]) + static_cast<double>(person.at[at]);
            }));
        else if (arm == Arm::score)
            applications.push_back(best_by(person, [&](std::size_t at) { return person.wanted[at].score; }));
        else
            applications.push_back(priced[i]);
    }
    const auto after = work_found(town, applications);
    std::array<double, 2> sum{};
    std::array<double, 2> count{};
    double worth = 0;
    double worth_before = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        sum[advised[i]] += (after[i] > 0) - (before[i] > 0);
        worth += after[i];
        worth_before += before[i];
        ++count[advised[i]];
    }
    const auto points = [](double total, double people) { return people == 0 ? 0 : 100 * total / people; };
    return {points(sum[1], count[1]), points(sum[0], count[0]), points(sum[0] + sum[1], count[0] + count[1]),
            100 * (worth / worth_before - 1)};
}

using Curve = std::array<Gain, 10>;  // by tenths of people who get advice

struct Outcome {
    double found_before{};  // per cent find work without any advice
    std::array<Curve, arms.size()> curves;
};

Outcome outcome_of(std::size_t count, double openings) {
    Outcome made;
    for (std::uint64_t market = 0; market < markets; ++market) {
        const auto town = town_of(count, openings, market);
        std::vector<std::vector<std::size_t>> applications;
        for (std::size_t i = 0; i < count; ++i) applications.push_back(by_oneself(town, i));
        const auto before = work_found(town, applications);
        const auto found = std::ranges::count_if(before, [](double worth) { return worth > 0; });
        made.found_before += 100 * static_cast<double>(found) / static_cast<double>(count) / markets;
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            for (std::size_t tenth = 0; tenth < made.curves[arm].size(); ++tenth) {
                const auto one = gain_of(town, arms[arm], static_cast<double>(tenth + 1) / 10, before);
                auto& mean = made.curves[arm][tenth];
                mean.advised += one.advised / markets;
                mean.others += one.others / markets;
                mean.town += one.town / markets;
                mean.worth += one.worth / markets;
            }
        }
    }
    return made;
}

// The claims. Where there is work for all, naive advice loses more than half of its worth on the way to everybody and priced
// advice keeps two thirds. Where there is not, priced advice brings the town four fifths of the way to what is possible.
bool holds(const Outcome& scarce, const Outcome& even) {
    const auto kept = [](const Curve& curve) { return curve.back().advised / curve.front().advised; };
    constexpr auto naive = static_cast<std::size_t>(Arm::score);
    constexpr auto priced = static_cast<std::size_t>(Arm::priced);
    const double possible = 100 * openings_each.front() - scarce.found_before;
    return kept(even.curves[naive]) < 0.5 && kept(even.curves[priced]) > 2.0 / 3 && scarce.curves[priced].back().town > 0.8 * possible &&
           scarce.curves[priced].back().town > 2 * scarce.curves[naive].back().town;
}

}  // namespace

nlohmann::json advice(const Options& options) {
    const auto count = static_cast<std::size_t>(options.rows > 0 ? options.rows : usual_seekers);
    const std::array outcomes{outcome_of(count, openings_each.front()), outcome_of(count, openings_each.back())};
    auto lines = nlohmann::json::array();
    auto before = nlohmann::json::array();
    for (std::size_t at = 0; at < outcomes.size(); ++at) {
        before.push_back({{"openings", openings_each[at]}, {"percent", outcomes[at].found_before}});
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            for (std::size_t tenth = 0; tenth < outcomes[at].curves[arm].size(); ++tenth) {
                const auto& one = outcomes[at].curves[arm][tenth];
                lines.push_back({{"openings", openings_each[at]},
                                 {"arm", arm_names[arm]},
                                 {"share", 10 * (tenth + 1)},
                                 {"advised", one.advised},
                                 {"others", one.others},
                                 {"town", one.town},
                                 {"worth", one.worth}});
            }
        }
    }
    return {{"rows", count},
            {"markets", markets},
            {"equal", holds(outcomes.front(), outcomes.back())},
            {"find_work_without_advice", before},
            {"lines", lines}};
}

}  // namespace bench
