#include "modules/oversight/actions.hpp"

namespace oversight {

std::string_view label(Measure measure) {
    switch (measure) {
        case Measure::out_of_order: return msg("Dipanggil di luar urutan");
        case Measure::skipped: return msg("Dilewati");
        case Measure::call_undone: return msg("Panggilan dibatalkan");
        case Measure::reprints: return msg("Cetak ulang");
        case Measure::other_day: return msg("Diterima bukan pada harinya");
        case Measure::after_hours: return msg("Cetak di luar jam layanan");
    }
    return {};
}

std::string_view label(Verdict verdict) {
    switch (verdict) {
        case Verdict::usual: return msg("Wajar");
        case Verdict::unusual: return msg("Mencolok");
        case Verdict::too_few: return msg("Belum cukup data");
    }
    return {};
}

}  // namespace oversight
