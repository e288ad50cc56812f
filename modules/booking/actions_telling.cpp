#include "modules/booking/actions_telling.hpp"

#include "modules/booking/actions_moved.hpp"
#include "modules/booking/store.hpp"
#include "modules/messages/actions.hpp"
#include "modules/registration/actions_reach.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"
#include "platform/links/links.hpp"

namespace booking {

std::vector<messages::Text> quota_texts() {
    return {
        {"booking.moved", msg("Nomor antrean Anda dipindah ke {hari}"),
         msg("Halo {nama}, kuota kantor pada {hari_lama} dikurangi ({alasan}). Nomor {nomor_lama} diganti nomor {nomor}: {hari}, {jam}, di "
             "{tempat}. Setujui, pilih hari lain, atau tunggu tempat yang lebih awal sampai {sampai}: {tautan}. Tanpa jawaban, tempat "
             "baru ini tetap milik Anda.")},
        {"booking.unplaced", msg("Nomor antrean Anda menunggu hari baru"),
         msg("Halo {nama}, kuota kantor pada {hari_lama} dikurangi ({alasan}) dan hari berikutnya sudah penuh. Nomor {nomor_lama} tetap "
             "tercatat, dan Anda di depan semua orang di daftar tunggu. Pilih sendiri hari lain di sini: {tautan}.")},
        {"booking.restored", msg("Nomor antrean Anda berlaku lagi seperti semula"),
         msg("Halo {nama}, perubahan kuota dibatalkan. Nomor {nomor} pada {hari}, {jam}, di {tempat} berlaku lagi. Lihat: {tautan}.")},
        {"booking.earlier_place", msg("Ada tempat lebih awal untuk Anda: {hari}"),
         msg("Halo {nama}, kantor menambah kuota. Tempat {nomor} pada {hari}, {jam}, disimpan untuk Anda sampai {sampai}. Ambil di sini: "
             "{tautan}. Bila tidak Anda ambil, nomor {nomor_lama} pada {hari_lama} tetap berlaku.")}};
}

std::string address_of(const Context& context, const Ticket& ticket, Instant until) {
    return context.platform.public_url + "/tiket/" + ticket.code + "/pindah?t=" + links::sign(context, moved_link, ticket.id.value, until);
}

void tell(sql::Transaction& tx, const Context& context, OfficeId office, const Ticket& ticket, Told told) {
    messages::Draft draft{.office = office,
                          .text = told.text,
                          .about = "ticket:" + ticket.id.text(),
                          .occasion = std::move(told.occasion),
                          .to = {.name = ticket.holder_name, .phone = {}, .email = {}},
                          .values = std::move(told.values),
                          .not_before = {}};
    if (ticket.application) {
        draft.holder = "application:" + ticket.application.text();
        if (auto reach = registration::find_reach(tx, context, ticket.application)) {
            draft.to.name = std::move(reach->name);
            draft.to.phone = std::move(reach->phone);
        }
    } else if (const auto sealed = store::phone_sealed(tx, ticket.id)) {
        draft.to.phone = context.platform.vault.open_sealed({"booking_ticket.phone_sealed", ticket.id.value}, *sealed);
    }
    messages::queue(tx, context, draft);
}

}  // namespace booking
