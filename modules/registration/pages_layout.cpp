#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_card.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions_papers.hpp"
#include "modules/registration/card_layout.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "platform/i18n/language.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

// Where each field of the card stands, in millimetres: offices print on stock of their own.
namespace registration {

namespace {

constexpr std::string_view address = "/atur/kartu/tata-letak";
constexpr int preview_side = 1200;
constexpr std::size_t form_max = 256 * 1024;

std::string shown(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    std::string said = text;
    while (said.ends_with('0')) said.pop_back();
    if (said.ends_with('.')) said.pop_back();
    return said;
}

// "12.5" and "12,5"; empty for anything else.
std::optional<double> millimetres(std::string typed) {
    typed = text::trim(typed);
    for (char& c : typed)
        if (c == ',') c = '.';
    double value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error != std::errc{} || end != typed.data() + typed.size() || !std::isfinite(value)) return {};
    return value;
}

std::string_view key_label(std::string_view key) {
    if (key == "emblem") return msg("Lambang daerah");
    if (key == "letterhead") return msg("Kop surat");
    if (key == "government") return msg("Nama pemerintah daerah");
    if (key == "department") return msg("Nama dinas");
    if (key == "office_address") return msg("Alamat kantor");
    if (key == "office_phone") return msg("Telepon kantor");
    if (key == "duplicate") return msg("Tanda duplikat");
    if (key == "number") return msg("Nomor pendaftaran");
    if (key == "nik") return msg("NIK");
    if (key == "portrait") return msg("Pas foto");
    if (key == "seeker") return msg("Tanda tangan pencari kerja");
    if (key == "name") return msg("Nama lengkap");
    if (key == "birth") return msg("Tempat dan tanggal lahir");
    if (key == "sex") return msg("Jenis kelamin");
    if (key == "religion") return msg("Agama");
    if (key == "marital_status") return msg("Status perkawinan");
    if (key == "address") return msg("Alamat");
    if (key == "phone") return msg("Nomor telepon");
    if (key == "valid_until") return msg("Berlaku sampai");
    if (key == "education") return msg("Pendidikan");
    if (key == "skills") return msg("Keterampilan");
    if (key == "signatory") return msg("Tanda tangan pejabat");
    if (key == "issued") return msg("Tempat dan tanggal terbit");
    if (key == "qr") return msg("Kode QR");
    if (key == "reports") return msg("Tabel laporan");
    if (key == "provisions") return msg("Ketentuan");
    return key;
}

std::string field_title(const Context& context, const CardField& field) {
    if (field.kind == FieldKind::label) return fill(context.t("Tulisan “{tulisan}”"), {{"tulisan", field.text}});
    if (field.kind == FieldKind::line) return std::string(context.t("Garis"));
    if (field.kind == FieldKind::frame) return std::string(context.t("Bingkai"));
    return std::string(context.t(key_label(field.key)));
}

struct Editor {
    office::Office office;
    CardTemplate card;
    int version{};  // 0 = the shipped one
    int newest{};   // also one that will only hold from a later day
    Date today;
};

CardChoices choices_of(sql::Transaction& tx, OfficeId office, Date today) {
    const auto is_on = [&](std::string_view name) { return office::parameter(tx, office, name, today).is_on(); };
    CardChoices choices;
    choices.report_rows = office::parameter(tx, office, "printed_report_rows", today).number() == 4 ? 4 : 3;
    choices.show_religion = is_on("card_shows_religion");
    choices.show_marital_status = is_on("card_shows_marital_status");
    choices.glued_photo_box = is_on("glued_photo_box");
    return choices;
}

std::optional<Editor> open_editor(const Context& context) {
    auto office = own_office(context);
    if (!office) return {};
    Editor editor;
    editor.office = std::move(*office);
    editor.today = context.local(editor.office.zone).date;
    context.platform.database.read([&](sql::Transaction& tx) {
        editor.card = default_template(choices_of(tx, editor.office.id, editor.today));
        if (const auto all = office::card_templates(tx, editor.office.id); !all.empty()) editor.newest = all.front().version;
        const auto kept = office::card_template(tx, editor.office.id, editor.today);
        if (!kept) return;
        auto own = read_template(kept->json);
        if (!own) return;
        editor.card = std::move(*own);
        editor.version = kept->version;
    });
    return editor;
}

// The longest things that a card has to hold, of somebody who does not exist.
CardFace example_face(const office::Office& office, Date today) {
    CardFace face;
    const auto area = reference::find_area(office.regency_code);
    const auto day = [](Date date) {
        return std::to_string(date.day()) + " " + month_name(Language::indonesian, date.month()) + " " + std::to_string(date.year());
    };
    face.government = text::upper(office.government);
    face.department = text::upper(office.name);
    face.office_address = office.address;
    face.office_phone = office.phone;
    face.number = "000003032026000001";
    face.nik = "0000004708950001";
    face.name = "CONTOH NAMA YANG CUKUP PANJANG";
    face.birth = "Contoh, 7 Agustus 1995";
    face.sex = "Perempuan";
    face.religion = "Islam";
    face.marital_status = "Belum kawin";
    face.address = "Jalan Contoh Nomor 12 RT 03, " + (area ? area->name : std::string("Contoh"));
    face.phone = "081200000000";
    face.valid_until = day(today.plus_months(24));
    face.education = {{"SMK atau MAK – SMK Contoh", "Teknik Kendaraan Ringan", "2013"}, {"SMP – SMP Contoh", "", "2010"}};
    face.skills = {{"Las listrik", ""}, {"Komputer", ""}};
    face.issued = "Contoh, " + day(today);
    face.signatory_title = {"Kepala Dinas"};
    face.signatory_name = "Contoh Nama Pejabat, S.Sos.";
    face.signatory_rank = "Pembina";
    face.signatory_nip = "000000000000000000";
    for (int report = 1; report <= 4; ++report) face.report_due.push_back(day(today.plus_months(6 * report)));
    face.qr = "https://contoh.example/verifikasi?kode=CONTOH";
    face.territory = area ? area->name : "";
    face.created = "2026-01-01T00:00:00Z";
    return face;
}

std::string example(const Editor& editor) {
    return render_card(editor.card, example_face(editor.office, editor.today), {}, Watermark::practice);
}

void write_preview(Markup& out, const Context& context, const Editor& editor) {
    out << "<div class=\"side-by-side\">"_html;
    const auto side = [&](std::string_view title, std::string_view alt, const Editor& shown) {
        out << "<section class=\"panel\"><h2>"_html << context.t(title) << "</h2>"_html;
        if (const auto picture = images::preview(example(shown), preview_side)) {
            out << "<img class=\"sheet-preview\""_html;
            out.attribute("alt"_html, context.t(alt)).attribute("src"_html, "data:image/jpeg;base64," + text::base64(picture->bytes));
            out << ">"_html;
        } else {
            out << "<p class=\"muted\">"_html << context.t("Gambarnya tidak dapat dibuat di sini. Buka pratinjau PDF.") << "</p>"_html;
        }
        out << "</section>"_html;
    };
    side(msg("Pratinjau halaman depan"), msg("Halaman depan kartu contoh dengan tata letak ini"), editor);
    // A picture is made of a first page: for the back, the sides change places.
    auto turned = editor;
    for (auto& field : turned.card.fields) field.side = field.side == CardSide::front ? CardSide::back : CardSide::front;
    side(msg("Pratinjau halaman belakang"), msg("Halaman belakang kartu contoh dengan tata letak ini"), turned);
    out << "</div>"_html;
}

void write_number(Markup& out, const Context& context, std::size_t position, std::string_view part, std::string_view label,
                  const CardField& field, double value, const html::FormState& state) {
    const auto name = "f" + std::to_string(position) + "." + std::string(part);
    out << "<td><input class=\"govuk-input govuk-input--width-4"_html;
    if (!state.error(name).empty()) out << " govuk-input--error"_html;
    out << "\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\""_html;
    out.attribute("id"_html, name)
        .attribute("name"_html, name)
        .attribute("value"_html, state.typed.has(name) ? state.value(name) : shown(value));
    out.attribute("aria-label"_html, std::string(context.t(label)) + ", " + field_title(context, field));
    if (!state.error(name).empty()) out << " aria-invalid=\"true\""_html;
    out << "></td>"_html;
}

void write_fields(Markup& out, const Context& context, const Editor& editor, CardSide side, const html::FormState& state) {
    html::table_open(out,
                     side == CardSide::front ? context.t("Halaman depan, dalam milimeter dari kiri atas")
                                             : context.t("Halaman belakang, dalam milimeter dari kiri atas"),
                     {{context.t("Isian")},
                      {context.t("Kiri")},
                      {context.t("Atas")},
                      {context.t("Lebar")},
                      {context.t("Tinggi")},
                      {context.t("Huruf (pt)")}});
    for (std::size_t position = 0; position < editor.card.fields.size(); ++position) {
        const auto& field = editor.card.fields[position];
        if (field.side != side) continue;
        out << "<tr><th scope=\"row\">"_html << field_title(context, field) << "</th>"_html;
        write_number(out, context, position, "x", msg("Kiri"), field, field.x_mm, state);
        write_number(out, context, position, "y", msg("Atas"), field, field.y_mm, state);
        write_number(out, context, position, "w", msg("Lebar"), field, field.w_mm, state);
        write_number(out, context, position, "h", msg("Tinggi"), field, field.h_mm, state);
        write_number(out, context, position, "s", msg("Huruf (pt)"), field, field.size_pt, state);
        out << "</tr>"_html;
    }
    html::table_close(out);
}

std::string_view paper_code(const CardTemplate& card) {
    const auto is = [&](pdf::Size size) {
        return std::abs(card.width_mm - size.width_mm) < 0.01 && std::abs(card.height_mm - size.height_mm) < 0.01;
    };
    if (is(pdf::a4_landscape)) return "a4";
    if (is(pdf::f4_landscape)) return "f4";
    return is(card_stock) ? "kartu" : "sendiri";
}

http::Response editor_page(const Context& context, const Editor& editor, const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Tata letak kartu") << "</h1><p>"_html
        << (editor.version == 0
                ? std::string(context.t("Sekarang dipakai tata letak bawaan."))
                : fill(context.t("Sekarang dipakai tata letak versi {versi}."), {{"versi", std::to_string(editor.version)}}))
        << " "_html << context.t("Versi lama tetap ada untuk cetak ulang.") << "</p>"_html;
    write_preview(out, context, editor);
    html::form_open(out, context, address);
    html::hidden(out, "dasar", template_json(editor.card));
    html::hidden(out, "versi", state.typed.has("versi") && status != 409 ? state.value("versi") : std::to_string(editor.newest));
    out << "<div class=\"toolbar\">"_html;
    html::button(out, context.t("Lihat pratinjau"), html::ButtonKind::primary, "F8", "aksi", "lihat");
    out << "&ensp;<button type=\"submit\" class=\"button button--secondary\" formtarget=\"_blank\" name=\"aksi\" value=\"pdf\">"_html
        << context.t("Pratinjau PDF, depan dan belakang") << "</button></div>"_html;
    write_fields(out, context, editor, CardSide::front, state);
    write_fields(out, context, editor, CardSide::back, state);
    html::text_area(out, context,
                    {.name = "ketentuan",
                     .label = context.t("Ketentuan pada halaman belakang, satu per baris"),
                     .hint = context.t("{valid_months}, {report_months}, dan {territory} diisi sendiri oleh program"),
                     .value = state.typed.has("ketentuan") ? state.value("ketentuan") : editor.card.provisions,
                     .error = state.error("ketentuan"),
                     .max_length = 4000},
                    7);
    html::date_field(out, context,
                     {.name = "mulai", .label = context.t("Berlaku mulai"), .value = editor.today.iso(), .error = state.error("mulai")},
                     state);
    html::button(out, context.t("Simpan sebagai versi baru"), html::ButtonKind::primary, "Ctrl+S", "aksi", "simpan");
    html::form_close(out);

    out << "<section class=\"panel\"><h2>"_html << context.t("Mulai lagi dari bawaan") << "</h2>"_html;
    html::form_open(out, context, address);
    html::hidden(out, "aksi", "bawaan");
    const auto millimetres_of = [](pdf::Size size) { return " (" + shown(size.width_mm) + " × " + shown(size.height_mm) + " mm)"; };
    html::select(out, context,
                 {.name = "kertas",
                  .label = context.t("Kertas"),
                  .value = state.typed.has("kertas") ? state.value("kertas") : std::string(paper_code(editor.card))},
                 {{"a4", "A4" + millimetres_of(pdf::a4_landscape), ""},
                  {"f4", "F4" + millimetres_of(pdf::f4_landscape), ""},
                  {"kartu", std::string(context.t("Karton kartu, A5")) + millimetres_of(card_stock), ""},
                  {"sendiri", std::string(context.t("Ukuran sendiri, tulis di bawah")), ""}});
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "lebar",
                      .label = context.t("Lebar kertas (mm)"),
                      .value = state.typed.has("lebar") ? state.value("lebar") : shown(editor.card.width_mm),
                      .error = state.error("lebar"),
                      .inputmode = "decimal",
                      .width = 5});
    html::text_field(out, context,
                     {.name = "tinggi",
                      .label = context.t("Tinggi kertas (mm)"),
                      .value = state.typed.has("tinggi") ? state.value("tinggi") : shown(editor.card.height_mm),
                      .error = state.error("tinggi"),
                      .inputmode = "decimal",
                      .width = 5});
    out << "</div>"_html;
    html::select(out, context, {.name = "baris", .label = context.t("Baris laporan"), .value = std::to_string(editor.card.report_rows)},
                 {{"3", "3", ""}, {"4", "4", ""}});
    html::checkbox(out, context, {.name = "tempel", .label = context.t("Kotak kosong untuk foto tempel dan cap")},
                   editor.card.glued_photo_box);
    html::button(out, context.t("Muat tata letak bawaan"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
    auto frame = desk_frame(editor.office, std::string(context.t("Tata letak kartu")), std::string(address));
    frame.back_href = "/atur/kartu";
    return http::page(html::document(context, frame, out), status);
}

// The template of the form: the one it was made from, with the numbers typed.
void read_numbers(const Context& context, const http::Fields& form, CardTemplate& card, html::FormState& state) {
    for (std::size_t position = 0; position < card.fields.size(); ++position) {
        auto& field = card.fields[position];
        const auto number = [&](std::string_view part, double& into) {
            const auto name = "f" + std::to_string(position) + "." + std::string(part);
            if (!form.has(name)) return;
            const auto value = millimetres(form.text(name));
            if (value)
                into = *value;
            else
                state.refuse(name, fill(context.t("{isian}: tulis angka, misalnya 12,5."), {{"isian", field_title(context, field)}}));
        };
        number("x", field.x_mm);
        number("y", field.y_mm);
        number("w", field.w_mm);
        number("h", field.h_mm);
        number("s", field.size_pt);
    }
    if (form.has("ketentuan")) {
        const auto clean = text::clean_lines(form.text("ketentuan"), 4000);
        if (clean)
            card.provisions = *clean;
        else
            state.refuse("ketentuan", context.t("Ada huruf yang tidak dapat dicetak."));
    }
}

double paper_side(const Context& context, html::FormState& state, const std::string& name) {
    const auto value = millimetres(state.value(name));
    if (value && *value >= paper_mm_min && *value <= paper_mm_max) return *value;
    state.refuse(name, fill(context.t("Tulis ukuran dari {dari} sampai {sampai} milimeter."),
                            {{"dari", shown(paper_mm_min)}, {"sampai", shown(paper_mm_max)}}));
    return paper_mm_min;
}

// "fields[3].x_mm" -> the control that says it.
std::string control_of(const std::string& where) {
    const auto open = where.find('[');
    const auto close = where.find(']');
    if (open == std::string::npos || close == std::string::npos || close + 2 >= where.size()) return "ketentuan";
    return "f" + where.substr(open + 1, close - open - 1) + "." + where.substr(close + 2, 1);
}

bool is_alike(const CardField& one, const CardField& other) {
    return one.key == other.key && one.text == other.text && one.side == other.side && one.x_mm == other.x_mm && one.y_mm == other.y_mm &&
           one.w_mm == other.w_mm && one.h_mm == other.h_mm && one.size_pt == other.size_pt;
}

// What somebody else saved while this page lay open: the version, its day, and the fields that differ from the one seen.
std::string said_of_newest(const Context& context, OfficeId office, int seen) {
    const auto all = context.platform.database.read([&](sql::Transaction& tx) { return office::card_templates(tx, office); });
    if (all.empty()) return std::string(context.t(office::sentence(office::Refusal::changed_meanwhile)));
    CardTemplate before = default_template();
    for (const auto& one : all)
        if (one.version == seen)
            if (auto read = read_template(one.json)) before = std::move(*read);
    std::vector<std::string> differing;
    if (const auto now = read_template(all.front().json)) {
        for (std::size_t at = 0; at < now->fields.size(); ++at) {
            const bool is_same = at < before.fields.size() && is_alike(now->fields[at], before.fields[at]);
            if (!is_same && differing.size() < 5) differing.push_back(field_title(context, now->fields[at]));
        }
        if (now->width_mm != before.width_mm || now->height_mm != before.height_mm)
            differing.insert(differing.begin(), std::string(context.t("Kertas")));
        if (now->provisions != before.provisions) differing.push_back(std::string(context.t("Ketentuan")));
    }
    return fill(context.t("Orang lain baru saja menyimpan versi {versi}, berlaku {hari}; yang berubah: {isian}. Yang Anda ketik masih ada; "
                          "simpan lagi bila tetap itu yang benar."),
                {{"versi", std::to_string(all.front().version)},
                 {"hari", long_date(context.language, all.front().valid_from)},
                 {"isian", differing.empty() ? "–" : text::join(differing, ", ")}});
}

http::Response get_editor(const http::Request&, Context& context) {
    const auto editor = open_editor(context);
    if (!editor) return no_such_file(context);
    return editor_page(context, *editor, {});
}

http::Response post_editor(const http::Request& request, Context& context) {
    auto editor = open_editor(context);
    if (!editor) return no_such_file(context);
    const auto action = request.form.text("aksi");
    if (action == "bawaan") {
        CardChoices choices =
            context.platform.database.read([&](sql::Transaction& tx) { return choices_of(tx, editor->office.id, editor->today); });
        const auto paper = request.form.text("kertas");
        choices.paper = paper == "f4" ? CardPaper::f4 : paper == "kartu" ? CardPaper::card_stock : CardPaper::a4;
        choices.report_rows = request.form.text("baris") == "4" ? 4 : 3;
        choices.glued_photo_box = request.form.has("tempel");
        html::FormState typed{.typed = request.form, .errors = {}};
        pdf::Size own;
        if (paper == "sendiri") {
            own.width_mm = paper_side(context, typed, "lebar");
            own.height_mm = paper_side(context, typed, "tinggi");
        }
        if (!typed.ok()) return editor_page(context, *editor, typed, 422);
        editor->card = default_template(choices);
        if (paper == "sendiri") editor->card = on_paper(std::move(editor->card), own);
        return editor_page(context, *editor, {});
    }
    html::FormState state{.typed = request.form, .errors = {}};
    if (auto base = read_template(request.form.text("dasar"))) editor->card = std::move(*base);
    auto changed = editor->card;
    read_numbers(context, request.form, changed, state);
    if (state.ok()) {
        auto checked = read_template(template_json(changed));
        if (checked)
            editor->card = std::move(*checked);
        else
            state.refuse(control_of(checked.error().where), context.t(sentence(checked.error().why)));
    }
    std::optional<Date> from;
    if (action == "simpan") {
        const auto typed = html::typed_date(request.form, "mulai");
        from = typed ? Date::parse(*typed) : std::nullopt;
        if (!from)
            state.refuse("mulai", context.t("Tanggal ini tidak ada di kalender."));
        else if (*from < editor->today)
            state.refuse("mulai", context.t("Pilih hari ini atau hari sesudahnya: kartu yang sudah terbit tidak berubah."));
    }
    if (!state.ok()) return editor_page(context, *editor, state, 422);
    if (action == "pdf") return inline_pdf(example(*editor), "contoh-kartu.pdf");
    if (action != "simpan") return editor_page(context, *editor, state);
    std::optional<int> seen;
    if (const auto versi = Id<struct VersionTag>::parse(request.form.text("versi")))
        seen = static_cast<int>(versi->value);
    else if (request.form.text("versi") == "0")
        seen = 0;
    const auto kept = context.platform.database.write([&](sql::Transaction& tx) {
        return office::save_card_template_over(tx, context, editor->office.id, template_json(editor->card), *from, seen);
    });
    if (!kept && kept.error() == office::Refusal::changed_meanwhile) {
        state.refuse("mulai", said_of_newest(context, editor->office.id, seen.value_or(0)));
        return editor_page(context, *editor, state, 409);
    }
    if (!kept) {
        state.refuse("ketentuan", context.t(office::sentence(kept.error())));
        return editor_page(context, *editor, state, 422);
    }
    return http::see_other("/atur/kartu?disimpan=1");
}

}  // namespace

std::vector<http::Route> layout_routes() {
    using enum http::Method;
    return {
        {get, address, get_editor, Permission::manage_office},
        {post, address, post_editor, Permission::manage_office, http::Rate::write, form_max},
    };
}

}  // namespace registration
