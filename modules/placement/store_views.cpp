#include "modules/placement/store_views.hpp"

#include "modules/placement/rules.hpp"

namespace placement::store {

ViewDay hold_day(sql::Transaction& tx, employers::EmployerId employer, OfficeId office, Date day, ViewKind kind, int most) {
    const auto row = tx.one(
        "insert into placement_view_day (employer_id, office_id, day, kind, people, most) values (:employer, :office, :day, :kind, 0, "
        ":most)"
        " on conflict (employer_id, day, kind) do update set"
        " most = case when :most > placement_view_day.people then :most else placement_view_day.people end"
        " returning people, most, used_up_at",
        {{"employer", employer}, {"office", office}, {"day", day}, {"kind", code(kind)}, {"most", most}});
    return {employer, kind, row->number(0), row->number(1), row->instant_or_none(2).has_value()};
}

bool count_view(sql::Transaction& tx, employers::EmployerId employer, Date day, ViewKind kind) {
    return tx.run(
               "update placement_view_day set people = people + 1 where employer_id = :employer and day = :day and kind = :kind and people "
               "< most",
               {{"employer", employer}, {"day", day}, {"kind", code(kind)}}) == 1;
}

void add_viewed(sql::Transaction& tx, employers::EmployerId employer, registration::ApplicationId file, Date day, ViewKind kind) {
    tx.run("insert into placement_viewed (employer_id, application_id, kind, day) values (:employer, :file, :kind, :day)",
           {{"employer", employer}, {"file", file}, {"kind", code(kind)}, {"day", day}});
}

bool mark_used_up(sql::Transaction& tx, employers::EmployerId employer, Date day, ViewKind kind, Instant now) {
    return tx.run(
               "update placement_view_day set used_up_at = :now where employer_id = :employer and day = :day and kind = :kind and "
               "used_up_at is null",
               {{"now", now}, {"employer", employer}, {"day", day}, {"kind", code(kind)}}) == 1;
}

std::set<registration::ApplicationId> viewed(sql::Transaction& tx, employers::EmployerId employer, Date day, ViewKind kind) {
    std::set<registration::ApplicationId> all;
    for (const auto& row :
         tx.all("select application_id from placement_viewed where employer_id = :employer and day = :day and kind = :kind",
                {{"employer", employer}, {"day", day}, {"kind", code(kind)}}))
        all.insert(row.id<registration::ApplicationId>(0));
    return all;
}

bool was_shown(sql::Transaction& tx, employers::EmployerId employer, registration::ApplicationId file) {
    return tx
        .one("select 1 from placement_viewed where employer_id = :employer and application_id = :file limit 1",
             {{"employer", employer}, {"file", file}})
        .has_value();
}

std::vector<ViewDay> view_days(sql::Transaction& tx, OfficeId office, Date day) {
    std::vector<ViewDay> all;
    for (const auto& row :
         tx.all("select employer_id, kind, people, most, used_up_at from placement_view_day where office_id = :office and "
                "day = :day order by employer_id, kind",
                {{"office", office}, {"day", day}}))
        all.push_back({row.id<employers::EmployerId>(0), row.text(1) == code(ViewKind::contact) ? ViewKind::contact : ViewKind::fitting,
                       row.number(2), row.number(3), row.instant_or_none(4).has_value()});
    return all;
}

int forget_views(sql::Transaction& tx, Date before) {
    tx.run("delete from placement_view_day where day < :before", {{"before", before}});
    return tx.run("delete from placement_viewed where day < :before", {{"before", before}});
}

}  // namespace placement::store
