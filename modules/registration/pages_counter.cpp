#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/pages.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/files/files.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

// One person's file at the counter: answers beside the originals, the interview, the decision's keys.
namespace registration {

namespace {

constexpr std::size_t experience_rows = 3;
constexpr int preview_side = 1400;

// What is compared to which paper, in the order of the KTP and then the diploma.
struct Compared {
    std::string_view field;
    std::string_view paper;  // "" = said by the person
};
constexpr Compared compared[] = {
    {"nik", "ktp"},
    {"name", "ktp"},
    {"birth_place", "ktp"},
    {"birth_date", "ktp"},
    {"sex", "ktp"},
    {"address", "ktp"},
    {"village_code", "ktp"},
    {"religion", "ktp"},
    {"marital_status", "ktp"},
    {"diploma_name_same", "diploma"},
    {"education.level", "diploma"},
    {"education.major", "diploma"},
    {"education.school", "diploma"},
    {"education.year", "diploma"},
    {"phone", ""},
    {"skills", ""},
    {"desired_occupations", ""},
    {"desired_place", ""},
    {"purpose", ""},
    {"employment_situation", ""},
    {"guardian_name", ""},
    {"guardian_phone", ""},
    {"filled_in_by", ""},
};

html::Tone tone_of(ApplicationState state) {
    switch (state) {
        case ApplicationState::needs_fix: return html::Tone::warning;
        case ApplicationState::approved: return html::Tone::good;
        case ApplicationState::refused: return html::Tone::danger;
        case ApplicationState::draft:
        case ApplicationState::submitted:
        case ApplicationState::at_counter:
        case ApplicationState::withdrawn: return html::Tone::info;
    }
    return html::Tone::info;
}

bool has_papers(const DeskFile& file, std::string_view kind) {
    return std::ranges::any_of(file.documents, [&](const Document& one) { return one.kind == kind && !one.file.empty(); });
}

// The kinds on the counter, each with its key: what the office asks for, then whatever else was sent.
std::vector<std::string> kinds_of(const DeskFile& file) {
    std::vector<std::string> kinds;
    for (const auto& one : file.papers) kinds.push_back(one.kind);
    for (const auto& one : file.documents)
        if (std::ranges::find(kinds, one.kind) == kinds.end()) kinds.push_back(one.kind);
    return kinds;
}

bool is_mandatory(const DeskFile& file, std::string_view kind) {
    return std::ranges::any_of(file.papers, [&](const office::DocumentRequirement& one) { return one.kind == kind && one.mandatory; });
}

// Mandatory originals that nobody has seen yet.
std::vector<std::string> unseen(const Context& context, const DeskFile& file) {
    std::vector<std::string> labels;
    for (const auto& one : file.papers)
        if (one.mandatory && !file.is_seen(one.kind)) labels.push_back(paper_label(context, file.papers, one.kind));
    return labels;
}

void write_head(Markup& out, const Context& context, const DeskFile& file) {
    out << "<div class=\"toolbar\"><h1>"_html << file.application.answers.name << "</h1>&ensp;"_html;
    html::tag(out, tone_of(file.application.state), context.t(label(file.application.state)));
    if (file.application.training) {
        out << "&ensp;"_html;
        html::tag(out, html::Tone::warning, context.t("CONTOH"));
    }
    out << "<span class=\"end muted\">"_html << context.t("Kode tiket") << " <span class=\"num\">"_html << file.application.code
        << "</span> · "_html;
    if (file.application.present_at)
        out << fill(context.t("hadir {waktu}"),
                    {{"waktu", date_and_clock(context.language, file.application.present_at->in(file.office.zone))}});
    else
        out << context.t("belum tercatat hadir");
    out << "</span></div>"_html;
}

void write_doubts(Markup& out, const Context& context, const DeskFile& file, std::string_view field) {
    for (const auto& warning : file.warnings) {
        if (warning.field != field) continue;
        out << "<div class=\"doubt\">"_html;
        html::tag(out, html::Tone::warning, context.t("Periksa"));
        out << " "_html << warning.sentence << "</div>"_html;
    }
    for (const auto& mark : file.marks) {
        if (mark.field != field) continue;
        out << "<div class=\"doubt\">"_html;
        html::tag(out, html::Tone::danger, context.t("Diminta diperbaiki"));
        out << " "_html << mark.note << "</div>"_html;
    }
}

bool is_doubtful(const DeskFile& file, std::string_view field) {
    return std::ranges::any_of(file.warnings, [&](const Warning& one) { return one.field == field; }) ||
           std::ranges::any_of(file.marks, [&](const Mark& one) { return one.field == field; });
}

// The photo on the card large, the others below it, each with the key that puts it on the card.
void write_portrait(Markup& out, const Context& context, const DeskFile& file) {
    const auto* portrait = portrait_of(file.documents);
    if (portrait == nullptr) {
        out << "<p class=\"muted\">"_html << context.t("Pas foto belum ada.") << "</p>"_html;
        return;
    }
    const auto picture = [&](const Document& one, int width) {
        const auto alt = one.place > 1 ? fill(context.t("Pas foto pemohon, foto {nomor}"), {{"nomor", std::to_string(one.place)}})
                                       : std::string(context.t("Pas foto pemohon"));
        out << "<img"_html;
        out.attribute("width"_html, std::to_string(width)).attribute("height"_html, std::to_string(width * 4 / 3));
        out.attribute("src"_html, "/loket/dokumen/" + one.id.text()).attribute("alt"_html, alt);
        out << ">"_html;
    };
    picture(*portrait, 150);
    const bool may_choose = context.may(Permission::edit_application) &&
                            (!is_closed(file.application.state) || file.application.state == ApplicationState::approved);
    bool has_key = false;
    for (const auto& one : file.documents) {
        if (one.kind != "photo" || one.file.empty() || one.id == portrait->id) continue;
        out << "<div class=\"other-photo\">"_html;
        picture(one, 72);
        if (may_choose) {
            html::post_button(out, context, file.href("foto/" + one.id.text()), context.t("Cetak yang ini"), html::ButtonKind::secondary,
                              has_key ? "" : "G");
            has_key = true;
        }
        out << "</div>"_html;
    }
    write_doubts(out, context, file, "document.photo");
}

void write_answers(Markup& out, const Context& context, const DeskFile& file) {
    if (portrait_of(file.documents) == nullptr)
        out << "<section class=\"panel\"><div><div>"_html;
    else
        out << "<section class=\"panel\"><div class=\"person\"><div>"_html;
    out << "<table class=\"table compared\"><caption class=\"govuk-visually-hidden\">"_html
        << context.t("Isian dan dokumen untuk mencocokkannya") << "</caption>"_html;
    std::string_view group = "none";
    for (const auto& [field, source] : compared) {
        if (field == "religion" && !file.religion_printed) continue;
        if (field == "marital_status" && !file.marital_status_printed) continue;
        const auto value = shown_answer(context, file.application.answers, field);
        const bool optional = field == "guardian_name" || field == "guardian_phone" || field == "filled_in_by";
        const bool doubtful = is_doubtful(file, field);
        if (value.empty() && optional && !doubtful) continue;
        if (source != group) {
            if (group != "none") out << "</tbody>"_html;
            group = source;
            out << "<tbody><tr><th class=\"group\" scope=\"rowgroup\" colspan=\"2\">"_html
                << (source.empty() ? std::string(context.t("Tanyakan kepada orangnya"))
                                   : fill(context.t("Seperti di {dokumen}"), {{"dokumen", paper_label(context, file.papers, source)}}))
                << "</th></tr>"_html;
        }
        if (doubtful)
            out << "<tr class=\"doubtful\"><th scope=\"row\">"_html;
        else
            out << "<tr><th scope=\"row\">"_html;
        out << context.t(field_label(field)) << "</th><td>"_html;
        if (value.empty())
            out << "<span class=\"muted\">"_html << context.t("belum diisi") << "</span>"_html;
        else if (field == "nik")
            out << "<span class=\"num\">"_html << value << "</span>"_html;
        else
            out << value;
        write_doubts(out, context, file, field);
        out << "</td></tr>"_html;
    }
    out << "</tbody></table>"_html;
    out << "</div><div class=\"portrait\">"_html;
    write_portrait(out, context, file);
    out << "</div></div></section>"_html;
}

// Which of the office's photos the one below is; asked only where there are several.
void write_photo_place(Markup& out, const Context& context, const DeskFile& file) {
    const auto asked = std::ranges::find(file.papers, std::string_view("photo"), &office::DocumentRequirement::kind);
    if (asked == file.papers.end() || asked->photos < 2) return;
    std::vector<html::Option> places;
    int next = 0;
    for (int place = 1; place <= asked->photos; ++place) {
        const bool taken = std::ranges::find(file.documents, place, &Document::place) != file.documents.end();
        if (!taken && next == 0) next = place;
        places.push_back({std::to_string(place), office::photo_title(context, *asked, place), ""});
    }
    html::select(out, context, {.name = "tempat", .label = context.t("Foto yang mana"), .value = std::to_string(next == 0 ? 1 : next)},
                 places);
}

// Takes the mark back; the key belongs to the one that was set last.
void write_unseen(Markup& out, const Context& context, const DeskFile& file, const std::string& kind, const std::string& name) {
    out << "<form class=\"post-button end\" method=\"post\""_html;
    out.attribute("action"_html, file.href("asli"));
    out << ">"_html;
    html::hidden(out, "_csrf", http::csrf_token(context));
    html::hidden(out, "kind", kind);
    html::hidden(out, "batal", "1");
    html::button(out, fill(context.t("Batalkan: {dokumen}"), {{"dokumen", name}}), html::ButtonKind::secondary,
                 file.originals.back() == kind ? "U" : "");
    html::form_close(out);
}

void write_originals(Markup& out, const Context& context, const DeskFile& file) {
    const bool open = !is_closed(file.application.state);
    out << "<section class=\"panel\"><h2>"_html << context.t("Dokumen asli") << "</h2>"_html;
    int key = 0;
    for (const auto& kind : kinds_of(file)) {
        ++key;
        const auto name = paper_label(context, file.papers, kind);
        out << "<div class=\"original-row\"><div class=\"toolbar\"><strong>"_html << name << "</strong>&ensp;"_html;
        if (file.is_seen(kind))
            html::tag(out, html::Tone::good, context.t("Asli dilihat"));
        else if (kind == "diploma" && file.application.channel == Channel::school)
            html::tag(out, html::Tone::info, fill(context.t("Dijamin {sekolah}"), {{"sekolah", file.application.answers.filled_in_by}}));
        else if (!has_papers(file, kind))
            html::tag(out, is_mandatory(file, kind) ? html::Tone::warning : html::Tone::info, context.t("Tidak diunggah"));
        if (open && file.is_seen(kind) && context.may(Permission::decide_application)) write_unseen(out, context, file, kind, name);
        if (open && !file.is_seen(kind) && context.may(Permission::decide_application)) {
            out << "<div class=\"end\"><form class=\"post-button\" method=\"post\""_html;
            out.attribute("action"_html, file.href("asli"));
            out << ">"_html;
            html::hidden(out, "_csrf", http::csrf_token(context));
            html::hidden(out, "kind", kind);
            const bool with_person = kind == "ktp" && !file.application.present_at;
            html::button(out,
                         with_person ? context.t("Orangnya hadir, KTP asli dilihat")
                                     : fill(context.t("{dokumen} asli dilihat"), {{"dokumen", name}}),
                         html::ButtonKind::secondary, key <= 9 ? std::to_string(key) : "");
            html::form_close(out);
            out << "</div>"_html;
        }
        out << "</div>"_html;
        if (has_papers(file, kind)) write_doubts(out, context, file, "document." + kind);
        for (const auto& one : file.papers)
            if (one.kind == kind && !one.substitutes.empty() && !has_papers(file, kind))
                out << "<p class=\"muted\">"_html
                    << fill(context.t("Diterima juga: {pengganti}."), {{"pengganti", text::join(one.substitutes, ", ")}}) << "</p>"_html;
        if (kind != "photo") {
            out << "<div class=\"papers\">"_html;
            int page = 0;
            for (const auto& one : file.documents) {
                if (one.kind != kind || one.file.empty()) continue;
                ++page;
                out << "<a target=\"_blank\" rel=\"noopener\""_html;
                out.attribute("href"_html, "/loket/dokumen/" + one.id.text());
                out << "><img loading=\"lazy\""_html;
                out.attribute("src"_html, "/loket/dokumen/" + one.id.text());
                out.attribute("alt"_html,
                              fill(context.t("{dokumen}, halaman {nomor}"), {{"dokumen", name}, {"nomor", std::to_string(page)}}));
                out << "></a>"_html;
            }
            out << "</div>"_html;
        }
        out << "</div>"_html;
    }
    if (open && context.may(Permission::edit_application)) {
        html::details_open(out, context.t("Ambil pas foto dengan webcam atau unggah"));
        html::form_open(out, context, file.href("foto"), true);
        write_photo_place(out, context, file);
        html::file_field(out, context,
                         {.name = "photo", .label = context.t("Pas foto"), .hint = context.t("Wajah di dalam bingkai, latar polos.")},
                         "image/*", true);
        html::button(out, context.t("Simpan foto"), html::ButtonKind::secondary);
        html::form_close(out);
        html::details_close(out);
    }
    out << "</section>"_html;
}

void write_rivals(Markup& out, const Context& context, const DeskFile& file) {
    if (file.rivals.empty()) return;
    Markup body;
    body << "<p>"_html << context.t("Ada berkas terbuka lain dengan NIK yang sama:") << "</p><ul>"_html;
    for (const auto& one : file.rivals) {
        body << "<li><a"_html;
        body.attribute("href"_html, "/loket/berkas/" + one.id.text());
        body << ">"_html << one.name << "</a>, "_html << context.t(label(one.state)) << ", "_html
             << date_and_clock(context.language, one.submitted_at.in(file.office.zone)) << "</li>"_html;
    }
    body << "</ul><p>"_html
         << context.t(
                "Cocokkan KTP di meja dengan orangnya. Jika KTP ini milik orang di depan Anda, berkas ini yang berlaku dan yang lain "
                "ditarik.")
         << "</p>"_html;
    if (context.may(Permission::check_in))
        html::post_button(body, context, file.href("ambil-alih"), context.t("KTP ini milik orang ini: tarik berkas lain"),
                          html::ButtonKind::secondary, "M");
    html::notice(out, html::Tone::warning, context.t("NIK yang sama di berkas lain"), body);
}

std::string year_text(int year) { return year > 0 ? std::to_string(year) : ""; }

void write_intake(Markup& out, const Context& context, const DeskFile& file, const html::FormState& state) {
    const auto& intake = file.application.intake;
    const bool typed = state.typed.has("wage_wish");
    const auto shown = [&](const std::string& name, std::string kept) { return typed ? state.value(name) : std::move(kept); };
    out << "<section class=\"panel\"><div class=\"toolbar\"><h2>"_html << context.t("Wawancara singkat (AK/II)") << "</h2>&ensp;"_html;
    if (file.waits_for_reading)
        html::tag(out, html::Tone::warning, context.t("Belum dibaca orangnya"));
    else if (intake.read_by_person)
        html::tag(out, html::Tone::good, context.t("Sudah dibaca orangnya"));
    out << "<span class=\"end\"><a"_html;
    out.attribute("href"_html, file.href("ak2.pdf"));
    out << ">"_html << context.t("Cetak AK/II untuk dibaca") << "</a>"_html << context.platform.database.read([&](sql::Transaction& tx) {
        return html::parts("desk file", tx, context, file.application.id.value);
    }) << "</span></div>"_html;
    if (is_closed(file.application.state) || !context.may(Permission::edit_application)) {
        out << "<p>"_html
            << fill(context.t("Upah yang diharapkan: {upah}. Bahasa: {bahasa}."),
                    {{"upah", intake.wage_wish > 0 ? rupiah(intake.wage_wish) : std::string(context.t("tidak disebut"))},
                     {"bahasa", intake.languages.empty() ? std::string(context.t("tidak disebut")) : text::join(intake.languages, ", ")}})
            << "</p></section>"_html;
        return;
    }
    html::form_open(out, context, file.href("ak2"));
    html::table_open(out, context.t("Pengalaman kerja"),
                     {{context.t("Perusahaan")}, {context.t("Jabatan")}, {context.t("Dari tahun")}, {context.t("Sampai tahun")}});
    for (std::size_t row = 0; row < experience_rows; ++row) {
        const auto kept = row < intake.experience.size() ? intake.experience[row] : Experience{};
        const auto suffix = "-" + std::to_string(row + 1);
        const auto cell = [&](std::string name, std::string value, std::string_view what, bool year) {
            name += suffix;
            out << "<td><input class=\"govuk-input"_html;
            if (year) out << " govuk-input--width-4\" inputmode=\"numeric\" maxlength=\"4"_html;
            out << "\" type=\"text\" autocomplete=\"off\""_html;
            out.attribute("name"_html, name).attribute("value"_html, shown(name, std::move(value)));
            out.attribute("aria-label"_html, std::string(what) + " " + std::to_string(row + 1));
            out << "></td>"_html;
        };
        out << "<tr>"_html;
        cell("employer", kept.employer, context.t("Perusahaan"), false);
        cell("position", kept.position, context.t("Jabatan"), false);
        cell("from", year_text(kept.from_year), context.t("Dari tahun"), true);
        cell("to", year_text(kept.to_year), context.t("Sampai tahun"), true);
        out << "</tr>"_html;
    }
    html::table_close(out);
    out << "<div class=\"columns\">"_html;
    html::text_field(out, context,
                     {.name = "languages",
                      .label = context.t("Bahasa"),
                      .hint = context.t("Pisahkan dengan koma"),
                      .value = shown("languages", text::join(intake.languages, ", "))});
    html::text_field(out, context,
                     {.name = "wage_wish",
                      .label = context.t("Upah yang diharapkan sebulan (Rp)"),
                      .hint = context.t("Kosongkan jika tidak disebut"),
                      .value = shown("wage_wish", intake.wage_wish > 0 ? number(intake.wage_wish) : ""),
                      .error = state.error("wage_wish"),
                      .inputmode = "numeric"});
    html::text_field(out, context,
                     {.name = "place_wish",
                      .label = context.t("Tempat kerja yang diharapkan"),
                      .hint = context.t("Kota atau daerah"),
                      .value = shown("place_wish", intake.place_wish)});
    html::text_field(out, context,
                     {.name = "officer_note",
                      .label = context.t("Catatan petugas"),
                      .hint = context.t("Tidak tampil kepada umum"),
                      .value = shown("officer_note", intake.officer_note.reveal())});
    out << "</div><div class=\"toolbar\">"_html;
    html::button(out, context.t("Simpan wawancara"), html::ButtonKind::secondary, "Ctrl+Enter");
    out << "</div>"_html;
    html::form_close(out);
    if (file.waits_for_reading)
        html::post_button(out, context, file.href("dibaca"), context.t("Sudah dibaca orangnya"), html::ButtonKind::primary, "B");
    out << "</section>"_html;
}

void write_decision(Markup& out, const Context& context, const DeskFile& file, const html::FormState& state) {
    if (!may_be_decided(file.application.state) && file.application.state != ApplicationState::needs_fix) return;
    if (!context.may(Permission::decide_application)) return;
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    if (may_be_decided(file.application.state)) {
        out << "<form class=\"post-button\" method=\"post\""_html;
        out.attribute("action"_html, file.href("setujui"));
        out << ">"_html;
        html::hidden(out, "_csrf", http::csrf_token(context));
        html::hidden(out, "versi", std::to_string(file.application.version));
        if (!state.error("asli").empty()) {
            html::hidden(out, "tanpa-asli", "1");
            html::button(out, context.t("Tetap setujui tanpa dokumen itu"), html::ButtonKind::warning, "Y");
        } else {
            html::button(out, context.t("Setujui"), html::ButtonKind::primary, "S");
        }
        html::form_close(out);
        out << "&ensp;"_html;
        html::link_button(out, context.t("Perlu perbaikan"), file.href("perbaikan"), html::ButtonKind::secondary, "P");
        out << "&ensp;"_html;
    }
    html::link_button(out, context.t("Tolak"), file.href("tolak"), html::ButtonKind::warning, "T");
    out << "<span class=\"end\">"_html;
    html::link_button(out, context.t("Betulkan isian"), file.href("ubah"), html::ButtonKind::secondary, "E");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Tiket hilang, nomor baru"), file.href("kode"), html::ButtonKind::secondary, "K");
    out << "&ensp;"_html;
    html::link_button(out, "SIAPKerja", file.href("siapkerja"), html::ButtonKind::secondary, "I");
    out << "</span></div>"_html;
}

void write_refusal(Markup& out, const Context& context, const DeskFile& file) {
    const auto letter =
        context.platform.database.read([&](sql::Transaction& tx) { return refusal_letter(tx, context, file.application.id); });
    if (!letter) return;
    Markup body;
    body << "<p>"_html << context.t(letter->reason) << "</p>"_html;
    if (!letter->note.empty()) body << "<p>"_html << letter->note << "</p>"_html;
    body << "<p class=\"muted\">"_html << context.t(letter->legal_basis) << "</p><p>"_html
         << objection_text(context.language, letter->objection_days, letter->objection_basis) << "</p>"_html;
    out << "<section class=\"panel\"><h2>"_html << fill(context.t("Ditolak dengan surat {nomor}"), {{"nomor", letter->number}})
        << "</h2>"_html << body;
    html::link_button(out, context.t("Surat penolakan (PDF)"), file.href("surat.pdf"), html::ButtonKind::primary, "C");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Orang berikutnya"), "/loket", html::ButtonKind::secondary, "N");
    out << "</section>"_html;
}

http::Response get_file(const http::Request& request, Context& context) {
    return show_desk_file(request, context, request.path_id<ApplicationId>(0), {});
}

// Does one verb on the file of the address; what was refused is said on the same page.
template <class Verb>
http::Response do_at_file(const http::Request& request, Context& context, Verb verb) {
    const auto id = request.path_id<ApplicationId>(0);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, id); });
    if (!done) return refused_at_file(request, context, id, done.error());
    return http::see_other("/loket/berkas/" + id.text());
}

http::Response post_present(const http::Request& request, Context& context) {
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) { return mark_present(tx, context, id); });
}

http::Response post_original(const http::Request& request, Context& context) {
    const auto kind = request.form.text("kind");
    if (request.form.has("batal"))
        return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) { return unsee_original(tx, context, id, kind); });
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) -> Result<Done, Refusal> {
        const auto seen = see_original(tx, context, id, kind);
        if (!seen) return seen.error();
        // The KTP is compared with the face in front of the counter: seeing it is seeing the person.
        if (kind == "ktp" && context.may(Permission::check_in)) {
            const auto present = mark_present(tx, context, id);
            if (!present) return present.error();
        }
        return Done{};
    });
}

http::Response post_take_over(const http::Request& request, Context& context) {
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) { return take_over(tx, context, id); });
}

http::Response post_read(const http::Request& request, Context& context) {
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) { return confirm_intake_read(tx, context, id); });
}

int whole(std::string_view typed) {
    int value = 0;
    const auto clean = text::trim(typed);
    if (clean.empty()) return 0;
    const auto [end, error] = std::from_chars(clean.data(), clean.data() + clean.size(), value);
    return error == std::errc{} && end == clean.data() + clean.size() ? value : -1;
}

std::int64_t money(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '.' && c != ' ' && c != ',' && c != 'R' && c != 'p')
            return -1;
    }
    if (digits.empty()) return 0;
    if (digits.size() > 12) return -1;
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

http::Response post_intake(const http::Request& request, Context& context) {
    Intake intake;
    for (std::size_t row = 1; row <= experience_rows; ++row) {
        const auto suffix = "-" + std::to_string(row);
        Experience one{request.form.text("employer" + suffix), request.form.text("position" + suffix),
                       whole(request.form.text("from" + suffix)), whole(request.form.text("to" + suffix))};
        if (!one.employer.empty() || !one.position.empty()) intake.experience.push_back(std::move(one));
    }
    for (const auto& part : text::split(request.form.text("languages"), ','))
        if (!text::trim(part).empty()) intake.languages.push_back(text::trim(part));
    intake.wage_wish = money(request.form.text("wage_wish"));
    intake.place_wish = request.form.text("place_wish");
    intake.officer_note = Personal(request.form.text("officer_note"));
    const auto id = request.path_id<ApplicationId>(0);
    if (intake.wage_wish < 0) {
        html::FormState state{.typed = request.form, .errors = {}};
        state.refuse("wage_wish", context.t("Tulis upah dengan angka saja, misalnya 3.500.000."));
        return show_desk_file(request, context, id, std::move(state), 422);
    }
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId file) { return save_intake(tx, context, file, intake); });
}

http::Response post_photo(const http::Request& request, Context& context) {
    const auto id = request.path_id<ApplicationId>(0);
    const auto sent =
        std::ranges::find_if(request.uploads, [](const http::Upload& one) { return one.field == "photo" && !one.bytes.empty(); });
    const auto refuse = [&](Refusal why) {
        html::FormState state;
        state.refuse("photo", context.t(sentence(why)));
        return show_desk_file(request, context, id, std::move(state), page_status(why));
    };
    if (sent == request.uploads.end()) return refuse(Refusal::file_not_accepted);
    const auto may = context.platform.database.read([&](sql::Transaction& tx) { return find_outline(tx, id); });
    if (!may || may->office != context.actor.office) return no_such_file(context);
    auto prepared = prepare_document(context, "photo", sent->bytes);
    if (!prepared) return refuse(prepared.error());
    prepared->place = std::max(0, whole(request.form.text("tempat")));
    const auto added = context.platform.database.write([&](sql::Transaction& tx) { return add_document(tx, context, id, *prepared); });
    if (!added) {
        context.platform.files.remove(prepared->file);
        return refuse(added.error());
    }
    return http::see_other("/loket/berkas/" + id.text());
}

http::Response post_chosen_photo(const http::Request& request, Context& context) {
    const auto photo = request.path_id<DocumentId>(1);
    return do_at_file(request, context, [&](sql::Transaction& tx, ApplicationId id) -> Result<Done, Refusal> {
        const auto found = find_document(tx, context, photo);
        if (!found || found->application != id) return Refusal::no_such_application;
        return choose_photo(tx, context, photo);
    });
}

http::Response get_document(const http::Request& request, Context& context) {
    const auto id = request.path_id<DocumentId>(0);
    const auto document = context.platform.database.read([&](sql::Transaction& tx) { return find_document(tx, context, id); });
    if (!document) return no_such_file(context);
    auto paper_found = paper(context, *document);
    if (!paper_found) return no_such_file(context);
    // A PDF of a stranger is never opened by the clerk's browser: its first page is shown as a picture.
    if (paper_found->content_type == "application/pdf") {
        auto made = images::preview(paper_found->bytes, preview_side);
        if (!made) return no_such_file(context);
        paper_found->bytes = std::move(made->bytes);
        paper_found->content_type = "image/jpeg";
    }
    return http::bytes(std::move(paper_found->bytes), paper_found->content_type)
        .with_header("Content-Security-Policy", "sandbox; default-src 'none'")
        .with_header("Content-Disposition", "inline")
        .with_header("Cache-Control", "private, no-store");
}

// --- correcting against the originals ---

http::Response edit_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                         int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Betulkan isian {nama}"), {{"nama", file.application.answers.name}}) << "</h1><p>"_html
        << context.t("Tulis seperti di dokumen asli. Yang Anda ubah tercatat atas nama Anda.") << "</p>"_html;
    html::form_open(out, context, file.href("ubah"));
    html::hidden(out, "versi", std::to_string(file.application.version));
    write_answer_form(out, context, {file.office, file.religion_printed, file.marital_status_printed, true}, state);
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Simpan"), html::ButtonKind::primary, "Ctrl+Enter");
    out << "&ensp;"_html;
    html::link_button(out, context.t("Batal"), file.href(), html::ButtonKind::secondary, "F9");
    out << "</div>"_html;
    html::form_close(out);
    auto frame = desk_frame(file.office, std::string(context.t("Betulkan isian")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_edit(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    return edit_page(request, context, *file, state_from(typed_from(file->application.answers)), 200);
}

std::optional<int> version_of(const http::Request& request) {
    const int version = whole(request.form.text("versi"));
    if (version <= 0) return {};
    return version;
}

http::Response post_edit(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    const auto typed = typed_from_form(request.form, file->office.regency_code);
    const auto edited = context.platform.database.write(
        [&](sql::Transaction& tx) { return edit_at_counter(tx, context, file->application.id, typed, version_of(request)); });
    if (!edited) return refused_at_file(request, context, file->application.id, edited.error());
    if (edited->errors.empty()) return http::see_other(file->href());
    auto state = state_from(typed);
    refuse_unfit(state, context, edited->errors);
    return edit_page(request, context, *file, state, 422);
}

// --- a lost ticket, another telephone ---

struct NewTicket {
    std::string code;
    std::string told_phone;  // masked; "" = nobody was told
};

http::Response ticket_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                           const NewTicket* made, int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Tiket hilang atau ganti nomor telepon") << "</h1>"_html;
    if (made) {
        html::card_open(out, context.t("Kode tiket baru"));
        out << "<p class=\"card-code\">"_html << made->code << "</p><p class=\"card-next\">"_html
            << context.t("Tuliskan kode ini untuk orangnya. Semua tautan lama sudah mati.") << "</p>"_html;
        html::card_close(out);
        if (!made->told_phone.empty())
            html::notice(out, html::Tone::info, context.t("Nomor lama diberi tahu"),
                         fill(context.t("Pesan untuk {nomor} sudah masuk Pesan keluar: nomor pada berkas ini diganti hari ini."),
                              {{"nomor", made->told_phone}}));
        html::link_button(out, context.t("Kembali ke berkas"), file.href(), html::ButtonKind::primary, "Enter");
    } else {
        out << "<p>"_html << context.t("Cocokkan dulu KTP dengan orangnya. Kode baru mematikan semua tautan lama ke berkas ini.")
            << "</p>"_html;
        html::form_open(out, context, file.href("kode"));
        html::text_field(out, context,
                         {.name = "phone",
                          .label = context.t("Nomor telepon baru"),
                          .hint = context.t("Kosongkan jika nomornya tetap"),
                          .value = state.value("phone"),
                          .error = state.error("phone"),
                          .type = "tel",
                          .width = 20,
                          .optional = true});
        html::checkbox(out, context, {.name = "ktp", .label = context.t("KTP asli cocok dengan orangnya"), .error = state.error("ktp")},
                       state.typed.has("ktp"));
        html::button(out, context.t("Buat kode baru"), html::ButtonKind::primary, "Ctrl+Enter");
        html::form_close(out);
    }
    auto frame = desk_frame(file.office, std::string(context.t("Tiket hilang")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_ticket(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    return ticket_page(request, context, *file, {}, nullptr, 200);
}

http::Response post_ticket(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "counter");
    if (!file) return no_such_file(context);
    html::FormState state{.typed = request.form, .errors = {}};
    const auto typed_phone = text::trim(request.form.text("phone"));
    const auto phone = Phone::parse(typed_phone);
    if (!typed_phone.empty() && !phone) state.refuse("phone", context.t(sentence(Unfit::phone_unfit)));
    if (!request.form.has("ktp")) state.refuse("ktp", context.t("Cocokkan KTP asli dengan orangnya lebih dulu."));
    if (!state.ok()) return ticket_page(request, context, *file, state, nullptr, 422);
    NewTicket made;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        if (phone) {
            const auto old = change_phone(tx, context, file->application.id, *phone);
            if (!old) return old.error();
            if (*old) made.told_phone = (*old)->to_masked();
        }
        const auto renewed = renew_code(tx, context, file->application.id);
        if (!renewed) return renewed.error();
        made.code = renewed->code;
        return Done{};
    });
    if (!done) return refused_at_file(request, context, file->application.id, done.error());
    return ticket_page(request, context, *file, {}, &made, 200);
}

// --- SIAPKerja, copied one key at a time ---

// The order in which the ministry's account asks: identity as on the KTP, address from the province down, contact,
// schooling, work wish. There is no public interface to send it to (docs/decisions).
constexpr std::string_view siapkerja_order[] = {"nik",
                                                "name",
                                                "birth_place",
                                                "birth_date",
                                                "sex",
                                                "marital_status",
                                                "religion",
                                                "phone",
                                                "province",
                                                "regency",
                                                "district",
                                                "village",
                                                "address",
                                                "education.level",
                                                "education.school",
                                                "education.major",
                                                "education.year",
                                                "skills",
                                                "employment_situation",
                                                "desired_occupations",
                                                "desired_place"};

std::string_view siapkerja_label(std::string_view field) {
    if (field == "province") return msg("Provinsi");
    if (field == "regency") return msg("Kabupaten atau kota");
    if (field == "district") return msg("Kecamatan");
    if (field == "village") return msg("Kelurahan atau desa");
    return field_label(field);
}

std::string siapkerja_value(const Context& context, const Answers& answers, std::string_view field) {
    const auto area = [&](std::size_t length) {
        if (answers.village_code.size() < length) return std::string();
        const auto found = reference::find_area(answers.village_code.substr(0, length));
        return found ? found->name : std::string();
    };
    if (field == "province") return area(2);
    if (field == "regency") return area(5);
    if (field == "district") return area(8);
    if (field == "village") return area(13);
    if (field == "birth_date" && answers.birth_date) {
        const auto iso = answers.birth_date->iso();
        return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
    }
    return shown_answer(context, answers, field);
}

http::Response siapkerja_page(const http::Request& request, const Context& context, const DeskFile& file, const html::FormState& state,
                              int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Salin ke SIAPKerja") << "</h1><p>"_html
        << context.t("Urutannya mengikuti isian SIAPKerja. Satu tombol menyalin isian berikutnya; tempel di sana dengan Ctrl+V.")
        << "</p>"_html;
    out << "<div class=\"side-by-side\"><section class=\"panel\" data-copy-panel><button type=\"button\" class=\"button\" data-key=\"F8\" data-copy-next>"_html
        << context.t("Salin berikutnya") << " <kbd aria-hidden=\"true\">F8</kbd></button><ol>"_html;
    for (const auto field : siapkerja_order) {
        const auto value = siapkerja_value(context, file.application.answers, field);
        if (value.empty()) continue;
        out << "<li"_html;
        out.attribute("data-copy"_html, value);
        out << "><span class=\"muted\">"_html << context.t(siapkerja_label(field)) << ":</span> "_html << value << "</li>"_html;
    }
    out << "</ol></section><section class=\"panel\">"_html;
    html::form_open(out, context, file.href("siapkerja"));
    html::text_field(out, context,
                     {.name = "nomor",
                      .label = context.t("Nomor di SIAPKerja"),
                      .hint = context.t("Disimpan pada berkas ini sebagai rujukan"),
                      .value = state.typed.has("nomor") ? state.value("nomor") : file.application.external_reference,
                      .error = state.error("nomor"),
                      .max_length = 60});
    html::button(out, context.t("Simpan nomor"), html::ButtonKind::primary, "Ctrl+Enter");
    html::form_close(out);
    out << "</section></div>"_html;
    auto frame = desk_frame(file.office, std::string(context.t("Salin ke SIAPKerja")), request.path, file.application.training);
    const auto back = file.href();
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_siapkerja(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "copy");
    if (!file) return no_such_file(context);
    return siapkerja_page(request, context, *file, {}, 200);
}

http::Response post_siapkerja(const http::Request& request, Context& context) {
    const auto file = desk_file(context, request.path_id<ApplicationId>(0), "copy");
    if (!file) return no_such_file(context);
    const auto kept = context.platform.database.write(
        [&](sql::Transaction& tx) { return keep_external_reference(tx, context, file->application.id, request.form.text("nomor")); });
    if (kept) return http::see_other(file->href());
    html::FormState state{.typed = request.form, .errors = {}};
    state.refuse("nomor", context.t(sentence(kept.error())));
    return siapkerja_page(request, context, *file, state, page_status(kept.error()));
}

// --- approval: one key; the other decisions have a page of their own (pages_decision.cpp) ---

http::Response post_approval(const http::Request& request, Context& context) {
    const auto id = request.path_id<ApplicationId>(0);
    const auto file = desk_file(context, id, "decision");
    if (!file) return no_such_file(context);
    const auto missing = unseen(context, *file);
    if (!missing.empty() && !request.form.has("tanpa-asli") && may_be_decided(file->application.state)) {
        html::FormState state;
        state.refuse(
            "asli",
            fill(context.t(
                     "Belum dilihat aslinya: {dokumen}. Tekan tombol angkanya, atau setujui dengan tombol Y jika ada pengganti yang sah."),
                 {{"dokumen", text::join(missing, ", ")}}));
        return show_desk_file(request, context, id, std::move(state), 422);
    }
    return do_at_file(request, context,
                      [&](sql::Transaction& tx, ApplicationId which) { return approve(tx, context, which, version_of(request)); });
}

}  // namespace

http::Response show_desk_file(const http::Request& request, Context& context, ApplicationId id, html::FormState state, int status) {
    const auto file = desk_file(context, id, "counter");
    if (!file) return no_such_file(context);
    Markup out;
    html::error_summary(out, context, state);
    write_head(out, context, *file);
    write_rivals(out, context, *file);
    if (file->card) write_card_steps(out, context, *file, state);
    if (file->application.state == ApplicationState::refused) write_refusal(out, context, *file);
    out << "<div class=\"side-by-side\" id=\"asli\">"_html;
    write_answers(out, context, *file);
    write_originals(out, context, *file);
    out << "</div>"_html;
    write_intake(out, context, *file, state);
    write_decision(out, context, *file, state);
    auto frame = desk_frame(file->office, file->application.answers.name, request.path, file->application.training);
    if (file->application.training) frame.back_href = "/latihan";
    frame.wide = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response refused_at_file(const http::Request& request, Context& context, ApplicationId id, Refusal why) {
    html::FormState state;
    auto said = desk_sentence(why);
    if (why == Refusal::wrong_state || why == Refusal::changed_meanwhile) {
        const auto now_there = context.platform.database.read([&](sql::Transaction& tx) { return find_outline(tx, id); });
        if (now_there && is_closed(now_there->state))
            said = msg("Petugas lain baru saja memutuskan berkas ini. Keputusannya tampil di bawah.");
    }
    state.refuse("isi", context.t(said));
    return show_desk_file(request, context, id, std::move(state), page_status(why));
}

std::vector<http::Route> counter_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 64 * 1024;
    return {
        {get, "/loket/berkas/{application}", get_file, Permission::see_person},
        {post, "/loket/berkas/{application}/hadir", post_present, Permission::check_in, Rate::write, small},
        {post, "/loket/berkas/{application}/asli", post_original, Permission::decide_application, Rate::write, small},
        {post, "/loket/berkas/{application}/ambil-alih", post_take_over, Permission::check_in, Rate::write, small},
        {post, "/loket/berkas/{application}/ak2", post_intake, Permission::edit_application, Rate::write, small},
        {post, "/loket/berkas/{application}/dibaca", post_read, Permission::edit_application, Rate::write, small},
        {post, "/loket/berkas/{application}/foto", post_photo, Permission::edit_application, Rate::upload, images::upload_max + small},
        {post, "/loket/berkas/{application}/foto/{document}", post_chosen_photo, Permission::edit_application, Rate::write, small},
        {post, "/loket/berkas/{application}/setujui", post_approval, Permission::decide_application, Rate::write, small},
        {get, "/loket/berkas/{application}/ubah", get_edit, Permission::edit_application},
        {post, "/loket/berkas/{application}/ubah", post_edit, Permission::edit_application, Rate::write, small},
        {get, "/loket/berkas/{application}/kode", get_ticket, Permission::edit_application},
        {post, "/loket/berkas/{application}/kode", post_ticket, Permission::edit_application, Rate::write, small},
        {get, "/loket/berkas/{application}/siapkerja", get_siapkerja, Permission::see_person},
        {post, "/loket/berkas/{application}/siapkerja", post_siapkerja, Permission::edit_application, Rate::write, small},
        {get, "/loket/dokumen/{document}", get_document, Permission::see_person},
    };
}

}  // namespace registration
