#include "modules/employers/rules_import.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace employers {

namespace {

// Lower case, letters and digits only: "No. Telp", "no telp" and "No_Telp" meet.
std::string folded(std::string_view text) {
    std::string made;
    for (const char c : text::lower(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) made += c;
    return made;
}

struct Heading {
    std::string_view folded;
    Cell cell;
};
constexpr Heading headings[] = {
    {"nama", Cell::name},
    {"namaperusahaan", Cell::name},
    {"perusahaan", Cell::name},
    {"name", Cell::name},
    {"company", Cell::name},
    {"companyname", Cell::name},
    {"employer", Cell::name},
    {"namausaha", Cell::name},
    {"namabadanusaha", Cell::name},
    {"badanusaha", Cell::name},
    {"pemberikerja", Cell::name},
    {"namapemberikerja", Cell::name},
    {"namainstansi", Cell::name},
    {"instansi", Cell::name},
    {"employername", Cell::name},
    {"nib", Cell::nib},
    {"nomorindukberusaha", Cell::nib},
    {"nonib", Cell::nib},
    {"nomornib", Cell::nib},
    {"noindukberusaha", Cell::nib},
    {"kbli", Cell::kbli},
    {"kodekbli", Cell::kbli},
    {"bidangusaha", Cell::kbli},
    {"industry", Cell::kbli},
    {"kblikode", Cell::kbli},
    {"versikbli", Cell::kbli_version},
    {"kbliversi", Cell::kbli_version},
    {"kbliversion", Cell::kbli_version},
    {"kepemilikan", Cell::ownership},
    {"jenisbadan", Cell::ownership},
    {"bentukusaha", Cell::ownership},
    {"bentukbadanusaha", Cell::ownership},
    {"statuskepemilikan", Cell::ownership},
    {"ownership", Cell::ownership},
    {"jumlahpekerja", Cell::workers},
    {"jumlahtenagakerja", Cell::workers},
    {"pekerja", Cell::workers},
    {"tenagakerja", Cell::workers},
    {"workers", Cell::workers},
    {"jumlahkaryawan", Cell::workers},
    {"karyawan", Cell::workers},
    {"jumlahtk", Cell::workers},
    {"totalpekerja", Cell::workers},
    {"employees", Cell::workers},
    {"disabilitas", Cell::workers_disabled},
    {"pekerjadisabilitas", Cell::workers_disabled},
    {"workersdisabled", Cell::workers_disabled},
    {"pekerjalokal", Cell::workers_local},
    {"lokal", Cell::workers_local},
    {"workerslocal", Cell::workers_local},
    {"alamat", Cell::address},
    {"alamatperusahaan", Cell::address},
    {"address", Cell::address},
    {"alamatkantor", Cell::address},
    {"alamatusaha", Cell::address},
    {"alamatlengkap", Cell::address},
    {"kodewilayah", Cell::regency},
    {"regencycode", Cell::regency},
    {"kodekabupaten", Cell::regency},
    {"kodekota", Cell::regency},
    {"kodekabkota", Cell::regency},
    {"wilayah", Cell::regency},
    {"kontak", Cell::contact_name},
    {"namakontak", Cell::contact_name},
    {"narahubung", Cell::contact_name},
    {"contact", Cell::contact_name},
    {"contactname", Cell::contact_name},
    {"pic", Cell::contact_name},
    {"namapic", Cell::contact_name},
    {"penanggungjawab", Cell::contact_name},
    {"telepon", Cell::contact_phone},
    {"notelp", Cell::contact_phone},
    {"telp", Cell::contact_phone},
    {"notelepon", Cell::contact_phone},
    {"nomortelepon", Cell::contact_phone},
    {"nohp", Cell::contact_phone},
    {"hp", Cell::contact_phone},
    {"phone", Cell::contact_phone},
    {"nomorhp", Cell::contact_phone},
    {"nowa", Cell::contact_phone},
    {"whatsapp", Cell::contact_phone},
    {"notelphp", Cell::contact_phone},
    {"contactphone", Cell::contact_phone},
    {"email", Cell::contact_email},
    {"surel", Cell::contact_email},
    {"alamatemail", Cell::contact_email},
    {"emailperusahaan", Cell::contact_email},
    {"contactemail", Cell::contact_email},
    {"situs", Cell::website},
    {"website", Cell::website},
    {"web", Cell::website},
    {"kantorpusat", Cell::head_office},
    {"cabangdari", Cell::head_office},
    {"headoffice", Cell::head_office},
};

struct Word {
    std::string_view folded;
    Ownership ownership;
};
constexpr Word ownerships[] = {{"instansipemerintah", Ownership::government},
                               {"pemerintah", Ownership::government},
                               {"government", Ownership::government},
                               {"bumn", Ownership::state_company},
                               {"bumd", Ownership::state_company},
                               {"bumnbumd", Ownership::state_company},
                               {"statecompany", Ownership::state_company},
                               {"koperasi", Ownership::cooperative},
                               {"cooperative", Ownership::cooperative},
                               {"swasta", Ownership::private_company},
                               {"perusahaanswasta", Ownership::private_company},
                               {"pt", Ownership::private_company},
                               {"cv", Ownership::private_company},
                               {"privatecompany", Ownership::private_company},
                               {"badanusahalain", Ownership::other_body},
                               {"yayasan", Ownership::other_body},
                               {"otherbody", Ownership::other_body},
                               {"perorangan", Ownership::individual},
                               {"individual", Ownership::individual},
                               {"rumahtangga", Ownership::individual}};

Cell cell_of(Field field) {
    switch (field) {
        case Field::name: return Cell::name;
        case Field::nib: return Cell::nib;
        case Field::kbli: return Cell::kbli;
        case Field::regency: return Cell::regency;
        case Field::address: return Cell::address;
        case Field::contact_name: return Cell::contact_name;
        case Field::contact_phone: return Cell::contact_phone;
        case Field::contact_email: return Cell::contact_email;
        case Field::website: return Cell::website;
        case Field::workers: return Cell::workers;
        case Field::workers_disabled: return Cell::workers_disabled;
        case Field::workers_local: return Cell::workers_local;
    }
    return Cell::name;
}

void empty_out(Employer& one, Field field, std::string_view office_regency) {
    switch (field) {
        case Field::name: break;
        case Field::nib: one.nib.clear(); break;
        case Field::kbli: one.kbli.clear(), one.kbli_version.clear(); break;
        case Field::regency: one.regency_code = office_regency; break;
        case Field::address: one.address.clear(); break;
        case Field::contact_name: one.contact_name.clear(); break;
        case Field::contact_phone: one.contact_phone.clear(); break;
        case Field::contact_email: one.contact_email.clear(); break;
        case Field::website: one.website.clear(); break;
        case Field::workers: one.workers = one.workers_disabled = one.workers_local = 0; break;
        case Field::workers_disabled: one.workers_disabled = 0; break;
        case Field::workers_local: one.workers_local = 0; break;
    }
}

// "1.250 orang" is 1250; -1 when there is no number.
std::int64_t count_of(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '.' && c != ' ')
            break;
    }
    std::int64_t value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

Places find_places(const std::vector<std::string>& header) {
    Places places;
    places.of.fill(-1);
    for (std::size_t at = 0; at < header.size(); ++at) {
        const auto known = std::ranges::find(headings, folded(header[at]), &Heading::folded);
        if (known == std::end(headings)) continue;
        auto& place = places.of[static_cast<std::size_t>(known->cell)];
        if (place < 0) place = static_cast<int>(at);
    }
    return places;
}

ReadRow read_row(const Places& places, const std::vector<std::string>& row, std::string_view office_regency) {
    ReadRow made;
    auto& one = made.employer;
    const auto cell = [&](Cell wanted) {
        const auto place = places.of[static_cast<std::size_t>(wanted)];
        return place < 0 ? std::string() : text::trim(row[static_cast<std::size_t>(place)]);
    };
    one.name = cell(Cell::name);
    one.nib = cell(Cell::nib);
    one.kbli = cell(Cell::kbli).substr(0, 5);
    one.kbli_version = one.kbli.empty() ? "" : cell(Cell::kbli_version).empty() ? "2020" : cell(Cell::kbli_version);
    one.address = cell(Cell::address);
    one.regency_code = cell(Cell::regency).empty() ? std::string(office_regency) : cell(Cell::regency);
    one.contact_name = cell(Cell::contact_name);
    one.contact_phone = cell(Cell::contact_phone);
    one.contact_email = cell(Cell::contact_email);
    one.website = cell(Cell::website);
    one.head_office_name = text::clean_line(cell(Cell::head_office), 120).value_or("");
    const auto count = [&](Cell wanted) { return cell(wanted).empty() ? 0 : count_of(cell(wanted)); };
    one.workers = count(Cell::workers);
    one.workers_disabled = count(Cell::workers_disabled);
    one.workers_local = count(Cell::workers_local);
    if (const auto words = folded(cell(Cell::ownership)); !words.empty()) {
        const auto known = std::ranges::find(ownerships, words, &Word::folded);
        if (known != std::end(ownerships)) one.ownership = known->ownership;
    }
    // One fault may hide another: a number that is none also makes its shares too large.
    for (auto faults = tidy(one); !faults.empty();) {
        bool emptied = false;
        for (const auto& fault : faults) {
            if (fault.why == Unfit::missing) continue;
            made.faults.push_back({cell_of(fault.field), fault.why});
            if (fault.field == Field::name) one.name.clear();
            empty_out(one, fault.field, office_regency);
            emptied = true;
        }
        if (!emptied) break;
        faults = tidy(one);
    }
    made.has_name = !one.name.empty();
    one.size = size_of(one.workers);
    return made;
}

std::string_view heading(Cell cell) {
    for (const auto& one : headings)
        if (one.cell == cell) return one.folded;
    return {};
}

}  // namespace employers
