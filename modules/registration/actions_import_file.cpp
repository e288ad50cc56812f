#include "modules/registration/actions_import.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/reference/actions.hpp"

namespace registration {
namespace {

enum class Column {
    number,
    nik,
    name,
    birth_date,
    sex,
    issued_on,
    valid_until,
    last_report,
    education,
    major,
    occupation,
    phone,
    address,
    village,
    count
};
constexpr auto column_count = static_cast<std::size_t>(Column::count);

struct Heading {
    std::string_view text;
    Column column;
};
constexpr Heading headings[] = {
    {"nomor", Column::number},
    {"no. pendaftaran", Column::number},
    {"nomor pendaftaran", Column::number},
    {"no pendaftaran", Column::number},
    {"nomor ak1", Column::number},
    {"nomor kartu", Column::number},
    {"number", Column::number},
    {"nik", Column::nik},
    {"nama", Column::name},
    {"nama lengkap", Column::name},
    {"name", Column::name},
    {"tanggal lahir", Column::birth_date},
    {"tgl lahir", Column::birth_date},
    {"tgl. lahir", Column::birth_date},
    {"birth date", Column::birth_date},
    {"jenis kelamin", Column::sex},
    {"l/p", Column::sex},
    {"sex", Column::sex},
    {"tanggal terbit", Column::issued_on},
    {"tgl terbit", Column::issued_on},
    {"tanggal daftar", Column::issued_on},
    {"tanggal pendaftaran", Column::issued_on},
    {"issued", Column::issued_on},
    {"berlaku sampai", Column::valid_until},
    {"berlaku s.d.", Column::valid_until},
    {"berlaku s/d", Column::valid_until},
    {"valid until", Column::valid_until},
    {"lapor terakhir", Column::last_report},
    {"tanggal lapor", Column::last_report},
    {"tgl lapor", Column::last_report},
    {"last report", Column::last_report},
    {"pendidikan", Column::education},
    {"education", Column::education},
    {"jurusan", Column::major},
    {"major", Column::major},
    {"jabatan", Column::occupation},
    {"occupation", Column::occupation},
    {"nomor hp", Column::phone},
    {"no hp", Column::phone},
    {"no. hp", Column::phone},
    {"hp", Column::phone},
    {"telepon", Column::phone},
    {"phone", Column::phone},
    {"alamat", Column::address},
    {"address", Column::address},
    {"kelurahan", Column::village},
    {"desa", Column::village},
    {"kelurahan/desa", Column::village},
    {"desa/kelurahan", Column::village},
    {"village", Column::village},
};

std::string_view label(Column column) {
    switch (column) {
        case Column::number: return "Nomor";
        case Column::nik: return "NIK";
        case Column::name: return "Nama";
        case Column::birth_date: return "Tanggal Lahir";
        case Column::sex: return "Jenis Kelamin";
        case Column::issued_on: return "Tanggal Terbit";
        case Column::valid_until: return "Berlaku Sampai";
        case Column::last_report: return "Lapor Terakhir";
        case Column::education: return "Pendidikan";
        case Column::major: return "Jurusan";
        case Column::occupation: return "Jabatan";
        case Column::phone: return "Nomor HP";
        case Column::address: return "Alamat";
        case Column::village: return "Kelurahan";
        case Column::count: break;
    }
    return {};
}

// The same few names stand in thousands of rows: each is looked up once.
class Villages {
  public:
    explicit Villages(std::string_view regency) : regency_(regency) {}

    // By code, or by a name that means one village of the regency. "": neither.
    const std::string& code_of(const std::string& typed) {
        const auto [at, is_new] = known_.try_emplace(typed);
        if (!is_new) return at->second;
        if (const auto area = reference::find_area(typed)) {
            if (area->level == reference::AreaLevel::village) at->second = typed;
        } else if (const auto found = reference::find_villages(typed, regency_, 2); found.size() == 1) {
            at->second = found.front().code;
        }
        return at->second;
    }

  private:
    std::string regency_;
    std::map<std::string, std::string> known_;
};

std::optional<Date> read_day(std::string_view typed) {
    if (const auto day = Date::parse(typed)) return day;
    for (const char separator : {'-', '/', '.'}) {
        const auto parts = text::split(typed, separator);
        if (parts.size() != 3 || parts[2].size() != 4 || parts[0].empty() || parts[0].size() > 2 || parts[1].empty() || parts[1].size() > 2)
            continue;
        const auto two = [](const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; };
        return Date::parse(parts[2] + "-" + two(parts[1]) + "-" + two(parts[0]));
    }
    return {};
}

class RowReader {
  public:
    RowReader(const Context& context, const std::array<int, column_count>& places, const std::vector<std::string>& row, int line,
              Date today, Villages& villages, std::vector<ImportFault>& faults)
        : villages_(villages), context_(context), places_(places), row_(row), line_(line), today_(today), faults_(faults) {}

    // Empty when the row was left out; the reason stands among the faults.
    std::optional<OldCard> read() {
        OldCard card;
        card.line = line_;
        card.number = needed(Column::number, 60);
        card.name = needed(Column::name, 100);
        const auto issued_on = day(Column::issued_on);
        if (!issued_on && is_good_) refuse(Column::issued_on, msg("Tanggal ini wajib diisi."));
        if (issued_on && *issued_on > today_) refuse(Column::issued_on, msg("Tanggal ini belum terjadi."));
        card.issued_on = issued_on.value_or(Date{});
        card.valid_until = day(Column::valid_until);
        if (card.valid_until && *card.valid_until < card.issued_on) refuse(Column::valid_until, msg("Berakhir sebelum terbit."));
        card.last_report = day(Column::last_report);
        if (card.last_report && *card.last_report > today_) refuse(Column::last_report, msg("Tanggal ini belum terjadi."));
        if (card.last_report && *card.last_report < card.issued_on) refuse(Column::last_report, msg("Lapor sebelum kartu terbit."));
        card.birth_date = day(Column::birth_date);
        if (const auto typed = Nik::normalise(cell(Column::nik)); !typed.empty()) {
            card.nik = Nik::parse(typed);
            // A spreadsheet that kept the NIK as a number has already lost digits of it.
            if (!card.nik) refuse(Column::nik, msg("NIK terdiri dari 16 angka; simpan kolomnya sebagai teks."));
        }
        if (const auto sex = text::upper(cell(Column::sex)); !sex.empty()) {
            if (sex.starts_with("L"))
                card.sex = Sex::male;
            else if (sex.starts_with("P") || sex.starts_with("W"))
                card.sex = Sex::female;
            else
                refuse(Column::sex, msg("Tulis L atau P."));
        } else if (card.nik) {
            card.sex = card.nik->sex();
        }
        card.education = education();
        card.major = line(Column::major, 150);
        if (const auto code = cell(Column::occupation); reference::find_occupation(code)) card.occupation = code;
        card.contact = contact();
        if (!is_good_) return {};
        return card;
    }

  private:
    std::string cell(Column column) const {
        const int place = places_[static_cast<std::size_t>(column)];
        if (place < 0 || static_cast<std::size_t>(place) >= row_.size()) return {};
        return text::trim(row_[static_cast<std::size_t>(place)]);
    }
    void refuse(Column column, std::string_view indonesian) {
        is_good_ = false;
        faults_.push_back({line_, std::string(label(column)), std::string(context_.t(indonesian))});
    }
    std::string line(Column column, std::size_t most) {
        const auto cleaned = text::clean_line(cell(column), most);
        if (cleaned) return *cleaned;
        refuse(column, msg("Isian ini terlalu panjang atau memuat karakter yang tidak dapat dicetak."));
        return {};
    }
    std::string needed(Column column, std::size_t most) {
        auto value = line(column, most);
        if (value.empty() && is_good_) refuse(column, msg("Wajib diisi."));
        return value;
    }
    std::optional<Date> day(Column column) {
        const auto typed = cell(column);
        if (typed.empty()) return {};
        const auto read = read_day(typed);
        if (!read) refuse(column, msg("Tanggal ini tidak ada di kalender."));
        return read;
    }
    // What helps to reach somebody never keeps a card out of the register.
    CardContact contact() const {
        CardContact made;
        if (const auto phone = Phone::parse(cell(Column::phone))) made.phone = std::string(phone->reveal());
        made.address = text::clean_line(cell(Column::address), 160).value_or("");
        const auto village = text::clean_line(cell(Column::village), 100).value_or("");
        if (village.empty()) return made;
        made.village_code = villages_.code_of(village);
        if (made.village_code.empty()) made.address += (made.address.empty() ? "" : ", ") + village;
        return made;
    }
    std::string education() const {
        auto level = text::lower(cell(Column::education));
        std::erase_if(level, [](char c) { return c == '.' || c == '-' || c == ' '; });
        if (level == "sltp" || level == "mts") level = "smp";
        if (level == "slta" || level == "smu") level = "sma";
        if (level == "stm" || level == "smea") level = "smk";
        return reference::find_education_level(level) ? level : "";
    }

    Villages& villages_;
    const Context& context_;
    const std::array<int, column_count>& places_;
    const std::vector<std::string>& row_;
    int line_;
    Date today_;
    std::vector<ImportFault>& faults_;
    bool is_good_{true};
};

}  // namespace

Result<OldRegister, ImportRefusal> read_old_register(const Context& context, std::string_view file, Date today, std::string_view regency) {
    const auto sheet = tables::read(file);
    if (!sheet) return ImportRefusal::file_unreadable;
    std::array<int, column_count> places;
    places.fill(-1);
    for (std::size_t at = 0; at < sheet->header.size(); ++at) {
        const auto heading = text::lower(text::squeeze(sheet->header[at]));
        for (const auto& known : headings)
            if (known.text == heading && places[static_cast<std::size_t>(known.column)] < 0)
                places[static_cast<std::size_t>(known.column)] = static_cast<int>(at);
    }
    for (const auto column : {Column::number, Column::name, Column::issued_on})
        if (places[static_cast<std::size_t>(column)] < 0) return ImportRefusal::column_missing;

    OldRegister found;
    Villages villages(regency);
    std::set<std::string> numbers;
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        ++found.report.rows;
        auto card = RowReader(context, places, sheet->rows[at], sheet->line_numbers[at], today, villages, found.report.faults).read();
        if (!card) continue;
        if (!numbers.insert(card->number).second) {
            ++found.report.duplicates;
            found.report.faults.push_back({card->line, std::string(label(Column::number)),
                                           std::string(context.t(msg("Nomor ini sudah ada di baris lain berkas ini.")))});
            continue;
        }
        found.cards.push_back(std::move(*card));
    }
    // Oldest first: of two cards of one person the later one stays active.
    std::stable_sort(found.cards.begin(), found.cards.end(), [](const OldCard& a, const OldCard& b) { return a.issued_on < b.issued_on; });
    return found;
}

}  // namespace registration
