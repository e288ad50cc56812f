#include "modules/matching/actions_batch.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/workers.hpp"
#include "modules/matching/actions_held_back.hpp"
#include "modules/matching/allocation_widening.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/store_prices.hpp"
#include "modules/matching/store_profile.hpp"
#include "modules/matching/store_record.hpp"
#include "modules/matching/store_slot.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_reach.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace matching {

namespace {

using vacancies::VacancyId;

// Vacancies get their number when somebody wants them first; those of one group get one place in the market.
class Places {
  public:
    Places(sql::Transaction& tx, const Context& context, Plan& plan) : tx_(tx), context_(context), plan_(plan) {
        for (const auto& one : store::prices(tx)) before_[one.vacancy] = one.price.price;
        for (const auto& one : store::seen_slots(tx)) ++seen_[one.vacancy];
    }
    std::optional<std::uint32_t> of(VacancyId id) {
        const auto [at, is_new] = known_.try_emplace(id, std::nullopt);
        if (!is_new) return at->second;
        const auto vacancy = vacancies::find_vacancy(tx_, context_, id);
        if (!vacancy) return {};
        const auto number = static_cast<std::uint32_t>(plan_.vacancies.size());
        const auto place = place_of(*vacancy);
        plan_.vacancies.push_back(id);
        plan_.offices.push_back(vacancy->office);
        plan_.capacity.push_back(capacity_of(vacancy->open_heads(), settings()));
        plan_.place.push_back(place);
        plan_.members[place].push_back(number);
        plan_.seen.push_back(seen_.contains(id) ? seen_[id] : 0);
        left_[place] += plan_.capacity.back() - plan_.seen.back();
        plan_.market.capacity[place] = static_cast<std::uint32_t>(std::max(0, left_[place]));
        if (before_.contains(id)) plan_.prices[place] = std::max(plan_.prices[place], before_[id]);
        at->second = number;
        return number;
    }

  private:
    std::uint32_t place_of(const vacancies::Vacancy& vacancy) {
        const auto [found, is_new] = groups_.try_emplace(group_of(vacancy), static_cast<std::uint32_t>(plan_.members.size()));
        if (is_new) {
            plan_.members.emplace_back();
            plan_.market.capacity.push_back(0);
            plan_.prices.push_back(0);
            left_.push_back(0);
        }
        return found->second;
    }

    sql::Transaction& tx_;
    const Context& context_;
    Plan& plan_;
    std::map<VacancyId, std::int32_t> before_;
    std::map<VacancyId, int> seen_;
    std::map<VacancyId, std::optional<std::uint32_t>> known_;
    std::map<std::string, std::uint32_t> groups_;
    std::vector<int> left_;  // of the places; below 0: more have seen it than may
};

// The same pairs seen from the companies: whose list holds whom. A person stands in as many lists as bring the companies'
// questions to what the office allows in a week, if as many of those who are shown are asked as of those who see apply.
class CompanyLists {
  public:
    CompanyLists(sql::Transaction& tx, Plan& plan) : tx_(tx), plan_(plan) {}
    void add(const Profile& person, Date today) {
        if (!person.consent.shown_masked) return;
        const auto [most, is_new] = most_lists_.try_emplace(person.office, 0);
        if (is_new) most->second = lists_of(office::parameter(tx_, person.office, "contacts_a_week", today).number(), settings());
        plan_.found.push_back({person.id, person.office});
        plan_.company_lists.capacity.push_back(static_cast<std::uint32_t>(most->second));
    }
    // Of the person that was added last.
    void add_pair(const Profile& person, std::uint32_t vacancy, std::int32_t score) {
        if (!person.consent.shown_masked || plan_.offices[vacancy] != person.office) return;
        by_vacancy_[vacancy].push_back({static_cast<std::uint32_t>(plan_.found.size() - 1), score});
    }
    void finish() {
        for (auto& [vacancy, people] : by_vacancy_) {
            std::ranges::stable_sort(people, std::greater{}, &Candidate::score);
            people.resize(std::min(people.size(), static_cast<std::size_t>(settings().candidates)));
            plan_.company_lists.add_seeker(people);
        }
    }

  private:
    sql::Transaction& tx_;
    Plan& plan_;
    std::map<OfficeId, int> most_lists_;
    std::map<std::uint32_t, std::vector<Candidate>> by_vacancy_;
};

PriceList price_list(const std::vector<store::Priced>& prices) {
    std::vector<PriceList::Entry> entries;
    for (const auto& one : prices)
        if (one.price.price > 0) entries.push_back({one.vacancy.value, one.price.price});
    return PriceList(entries);
}

// What everybody could be shown. One place more than the market has stands for all that are nobody's candidates: it costs
// nothing, and nobody is given it.
class AllOpen final : public Everything {
  public:
    explicit AllOpen(const Plan& plan) : plan_(plan) {
        for (std::uint32_t at = 0; at < plan.vacancies.size(); ++at) places_[plan.vacancies[at]] = plan.place[at];
    }
    void set_prices(const std::vector<std::int32_t>& prices) override {
        std::vector<PriceList::Entry> entries;
        for (std::size_t at = 0; at < plan_.vacancies.size(); ++at)
            if (const auto price = prices[plan_.place[at]]; price > 0) entries.push_back({plan_.vacancies[at].value, price});
        prices_ = PriceList(entries);
    }
    std::vector<Candidate> best(std::size_t seeker, std::size_t count) const override {
        const auto& left_out = plan_.left_out[seeker];
        // Of vacancies that share a place the best one stands for it; so more are read until enough are left.
        for (auto asked = count + left_out.size();; asked *= 2) {
            const auto ranked = plan_.from->best(plan_.people[seeker], expert_weights(), plan_.days[seeker], asked, prices_);
            std::vector<Candidate> wanted;
            std::set<std::uint32_t> there;
            for (const auto& one : ranked) {
                if (std::ranges::find(left_out, one.vacancy) != left_out.end()) continue;
                const auto found = places_.find(one.vacancy);
                const auto place = found == places_.end() ? static_cast<std::uint32_t>(plan_.members.size()) : found->second;
                if (found == places_.end() || there.insert(place).second) wanted.push_back({place, one.score});
            }
            if (wanted.size() >= count || ranked.size() < asked) return wanted;
        }
    }

  private:
    const Plan& plan_;
    std::map<VacancyId, std::uint32_t> places_;
    PriceList prices_{{}};
};

// Which of a place's vacancies each person is shown: the one that fits best of those with room, else the one that fits best.
class Members {
  public:
    Members(sql::Transaction& tx, const Context& context, const Plan& plan)
        : tx_(tx), context_(context), plan_(plan), left_(plan.capacity) {
        for (std::size_t at = 0; at < left_.size(); ++at) left_[at] -= plan.seen[at];
    }

    std::optional<std::uint32_t> given(std::size_t person, std::uint32_t place) {
        std::optional<std::uint32_t> best;
        std::int32_t best_score{};
        for (const auto number : plan_.members[place]) {
            const auto score = score_of(person, number);
            if (!score) continue;
            const bool is_better = !best || std::pair(left_[number] > 0, *score) > std::pair(left_[*best] > 0, best_score);
            if (!is_better) continue;
            best = number;
            best_score = *score;
        }
        if (best) --left_[*best];
        return best;
    }

  private:
    // None: a condition is not met, or an officer holds it back.
    std::optional<std::int32_t> score_of(std::size_t person, std::uint32_t number) {
        if (plan_.members[plan_.place[number]].size() == 1) return 0;
        const auto id = plan_.vacancies[number];
        if (std::ranges::find(plan_.left_out[person], id) != plan_.left_out[person].end()) return {};
        const auto [known, is_new] = vacancies_.try_emplace(id);
        if (is_new) known->second = vacancies::find_vacancy(tx_, context_, id);
        if (!known->second || known->second->valid_until < plan_.days[person]) return {};
        const auto fit = judge(plan_.people[person], *known->second, expert_weights(), plan_.days[person]);
        return fit.failed.empty() ? std::optional(fit.score) : std::nullopt;
    }

    sql::Transaction& tx_;
    const Context& context_;
    const Plan& plan_;
    std::vector<int> left_;
    std::map<VacancyId, std::optional<vacancies::Vacancy>> vacancies_;
};

}  // namespace

Plan plan_batch(sql::Transaction& tx, const Context& context) {
    Plan plan;
    plan.from = snapshot(tx, context);
    std::map<ProfileId, std::set<VacancyId>> seen;
    Places places(tx, context, plan);
    for (const auto& one : store::seen_slots(tx)) {
        seen[one.profile].insert(one.vacancy);
        if (plan.from->has(one.vacancy)) places.of(one.vacancy);
    }
    std::vector<Snapshot::Asking> asking;
    for (const auto& person : plan.from->people()) asking.push_back({person.get(), vacancies::today_at(tx, context, person->office)});
    const auto count = static_cast<std::size_t>(settings().candidates);
    auto best = plan.from->best_of_each(asking, expert_weights(), count, workers::threads_of_machine());
    // What was crowded yesterday fills the best by score; what is best at yesterday's prices is what will be given.
    const auto yesterday = price_list(store::prices(tx));
    const auto at_prices = plan.from->best_of_each(asking, expert_weights(), count / 2, workers::threads_of_machine(), &yesterday);
    CompanyLists lists(tx, plan);
    HeldBack all_held_back(tx, context, *plan.from);
    for (std::size_t at = 0; at < asking.size(); ++at) {
        const auto& person = *asking[at].profile;
        const auto held_back = all_held_back.of(person);
        const auto& known = seen[person.id];
        for (const auto& one : at_prices[at])
            if (std::ranges::find(best[at], one.vacancy, &Ranked::vacancy) == best[at].end()) best[at].push_back(one);
        lists.add(person, asking[at].today);
        std::set<std::uint32_t> taken;  // places that the person has, or wants already by a better one
        for (const auto one : known)
            if (const auto number = plan.from->has(one) ? places.of(one) : std::nullopt) taken.insert(plan.place[*number]);
        std::vector<Candidate> wanted;
        for (const auto& one : best[at]) {
            const auto number = one.score > 0 && !held_back.contains(one.vacancy) ? places.of(one.vacancy) : std::nullopt;
            if (!number) continue;
            lists.add_pair(person, *number, one.score);
            if (taken.insert(plan.place[*number]).second) wanted.push_back({plan.place[*number], one.score});
        }
        if (!person.consent.suggestions) continue;
        plan.people.push_back(person);
        plan.days.push_back(asking[at].today);
        auto& left_out = plan.left_out.emplace_back(held_back.begin(), held_back.end());
        left_out.insert(left_out.end(), known.begin(), known.end());
        plan.market.add_seeker(wanted);
    }
    // Who saw one of a group is not shown another one.
    for (std::size_t at = 0; at < plan.people.size(); ++at)
        for (const auto one : seen[plan.people[at].id])
            if (const auto number = plan.from->has(one) ? places.of(one) : std::nullopt)
                for (const auto member : plan.members[plan.place[*number]]) plan.left_out[at].push_back(plan.vacancies[member]);
    lists.finish();
    return plan;
}

Allocation compute(const Plan& plan) {
    auto market = plan.market;
    market.capacity.push_back(0);
    auto before = plan.prices;
    before.push_back(0);
    AllOpen all(plan);
    auto made = allocate_widening(market,
                                  {.most_each = static_cast<std::uint32_t>(settings().shown),
                                   .floor = static_cast<std::uint32_t>(settings().floor),
                                   .prices = &before},
                                  all, {.rounds = 1, .threads = workers::threads_of_machine()})
                    .made;
    made.prices.pop_back();
    return made;
}

Allocation compute_lists(const Plan& plan) {
    return allocate(plan.company_lists, {.most_each = static_cast<std::uint32_t>(settings().people_shown),
                                         .floor = static_cast<std::uint32_t>(settings().floor)});
}

Batch keep_batch(sql::Transaction& tx, const Context& context, const Plan& plan, const Allocation& made, const Allocation& lists) {
    store::begin_state(tx);
    // Another process may have moved prices or kept a batch since; a batch is the last word all the same.
    std::optional<std::int64_t> version;
    while (!version) version = store::begin_prices(tx, store::priced_at(tx).at, context.now);
    Batch batch{.id = {ids::next()},
                .at = context.now,
                .seekers = static_cast<int>(plan.people.size()),
                .vacancies = static_cast<int>(plan.vacancies.size()),
                .pairs = static_cast<std::int64_t>(plan.market.candidates.size()),
                .value = made.value,
                .bound = made.bound,
                .sweeps = made.sweeps};
    Members members(tx, context, plan);
    for (std::size_t person = 0; person < plan.people.size(); ++person) {
        batch.with_nothing += made.of(person).empty() && !plan.market.of(person).empty();
        for (const auto place : made.of(person))
            if (const auto number = members.given(person, place))
                store::give_slot(tx, batch.id, plan.people[person].office, plan.people[person].id, plan.vacancies[*number]);
    }
    store::drop_unseen_slots(tx, batch.id);
    // Counted now: somebody may have looked while this was computed.
    std::map<VacancyId, int> given;
    for (const auto& [vacancy, count] : store::slot_counts(tx)) given[vacancy] = count;
    for (std::size_t place = 0; place < plan.members.size(); ++place) {
        const auto price = made.prices[place];
        std::vector<int> own;
        std::vector<int> to;
        for (const auto number : plan.members[place]) {
            own.push_back(plan.capacity[number]);
            to.push_back(given[plan.vacancies[number]]);
        }
        const auto shared = shared_capacity(own, to);
        for (std::size_t at = 0; at < shared.size(); ++at) {
            const auto number = plan.members[place][at];
            const auto vacancy = plan.vacancies[number];
            store::put_price(tx, batch.id, plan.offices[number], vacancy, {price, shared[at], to[at], *version});
            if (price > 0)
                store::keep_price(
                    tx, {.vacancy = vacancy, .version = *version, .batch = batch.id, .price = price, .pace = {}, .at = context.now});
        }
    }
    store::drop_prices_but(tx, batch.id);
    store::drop_slots_without_price(tx);
    for (std::size_t at = 0; at < plan.found.size(); ++at)
        if (lists.prices[at] > 0)
            store::put_person_price(tx, batch.id,
                                    {.profile = plan.found[at].id, .office = plan.found[at].office, .price = lists.prices[at]});
    store::drop_person_prices_but(tx, batch.id);
    store::add_batch(tx, batch, expert_weights().version, crypto::sha256_hex(settings().text()).substr(0, 16));
    return batch;
}

Batch run_batch(const Context& context) {
    const auto plan = context.platform.database.read([&](sql::Transaction& tx) { return plan_batch(tx, context); });
    const auto made = compute(plan);
    const auto lists = compute_lists(plan);
    return context.platform.database.write([&](sql::Transaction& tx) { return keep_batch(tx, context, plan, made, lists); });
}

int tell_new_suggestions(sql::Transaction& tx, const Context& context, const Batch& batch) {
    int told = 0;
    const auto now = snapshot(tx, context);
    for (const auto& known : now->people()) {
        const auto& person = *known;
        if (!person.consent.digest || !person.consent.suggestions) continue;
        VacancyId newest;
        int unseen = 0;
        for (const auto& one : store::slots_of(tx, person.id)) {
            if (one.is_seen || one.batch != batch.id) continue;
            ++unseen;
            newest = std::max(newest, one.vacancy);
        }
        const auto reach = unseen > 0 ? registration::find_reach(tx, context, person.application) : std::nullopt;
        if (!reach || reach->phone.empty()) continue;
        // As long as no newer vacancy is among them, the same was told before.
        const auto sent =
            messages::queue(tx, context,
                            {.office = person.office,
                             .text = "matching.new_suggestions",
                             .about = "matching_profile:" + person.id.text(),
                             .occasion = newest.text(),
                             .to = {.name = reach->name.substr(0, reach->name.find(' ')), .phone = reach->phone, .email = ""},
                             .values = {{"jumlah", std::to_string(unseen)}, {"tautan", context.platform.public_url + "/saran"}},
                             .not_before = {},
                             .holder = "application:" + person.application.text()});
        told += sent.has_value();
    }
    return told;
}

std::optional<Batch> last_batch(sql::Transaction& tx) { return store::newest_batch(tx); }

int forget_old_records(sql::Transaction& tx, const Context& context) {
    const auto today = context.local(Zone::wib);
    const Instant before = instant({today.date.plus_months(-settings().records_kept_months), {}, Zone::wib});
    const int gone = store::forget_records(tx, before);
    constexpr std::int64_t prices_kept_s = 2 * 24 * 3600;  // without a record
    store::forget_prices(tx, {context.now.seconds - prices_kept_s});
    return gone;
}

}  // namespace matching
