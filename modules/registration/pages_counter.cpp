#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/pages.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_desk.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// One person's file at the counter: answers beside the originals, and the decision's keys.
namespace registration {

namespace {

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
    return {{get, "/loket/berkas/{application}", get_file, Permission::see_person},
            {post, "/loket/berkas/{application}/hadir", post_present, Permission::check_in, Rate::write, small},
            {post, "/loket/berkas/{application}/asli", post_original, Permission::decide_application, Rate::write, small},
            {post, "/loket/berkas/{application}/ambil-alih", post_take_over, Permission::check_in, Rate::write, small},
            {post, "/loket/berkas/{application}/setujui", post_approval, Permission::decide_application, Rate::write, small}};
}

}  // namespace registration
