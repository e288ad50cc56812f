#include "modules/feedback/actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/booking/actions.hpp"
#include "modules/feedback/access.hpp"
#include "modules/feedback/store.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/links/links.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace feedback {
namespace {

constexpr int remarks_shown = 200;
constexpr int complaints_shown = 200;
constexpr std::size_t code_length = 8;

Zone zone_of(sql::Transaction& tx, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return found ? found->zone : Zone::wib;
}

int number_of(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view parameter) {
    return office::parameter(tx, office, parameter, context.local(zone_of(tx, office)).date).number();
}

std::string mark_of(const Context& context, booking::TicketId ticket) {
    return context.platform.vault.blind_index("feedback_answer.ticket", ticket.text());
}

Date visit_of(const booking::Ticket& ticket, Zone zone) { return ticket.closed_at.value_or(ticket.taken_at).in(zone).date; }

bool is_complete(const Ratings& ratings) {
    return std::ranges::all_of(ratings, [](int one) { return one >= 1 && one <= 4; });
}

void record(sql::Transaction& tx, const Context& context, const Complaint& complaint, std::string_view verb) {
    audit::record(
        tx, context,
        {complaint.office, verb, "feedback_complaint:" + complaint.id.text(), nlohmann::json{{"number", complaint.number}}.dump()});
}

}  // namespace

// --- the survey ---

Result<booking::Ticket, Refusal> survey_of(sql::Transaction& tx, const Context& context, std::string_view ticket_code) {
    const auto ticket = booking::find_ticket_by_code(tx, ticket_code);
    if (!ticket) return Refusal::no_such_ticket;
    if (store::has_answered(tx, mark_of(context, ticket->id))) return Refusal::answered_already;
    if (ticket->state != booking::TicketState::done) return Refusal::visit_not_over;
    const auto zone = zone_of(tx, ticket->office);
    const auto days = number_of(tx, context, ticket->office, "survey_open_days");
    if (!is_open(visit_of(*ticket, zone), context.local(zone).date, days)) return Refusal::survey_over;
    return *ticket;
}

Result<Done, Refusal> answer_survey(sql::Transaction& tx, const Context& context, std::string_view ticket_code, const Ratings& ratings,
                                    std::string_view remark) {
    const auto ticket = survey_of(tx, context, ticket_code);
    if (!ticket) return ticket.error();
    if (!is_complete(ratings)) return Refusal::rating_missing;
    if (text::length(remark) > remark_max) return Refusal::words_too_long;
    const bool is_first = store::add_answer(tx, context.platform.vault,
                                            {.ticket_mark = mark_of(context, ticket->id),
                                             .office = ticket->office,
                                             .service = ticket->service,
                                             .day = visit_of(*ticket, zone_of(tx, ticket->office)),
                                             .ratings = ratings,
                                             .remark = std::string(remark)});
    if (!is_first) return Refusal::answered_already;
    // Not which ticket: the journal must not undo what the mark hides.
    audit::record(tx, context, {ticket->office, "survey.answered", "office_office:" + ticket->office.text(), ""});
    return Done{};
}

void enter_paper_answer(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view service, Date day,
                        const Ratings& ratings) {
    const auto mark = context.platform.vault.blind_index("feedback_answer.paper", std::to_string(ids::next()));
    store::add_answer(tx, context.platform.vault,
                      {.ticket_mark = mark,
                       .office = office,
                       .service = std::string(service),
                       .day = day,
                       .on_paper = true,
                       .ratings = ratings,
                       .remark = ""});
    audit::record(tx, context, {office, "survey.entered_from_paper", "office_office:" + office.text(), ""});
}

Results results(sql::Transaction& tx, const Context& context, OfficeId office, const Period& period) {
    Results all{.period = period,
                .services = store::tallies(tx, office, period.first, period.last),
                .whole = {},
                .is_hidden = false,
                .hidden_below = 0,
                .limits = {},
                .limits_basis = "",
                .remarks = {}};
    const auto on = std::min(period.last, context.local(zone_of(tx, office)).date);
    const auto best = office::parameter(tx, office, "survey_grade_a_from", on);
    all.limits = {best.number(), office::parameter(tx, office, "survey_grade_b_from", on).number(),
                  office::parameter(tx, office, "survey_grade_c_from", on).number()};
    all.limits_basis = best.legal_basis;
    all.hidden_below = number_of(tx, context, office, "survey_hidden_below");
    for (const auto& row : all.services) {
        all.whole.answers += row.tally.answers;
        for (std::size_t at = 0; at < element_count; ++at) all.whole.sums[at] += row.tally.sums[at];
    }
    hide_small(all.services, all.hidden_below);
    all.is_hidden = all.whole.answers < all.hidden_below;
    if (!all.is_hidden && works_at(context, office))
        all.remarks = store::remarks(tx, context.platform.vault, office, period.first, period.last, remarks_shown);
    return all;
}

// --- complaints ---

std::string code_of(const Context& context, ComplaintId id) {
    constexpr std::string_view letters = "23456789ABCDEFGHJKMNPQRSTWXYZ";
    const auto tag = context.platform.vault.blind_index("feedback_complaint.code", id.text());
    std::string code;
    // Two hex digits a letter: 256 is near enough a multiple of 29 for a code that is also rate-limited.
    for (std::size_t at = 0; at < code_length; ++at) code += letters[std::stoul(tag.substr(2 * at, 2), nullptr, 16) % letters.size()];
    return code;
}

Result<Receipt, Refusal> complain(sql::Transaction& tx, const Context& context, const NewComplaint& wanted) {
    const auto office = office::find_office(tx, wanted.office);
    if (!office) return Refusal::no_such_complaint;
    if (wanted.body.empty()) return Refusal::words_missing;
    if (text::length(wanted.body) > body_max) return Refusal::words_too_long;
    auto contact = wanted.contact;
    if (!contact.phone.empty()) {
        const auto phone = Phone::parse(contact.phone);
        if (!phone) return Refusal::contact_unfit;
        contact.phone = std::string(phone->reveal());
    }
    if (!contact.email.empty() && !outgoing::is_mail_address(contact.email)) return Refusal::contact_unfit;
    const auto today = context.local(office->zone).date;
    const auto days = number_of(tx, context, office->id, "complaint_days");
    const auto digits = std::to_string(store::next_number(tx, today.year()));
    Complaint complaint;
    complaint.id = ComplaintId{ids::next()};
    complaint.office = office->id;
    complaint.number = "P-" + std::to_string(today.year()) + "-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
    complaint.service = wanted.service;
    complaint.body = Personal(wanted.body);
    complaint.is_english = context.language == Language::english;
    complaint.received_at = context.now;
    complaint.promised_on = office::calendar(tx, office->id).working_day_deadline(today, days, {.days = office->week_days});
    store::add_complaint(tx, context.platform.vault, complaint, contact);
    record(tx, context, complaint, "complaint.received");
    return Receipt{complaint.id, complaint.number, code_of(context, complaint.id), complaint.promised_on};
}

std::optional<Complaint> find_own_complaint(sql::Transaction& tx, const Context& context, std::string_view number, std::string_view code) {
    auto typed = text::upper(text::trim(number));
    auto plain = text::upper(code);
    std::erase_if(plain, [](char one) { return one == ' ' || one == '-'; });
    auto complaint = store::find_complaint(tx, context.platform.vault, typed);
    if (!complaint || !crypto::equal_in_constant_time(plain, code_of(context, complaint->id))) return {};
    return complaint;
}

std::optional<Complaint> find_complaint(sql::Transaction& tx, const Context& context, ComplaintId id) {
    return store::find_complaint(tx, context.platform.vault, id);
}

std::vector<Complaint> complaints(sql::Transaction& tx, const Context& context, OfficeId office, bool answered) {
    if (!works_at(context, office)) return {};
    return store::complaints(tx, context.platform.vault, office, answered, complaints_shown);
}

std::optional<Complaint> complaint_at(sql::Transaction& tx, const Context& context, ComplaintId id) {
    auto complaint = store::find_complaint(tx, context.platform.vault, id);
    if (!complaint || !works_at(context, complaint->office)) return {};
    return complaint;
}

Result<Done, Refusal> begin_work(sql::Transaction& tx, const Context& context, ComplaintId id) {
    const auto complaint = complaint_at(tx, context, id);
    if (!complaint) return Refusal::no_such_complaint;
    if (!store::begin(tx, id)) return Refusal::wrong_state;
    record(tx, context, *complaint, "complaint.begun");
    return Done{};
}

Result<Done, Refusal> answer_complaint(sql::Transaction& tx, const Context& context, ComplaintId id, std::string_view words) {
    const auto complaint = complaint_at(tx, context, id);
    if (!complaint) return Refusal::no_such_complaint;
    if (words.empty()) return Refusal::words_missing;
    if (text::length(words) > body_max) return Refusal::words_too_long;
    if (!store::answer(tx, context.platform.vault, id, words, context.now)) return Refusal::wrong_state;
    record(tx, context, *complaint, "complaint.answered");
    const auto contact = store::contact_of(tx, context.platform.vault, id);
    if (contact.phone.empty() && contact.email.empty()) return Done{};
    constexpr std::int64_t link_days = 60;
    const auto link = context.platform.public_url + "/pengaduan/" +
                      links::sign(context, "feedback.complaint", id.value, {context.now.seconds + link_days * 86400});
    messages::queue(tx, context,
                    {.office = complaint->office,
                     .text = "feedback.answered",
                     .about = "complaint:" + id.text(),
                     .occasion = "answered",
                     .to = {.name = contact.name,
                            .phone = contact.phone,
                            .email = contact.email,
                            .language = complaint->is_english ? Language::english : Language::indonesian},
                     .values = {{"nomor", complaint->number}, {"tautan", link}},
                     .not_before = {}});
    return Done{};
}

Result<Contact, Refusal> reveal_contact(sql::Transaction& tx, const Context& context, ComplaintId id) {
    const auto complaint = complaint_at(tx, context, id);
    if (!complaint) return Refusal::no_such_complaint;
    audit::record_read(tx, context, complaint->office, "feedback_complaint:" + id.text(), "complaint_contact");
    record(tx, context, *complaint, "complaint.contact_revealed");
    return store::contact_of(tx, context.platform.vault, id);
}

}  // namespace feedback
