#include "modules/registration/store_stock.hpp"

#include "platform/clock/clock.hpp"

namespace registration::store {

bool keeps_stock(sql::Transaction& tx, OfficeId office) {
    return tx.one("select 1 from registration_blank_batch where office_id = :office limit 1", {{"office", office}}).has_value();
}

bool add_batch(sql::Transaction& tx, OfficeId office, const BlankBatch& batch, const std::vector<std::string>& serials, Instant now,
               std::string_view by) {
    const auto id = ids::next();
    tx.run(
        "insert into registration_blank_batch (id, office_id, first_serial, last_serial, blanks, received_on, note, received_at, "
        "received_by)"
        " values (:id, :office, :first, :last, :blanks, :day, :note, :now, :by)",
        {{"id", id},
         {"office", office},
         {"first", batch.first_serial},
         {"last", batch.last_serial},
         {"blanks", batch.blanks},
         {"day", batch.received_on},
         {"note", batch.note},
         {"now", now},
         {"by", by}});
    for (const auto& serial : serials)
        if (tx.run("insert into registration_blank (office_id, serial, batch_id) values (:office, :serial, :batch)"
                   " on conflict (office_id, serial) do nothing",
                   {{"office", office}, {"serial", serial}, {"batch", id}}) != 1)
            return false;
    return true;
}

std::vector<BlankBatch> batches(sql::Transaction& tx, OfficeId office, int limit) {
    std::vector<BlankBatch> found;
    for (const auto& row : tx.all("select first_serial, last_serial, blanks, received_on, note from registration_blank_batch"
                                  " where office_id = :office order by received_on desc, id desc limit :limit",
                                  {{"office", office}, {"limit", limit}}))
        found.push_back({row.text(0), row.text(1), row.number(2), row.date(3), row.text(4)});
    return found;
}

bool take_blank(sql::Transaction& tx, OfficeId office, std::string_view serial, const Use& use, Instant now, std::string_view by) {
    // One statement: of two clerks with one sheet the second finds it gone. A print takes one blank (unique print_id).
    const auto done = tx.try_run(
        "update registration_blank set state = :state, print_id = :print, reason = :reason, used_on = :day, used_at = :now,"
        " used_by = :by where office_id = :office and serial = :serial and state = 'stock'",
        {{"state", use.what == BlankUse::issued ? "issued" : "spoiled"},
         {"print", use.print},
         {"reason", use.reason},
         {"day", use.day},
         {"now", now},
         {"by", by},
         {"office", office},
         {"serial", serial}});
    return done && *done == 1;
}

std::optional<std::int64_t> open_print_of(sql::Transaction& tx, CardId id) {
    const auto row = tx.one(
        "select p.id from registration_print p join registration_card c on c.id = p.card_id and c.term = p.term"
        " left join registration_blank b on b.print_id = p.id where p.card_id = :card and b.serial is null"
        " order by p.copy desc limit 1",
        {{"card", id}});
    if (!row) return {};
    return row->integer(0);
}

std::string serial_of_last_print(sql::Transaction& tx, CardId id) {
    const auto row = tx.one(
        "select b.serial from registration_print p join registration_blank b on b.print_id = p.id and b.state = 'issued'"
        " where p.card_id = :card order by p.copy desc limit 1",
        {{"card", id}});
    return row ? row->text(0) : std::string();
}

bool is_print_of(sql::Transaction& tx, OfficeId office, std::int64_t print) {
    return tx.one("select 1 from registration_print where id = :id and office_id = :office", {{"id", print}, {"office", office}})
        .has_value();
}

DayCount count_day(sql::Transaction& tx, OfficeId office, Date day, Instant from, Instant to) {
    DayCount count;
    if (const auto row = tx.one("select count(*), coalesce(sum(case when b.state = 'issued' then 1 else 0 end), 0),"
                                " coalesce(sum(case when b.state = 'spoiled' then 1 else 0 end), 0)"
                                " from registration_print p join registration_card c on c.id = p.card_id and c.training = 0"
                                " left join registration_blank b on b.print_id = p.id"
                                " where p.office_id = :office and p.printed_at >= :begins and p.printed_at < :ends",
                                {{"office", office}, {"begins", from}, {"ends", to}})) {
        count.prints = row->number(0);
        count.issued = row->number(1);
        count.spoiled = row->number(2);
    }
    if (const auto row =
            tx.one("select count(*) from registration_blank where office_id = :office and state = 'spoiled' and print_id is null"
                   " and used_on = :day",
                   {{"office", office}, {"day", day}}))
        count.unprinted_spoiled = row->number(0);
    return count;
}

std::vector<OpenPrint> open_prints(sql::Transaction& tx, OfficeId office, Instant from, Instant to, int limit) {
    std::vector<OpenPrint> found;
    for (const auto& row :
         tx.all("select p.id, p.card_id, c.number, c.holder_name, p.copy, p.printed_at, c.state from registration_print p"
                " join registration_card c on c.id = p.card_id and c.training = 0 left join registration_blank b on b.print_id = p.id"
                " where p.office_id = :office and p.printed_at >= :begins and p.printed_at < :ends and b.serial is null"
                " order by p.printed_at, p.id limit :limit",
                {{"office", office}, {"begins", from}, {"ends", to}, {"limit", limit}}))
        found.push_back(
            {row.integer(0), row.id<CardId>(1), row.text(2), row.text(3), row.number(4), row.instant(5), row.text(6) == "handed_over"});
    return found;
}

std::optional<ClosedDay> closed_day(sql::Transaction& tx, OfficeId office, Date day) {
    const auto row = tx.one(
        "select prints, issued, spoiled, explanation, closed_by from registration_blank_day where office_id = :office and day = :day",
        {{"office", office}, {"day", day}});
    if (!row) return {};
    return ClosedDay{{row->number(0), row->number(1), row->number(2), 0}, row->text(3), row->text(4)};
}

bool close_day(sql::Transaction& tx, OfficeId office, Date day, const DayCount& count, std::string_view explanation, Instant now,
               std::string_view by) {
    return tx
        .try_run(
            "insert into registration_blank_day (office_id, day, prints, issued, spoiled, difference, explanation, closed_at, closed_by)"
            " values (:office, :day, :prints, :issued, :spoiled, :difference, :explanation, :now, :by)",
            {{"office", office},
             {"day", day},
             {"prints", count.prints},
             {"issued", count.issued},
             {"spoiled", count.spoiled},
             {"difference", count.prints - count.issued - count.spoiled},
             {"explanation", explanation},
             {"now", now},
             {"by", by}})
        .has_value();
}

Shelf shelf(sql::Transaction& tx, OfficeId office) {
    Shelf found;
    for (const auto& row : tx.all("select state, count(*), min(serial) from registration_blank where office_id = :office group by state",
                                  {{"office", office}})) {
        if (row.text(0) == "stock") {
            found.in_stock = row.number(1);
            found.next_serial = row.text(2);
        } else if (row.text(0) == "issued")
            found.issued = row.number(1);
        else
            found.spoiled = row.number(1);
    }
    return found;
}

std::vector<Instant> prints_since(sql::Transaction& tx, OfficeId office, Instant from, Instant to) {
    std::vector<Instant> found;
    for (const auto& row :
         tx.all("select p.printed_at from registration_print p join registration_card c on c.id = p.card_id and c.training = 0"
                " where p.office_id = :office and p.printed_at >= :begins and p.printed_at < :ends order by p.printed_at",
                {{"office", office}, {"begins", from}, {"ends", to}}))
        found.push_back(row.instant(0));
    return found;
}

}  // namespace registration::store
