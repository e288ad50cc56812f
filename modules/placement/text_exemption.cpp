#include "modules/placement/actions.hpp"
#include "modules/placement/actions_exemption.hpp"
#include "platform/i18n/language.hpp"

namespace placement {

std::string_view sentence(ExemptionRefusal why) {
    switch (why) {
        case ExemptionRefusal::no_such_vacancy: return msg("Lowongan ini tidak sedang tayang.");
        case ExemptionRefusal::no_rule: return msg("Tidak ada aturan lokal yang perlu dikecualikan.");
        case ExemptionRefusal::words_missing: return msg("Tulis alasannya, paling banyak 300 huruf.");
        case ExemptionRefusal::asked_already: return msg("Pengecualian untuk lowongan ini sudah diminta.");
        case ExemptionRefusal::answered_already: return msg("Permintaan ini sudah dijawab.");
        case ExemptionRefusal::has_tie: return sentence(Refusal::has_interest);
    }
    return {};
}

std::string_view label(ExemptionState state) {
    switch (state) {
        case ExemptionState::asked: return msg("Menunggu petugas");
        case ExemptionState::granted: return msg("Dikecualikan");
        case ExemptionState::declined: return msg("Tidak dikecualikan");
    }
    return {};
}

}  // namespace placement
