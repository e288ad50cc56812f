#include "modules/partners/actions_places.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "modules/booking/actions.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/access.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/actions_pupil.hpp"
#include "modules/partners/rules.hpp"
#include "modules/partners/store.hpp"
#include "modules/registration/actions_school.hpp"
#include "platform/audit/audit.hpp"
#include "platform/links/links.hpp"

namespace partners {

namespace {

constexpr int days_ahead_max = 90;

Refusal refusal_of(booking::Refusal why) {
    if (why == booking::Refusal::quota_full) return Refusal::no_room;
    if (why == booking::Refusal::window_suspended || why == booking::Refusal::window_over) return Refusal::window_not_open;
    if (why == booking::Refusal::no_such_window) return Refusal::no_such_block;
    if (why == booking::Refusal::quota_unfit || why == booking::Refusal::field_missing) return Refusal::field_missing;
    if (why == booking::Refusal::changed_meanwhile) return Refusal::changed_meanwhile;
    return Refusal::wrong_state;
}

// The pupil's telephone, as the school typed it.
std::string phone_of(const Graduate& graduate) {
    const auto phone = Phone::parse(graduate.cells[index_of(Column::phone)]);
    return phone ? std::string(phone->reveal()) : std::string();
}

void tell_pupil(sql::Transaction& tx, const Context& context, const School& school, const office::Office& office, Graduate graduate,
                const booking::Ticket& ticket, const booking::Window& window) {
    const auto opened = store::find_graduate(tx, context.platform.vault, graduate.id);
    if (!opened) return;
    const auto until = instant({window.date, window.closes, office.zone});
    const auto link = context.platform.public_url + "/konfirmasi/" + links::sign(context, confirm_purpose, graduate.id.value, until);
    messages::queue(tx, context,
                    {.office = school.office,
                     .text = "partners.place",
                     .about = "graduate:" + graduate.id.text(),
                     .occasion = "ticket:" + ticket.id.text(),
                     .to = {.name = graduate.name, .phone = phone_of(*opened), .email = ""},
                     .values = {{"sekolah", school.name},
                                {"nomor", ticket.label()},
                                {"hari", long_date(Language::indonesian, window.date)},
                                {"jam", clock(window.opens)},
                                {"tempat", window.place.empty() ? office.name : window.place},
                                {"tautan", link}},
                     .not_before = {},
                     .holder = "application:" + graduate.application.text()});
}

}  // namespace

std::vector<booking::SchoolOffer> offers(sql::Transaction& tx, const Context& context, const School& school) {
    if (!works_for(context, school)) return {};
    const auto today = today_at(tx, context, school.office);
    if (!may_hand_in(school, today)) return {};
    return booking::offers_for_school(tx, context, school.office, school.id.value, today, today + days_ahead_max);
}

std::vector<BlockView> blocks(sql::Transaction& tx, const Context& context, const School& school) {
    if (!works_for(context, school)) return {};
    return booking::blocks_of(tx, school.office, school.id.value);
}

std::vector<BlockView> blocks_for_office(sql::Transaction& tx, const Context& context, const School& school) {
    if (!keeps_register(context, school.office)) return {};
    return booking::blocks_of(tx, school.office, school.id.value);
}

std::optional<BlockView> find_block(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId id) {
    if (!works_for(context, school)) return {};
    auto view = booking::find_block(tx, id);
    if (!view || view->block.office != school.office || view->block.holder != school.id.value) return {};
    return view;
}

Result<booking::Block, Refusal> order_places(sql::Transaction& tx, const Context& context, const School& school, booking::WindowId window,
                                             int places) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    if (!may_hand_in(school, today_at(tx, context, school.office))) return Refusal::licence_over;
    const auto found = booking::find_window(tx, window);
    if (!found || found->office != school.office) return Refusal::no_such_block;
    const auto made = booking::book_block(tx, context, window, {school.id.value, school.name}, places);
    if (!made) return refusal_of(made.error());
    return *made;
}

Result<int, Refusal> give_back(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId id) {
    if (!find_block(tx, context, school, id)) return Refusal::no_such_block;
    const auto returned = booking::return_places(tx, context, id);
    if (!returned) return refusal_of(returned.error());
    return *returned;
}

std::vector<Named> names_of(sql::Transaction& tx, const Context& context, const School& school, const BlockView& block) {
    std::vector<Named> names;
    if (!works_for(context, school)) return names;
    std::map<std::int64_t, registration::SchoolFile> files;
    for (const auto& file : registration::files_of_school(tx, school.office, school.id.value)) files[file.id.value] = file;
    for (const auto& ticket : booking::named_in(tx, block.window.id)) {
        auto found = store::find_by_application(tx, ticket.application);
        if (!found || found->school != school.id) continue;
        auto& graduate = *found;
        const auto file = files.find(graduate.application.value);
        const bool present = file != files.end() && file->second.present;
        const bool confirmed = present || graduate.confirmed_at.has_value();
        names.push_back({std::move(graduate), ticket, present, confirmed});
    }
    return names;
}

std::vector<Graduate> without_place(sql::Transaction& tx, const Context& context, const School& school) {
    std::vector<Graduate> waiting;
    if (!works_for(context, school)) return waiting;
    std::set<std::int64_t> open;
    for (const auto& file : registration::files_of_school(tx, school.office, school.id.value))
        if (file.state == registration::ApplicationState::submitted || file.state == registration::ApplicationState::needs_fix)
            open.insert(file.id.value);
    for (const auto& application : booking::applications_with_ticket(tx, school.office)) open.erase(application.value);
    for (auto& graduate :
         store::graduates(tx, context.platform.vault, school.id, GraduateState::sent, store::WithCells::no, rows_in_a_file_max, 0)) {
        if (!graduate.declined_at && open.contains(graduate.application.value)) waiting.push_back(std::move(graduate));
    }
    return waiting;
}

Result<int, Refusal> name_pupils(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId id,
                                 const std::vector<GraduateId>& chosen) {
    const auto block = find_block(tx, context, school, id);
    const auto office = office::find_office(tx, school.office);
    if (!block || !office) return Refusal::no_such_block;
    int named = 0;
    for (const auto& graduate : without_place(tx, context, school)) {
        if (!chosen.empty() && std::ranges::find(chosen, graduate.id) == chosen.end()) continue;
        const auto ticket = booking::name_place(tx, context, id, graduate.application);
        if (!ticket) {
            if (ticket.error() == booking::Refusal::quota_full || named > 0) break;
            return refusal_of(ticket.error());
        }
        tell_pupil(tx, context, school, *office, graduate, *ticket, block->window);
        ++named;
    }
    if (named == 0) return Refusal::no_room;
    return named;
}

Result<Done, Refusal> unname_pupil(sql::Transaction& tx, const Context& context, const School& school, booking::BlockId block,
                                   GraduateId id) {
    if (!find_block(tx, context, school, block)) return Refusal::no_such_block;
    const auto graduate = store::find_graduate(tx, context.platform.vault, id);
    if (!graduate || graduate->school != school.id) return Refusal::no_such_graduate;
    const auto freed = booking::free_place(tx, context, block, graduate->application);
    if (!freed) return refusal_of(freed.error());
    messages::withdraw(tx, context, "partners.place", "graduate:" + id.text());
    return Done{};
}

Result<booking::Block, Refusal> make_school_day(sql::Transaction& tx, const Context& context, const SchoolDay& day) {
    const auto school = find_school(tx, context, day.school);
    if (!school || !keeps_register(context, school->office)) return Refusal::no_such_school;
    if (!may_hand_in(*school, today_at(tx, context, school->office))) return Refusal::licence_over;
    const auto made = booking::add_school_day(tx, context,
                                              {.office = school->office,
                                               .holder = {school->id.value, school->name},
                                               .place = day.place,
                                               .date = day.date,
                                               .opens = day.opens,
                                               .closes = day.closes,
                                               .places = day.places});
    if (!made) return refusal_of(made.error());
    return *made;
}

void tell_of_changed_block(sql::Transaction& tx, const Context& context, const http::Event& event) {
    const auto view = booking::find_block(tx, {event.subject});
    if (!view) return;
    const auto school = store::find_school(tx, context.platform.vault, {view->block.holder});
    const auto office = office::find_office(tx, event.office);
    if (!school || !office || school->office != event.office) return;
    const auto about = "block:" + view->block.id.text();
    // Cut and restored before the first message left: one word, with what is true now.
    messages::withdraw(tx, context, "partners.block_changed", about);
    messages::queue(tx, context,
                    {.office = event.office,
                     .text = "partners.block_changed",
                     .about = about,
                     .occasion = "places:" + std::to_string(view->block.places) + ":" + std::to_string(context.now.seconds),
                     .to = {.name = school->contact_name.empty() ? school->name : school->contact_name,
                            .phone = school->contact_phone,
                            .email = school->contact_email},
                     .values = {{"sekolah", school->name},
                                {"hari", long_date(Language::indonesian, view->window.date)},
                                {"jam", clock(view->window.opens)},
                                {"tempat", std::to_string(view->block.places)},
                                {"bernama", std::to_string(view->block.named)},
                                {"tautan", context.platform.public_url + "/bkk/tempat/" + view->block.id.text()}},
                     .not_before = {},
                     .holder = ""});
}

}  // namespace partners
