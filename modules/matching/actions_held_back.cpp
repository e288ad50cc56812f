#include "modules/matching/actions_held_back.hpp"

#include "modules/matching/actions_block.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/store_block.hpp"
#include "modules/matching/store_counsel.hpp"

namespace matching {

using vacancies::VacancyId;

HeldBack::HeldBack(sql::Transaction& tx, const Context& context, const Snapshot& open) : tx_(tx), context_(context), open_(open) {
    for (const auto& one : store::vetoes(tx, context.now)) vetoed_[one.profile].push_back(one.vacancy);
    for (const auto& one : standings(tx))
        if (open.has(one.vacancy)) standing_[one.file].push_back(one.vacancy);
    for (auto& one : store::blocks(tx)) blocked_[{one.office, one.person_key}].push_back(std::move(one));
}

std::set<VacancyId> HeldBack::of(const Profile& person) {
    std::set<VacancyId> all;
    if (const auto found = vetoed_.find(person.id); found != vetoed_.end()) all.insert(found->second.begin(), found->second.end());
    if (const auto found = standing_.find(person.application); found != standing_.end())
        all.insert(found->second.begin(), found->second.end());
    const auto blocks = blocked_.find({person.office, person.person_key});
    if (blocks == blocked_.end()) return all;
    for (const auto& one : blocks->second) {
        const auto& theirs = of_firm(one);
        all.insert(theirs.begin(), theirs.end());
    }
    return all;
}

const std::set<VacancyId>& HeldBack::of_firm(const Block& block) {
    const auto [theirs, is_new] = by_firm_.try_emplace(block.employer);
    if (is_new) {
        theirs->second = vacancies_of(tx_, context_, {block});
        std::erase_if(theirs->second, [&](VacancyId id) { return !open_.has(id); });
    }
    return theirs->second;
}

}  // namespace matching
