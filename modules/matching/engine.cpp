#include "modules/matching/engine.hpp"

#include <algorithm>
#include <map>
#include <mutex>

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
    for (const auto& [vacancy, is_open] : changes) {
        const auto [at, is_new] = next->ordinals_.try_emplace(vacancy.id.value, static_cast<std::uint32_t>(next->rows_.size()));
        const auto ordinal = at->second;
        if (is_new) {
            next->rows_.emplace_back();
            next->facts_.emplace_back();
        }
        auto compiled = compile(vacancy, ordinal, next->lists_);
        next->facts_[ordinal] = compiled.facts;
        next->rows_[ordinal] = {vacancy.id, vacancy.valid_until, is_open};
        next->papers_beyond_.erase(ordinal);
        if (!compiled.papers_beyond.empty()) next->papers_beyond_[ordinal] = std::move(compiled.papers_beyond);
        next->vacancy_revision = std::max(next->vacancy_revision, vacancy.revision);
    }
    for (auto& one : people_changed) {
        next->profile_revision = std::max(next->profile_revision, one.revision);
        const auto at = std::ranges::lower_bound(next->people_, one.id, {}, &Profile::id);
        const bool is_known = at != next->people_.end() && at->id == one.id;
        const bool is_wanted = one.consent.suggestions || one.consent.shown_masked;
        if (is_known && is_wanted)
            *at = std::move(one);
        else if (is_known)
            next->people_.erase(at);
        else if (is_wanted)
            next->people_.insert(at, std::move(one));
    }
    if (!changes.empty() || today != day) next->build();
    return next;
}

bool Snapshot::has(vacancies::VacancyId vacancy) const {
    const auto found = ordinals_.find(vacancy.value);
    return found != ordinals_.end() && is_open(rows_[found->second]);
}

void Snapshot::build() {
    std::vector<VacancyFacts> open;
    for (std::size_t at = 0; at < rows_.size(); ++at)
        if (is_open(rows_[at])) open.push_back(facts_[at]);
    index_ = StructuredIndex(open, occupation_count, lists_.place_codes.size());
}

std::vector<Ranked> Snapshot::best(const Profile& profile, const Question& question, std::size_t count) const {
    const auto papers = papers_of(profile, lists_);
    std::vector<Ranked> made;
    // Those with more papers than the masks have room for are asked one by one; so many more are read.
    for (const auto& match : index_.best(question, count + papers_beyond_.size())) {
        if (const auto beyond = papers_beyond_.find(match.id); beyond != papers_beyond_.end()) {
            const auto is_held = [&](std::uint16_t paper) { return std::ranges::binary_search(papers, paper); };
            if (!std::ranges::all_of(beyond->second, is_held)) continue;
        }
        made.push_back({rows_[match.id].id, match.score});
        if (made.size() == count) break;
    }
    return made;
}

std::vector<Ranked> Snapshot::best(const Profile& profile, const Weights& weights, Date today, std::size_t count) const {
    return best(profile, question_of(profile, lists_, weights, today), count);
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
