#include "modules/placement/actions_placed.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/store_placed.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace placement {
namespace {

constexpr int placements_shown = 200;

int confirmed_after(sql::Transaction& tx, OfficeId office, Date today) {
    return office::parameter(tx, office, "placement_confirmed_after", today).number();
}

Result<Placement, Refusal> to_verify(sql::Transaction& tx, const Context& context, PlacementId id) {
    const auto placement = store::find_placement(tx, id);
    if (!placement || !refers_at(context, placement->office)) return Refusal::no_such_placement;
    if (context.actor.account && store::has_interest(tx, context.actor.account, placement->employer)) return Refusal::has_interest;
    return *placement;
}

PlacementView view_of(sql::Transaction& tx, const Context& context, Placement placement) {
    PlacementView view;
    const auto today = today_at(tx, context, placement.office);
    if (const auto file = registration::find_outline(tx, placement.file)) view.name = file->name;
    if (const auto vacancy = placement.vacancy ? vacancies::find_vacancy(tx, context, placement.vacancy) : std::nullopt)
        view.title = vacancy->title;
    view.may_verify = may_be_verified(placement, today);
    view.may_confirm = may_be_confirmed(placement, today, confirmed_after(tx, placement.office, today));
    view.has_interest = context.actor.account && store::has_interest(tx, context.actor.account, placement.employer);
    view.placement = std::move(placement);
    return view;
}

// The card leaves the register as what really happened: placed through the service, or work found alone.
Result<Done, Refusal> close_card(sql::Transaction& tx, const Context& context, const Placement& placement) {
    const auto file = registration::find_application(tx, context, placement.file);
    const auto card = file && file->card ? registration::find_card(tx, context, file->card) : std::nullopt;
    const auto today = today_at(tx, context, placement.office);
    // A card of another office, or one that is not out: the placement is counted here, the register there says its own.
    if (!card || card->office != placement.office || card->state != registration::CardState::handed_over || today > card->valid_until)
        return Done{};
    const bool is_alone = placement.origin == MatchOrigin::self_found;
    const registration::Report report{.status = is_alone ? registration::ReportStatus::working : registration::ReportStatus::placed,
                                      .employer = placement.employer_name,
                                      .since = placement.start_on,
                                      .on = std::max(placement.start_on, card->issued_on),
                                      .paper_stamped = false};
    if (!registration::report_at_counter(tx, context, card->id, report)) return Refusal::changed_meanwhile;
    return Done{};
}

}  // namespace

std::vector<PlacementView> placements(sql::Transaction& tx, const Context& context, PlacementState state) {
    std::vector<PlacementView> views;
    if (!refers_at(context, context.actor.office)) return views;
    for (auto& placement : store::placements(tx, context.actor.office, state, placements_shown))
        views.push_back(view_of(tx, context, std::move(placement)));
    return views;
}

std::optional<PlacementView> placement_to_look_at(sql::Transaction& tx, const Context& context, PlacementId id) {
    auto placement = store::find_placement(tx, id);
    if (!placement || !refers_at(context, placement->office)) return {};
    return view_of(tx, context, std::move(*placement));
}

Result<Done, Refusal> verify(sql::Transaction& tx, const Context& context, PlacementId id, Evidence evidence) {
    auto placement = to_verify(tx, context, id);
    if (!placement) return placement.error();
    if (placement->state != PlacementState::reported) return Refusal::wrong_state;
    if (!may_be_verified(*placement, today_at(tx, context, placement->office))) return Refusal::start_in_future;
    placement->evidence = evidence;
    // The statement asks again whether this officer has a tie to the firm: one may be declared in the same moment.
    if (!store::verify(tx, *placement, PlacementState::placed, context.actor.account, context.actor.audit_name(), context.now))
        return Refusal::changed_meanwhile;
    note(tx, context, *placement, event_of(placement->origin), placement->start_on);
    if (const auto closed = close_card(tx, context, *placement); !closed) return closed.error();
    events::publish(tx, context, {"placement.placed", placement->office, placement->id.value});
    return Done{};
}

Result<Done, Refusal> refuse(sql::Transaction& tx, const Context& context, PlacementId id) {
    auto placement = to_verify(tx, context, id);
    if (!placement) return placement.error();
    if (placement->state != PlacementState::reported) return Refusal::wrong_state;
    if (!store::verify(tx, *placement, PlacementState::refused, context.actor.account, context.actor.audit_name(), context.now))
        return Refusal::changed_meanwhile;
    note(tx, context, *placement, "refused", today_at(tx, context, placement->office));
    if (!placement->candidacy) return Done{};
    auto candidacy = store::find_candidacy(tx, context.platform.vault, placement->candidacy);
    if (!candidacy) return Done{};
    store::give_back_opening(tx, candidacy->vacancy);
    return keep_answer(tx, context, *candidacy, CandidacyState::closed, Reason::cancelled);
}

Result<Done, Refusal> confirm(sql::Transaction& tx, const Context& context, PlacementId id) {
    auto placement = to_verify(tx, context, id);
    if (!placement) return placement.error();
    if (placement->state != PlacementState::placed) return Refusal::wrong_state;
    const auto today = today_at(tx, context, placement->office);
    if (!may_be_confirmed(*placement, today, confirmed_after(tx, placement->office, today))) return Refusal::too_early;
    if (!store::confirm(tx, *placement, today)) return Refusal::changed_meanwhile;
    note(tx, context, *placement, "confirmed", today);
    return Done{};
}

Result<Done, Refusal> end(sql::Transaction& tx, const Context& context, PlacementId id, Date ended_on) {
    auto placement = to_verify(tx, context, id);
    if (!placement) return placement.error();
    if (placement->state != PlacementState::placed && placement->state != PlacementState::confirmed) return Refusal::wrong_state;
    if (!may_be_ended(*placement, today_at(tx, context, placement->office), ended_on)) return Refusal::end_unfit;
    if (!store::end(tx, *placement, ended_on)) return Refusal::changed_meanwhile;
    note(tx, context, *placement, "ended", ended_on);
    events::publish(tx, context, {"placement.ended", placement->office, placement->id.value});
    return Done{};
}

Result<PlacementId, Refusal> report_self_found(sql::Transaction& tx, const Context& context, const SelfFound& found) {
    const auto file = registration::find_application(tx, context, found.file);
    if (!file || !refers_at(context, file->office) || !may_come_forward(*file)) return Refusal::file_not_ready;
    const auto employer_name = text::clean_line(found.employer_name, 120);
    if (!employer_name || employer_name->empty()) return Refusal::no_such_employer;
    const auto today = today_at(tx, context, file->office);
    if (found.start_on > today) return Refusal::start_in_future;
    if (!is_near(found.start_on, today)) return Refusal::start_unfit;
    Placement placement;
    placement.id = PlacementId{ids::next()};
    placement.office = file->office;
    placement.file = file->id;
    placement.employer_name = *employer_name;
    placement.occupation = found.occupation;
    placement.channel = found.channel;
    placement.origin = MatchOrigin::self_found;
    placement.evidence = Evidence::person_statement;
    placement.start_on = found.start_on;
    placement.reported_by = context.actor.audit_name();
    placement.reported_at = context.now;
    store::add_placement(tx, placement);
    audit::record(tx, context,
                  {placement.office, "placement.reported", "placement_placement:" + placement.id.text(),
                   nlohmann::json{{"start", placement.start_on.iso()}}.dump()});
    return placement.id;
}

}  // namespace placement
