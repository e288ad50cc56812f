#include "modules/office/pages_desk.hpp"

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_manage.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace office {

namespace {

constexpr StepPage pages[] = {
    {Step::region, "region", "/atur/wilayah", msg("Wilayah"), msg("Wilayah dan nama kantor"), "map-pin"},
    {Step::profile, "profile", "/atur/profil", msg("Profil"), msg("Profil dan kop surat"), "building-2"},
    {Step::signatories, "signatories", "/atur/penandatangan", msg("Tanda tangan"), msg("Yang menandatangani kartu"), "pencil"},
    {Step::week, "week", "/atur/hari", msg("Hari kerja"), msg("Hari kerja dan hari libur"), "calendar-days"},
    {Step::services, "services", "/atur/layanan", msg("Layanan"), msg("Layanan dan standarnya"), "briefcase"},
    {Step::hours, "hours", "/atur/jadwal", msg("Jadwal"), msg("Jam buka dan kuota"), "clock"},
    {Step::papers, "papers", "/atur/berkas", msg("Berkas"), msg("Berkas yang diminta"), "file-text"},
    {Step::card, "card", "/atur/kartu", msg("Kartu"), msg("Kartu dan nomor pendaftaran"), "id-card"},
    {Step::rules, "rules", "/atur/ketentuan", msg("Ketentuan"), msg("Ketentuan dan dasar hukum"), "list-checks"},
    {Step::opening, "opening", "/atur/buka", msg("Buka"), msg("Periksa dan buka kantor"), "badge-check"},
};

}  // namespace

std::span<const StepPage> step_pages() { return pages; }
const StepPage& page_of(Step step) { return pages[static_cast<std::size_t>(step)]; }
std::string_view path_after(Step step) {
    return step == Step::opening ? std::string_view("/atur") : pages[static_cast<std::size_t>(step) + 1].path;
}

std::optional<Office> office_at_hand(const http::Request& request, const Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Office> {
        if (context.may(Permission::manage_installation)) {
            if (const auto chosen = OfficeId::parse(request.cookie("kantor"))) {
                if (auto office = find_office(tx, *chosen)) return office;
            }
        }
        if (!context.actor.office) return {};
        return find_office(tx, context.actor.office);
    });
}

http::Response choose_office_first(const Context& context) {
    if (context.may(Permission::manage_installation)) return http::see_other("/pemasangan/kantor");
    return http::page(html::message_document(context, context.t("Akun ini belum punya kantor"),
                                             context.t("Mintalah pengelola pemasangan memasukkan akun Anda ke kantor yang benar."),
                                             context.t("Ke akun saya"), "/akun"),
                      404);
}

http::Response settings_page(const http::Request& request, const Context& context, const Settings& settings, const Markup& body,
                             const html::FormState& state) {
    const auto& page = page_of(settings.step);
    const bool in_wizard = settings.office.state == OfficeState::setting_up;
    const std::string title = settings.title.empty() ? std::string(context.t(page.title)) : settings.title;
    Markup out;
    if (in_wizard) {
        std::vector<std::string_view> names;
        for (const auto& one : pages) names.push_back(context.t(one.name));
        html::steps(out, context, static_cast<int>(settings.step) + 1, names);
    }
    html::error_summary(out, context, state);
    if (request.query.has("disimpan")) html::notice(out, html::Tone::good, context.t("Tersimpan"), "");
    out << "<h1>"_html << title << "</h1>"_html << body;
    if (in_wizard && settings.goes_on) {
        out << "<div class=\"toolbar toolbar-foot\">"_html;
        html::post_button(out, context, "/atur/lanjut/" + std::string(page.code), context.t("Lanjut ke langkah berikutnya"),
                          html::ButtonKind::primary);
        out << "<a href=\"/atur\">"_html << context.t("Simpan dan teruskan nanti") << "</a></div>"_html;
    }
    html::Frame frame;
    frame.title = title;
    frame.density = html::Density::desk;
    frame.office_name = settings.office.name;
    frame.office_href = "/atur";
    frame.scripts = {"desk"};
    frame.current_path = request.path;
    frame.back_href = settings.back.empty() ? std::string_view("/atur") : settings.back;
    return http::page(html::document(context, frame, out), settings.status);
}

std::string_view save_label(const Context& context, const Office& office) {
    return office.state == OfficeState::setting_up ? context.t("Simpan dan lanjut") : context.t("Simpan");
}

http::Response kept(const Office& office, Step step, std::string path) {
    if (office.state == OfficeState::setting_up) return http::see_other(std::string(path_after(step)));
    return kept_here(std::move(path));
}

http::Response kept_here(std::string path) {
    path += path.find('?') == std::string::npos ? "?disimpan=1" : "&disimpan=1";
    return http::see_other(std::move(path));
}

namespace {

constexpr std::string_view unfit_text = msg("Ada huruf yang tidak dapat dipakai, atau tulisannya terlalu panjang.");

// The words of the fields that a person must fill, so that the summary above the form names each.
struct FieldName {
    std::string_view field;
    std::string_view words;
};
constexpr FieldName field_names[] = {
    {"nama", msg("Nama")},
    {"pemerintah", msg("Baris pertama kop surat")},
    {"alamat", msg("Alamat")},
    {"pengaduan", msg("Jalur pengaduan")},
    {"privasi", msg("Narahubung pelindungan data")},
    {"jabatan", msg("Jabatan")},
    {"atas-nama", msg("Atas nama jabatan")},
    {"huruf", msg("Huruf nomor antrean")},
    {"syarat", msg("Syarat")},
    {"lama", msg("Lama pelayanan")},
    {"hasil", msg("Hasil")},
    {"dasar", msg("Dasar hukum")},
    {"alasan", msg("Alasan")},
};

std::string missing_text(const Context& context, std::string_view field) {
    for (const auto& one : field_names) {
        if (one.field == field) return fill(context.t("{bagian} perlu diisi."), {{"bagian", std::string(context.t(one.words))}});
    }
    return std::string(context.t(sentence(Refusal::field_missing)));
}

std::string text_of(const Context& context, html::FormState& state, std::string_view name, std::optional<std::string> clean,
                    Presence presence) {
    if (!clean) {
        state.refuse(std::string(name), context.t(unfit_text));
        return {};
    }
    if (clean->empty() && presence == Presence::required) state.refuse(std::string(name), missing_text(context, name));
    return *clean;
}

}  // namespace

std::string line_of(const Context& context, html::FormState& state, std::string_view name, std::size_t max_length, Presence presence) {
    return text_of(context, state, name, text::clean_line(state.typed.text(name), max_length), presence);
}

std::string lines_of(const Context& context, html::FormState& state, std::string_view name, std::size_t max_length, Presence presence) {
    auto clean = text::clean_lines(state.typed.text(name), max_length);
    if (clean) {
        std::vector<std::string> lines;
        for (const auto& one : text::split(*clean, '\n')) {
            if (auto line = text::squeeze(one); !line.empty()) lines.push_back(std::move(line));
        }
        clean = text::join(lines, "\n");
    }
    return text_of(context, state, name, std::move(clean), presence);
}

std::optional<Date> date_of(const Context& context, html::FormState& state, std::string_view name, Presence presence) {
    const auto part = [&](std::string_view suffix) { return text::trim(state.typed.text(std::string(name) + std::string(suffix))); };
    if (part("-day").empty() && part("-month").empty() && part("-year").empty()) {
        if (presence == Presence::required) state.refuse(std::string(name), context.t("Isi tanggalnya."));
        return {};
    }
    const auto date = Date::parse(html::typed_date(state.typed, name).value_or(""));
    if (!date) state.refuse(std::string(name), context.t("Tanggal ini tidak ada. Isi tanggal, bulan, dan tahun, misalnya 31 1 2027."));
    return date;
}

std::int64_t number_of(const Context& context, html::FormState& state, std::string_view name, std::int64_t minimum, std::int64_t maximum) {
    const auto value = text::whole<std::int64_t>(text::trim(state.typed.text(name)));
    if (!value || *value < minimum || *value > maximum) {
        state.refuse(std::string(name),
                     fill(context.t("Isi angka dari {dari} sampai {sampai}."), {{"dari", number(minimum)}, {"sampai", number(maximum)}}));
        return minimum;
    }
    return *value;
}

std::string shown(const html::FormState& state, std::string_view name, std::string_view kept) {
    return state.typed.has(name) ? state.typed.text(name) : std::string(kept);
}

bool is_ticked(const html::FormState& state, std::string_view name, bool kept) {
    return state.typed.items().empty() ? kept : state.typed.has(name);
}

}  // namespace office
