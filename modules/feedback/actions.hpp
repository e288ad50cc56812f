#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/model.hpp"
#include "modules/feedback/model.hpp"
#include "modules/feedback/rules.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// How a visit closes: nine questions, or a complaint. The survey of a ticket stands at /survei/{ticket code}.
namespace feedback {

// The ticket whose survey is open; refused with why it is not.
Result<booking::Ticket, Refusal> survey_of(sql::Transaction& tx, const Context& context, std::string_view ticket_code);
// Once per ticket. What is kept cannot be led back to the ticket without the installation's key.
Result<Done, Refusal> answer_survey(sql::Transaction& tx, const Context& context, std::string_view ticket_code, const Ratings& ratings,
                                    std::string_view remark);
// A questionnaire that was filled in on paper.
void enter_paper_answer(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view service, Date day,
                        const Ratings& ratings);

struct Results {
    Period period;
    std::vector<Cell> services;  // small ones hidden
    Tally whole;
    bool is_hidden{};  // the whole is small
    int hidden_below{};
    GradeLimits limits;                // in force on the period's last day, or today
    std::string limits_basis;          // which text says so
    std::vector<std::string> remarks;  // in no order; none while the whole is hidden
};
Results results(sql::Transaction& tx, const Context& context, OfficeId office, const Period& period);

struct NewComplaint {
    OfficeId office;
    std::string service;
    std::string body;
    Contact contact;
};
struct Receipt {
    ComplaintId id;
    std::string number;
    std::string code;
    Date promised_on;
};
Result<Receipt, Refusal> complain(sql::Transaction& tx, const Context& context, const NewComplaint& wanted);
// With number and code as the receipt says; also without blanks and hyphens.
std::optional<Complaint> find_own_complaint(sql::Transaction& tx, const Context& context, std::string_view number, std::string_view code);
std::optional<Complaint> find_complaint(sql::Transaction& tx, const Context& context, ComplaintId id);  // behind a signed link
std::string code_of(const Context& context, ComplaintId id);

// The manager's side: own office only.
std::vector<Complaint> complaints(sql::Transaction& tx, const Context& context, OfficeId office, bool answered);
std::optional<Complaint> complaint_at(sql::Transaction& tx, const Context& context, ComplaintId id);
Result<Done, Refusal> begin_work(sql::Transaction& tx, const Context& context, ComplaintId id);
// Told to the person, where they left a way to.
Result<Done, Refusal> answer_complaint(sql::Transaction& tx, const Context& context, ComplaintId id, std::string_view words);
// Who it is: noted as a reading with this purpose.
Result<Contact, Refusal> reveal_contact(sql::Transaction& tx, const Context& context, ComplaintId id);

std::string_view sentence(Refusal why);
std::string_view label(Element element);
std::string_view question(Element element);
std::string_view rating_label(Element element, int rating);  // 1 to 4
std::string_view label(ComplaintState state);
std::string_view label(Grade grade);  // "Sangat baik"
char letter(Grade grade);

}  // namespace feedback
