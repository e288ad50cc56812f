#include "modules/matching/actions_fairness.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/workers.hpp"
#include "modules/employers/actions.hpp"
#include "modules/matching/actions_held_back.hpp"
#include "modules/matching/actions_outcomes.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_fairness.hpp"
#include "modules/matching/store_counsel.hpp"
#include "modules/matching/store_fairness.hpp"
#include "modules/matching/store_slot.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions_distance.hpp"
#include "modules/reference/industries.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/form.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"

namespace matching {

namespace {

using registration::Application;
using registration::ApplicationId;
using vacancies::Vacancy;
using vacancies::VacancyId;

constexpr std::int64_t quarter_s = 90 * 24 * 3600;
constexpr int outcome_months = 12;

OutcomesOf known_outcomes = nullptr;

FairnessLimits limits_of(sql::Transaction& tx, OfficeId office, Date today) {
    const auto number = [&](std::string_view name) { return office::parameter(tx, office, name, today).number(); };
    return {.min_cell = number("advice_min_cell"),
            .alarm_people = number("advice_alarm_people"),
            .exposure = 10 * number("advice_fairness_percent"),
            .conditional = 10 * number("advice_conditional_percent"),
            .quality = 1000 - 10 * number("advice_quality_gap_percent"),
            .outcome = 10 * number("advice_outcome_percent"),
            .calibration = 10 * number("advice_calibration_percent"),
            .coverage = 10 * number("advice_coverage_percent")};
}

std::string regency_of(std::string_view code) { return std::string(code.substr(0, 5)); }

// Into which third of the office's people somebody falls by the way from home to the centre of the regency; people of one
// district stay together, so that thirds are as even as districts allow.
class Thirds {
  public:
    Thirds(std::string centre, const std::vector<std::string>& homes) : centre_(std::move(centre)) {
        std::vector<int> ways;
        for (const auto& home : homes)
            if (const auto way = reference::distance(home, centre_); way.is_known()) ways.push_back(way.kilometres);
        std::ranges::sort(ways);
        if (ways.empty()) return;
        first_ = ways[ways.size() / 3];
        second_ = ways[2 * ways.size() / 3];
    }
    std::string of(const std::string& home) const {
        const auto way = reference::distance(home, centre_);
        if (!way.is_known() || first_ == second_) return "";
        return way.kilometres <= first_ ? "near" : way.kilometres < second_ ? "middle" : "far";
    }

  private:
    std::string centre_;
    int first_{};
    int second_{};
};

// Read here, added up, and forgotten: no score, no list and no table ever sees it.
void put_groups(Observed& one, const Application& application, const Profile* profile, Date day, const Thirds& thirds) {
    const auto put = [&](Grouping by, std::string name) { one.groups[static_cast<std::size_t>(by)] = std::move(name); };
    const auto& answers = application.answers;
    if (answers.sex) put(Grouping::sex, *answers.sex == Sex::female ? "P" : "L");
    if (answers.birth_date) put(Grouping::age, age_band(answers.birth_date->age_on(day)));
    const auto district = answers.village_code.substr(0, 8);
    put(Grouping::district, district);
    put(Grouping::centre, thirds.of(district));
    if (!answers.education.empty()) put(Grouping::education, answers.education.front().level);
    if (answers.situation) put(Grouping::situation, std::string(registration::code(*answers.situation)));
    const int graduated = answers.education.empty() ? 0 : answers.education.front().year;
    const bool is_of_school = application.channel == registration::Channel::school;
    put(Grouping::school, !is_of_school ? "none" : graduated > 0 ? std::to_string(graduated) : "");
    // What the workplace must provide was told for suggestions, and is counted with that consent only; never why.
    if (profile != nullptr && profile->consent.suggestions) put(Grouping::needs, profile->needs.empty() ? "no" : "yes");
}

// Of what the engine reads of a profile, how much was told.
int facts_told(const Profile& profile) {
    const std::array<bool, 6> told{!profile.wishes.occupations.empty(),
                                   !profile.home.empty(),
                                   std::ranges::any_of(profile.experience, [](const Past& one) { return !one.occupation.empty(); }),
                                   !profile.skills.empty(),
                                   !profile.certificates.empty() || !profile.languages.empty(),
                                   profile.wishes.wage > 0};
    return static_cast<int>(1000 * std::ranges::count(told, true) / std::ssize(told));
}

std::string field_of_work(const Profile& profile) {
    if (!profile.wishes.occupations.empty()) return profile.wishes.occupations.front().substr(0, 1);
    for (const auto& one : profile.experience)
        if (!one.occupation.empty()) return one.occupation.substr(0, 1);
    return "";
}

// The chance of being taken that stood in the record, in thousandths.
std::optional<std::int32_t> chance_of(const store::FirstSuggested& record) {
    const auto* weights = weights_called(record.weights);
    if (weights == nullptr) return {};
    int points = 0;  // of "place=20/140;": the first of the two
    for (std::size_t at = 0; (at = record.outcome.find('/', at)) != std::string::npos; ++at) {
        const auto begin = record.outcome.rfind('=', at) + 1;
        int one = 0;
        const auto read = std::from_chars(record.outcome.data() + begin, record.outcome.data() + at, one);
        if (read.ptr != record.outcome.data() + at) return {};
        points += one;
    }
    const auto& chance = weights->worth.chance;
    const auto place = std::min(static_cast<std::size_t>(std::max(points, 0)), chance.size() - 1);
    return static_cast<std::int32_t>(std::int64_t{chance[place]} * 1000 / 65536);
}

// What the places of somebody's list hold.
class Shown {
  public:
    Shown(sql::Transaction& tx, const Context& context, OfficeId office) : tx_(tx), context_(context) {
        for (const auto& one : store::slots(tx, office)) by_person_[one.profile].push_back(one);
    }

    std::size_t put(Observed& one, const Profile& person) {
        const auto found = by_person_.find(person.id);
        const auto& slots = found == by_person_.end() ? none_ : found->second;
        one.value(Measure::exposure) = exposure_of(ranks_of(slots));
        std::int64_t wages = 0;
        int with_wage = 0;
        int contracts = 0;
        std::int64_t way = 0;
        int with_way = 0;
        int known = 0;
        for (const auto& slot : slots) {
            const auto* vacancy = find(slot.vacancy);
            if (vacancy == nullptr) continue;
            ++known;
            contracts += vacancy->contract == vacancies::Contract::permanent || vacancy->contract == vacancies::Contract::fixed_term;
            if (const auto one_way = reference::distance(person.home, vacancy->place_code); one_way.is_known()) {
                way += one_way.kilometres;
                ++with_way;
            }
            const auto middle = (vacancy->wage_low + std::max(vacancy->wage_low, vacancy->wage_high)) / 2;
            wages += middle / 1000;
            with_wage += middle > 0;
        }
        if (known > 0) one.value(Measure::contract) = 1000 * contracts / known;
        if (with_way > 0) one.value(Measure::distance) = static_cast<std::int32_t>(10 * way / with_way);
        if (with_wage > 0) one.value(Measure::wage) = static_cast<std::int32_t>(wages / with_wage);
        return slots.size();
    }

  private:
    // What was not opened yet stands in the places that are free.
    static std::vector<int> ranks_of(const std::vector<store::SlotRow>& slots) {
        std::vector<int> ranks;
        for (const auto& slot : slots)
            if (slot.rank > 0) ranks.push_back(slot.rank);
        int free = 0;
        for (const auto& slot : slots) {
            if (slot.rank > 0) continue;
            do ++free;
            while (std::ranges::find(ranks, free) != ranks.end());
            ranks.push_back(free);
        }
        return ranks;
    }
    const Vacancy* find(VacancyId id) {
        const auto [at, is_new] = vacancies_.try_emplace(id);
        if (is_new) at->second = vacancies::find_vacancy(tx_, context_, id);
        return at->second ? &*at->second : nullptr;
    }

    sql::Transaction& tx_;
    const Context& context_;
    std::map<ProfileId, std::vector<store::SlotRow>> by_person_;
    std::map<VacancyId, std::optional<Vacancy>> vacancies_;
    const std::vector<store::SlotRow> none_;
};

// Everybody of one office who takes part, and what companies answered.
class Census {
  public:
    Census(sql::Transaction& tx, const Context& context, OfficeId office)
        : tx_(tx),
          context_(context),
          office_(office),
          today_(vacancies::today_at(tx, context, office)),
          now_(snapshot(tx, context)),
          thirds_(thirds_of(tx)) {
        for (const auto& one : now_->people())
            if (one->office == office) by_key_[one->person_key] = one.get();
    }

    Counted count() {
        count_people();
        count_decided();
        for (const auto& one : store::prices(tx_)) made_.loads.push_back({one.price.given, one.price.capacity});
        return std::move(made_);
    }

  private:
    Thirds thirds_of(sql::Transaction& tx) const {
        const auto office = office::find_office(tx, office_);
        std::vector<std::string> homes;
        for (const auto& one : now_->people())
            if (one->office == office_ && one->consent.suggestions) homes.push_back(one->home);
        return {office ? office->regency_code : "", homes};
    }

    void count_people() {
        std::map<ProfileId, std::array<int, 3>> words;
        for (const auto& one : store::words_since(tx_, office_, {context_.now.seconds - quarter_s}))
            ++words[one.profile][static_cast<std::size_t>(one.kind)];

        HeldBack all_held_back(tx_, context_, *now_);
        std::vector<Snapshot::Asking> asking;
        std::vector<std::set<VacancyId>> held_back;  // the same people
        std::size_t most_held_back = 0;
        for (const auto& one : now_->people()) {
            if (one->office != office_ || !one->consent.suggestions) continue;
            asking.push_back({one.get(), today_});
            held_back.push_back(all_held_back.of(*one));
            most_held_back = std::max(most_held_back, held_back.back().size());
        }
        const auto shown_most = static_cast<std::size_t>(settings().shown);
        const auto best = now_->best_of_each(asking, expert_weights(), shown_most + most_held_back, workers::threads_of_machine());
        Shown shown(tx_, context_, office_);
        for (std::size_t at = 0; at < asking.size(); ++at) {
            const auto& person = *asking[at].profile;
            const auto application = registration::find_application(tx_, context_, person.application);
            if (!application || application->training) continue;
            Observed one;
            one.key = static_cast<std::uint64_t>(person.id.value);
            put_groups(one, *application, &person, today_, thirds_);
            one.schooling = person.education;
            one.stratum = field_of_work(person) + "|" + regency_of(person.home);
            one.value(Measure::data) = facts_told(person);
            const auto given = shown.put(one, person);
            const auto feasible = put_scores(one, best[at], held_back[at], shown_most);
            const auto floor = static_cast<std::size_t>(settings().floor);
            made_.zero_slot += given < floor && feasible >= floor;
            const auto& said = words[person.id];
            const auto rate = [&](OverrideKind kind) { return 1000 * said[static_cast<std::size_t>(kind)]; };
            one.value(Measure::pins) = rate(OverrideKind::pin);
            one.value(Measure::vetoes) = rate(OverrideKind::veto);
            one.value(Measure::relaxations) = rate(OverrideKind::relax);
            made_.people.push_back(std::move(one));
        }
    }

    static std::size_t put_scores(Observed& one, const std::vector<Ranked>& best, const std::set<VacancyId>& held_back, std::size_t most) {
        std::int64_t sum = 0;
        std::size_t count = 0;
        for (const auto& each : best) {
            if (count == most) break;
            if (held_back.contains(each.vacancy)) continue;
            sum += each.score;
            ++count;
        }
        one.value(Measure::score) = count == 0 ? 0 : static_cast<std::int32_t>(sum / static_cast<std::int64_t>(count));
        return count;
    }

    void count_decided() {
        if (known_outcomes == nullptr) return;
        const Instant since = instant({today_.plus_months(-outcome_months), {}, Zone::wib});
        std::map<ApplicationId, std::optional<Application>> files;
        for (const auto& outcome : known_outcomes(tx_, office_, since)) {
            const auto [file, is_new] = files.try_emplace(outcome.file);
            if (is_new) file->second = registration::find_application(tx_, context_, outcome.file);
            if (!file->second || file->second->training) continue;
            made_.decided.push_back(decided_from(outcome, *file->second));
        }
    }

    DecidedApplication decided_from(const Outcome& outcome, const Application& application) {
        DecidedApplication one;
        const auto known = by_key_.find(application.person_key);
        const auto* profile = application.person_key.empty() || known == by_key_.end() ? nullptr : known->second;
        one.key = static_cast<std::uint64_t>(profile != nullptr ? profile->id.value : application.id.value);
        put_groups(one, application, profile, outcome.applied_at.in(Zone::wib).date, thirds_);
        one.employer = outcome.employer.text();
        one.stratum = one.employer;
        one.sector = sector_of(outcome.employer);
        one.value(Measure::invited) = outcome.invited ? 1000 : 0;
        one.value(Measure::hired) = outcome.hired ? 1000 : 0;
        if (const auto first = profile == nullptr ? std::nullopt : store::first_suggested(tx_, profile->id, outcome.vacancy))
            one.value(Measure::calibration) = chance_of(*first).value_or(not_told);
        return one;
    }

    std::string sector_of(employers::EmployerId id) {
        const auto [at, is_new] = sectors_.try_emplace(id);
        if (!is_new) return at->second;
        const auto employer = employers::public_employer(tx_, id);
        const auto industry = employer ? reference::find_industry(employer->kbli, employer->kbli_version) : std::nullopt;
        if (industry) at->second = std::string(1, industry->section);
        return at->second;
    }

    sql::Transaction& tx_;
    const Context& context_;
    OfficeId office_;
    Date today_;
    std::shared_ptr<const Snapshot> now_;
    Thirds thirds_;
    std::map<std::string, const Profile*> by_key_;
    std::map<employers::EmployerId, std::string> sectors_;
    Counted made_;
};

void measure_office(const Context& context, OfficeId office) {
    struct Read {
        Counted town;
        FairnessLimits limits;
        std::optional<Batch> batch;
    };
    const auto read = context.platform.database.read([&](sql::Transaction& tx) {
        return Read{Census(tx, context, office).count(), limits_of(tx, office, vacancies::today_at(tx, context, office)),
                    store::newest_batch(tx)};
    });
    if (!read.batch) return;
    auto board = board_of(read.town, read.limits, static_cast<std::uint64_t>(read.batch->id.value));
    board.at = context.now;
    context.platform.database.write([&](sql::Transaction& tx) {
        store::keep_board(tx, office, read.batch->id, board);
        audit::record(tx, context, {office, "matching.fairness_measured", "office_office:" + office.text(), ""});
    });
}

}  // namespace

void use_outcomes(OutcomesOf outcomes_of) { known_outcomes = outcomes_of; }

void measure_fairness(const Context& context) {
    if (context.actor.kind != ActorKind::system) {
        measure_office(context, context.actor.office);
        return;
    }
    const auto offices = context.platform.database.read([&](sql::Transaction& tx) {
        std::set<OfficeId> all;
        for (const auto& one : snapshot(tx, context)->people()) all.insert(one->office);
        for (const auto& one : store::offices_with_board(tx)) all.insert(one);
        return all;
    });
    for (const auto& office : offices) measure_office(context, office);
}

std::optional<FairnessView> fairness(sql::Transaction& tx, const Context& context) {
    const auto office = office::find_office(tx, context.actor.office);
    if (!office || !context.may(Permission::see_audit)) return {};
    FairnessView view{.batch = store::newest_batch(tx),
                      .board = store::find_board(tx, office->id),
                      .basis = office::parameter(tx, office->id, "advice_fairness_basis", context.local(office->zone).date).value,
                      .companies = {}};
    for (const auto& one : store::words_since(tx, office->id, {context.now.seconds - quarter_s})) {
        view.pins += one.kind == OverrideKind::pin;
        view.vetoes += one.kind == OverrideKind::veto;
        view.relaxations += one.kind == OverrideKind::relax;
    }
    if (view.board)
        for (const auto& line : view.board->lines) {
            if (line.scope != Scope::employer) continue;
            const auto [at, is_new] = view.companies.try_emplace(line.scope_name);
            if (!is_new) continue;
            const auto employer = employers::public_employer(tx, {std::stoll(line.scope_name)});
            at->second = employer ? employer->name : line.scope_name;
        }
    audit::record(tx, context, {office->id, "matching.fairness_read", "office_office:" + office->id.text(), ""});
    return view;
}

}  // namespace matching
