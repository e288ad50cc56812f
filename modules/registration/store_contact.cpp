#include "modules/registration/store_contact.hpp"

namespace registration::store {
namespace {

constexpr std::string_view phone_place = "registration_card_contact.phone";
constexpr std::string_view address_place = "registration_card_contact.address";

}  // namespace

std::optional<CardContact> contact_of(sql::Transaction& tx, const crypto::Vault& vault, CardId id) {
    const auto row = tx.one("select phone, address, village_code from registration_card_contact where card_id = :id", {{"id", id}});
    if (!row) return {};
    return CardContact{.phone = vault.open_sealed({phone_place, id.value}, row->text(0)),
                       .address = vault.open_sealed({address_place, id.value}, row->text(1)),
                       .village_code = row->text(2)};
}

void put_contact(sql::Transaction& tx, const crypto::Vault& vault, const Card& card, const CardContact& contact, Instant now,
                 std::string_view by) {
    tx.run(
        "insert into registration_card_contact (card_id, office_id, phone, address, village_code, noted_at, noted_by)"
        " values (:id, :office, :phone, :address, :village, :now, :by) on conflict (card_id) do update set phone = excluded.phone,"
        " address = excluded.address, village_code = excluded.village_code, noted_at = excluded.noted_at, noted_by = excluded.noted_by",
        {{"id", card.id},
         {"office", card.office},
         {"phone", vault.seal({phone_place, card.id.value}, contact.phone)},
         {"address", vault.seal({address_place, card.id.value}, contact.address)},
         {"village", contact.village_code},
         {"now", now},
         {"by", by}});
}

void forget_contact(sql::Transaction& tx, CardId id) { tx.run("delete from registration_card_contact where card_id = :id", {{"id", id}}); }

std::vector<DueRow> unreached(sql::Transaction& tx, OfficeId office, Date from, Date to, Date today, int limit) {
    std::vector<DueRow> rows;
    for (const auto& row :
         tx.all("select c.id, c.holder_name, c.number, coalesce(k.village_code, ''), c.report_due from registration_card c"
                " left join registration_card_contact k on k.card_id = c.id"
                " where c.office_id = :office and c.report_due >= :begins and c.report_due <= :ends"
                " and c.state = 'handed_over' and c.training = 0 and c.valid_until >= :today and c.application_id is null"
                " and coalesce(k.phone, '') = ''"
                " order by case when coalesce(k.village_code, '') = '' then 1 else 0 end, 4, c.report_due, c.id limit :most",
                {{"office", office}, {"begins", from}, {"ends", to}, {"today", today}, {"most", limit}}))
        rows.push_back({row.id<CardId>(0), row.text(1), row.text(2), row.text(3), row.date(4)});
    return rows;
}

}  // namespace registration::store
