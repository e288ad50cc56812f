#include "modules/vacancies/intake.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/text.hpp"
#include "base/written_day.hpp"
#include "base/written_wage.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/places.hpp"
#include "modules/vacancies/plain_text.hpp"
#include "modules/vacancies/rules.hpp"
#include "platform/tables/tables.hpp"

namespace vacancies {

namespace {

using nlohmann::json;

constexpr std::size_t json_lines_max = 200'000;

struct Alias {
    std::string_view field;
    std::vector<std::string_view> names;  // letters and digits only, lower case
};

// The first that is called exactly so wins; several columns of one field are joined.
const std::vector<Alias>& aliases() {
    static const std::vector<Alias> all = {
        {"reference",
         {"id", "uuid", "guid", "idlowongan", "lowonganid", "jobid", "vacancyid", "kodelowongan", "nomorlowongan", "externalid",
          "reference", "ref", "slug", "url", "link"}},
        {"title",
         {"title", "judul", "jobtitle", "judullowongan", "posisi", "position", "jabatan", "namajabatan", "namaposisi", "namalowongan",
          "lowongan", "pekerjaan", "job", "jobname", "role", "positionname", "formasi"}},
        {"company",
         {"company", "perusahaan", "organisation", "organization", "companyname", "namaperusahaan", "organisationname", "employer",
          "employername", "pemberikerja", "namapemberikerja", "instansi", "namainstansi", "hiringorganization", "penyelenggara", "lembaga",
          "mitra"}},
        {"place_digits",
         {"regioncode", "regencycode", "kodewilayah", "citycode", "kodekota", "kodekabupaten", "kodekabkota", "areacode", "placecode",
          "districtcode", "villagecode", "locationcode"}},
        {"place", {"regionname", "regency",       "regencyname", "location", "lokasi",  "lokasikerja", "kota",       "kabupaten",
                   "kabkota",    "kabupatenkota", "city",        "cityname", "tempat",  "tempatkerja", "penempatan", "lokasipenempatan",
                   "place",      "worklocation",  "joblocation", "area",     "wilayah", "domisili",    "kecamatan",  "district"}},
        {"province", {"province", "provinsi", "provincename", "namaprovinsi"}},
        {"address", {"address", "alamat", "alamatkerja", "alamatperusahaan", "alamattempatkerja", "streetaddress"}},
        {"openings",
         {"openings", "quota", "kuota", "jumlah", "jumlahorang", "jumlahlowongan", "jumlahkuota", "kebutuhan", "jumlahkebutuhan",
          "jumlahtenagakerja", "vacancies", "headcount", "totalopenings", "numberneeded", "needed", "slot", "dibutuhkan"}},
        {"openings_men", {"openingsmen", "lakilaki", "pria", "jumlahlakilaki", "jumlahpria", "male", "l"}},
        {"openings_women", {"openingswomen", "perempuan", "wanita", "jumlahperempuan", "jumlahwanita", "female", "p"}},
        {"education_min",
         {"educationmin", "education", "educations", "educationlevel", "educationlevels", "mineducation", "minimumeducation", "pendidikan",
          "pendidikanminimal", "pendidikanminimum", "pendidikanpalingrendah", "pendidikanterakhir", "jenjang", "jenjangpendidikan"}},
        {"majors", {"majors", "major", "studyprogrammes", "studyprograms", "programstudi", "prodi", "jurusan", "fieldofstudy"}},
        {"skills", {"skills", "skill", "keterampilan", "keahlian", "kompetensi", "kemampuan", "tags"}},
        {"certificates", {"certificates", "certificate", "sertifikat", "sertifikasi"}},
        {"certificates_preferred", {"certificatespreferred", "preferredcertificates", "sertifikatyangdisukai", "nilaitambah"}},
        {"languages", {"languages", "language", "bahasa"}},
        {"description",
         {"description",
          "descriptionhtml",
          "deskripsi",
          "deskripsipekerjaan",
          "uraian",
          "uraianpekerjaan",
          "uraianpekerjaandansyarat",
          "uraiantugas",
          "jobdescription",
          "jobdesc",
          "qualification",
          "qualifications",
          "qualificationhtml",
          "kualifikasi",
          "persyaratan",
          "syarat",
          "requirement",
          "requirements",
          "responsibilities",
          "tanggungjawab",
          "detail",
          "details",
          "keterangan",
          "text",
          "content"}},
        {"conditions",
         {"conditions", "syaratkerja", "syaratkerjadanfasilitas", "fasilitas", "benefit", "benefits", "tunjangan", "keuntungan"}},
        {"wage",
         {"wage", "salary", "gaji", "upah", "upahsebulan", "gajisebulan", "meansalaryidr", "meansalary", "averagesalary", "salaryrange",
          "salaryidr", "kisarangaji", "penghasilan", "uangsaku", "allowance"}},
        {"wage_low",
         {"wagelow", "minsalary", "salarymin", "gajiminimum", "gajimin", "upahminimum", "minimumsalary", "gajidari", "upahdari"}},
        {"wage_high",
         {"wagehigh", "maxsalary", "salarymax", "gajimaksimum", "gajimax", "gajimaksimal", "upahmaksimum", "maximumsalary", "gajisampai",
          "upahsampai"}},
        {"wage_shown", {"showsalary", "salaryshown", "tampilkangaji"}},
        {"contract",
         {"contract", "jobtype", "employmenttype", "contracttype", "tipepekerjaan", "jenispekerjaan", "jenislowongan", "tipekontrak",
          "ikatankerja", "statuskerja", "statuskepegawaian", "jeniskontrak", "worktype"}},
        {"mode", {"mode", "workmode", "remote", "carabekerja", "workplacetype"}},
        {"hours", {"hours", "jamkerja", "workhours", "workinghours", "waktukerja"}},
        {"workdays", {"workdaysperweek", "harikerja", "harikerjaperminggu", "workdays"}},
        {"days_off", {"daysoff", "harilibur", "libur"}},
        {"experience_years",
         {"minyearexperience", "yearsofexperience", "experienceyears", "minexperience", "minimumexperience", "pengalamantahun"}},
        {"experience", {"experience", "pengalaman", "pengalamankerja", "experiencemonths", "pengalamanminimal"}},
        {"age_min", {"agemin", "minage", "usiaminimum", "usiamin", "usiaterendah", "umurminimum"}},
        {"age_max", {"agemax", "maxage", "usiamaksimum", "usiamax", "usiatertinggi", "umurmaksimum", "usiamaksimal"}},
        {"sex", {"sex", "gender", "jeniskelamin", "jk"}},
        {"marital_status", {"maritalstatus", "statusperkawinan", "statuspernikahan", "statuskawin"}},
        {"disability", {"physicalcondition", "disability", "disabilitas", "kondisifisik", "opentodisability", "difabel"}},
        {"published",
         {"publishedat", "createdat", "posted", "postedat", "dateposted", "tanggaltayang", "tanggalposting", "tanggaldibuat", "validfrom",
          "mulaitayang"}},
        {"valid_until",
         {"validuntil", "expiresat", "expiredat", "registeruntil", "deadline", "bataslamaran", "batasakhir", "tanggalberakhir",
          "berlakusampai", "dibukasampai", "closingdate", "validthrough", "tutup", "applicationdeadline"}},
        {"days", {"days", "dibukaselama", "lamahari"}},
        {"starts", {"starts", "mulai", "startdate", "tanggalmulai", "mulaikerja"}},
        {"ends", {"ends", "selesai", "enddate", "tanggalselesai"}},
        {"category",
         {"category", "kategori", "jobfunction", "function", "bidang", "bidangpekerjaan", "industry", "industri", "sektor", "sector",
          "fungsi"}},
        {"occupation", {"occupation", "kbji", "kodekbji", "kodejabatan", "occupationcode"}},
        {"how_to_apply", {"howtoapply", "caramelamar", "applyurl"}},
        {"contact", {"contact", "kontak", "contactperson", "narahubung"}},
        {"reason.age", {"alasanusia", "reasonage"}},
        {"reason.sex", {"alasanjeniskelamin", "reasonsex"}},
        {"reason.looks", {"alasanpenampilan"}},
        {"reason.height", {"alasantinggiatauberatbadan", "alasantinggibadan"}},
        {"reason.marital_status", {"alasanstatusperkawinan"}},
        {"reason.religion", {"alasanagama"}},
    };
    return all;
}

std::string letters(std::string_view name) {
    std::string kept;
    for (const char c : text::lower(name))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept += c;
    return kept;
}

std::string_view field_called(std::string_view column) {
    static const auto known = [] {
        std::map<std::string, std::string_view, std::less<>> made;
        for (const auto& alias : aliases())
            for (const auto name : alias.names) made.emplace(name, alias.field);
        return made;
    }();
    const auto found = known.find(column);
    return found == known.end() ? std::string_view{} : found->second;
}

// "Posisi Pekerjaan" is "posisi", "Tgl. Tutup (wajib)" is "tutup": the name without what is said in brackets and without
// words that every column of a list of vacancies may carry.
std::string core(std::string_view column) {
    constexpr std::array<std::string_view, 15> idle{"nama",    "name", "pekerjaan", "kerja", "lowongan", "lamaran", "loker", "job",
                                                    "vacancy", "tgl",  "tanggal",   "date",  "no",       "rp",      "idr"};
    std::string kept;
    const auto plain = text::lower(column.substr(0, column.find_first_of("([{*")));
    for (std::size_t at = 0; at < plain.size();) {
        const auto begin = plain.find_first_of("abcdefghijklmnopqrstuvwxyz", at);
        if (begin == plain.npos) break;
        at = std::min(plain.find_first_not_of("abcdefghijklmnopqrstuvwxyz", begin), plain.size());
        const auto word = std::string_view(plain).substr(begin, at - begin);
        if (std::ranges::find(idle, word) == idle.end()) kept += word;
    }
    return kept;
}

// What each column means, "" for what nobody knows. A name that is known whole goes before one of which only the core is.
std::vector<std::string_view> fields_of(const std::vector<std::string>& columns) {
    std::vector<std::string_view> fields;
    for (const auto& column : columns) fields.push_back(field_called(letters(column)));
    for (std::size_t at = 0; at < columns.size(); ++at) {
        if (!fields[at].empty()) continue;
        const auto field = field_called(core(columns[at]));
        if (std::ranges::find(fields, field) == fields.end()) fields[at] = field;
    }
    return fields;
}

void add_cell(Typed& cells, std::string_view field, std::string value) {
    if (text::trim(value).empty()) return;
    const auto known = std::ranges::find(cells, field, &Typed::value_type::first);
    if (known == cells.end()) {
        cells.emplace_back(field, std::move(value));
        return;
    }
    // Description and qualification are one text; a district and its city one place. Elsewhere the first column counts.
    if (field == "description" || field == "conditions")
        known->second += "\n" + value;
    else if (field == "place")
        known->second += ", " + value;
    else if (field == "skills" || field == "majors" || field == "category")
        known->second += ", " + value;
}

// --- JSON ---

std::string text_of(const json& value, int depth = 0) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        return number > -1e15 && number < 1e15 ? std::to_string(static_cast<std::int64_t>(number)) : std::string();
    }
    if (value.is_number()) return value.dump();
    if (depth > 3) return {};
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const auto& one : value) {
            auto part = text_of(one, depth + 1);
            std::erase(part, ',');
            if (!part.empty()) parts.push_back(std::move(part));
        }
        return text::join(parts, ", ");
    }
    if (value.is_object())
        for (const char* name : {"name", "nama", "title", "label", "value", "text"})
            if (const auto found = value.find(name); found != value.end()) return text_of(*found, depth + 1);
    return {};
}

FileRow row_of(const json& object, int line, std::map<std::string, int>& ignored) {
    FileRow row;
    row.line = line;
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    const auto fields = fields_of(names);
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (fields[at].empty())
            ++ignored[names[at]];
        else
            add_cell(row.cells, fields[at], text_of(object[names[at]]));
    }
    return row;
}

FileRow unreadable(std::string_view raw, int line) {
    FileRow row;
    row.line = line;
    row.readable = false;
    row.raw = plain_line(raw.substr(0, 4'000), 1'000);
    return row;
}

// Deep nesting is refused before the parser recurses into it.
bool is_too_deep(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > 40) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

Result<FileRows, Refusal> read_json(std::string_view bytes) {
    FileRows file;
    std::map<std::string, int> ignored;
    const auto add_all = [&](const json& list) {
        int number = 0;
        for (const auto& one : list) {
            ++number;
            if (one.is_object())
                file.rows.push_back(row_of(one, number, ignored));
            else
                file.rows.push_back(unreadable(one.dump(-1, ' ', false, json::error_handler_t::replace), number));
        }
    };
    // One document: a list, or an object that holds one.
    if (!is_too_deep(bytes)) {
        const auto whole = json::parse(bytes, nullptr, false);
        if (whole.is_array())
            add_all(whole);
        else if (whole.is_object())
            for (const char* name : {"data", "items", "results", "rows", "vacancies", "jobs", "lowongan"})
                if (const auto found = whole.find(name); found != whole.end() && found->is_array()) {
                    add_all(*found);
                    break;
                }
        if (!file.rows.empty() && file.rows.size() <= json_lines_max) return file;
    }
    int number = 0;
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        auto line = bytes.substr(0, end);
        bytes = end == bytes.npos ? std::string_view{} : bytes.substr(end + 1);
        ++number;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (line.empty()) continue;
        if (file.rows.size() == json_lines_max) return Refusal::file_too_many_rows;
        const auto object = is_too_deep(line) ? json() : json::parse(line, nullptr, false);
        file.rows.push_back(object.is_object() ? row_of(object, number, ignored) : unreadable(line, number));
    }
    if (file.rows.empty()) return Refusal::file_empty;
    for (const auto& [name, count] : ignored) file.ignored.push_back(name);
    return file;
}

Result<FileRows, Refusal> read_table(std::string_view bytes) {
    auto sheet = tables::read(bytes);
    if (!sheet) {
        switch (sheet.error()) {
            case tables::Refusal::not_a_table: return Refusal::file_not_a_table;
            case tables::Refusal::too_large: return Refusal::file_too_large;
            case tables::Refusal::too_many_rows: return Refusal::file_too_many_rows;
            case tables::Refusal::broken: return Refusal::file_broken;
            case tables::Refusal::no_header: return Refusal::file_empty;
        }
    }
    FileRows file;
    const auto fields = fields_of(sheet->header);
    for (std::size_t at = 0; at < fields.size(); ++at)
        if (fields[at].empty()) file.ignored.push_back(sheet->header[at]);
    if (std::ranges::find(fields, "title") == fields.end()) return Refusal::columns_missing;
    if (sheet->rows.empty()) return Refusal::file_empty;
    file.rows.reserve(sheet->rows.size());
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        FileRow row;
        row.line = sheet->line_numbers[at];
        for (std::size_t column = 0; column < fields.size() && column < sheet->rows[at].size(); ++column)
            if (!fields[column].empty()) add_cell(row.cells, fields[column], std::move(sheet->rows[at][column]));
        file.rows.push_back(std::move(row));
    }
    return file;
}

// --- values ---

// The first number in it; -1 when there is none.
int number_in(std::string_view typed) {
    const auto begin = typed.find_first_of("0123456789");
    if (begin == typed.npos) return -1;
    int value = -1;
    std::from_chars(typed.data() + begin, typed.data() + typed.size(), value);
    return value;
}

int months_in(std::string_view typed) {
    const auto lower = text::lower(typed);
    const int value = number_in(lower);
    if (value < 0) return 0;
    const bool years =
        text::contains(lower, "tahun") || text::contains(lower, "year") || text::contains(lower, "thn") || text::contains(lower, "th");
    return std::min(value * (years ? 12 : 1), 600);
}

void add_line(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    text.resize(bytes);
    return text;
}

bool says_any(std::string_view typed) {
    const auto lower = text::lower(text::trim(typed));
    return lower.empty() || lower == "any" || lower == "all" || lower == "semua" || lower == "bebas" || lower == "-" || lower == "both" ||
           lower == "normal" || text::contains(lower, "tidak ada") || text::contains(lower, "/") || text::contains(lower, " dan ") ||
           text::contains(lower, ",");
}

}  // namespace

Result<FileRows, Refusal> read_rows(std::string_view bytes) {
    if (bytes.size() > tables::bytes_max) return Refusal::file_too_large;
    if (bytes.starts_with("PK")) return read_table(bytes);
    const auto text = tables::as_utf8(bytes);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return Refusal::file_empty;
    if (text[first] == '{' || text[first] == '[') return read_json(text);
    return read_table(text);
}

Imported vacancy_from(const FileRow& row, OfficeId office, Date today, std::string_view regency) {
    Imported made;
    auto& one = made.vacancy;
    const auto cell = [&](std::string_view field) { return first(row.cells, field); };
    const auto line = [&](std::string_view field, std::size_t most) { return plain_line(cell(field), most); };
    one.office = office;
    one.source = Source::imported;
    one.state = VacancyState::submitted;
    if (!row.readable) {
        made.faults.push_back({"", Unfit::not_readable});
        return made;
    }
    // A short number is a row's own in many files: it tells nothing across them.
    if (const auto told = line("reference", 200); told.size() >= 6 || told.find_first_not_of("0123456789") != std::string::npos)
        one.external_reference = told;
    one.title = line("title", title_max);
    made.company = line("company", 120);
    one.employer_name = made.company;
    one.place_text = line("place", 200);
    const auto province = line("province", 100);
    const auto written = one.place_text.empty() || province.empty() ? one.place_text + province : one.place_text + ", " + province;
    one.place_text = written;
    one.place_code = find_place_by_code(cell("place_digits"), written, regency);
    if (one.place_text.empty() && !one.place_code.empty()) one.place_text = reference::full_name(one.place_code);
    one.address = line("address", 200);
    one.openings = std::clamp(number_in(cell("openings")), 1, heads_max);
    one.education_min = read_education(cell("education_min"));
    one.majors = read_list(plain_text(cell("majors")), 100);
    one.skills = read_list(plain_text(cell("skills")), 60);
    one.certificates = read_list(plain_text(cell("certificates")), 30);
    one.certificates_preferred = read_list(plain_text(cell("certificates_preferred")), 30);
    one.languages = read_list(plain_text(cell("languages")), 30);
    one.description = cut(plain_text(cell("description")), text_max);
    one.conditions = cut(plain_text(cell("conditions")), text_max);
    one.how_to_apply = cut(plain_text(cell("how_to_apply")), text_max);
    one.contact = line("contact", 200);
    one.hours = line("hours", 160);
    if (const int days = number_in(cell("workdays")); one.hours.empty() && days > 0 && days <= 7) {
        one.hours = std::to_string(days) + " hari seminggu";
        if (const auto off = line("days_off", 80); !off.empty()) one.hours += ", libur " + off;
    }
    if (cell("wage_shown") != "no") {
        if (const auto wage = written_wage(cell("wage"))) std::tie(one.wage_low, one.wage_high) = *wage;
        const auto low = written_wage(cell("wage_low"));
        const auto high = written_wage(cell("wage_high"));
        if (low) one.wage_low = one.wage_high = low->first;
        if (high && high->second >= one.wage_low) one.wage_high = high->second;
        if (one.wage_low == 0) one.wage_low = one.wage_high;
        if (one.wage_high > 2'000'000'000) one.wage_low = one.wage_high = 0;
    }
    one.contract = read_contract(cell("contract")).value_or(Contract::fixed_term);
    if (cell("contract").empty())
        if (const auto told = read_contract(one.title); told == Contract::apprenticeship) one.contract = *told;
    const auto mode = text::lower(cell("mode"));
    if (text::contains(mode, "hybrid"))
        one.mode = WorkMode::hybrid;
    else if (text::contains(mode, "remote") || mode == "yes" || text::contains(text::lower(one.place_text), "remote"))
        one.mode = WorkMode::remote;
    if (const int years = number_in(cell("experience_years")); years > 0)
        one.experience_months = std::min(years, 50) * 12;
    else
        one.experience_months = months_in(cell("experience"));
    one.age_min = std::clamp(number_in(cell("age_min")), 0, 99);
    one.age_max = std::clamp(number_in(cell("age_max")), 0, 99);
    if (one.age_max != 0 && one.age_max < one.age_min) one.age_min = one.age_max = 0;
    // Kept as words, where people read them and the check finds them.
    if (const auto sex = line("sex", 40); !says_any(sex)) {
        const auto lower = text::lower(sex);
        const bool woman = lower == "p" || lower == "female" || lower == "perempuan" || lower == "wanita" || lower == "f";
        add_line(one.description, woman ? "Khusus wanita" : "Khusus pria");
    }
    if (const auto status = line("marital_status", 40); !says_any(status))
        add_line(one.description, "Status perkawinan: " + (text::lower(status) == "single" ? std::string("belum menikah") : status));
    const auto disability = text::lower(cell("disability"));
    one.open_to_disability = disability == "yes" || text::contains(disability, "disab") || text::contains(disability, "difabel") ||
                             disability == "all" || disability == "semua";
    const auto published = written_day(cell("published"));
    one.valid_from = published && *published <= today ? *published : today;
    const auto until = written_day(cell("valid_until"));
    // "Sampai terisi" is no day, but people shall read it.
    if (const auto told = line("valid_until", 100); !until && !told.empty()) add_line(one.description, "Batas lamaran: " + told);
    one.valid_until = until ? *until : std::max(one.valid_from, today) + days_open_usual;
    if (one.valid_until < one.valid_from) one.valid_from = one.valid_until;
    if (const auto told = line("occupation", 10); told.size() == 4 && reference::find_occupation(told))
        one.occupation = told;
    else if (!one.title.empty()) {
        auto found = reference::find_occupations(one.title, 1);
        if (found.empty() && !cell("category").empty()) found = reference::find_occupations(line("category", 100), 1);
        if (!found.empty()) one.occupation = found.front().code;
    }
    one.asked = conditions_of(one);
    if (one.title.empty()) made.faults.push_back({"title", Unfit::missing});
    if (made.company.empty()) made.faults.push_back({"company", Unfit::employer_missing});
    made.fingerprint_of = likeness(one);
    return made;
}

std::string company_key(std::string_view name) {
    static constexpr std::array<std::string_view, 12> forms{"pt",    "cv",    "ud", "pd",       "tbk",     "persero",
                                                            "perum", "firma", "fa", "koperasi", "yayasan", "the"};
    std::vector<std::string> words;
    std::string word;
    for (const char c : text::lower(name) + " ") {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (letter) {
            word += c;
        } else if (!word.empty()) {
            if (std::ranges::find(forms, word) == forms.end()) words.push_back(word);
            word.clear();
        }
    }
    return words.empty() ? letters(name) : text::join(words, " ");
}

const std::vector<TemplateColumn>& template_columns() {
    static const std::vector<TemplateColumn> all = {
        {"title", "Jabatan", "Operator forklift", 28},
        {"openings", "Jumlah orang", "3", 12},
        {"place", "Tempat kerja", "Balikpapan Selatan, Kota Balikpapan", 30},
        {"contract", "Ikatan kerja", "PKWT", 14},
        {"wage", "Upah sebulan", "4.500.000", 20},
        {"hours", "Jam kerja", "Senin-Jumat 08.00-16.00", 24},
        {"conditions", "Syarat kerja dan fasilitas", "BPJS, makan siang, lembur dibayar", 34},
        {"education_min", "Pendidikan paling rendah", "SMA/SMK", 22},
        {"experience", "Pengalaman", "1 tahun", 14},
        {"skills", "Keterampilan", "SIO forklift, stok gudang", 28},
        {"description", "Uraian pekerjaan dan syarat", "Memindahkan barang dengan forklift dan mencatat stok.", 50},
        {"days", "Dibuka selama", "30", 14},
        {"reason.age", "Alasan usia", "", 24},
        {"reason.sex", "Alasan jenis kelamin", "", 24}};
    return all;
}

}  // namespace vacancies
