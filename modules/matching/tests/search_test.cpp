#include <doctest/doctest.h>

#include "modules/matching/analyser.hpp"
#include "modules/matching/related.hpp"
#include "modules/matching/text_index.hpp"

using matching::root_of;
using matching::terms_of;

TEST_CASE("a word is found by its root, whatever affixes it wears") {
    for (const auto& [word, root] : {std::pair{"penjualan", "jual"}, {"menjual", "jual"}, {"perawatan", "rawat"}, {"perawat", "rawat"},
                                     {"merawat", "rawat"}, {"mengelas", "las"}, {"pengelasan", "las"}, {"pengemudi", "kemudi"}, {"memasak", "masak"},
                                     {"menulis", "tulis"}, {"penulisan", "tulis"}, {"keuangan", "uang"}, {"perpajakan", "pajak"},
                                     {"dikirimkan", "kirim"}, {"mengetik", "ketik"}, {"penyapuan", "sapu"}, {"mengecat", "cat"}}) {
        CAPTURE(word);
        CHECK(root_of(word) == root);
    }
}

TEST_CASE("a word that only looks derived stays as it is") {
    for (const auto* word : {"kelas", "desain", "administrasi", "teknik", "engineer", "marketing", "operator", "mesin", "las", "kesatria", ""})
        CHECK(root_of(word) == word);
}

TEST_CASE("text becomes terms: doubled words once, empty words not at all, letters of any script kept") {
    CHECK(terms_of("Buruh-buruh PABRIK dan penjualan") == std::vector<std::string>{"buruh", "pabrik", "jual"});
    CHECK(terms_of("• Job – Café S1") == std::vector<std::string>{"job", "café", "s1"});
    CHECK(terms_of("").empty());
    CHECK(terms_of("\xE2\x80").size() <= 1);
    CHECK(terms_of("\xFF\xFE\xC2").size() <= 1);
}

TEST_CASE("the better vacancy comes first: in the title, rarer, shorter") {
    const matching::RelatedWords none("");
    matching::TextIndex index(none);
    index.add("Kasir", "Melayani pelanggan di kasir toko");
    index.add("Staf Gudang", "Membantu kasir, menyusun barang, mencatat stok, membersihkan gudang dan melayani pelanggan toko");
    index.add("Koki", "Memasak");
    CHECK(index.search("kasir", 10) == std::vector<matching::TextIndex::Position>{0, 1});
    CHECK(index.search("kasir", 1) == std::vector<matching::TextIndex::Position>{0});
    CHECK(index.search("masakan koki", 10) == std::vector<matching::TextIndex::Position>{2});
    CHECK(index.search("", 10).empty());
}

TEST_CASE("one wrong letter is forgiven, but only where nothing was written so") {
    const matching::RelatedWords none("");
    matching::TextIndex index(none);
    index.add("Barista", "");
    index.add("Baristo", "");
    index.add("Koki", "");
    CHECK(index.search("barsita", 10) == std::vector<matching::TextIndex::Position>{0});
    CHECK(index.search("barista", 10) == std::vector<matching::TextIndex::Position>{0});
    CHECK(index.search("koko", 10).empty());  // too short to guess
}

TEST_CASE("words of the same work are found where the question's own words are not") {
    const matching::RelatedWords taught("akuntansi\t1.0\t^pajak 3.0 jurnal 2.0\n=akuntansi \t1.0\t^auditor 4.0\n# a remark\nbroken line\n");
    matching::TextIndex index(taught);
    index.add("Koki", "memasak");
    index.add("Staf Pajak", "");
    index.add("Admin", "menyusun jurnal");
    index.add("Auditor", "");
    CHECK(index.search("Akuntansi", 10) == std::vector<matching::TextIndex::Position>{3, 1, 2});
    CHECK(index.search("akuntansi keuangan", 10) == std::vector<matching::TextIndex::Position>{1, 2});
    CHECK_FALSE(matching::RelatedWords::shipped().of("teknik informatika").empty());
    CHECK(matching::RelatedWords::shipped().of("zzzz").empty());
}
