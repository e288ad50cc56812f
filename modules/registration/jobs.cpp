#include "modules/registration/jobs.hpp"

#include "modules/office/actions.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store.hpp"
#include "platform/files/files.hpp"
#include "platform/sql/sql.hpp"

namespace registration {
namespace {

constexpr std::int64_t day_s = 24 * 60 * 60;
constexpr int draft_days = 90;
constexpr int session_days = 400;  // a seeker comes back for the six-monthly report
constexpr int rows_a_round = 200;

std::vector<OfficeId> all_offices(Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        std::vector<OfficeId> ids;
        for (const auto& one : office::offices(tx)) ids.push_back(one.id);
        return ids;
    });
}

// Rows first, files after: a name without a file is harmless, a file without a name would stay for ever.
void delete_scans(Context& context, OfficeId office) {
    std::vector<std::string> files;
    context.platform.database.write([&](sql::Transaction& tx) {
        files.clear();
        const auto days = office::parameter(tx, office, "scans_deleted_after_days", today_at(tx, context, office)).number();
        if (days <= 0) return;
        for (const auto& due : store::scans_due(tx, office, {context.now.seconds - days * day_s}, rows_a_round)) {
            files.insert(files.end(), due.files.begin(), due.files.end());
            store::forget_scans(tx, due.application, context.now);
            if (const auto application = store::find_application(tx, context.platform.vault, due.application))
                record(tx, context, *application, "document.scans_deleted");
        }
    });
    for (const auto& file : files) context.platform.files.remove(file);
}

void delete_drafts(Context& context) {
    std::vector<std::string> files;
    context.platform.database.write([&](sql::Transaction& tx) {
        files.clear();
        for (const auto id : store::stale_drafts(tx, {context.now.seconds - draft_days * day_s}, rows_a_round)) {
            const auto application = store::find_application(tx, context.platform.vault, id);
            for (auto& file : store::remove_draft(tx, id)) files.push_back(std::move(file));
            if (application) record(tx, context, *application, "application.draft_deleted");
        }
        for (const auto& removed : store::removed_files(tx, rows_a_round)) {
            files.push_back(removed.file);
            store::forget_file(tx, removed.document);
        }
        store::remove_sessions_before(tx, {context.now.seconds - session_days * day_s});
        store::remove_attempts_before(tx, {context.now.seconds - day_s});
    });
    for (const auto& file : files) context.platform.files.remove(file);
}

// The day after its last one, a card leaves the stock of registered seekers; its state stays, the date says it.
void expire_cards(Context& context, OfficeId office) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto today = today_at(tx, context, office);
        for (const auto& row : store::expired_on_register(tx, office, today, rows_a_round)) {
            leave_register(tx, context, row, "removed", "expired", row.card.valid_until + 1);
            record(tx, context, row.card, "card.expired");
        }
    });
}

// A round a transaction, so that the counter goes on in between; what is left waits for the next hour.
template <class Round>
void in_rounds(Context& context, Round round) {
    constexpr int rounds_max = 50;
    for (int done = 0; done < rounds_max; ++done)
        if (context.platform.database.write([&](sql::Transaction& tx) { return round(tx); }) < rows_a_round) return;
}

void follow_cards(Context& context, OfficeId office) {
    in_rounds(context, [&](sql::Transaction& tx) { return begin_missing_reports(tx, office, rows_a_round); });
    in_rounds(context, [&](sql::Transaction& tx) { return lapse_overdue(tx, context, office, rows_a_round); });
    context.platform.database.write([&](sql::Transaction& tx) { return remind(tx, context, office, rows_a_round); });
    in_rounds(context, [&](sql::Transaction& tx) { return look_for_duplicates(tx, context, office, rows_a_round).looked_at; });
}

}  // namespace

void sweep(Context& context) {
    for (const auto office : all_offices(context)) {
        delete_scans(context, office);
        expire_cards(context, office);
        follow_cards(context, office);
    }
    delete_drafts(context);
}

std::vector<http::Job> jobs() { return {{"registration.sweep", 3600, sweep}}; }

}  // namespace registration
