#include "modules/matching/actions_block.hpp"

#include <nlohmann/json.hpp>

#include "modules/employers/actions.hpp"
#include "modules/matching/access.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/store_block.hpp"
#include "modules/matching/store_profile.hpp"
#include "modules/matching/store_slot.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/rules.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"

namespace matching {

namespace {

void note(sql::Transaction& tx, const Context& context, const Block& block, registration::ApplicationId file, const char* verb) {
    audit::record(
        tx, context,
        {block.office, verb, "registration_application:" + file.text(), nlohmann::json{{"employer", block.employer.text()}}.dump()});
}

// Places that were kept for the person go to others.
void give_back_slots(sql::Transaction& tx, const Context& context, const Block& block) {
    const auto profile = store::find_profile(tx, context.platform.vault, block.office, block.person_key);
    if (!profile) return;
    const auto theirs = vacancies_of(tx, context, {block});
    for (const auto& slot : store::slots_of(tx, profile->id))
        if (theirs.contains(slot.vacancy)) store::return_slot(tx, profile->id, slot.vacancy);
}

// Nobody blocks in the name of a NIK that they only typed, and nobody reads what its owner blocked.
std::optional<FitRefusal> obstacle(sql::Transaction& tx, const Context& context, const std::optional<registration::Outline>& file) {
    if (!file || !is_holder(context, file->id) || file->person_key.empty()) return FitRefusal::no_such_profile;
    if (registration::is_proved(file->state)) return {};
    const auto saved = store::find_profile(tx, context.platform.vault, file->office, file->person_key);
    if (!saved) return FitRefusal::profile_first;
    if (!may_open(context, *file, *saved)) return FitRefusal::ask_at_counter;
    return {};
}

}  // namespace

Result<Block, FitRefusal> block_employer(sql::Transaction& tx, const Context& context, registration::ApplicationId id,
                                         vacancies::VacancyId vacancy_id) {
    const auto file = registration::find_outline(tx, id);
    if (const auto why = obstacle(tx, context, file)) return *why;
    const auto vacancy = vacancies::find_vacancy(tx, context, vacancy_id);
    if (!vacancy) return FitRefusal::no_such_vacancy;
    const Block block{file->office, file->person_key, vacancy->employer, vacancy->employer_name, context.now};
    if (!store::add_block(tx, block)) return block;
    give_back_slots(tx, context, block);
    note(tx, context, block, id, "matching.employer_blocked");
    return block;
}

Result<Done, FitRefusal> unblock_employer(sql::Transaction& tx, const Context& context, registration::ApplicationId id,
                                          employers::EmployerId employer) {
    const auto file = registration::find_outline(tx, id);
    if (const auto why = obstacle(tx, context, file)) return *why;
    if (!store::end_block(tx, file->office, file->person_key, employer)) return FitRefusal::not_there;
    note(tx, context, {file->office, file->person_key, employer, "", context.now}, id, "matching.employer_unblocked");
    return Done{};
}

std::vector<Block> blocked_employers(sql::Transaction& tx, const Context& context, registration::ApplicationId id) {
    const auto file = registration::find_outline(tx, id);
    if (obstacle(tx, context, file)) return {};
    auto all = store::blocks_of(tx, file->office, file->person_key);
    for (auto& one : all)
        if (const auto now = employers::public_employer(tx, one.employer)) one.employer_name = now->name;
    return all;
}

bool has_blocked(sql::Transaction& tx, registration::ApplicationId id, employers::EmployerId employer) {
    const auto file = registration::find_outline(tx, id);
    return file && store::has_block(tx, file->office, file->person_key, employer);
}

std::set<vacancies::VacancyId> vacancies_of(sql::Transaction& tx, const Context& context, const std::vector<Block>& blocks) {
    std::set<vacancies::VacancyId> all;
    for (const auto& block : blocks)
        for (const auto& one : vacancies::vacancies_of(tx, context, block.employer)) all.insert(one.id);
    return all;
}

}  // namespace matching
