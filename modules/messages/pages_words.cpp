#include <algorithm>

#include "base/text.hpp"
#include "modules/messages/actions_settings.hpp"
#include "modules/messages/pages.hpp"
#include "modules/messages/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"

// The manager's page: which lines the office uses, when it keeps quiet, what its messages say.
namespace messages {

namespace {

using html::FormState;

constexpr std::size_t body_bytes = 32 * 1024;

http::Response shown(const Context& context, const office::Office& office, std::string title, std::string path, std::string_view back,
                     const Markup& out, int status) {
    auto frame = desk_frame(office, std::move(title), std::move(path));
    frame.office_href = "/atur";
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

void write_line_state(Markup& out, const Context& context, bool is_set_up, bool is_on) {
    if (!is_set_up)
        html::tag(out, html::Tone::warning, context.t("Belum dipasang"));
    else if (!is_on)
        html::tag(out, html::Tone::info, context.t("Dimatikan kantor"));
    else
        html::tag(out, html::Tone::good, context.t("Dipakai"));
}

void write_lines_in_use(Markup& out, const Context& context, const Lines& wires, const OfficeChoice& choice) {
    html::table_open(out, context.t("Jalur"), {{context.t("Jalur")}, {context.t("Keadaan")}, {context.t("Tindakan")}});
    const auto row = [&](Carrier carrier, bool is_set_up, bool is_on, std::string_view parameter) {
        out << "<tr><th scope=\"row\">"_html << context.t(label(carrier)) << "</th><td>"_html;
        write_line_state(out, context, is_set_up, is_on);
        out << "</td><td><a"_html;
        out.attribute("href"_html, "/atur/ketentuan/" + std::string(parameter));
        out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << context.t(label(carrier))
            << "</span></a></td></tr>"_html;
    };
    row(Carrier::gateway, wires.has_gateway(), choice.by_gateway, "messages_by_gateway");
    row(Carrier::mail, wires.has_mail(), choice.by_mail, "messages_by_mail");
    out << "<tr><th scope=\"row\">"_html << context.t("Kertas dan petugas") << "</th><td>"_html;
    html::tag(out, html::Tone::good, context.t("Selalu ada"));
    out << "</td><td><a href=\"/loket/pesan\">"_html << context.t("Buka pesan keluar") << "</a></td></tr>"_html;
    html::table_close(out);
    if (!wires.has_gateway() && !wires.has_mail())
        html::notice(out, html::Tone::info, context.t("Belum ada jalur keluar"),
                     context.t("Semua pesan menunggu petugas: dicetak, atau disampaikan lewat WhatsApp petugas. Jalur otomatis dipasang "
                               "oleh admin pemasangan."));
}

void write_choices(Markup& out, const Context& context, const OfficeChoice& choice) {
    const auto quiet = choice.quiet.from == choice.quiet.until
                           ? std::string(context.t("Tidak ada jam tenang"))
                           : fill(context.t("{dari} sampai {sampai} {zona}"), {{"dari", clock({choice.quiet.from * 60})},
                                                                               {"sampai", clock({choice.quiet.until * 60})},
                                                                               {"zona", std::string(name(choice.zone))}});
    html::summary_list(
        out, context,
        {{std::string(context.t("Jam tenang mulai")), quiet, "/atur/ketentuan/messages_quiet_from"},
         {std::string(context.t("Jam tenang berakhir")), clock({choice.quiet.until * 60}), "/atur/ketentuan/messages_quiet_until"},
         {std::string(context.t("Dicoba lebih dahulu")),
          std::string(context.t(label(choice.mail_first ? Carrier::mail : Carrier::gateway))), "/atur/ketentuan/messages_first_by"},
         {std::string(context.t("Isi pesan dihapus setelah")),
          fill(context.t("{jumlah} hari"), {{"jumlah", std::to_string(choice.content_days)}}), "/atur/ketentuan/messages_content_days"}});
}

void write_test(Markup& out, const Context& context, const FormState& state, bool was_sent) {
    out << "<div class=\"panel\"><h2>"_html << context.t("Coba kirim") << "</h2>"_html;
    if (was_sent)
        html::notice(out, html::Tone::good, context.t("Pesan percobaan sudah dibuat"),
                     context.t("Lihat hasilnya di pesan keluar, kira-kira setengah menit lagi."));
    html::form_open(out, context, "/atur/pesan/uji");
    html::text_field(out, context,
                     {.name = "tujuan",
                      .label = context.t("Nomor ponsel atau alamat surel"),
                      .hint = context.t("Milik Anda sendiri"),
                      .value = state.value("tujuan"),
                      .error = state.error("tujuan"),
                      .width = 20,
                      .max_length = 254});
    html::button(out, context.t("Kirim pesan percobaan"));
    html::form_close(out);
    out << "</div>"_html;
}

http::Response settings(const http::Request& request, const Context& context, const FormState& state, int status) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office_of_yours(context);
        const auto wires = lines(tx, context);
        const auto choice = choice_of(tx, context, office->id);
        const auto changed = changed_texts(tx, office->id);
        Markup out;
        html::error_summary(out, context, state);
        out << "<h1>"_html << context.t("Pesan kepada orang") << "</h1><p>"_html
            << context.t(
                   "Apa yang diberitahukan kantor kepada orang di luar gedung, lewat jalur mana, dan kapan. Tidak ada yang wajib punya "
                   "WhatsApp: yang tidak terjangkau menunggu di rak petugas.")
            << "</p><div class=\"side-by-side\"><div>"_html;
        write_lines_in_use(out, context, wires, choice);
        write_choices(out, context, choice);
        out << "</div><div>"_html;
        write_test(out, context, state, request.query.has("dikirim"));
        out << "</div></div>"_html;
        html::table_open(out, context.t("Kata-kata"),
                         {{context.t("Judul")}, {context.t("Isi")}, {context.t("Keadaan")}, {context.t("Tindakan")}});
        for (const auto& text : all_texts()) {
            const auto words = own_words(tx, office->id, text.code, context.language).value_or(shipped(text, context.language));
            out << "<tr><th scope=\"row\">"_html << words.subject << "</th><td>"_html << words.body << "</td><td>"_html;
            if (std::ranges::find(changed, text.code) != changed.end())
                html::tag(out, html::Tone::info, context.t("Kata-kata kantor"));
            else
                out << context.t("Bawaan");
            out << "</td><td><a"_html;
            out.attribute("href"_html, "/atur/pesan/kata/" + std::string(text.code));
            out << ">"_html << context.t("Ubah") << "<span class=\"govuk-visually-hidden\"> "_html << words.subject
                << "</span></a></td></tr>"_html;
        }
        html::table_close(out);
        return shown(context, *office, std::string(context.t("Pesan kepada orang")), "/atur/pesan", "/atur", out, status);
    });
}

http::Response get_settings(const http::Request& request, Context& context) { return settings(request, context, {}, 200); }

http::Response post_test(const http::Request& request, Context& context) {
    FormState state{.typed = request.form, .errors = {}};
    const auto answer = context.platform.database.write(
        [&](sql::Transaction& tx) { return send_test(tx, context, context.actor.office, text::trim(state.value("tujuan"))); });
    if (answer) return http::see_other("/atur/pesan?dikirim=1");
    state.refuse("tujuan", context.t(sentence(answer.error())));
    return settings(request, context, state, 422);
}

// --- one text ---

std::string shown_or(const FormState& state, std::string_view name, const std::string& kept) {
    return state.typed.has(name) ? state.typed.text(name) : kept;
}

struct Side {
    Language language;
    std::string_view suffix;
    std::string_view heading;
};
constexpr Side sides[] = {{Language::indonesian, "id", msg("Dalam bahasa Indonesia")},
                          {Language::english, "en", msg("Dalam bahasa Inggris")}};

void write_bubble(Markup& out, const Context& context, const Wording& words) {
    out << "<h3>"_html << context.t("Seperti dibaca orang") << "</h3><blockquote class=\"bubble\"><p><strong>"_html << words.subject
        << "</strong></p><p>"_html;
    write_lines(out, words.body);
    out << "</p></blockquote>"_html;
}

std::string typed_words(const FormState& state, std::string_view name) {
    const auto clean = text::clean_lines(state.value(name), 2 * body_max);
    return clean ? text::trim(*clean) : std::string();
}

Wording typed_side(const FormState& state, const Side& side) {
    return {.subject = text::squeeze(typed_words(state, "judul-" + std::string(side.suffix))),
            .body = typed_words(state, "isi-" + std::string(side.suffix))};
}

http::Response words_page(const Context& context, std::string_view code, const FormState& state, int status, bool was_saved) {
    const auto* text = find_text(code);
    if (!text) return http::see_other("/atur/pesan");
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = own_office(tx, context);
        if (!office) return no_office_of_yours(context);
        const std::string title = shipped(*text, context.language).subject;
        Markup out;
        html::error_summary(out, context, state);
        if (was_saved)
            html::notice(out, html::Tone::good, context.t("Tersimpan"), context.t("Berlaku untuk pesan yang dikirim mulai sekarang."));
        out << "<h1>"_html << title << "</h1><p>"_html << context.t("Yang di dalam kurung kurawal diisi program untuk setiap orang:")
            << " "_html;
        auto names = names_in(std::string(text->subject) + " " + std::string(text->body));
        for (const auto& always : always_filled)
            if (std::ranges::find(names, always) == names.end()) names.emplace_back(always);
        for (const auto& name : names) out << "<code>{"_html << name << "}</code> "_html;
        out << "</p>"_html;
        const auto action = "/atur/pesan/kata/" + std::string(code);
        html::form_open(out, context, action);
        out << "<div class=\"side-by-side\">"_html;
        for (const auto& side : sides) {
            const auto kept = own_words(tx, office->id, code, side.language).value_or(shipped(*text, side.language));
            const auto subject = "judul-" + std::string(side.suffix);
            const auto body = "isi-" + std::string(side.suffix);
            const Wording now{.subject = shown_or(state, subject, kept.subject), .body = shown_or(state, body, kept.body)};
            out << "<div class=\"panel\"><h2>"_html << context.t(side.heading) << "</h2>"_html;
            html::text_field(out, context,
                             {.name = subject,
                              .label = context.t("Judul"),
                              .hint = context.t("Tampil di surel dan surat"),
                              .value = now.subject,
                              .error = state.error(subject),
                              .max_length = static_cast<int>(subject_max),
                              .spellcheck_off = false});
            html::text_area(out, context,
                            {.name = body,
                             .label = context.t("Isi"),
                             .hint = "",
                             .value = now.body,
                             .error = state.error(body),
                             .max_length = static_cast<int>(body_max),
                             .spellcheck_off = false},
                            7);
            write_bubble(out, context, example(tx, context, office->id, now, side.language));
            out << "</div>"_html;
        }
        out << "</div><div class=\"toolbar\">"_html;
        html::button(out, context.t("Simpan kata-kata"), html::ButtonKind::primary, "", "simpan", "1");
        html::button(out, context.t("Lihat dahulu"), html::ButtonKind::secondary, "", "lihat", "1");
        out << "</div>"_html;
        html::form_close(out);
        const auto changed = changed_texts(tx, office->id);
        if (std::ranges::find(changed, code) != changed.end())
            html::post_button(out, context, action + "/bawaan", context.t("Kembalikan kata-kata bawaan"), html::ButtonKind::warning);
        return shown(context, *office, title, action, "/atur/pesan", out, status);
    });
}

http::Response get_words(const http::Request& request, Context& context) {
    return words_page(context, request.path_value(0), {}, 200, request.query.has("disimpan"));
}

http::Response post_words(const http::Request& request, Context& context) {
    FormState state{.typed = request.form, .errors = {}};
    const auto& code = request.path_value(0);
    if (!request.form.has("simpan")) return words_page(context, code, state, 200, false);
    const auto answer = context.platform.database.write([&](sql::Transaction& tx) {
        return save_words(tx, context, context.actor.office, code, typed_side(state, sides[0]), typed_side(state, sides[1]));
    });
    if (answer) return http::see_other("/atur/pesan/kata/" + code + "?disimpan=1");
    const auto& fault = answer.error();
    const auto suffix = fault.language == Language::english ? "en" : "id";
    const auto words = fill(context.t(sentence(fault.fault.why)), {{"bagian", "{" + fault.fault.name + "}"}});
    state.refuse("isi-" + std::string(suffix), words);
    return words_page(context, code, state, 422, false);
}

http::Response post_shipped_words(const http::Request& request, Context& context) {
    const auto& code = request.path_value(0);
    if (!find_text(code)) return http::see_other("/atur/pesan");
    context.platform.database.write([&](sql::Transaction& tx) { restore_words(tx, context, context.actor.office, code); });
    return http::see_other("/atur/pesan/kata/" + code + "?disimpan=1");
}

}  // namespace

std::vector<http::Route> words_routes() {
    using enum http::Method;
    constexpr auto manage = Permission::manage_office;
    return {{get, "/atur/pesan", get_settings, manage},
            {post, "/atur/pesan/uji", post_test, manage, http::Rate::write},
            {get, "/atur/pesan/kata/{code}", get_words, manage},
            {post, "/atur/pesan/kata/{code}", post_words, manage, http::Rate::write, body_bytes},
            {post, "/atur/pesan/kata/{code}/bawaan", post_shipped_words, manage, http::Rate::write}};
}

}  // namespace messages
