#include "modules/matching/engine.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/workers.hpp"
#include "modules/matching/store_profile.hpp"
#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_published.hpp"

namespace matching {

namespace {

constexpr int read_at_once = 2000;
constexpr std::uint64_t more_papers = 0x00FFFFFFFFULL << 24;

// Where each database's snapshot is kept, by the token that the database carries.
struct Kept {
    std::mutex mutex;
    std::map<std::int64_t, std::shared_ptr<const Snapshot>> by_token;
};
Kept& kept() {
    static Kept one;
    return one;
}

std::shared_ptr<const Snapshot> caught_up(sql::Transaction& tx, const Context& context, std::shared_ptr<const Snapshot> from, Date day) {
    for (;;) {
        const auto changed = vacancies::changed_after(tx, context, from->vacancy_revision, read_at_once);
        auto people = store::profiles_changed_after(tx, context.platform.vault, from->profile_revision, read_at_once);
        if (changed.empty() && people.empty()) return from->day == day ? from : from->with({}, {}, day);
        std::vector<Snapshot::Known> known;
        known.reserve(changed.size());
        // Whether its state is public; its last day is asked on each day anew.
        for (const auto& one : changed) known.push_back({one, vacancies::is_public(one, one.valid_until)});
        from = from->with(known, std::move(people), day);
    }
}

}  // namespace

std::shared_ptr<const Snapshot> Snapshot::with(const std::vector<Known>& changes, std::vector<Profile> people_changed, Date today) const {
    auto next = std::make_shared<Snapshot>(*this);
    next->day = today;
    std::vector<VacancyFacts> open;
    std::vector<std::int64_t> gone;
    for (const auto& [vacancy, is_open] : changes) {
        next->vacancy_revision = std::max(next->vacancy_revision, vacancy.revision);
        if (!is_open) {
            gone.push_back(vacancy.id.value);
            continue;
        }
        auto compiled = compile(vacancy, next->lists_);
        open.push_back(compiled.facts);
        if (!compiled.papers_beyond.empty() || next->papers_beyond_.find(vacancy.id.value) != nullptr)
            next->papers_beyond_.put(vacancy.id.value, std::move(compiled.papers_beyond));
    }
    if (!changes.empty()) next->index_ = index_.with(std::move(open), gone, next->lists_.place_codes.size());
    for (auto& one : people_changed) next->put(std::move(one));
    return next;
}

void Snapshot::put(Profile person) {
    profile_revision = std::max(profile_revision, person.revision);
    const auto at = std::ranges::lower_bound(people_, person.id, {}, [](const auto& one) { return one->id; });
    const bool is_known = at != people_.end() && (*at)->id == person.id;
    const bool is_wanted = person.consent.suggestions || person.consent.shown_masked;
    if (is_known && is_wanted)
        *at = std::make_shared<Profile>(std::move(person));
    else if (is_known)
        people_.erase(at);
    else if (is_wanted)
        people_.insert(at, std::make_shared<Profile>(std::move(person)));
}

bool Snapshot::has(vacancies::VacancyId vacancy) const {
    const auto* found = index_.find(vacancy.value);
    return found != nullptr && day.days <= found->last_day;
}

std::vector<Ranked> Snapshot::best(const Profile& profile, const Question& question, std::size_t count) const {
    const auto papers = papers_of(profile, lists_);
    const auto is_held = [&](std::uint16_t paper) { return std::ranges::binary_search(papers, paper); };
    // Those with more papers than the masks have room for are asked one by one; so more are read until enough are left.
    for (auto asked = count;; asked *= 4) {
        const auto matches = index_.best(question, asked);
        std::vector<Ranked> made;
        for (const auto& match : matches) {
            if (made.size() == count) break;
            const auto* beyond = papers_beyond_.find(match.id);
            if (beyond == nullptr || std::ranges::all_of(*beyond, is_held)) made.push_back({{match.id}, match.score});
        }
        if (made.size() == count || matches.size() < asked) return made;
    }
}

std::vector<Ranked> Snapshot::best(const Profile& profile, const Weights& weights, Date today, std::size_t count) const {
    return best(profile, question_of(profile, lists_, weights, today), count);
}

std::vector<Ranked> Snapshot::best(const Profile& profile, const Weights& weights, Date today, std::size_t count,
                                   const PriceList& prices) const {
    auto question = question_of(profile, lists_, weights, today);
    question.prices = &prices;
    return best(profile, question, count);
}

std::vector<std::vector<Ranked>> Snapshot::best_of_each(const std::vector<Asking>& people, const Weights& weights, std::size_t count,
                                                        unsigned threads, const PriceList* prices) const {
    std::vector<std::vector<Ranked>> made(people.size());
    workers::for_each_number(people.size(), threads, [&](std::size_t at) {
        auto question = question_of(*people[at].profile, lists_, weights, people[at].today);
        question.prices = prices;
        made[at] = best(*people[at].profile, question, count);
    });
    return made;
}

std::vector<Ranked> Snapshot::best_without(const Profile& profile, const Weights& weights, Date today, Hard what, std::size_t count) const {
    auto question = question_of(profile, lists_, weights, today);
    switch (what) {
        case Hard::education: question.have.a |= 0x1FF; break;
        case Hard::contract: question.have.a |= 0x1FULL << 9; break;
        case Hard::accommodation: question.have.a |= 0xFULL << 15; break;
        case Hard::certificate:
        case Hard::language:
            question.have.a |= more_papers;
            question.have.b = ~0ULL;
            break;
        case Hard::distance: std::ranges::replace(question.place, shut, Addend{}); break;
        case Hard::of_age:
        case Hard::occupation: break;
    }
    return best(profile, question, count);
}

std::shared_ptr<const Snapshot> snapshot(sql::Transaction& tx, const Context& context) {
    const auto day = context.local(Zone::wib).date;  // the last one of Indonesia's days to begin
    const auto token = store::state(tx).token;
    std::shared_ptr<const Snapshot> from = std::make_shared<Snapshot>();
    if (token == 0) return from;  // nobody has a profile yet
    {
        const std::lock_guard lock(kept().mutex);
        if (const auto found = kept().by_token.find(token); found != kept().by_token.end()) from = found->second;
    }
    auto now = caught_up(tx, context, from, day);
    if (now != from) {
        const std::lock_guard lock(kept().mutex);
        constexpr std::size_t databases_max = 4;  // one, but for tests
        if (kept().by_token.size() >= databases_max && !kept().by_token.contains(token)) kept().by_token.clear();
        kept().by_token[token] = now;
    }
    return now;
}

}  // namespace matching
