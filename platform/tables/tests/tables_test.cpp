#include "platform/tables/tables.hpp"

#include <doctest/doctest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using Row = std::vector<std::string>;
using Parts = std::vector<std::pair<std::string, std::string>>;

tables::Sheet sheet_of(std::string_view bytes) {
    auto read = tables::read(bytes);
    REQUIRE(read);
    return *read;
}

tables::Refusal refusal_of(std::string_view bytes) {
    const auto read = tables::read(bytes);
    REQUIRE_FALSE(read);
    return read.error();
}

std::string zipped(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (const auto& [name, content] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_OVERWRITE);
    zip_close(archive);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

constexpr const char* head = R"(<?xml version="1.0" encoding="UTF-8"?>)";

// A workbook with these rows on its first sheet.
Parts workbook(const std::string& rows, const std::string& strings = "") {
    Parts parts{
        {"xl/workbook.xml", std::string(head) +
                                R"(<workbook xmlns:r="urn:r"><sheets><sheet name="Diam" state="hidden" r:id="rId9"/>)"
                                R"(<sheet name="Lulusan" sheetId="1" r:id="rId1"/><sheet name="Lain" r:id="rId9"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         std::string(head) + R"(<Relationships><Relationship Id="rId9" Type="http://x/worksheet" Target="worksheets/sheet9.xml"/>)"
                             R"(<Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)"},
        {"xl/styles.xml", std::string(head) +
                              R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy"/>)"
                              R"(<numFmt numFmtId="165" formatCode="[Red]0&quot; hari&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>)"
                              R"(<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/sheet1.xml", std::string(head) + "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
        {"xl/worksheets/sheet9.xml", std::string(head) + "<worksheet><sheetData/></worksheet>"}};
    if (!strings.empty()) parts.push_back({"xl/sharedStrings.xml", std::string(head) + "<sst>" + strings + "</sst>"});
    return parts;
}

std::string inline_row(const Row& cells) {
    std::string row = "<row>";
    for (const auto& cell : cells) row += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    return row + "</row>";
}

}  // namespace

TEST_SUITE("tables") {
    TEST_CASE("a school's CSV is read, however its program wrote it") {
        const Row header{"NIK", "Nama"};
        const Row sari{"6471014107060001", "Sari"};
        for (const std::string file :
             {"NIK,Nama\n6471014107060001,Sari\n", "NIK;Nama\r\n6471014107060001;Sari", "NIK\tNama\r6471014107060001\tSari\r",
              "\xEF\xBB\xBFNIK,Nama\n6471014107060001,Sari", "sep=;\nNIK;Nama\n6471014107060001;Sari\n",
              "\"NIK\",\"Nama\"\n\"6471014107060001\",\"Sari\"\n", "\n\n NIK , Nama ,,\n\n6471014107060001,Sari,,,\n,,\n"}) {
            const auto sheet = sheet_of(file);
            CHECK(sheet.header == header);
            CHECK(sheet.rows == std::vector<Row>{sari});
        }
    }

    TEST_CASE("quotes, separators and line breaks inside a cell stay inside it") {
        CHECK(sheet_of("a,b\n1,\"ha \"\"ha\"\" ha\"\n").rows[0][1] == "ha \"ha\" ha");
        CHECK(sheet_of("first,last,address\nJohn,Doe,\"120 any st., Anytown\"\n").rows[0][2] == "120 any st., Anytown");
        CHECK(sheet_of("a,b\n1,\"\"\n\"\",\"\"\n2,3\n").rows == std::vector<Row>{{"1", ""}, {"2", "3"}});
        CHECK(sheet_of("key,val\n1,\"{\"\"type\"\": \"\"Point\"\"}\"\n").rows[0][1] == "{\"type\": \"Point\"}");
        CHECK(sheet_of("Nama;Alamat\nSari;Jl. A, RT 1, RW 2\n").rows[0][1] == "Jl. A, RT 1, RW 2");
        const auto lines = sheet_of("a,b\n1,\"baris\nkedua\"\n2,x\n\n3,y\n");
        CHECK(lines.rows[0][1] == "baris\nkedua");
        CHECK(lines.line_numbers == std::vector<int>{2, 4, 6});
    }

    TEST_CASE("a short row is filled up, what stands right of the header is left out") {
        const auto sheet = sheet_of("a,b,c\n1\n1,2,3,4,5\n");
        CHECK(sheet.rows == std::vector<Row>{{"1", "", ""}, {"1", "2", "3"}});
    }

    TEST_CASE("what an old spreadsheet saved in its own letters is still readable") {
        CHECK(sheet_of("Nama\nJos\xE9 \x93X\x94\n").rows[0][0] == "José “X”");
    }

    TEST_CASE("what a spreadsheet saved as Unicode text is read, letters beyond the first plane too") {
        const std::u16string typed = u"Nama\tKet\r\nJos\u00E9 \u2013 \U0001D11E\tsehat\r\n";
        for (const bool high_byte_first : {false, true}) {
            std::string file = high_byte_first ? "\xFE\xFF" : "\xFF\xFE";
            for (const char16_t unit : typed) {
                const char low = static_cast<char>(unit & 0xFF);
                const char high = static_cast<char>(unit >> 8);
                file += high_byte_first ? high : low;
                file += high_byte_first ? low : high;
            }
            CHECK(sheet_of(file).header == Row{"Nama", "Ket"});
            CHECK(sheet_of(file).rows == std::vector<Row>{{"José – 𝄞", "sehat"}});
        }
        // Halves of characters are told as what cannot be read, and nothing after them is lost.
        using namespace std::string_literals;
        CHECK(sheet_of("\xFF\xFE"
                       "a\0\n\0\x1E\xD8"
                       "b\0\n\0"s)
                  .rows == std::vector<Row>{{"\uFFFDb"}});
        CHECK(sheet_of("\xFF\xFE"
                       "a\0\n\0c\0\n\0\x1E"s)
                  .rows == std::vector<Row>{{"c"}, {"\uFFFD"}});
        CHECK(refusal_of("\xFF\xFE"
                         "a\0\0\0"s) == tables::Refusal::not_a_table);
    }

    TEST_CASE("what is no table is refused, not guessed") {
        CHECK(refusal_of("") == tables::Refusal::no_header);
        CHECK(refusal_of(" \n,,,\n") == tables::Refusal::no_header);
        CHECK(refusal_of(std::string("\xD0\xCF\x11\xE0\x00\x00", 6)) == tables::Refusal::not_a_table);
        for (const std::string_view other :
             {"%PDF-1.7\n1 0 obj\n", "{\\rtf1 surat}\n", "\x89PNG\r\n", "\xFF\xD8\xFF\xE0 foto\n", "GIF89a\n"})
            CHECK(refusal_of(other) == tables::Refusal::not_a_table);
        CHECK(refusal_of("a,b\n1,\"tidak ditutup\n2,3\n") == tables::Refusal::broken);
        CHECK(refusal_of(std::string(tables::bytes_max + 1, 'a')) == tables::Refusal::too_large);
        CHECK(refusal_of("a\n" + [] {
                  std::string rows;
                  for (std::size_t i = 0; i <= tables::rows_max; ++i) rows += "x\n";
                  return rows;
              }()) == tables::Refusal::too_many_rows);
        CHECK(refusal_of(zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})) == tables::Refusal::not_a_table);
        CHECK(refusal_of("PK\x03\x04 bukan arsip") == tables::Refusal::broken);
    }

    TEST_CASE("a school's workbook is read: shared and rich strings, dates, numbers as stored") {
        const auto sheet = sheet_of(zipped(workbook(
            R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t> Tanggal  lahir </t></is></c></row>)"
            R"(<row r="3" spans="1:4"><c r="A3"><v>6.4710141070600005E+15</v></c><c r="B3" t="s"><v>2</v></c><c r="D3" s="2"><v>38899.5</v></c></row>)"
            R"(<row r="4"><c r="A4"><v>6471014107060001</v></c><c r="B4"/><c r="C4" t="str"><f>A1&amp;"x"</f><v>hasil</v></c><c r="D4" s="3"><v>7</v></c></row>)"
            R"(<row r="5"/><row r="6"><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><f>1+1</f></c><c s="1"><v>0.25</v></c></row>)",
            R"(<si><t>NIK</t></si><si><r><t>Na</t></r><r><t>ma</t></r><rPh><t>xx</t></rPh></si><si><t xml:space="preserve">Sari &amp; Budi</t></si>)")));
        CHECK(sheet.header == Row{"NIK", "Nama", "", "Tanggal lahir"});
        CHECK(sheet.rows == std::vector<Row>{{"6.4710141070600005E+15", "Sari & Budi", "", "2006-07-01"},
                                             {"6471014107060001", "", "hasil", "7"},
                                             {"TRUE", "#N/A", "", "0.25"}});
        CHECK(sheet.line_numbers == std::vector<int>{3, 4, 6});
    }

    TEST_CASE("merged cells and prefixes of other writers are tolerated") {
        auto parts = workbook("");
        parts[3].second =
            std::string(head) +
            R"(<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Nama</x:t></x:is></x:c></x:row>)"
            R"(<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>Budi</x:t></x:is></x:c></x:row></x:sheetData>)"
            R"(<x:mergeCells><x:mergeCell ref="A2:B2"/></x:mergeCells></x:worksheet>)";
        CHECK(sheet_of(zipped(parts)).rows == std::vector<Row>{{"Budi"}});
    }

    TEST_CASE("a file that unpacks to far more than it is, is refused before it is unpacked") {
        auto parts = workbook("");
        parts[3].second = std::string(head) + "<worksheet><sheetData>" + std::string(64 * 1024 * 1024, ' ') + "</sheetData></worksheet>";
        const auto bomb = zipped(parts);
        CHECK(bomb.size() < 200'000);
        CHECK(refusal_of(bomb) == tables::Refusal::broken);

        Parts many = workbook(inline_row({"Nama"}));
        for (int i = 0; i < 2'100; ++i) many.push_back({"x/" + std::to_string(i), ""});
        CHECK(refusal_of(zipped(many)) == tables::Refusal::too_large);
    }

    TEST_CASE("document types and entities are refused") {
        auto parts = workbook(inline_row({"Nama"}));
        CHECK(tables::read(zipped(parts)));
        parts[3].second = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData>" + inline_row({"&a;"}) +
                          "</sheetData></worksheet>";
        CHECK(refusal_of(zipped(parts)) == tables::Refusal::broken);
    }

    TEST_CASE("damaged workbooks are refused") {
        auto whole = zipped(workbook(inline_row({"Nama"}) + inline_row({"Sari"})));
        CHECK(tables::read(whole));
        CHECK_FALSE(tables::read(std::string_view(whole).substr(0, whole.size() / 2)));
        auto cut = workbook("<row><c><v>1</v></c>");
        CHECK(refusal_of(zipped(cut)) == tables::Refusal::broken);
        auto lost = workbook(inline_row({"Nama"}));
        lost.erase(lost.begin() + 3);
        CHECK(refusal_of(zipped(lost)) == tables::Refusal::broken);
        CHECK(tables::read(
            zipped(workbook(R"(<row><c r="ZZZ1"><v>1</v></c><c t="s"><v>99</v></c><c t="inlineStr"><is><t>a</t></is></c></row>)"))));
    }

    TEST_CASE("what we write we read again, in both forms") {
        const Row header{"NIK", "Nama", "Catatan"};
        const std::vector<Row> rows{{"6471014107060001", "Sari \"Ning\"", "a,b;c\nd"},
                                    {"6471014107060002", "Đặng & <b>", "-12,5"},
                                    {"0001", "=HYPERLINK(\"http://x\")", "+62 812"},
                                    {"1", "@cmd", "＝1+1"}};
        const auto book = sheet_of(tables::write_xlsx("Daftar: 3/2026 yang namanya jauh lebih panjang", header, rows));
        CHECK(book.header == header);
        CHECK(book.rows == rows);
        const auto csv = sheet_of(tables::write_csv(header, rows));
        CHECK(csv.header == header);
        CHECK(csv.rows == rows);
    }

    TEST_CASE("no spreadsheet runs what a stranger typed as a name") {
        const auto csv = tables::write_csv({"Nama"}, {{"=1+1"}, {"+1"}, {"-1+1"}, {"@x"}, {"\tx"}, {"\rx"}, {"＝1"}, {"-5"}});
        CHECK(csv ==
              "\xEF\xBB\xBF\"Nama\"\r\n\"'=1+1\"\r\n\"'+1\"\r\n\"'-1+1\"\r\n\"'@x\"\r\n\"'\tx\"\r\n\"'\rx\"\r\n\"'"
              "＝1\"\r\n\"-5\"\r\n");
        // In a workbook the type of the cell says that it is text.
        CHECK(sheet_of(tables::write_xlsx("x", {"Nama"}, {{"=1+1"}})).rows[0][0] == "=1+1");
    }
}
