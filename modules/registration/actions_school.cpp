#include "modules/registration/actions_school.hpp"

#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/rules_life.hpp"
#include "modules/registration/store_life.hpp"
#include "modules/registration/store_school.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace registration {
namespace {

constexpr int code_length = 8;

bool may_hand_in(const Context& context, OfficeId office) {
    if (context.actor.kind == ActorKind::system) return true;
    return context.actor.kind == ActorKind::staff && context.actor.office == office && context.may(Permission::school);
}

}  // namespace

Result<HandedIn, Refusal> submit_for_school(sql::Transaction& tx, const Context& context, OfficeId office, const Answers& answers,
                                            const Vouching& vouching) {
    if (!may_hand_in(context, office)) return Refusal::not_yours;
    if (!missing_fields(answers).empty()) return Refusal::field_missing;
    Application application;
    application.id = ApplicationId{ids::next()};
    application.office = office;
    application.channel = Channel::school;
    application.state = ApplicationState::submitted;
    application.created_at = context.now;
    application.submitted_at = context.now;
    application.answers = answers;
    // Whether the NIK is already known is not looked at here: the answer would tell the school who is registered.
    application.person_key = context.platform.vault.blind_index("nik", answers.nik->reveal());
    do application.code = crypto::random_code(code_length);
    while (!store::add_application(tx, context.platform.vault, application, {}));
    store::save_answers(tx, context.platform.vault, application, context.now);
    store::add_vouching(tx, application, vouching, context.now, context.actor.audit_name());
    record(tx, context, application, "application.submitted", R"({"channel":"school"})");
    return HandedIn{application.id, application.code};
}

Result<Done, Refusal> correct_for_school(sql::Transaction& tx, const Context& context, ApplicationId id, const Answers& answers) {
    auto application = store::find_application(tx, context.platform.vault, id);
    if (!application || application->channel != Channel::school || !may_hand_in(context, application->office))
        return Refusal::no_such_application;
    if (application->state != ApplicationState::submitted || application->present_at) return Refusal::wrong_state;
    if (!missing_fields(answers).empty()) return Refusal::field_missing;
    if (!store::take_turn(tx, id, application->version, context.now)) return Refusal::changed_meanwhile;
    application->answers = answers;
    application->person_key = context.platform.vault.blind_index("nik", answers.nik->reveal());
    store::save_answers(tx, context.platform.vault, *application, context.now);
    record(tx, context, *application, "application.corrected_by_school");
    announce(tx, id);
    return Done{};
}

std::optional<Vouching> vouching_of(sql::Transaction& tx, ApplicationId id) { return store::find_vouching(tx, id); }

std::vector<SchoolFile> files_of_school(sql::Transaction& tx, OfficeId office, std::int64_t school) {
    return store::files_of_school(tx, office, school);
}

std::vector<DueReport> reports_due_of_school(sql::Transaction& tx, const Context& context, OfficeId office, std::int64_t school) {
    std::vector<DueReport> due;
    if (!may_hand_in(context, office)) return due;
    const auto today = today_at(tx, context, office);
    const auto number = [&](std::string_view name) { return office::parameter(tx, office, name, today).number(); };
    const int ahead = std::max(0, number("report_reminder_days"));
    const int grace = number("report_grace_days");
    for (auto& one : store::due_cards_of_school(tx, office, school, today + ahead, today)) {
        const auto due_on = store::life_of(tx, one.id).report_due;
        if (!due_on || last_day_to_report(*due_on, grace) < today) continue;
        const auto application = one.application;
        due.push_back({application, std::move(one), *due_on, last_day_to_report(*due_on, grace)});
    }
    return due;
}

}  // namespace registration
