#include <doctest/doctest.h>

#include "base/text.hpp"

TEST_CASE("bytes that are not UTF-8 are told apart") {
    CHECK(text::is_valid_utf8("Nur’aini 😀"));
    CHECK_FALSE(text::is_valid_utf8("\xc0\xaf"));          // overlong
    CHECK_FALSE(text::is_valid_utf8("\xed\xa0\x80"));      // half of a surrogate pair
    CHECK_FALSE(text::is_valid_utf8("\xf4\x90\x80\x80"));  // beyond Unicode
    CHECK_FALSE(text::is_valid_utf8("abc\xe2\x82"));       // cut off
    CHECK(text::length("Siti Nurhalizé") == 14);
}

TEST_CASE("blanks at the ends and between words are squeezed") {
    CHECK(text::trim("\u00a0 Sari \t\n") == "Sari");
    CHECK(text::trim(" \u3000") == "");
    CHECK(text::squeeze("  Budi \u00a0  Santoso ") == "Budi Santoso");
}

TEST_CASE("letters with accents have both cases") {
    CHECK(text::lower("ÉLISE ŽIŽEK Ÿ") == "élise žižek ÿ");
    CHECK(text::upper("élise žižek ÿ") == "ÉLISE ŽIŽEK Ÿ");
    CHECK(text::lower("×÷") == "×÷");
}

TEST_CASE("splitting and joining are inverse") {
    CHECK(text::split("64.71.01", '.').size() == 3);
    CHECK(text::split("", '.').size() == 1);
    CHECK(text::join(text::split("a..b.", '.'), ".") == "a..b.");
    CHECK(text::contains("teknik las", "las"));
}

TEST_CASE("a typed line keeps odd names and refuses what would harm others") {
    CHECK(text::clean_line("  Nur’aini\tD’Costa-Ñuñez ", 60) == "Nur’aini D’Costa-Ñuñez");
    CHECK(text::clean_line("", 60) == "");
    CHECK_FALSE(text::clean_line("Sari\nadmin", 60));
    CHECK_FALSE(text::clean_line(std::string_view("Sari\0x", 6), 60));
    CHECK_FALSE(text::clean_line("Sari \u202egnp.exe", 60));
    CHECK_FALSE(text::clean_line("\xff", 60));
    CHECK_FALSE(text::clean_line("\u0085", 60));
    CHECK_FALSE(text::clean_line(std::string(61, 'a'), 60));
    CHECK(text::clean_line(std::string(60, 'a'), 60));
    CHECK(text::clean_line("😀😀", 2));
}

TEST_CASE("an address of several lines keeps its lines") {
    CHECK(text::clean_lines("Jl. Mawar 1 \r\n  RT 02\r\n\r\n", 100) == "Jl. Mawar 1\nRT 02");
    CHECK_FALSE(text::clean_lines("a\n\u2066b", 100));
    CHECK_FALSE(text::clean_lines("aaa\naaa", 6));
}

TEST_CASE("one person's name meets itself with titles, degrees and spellings of Muhammad") {
    CHECK(text::name_key("H. Muhammad Yusuf, S.Pd., M.M.") == text::name_key("Moh. Yusuf"));
    CHECK(text::name_key("M.Rizki Pratama") == text::name_key("MUHAMAD RIZKI PRATAMA"));
    CHECK(text::name_key("Dr. Ir. Budi Santoso S.Kom. M.T.") == text::name_key("Budi Santoso"));
    CHECK(text::name_key("Nur'aini") == text::name_key("NURAINI"));
    CHECK(text::name_key("Nur Halimah") == text::name_key("Nurhalimah"));
    CHECK(text::name_key("Hj. Siti Aminah") == "sitiaminah");
}

TEST_CASE("names that look like titles stay names") {
    CHECK(text::name_key("Muh") == "muh");
    CHECK(text::name_key("Dr") == "dr");
    CHECK(text::name_key("Abd. Rahman") == "abdrahman");
    CHECK(text::name_key("Siti M. Rahma") == "sitimrahma");
    CHECK(text::name_key("") == "");
    CHECK(text::name_key("123") == "");
}

TEST_CASE("the distance of two words counts typing errors up to a limit") {
    CHECK(text::distance("sopir", "sopir", 2) == 0);
    CHECK(text::distance("sopir", "supir", 2) == 1);
    CHECK(text::distance("kasri", "kasir", 2) == 1);  // swapped letters are one error
    CHECK(text::distance("kasir", "satpam", 2) == 3);
    CHECK(text::distance("", "ab", 2) == 2);
    CHECK(text::distance("é", "e", 2) == 1);
}

TEST_CASE("exactly one text stands for each sequence of bytes") {
    CHECK(text::base64("any carnal pleas") == "YW55IGNhcm5hbCBwbGVhcw==");
    CHECK(text::from_base64("YW55IGNhcm5hbCBwbGVhcw==") == "any carnal pleas");
    CHECK(text::base64url("\xfb\xff\xfe") == "-__-");
    for (const auto broken : {"YW55IGNhcm5hbCBwbGVhcx==", "YQ=", "YQ", "Y===", "=YQ=", "YQ==YQ==", "YW 5", "-__-"})
        CHECK_FALSE(text::from_base64(broken));
    for (const auto broken : {"YR", "YQ==", "Y", "+//+", "YWF"}) CHECK_FALSE(text::from_base64url(broken));
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        bytes += static_cast<char>(i * 7);
        CHECK(text::from_base64(text::base64(bytes)) == bytes);
        CHECK(text::from_base64url(text::base64url(bytes)) == bytes);
    }
    CHECK(text::hex("\x01\xab") == "01ab");
}
