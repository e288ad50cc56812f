#include "modules/reference/model.hpp"
#include "platform/i18n/language.hpp"

namespace reference {

std::string_view sentence(NikDoubt doubt) {
    switch (doubt) {
        case NikDoubt::area_unknown: return msg("Enam angka pertama NIK tidak ada di daftar kecamatan. Periksa kembali dengan KTP Anda.");
        case NikDoubt::area_retired: return msg("NIK memakai kode wilayah lama. Itu boleh: NIK tidak berubah saat wilayah dimekarkan.");
        case NikDoubt::birth_date_differs:
            return msg("Tanggal lahir berbeda dengan yang tersirat di NIK. Periksa keduanya dengan KTP Anda.");
        case NikDoubt::sex_differs: return msg("Jenis kelamin berbeda dengan yang tersirat di NIK. Periksa keduanya dengan KTP Anda.");
    }
    return {};
}

std::string_view code(NikDoubt doubt) {
    switch (doubt) {
        case NikDoubt::area_unknown: return "nik_area_unknown";
        case NikDoubt::area_retired: return "nik_area_retired";
        case NikDoubt::birth_date_differs: return "nik_birth_date";
        case NikDoubt::sex_differs: return "nik_sex";
    }
    return {};
}

}  // namespace reference
