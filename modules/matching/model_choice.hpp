#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/matching/model_fit.hpp"

// What is shown to whom when not everybody can be shown the same, and what people say about it.
namespace matching {

using BatchId = Id<struct BatchTag>;
using RecordId = Id<struct RecordTag>;
using OverrideId = Id<struct OverrideTag>;
using ObjectionId = Id<struct ObjectionTag>;

struct Settings {
    int shown{10};  // K: suggestions to a person
    int floor{3};   // everybody gets one before anybody gets two, up to this many
    int candidates{200};
    int applicants_wanted{8};      // by opening
    int applications_percent{20};  // of those to whom a vacancy is suggested, this many apply (prior)
    int veto_days{90};
    int near_misses{5};
    int min_cell{10};  // of a group that is told of
    int records_kept_months{12};
    int explore_within_percent{15};  // of the score of the last one that is shown
    int people_shown{20};            // to a company at once
    std::string text() const;        // every value in order; its hash stands in each record
};

struct Batch {
    BatchId id;
    Instant at;
    int seekers{};
    int vacancies{};
    std::int64_t pairs{};
    std::int64_t value{};
    std::int64_t bound{};
    int sweeps{};
    int with_nothing{};
    double gap() const { return bound == 0 ? 0 : 1 - static_cast<double>(value) / static_cast<double>(bound); }
};

struct Price {
    std::int32_t price{};
    int capacity{};
    int given{};
    std::int64_t version{};  // of all prices, when this one was set; 0 = it was never set
};

// From where a suggestion came: the batch's allocation, what was free between two batches, an officer's pin, or the draw
// that shows something new once in a while.
enum class Slot { batch, open, officer, explore };

constexpr int certain = 1'000'000;  // propensity of what is always shown

struct Suggestion {
    vacancies::Vacancy vacancy;
    Fit fit;
    std::int32_t price{};
    int rank{};
    Slot slot{Slot::open};
    int shown_to{};    // people to whom it has been suggested
    int applicants{};  // others who applied and wait for an answer
};

struct Suggestions {
    std::vector<Suggestion> shown;
    std::vector<Suggestion> one_step_away;  // exactly one condition is not met
};

enum class OverrideKind { pin, veto, relax };
struct Override {
    OverrideId id;
    OfficeId office;
    ProfileId profile;
    vacancies::VacancyId vacancy;
    OverrideKind kind{};
    std::string item;  // of relax: code of what is set aside
    std::string reason;
    AccountId by;
    Instant at;
    Instant until;
};

// A suggestion with everything it was made from, so that anybody can compute it again.
struct Record {
    RecordId id;
    OfficeId office;
    ProfileId profile;
    int profile_version{};
    vacancies::VacancyId vacancy;
    std::int64_t vacancy_revision{};
    std::string weights;
    std::string settings;
    std::string relaxed;
    Date day;
    std::string outcome;
    std::int32_t score{};
    std::int32_t price{};
    std::int64_t price_version{};
    int rank{};
    Slot slot{};
    int propensity{certain};  // how likely it was to be shown, in millionths
    BatchId batch;
    Instant at;
};

struct Objection {
    ObjectionId id;
    OfficeId office;
    ProfileId profile;
    vacancies::VacancyId vacancy;
    std::string words;
    std::string answer;
    Instant at;
    bool is_answered{};
};

enum class FitRefusal {
    no_such_profile,
    no_such_vacancy,
    changed_meanwhile,
    field_unfit,
    no_consent,
    reason_missing,
    never_relaxed,
    there_already,
    not_there,
    words_missing,
    file_withdrawn,
    has_work,
    ask_at_counter,
    profile_first,
    has_tie,  // the officer said that they have one to the company
};

}  // namespace matching
