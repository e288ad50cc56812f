#include "modules/registration/pages.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/pages.hpp"
#include "modules/registration/pages_own.hpp"
#include "modules/registration/text.hpp"
#include "platform/html/components.hpp"
#include "platform/images/images.hpp"
#include "platform/sql/sql.hpp"

// From "Mulai" to "Kirim permohonan": short pages, one question alone where people hesitate. Each page is kept on the
// server when it is sent, right or wrong, and on the phone while it is typed.
namespace registration {
namespace {

constexpr std::string_view file_pattern = "/berkas/{id}";

enum class Shown { always, with_school, under_age };

struct Stage {
    std::string_view pattern;
    int step;
    std::string_view title;  // "": the only question is the heading
    std::vector<std::string> fields;
    Shown shown{Shown::always};

    std::string_view rest() const { return pattern.substr(file_pattern.size()); }
    bool asks(std::string_view field) const { return std::ranges::find(fields, field) != fields.end(); }
};

const std::vector<Stage>& all_stages() {
    static const std::vector<Stage> stages = {
        {"/berkas/{id}/1", 1, msg("Data di KTP Anda"), {"nik", "birth_place", "birth_date", "sex"}},
        {"/berkas/{id}/1/nama", 1, "", {"name"}},
        {"/berkas/{id}/1/alamat", 1, msg("Alamat dan telepon"), {"phone", "address", "village_code"}},
        {"/berkas/{id}/1/wali", 1, msg("Orang tua atau wali"), {"guardian_name", "guardian_phone"}, Shown::under_age},
        {"/berkas/{id}/2",
         2,
         msg("Pendidikan terakhir Anda"),
         {"education.level", "education.major", "education.school", "education.year"}},
        {"/berkas/{id}/2/ijazah", 2, "", {"diploma_name_same"}, Shown::with_school},
        {"/berkas/{id}/2/kerja",
         2,
         msg("Keterampilan dan pekerjaan"),
         {"skills", "desired_occupations", "desired_place", "purpose", "employment_situation"}},
        {"/berkas/{id}/3", 3, msg("Foto dan dokumen"), {}},
    };
    return stages;
}

bool is_shown(const Stage& stage, const Own& own) {
    switch (stage.shown) {
        case Shown::always: return true;
        case Shown::with_school: {
            const auto level = first(own.typed, "education.level");
            return !level.empty() && level != "none";
        }
        case Shown::under_age: return own.needs_guardian();
    }
    return true;
}

const Stage* stage_at(std::string_view path) {
    const auto slash = path.find('/', std::string_view("/berkas/").size());
    if (slash == path.npos) return nullptr;
    const auto rest = path.substr(slash);
    const auto found = std::ranges::find_if(all_stages(), [&](const Stage& one) { return one.rest() == rest; });
    return found == all_stages().end() ? nullptr : &*found;
}

std::string after(const Own& own, const Stage& stage) {
    const auto& stages = all_stages();
    for (std::size_t at = static_cast<std::size_t>(&stage - stages.data()) + 1; at < stages.size(); ++at)
        if (is_shown(stages[at], own)) return own.href(stages[at].rest());
    return own.href("/periksa");
}

std::string before(const Own& own, const Stage& stage) {
    const auto& stages = all_stages();
    for (auto at = static_cast<std::size_t>(&stage - stages.data()); at > 0; --at)
        if (is_shown(stages[at - 1], own)) return own.href(stages[at - 1].rest());
    return own.href();
}

std::string draft_key(const Own& own, const Stage& stage) { return "berkas-" + own.application.id.text() + std::string(stage.rest()); }

std::vector<std::string_view> step_names(const Context& context) {
    return {context.t("Data diri"), context.t("Pendidikan dan kerja"), context.t("Foto"), context.t("Jadwal")};
}

http::Response stage_page(const Context& context, const Own& own, const Stage& stage, const html::FormState& state, bool then_check,
                          int status = 200) {
    Markup out;
    html::steps(out, context, stage.step, step_names(context));
    html::error_summary(out, context, state);
    const bool is_question = stage.title.empty();
    const bool is_papers = stage.fields.empty();
    if (!is_question) out << "<h1>"_html << context.t(stage.title) << "</h1>"_html;
    if (is_papers)
        out << "<p>"_html << context.t("Foto dengan ponsel cukup, asal terbaca. Yang belum ada boleh dibawa ke kantor.") << "</p>"_html;
    if (stage.pattern == "/berkas/{id}/1/wali")
        out << "<p>"_html << fill(context.t("Anda belum berusia {usia} tahun."), {{"usia", std::to_string(own.guardian_below_age)}})
            << "</p>"_html;
    // What was sent is on the server now: the copies on this phone may go.
    for (const auto& one : all_stages()) {
        if (&one == &stage) break;
        if (!one.fields.empty()) html::draft_done(out, draft_key(own, one));
    }
    html::form_open(out, context, own.href(stage.rest()), is_papers, "", is_papers ? "" : draft_key(own, stage));
    if (then_check) html::hidden(out, "lalu", "periksa");
    for (const auto& field : stage.fields) write_question(out, context, own, state, field, is_question);
    if (is_papers)
        for (const auto& paper : own.papers)
            if (paper.upload) write_paper_field(out, context, own, state, paper.kind, true);
    html::button(out, then_check ? context.t("Simpan") : context.t("Lanjut"));
    html::form_close(out);

    const auto back = then_check ? own.href("/periksa") : before(own, stage);
    auto frame = own_frame(own, context.t(is_question ? field_label(stage.fields.front()) : stage.title), own.href(stage.rest()));
    frame.back_href = back;
    frame.scripts = {"apply"};
    return http::page(html::document(context, frame, out), status);
}

// A file that is no draft any more is read on its own page.
std::optional<http::Response> not_a_draft(const Own& own) {
    if (own.application.state == ApplicationState::draft) return {};
    return http::see_other(own.href());
}

http::Response get_stage(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    if (auto away = not_a_draft(*opened.own)) return *away;
    const auto* stage = stage_at(request.path);
    if (stage == nullptr) return not_there(context);
    return stage_page(context, *opened.own, *stage, state_of(opened.own->typed), request.query.text("lalu") == "periksa");
}

http::Response post_stage(const http::Request& request, Context& context) {
    auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    if (auto away = not_a_draft(*opened.own)) return *away;
    auto& own = *opened.own;
    const auto* stage = stage_at(request.path);
    if (stage == nullptr) return not_there(context);
    const bool then_check = request.form.text("lalu") == "periksa";

    const auto typed = typed_in(context, own, request.form, stage->fields);
    const auto saved =
        context.platform.database.write([&](sql::Transaction& tx) { return save_stage(tx, context, own.application.id, typed); });
    own.typed = merge(own.typed, typed);
    own.application.answers = read_answers(own.typed, own.today).answers;
    auto state = state_of(own.typed);
    if (!saved) {
        state.refuse(stage->fields.front(), context.t(sentence(saved.error())));
        return stage_page(context, own, *stage, state, then_check, 409);
    }
    refuse_fields(state, context, saved->errors);
    if (!state.ok()) return stage_page(context, own, *stage, state, then_check, 422);
    if (then_check && !(stage->asks("birth_date") && own.needs_guardian())) return http::see_other(own.href("/periksa"));
    return http::see_other(after(own, *stage));
}

http::Response post_papers(const http::Request& request, Context& context) {
    auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    if (auto away = not_a_draft(*opened.own)) return *away;
    const auto& own = *opened.own;
    const auto* stage = stage_at(request.path);
    if (stage == nullptr) return not_there(context);
    html::FormState state;
    const int status = take_papers(request, context, own, state);
    const auto removed = DocumentId::parse(request.form.text("hapus"));
    if (removed) (void)context.platform.database.write([&](sql::Transaction& tx) { return remove_document(tx, context, *removed); });
    const auto chosen = DocumentId::parse(request.form.text("cetak"));
    if (chosen) (void)context.platform.database.write([&](sql::Transaction& tx) { return choose_photo(tx, context, *chosen); });
    if (state.ok()) return http::see_other(own.href(removed || chosen ? "/3" : "/periksa"));
    const auto again = open_own(request, context);  // with what was kept of this form
    if (!again.own) return again.instead;
    return stage_page(context, *again.own, *stage, state, false, status);
}

// --- the beginning ---

std::optional<office::Office> open_office(sql::Transaction& tx, std::string_view code) {
    auto office = office::find_office(tx, code);
    if (office && office->state != office::OfficeState::open) office.reset();
    return office;
}

http::Response no_office(const Context& context) {
    return http::page(html::message_document(context, context.t("Kantor ini tidak ditemukan"),
                                             context.t("Alamatnya mungkin salah ketik, atau kantornya belum dibuka di sini."),
                                             context.t("Lihat daftar kantor"), "/"),
                      404);
}

http::Response start_page(const Context& context, const office::Office& office, const std::vector<office::DocumentRequirement>& papers,
                          const html::FormState& state, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Ajukan kartu AK-1") << "</h1><p class=\"lead\">"_html
        << context.t("Kartu AK-1 membuktikan bahwa Anda terdaftar sebagai pencari kerja. Gratis, dari awal sampai kartu di tangan.")
        << "</p>"_html;
    out << "<ol class=\"plan\"><li>"_html << context.t("Isi data di ponsel, sekitar 10 menit.") << "</li><li>"_html
        << context.t("Pilih hari datang dan ambil nomor antrean.") << "</li><li>"_html
        << context.t("Datang dengan dokumen asli. Kartu ditandatangani dan diambil di kantor.") << "</li></ol>"_html;
    out << "<h2>"_html << context.t("Siapkan di dekat Anda") << "</h2><ul class=\"checks\">"_html;
    for (const auto& paper : papers) {
        if (!paper.mandatory) continue;
        out << "<li>"_html << html::icon("check") << "<div><strong>"_html << office::paper_title(context, paper) << "</strong>"_html;
        if (!paper.substitutes.empty())
            out << "<br><span class=\"muted\">"_html << context.t("atau:") << " "_html << text::join(paper.substitutes, "; ")
                << "</span>"_html;
        out << "</div></li>"_html;
    }
    out << "</ul>"_html;
    html::form_open(out, context, "/kantor/" + office.code + "/ak1");
    html::radios(
        out, context,
        {.name = "untuk", .label = context.t("Untuk siapa kartu ini?"), .value = state.value("untuk"), .error = state.error("untuk")},
        {{"sendiri", std::string(context.t("Untuk saya sendiri")), ""},
         {"orang_lain", std::string(context.t("Saya mengisikan untuk orang lain")),
          std::string(context.t("Orang itu tetap datang sendiri ke kantor dan menandatangani kartunya."))}});
    html::text_field(out, context,
                     {.name = "filled_in_by",
                      .label = context.t("Nama Anda, bila mengisikan untuk orang lain"),
                      .value = state.value("filled_in_by"),
                      .error = state.error("filled_in_by"),
                      .optional = true});
    html::button(out, context.t("Mulai"));
    html::form_close(out);
    out << "<p class=\"muted\">"_html << context.t("Tanpa kata sandi. Isian tersimpan, jadi boleh berhenti dan dilanjutkan kapan saja.")
        << "</p>"_html;
    out << "<p><a href=\"/berkas\">"_html << context.t("Sudah pernah mulai? Buka berkas saya") << "</a></p>"_html;

    html::Frame frame;
    const auto home = "/kantor/" + office.code;
    frame.title = context.t("Ajukan kartu AK-1");
    frame.office_name = office.name;
    frame.office_href = home;
    frame.back_href = home;
    frame.current_path = home + "/ak1";
    frame.scripts = {"apply"};
    frame.indexable = true;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_start(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = open_office(tx, request.path_value(0));
        if (!office) return no_office(context);
        return start_page(context, *office, office::document_requirements(tx, office->id), {});
    });
}

http::Response post_start(const http::Request& request, Context& context) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return open_office(tx, request.path_value(0)); });
    if (!office) return no_office(context);
    html::FormState state{request.form, {}};
    const auto who = request.form.text("untuk");
    const auto helper = text::clean_line(request.form.text("filled_in_by"), 100);
    if (who != "sendiri" && who != "orang_lain") state.refuse("untuk", context.t("Pilih untuk siapa kartu ini."));
    if (!helper)
        state.refuse("filled_in_by", context.t(sentence(Unfit::control_characters)));
    else if (who == "orang_lain" && helper->empty())
        state.refuse("filled_in_by", context.t("Tulis nama Anda sebagai yang mengisikan."));
    if (!state.ok()) {
        return context.platform.database.read(
            [&](sql::Transaction& tx) { return start_page(context, *office, office::document_requirements(tx, office->id), state, 422); });
    }
    const auto draft = context.platform.database.write([&](sql::Transaction& tx) {
        auto made = start_draft(tx, context, office->id);
        if (made && who == "orang_lain") {
            auto holder = context;
            holder.actor = holder_of(made->id, office->id, context.actor);
            (void)save_stage(tx, holder, made->id, {{"filled_in_by", *helper}});
        }
        return made;
    });
    if (!draft) {
        state.refuse("untuk", context.t(sentence(draft.error())));
        return context.platform.database.read(
            [&](sql::Transaction& tx) { return start_page(context, *office, office::document_requirements(tx, office->id), state, 409); });
    }
    return http::see_other("/berkas/" + draft->id.text() + "/1").with_cookie(file_on_this_phone(request, draft->token));
}

// --- the pre-check ---

void write_bring_list(Markup& out, const Context& context, const Own& own) {
    out << "<section id=\"bawaan\"><h2>"_html << context.t("Yang harus Anda bawa") << "</h2><ul>"_html;
    for (const auto& paper : own.papers) {
        if (!paper.mandatory) continue;
        out << "<li>"_html << office::paper_title(context, paper);
        if (paper.kind != "photo") out << " "_html << context.t("(asli)");
        for (const auto& substitute : paper.substitutes) out << "; "_html << context.t("atau") << " "_html << context.t(substitute);
        out << "</li>"_html;
    }
    if (own.application.answers.diploma_name_same == false)
        out << "<li>"_html << context.t("Surat keterangan beda nama dari kelurahan atau sekolah") << "</li>"_html;
    if (own.needs_guardian()) out << "<li>"_html << context.t("Orang tua atau wali, dengan KTP-nya") << "</li>"_html;
    out << "</ul><p>"_html << own.office.name << ", "_html << own.office.address << "</p></section>"_html;
    out << "<p class=\"no-print\"><button type=\"button\" class=\"button button--secondary\" hidden data-picture=\"bawaan\" data-file=\"yang-dibawa.png\">"_html
        << html::icon("download") << " "_html << context.t("Simpan sebagai gambar")
        << "</button> <button type=\"button\" class=\"button button--secondary\" hidden data-print>"_html << html::icon("printer")
        << " "_html << context.t("Cetak") << "</button></p>"_html;
}

http::Response check_page(const Context& context, const Own& own, std::string_view trouble, int status = 200) {
    const auto open = context.platform.database.read([&](sql::Transaction& tx) { return open_errors(tx, context, own.application.id); });
    const auto warnings = context.platform.database.read([&](sql::Transaction& tx) { return warnings_of(tx, context, own.application); });
    Markup out;
    html::steps(out, context, 3, step_names(context));
    for (const auto& stage : all_stages())
        if (!stage.fields.empty()) html::draft_done(out, draft_key(own, stage));
    out << "<h1>"_html << context.t("Periksa sebelum dikirim") << "</h1>"_html;
    if (!trouble.empty()) html::notice(out, html::Tone::danger, context.t("Belum terkirim"), trouble);
    if (!open.empty()) {
        html::FormState state;
        refuse_fields(state, context, open);
        Markup list;
        list << "<ul>"_html;
        for (const auto& [field, words] : state.errors)
            list << "<li><a href=\""_html << stage_href(own, field) << "?lalu=periksa#"_html << field << "\">"_html << words
                 << "</a></li>"_html;
        list << "</ul>"_html;
        html::notice(out, html::Tone::danger, context.t("Masih perlu diisi"), list);
    }
    if (!warnings.empty()) {
        Markup list;
        list << "<p>"_html << context.t("Ini tidak menghalangi pendaftaran, tetapi akan ditanyakan di loket.") << "</p><ul>"_html;
        for (const auto& one : warnings) {
            list << "<li>"_html << one.sentence << " <a href=\""_html << stage_href(own, one.field) << "?lalu=periksa\">"_html
                 << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << context.t(field_label(one.field))
                 << "</span></a></li>"_html;
        }
        list << "</ul>"_html;
        html::notice(out, html::Tone::warning, context.t("Perhatikan sebelum berangkat"), list);
    } else if (open.empty()) {
        html::notice(out, html::Tone::good, context.t("Tidak ada yang janggal"),
                     context.t("Bawa dokumen asli, dan berkas Anda siap diperiksa di loket."));
    }
    write_summary(out, context, own, true);
    write_bring_list(out, context, own);
    if (open.empty()) {
        out << "<p>"_html
            << context.t(
                   "Dengan mengirim, Anda menyatakan isian ini benar. Data dipakai untuk pendaftaran pencari kerja dan dijaga kantor.")
            << " <a href=\"/kantor/"_html << own.office.code << "/privasi\">"_html << context.t("Data Anda") << "</a></p>"_html;
        html::post_button(out, context, own.href("/kirim"), context.t("Kirim permohonan"), html::ButtonKind::primary);
    } else {
        html::link_button(out, context.t("Lengkapi dulu"), next_stage_href(own, open));
    }
    const auto back = own.href("/3");
    auto frame = own_frame(own, context.t("Periksa sebelum dikirim"), own.href("/periksa"));
    frame.back_href = back;
    frame.scripts = {"apply", "ticket"};
    return http::page(html::document(context, frame, out), status);
}

http::Response get_check(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    if (auto away = not_a_draft(*opened.own)) return *away;
    return check_page(context, *opened.own, "");
}

http::Response post_submit(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    if (auto away = not_a_draft(own)) return *away;  // also the second press of the same button
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return submit(tx, context, own.application.id); });
    if (!done) return check_page(context, own, context.t(sentence(done.error())), done.error() == Refusal::changed_meanwhile ? 409 : 422);
    return http::see_other(own.href("/jadwal"));
}

}  // namespace

std::string stage_href(const Own& own, std::string_view field) {
    if (field.starts_with("document.")) return own.href("/3");
    for (const auto& stage : all_stages())
        if (stage.asks(field)) return own.href(stage.rest());
    return own.href(field.starts_with("education.") ? "/2" : "/1");
}

std::string next_stage_href(const Own& own, const std::vector<FieldError>& open) {
    for (const auto& stage : all_stages())
        if (std::ranges::any_of(open, [&](const FieldError& one) { return stage.asks(one.field); })) return own.href(stage.rest());
    return own.href("/periksa");
}

void write_summary(Markup& out, const Context& context, const Own& own, bool may_change) {
    std::vector<html::Line> lines;
    const auto add = [&](const std::string& field) {
        auto value = shown_value(context, own, field);
        if (value.empty() && !may_change) return;
        if (value.empty()) value = "–";
        lines.push_back({std::string(context.t(field_label(field))), std::move(value),
                         may_change ? stage_href(own, field) + "?lalu=periksa#" + field : ""});
    };
    for (const auto& stage : all_stages()) {
        if (!is_shown(stage, own)) continue;
        for (const auto& field : stage.fields) add(field);
    }
    if (const auto helper = first(own.typed, "filled_in_by"); !helper.empty())
        lines.push_back({std::string(context.t("Diisikan oleh")), helper, ""});
    for (const auto& paper : own.papers) {
        if (!paper.upload) continue;
        const auto count = std::ranges::count(own.documents, paper.kind, &Document::kind);
        lines.push_back({paper_label(context, own, paper.kind),
                         count == 0 ? std::string(context.t("Belum dikirim"))
                                    : fill(context.t("{jumlah} berkas terkirim"), {{"jumlah", std::to_string(count)}}),
                         may_change ? own.href("/3") : ""});
    }
    html::summary_list(out, context, lines);
}

std::vector<http::Route> apply_routes() {
    using enum http::Method;
    constexpr auto own = Permission::hold_application;
    // Papers without script travel whole, several in one form.
    constexpr std::size_t whole_papers = 46 * 1024 * 1024;
    std::vector<http::Route> routes = {
        {get, "/kantor/{code}/ak1", get_start, Permission::anyone},
        {post, "/kantor/{code}/ak1", post_start, Permission::anyone, http::Rate::write},
        {get, "/berkas/{id}/periksa", get_check, own},
        {post, "/berkas/{id}/kirim", post_submit, own, http::Rate::write},
    };
    for (const auto& stage : all_stages()) {
        routes.push_back({get, stage.pattern, get_stage, own});
        if (stage.fields.empty())
            routes.push_back({post, stage.pattern, post_papers, own, http::Rate::upload, whole_papers});
        else
            routes.push_back({post, stage.pattern, post_stage, own, http::Rate::write});
    }
    return routes;
}

}  // namespace registration
