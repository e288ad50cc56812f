#include "modules/hall/store_needs.hpp"

namespace hall::store {

std::optional<Profile> find_profile(sql::Transaction& tx, OfficeId office, std::string_view person_key) {
    const auto row = tx.one("select id, needs_sealed from hall_profile where office_id = :office and person_key = :person_key",
                            {{"office", office}, {"person_key", person_key}});
    if (!row) return {};
    return Profile{row->integer(0), row->text(1)};
}

void put_profile(sql::Transaction& tx, OfficeId office, std::string_view person_key, const Profile& profile, Instant now, AccountId by) {
    tx.run(
        "insert into hall_profile (id, office_id, person_key, needs_sealed, consented_at, recorded_by)"
        " values (:id, :office, :person_key, :sealed, :now, :by_account)"
        " on conflict (office_id, person_key) do update set needs_sealed = excluded.needs_sealed, consented_at = excluded.consented_at,"
        " recorded_by = excluded.recorded_by",
        {{"id", profile.id},
         {"office", office},
         {"person_key", person_key},
         {"sealed", profile.needs_sealed},
         {"now", now},
         {"by_account", by}});
}

bool drop_profile(sql::Transaction& tx, OfficeId office, std::string_view person_key) {
    return tx.run("delete from hall_profile where office_id = :office and person_key = :person_key",
                  {{"office", office}, {"person_key", person_key}}) == 1;
}

void put_screening(sql::Transaction& tx, const Place& place, int tenths, bool passed, Instant now) {
    tx.run(
        "insert into hall_screening (ticket_id, office_id, date, tenths, outcome, at) values (:ticket, :office, :date, :tenths, :outcome, "
        ":now)"
        " on conflict (ticket_id) do update set tenths = excluded.tenths, outcome = excluded.outcome, at = excluded.at",
        {{"ticket", place.ticket},
         {"office", place.office},
         {"date", place.date},
         {"tenths", tenths},
         {"outcome", passed ? "passed" : "sent_on"},
         {"now", now}});
}

std::optional<bool> screening_passed(sql::Transaction& tx, booking::TicketId ticket) {
    const auto row = tx.one("select outcome from hall_screening where ticket_id = :ticket", {{"ticket", ticket}});
    if (!row) return {};
    return row->text(0) == "passed";
}

int wipe_screening(sql::Transaction& tx, OfficeId office, Date before) {
    return tx.run("update hall_screening set tenths = null where office_id = :office and date < :before and tenths is not null",
                  {{"office", office}, {"before", before}});
}

}  // namespace hall::store
