#include "modules/matching/allocation_widening.hpp"

#include <algorithm>

#include "base/workers.hpp"
#include "modules/matching/allocation_prices.hpp"

namespace matching {

namespace {

constexpr std::size_t asked_for = 2;  // times as many as may be had: room for what the next prices bring

std::int64_t worth_of_places(const Market& market, const std::vector<std::int32_t>& prices) {
    std::int64_t worth = 0;
    for (std::size_t j = 0; j < prices.size(); ++j) worth += std::int64_t{prices[j]} * market.capacity[j];
    return worth;
}

}  // namespace

Widened allocate_widening(Market& market, AllocationOptions options, Everything& everything, const WideningOptions& widening) {
    // The first is worth the same in every round, or the rounds could not be compared.
    const auto bonus = bonus_of(market, options);
    options.gamma = bonus.front();
    const auto most = most_each(options);
    Widened found;
    std::vector<std::int32_t> prices;
    for (;;) {
        found.made = allocate(market, options);
        prices = found.made.prices;
        ++found.rounds;
        everything.set_prices(prices);
        std::vector<std::vector<Candidate>> wanted(market.seekers());
        std::vector<std::int64_t> worth(market.seekers());
        workers::for_each_number(market.seekers(), widening.threads, [&](std::size_t seeker) {
            auto all = everything.best(seeker, asked_for * most);
            Wishes wishes(most);
            wishes.read(all, prices);
            const auto taken = wishes.taken(bonus);
            for (std::size_t at = 0; at < taken.size(); ++at) worth[seeker] += taken[at].value + bonus[at];
            const auto known = market.of(seeker);
            std::erase_if(all, [&](const Candidate& one) {
                return one.score <= 0 || std::ranges::find(known, one.vacancy, &Candidate::vacancy) != known.end();
            });
            wanted[seeker] = std::move(all);
        });
        found.made.bound = worth_of_places(market, prices);
        for (const auto one : worth) found.made.bound += one;
        if (found.rounds == 1) found.gap_of_first = found.made.gap();
        if (found.made.gap() <= widening.gap || found.rounds == widening.rounds) return found;

        Market wider{.first = {0}, .candidates = {}, .capacity = market.capacity};
        for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) {
            std::vector<Candidate> all(market.of(seeker).begin(), market.of(seeker).end());
            all.insert(all.end(), wanted[seeker].begin(), wanted[seeker].end());
            found.joined += wanted[seeker].size();
            wider.add_seeker(all);
        }
        market = std::move(wider);
        options.prices = &prices;
    }
}

}  // namespace matching
