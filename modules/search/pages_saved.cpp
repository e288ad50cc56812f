#include "modules/search/actions.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/pages.hpp"
#include "modules/search/text.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The searches one person comes back to: what is new in each, and whether to be told.
namespace search {

namespace {

SearchForm form_of(const std::string& address) {
    const auto query = http::Fields::parse(std::string_view(address).substr(address.starts_with('?') ? 1 : 0));
    return query ? read_search_form(*query).form : SearchForm{};
}

void write_saved(Markup& out, const Context& context, const SearchIndex& index, const SavedSearch& saved) {
    const auto fresh = new_ones(index, saved, context.now, 3);
    const auto base = "/lowongan/tersimpan/" + saved.id.text();
    out << "<li><h2><a"_html;
    out.attribute("href"_html, "/lowongan" + saved.address);
    out << ">"_html << title_of(context, form_of(saved.address)) << "</a></h2>"_html;
    if (fresh.count > 0) {
        html::tag(out, html::Tone::good, fill(context.t(msg("{jumlah} baru")), {{"jumlah", std::to_string(fresh.count)}}));
        out << "<ul>"_html;
        for (const auto& hit : fresh.best) {
            out << "<li><a"_html;
            out.attribute("href"_html, "/lowongan/" + std::to_string(hit.id));
            out << ">"_html << hit.segment->title(hit.at) << "</a> <span class=\"muted\">"_html << hit.segment->employer(hit.at)
                << "</span></li>"_html;
        }
        out << "</ul>"_html;
        html::post_button(out, context, base + "/dilihat", context.t("Tandai sudah dilihat"));
    } else {
        out << "<p class=\"muted\">"_html
            << fill(context.t(msg("Tidak ada yang baru sejak {tanggal}.")),
                    {{"tanggal", short_date(context.language, saved.seen_at.in(Zone::wita).date)}})
            << "</p>"_html;
    }
    if (saved.digest_since)
        html::post_button(out, context, base + "/tanpa-kabar", context.t("Berhenti mengabari"));
    else
        html::post_button(out, context, base + "/kabar", context.t("Kabari kalau ada yang baru"));
    html::post_button(out, context, base + "/hapus", context.t("Hapus"), html::ButtonKind::warning);
    out << "</li>"_html;
}

http::Response saved_page(const Context& context, const html::FormState& state, int status) {
    const auto [all, keeps] = context.platform.database.read([&](sql::Transaction& tx) {
        return std::pair{own_searches(tx, context), keeps_searches(tx, context)};
    });
    const auto index = live_search(context);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Pencarian tersimpan saya") << "</h1>"_html;
    if (!keeps) {
        html::notice(out, html::Tone::info, context.t("Berkas Anda sudah ditarik"), context.t(sentence(SearchRefusal::file_withdrawn)));
    } else if (all.empty()) {
        html::empty_state(out, context.t("Pencarian yang Anda simpan akan tampil di sini, dengan lowongan yang baru."),
                          context.t("Cari lowongan dulu, lalu tekan Simpan pencarian."));
    } else {
        out << "<p>"_html << context.t("Kabar dikirim paling banyak sekali sehari, tidak pada jam tenang.")
            << "</p><ul class=\"vacancies\">"_html;
        for (const auto& saved : all) write_saved(out, context, *index, saved);
        out << "</ul>"_html;
    }
    html::link_button(out, context.t("Cari lowongan"), "/lowongan", html::ButtonKind::secondary);
    html::Frame frame;
    frame.title = context.t("Pencarian tersimpan saya");
    frame.current_path = "/lowongan/tersimpan";
    frame.back_href = "/lowongan";
    return http::page(html::document(context, frame, out), status);
}

http::Response answered(const Context& context, std::optional<SearchRefusal> refused) {
    if (!refused) return http::see_other("/lowongan/tersimpan");
    html::FormState state;
    state.refuse("pencarian", context.t(sentence(*refused)));
    return saved_page(context, state, *refused == SearchRefusal::no_such_search ? 404 : 422);
}

template <class Verb>
http::Response done(const Context& context, Verb verb) {
    const auto result = context.platform.database.write(verb);
    return answered(context, result ? std::nullopt : std::optional(result.error()));
}

http::Response get_saved(const http::Request&, Context& context) { return saved_page(context, {}, 200); }

http::Response post_save(const http::Request& request, Context& context) {
    const auto form = form_of(request.form.text("pencarian").substr(0, 1000));
    const auto digest = request.form.has("kabar") ? Digest::wanted : Digest::not_wanted;
    return done(context, [&](sql::Transaction& tx) { return save_search(tx, context, form, digest); });
}

http::Response post_digest(const http::Request& request, Context& context) {
    return done(context,
                [&](sql::Transaction& tx) { return change_digest(tx, context, request.path_id<SavedSearchId>(0), Digest::wanted); });
}

http::Response post_no_digest(const http::Request& request, Context& context) {
    return done(context,
                [&](sql::Transaction& tx) { return change_digest(tx, context, request.path_id<SavedSearchId>(0), Digest::not_wanted); });
}

http::Response post_seen(const http::Request& request, Context& context) {
    return done(context, [&](sql::Transaction& tx) { return mark_seen(tx, context, request.path_id<SavedSearchId>(0)); });
}

http::Response post_forget(const http::Request& request, Context& context) {
    return done(context, [&](sql::Transaction& tx) { return forget_search(tx, context, request.path_id<SavedSearchId>(0)); });
}

}  // namespace

std::vector<http::Route> saved_search_routes() {
    using enum http::Method;
    constexpr auto own = Permission::hold_application;
    return {{get, "/lowongan/tersimpan", get_saved, own},
            {post, "/lowongan/simpan", post_save, own, http::Rate::write},
            {post, "/lowongan/tersimpan/{id}/kabar", post_digest, own, http::Rate::write},
            {post, "/lowongan/tersimpan/{id}/tanpa-kabar", post_no_digest, own, http::Rate::write},
            {post, "/lowongan/tersimpan/{id}/dilihat", post_seen, own, http::Rate::write},
            {post, "/lowongan/tersimpan/{id}/hapus", post_forget, own, http::Rate::write}};
}

}  // namespace search
