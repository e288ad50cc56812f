#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "modules/matching/lists.hpp"
#include "modules/matching/model_fit.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/shared_map.hpp"
#include "modules/matching/structured_index.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The vacancies and profiles of the record, in memory, as the index reads them. A snapshot never changes; whoever holds one
// computes with it in peace while the next is made, which shares with it whatever stayed the same. Each process follows the
// revisions of the database, so several of them serve the same answers.
namespace matching {

struct Ranked {
    vacancies::VacancyId vacancy;
    std::int32_t score{};
};

class Snapshot {
  public:
    std::size_t vacancies() const { return index_.size(); }
    // With any consent, by id.
    std::span<const std::shared_ptr<const Profile>> people() const { return people_; }
    bool has(vacancies::VacancyId vacancy) const;  // open on this day

    // The best for this person, highest score first; never one whose condition is not met. Exact.
    std::vector<Ranked> best(const Profile& profile, const Weights& weights, Date today, std::size_t count) const;
    // By score less price.
    std::vector<Ranked> best(const Profile& profile, const Weights& weights, Date today, std::size_t count, const PriceList& prices) const;
    // The same for many people, each on their own day, in their order; as many threads as `threads` share the work. With
    // prices where there are some.
    struct Asking {
        const Profile* profile{};
        Date today;
    };
    std::vector<std::vector<Ranked>> best_of_each(const std::vector<Asking>& people, const Weights& weights, std::size_t count,
                                                  unsigned threads, const PriceList* prices = nullptr) const;
    // Those of the best that would come in if this one kind of condition were not asked.
    std::vector<Ranked> best_without(const Profile& profile, const Weights& weights, Date today, Hard what, std::size_t count) const;

    // --- for tests: the same from scratch, and step by step ---
    struct Known {
        vacancies::Vacancy vacancy;
        bool is_open{};
    };
    // The snapshot after these changes; `changes` hold each vacancy once.
    std::shared_ptr<const Snapshot> with(const std::vector<Known>& changes, std::vector<Profile> people_changed, Date day) const;

    std::int64_t vacancy_revision{};
    std::int64_t profile_revision{};
    Date day;

  private:
    std::vector<Ranked> best(const Profile& profile, const Question& question, std::size_t count) const;
    void put(Profile person);

    Lists lists_;
    SharedMap<std::int64_t, std::vector<std::uint16_t>> papers_beyond_;  // by vacancy
    StructuredIndex index_{{}, occupation_count, 2};
    std::vector<std::shared_ptr<const Profile>> people_;
};

// As the record stands in this transaction.
std::shared_ptr<const Snapshot> snapshot(sql::Transaction& tx, const Context& context);

}  // namespace matching
