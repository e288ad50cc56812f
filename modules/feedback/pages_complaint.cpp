#include "base/text.hpp"
#include "modules/feedback/pages.hpp"
#include "modules/feedback/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "platform/links/links.hpp"
#include "platform/sql/sql.hpp"

// Something went wrong: said with or without a name, answered by a promised day, followed with number and code.
namespace feedback {

namespace {

using html::FormState;

constexpr std::string_view purpose = "feedback.complaint";
constexpr std::int64_t shown_s = 3600;
constexpr std::size_t form_bytes = 32 * 1024;

std::string grouped(const std::string& code) { return code.size() == 8 ? code.substr(0, 4) + "-" + code.substr(4) : code; }

std::string address_of(const Context& context, ComplaintId id) {
    return "/pengaduan/" + links::sign(context, purpose, id.value, {context.now.seconds + shown_s});
}

http::Response form_page(const Context& context, const office::Office& office, const FormState& state, int status) {
    const auto path = "/kantor/" + office.code + "/pengaduan";
    const auto back = "/kantor/" + office.code;
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto days = office::parameter(tx, office.id, "complaint_days", context.local(office.zone).date).number();
        Markup out;
        html::error_summary(out, context, state);
        out << "<h1>"_html << context.t("Pengaduan dan saran") << "</h1><p>"_html
            << fill(context.t("Kantor menjawab dalam {jumlah} hari kerja. Nama Anda tidak wajib, dan tidak tampil kepada petugas loket."),
                    {{"jumlah", std::to_string(days)}})
            << "</p>"_html;
        html::form_open(out, context, path);
        std::vector<html::Option> options{{"", std::string(context.t("Umum atau lainnya")), ""}};
        for (const auto& one : office::services(tx, office.id))
            if (one.offered) options.push_back({one.code, service_name(context, tx, office.id, one.code), ""});
        html::select(out, context, {.name = "layanan", .label = context.t("Tentang layanan"), .value = state.value("layanan")}, options);
        html::text_area(out, context,
                        {.name = "uraian",
                         .label = context.t("Apa yang terjadi?"),
                         .hint = context.t("Sebutkan hari dan jamnya bila ingat. Jangan tulis NIK."),
                         .value = state.value("uraian"),
                         .error = state.error("uraian"),
                         .max_length = static_cast<int>(body_max),
                         .spellcheck_off = false},
                        7);
        html::text_field(out, context,
                         {.name = "nama",
                          .label = context.t("Nama Anda"),
                          .value = state.value("nama"),
                          .error = state.error("nama"),
                          .autocomplete = "name",
                          .max_length = 100,
                          .optional = true});
        html::text_field(out, context,
                         {.name = "ponsel",
                          .label = context.t("Nomor ponsel"),
                          .hint = context.t("Untuk memberi tahu bahwa jawabannya sudah ada"),
                          .value = state.value("ponsel"),
                          .error = state.error("ponsel"),
                          .type = "tel",
                          .inputmode = "tel",
                          .autocomplete = "tel",
                          .width = 20,
                          .optional = true});
        html::text_field(out, context,
                         {.name = "surel",
                          .label = context.t("Alamat surel"),
                          .value = state.value("surel"),
                          .error = state.error("surel"),
                          .type = "email",
                          .autocomplete = "email",
                          .max_length = 254,
                          .optional = true});
        html::button(out, context.t("Kirim pengaduan"));
        html::form_close(out);
        out << "<p><a href=\"/pengaduan\">"_html << context.t("Sudah mengadu? Lihat jawabannya") << "</a></p>"_html;
        if (!office.complaint_path.empty())
            out << "<p>"_html << context.t("Langsung di kantor:") << " " << office.complaint_path << "</p>"_html;
        write_lapor(out, context);
        auto frame = public_frame(office, std::string(context.t("Pengaduan dan saran")), path);
        frame.back_href = back;
        return http::page(html::document(context, frame, out), status);
    });
}

std::optional<office::Office> office_at(const http::Request& request, const Context& context) {
    auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, request.path_value(0)); });
    if (office && office->state != office::OfficeState::open) office.reset();
    return office;
}

http::Response get_form(const http::Request& request, Context& context) {
    const auto office = office_at(request, context);
    if (!office) return no_such_office(context);
    return form_page(context, *office, {}, 200);
}

http::Response post_form(const http::Request& request, Context& context) {
    const auto office = office_at(request, context);
    if (!office) return no_such_office(context);
    FormState state{.typed = request.form, .errors = {}};
    NewComplaint wanted{.office = office->id,
                        .service = "",
                        .body = text::trim(text::clean_lines(state.value("uraian"), body_max + 1).value_or("")),
                        .contact = {}};
    const auto service = state.value("layanan");
    if (!service.empty() &&
        context.platform.database.read([&](sql::Transaction& tx) { return office::find_service(tx, office->id, service).has_value(); }))
        wanted.service = service;
    wanted.contact = {.name = text::clean_line(state.value("nama"), 100).value_or(""),
                      .phone = text::trim(state.value("ponsel")),
                      .email = text::trim(state.value("surel"))};
    const auto receipt = context.platform.database.write([&](sql::Transaction& tx) { return complain(tx, context, wanted); });
    if (receipt) return http::see_other(address_of(context, receipt->id) + "?baru=1");
    const auto field = receipt.error() == Refusal::contact_unfit ? (wanted.contact.phone.empty() ? "surel" : "ponsel") : "uraian";
    state.refuse(field, context.t(sentence(receipt.error())));
    return form_page(context, *office, state, 422);
}

http::Response lookup_page(const Context& context, const FormState& state, int status) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Lihat pengaduan Anda") << "</h1>"_html;
    html::form_open(out, context, "/pengaduan");
    html::text_field(out, context,
                     {.name = "nomor",
                      .label = context.t("Nomor pengaduan"),
                      .hint = context.t("Misalnya P-2026-000017"),
                      .value = state.value("nomor"),
                      .error = state.error("nomor"),
                      .width = 20,
                      .max_length = 20});
    html::text_field(out, context,
                     {.name = "kode",
                      .label = context.t("Kode"),
                      .hint = context.t("Delapan huruf dan angka pada tanda terima"),
                      .value = state.value("kode"),
                      .error = state.error("kode"),
                      .autocomplete = "off",
                      .width = 10,
                      .max_length = 12});
    html::button(out, context.t("Lihat"));
    html::form_close(out);
    html::Frame frame;
    frame.title = std::string(context.t("Lihat pengaduan Anda"));
    frame.current_path = "/pengaduan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_lookup(const http::Request&, Context& context) { return lookup_page(context, {}, 200); }

http::Response post_lookup(const http::Request& request, Context& context) {
    FormState state{.typed = request.form, .errors = {}};
    const auto found = context.platform.database.read(
        [&](sql::Transaction& tx) { return find_own_complaint(tx, context, state.value("nomor"), state.value("kode")); });
    if (found) return http::see_other(address_of(context, found->id));
    state.refuse("nomor", context.t(sentence(Refusal::no_such_complaint)));
    return lookup_page(context, state, 422);
}

http::Response get_complaint(const http::Request& request, Context& context) {
    const auto id = links::open(context, purpose, request.path_value(0));
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto complaint = id ? find_complaint(tx, context, ComplaintId{*id}) : std::nullopt;
        const auto office = complaint ? office::find_office(tx, complaint->office) : std::nullopt;
        if (!office) return http::see_other("/pengaduan");
        Markup out;
        if (request.query.has("baru"))
            html::notice(out, html::Tone::good, context.t("Pengaduan sudah diterima"),
                         context.t("Simpan nomor dan kode di bawah ini. Tanpa keduanya, jawabannya tidak dapat dibuka."));
        out << "<h1>"_html << context.t("Pengaduan Anda") << "</h1>"_html;
        html::card_open(out, context.t("Tanda terima"));
        out << "<p class=\"card-next\">"_html << complaint->number << "</p><p>"_html << context.t("Kode")
            << "</p><p class=\"card-code\">"_html << grouped(code_of(context, complaint->id))
            << "</p><dl class=\"card-facts\"><div><dt>"_html << context.t("Keadaan") << "</dt><dd>"_html
            << context.t(label(complaint->state)) << "</dd></div><div><dt>"_html << context.t("Dijawab paling lambat") << "</dt><dd>"_html
            << long_date(context.language, complaint->promised_on) << "</dd></div></dl>"_html;
        html::card_close(out);
        if (complaint->state == ComplaintState::answered) {
            out << "<h2>"_html << context.t("Jawaban kantor") << "</h2>"_html;
            for (const auto& line : text::split(complaint->answer.reveal(), '\n')) out << "<p>"_html << line << "</p>"_html;
        } else if (complaint->promised_on < context.local(office->zone).date) {
            html::notice(out, html::Tone::warning, context.t("Kantor terlambat menjawab"),
                         context.t("Manajer kantor melihatnya. Anda juga dapat membawanya ke SP4N-LAPOR!"));
        }
        out << "<h2>"_html << context.t("Yang Anda sampaikan") << "</h2>"_html;
        for (const auto& line : text::split(complaint->body.reveal(), '\n')) out << "<p>"_html << line << "</p>"_html;
        out << "<h2>"_html << context.t("Belum puas?") << "</h2>"_html;
        write_lapor(out, context);
        auto frame = public_frame(*office, std::string(context.t("Pengaduan Anda")), "/pengaduan");
        return http::page(html::document(context, frame, out)).with_header("Cache-Control", "no-store");
    });
}

}  // namespace

std::vector<http::Route> complaint_routes() {
    using enum http::Method;
    constexpr auto anyone = Permission::anyone;
    return {{get, "/kantor/{code}/pengaduan", get_form, anyone},
            {post, "/kantor/{code}/pengaduan", post_form, anyone, http::Rate::write, form_bytes},
            {get, "/pengaduan", get_lookup, anyone},
            {post, "/pengaduan", post_lookup, anyone, http::Rate::login},
            {get, "/pengaduan/{link}", get_complaint, anyone}};
}

}  // namespace feedback
