#include "modules/matching/actions_choice.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/matching/access.hpp"
#include "modules/matching/actions_block.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_prices.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/store_block.hpp"
#include "modules/matching/store_counsel.hpp"
#include "modules/matching/store_profile.hpp"
#include "modules/matching/store_record.hpp"
#include "modules/matching/store_slot.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace matching {

namespace {

using vacancies::Vacancy;
using vacancies::VacancyId;

constexpr int objections_shown = 100;

const std::string& settings_hash() {
    static const auto hash = crypto::sha256_hex(settings().text()).substr(0, 16);
    return hash;
}

bool may_read(const Context& context, registration::ApplicationId application, OfficeId office) {
    return is_holder(context, application) || works_at(context, office);
}

std::optional<Vacancy> open_vacancy(sql::Transaction& tx, const Context& context, VacancyId id, Date today) {
    auto found = vacancies::find_vacancy(tx, context, id);
    if (!found || !vacancies::is_public(*found, today)) return {};
    return found;
}

// Another island is more than a step.
bool is_same_province(const Profile& profile, const Vacancy& vacancy) {
    return profile.home.substr(0, 2) == vacancy.place_code.substr(0, 2);
}

std::string text_of(const Relaxed& relaxed) {
    std::vector<std::string> codes;
    for (const auto one : relaxed.items) codes.emplace_back(code(one));
    std::ranges::sort(codes);
    return text::join(codes, ",");
}

// Which places of a list try something new, and what. The same on every look until the next batch: what was tried stays in
// its place. The office sets how often; 0 is never.
class Trials {
  public:
    Trials(sql::Transaction& tx, const Profile& profile, Date today, BatchId batch, const std::vector<Offer>& all)
        : percent_(office::parameter(tx, profile.office, "explore_percent", today).number()), key_(draw_key(profile.id, batch)) {
        if (percent_ == 0) return;
        auto open = worth_trying(all, settings().shown, settings());
        const auto known = store::vacancies_shown(tx, profile.id);
        std::erase_if(open, [&](const Offer& one) { return known.contains(one.vacancy); });
        choices_ = open.size();
        std::ranges::sort(open, {}, [&](const Offer& one) { return lot_of(key_, one.vacancy.value); });
        auto tried = store::tried_since(tx, profile.id, batch);
        for (int place = 1; place <= settings().shown; ++place) {
            if (!is_exploring(key_, place, percent_)) continue;
            const auto again = std::ranges::find_if(all, [&](const Offer& one) { return !tried.empty() && one.vacancy == tried.front(); });
            if (again != all.end()) {
                by_place_[place] = *again;
            } else if (tried.empty() && !open.empty()) {
                by_place_[place] = open.front();
                open.erase(open.begin());
            }
            if (!tried.empty()) tried.erase(tried.begin());
        }
    }

    const Offer* at(int place) const {
        const auto found = by_place_.find(place);
        return found == by_place_.end() ? nullptr : &found->second;
    }
    int propensity_of_trial() const { return matching::propensity_of_trial(percent_, choices_); }
    int propensity_of_order() const { return matching::propensity_of_order(percent_, choices_); }

  private:
    int percent_{};
    std::uint64_t key_{};
    std::size_t choices_{};
    std::map<int, Offer> by_place_;
};

// One person's list while it is being made.
class List {
  public:
    List(sql::Transaction& tx, const Context& context, const Profile& profile)
        : tx_(tx),
          context_(context),
          profile_(profile),
          today_(vacancies::today_at(tx, context, profile.office)),
          overrides_(store::overrides_of(tx, profile.id, context.now)),
          batch_(store::newest_batch(tx)) {
        for (const auto& one : standings(tx, profile.application)) left_out_.insert(one.vacancy);
        const auto blocks = store::blocks_of(tx, profile.office, profile.person_key);
        for (const auto& one : blocks) blocked_.insert(one.employer);
        left_out_.merge(vacancies_of(tx, context, blocks));
    }

    Suggestions make() {
        const auto now = snapshot(tx_, context_);
        add_pins();
        add_offers(*now);
        add_near_misses(*now);
        return std::move(made_);
    }

  private:
    Fit judged(const Vacancy& vacancy) const {
        return judge(profile_, vacancy, expert_weights(), today_, relaxed_by(overrides_, vacancy.id));
    }

    bool is_held_back(VacancyId vacancy) const { return left_out_.contains(vacancy) || has(overrides_, OverrideKind::veto, vacancy); }

    // Open today, and of no firm that they have blocked.
    std::optional<Vacancy> open_to_them(VacancyId id) const {
        auto found = open_vacancy(tx_, context_, id, today_);
        if (found && blocked_.contains(found->employer)) return {};
        return found;
    }

    void add_pins() {
        for (const auto& one : overrides_) {
            // Of two officers, the one who holds back is heard.
            if (one.kind != OverrideKind::pin || is_held_back(one.vacancy)) continue;
            const auto vacancy = open_to_them(one.vacancy);
            if (!vacancy) continue;
            auto fit = judged(*vacancy);
            if (!fit.failed.empty()) continue;
            make_room(*vacancy);
            // A pin counts, and is shown also when no place is left.
            static_cast<void>(store::take_slot(tx_, profile_, vacancy->id, place(), context_.now));
            put(*vacancy, std::move(fit), {}, Slot::officer, certain);
        }
    }

    std::vector<Offer> offers(const Snapshot& now) const {
        std::map<VacancyId, Price> prices;
        for (const auto& one : store::scarce(tx_)) prices[one.vacancy] = one.price;
        std::set<VacancyId> held;
        for (const auto& one : store::slots_of(tx_, profile_.id)) held.insert(one.vacancy);
        auto ranked = now.best(profile_, expert_weights(), today_, static_cast<std::size_t>(settings().candidates) + left_out_.size());
        for (const auto& one : overrides_) {
            if (one.kind != OverrideKind::relax || std::ranges::find(ranked, one.vacancy, &Ranked::vacancy) != ranked.end()) continue;
            if (const auto vacancy = open_to_them(one.vacancy))
                if (const auto fit = judged(*vacancy); fit.failed.empty()) ranked.push_back({one.vacancy, fit.score});
        }
        std::vector<Offer> all;
        for (const auto& one : ranked) {
            if (is_held_back(one.vacancy)) continue;
            const auto price = prices.find(one.vacancy);
            const bool is_full = price != prices.end() && price->second.given >= price->second.capacity;
            all.push_back({.vacancy = one.vacancy,
                           .score = one.score,
                           .price = price == prices.end() ? 0 : price->second.price,
                           .is_held = held.contains(one.vacancy),
                           .is_full = is_full,
                           .price_version = price == prices.end() ? 0 : price->second.version});
        }
        return in_order(std::move(all));
    }

    void add_offers(const Snapshot& now) {
        const auto all = offers(now);
        for (const auto& one : all)
            if (const auto vacancy = one.is_held ? open_to_them(one.vacancy) : std::nullopt) held_.insert(group_of(*vacancy));
        const Trials trials(tx_, profile_, today_, batch_ ? batch_->id : BatchId{}, all);
        int shown = 0;
        for (const auto& one : all) {
            while (shown < settings().shown) {
                const auto* tried = trials.at(shown + 1);
                if (tried == nullptr || !add(*tried, Slot::explore, trials.propensity_of_trial())) break;
                ++shown;
            }
            if (shown == settings().shown) break;
            shown += add(one, one.is_held ? Slot::batch : Slot::open, trials.propensity_of_order());
        }
    }

    // False: it is not open any more, one like it stands in the list or is kept for this person, or its last place went meanwhile.
    bool add(const Offer& one, Slot slot, int propensity) {
        const auto vacancy = open_to_them(one.vacancy);
        if (!vacancy || groups_.contains(group_of(*vacancy)) || (!one.is_held && held_.contains(group_of(*vacancy)))) return false;
        auto fit = judged(*vacancy);
        if (!fit.failed.empty()) return false;
        if (one.is_held) {
            store::mark_seen(tx_, profile_.id, vacancy->id, place(), context_.now);
        } else {
            make_room(*vacancy);
            if (!store::take_slot(tx_, profile_, vacancy->id, place(), context_.now)) return false;
        }
        put(*vacancy, std::move(fit), one, slot, propensity);
        return true;
    }

    void add_near_misses(const Snapshot& now) {
        std::vector<Suggestion> near;
        for (const auto what : {Hard::education, Hard::certificate, Hard::contract, Hard::distance, Hard::accommodation}) {
            for (const auto& one : now.best_without(profile_, expert_weights(), today_, what,
                                                    static_cast<std::size_t>(settings().near_misses) * 2 + left_out_.size())) {
                const auto vacancy = open_to_them(one.vacancy);
                if (!vacancy || is_held_back(one.vacancy)) continue;
                auto fit = judged(*vacancy);
                if (fit.failed.size() != 1 || (what == Hard::distance && !is_same_province(profile_, *vacancy)) ||
                    std::ranges::any_of(near, [&](const Suggestion& other) { return other.vacancy.id == vacancy->id; }))
                    continue;
                near.push_back({*vacancy, std::move(fit), 0, 0, Slot::open, given(vacancy->id), applicants(vacancy->id)});
            }
        }
        std::ranges::stable_sort(near, std::greater{}, [](const Suggestion& one) { return one.fit.score; });
        if (near.size() > static_cast<std::size_t>(settings().near_misses)) near.resize(static_cast<std::size_t>(settings().near_misses));
        made_.one_step_away = std::move(near);
    }

    // A vacancy that is newer than the last batch costs nothing yet.
    void make_room(const Vacancy& vacancy) {
        store::begin_price(tx_, vacancy.office, vacancy.id, capacity_of(vacancy.open_heads(), settings()));
    }
    int given(VacancyId vacancy) const {
        const auto price = store::find_price(tx_, vacancy);
        return price ? price->given : 0;
    }
    int applicants(VacancyId vacancy) const { return other_applicants(tx_, vacancy, profile_.application); }
    int place() const { return static_cast<int>(made_.shown.size()) + 1; }

    void put(const Vacancy& vacancy, Fit fit, const Offer& offer, Slot slot, int propensity) {
        groups_.insert(group_of(vacancy));
        store::keep_profile(tx_, context_.platform.vault, profile_);
        store::keep_vacancy(tx_, vacancy);
        store::add_record(tx_, {.id = {ids::next()},
                                .office = profile_.office,
                                .profile = profile_.id,
                                .profile_version = profile_.version,
                                .vacancy = vacancy.id,
                                .vacancy_revision = vacancy.revision,
                                .weights = expert_weights().version,
                                .settings = settings_hash(),
                                .relaxed = text_of(relaxed_by(overrides_, vacancy.id)),
                                .day = today_,
                                .outcome = outcome_of(fit, expert_weights()),
                                .score = fit.score,
                                .price = offer.price,
                                .price_version = offer.price_version,
                                .rank = place(),
                                .slot = slot,
                                .propensity = propensity,
                                .batch = batch_ ? batch_->id : BatchId{},
                                .at = context_.now});
        const int rank = place();
        made_.shown.push_back({vacancy, std::move(fit), offer.price, rank, slot, given(vacancy.id), applicants(vacancy.id)});
    }

    sql::Transaction& tx_;
    const Context& context_;
    const Profile& profile_;
    Date today_;
    std::vector<Override> overrides_;
    std::set<VacancyId> left_out_;  // applied to, asked by, or of a firm that they have blocked
    std::set<employers::EmployerId> blocked_;
    std::optional<Batch> batch_;
    std::set<std::string> groups_;  // of which one is shown
    std::set<std::string> held_;    // of which one is kept for this person
    Suggestions made_;
};

}  // namespace

Result<Suggestions, FitRefusal> suggest(sql::Transaction& tx, const Context& context, registration::ApplicationId application) {
    const auto profile = saved_profile(tx, context, application);
    if (!profile || !may_read(context, application, profile->office)) return FitRefusal::no_such_profile;
    if (!profile->consent.suggestions) return FitRefusal::no_consent;
    auto made = List(tx, context, *profile).make();
    audit::record(
        tx, context,
        {profile->office, "matching.suggested", "matching_profile:" + profile->id.text(),
         nlohmann::json{{"shown", made.shown.size()}, {"weights", expert_weights().version}, {"settings", settings_hash()}}.dump()});
    return made;
}

Result<WhyNot, FitRefusal> why_not(sql::Transaction& tx, const Context& context, registration::ApplicationId application, VacancyId id) {
    const auto profile = profile_of(tx, context, application);
    if (!profile) return profile.error();
    const auto today = vacancies::today_at(tx, context, profile->office);
    const auto vacancy = open_vacancy(tx, context, id, today);
    if (!vacancy) return FitRefusal::no_such_vacancy;
    const auto overrides = store::overrides_of(tx, profile->id, context.now);
    const auto price = store::find_price(tx, id);
    return WhyNot{.vacancy = *vacancy,
                  .fit = judge(*profile, *vacancy, expert_weights(), today, relaxed_by(overrides, id)),
                  .shown_to = price ? price->given : 0,
                  .applicants = other_applicants(tx, id, application),
                  .is_vetoed = has(overrides, OverrideKind::veto, id),
                  .is_blocked = store::has_block(tx, profile->office, profile->person_key, vacancy->employer)};
}

std::string outcome_of(const Fit& fit, const Weights& weights) {
    const auto points = [](Addend one) { return std::to_string(one.chance) + "/" + std::to_string(one.wish); };
    const auto& p = fit.points;
    std::string all = "score=" + std::to_string(fit.score) + ";occupation=" + points(p.occupation) + ";place=" + points(p.place) +
                      ";study=" + points(p.study) + ";education=" + points(p.education) + ";experience=" + points(p.experience) +
                      ";kind=" + points(p.kind) + ";wage=" + points(p.wage) + ";skills=" + points(p.skills);
    if (weights.names_all) all += ";words=" + points(p.words) + ";liked=" + points(p.liked) + ";fresh=" + points(p.fresh);
    all += ";failed=";
    for (const auto& one : fit.failed) all += std::string(code(one.what)) + ",";
    all += ";for=";
    for (const auto& one : fit.speaks_for) all += std::string(code(one.feature)) + ",";
    all += ";against=";
    for (const auto& one : fit.speaks_against) all += std::string(code(one.feature)) + ",";
    return all + ";learn=" + std::to_string(fit.to_learn.size());
}

std::optional<std::string> explain(sql::Transaction& tx, const Context& context, RecordId id) {
    const auto record = store::find_record(tx, id);
    if (!record || (context.actor.kind != ActorKind::system && !works_at(context, record->office))) return {};
    if (!is_price_known(tx, *record)) return {};
    const auto profile = store::profile_then(tx, context.platform.vault, record->profile, record->profile_version);
    const auto vacancy = store::vacancy_then(tx, record->vacancy, record->vacancy_revision);
    const auto* weights = weights_called(record->weights);
    if (!profile || !vacancy || weights == nullptr) return {};
    Relaxed relaxed;
    for (const auto& one : text::split(record->relaxed, ','))
        if (const auto what = parse_hard(one)) relaxed.items.push_back(*what);
    return outcome_of(judge(*profile, *vacancy, *weights, record->day, relaxed), *weights);
}

// --- the counsellor ---

Result<OverrideId, FitRefusal> override_fit(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                            const Override& wanted) {
    const auto profile = saved_profile(tx, context, application);
    if (!profile || !works_at(context, profile->office)) return FitRefusal::no_such_profile;
    const auto reason = text::clean_line(wanted.reason, reason_max);
    if (!reason || reason->empty()) return FitRefusal::reason_missing;
    const auto today = vacancies::today_at(tx, context, profile->office);
    const auto vacancy = open_vacancy(tx, context, wanted.vacancy, today);
    if (!vacancy) return FitRefusal::no_such_vacancy;
    if (employers::has_tie(tx, context, vacancy->employer)) return FitRefusal::has_tie;
    if (wanted.kind == OverrideKind::relax) {
        const auto what = parse_hard(wanted.item);
        if (!what || *what == Hard::of_age) return FitRefusal::never_relaxed;
        // A licence is the law's or safety's word: a manager's signature, not a clerk's.
        if (*what == Hard::certificate && !context.may(Permission::manage_office)) return FitRefusal::never_relaxed;
        const auto fit = judge(*profile, *vacancy, expert_weights(), today);
        if (std::ranges::none_of(fit.failed, [&](const Failed& one) { return one.what == *what; })) return FitRefusal::not_there;
    }
    constexpr std::int64_t day_s = 24 * 3600;
    const Override one{.id = {ids::next()},
                       .office = profile->office,
                       .profile = profile->id,
                       .vacancy = wanted.vacancy,
                       .kind = wanted.kind,
                       .item = wanted.kind == OverrideKind::relax ? wanted.item : "",
                       .reason = *reason,
                       .by = context.actor.account,
                       .at = context.now,
                       .until = {context.now.seconds + settings().veto_days * day_s}};
    if (!store::add_override(tx, one)) return FitRefusal::there_already;
    audit::record(
        tx, context,
        {profile->office, "matching.override", "matching_profile:" + profile->id.text(),
         nlohmann::json{
             {"override", one.id.text()}, {"kind", static_cast<int>(one.kind)}, {"item", one.item}, {"vacancy", one.vacancy.text()}}
             .dump()});
    return one.id;
}

Result<Done, FitRefusal> end_override(sql::Transaction& tx, const Context& context, OverrideId id) {
    if (!works_at(context, context.actor.office)) return FitRefusal::not_there;
    const auto subject = store::vacancy_of_override(tx, context.actor.office, id);
    const auto vacancy = subject ? vacancies::find_vacancy(tx, context, *subject) : std::nullopt;
    if (vacancy && employers::has_tie(tx, context, vacancy->employer)) return FitRefusal::has_tie;
    if (!store::end_override(tx, context.actor.office, id, context.now)) return FitRefusal::not_there;
    audit::record(tx, context, {context.actor.office, "matching.override_ended", "matching_override:" + id.text(), ""});
    return Done{};
}

std::vector<Override> overrides_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application) {
    const auto profile = saved_profile(tx, context, application);
    if (!profile || !may_read(context, application, profile->office)) return {};
    return store::overrides_of(tx, profile->id, context.now);
}

// --- objections ---

Result<ObjectionId, FitRefusal> object(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                                       VacancyId vacancy, std::string_view words) {
    const auto profile = saved_profile(tx, context, application);
    if (!profile || !is_holder(context, application)) return FitRefusal::no_such_profile;
    const auto said = text::clean_lines(words, words_max);
    if (!said || text::trim(*said).empty()) return FitRefusal::words_missing;
    const Objection one{.id = {ids::next()},
                        .office = profile->office,
                        .profile = profile->id,
                        .vacancy = vacancy,
                        .words = text::trim(*said),
                        .answer = "",
                        .at = context.now};
    store::add_objection(tx, context.platform.vault, one);
    audit::record(tx, context, {profile->office, "matching.objection", "matching_objection:" + one.id.text(), ""});
    return one.id;
}

std::vector<Objection> objections(sql::Transaction& tx, const Context& context, bool answered) {
    if (!works_at(context, context.actor.office)) return {};
    return store::objections(tx, context.platform.vault, context.actor.office, answered, objections_shown);
}

std::vector<Objection> own_objections(sql::Transaction& tx, const Context& context) {
    const auto profile = saved_profile(tx, context, {context.actor.applicant});
    if (!profile || context.actor.kind != ActorKind::applicant) return {};
    return store::objections_of(tx, context.platform.vault, profile->id);
}

Result<Done, FitRefusal> answer(sql::Transaction& tx, const Context& context, ObjectionId id, std::string_view words) {
    const auto one = store::find_objection(tx, context.platform.vault, id);
    if (!one || !works_at(context, one->office)) return FitRefusal::not_there;
    const auto said = text::clean_lines(words, words_max);
    if (!said || text::trim(*said).empty()) return FitRefusal::words_missing;
    if (!store::answer_objection(tx, context.platform.vault, id, text::trim(*said), context.actor.account, context.now))
        return FitRefusal::there_already;
    audit::record(tx, context, {one->office, "matching.objection_answered", "matching_objection:" + id.text(), ""});
    return Done{};
}

}  // namespace matching
