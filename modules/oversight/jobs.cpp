#include "modules/oversight/jobs.hpp"

#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/kept_head.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace oversight {
namespace {

constexpr int hour_s = 3600;
constexpr int evening = 17 * 60;  // counters are closed, nobody is woken yet

void mail_head(sql::Transaction& tx, const Context& context, const office::Office& office) {
    const auto local = context.local(office.zone);
    if (local.time.minutes < evening) return;
    const auto address = office::parameter(tx, office.id, "journal_head_mail", local.date).value;
    if (address.empty()) return;
    audit::sign_heads(tx, context);
    const auto line = audit::newest_head(tx, office.id);
    if (line.empty()) return;
    messages::queue(tx, context,
                    {.office = office.id,
                     .text = "oversight.journal_head",
                     .about = "journal:" + office.id.text(),
                     .occasion = local.date.iso(),
                     .to = {.name = "Inspektorat", .phone = "", .email = address},
                     .values = {{"hari", long_date(Language::indonesian, local.date)}, {"sidik", line}},
                     .not_before = {},
                     .holder = ""});
}

}  // namespace

void mail_journal_heads(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& office : offices) context.platform.database.write([&](sql::Transaction& tx) { mail_head(tx, context, office); });
}

std::vector<http::Job> jobs() { return {{"oversight.journal_heads", hour_s, mail_journal_heads}}; }

}  // namespace oversight
