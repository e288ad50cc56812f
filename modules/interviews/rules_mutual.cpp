#include "modules/interviews/rules_mutual.hpp"

#include <algorithm>

#include "base/mix.hpp"

namespace interviews {

Turn turn_of(const Wishes& wishes, std::uint32_t company, std::uint32_t person) {
    return {wishes.of_company[company][person], mixed(wishes.lottery ^ mixed(wishes.person_key[person] + golden_step))};
}

std::vector<Pair> agreed(const Wishes& wishes) {
    const auto people = wishes.of_person.size();
    std::vector<std::vector<std::uint32_t>> held(wishes.of_company.size());  // best first
    std::vector<std::size_t> next(people);
    std::vector<int> has(people);
    std::vector<std::uint32_t> asking;
    for (std::uint32_t person = 0; person < people; ++person) asking.push_back(person);
    while (!asking.empty()) {
        const auto person = asking.back();
        if (has[person] >= wishes.person_most[person] || next[person] == wishes.of_person[person].size()) {
            asking.pop_back();
            continue;
        }
        const auto company = wishes.of_person[person][next[person]++];
        if (wishes.of_company[company][person] == 0) continue;
        auto& there = held[company];
        const auto turn = [&](std::uint32_t one) { return turn_of(wishes, company, one); };
        there.insert(std::ranges::lower_bound(there, turn(person), {}, turn), person);
        ++has[person];
        if (static_cast<int>(there.size()) <= wishes.company_most[company]) continue;
        const auto refused = there.back();
        there.pop_back();
        --has[refused];
        if (refused != person) asking.push_back(refused);
    }
    std::vector<Pair> pairs;
    for (std::uint32_t person = 0; person < people; ++person)
        for (const auto company : wishes.of_person[person])
            if (std::ranges::find(held[company], person) != held[company].end()) pairs.push_back({person, company});
    return pairs;
}

}  // namespace interviews
