#include "modules/partners/actions_pupil.hpp"

#include "modules/booking/actions_school.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/links/links.hpp"

namespace partners {

namespace {

std::optional<Graduate> holder_of(sql::Transaction& tx, const Context& context, std::string_view purpose, std::string_view token) {
    const auto subject = links::open(context, purpose, token);
    if (!subject) return {};
    auto graduate = store::find_graduate(tx, context.platform.vault, {*subject});
    if (!graduate || graduate->state != GraduateState::sent) return {};
    return graduate;
}

void note(sql::Transaction& tx, const Context& context, const Graduate& graduate, std::string_view verb) {
    audit::record(tx, context, {graduate.office, verb, "partners_graduate:" + graduate.id.text(), ""});
}

// The link is the pupil's own proof: it does what the school's account could do with this one ticket.
Context as_system(const Context& context) {
    auto made = context;
    made.actor.kind = ActorKind::system;
    return made;
}

}  // namespace

std::optional<PupilView> pupil_view(sql::Transaction& tx, const Context& context, std::string_view purpose, std::string_view token) {
    auto graduate = holder_of(tx, context, purpose, token);
    if (!graduate) return {};
    auto school = store::find_school(tx, context.platform.vault, graduate->school);
    const auto office = office::find_office(tx, graduate->office);
    if (!school || !office) return {};
    std::optional<booking::TicketView> ticket;
    if (const auto open = booking::open_ticket_of(tx, graduate->application)) ticket = booking::ticket_view(tx, open->code);
    return PupilView{std::move(*graduate), std::move(*school), office->name, office->code, std::move(ticket)};
}

Result<Done, Refusal> confirm(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto graduate = holder_of(tx, context, confirm_purpose, token);
    if (!graduate) return Refusal::link_over;
    const auto ticket = booking::open_ticket_of(tx, graduate->application);
    if (!ticket) return Refusal::wrong_state;
    if (graduate->confirmed_at) return Done{};
    store::set_confirmed(tx, graduate->id, context.now);
    booking::claim_for_person(tx, context, ticket->id);
    note(tx, context, *graduate, "graduate.confirmed");
    return Done{};
}

Result<Done, Refusal> decline(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto graduate = holder_of(tx, context, confirm_purpose, token);
    if (!graduate) return Refusal::link_over;
    if (graduate->declined_at) return Done{};
    const auto ticket = booking::open_ticket_of(tx, graduate->application);
    if (!ticket) return Refusal::wrong_state;
    for (const auto& view : booking::blocks_of(tx, graduate->office, graduate->school.value)) {
        if (view.window.id != ticket->window) continue;
        const auto freed = booking::free_place(tx, as_system(context), view.block.id, graduate->application);
        if (!freed) return Refusal::wrong_state;
        break;
    }
    store::set_declined(tx, graduate->id, context.now);
    note(tx, context, *graduate, "graduate.declined");
    return Done{};
}

Result<Done, Refusal> tell_outcome(sql::Transaction& tx, const Context& context, std::string_view token, GraduateOutcome outcome) {
    const auto graduate = holder_of(tx, context, tracer_purpose, token);
    if (!graduate) return Refusal::link_over;
    store::set_outcome(tx, graduate->id, outcome, context.now);
    note(tx, context, *graduate, "graduate.outcome_told");
    return Done{};
}

}  // namespace partners
