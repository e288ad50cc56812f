#include "modules/messages/pages_pieces.hpp"

#include "base/text.hpp"
#include "modules/messages/pages.hpp"
#include "modules/office/actions.hpp"

namespace messages {

std::optional<office::Office> own_office(sql::Transaction& tx, const Context& context) {
    if (!context.actor.office) return {};
    return office::find_office(tx, context.actor.office);
}

http::Response no_office_of_yours(const Context& context) {
    return http::page(
        html::message_document(context, context.t("Akun ini tidak bekerja untuk sebuah kantor"),
                               context.t("Pesan sebuah kantor dibuka oleh petugas kantornya."), context.t("Ke halaman awal"), "/"),
        404);
}

html::Frame desk_frame(const office::Office& office, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/loket";
    frame.scripts = {"desk"};
    frame.current_path = std::move(path);
    return frame;
}

html::Tone tone_of(State state) {
    switch (state) {
        case State::queued:
        case State::sending: return html::Tone::info;
        case State::sent:
        case State::delivered: return html::Tone::good;
        case State::failed: return html::Tone::danger;
    }
    return html::Tone::info;
}

void write_state(Markup& out, const Context& context, const store::Row& row) {
    if (row.state == State::queued && row.carrier == Carrier::paper)
        html::tag(out, html::Tone::warning, context.t("Perlu Anda sampaikan"));
    else if (row.failure == "withdrawn")
        html::tag(out, html::Tone::info, context.t("Dibatalkan"));
    else
        html::tag(out, tone_of(row.state), context.t(label(row.state)));
}

void write_lines(Markup& out, std::string_view words) {
    bool is_first = true;
    for (const auto& line : text::split(words, '\n')) {
        if (!is_first) out << "<br>"_html;
        is_first = false;
        out << line;
    }
}

std::string when(const Context& context, Instant at, Zone zone) {
    const auto local = at.in(zone);
    return short_date(context.language, local.date) + ", " + clock(local.time);
}

void write_told(Markup& out, const Context& context, sql::Transaction& tx, std::string_view holder, Zone zone) {
    const auto all = told(tx, context, holder);
    if (all.empty()) return;
    html::table_open(out, context.t("Pesan kepada Anda"), {{context.t("Tanggal")}, {context.t("Tentang")}, {context.t("Keadaan")}});
    for (const auto& one : all) {
        out << "<tr><td>"_html << when(context, one.sent_at.value_or(one.queued_at), zone) << "</td><td>"_html << one.subject
            << "</td><td>"_html;
        if (one.state == State::queued || one.state == State::sending)
            out << context.t("Akan disampaikan");
        else if (one.state == State::failed)
            out << context.t("Belum sampai. Tanyakan di loket.");
        else
            out << context.t(label(one.state)) << " · " << context.t(label(one.carrier));
        out << "</td></tr>"_html;
    }
    html::table_close(out);
}

}  // namespace messages
