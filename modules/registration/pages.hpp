#pragma once

#include <vector>

#include "platform/http/http.hpp"

// The pages of this module, one list for each errand.
namespace registration {

std::vector<http::Route> apply_routes();        // /kantor/{code}/ak1, the stages /berkas/{id}/1 to 3, /berkas/{id}/periksa
std::vector<http::Route> upload_routes();       // /unggahan and the papers of one's own file
std::vector<http::Route> file_routes();         // /berkas, /berkas/{id} and what hangs on it
std::vector<http::Route> verify_routes();       // /verifikasi, what a phone keeps of it, /sw.js
std::vector<http::Route> counter_routes();      // /loket/berkas/{id}: the file at the counter
std::vector<http::Route> intake_routes();       // …/ak2: the interview
std::vector<http::Route> paper_routes();        // …/foto, /loket/dokumen
std::vector<http::Route> correct_routes();      // …/ubah: answers corrected against the originals
std::vector<http::Route> lost_ticket_routes();  // …/kode
std::vector<http::Route> siapkerja_routes();    // …/siapkerja
std::vector<http::Route> decision_routes();     // corrections asked for, refusals in writing
std::vector<http::Route> card_routes();         // a card's print, signature, handing over, end
std::vector<http::Route> print_routes();        // /loket/cetak: lists and sheets
std::vector<http::Route> walk_in_routes();      // /loket/baru
std::vector<http::Route> training_routes();     // /latihan
std::vector<http::Route> layout_routes();       // /atur/kartu/tata-letak
std::vector<http::Route> report_routes();       // /lapor/{token}, /berkas/{id}/lapor
std::vector<http::Route> life_routes();         // /loket/kartu: found, reported, renewed, corrected, copied
std::vector<http::Route> contact_routes();      // /loket/pengingat: cards of an old register
std::vector<http::Route> stock_routes();        // /loket/blangko
std::vector<http::Route> duplicate_routes();    // /loket/ganda
std::vector<http::Route> strike_routes();       // /atur/usulan
std::vector<http::Route> import_routes();       // /atur/register-lama

}  // namespace registration
