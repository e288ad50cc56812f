#include "modules/registration/actions_import.hpp"

#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store_contact.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace registration {

std::string_view sentence(ImportRefusal why) {
    switch (why) {
        case ImportRefusal::file_unreadable: return msg("Berkas ini bukan daftar XLSX atau CSV yang dapat dibaca.");
        case ImportRefusal::column_missing: return msg("Kolom Nomor, Nama, dan Tanggal Terbit wajib ada di baris pertama.");
        case ImportRefusal::not_yours: return msg("Anda tidak berwenang memasukkan daftar lama kantor ini.");
        case ImportRefusal::no_such_office: return msg("Kantor ini tidak ditemukan.");
    }
    return {};
}

std::string_view code(ImportRefusal why) {
    switch (why) {
        case ImportRefusal::file_unreadable: return "file_unreadable";
        case ImportRefusal::column_missing: return "column_missing";
        case ImportRefusal::not_yours: return "not_yours";
        case ImportRefusal::no_such_office: return "no_such_office";
    }
    return {};
}

Result<ImportReport, ImportRefusal> import_cards(sql::Transaction& tx, const Context& context, OfficeId office_id,
                                                 const std::vector<OldCard>& cards, DryRun dry_run) {
    if (!is_staff_of(context.actor, office_id, Permission::import_register)) return ImportRefusal::not_yours;
    const auto office = office::find_office(tx, office_id);
    if (!office) return ImportRefusal::no_such_office;
    const auto today = context.local(office->zone).date;
    ImportReport report;
    for (const auto& old : cards) {
        ++report.rows;
        if (const auto there = store::find_card_by_number(tx, office_id, old.number)) {
            if (there->holder_name == old.name && there->card.issued_on == old.issued_on) {
                ++report.known;
            } else {
                ++report.duplicates;
                report.faults.push_back({old.line, "Nomor", std::string(context.t(msg("Nomor ini sudah tercatat untuk kartu lain.")))});
            }
            continue;
        }
        ++report.added;
        if (dry_run == DryRun::yes) continue;

        store::NewCard made;
        auto& card = made.card;
        card.id = CardId{ids::next()};
        card.office = office_id;
        card.number = old.number;
        card.issued_on = old.issued_on;
        const auto validity = office::parameter(tx, office_id, "card_validity_months", old.issued_on);
        card.valid_until = old.valid_until.value_or(old.issued_on.plus_months(validity.number()));
        card.validity_basis = validity.legal_basis;
        card.approved_at = instant({old.issued_on, TimeOfDay{}, office->zone});
        card.handed_over_at = card.approved_at;
        card.state = CardState::handed_over;
        card.last_report = old.last_report;
        if (old.nik) {
            card.seeker = store::seeker_of(tx, office_id, context.platform.vault.blind_index("nik", old.nik->reveal()), false, context.now);
            if (const auto active = store::active_card_of(tx, card.seeker)) {
                if (active->card.issued_on <= old.issued_on) {
                    leave_register(tx, context, *active, "removed", "replaced", today);
                    store::set_inactive(tx, active->card.id, CardState::inactive, "replaced", context.now);
                } else {
                    card.state = CardState::inactive;
                    card.inactive_reason = "replaced";
                }
            }
            made.on_register = card.state == CardState::handed_over && card.valid_until >= today;
        }
        made.holder_name = old.name;
        made.holder_birth_date = old.birth_date;
        made.approved_by = context.actor.audit_name();
        made.imported = true;
        if (store::add_card(tx, made) != store::CardAdded::yes) throw sql::Failure("an imported card met another one");
        if (card.state == CardState::handed_over && card.valid_until >= today) begin_reports(tx, card);
        if (!old.contact.empty())
            store::put_contact(tx, context.platform.vault, card, old.contact, context.now, context.actor.audit_name());
        trace_card(tx, context, card.id);
        if (made.on_register) {
            // What is known of the person on that day; the rest was not in the list.
            Application known;
            known.channel = Channel::imported;
            known.answers.birth_date = old.birth_date;
            known.answers.sex = old.sex;
            if (!old.education.empty()) known.answers.education.push_back({old.education, old.major, "", 0});
            if (!old.occupation.empty()) known.answers.desired_occupations.push_back(old.occupation);
            write_ledger(tx, context, card, &known, "registered", "imported", today);
        }
    }
    if (dry_run == DryRun::no && report.added > 0)
        audit::record(tx, context,
                      {office_id, "register.imported", "office_office:" + office_id.text(),
                       "{\"added\":" + std::to_string(report.added) + ",\"known\":" + std::to_string(report.known) + "}"});
    return report;
}

Result<ImportReport, ImportRefusal> import_register(const Context& context, OfficeId office, const OldRegister& old, DryRun dry_run) {
    constexpr std::size_t cards_a_transaction = 300;
    auto report = old.report;
    for (std::size_t from = 0; from < old.cards.size(); from += cards_a_transaction) {
        const auto count = std::min(cards_a_transaction, old.cards.size() - from);
        const std::vector part(old.cards.begin() + static_cast<std::ptrdiff_t>(from),
                               old.cards.begin() + static_cast<std::ptrdiff_t>(from + count));
        const auto written =
            context.platform.database.write([&](sql::Transaction& tx) { return import_cards(tx, context, office, part, dry_run); });
        if (!written) return written.error();
        report.added += written->added;
        report.known += written->known;
        report.duplicates += written->duplicates;
        report.faults.insert(report.faults.end(), written->faults.begin(), written->faults.end());
    }
    return report;
}

}  // namespace registration
