#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/demo_folder.hpp"
#include "app/sequence.hpp"
#include "modules/employers/actions.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/actions_import.hpp"
#include "modules/registration/actions.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "platform/events.hpp"
#include "platform/sql/migrations.hpp"

namespace {

constexpr int in_one_transaction = 200;

// In order of how many look for this work; `wanted` says how much employers ask for it.
struct Trade {
    std::string_view occupation;
    std::string_view title;
    std::string_view education;
    std::string_view major;
    std::string_view kbli;
    int wage_percent;  // of the lowest wage offered
    int wanted;
    std::array<std::string_view, 5> skills;
};
constexpr Trade trades[] = {
    {"4110",
     "Staf administrasi",
     "sma",
     "IPS",
     "82110",
     100,
     5,
     {"Mengetik", "Spreadsheet", "Kearsipan", "Surat-menyurat", "Bahasa Inggris"}},
    {"5223", "Pramuniaga", "sma", "IPS", "47111", 100, 9, {"Melayani pembeli", "Menata barang", "Mesin kasir", "Stok", "Bahasa Inggris"}},
    {"5230", "Kasir", "sma", "IPA", "47111", 102, 6, {"Mesin kasir", "Melayani pembeli", "Teliti", "Pembukuan", "Spreadsheet"}},
    {"8332", "Sopir truk", "smp", "", "49431", 115, 8, {"SIM B1", "SIM B2", "Perawatan kendaraan", "Muatan", "Membaca peta"}},
    {"4321", "Petugas gudang", "sma", "IPS", "52101", 102, 7, {"Stok", "Forklift", "Spreadsheet", "Mengemas", "Pemindai"}},
    {"9329", "Pekerja pabrik", "smp", "", "10794", 96, 10, {"Mengemas", "Kebersihan", "Kerja regu", "Angkat beban", "Teliti"}},
    {"7231",
     "Mekanik kendaraan",
     "smk",
     "Teknik Kendaraan Ringan",
     "45201",
     110,
     5,
     {"Tune up", "Sistem rem", "Kelistrikan mobil", "Mesin diesel", "Las dasar"}},
    {"4311", "Staf keuangan", "smk", "Akuntansi", "69201", 112, 4, {"Pembukuan", "Spreadsheet", "Pajak", "Laporan kas", "Mengetik"}},
    {"7212", "Juru las", "smk", "Teknik Pengelasan", "25111", 125, 8, {"Las SMAW", "Las GTAW", "Membaca gambar teknik", "K3", "Gerinda"}},
    {"5120",
     "Juru masak",
     "smk",
     "Tata Boga",
     "56101",
     104,
     6,
     {"Masakan Nusantara", "Kebersihan dapur", "Masakan laut", "Menata hidangan", "Stok"}},
    {"8211",
     "Perakit mesin",
     "smk",
     "Teknik Mesin",
     "28299",
     112,
     4,
     {"Jangka sorong", "Membaca gambar teknik", "Mesin bubut", "K3", "Hidrolik"}},
    {"2512", "Pemrogram", "s1", "Teknik Informatika", "62019", 185, 3, {"SQL", "Git", "C++", "TypeScript", "Pengujian"}},
    {"3221",
     "Perawat",
     "d3",
     "Keperawatan",
     "86103",
     120,
     5,
     {"Asuhan keperawatan", "Pertolongan pertama", "STR aktif", "Rekam medis", "Bahasa Inggris"}},
    {"5414",
     "Petugas keamanan",
     "sma",
     "IPS",
     "80100",
     103,
     6,
     {"Gada Pratama", "Laporan jaga", "Pertolongan pertama", "Bela diri", "CCTV"}},
    {"7411",
     "Teknisi listrik",
     "smk",
     "Teknik Instalasi Tenaga Listrik",
     "43211",
     118,
     5,
     {"Instalasi listrik", "Panel", "K3", "PLC", "Membaca gambar teknik"}},
    {"9112", "Petugas kebersihan", "sd", "", "81210", 95, 7, {"Kebersihan", "Pel dan poles", "Kerja regu", "Taman", "Sampah"}},
    {"8156",
     "Operator jahit sepatu",
     "smp",
     "",
     "15201",
     100,
     9,
     {"Mesin jahit industri", "Pola", "Teliti", "Pemeriksaan mutu", "Kerja regu"}},
    {"2341",
     "Guru sekolah dasar",
     "s1",
     "Pendidikan Guru Sekolah Dasar",
     "85121",
     105,
     2,
     {"Mengajar", "Kurikulum", "Bahasa Inggris", "Spreadsheet", "Bimbingan"}},
    {"3115", "Teknisi mesin", "d3", "Teknik Mesin", "33121", 130, 3, {"Pneumatik", "Hidrolik", "AutoCAD", "Mesin diesel", "K3"}},
    {"5131", "Pramusaji", "sma", "IPS", "56101", 98, 7, {"Melayani tamu", "Menata meja", "Bahasa Inggris", "Mesin kasir", "Minuman"}},
    {"7112", "Tukang batu", "sd", "", "41012", 106, 5, {"Pasangan bata", "Plester", "Keramik", "Membaca gambar teknik", "Perancah"}},
    {"2142", "Insinyur sipil", "s1", "Teknik Sipil", "71102", 170, 2, {"AutoCAD", "RAB", "Pengawasan", "K3", "Struktur"}},
    {"3313", "Analis keuangan", "s1", "Akuntansi", "69201", 140, 2, {"Pajak", "Laporan keuangan", "SQL", "Audit", "Spreadsheet"}},
    {"8343", "Operator derek", "sma", "IPA", "30111", 155, 3, {"SIO crane", "Rigging", "K3", "Isyarat tangan", "Perawatan alat"}},
};
constexpr int lowest_wage = 3'600'000;

constexpr std::array first_names{"Sari", "Budi",  "Rina",  "Andi",   "Dewi",    "Joko",  "Putri", "Agus",
                                 "Maya", "Rizky", "Wulan", "Hendra", "Lestari", "Fajar", "Nurul", "Dimas"};
constexpr std::array last_names{"Wijaya", "Lestari",   "Pratama", "Hidayat", "Saputra", "Rahmawati", "Nugroho",
                                "Kusuma", "Anggraini", "Siregar", "Maulana", "Permata", "Utami"};
constexpr std::array firm_words{"Abadi", "Bahari", "Cahaya", "Dharma",  "Elok",   "Fajar", "Gemilang", "Harapan",
                                "Intan", "Jaya",   "Karya",  "Lestari", "Makmur", "Nusa",  "Permata",  "Sentosa"};

// Each thing has its own numbers: the n-th is the same whatever their count.
enum class Kind : std::uint64_t { firm = 1, vacancy, seeker };
Sequence numbers_of(std::uint64_t seed, Kind kind, int number) {
    return Sequence(seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(kind) * 0xD1B54A32D192ED03ULL +
                    static_cast<std::uint64_t>(number));
}

template <class T, class E>
T expect(Result<T, E> answer, std::string_view what) {
    if (!answer) throw std::runtime_error("the market could not be made: " + std::string(what));
    return std::move(*answer);
}

std::string digits(std::int64_t number, std::size_t width) {
    const auto text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

// A trade by how much employers ask for it.
const Trade& wanted_trade(Sequence& sequence) {
    int all = 0;
    for (const auto& one : trades) all += one.wanted;
    int left = static_cast<int>(sequence.below(static_cast<std::uint32_t>(all)));
    for (const auto& one : trades)
        if ((left -= one.wanted) < 0) return one;
    return trades[0];
}

class Market {
  public:
    Market(Context context, office::Office office, std::uint64_t seed)
        : context_(std::move(context)),
          office_(std::move(office)),
          seed_(seed),
          today_(context_.local(office_.zone).date),
          districts_(reference::children(office_.regency_code)) {
        context_.actor.office = office_.id;
    }

    // Few firms are large: the n-th of a market has its trade, its size and its number of vacancies from its rank.
    void add_firms(int count) {
        for (int from = 0; from < count; from += in_one_transaction)
            context_.platform.database.write([&](sql::Transaction& tx) {
                for (int number = from; number < std::min(count, from + in_one_transaction); ++number)
                    firms_.push_back(add_firm(tx, number));
            });
    }

    void add_vacancies(int count) {
        for (int from = 0; from < count; from += in_one_transaction)
            context_.platform.database.write([&](sql::Transaction& tx) {
                for (int number = from; number < std::min(count, from + in_one_transaction); ++number) add_vacancy(tx, number);
            });
    }

    void add_seekers(int count) {
        for (int from = 0; from < count; from += in_one_transaction)
            context_.platform.database.write([&](sql::Transaction& tx) {
                for (int number = from; number < std::min(count, from + in_one_transaction); ++number) add_seeker(tx, number);
            });
    }

  private:
    struct Firm {
        employers::EmployerId id;
        const Trade* trade{};
    };

    const reference::Area& district(Sequence& sequence) const {
        return districts_[sequence.skewed(static_cast<std::uint32_t>(districts_.size()))];
    }

    Firm add_firm(sql::Transaction& tx, int number) {
        auto sequence = numbers_of(seed_, Kind::firm, number);
        const auto& trade = wanted_trade(sequence);
        employers::Employer one;
        one.office = office_.id;
        one.state = employers::EmployerState::verified;
        one.name = std::string(number % 3 == 0 ? "CV " : "PT ") + firm_words[sequence.below(firm_words.size())] + " " +
                   firm_words[sequence.below(firm_words.size())] + " " + std::to_string(number + 1);
        one.nib = digits(8'000'000'000'000 + static_cast<std::int64_t>(seed_ % 1000) * 1'000'000'000 + number, 13);
        one.kbli = trade.kbli;
        one.kbli_version = "2020";
        one.regency_code = office_.regency_code;
        one.address = "Jalan Contoh Nomor " + std::to_string(number + 1);
        one.contact_name = "Personalia";
        one.contact_phone = "0542 " + digits(100'000 + number % 800'000, 6);
        one.workers = 4 + 1'200 / (number + 1) + sequence.below(40);
        one.workers_local = one.workers * (50 + static_cast<int>(sequence.below(50))) / 100;
        one.size = one.workers < 5     ? employers::Size::micro
                   : one.workers < 20  ? employers::Size::small
                   : one.workers < 100 ? employers::Size::medium
                                       : employers::Size::large;
        one.verified_by_call = "Personalia, " + one.contact_phone;
        const auto saved = employers::save_employer(tx, context_, one);
        if (!saved) throw WrongUsage("this folder has this market already: take another --seed");
        return {*saved, &trade};
    }

    void add_vacancy(sql::Transaction& tx, int number) {
        auto sequence = numbers_of(seed_, Kind::vacancy, number);
        const auto& firm = firms_[sequence.skewed(static_cast<std::uint32_t>(firms_.size()))];
        const auto& trade = sequence.below(4) == 0 ? wanted_trade(sequence) : *firm.trade;
        const auto& place = district(sequence);
        vacancies::Vacancy one;
        one.office = office_.id;
        one.employer = firm.id;
        one.title = trade.title;
        one.occupation = trade.occupation;
        one.openings = 1 + static_cast<int>(sequence.skewed(12));
        one.valid_from = today_;
        one.valid_until = today_ + 14 + static_cast<int>(sequence.below(46));
        one.place_code = place.code;
        one.place_text = place.name;
        one.contract = sequence.below(4) == 0 ? vacancies::Contract::permanent : vacancies::Contract::fixed_term;
        one.hours = sequence.below(2) == 0 ? "Senin-Jumat 08.00-16.00" : "Senin-Sabtu 07.30-15.30";
        one.wage_low = lowest_wage / 100 * trade.wage_percent / 50'000 * 50'000;
        one.wage_high = one.wage_low + 50'000 * sequence.below(20);
        one.conditions = "BPJS Ketenagakerjaan dan Kesehatan";
        one.education_min = trade.education;
        if (!trade.major.empty() && sequence.below(3) != 0) one.majors = {std::string(trade.major)};
        for (std::size_t at = 0; at < 1 + sequence.below(3); ++at) one.skills.emplace_back(trade.skills[at]);
        one.experience_months = static_cast<int>(sequence.skewed(5)) * 12;
        one.open_to_disability = sequence.below(5) == 0;
        one.description = std::string(trade.title) + " di " + place.name + ". " + std::string(trade.skills[0]) + " dan " +
                          std::string(trade.skills[1]) + ".";
        const auto made = expect(vacancies::submit(tx, context_, one), trade.title);
        if (made.state == vacancies::VacancyState::submitted)
            expect(vacancies::publish(tx, context_, made.id, made.version, {}), trade.title);
    }

    // The n-th person of a seed: their own NIK, a trade by how many look for it, somewhat more than the usual skills at times.
    void add_seeker(sql::Transaction& tx, int number) {
        auto sequence = numbers_of(seed_, Kind::seeker, number);
        const auto& trade = trades[sequence.skewed(std::size(trades))];
        const auto& home = district(sequence);
        const auto birth = Date::of(1975, 1, 1)->plus_months(static_cast<int>(sequence.skewed(33 * 12))) + number % 28;
        const bool is_woman = sequence.below(2) == 0;
        const int serial = 1 + number / 28 % 9999;
        std::string nik;
        for (const char c : home.code)
            if (c != '.') nik += c;
        nik += digits(birth.day() + (is_woman ? 40 : 0), 2) + digits(birth.month(), 2) + digits(birth.year() % 100, 2) + digits(serial, 4);
        registration::Answers answers;
        answers.nik = Nik::parse(nik);
        answers.name = std::string(first_names[sequence.below(first_names.size())]) + " " + last_names[sequence.below(last_names.size())];
        answers.diploma_name_same = true;
        answers.birth_place = "Contoh";
        answers.birth_date = birth;
        answers.sex = is_woman ? Sex::female : Sex::male;
        answers.phone = Phone::parse("0813" + digits(10'000'000 + number, 8));
        answers.address = Personal("Jalan Contoh Nomor " + std::to_string(number + 1));
        const auto villages = reference::children(home.code);
        answers.village_code = villages[sequence.below(static_cast<std::uint32_t>(villages.size()))].code;
        answers.education = {
            {std::string(trade.education), std::string(trade.major), "Sekolah Contoh", birth.year() + (trade.education == "s1" ? 22 : 18)}};
        for (std::size_t at = 0; at < 1 + sequence.below(5); ++at) answers.skills.emplace_back(trade.skills[at]);
        answers.desired_occupations = {std::string(trade.occupation)};
        if (sequence.below(3) == 0) answers.desired_occupations.emplace_back(trades[sequence.skewed(std::size(trades))].occupation);
        std::ranges::sort(answers.desired_occupations);
        answers.desired_occupations.erase(std::unique(answers.desired_occupations.begin(), answers.desired_occupations.end()),
                                          answers.desired_occupations.end());
        answers.desired_place = office_.regency_code;
        answers.purpose = registration::Purpose::domestic;
        answers.situation =
            sequence.below(3) == 0 ? registration::EmploymentSituation::lost_or_left_job : registration::EmploymentSituation::never_worked;
        const auto made =
            expect(registration::submit_application(tx, context_, office_.id, registration::Channel::online, answers), "an application");
        if (sequence.below(5) == 0) return;  // one in five wants no suggestions
        auto person = context_;
        person.actor = {};
        person.actor.kind = ActorKind::applicant;
        person.actor.applicant = made.id.value;
        expect(matching::set_consent(tx, person, made.id, {.suggestions = true, .shown_masked = sequence.below(2) == 0, .digest = false}),
               "a consent");
    }

    Context context_;
    office::Office office_;
    std::uint64_t seed_;
    Date today_;
    std::vector<reference::Area> districts_;
    std::vector<Firm> firms_;
};

}  // namespace

int commands::generate(Config config, const Generate& wanted) {
    std::error_code error;
    std::filesystem::create_directories(config.data, error);
    if (error) throw std::runtime_error("cannot make the data folder " + config.data + ": " + error.message());
    const FolderLock lock(config.data);
    config.demo = true;  // nobody in it exists
    settle_demo(config);
    const auto open = open_installation(config, Folder::made_if_missing);
    sql::migrate(*open.database);
    open.database->read([](sql::Transaction& tx) { reference::use_additions(tx); });
    const auto modules = all_modules();
    events::subscribe(modules);
    messages::use_texts(message_texts());
    if (!is_filled_demo(config)) {
        auto steps = demo_steps();
        std::erase_if(steps, [](const DemoStep& step) { return step.name != "offices" && step.name != "staff"; });
        fill_marked(config, open, steps);
    }
    const auto office = open.database->read([](sql::Transaction& tx) { return *office::find_office(tx, "balikpapan"); });
    Market market(open.as_system(), office, wanted.seed);
    const int firms = wanted.vacancies == 0 ? 0 : std::max(3, wanted.vacancies / 10);
    market.add_firms(firms);
    market.add_vacancies(wanted.vacancies);
    market.add_seekers(wanted.seekers);
    std::printf("%d seekers, %d vacancies of %d companies, seed %llu\n", wanted.seekers, wanted.vacancies, firms,
                static_cast<unsigned long long>(wanted.seed));
    return done;
}
