#include "modules/registration/store_school.hpp"

namespace registration::store {

void add_vouching(sql::Transaction& tx, const Application& application, const Vouching& vouching, Instant now, std::string_view by) {
    tx.run(
        "insert into registration_vouched (application_id, office_id, school_id, school, licence, vouched_at, vouched_by)"
        " values (:id, :office, :school_id, :school, :licence, :now, :by)",
        {{"id", application.id},
         {"office", application.office},
         {"school_id", vouching.school_id},
         {"school", vouching.school},
         {"licence", vouching.licence},
         {"now", now},
         {"by", by}});
}

std::optional<Vouching> find_vouching(sql::Transaction& tx, ApplicationId id) {
    const auto row = tx.one("select school_id, school, licence from registration_vouched where application_id = :id", {{"id", id}});
    if (!row) return {};
    return Vouching{row->integer(0), row->text(1), row->text(2)};
}

std::vector<SchoolFile> files_of_school(sql::Transaction& tx, OfficeId office, std::int64_t school) {
    std::vector<SchoolFile> files;
    for (const auto& row : tx.all("select a.id, a.state, a.present_at, c.inactive_reason from registration_vouched v"
                                  " join registration_application a on a.id = v.application_id"
                                  " left join registration_card c on c.id = a.card_id"
                                  " where v.office_id = :office and v.school_id = :school order by a.id",
                                  {{"office", office}, {"school", school}})) {
        const auto reason = row.text(3);
        files.push_back(
            {row.id<ApplicationId>(0), application_state_of(row.text(1)), !row.is_null(2), reason == "placed" || reason == "found_work"});
    }
    return files;
}

std::vector<Card> due_cards_of_school(sql::Transaction& tx, OfficeId office, std::int64_t school, Date to, Date today) {
    std::vector<Card> cards;
    for (const auto& row : tx.all("select c.id from registration_vouched v join registration_card c on c.application_id = v.application_id"
                                  " where v.office_id = :office and v.school_id = :school and c.state = 'handed_over' and c.training = 0"
                                  " and c.valid_until >= :today and c.report_due <= :ends order by c.report_due, c.id",
                                  {{"office", office}, {"school", school}, {"today", today}, {"ends", to}}))
        if (auto found = find_card(tx, row.id<CardId>(0))) cards.push_back(std::move(found->card));
    return cards;
}

}  // namespace registration::store
