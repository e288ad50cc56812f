#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "base/text.hpp"
#include "modules/search/roots.hpp"
#include "modules/search/words.hpp"
#include "platform/assets/assets.hpp"

// Whoever looks for a kind of work by another word for it, or by another form of the word, finds the same vacancies.
using namespace search;

namespace {

const RelatedWords nothing_learned("");

SearchIndex market_of(const std::vector<std::string>& titles) {
    std::vector<Entry> entries;
    for (const auto& title : titles) entries.push_back({.id = static_cast<std::int64_t>(entries.size()) + 1, .title = title});
    return SearchIndex().with(entries, {});
}

std::vector<std::int64_t> found(const SearchIndex& index, std::string_view typed) {
    SearchQuestion question{.words = read_words(index, typed, nothing_learned).words, .limit = 1000};
    std::vector<std::int64_t> ids;
    for (const auto& hit : index.search(question).best) ids.push_back(hit.id);
    std::ranges::sort(ids);
    return ids;
}

// Each word of a line finds the vacancies of its line, whichever of the words they are called by, and no other.
void check_lines(const std::vector<std::vector<std::string>>& lines) {
    std::vector<std::string> titles;
    for (const auto& line : lines) titles.insert(titles.end(), line.begin(), line.end());
    const auto index = market_of(titles);
    std::int64_t first = 1;
    for (const auto& line : lines) {
        std::vector<std::int64_t> own;
        for (std::size_t i = 0; i < line.size(); ++i) own.push_back(first++);
        for (const auto& word : line) {
            CAPTURE(word);
            CHECK(found(index, word) == own);
        }
    }
}

}  // namespace

TEST_CASE("every form of a word finds the same vacancies") {
    check_lines({{"jual", "menjual", "penjual", "penjualan", "jualan"},
                 {"jahit", "menjahit", "penjahit", "jahitan", "penjahitan"},
                 {"las", "mengelas", "pengelas", "pengelasan"},
                 {"bor", "mengebor", "pengebor", "pengeboran"},
                 {"masak", "memasak", "pemasak", "masakan", "dimasak"},
                 {"tani", "bertani", "petani", "pertanian"},
                 {"kebun", "berkebun", "perkebunan"},
                 {"kirim", "mengirim", "pengirim", "pengiriman", "kiriman", "dikirimkan"},
                 {"cuci", "mencuci", "pencuci", "pencucian", "cucian"},
                 {"rakit", "merakit", "perakit", "perakitan", "rakitan"},
                 {"kemas", "mengemas", "pengemas", "pengemasan", "kemasan"},
                 {"gudang", "pergudangan"},
                 {"tulis", "menulis", "penulis", "penulisan", "tulisan"},
                 {"ajar", "mengajar", "pengajar", "pengajaran", "pelajaran", "pembelajaran", "belajar"},
                 {"latih", "melatih", "pelatih", "pelatihan", "latihan"},
                 {"layan", "melayani", "pelayanan", "layanan"},
                 {"kelola", "mengelola", "pengelola", "pengelolaan"},
                 {"angkut", "mengangkut", "pengangkut", "pengangkutan", "angkutan"},
                 {"potong", "memotong", "pemotong", "pemotongan", "potongan"},
                 {"sapu", "menyapu", "penyapu", "penyapuan"},
                 {"setrika", "menyetrika", "penyetrika", "setrikaan"},
                 {"ketik", "mengetik", "pengetik", "pengetikan"},
                 {"ternak", "beternak", "peternak", "peternakan"},
                 {"kemudi", "mengemudi", "pengemudi", "mengemudikan"},
                 {"rawat", "merawat", "perawat", "perawatan", "dirawat"},
                 {"pasang", "memasang", "pemasang", "pemasangan"},
                 {"awas", "mengawasi", "pengawas", "pengawasan"}});
}

// Written down before the table of concepts was looked at.
TEST_CASE("the Indonesian and the English word for a kind of work find the same vacancies") {
    check_lines({{"sopir", "supir", "driver", "pengemudi"},
                 {"kasir", "cashier"},
                 {"las", "welder", "juru las", "tukang las"},
                 {"penjahit", "tailor", "menjahit"},
                 {"satpam", "security"},
                 {"koki", "cook", "juru masak", "chef"},
                 {"nurse", "perawat"},
                 {"guru", "teacher"},
                 {"gudang", "warehouse"},
                 {"kurir", "courier"},
                 {"mekanik", "montir", "mechanic"},
                 {"teknisi", "technician"},
                 {"akuntan", "accountant", "akuntansi"},
                 {"resepsionis", "receptionist"},
                 {"petani", "farmer"},
                 {"nelayan", "fisherman"},
                 {"tukang kayu", "carpenter"},
                 {"tukang listrik", "electrician"},
                 {"apoteker", "pharmacist"},
                 {"bidan", "midwife"},
                 {"dosen", "lecturer"},
                 {"penerjemah", "translator"},
                 {"sekretaris", "secretary"},
                 {"tukang cukur", "barber"},
                 {"tukang kebun", "gardener"},
                 {"babysitter", "pengasuh anak"},
                 {"tukang pipa", "plumber"},
                 {"fotografer", "photographer"},
                 {"wartawan", "jurnalis", "reporter"},
                 {"admin", "administrasi"}});
}

TEST_CASE("a waiter is no service, and no service is a waiter") {
    const auto index = market_of({"Pelayan", "Waiter", "Petugas Pelayanan Publik", "Pelayanan Pelanggan"});
    CHECK(found(index, "pelayan") == std::vector<std::int64_t>{1, 2});
    CHECK(found(index, "pelayanan publik") == std::vector<std::int64_t>{3});
}

TEST_CASE("a wage that is wished for keeps nobody from the work beside it") {
    const auto index = market_of({"Kasir", "Satpam", "Admin Gudang"});
    CHECK(found(index, "kasir gaji 3jt") == std::vector<std::int64_t>{1});
    CHECK(found(index, "satpam gaji 5 juta") == std::vector<std::int64_t>{2});
    CHECK(found(index, "admin gudang umr") == std::vector<std::int64_t>{3});
}

TEST_CASE("a town's other name is the town: beside a work it is not required") {
    const auto index = market_of({"Kasir", "Barista Yogyakarta", "Barista"});
    CHECK(found(index, "barista jogja") == std::vector<std::int64_t>{2, 3});
    CHECK(found(index, "kasir sby") == std::vector<std::int64_t>{1});
}

TEST_CASE("who writes as one advert was misspelt finds those that are spelt right, too") {
    std::vector<std::string> titles(20, "Programmer");
    titles.emplace_back("Progammer");
    CHECK(found(market_of(titles), "progammer").size() == titles.size());
    titles.resize(5);  // two words that are both seldom may both be meant
    titles.emplace_back("Progammer");
    CHECK(found(market_of(titles), "progammer").size() == 1);
}

TEST_CASE("every name of our table finds what goes by another name of its line") {
    const auto file = assets::find("data/concepts.tsv");
    REQUIRE(file);
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> titles;
    for (const auto& line : text::split(file->bytes, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        lines.push_back(text::split(line, '\t'));
        titles.insert(titles.end(), lines.back().begin(), lines.back().end());
    }
    const auto index = market_of(titles);
    std::int64_t first = 1;
    for (const auto& line : lines) {
        for (const auto& name : line) {
            CAPTURE(name);
            const auto ids = found(index, name);
            for (std::size_t i = 0; i < line.size(); ++i) {
                CAPTURE(line[i]);
                CHECK(std::ranges::binary_search(ids, first + static_cast<std::int64_t>(i)));
            }
        }
        first += static_cast<std::int64_t>(line.size());
    }
}

// slang_id.tsv of TEST_DATA: how people write, and how it is spelt.
TEST_CASE("a word as people write it finds what is spelt right, where one letter is the difference") {
    const char* folder = std::getenv("TEST_DATA");
    std::ifstream file(folder == nullptr ? std::string() : std::string(folder) + "/slang_id.tsv");
    if (!file) {
        MESSAGE("skipped: TEST_DATA holds no slang_id.tsv");
        return;
    }
    constexpr std::size_t shortest = 5;
    int asked = 0;
    int missed = 0;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto pair = text::split(line, '\t');
        if (pair.size() != 2 || pair[1].find(' ') != std::string::npos || pair[0].size() < shortest || pair[1].size() < shortest) continue;
        if (text::distance(root_of(pair[0]), root_of(pair[1]), 1) != 1 || root_of(pair[0]).size() < shortest) continue;
        ++asked;
        missed += found(market_of({pair[1], "Kasir"}), pair[0]).empty() ? 1 : 0;
    }
    MESSAGE(asked << " words asked, " << missed << " missed");
    CHECK(asked >= 300);
    CHECK(missed * 50 <= asked);
}
