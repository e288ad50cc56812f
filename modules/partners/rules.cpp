#include "modules/partners/rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/written_day.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/form.hpp"

namespace partners {
namespace {

// Lower case, letters and digits only: "No. HP", "no hp" and "No_HP" meet.
std::string folded(std::string_view text) {
    std::string made;
    for (const char c : text::lower(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U)) made += c;
    }
    return made;
}

struct Heading {
    std::string_view folded;
    Column column;
};
// Our own headings, those of usual school lists, and the field names of the API.
constexpr Heading headings[] = {
    {"nik", Column::nik},
    {"nomorindukkependudukan", Column::nik},
    {"nonik", Column::nik},
    {"noktp", Column::nik},
    {"nama", Column::name},
    {"namalengkap", Column::name},
    {"namasiswa", Column::name},
    {"namalulusan", Column::name},
    {"name", Column::name},
    {"tempatlahir", Column::birth_place},
    {"birthplace", Column::birth_place},
    {"tanggallahir", Column::birth_date},
    {"tgllahir", Column::birth_date},
    {"birthdate", Column::birth_date},
    {"jeniskelamin", Column::sex},
    {"jk", Column::sex},
    {"lp", Column::sex},
    {"sex", Column::sex},
    {"kelamin", Column::sex},
    {"nomorhp", Column::phone},
    {"nohp", Column::phone},
    {"hp", Column::phone},
    {"telepon", Column::phone},
    {"notelepon", Column::phone},
    {"nomortelepon", Column::phone},
    {"nowa", Column::phone},
    {"nomorwa", Column::phone},
    {"whatsapp", Column::phone},
    {"phone", Column::phone},
    {"alamat", Column::address},
    {"alamatlengkap", Column::address},
    {"address", Column::address},
    {"kelurahandesa", Column::village},
    {"desakelurahan", Column::village},
    {"kelurahan", Column::village},
    {"desa", Column::village},
    {"kodedesa", Column::village},
    {"kodekelurahan", Column::village},
    {"villagecode", Column::village},
    {"village", Column::village},
    {"jurusan", Column::major},
    {"kompetensikeahlian", Column::major},
    {"programkeahlian", Column::major},
    {"konsentrasikeahlian", Column::major},
    {"major", Column::major},
    {"educationmajor", Column::major},
    {"tahunlulus", Column::year},
    {"thnlulus", Column::year},
    {"lulus", Column::year},
    {"year", Column::year},
    {"educationyear", Column::year},
    {"jabatanyangdicari", Column::occupation},
    {"jabatan", Column::occupation},
    {"jabatandiinginkan", Column::occupation},
    {"pekerjaanyangdicari", Column::occupation},
    {"kodekbji", Column::occupation},
    {"desiredoccupations", Column::occupation},
    {"desiredoccupation", Column::occupation},
    {"occupation", Column::occupation},
    {"keterampilan", Column::skills},
    {"keahlian", Column::skills},
    {"skills", Column::skills},
    {"tujuan", Column::purpose},
    {"tujuankerja", Column::purpose},
    {"inginbekerjadi", Column::purpose},
    {"purpose", Column::purpose},
    {"namawali", Column::guardian_name},
    {"wali", Column::guardian_name},
    {"guardianname", Column::guardian_name},
    {"nomorhpwali", Column::guardian_phone},
    {"nohpwali", Column::guardian_phone},
    {"hpwali", Column::guardian_phone},
    {"guardianphone", Column::guardian_phone},
};

// "3.60471E+15": the spreadsheet has already thrown digits away.
bool looks_rounded(std::string_view typed) {
    const auto e = typed.find_first_of("eE");
    return e != std::string_view::npos && e > 0 && e + 1 < typed.size() && std::all_of(typed.begin(), typed.end(), [](char c) {
               return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == 'e' || c == 'E' || c == '+';
           });
}

bool looks_like_formula(std::string_view typed) { return typed.size() > 1 && (typed[0] == '=' || typed[0] == '@'); }

std::string sex_of(std::string_view typed) {
    const auto word = folded(typed);
    if (word == "l" || word == "lk" || word == "lakilaki" || word == "pria" || word == "m") return "L";
    if (word == "p" || word == "pr" || word == "perempuan" || word == "wanita" || word == "f") return "P";
    return {};
}

std::string purpose_of(std::string_view typed) {
    const auto word = folded(typed);
    if (word.empty() || word == "dalamnegeri" || word == "domestic" || word == "dn") return "domestic";
    if (word == "luarnegeri" || word == "abroad" || word == "ln") return "abroad";
    if (word == "keduanya" || word == "both" || word == "dalamdanluarnegeri") return "both";
    return {};
}

std::string year_of(std::string_view typed) {
    // "2025/2026" is the school year that ends in 2026; "2026.0" is what some programs make of 2026.
    if (typed.size() == 9 && (typed[4] == '/' || typed[4] == '-')) return std::string(typed.substr(5));
    if (typed.size() == 6 && typed.ends_with(".0")) return std::string(typed.substr(0, 4));
    return std::string(typed);
}

std::vector<std::string> skills_in(std::string_view typed) {
    std::vector<std::string> found;
    std::string one;
    for (const char c : std::string(typed) + ",") {
        if (c != ',' && c != ';' && c != '\n') {
            one += c;
            continue;
        }
        if (auto skill = text::squeeze(one); !skill.empty()) found.push_back(std::move(skill));
        one.clear();
    }
    return found;
}

struct FieldColumn {
    std::string_view field;
    Column column;
};
constexpr FieldColumn field_columns[] = {
    {"nik", Column::nik},
    {"name", Column::name},
    {"birth_place", Column::birth_place},
    {"birth_date", Column::birth_date},
    {"sex", Column::sex},
    {"phone", Column::phone},
    {"address", Column::address},
    {"village_code", Column::village},
    {"education.major", Column::major},
    {"education.year", Column::year},
    {"desired_occupations", Column::occupation},
    {"skills", Column::skills},
    {"purpose", Column::purpose},
    {"guardian_name", Column::guardian_name},
    {"guardian_phone", Column::guardian_phone},
};

Unfit unfit_of(registration::Unfit why, Column column) {
    switch (why) {
        case registration::Unfit::missing: return Unfit::missing;
        case registration::Unfit::nik_length: return Unfit::nik_length;
        case registration::Unfit::nik_unfit: return Unfit::nik_unfit;
        case registration::Unfit::no_such_date:
        case registration::Unfit::date_too_early: return Unfit::no_such_date;
        case registration::Unfit::date_in_future: return Unfit::date_in_future;
        case registration::Unfit::too_long: return Unfit::too_long;
        case registration::Unfit::control_characters: return Unfit::unprintable;
        case registration::Unfit::phone_unfit: return Unfit::phone_unfit;
        case registration::Unfit::year_unfit: return Unfit::year_unfit;
        case registration::Unfit::too_many: return Unfit::too_many;
        case registration::Unfit::not_in_list: break;
    }
    if (column == Column::village) return Unfit::village_unknown;
    if (column == Column::occupation) return Unfit::occupation_unknown;
    if (column == Column::sex) return Unfit::sex_unfit;
    return Unfit::purpose_unfit;
}

}  // namespace

const std::vector<ColumnFacts>& columns() {
    // The headings and this guidance are printed in the file, which is an Indonesian form of the office.
    static const std::vector<ColumnFacts> all = {
        {Column::nik, "NIK", "16 angka dari KTP atau KK. Kolom ini sudah berupa teks; jangan diubah menjadi angka.", "6471014708080001",
         true, 20},
        {Column::name, "Nama Lengkap", "Persis seperti di KTP atau KK.", "Sari Dewi Lestari", true, 28},
        {Column::birth_place, "Tempat Lahir", "Kota atau kabupaten.", "Balikpapan", true, 16},
        {Column::birth_date, "Tanggal Lahir", "Tanggal-bulan-tahun, misalnya 07-08-2008.", "07-08-2008", true, 15},
        {Column::sex, "L/P", "L untuk laki-laki, P untuk perempuan.", "P", true, 7},
        {Column::phone, "Nomor HP", "Milik lulusan, supaya ia dapat mengonfirmasi tempatnya.", "0812 3456 7890", true, 17},
        {Column::address, "Alamat", "Jalan, nomor, RT/RW.", "Jl. Jenderal Sudirman 12 RT 03", true, 32},
        {Column::village, "Kelurahan/Desa", "Nama, atau kode dari lembar Kelurahan. Bila namanya ada dua, tambah kecamatan setelah koma.",
         "Gunung Sari Ilir", true, 24},
        {Column::major, "Jurusan", "Seperti di ijazah.", "Teknik Kendaraan Ringan", true, 26},
        {Column::year, "Tahun Lulus", "Empat angka.", "2026", true, 12},
        {Column::occupation, "Jabatan yang Dicari", "Pekerjaan yang diinginkan, misalnya juru las; atau kode KBJI empat angka.",
         "mekanik mobil", true, 24},
        {Column::skills, "Keterampilan", "Dipisah koma; boleh kosong.", "Tune up, Las listrik", false, 28},
        {Column::purpose, "Ingin Bekerja di", "Dalam negeri, Luar negeri atau Keduanya; kosong berarti dalam negeri.", "Dalam negeri",
         false, 16},
        {Column::guardian_name, "Nama Wali", "Bagi yang belum 18 tahun.", "", false, 24},
        {Column::guardian_phone, "Nomor HP Wali", "Bagi yang belum 18 tahun.", "", false, 17},
    };
    return all;
}

std::size_t index_of(Column column) { return static_cast<std::size_t>(column); }

const ColumnFacts& facts_of(Column column) { return columns()[index_of(column)]; }

Places find_places(const std::vector<std::string>& header) {
    Places places;
    places.of.fill(-1);
    for (std::size_t at = 0; at < header.size(); ++at) {
        const auto word = folded(header[at]);
        for (const auto& known : headings) {
            auto& place = places.of[index_of(known.column)];
            if (known.folded == word && place < 0) place = static_cast<int>(at);
        }
    }
    for (const auto& one : columns())
        if (one.required && places.of[index_of(one.column)] < 0) places.missing.push_back(one.heading);
    return places;
}

int find_school_place(const std::vector<std::string>& header) {
    for (std::size_t at = 0; at < header.size(); ++at) {
        const auto word = folded(header[at]);
        if (word == "sekolah" || word == "namasekolah" || word == "asalsekolah" || word == "bkk" || word == "npsn" || word == "school" ||
            word == "educationschool")
            return static_cast<int>(at);
    }
    return -1;
}

const Words::Village& Words::village(std::string_view typed) {
    const auto found = villages_.find(typed);
    if (found != villages_.end()) return found->second;
    Village made{"", Unfit::village_unknown};
    std::string digits;
    bool is_code = !typed.empty();
    for (const char c : typed) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '.' && c != ' ')
            is_code = false;
    }
    if (is_code && digits.size() == 10) {
        const auto code = digits.substr(0, 2) + "." + digits.substr(2, 2) + "." + digits.substr(4, 2) + "." + digits.substr(6);
        const auto area = reference::find_area(code);
        if (area && area->level == reference::AreaLevel::village) made = {code, {}};
    } else if (!is_code && !typed.empty()) {
        auto near = reference::find_villages(typed, regency_, 5);
        // Pupils live outside the regency too.
        if (near.empty()) near = reference::find_villages(typed, "", 5);
        const auto name = folded(typed.substr(0, typed.find(',')));
        std::erase_if(near, [&](const reference::Area& one) { return folded(one.name) != name; });
        if (near.size() == 1)
            made = {near.front().code, {}};
        else if (near.size() > 1)
            made = {"", Unfit::village_several};
    }
    return villages_.emplace(std::string(typed), std::move(made)).first->second;
}

const std::string& Words::occupation(std::string_view typed) {
    const auto found = occupations_.find(typed);
    if (found != occupations_.end()) return found->second;
    std::string code;
    const auto digits = typed.substr(0, 4);
    const bool is_code = digits.size() == 4 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_code) {
        if (reference::find_occupation(digits)) code = digits;
    } else if (!typed.empty()) {
        if (const auto near = reference::find_occupations(typed, 1); !near.empty()) code = near.front().code;
    }
    return occupations_.emplace(std::string(typed), std::move(code)).first->second;
}

Checked check(const Cells& cells, const School& school, Date today, Words& words) {
    Checked checked;
    const auto cell = [&](Column column) { return text::trim(cells[index_of(column)]); };
    const auto refuse = [&](Column column, Unfit why) {
        const bool is_told = std::ranges::any_of(checked.faults, [&](const Fault& one) { return one.column == column; });
        if (!is_told) checked.faults.push_back({column, why});
    };

    registration::Typed typed;
    for (const auto& one : columns()) {
        auto value = cell(one.column);
        if (looks_like_formula(value)) {
            refuse(one.column, Unfit::formula);
            continue;
        }
        if (value.empty() && one.column != Column::purpose) {
            if (one.required) refuse(one.column, Unfit::missing);
            continue;
        }
        switch (one.column) {
            case Column::nik:
                if (looks_rounded(value)) {
                    refuse(Column::nik, Unfit::nik_rounded);
                    continue;
                }
                break;
            case Column::birth_date:
                if (const auto day = written_day(value)) value = day->iso();
                break;
            case Column::sex: {
                const auto sex = sex_of(value);
                if (sex.empty()) refuse(Column::sex, Unfit::sex_unfit);
                value = sex;
                break;
            }
            case Column::village: {
                const auto& village = words.village(value);
                if (village.why) refuse(Column::village, *village.why);
                value = village.code;
                break;
            }
            case Column::occupation: {
                const auto& occupation = words.occupation(value);
                if (occupation.empty()) refuse(Column::occupation, Unfit::occupation_unknown);
                value = occupation;
                break;
            }
            case Column::year: value = year_of(value); break;
            case Column::purpose:
                value = purpose_of(value);
                if (value.empty()) refuse(Column::purpose, Unfit::purpose_unfit);
                break;
            case Column::skills:
                for (auto& skill : skills_in(value)) typed.emplace_back("skills", std::move(skill));
                continue;
            case Column::name:
            case Column::birth_place:
            case Column::phone:
            case Column::address:
            case Column::major:
            case Column::guardian_name:
            case Column::guardian_phone: break;
        }
        for (const auto& field : field_columns)
            if (field.column == one.column && !value.empty()) typed.emplace_back(std::string(field.field), value);
    }
    // The school's own to say, and vouched for.
    typed.emplace_back("education.level", school.level);
    typed.emplace_back("education.school", school.name);
    typed.emplace_back("filled_in_by", "BKK " + school.name);
    auto read = registration::read_answers(typed, today);
    for (const auto& error : read.errors)
        for (const auto& field : field_columns)
            if (field.field == error.field) refuse(field.column, unfit_of(error.why, field.column));
    std::ranges::stable_sort(checked.faults, [](const Fault& a, const Fault& b) { return a.column < b.column; });
    checked.answers = std::move(read.answers);
    return checked;
}

std::string likeness(const Cells& cells) {
    const auto name = text::name_key(cells[index_of(Column::name)]);
    if (name.empty()) return {};
    const auto typed = text::trim(cells[index_of(Column::birth_date)]);
    const auto day = written_day(typed);
    return name + "|" + (day ? day->iso() : typed);
}

Licence licence_on(const School& school, Date today, int warning_days) {
    if (today < school.licence_from) return Licence::not_yet;
    if (today > school.licence_until) return Licence::over;
    return school.licence_until - today <= warning_days ? Licence::ends_soon : Licence::valid;
}

bool may_hand_in(const School& school, Date today) {
    return !school.retired && today >= school.licence_from && today <= school.licence_until;
}

std::string month_of(Date day) { return day.iso().substr(0, 7); }

std::optional<Date> first_of_month(std::string_view month) {
    if (month.size() != 7) return {};
    return Date::parse(std::string(month) + "-01");
}

std::string month_before(std::string_view month) {
    const auto first = first_of_month(month);
    return first ? month_of(*first - 1) : std::string();
}

int silent_months(const std::string& last_report, Date registered, Date today) {
    const auto since = first_of_month(last_report.empty() ? month_of(registered) : last_report);
    const auto now = first_of_month(month_of(today));
    if (!since || !now) return 0;
    const int passed = (now->year() - since->year()) * 12 + now->month() - since->month() - 1;
    return std::max(0, passed);
}

bool balances(const Figures& figures) {
    const auto fits = [](const Balance& one) {
        for (const auto& pair : {one.opening, one.added, one.placed, one.removed, one.closing()})
            if (pair.men < 0 || pair.women < 0) return false;
        return true;
    };
    return fits(figures.seekers) && fits(figures.vacancies);
}

std::string_view code(GraduateState state) {
    switch (state) {
        case GraduateState::faulty: return "faulty";
        case GraduateState::ready: return "ready";
        case GraduateState::sent: return "sent";
    }
    return {};
}

std::string_view code(GraduateOutcome outcome) {
    switch (outcome) {
        case GraduateOutcome::placed: return "placed";
        case GraduateOutcome::working: return "working";
        case GraduateOutcome::self_employed: return "self_employed";
        case GraduateOutcome::studying: return "studying";
        case GraduateOutcome::looking: return "looking";
    }
    return {};
}

std::string_view code(Unfit why) {
    switch (why) {
        case Unfit::missing: return "missing";
        case Unfit::nik_length: return "nik_length";
        case Unfit::nik_unfit: return "nik_unfit";
        case Unfit::nik_rounded: return "nik_rounded";
        case Unfit::nik_twice: return "nik_twice";
        case Unfit::no_such_date: return "no_such_date";
        case Unfit::date_in_future: return "date_in_future";
        case Unfit::sex_unfit: return "sex_unfit";
        case Unfit::phone_unfit: return "phone_unfit";
        case Unfit::village_unknown: return "village_unknown";
        case Unfit::village_several: return "village_several";
        case Unfit::occupation_unknown: return "occupation_unknown";
        case Unfit::year_unfit: return "year_unfit";
        case Unfit::purpose_unfit: return "purpose_unfit";
        case Unfit::too_long: return "too_long";
        case Unfit::too_many: return "too_many";
        case Unfit::unprintable: return "unprintable";
        case Unfit::formula: return "formula";
    }
    return {};
}

std::optional<GraduateState> parse_state(std::string_view text) {
    for (const auto one : {GraduateState::faulty, GraduateState::ready, GraduateState::sent})
        if (code(one) == text) return one;
    return {};
}

std::optional<GraduateOutcome> parse_outcome(std::string_view text) {
    for (const auto one : all_outcomes)
        if (code(one) == text) return one;
    return {};
}

}  // namespace partners
