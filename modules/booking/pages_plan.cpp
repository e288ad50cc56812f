#include "modules/booking/pages_plan.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "platform/i18n/language.hpp"

namespace booking {

namespace {

constexpr std::size_t rows_shown_max = 1000;

bool fits(const ChangePreview::Person& person, std::string_view searched) {
    if (searched.empty()) return true;
    const auto key = text::name_key(searched);
    return person.ticket.label().find(text::upper(searched)) != std::string::npos || std::to_string(person.ticket.number) == searched ||
           text::name_key(person.ticket.holder_name).find(key) != std::string::npos;
}

std::string why_kept(const Context& context, const ChangePreview::Person& person) {
    if (!person.keeps) return {};
    switch (*person.keeps) {
        case KeepRule::is_here: return std::string(context.t("Sudah datang"));
        case KeepRule::early_number: return std::string(context.t("Nomor lebih awal"));
        case KeepRule::is_protected: break;
    }
    switch (person.protection) {
        case Protection::lane: return std::string(context.t("Didahulukan: lansia atau kebutuhan khusus"));
        case Protection::moved_before: return std::string(context.t("Didahulukan: pernah dipindah"));
        case Protection::traveller: return std::string(context.t("Didahulukan: datang dari luar daerah"));
        case Protection::none: return {};
    }
    return {};
}

std::string why_there(const Context& context, const ChangePreview::Person& person) {
    if (!person.moves) return {};
    switch (*person.moves) {
        case MoveRule::same_part: return std::string(context.t("Waktu yang sama dalam sehari"));
        case MoveRule::other_part: return std::string(context.t("Waktu lain dalam sehari"));
    }
    return {};
}

void write_people(Markup& out, const Context& context, std::string_view caption, const std::vector<ChangePreview::Person>& people,
                  std::string_view searched) {
    const bool moves = !people.empty() && people.front().moves;
    std::vector<html::Column> columns{{context.t("Nomor"), true}, {context.t("Nama")}, {context.t("Hari")}};
    if (moves) {
        columns.push_back({context.t("Hari baru")});
        columns.push_back({context.t("Nomor baru"), true});
    }
    columns.push_back({context.t("Aturan")});
    html::table_open(out, caption, columns);
    std::size_t shown = 0;
    for (const auto& one : people) {
        if (!fits(one, searched)) continue;
        if (++shown > rows_shown_max) break;
        out << "<tr><th scope=\"row\" class=\"num\">"_html << one.ticket.label() << "</th><td>"_html << one.ticket.holder_name
            << "</td><td>"_html << day_and_date(context.language, one.date) << "</td>"_html;
        if (moves) {
            out << "<td>"_html << day_and_date(context.language, one.new_date) << ", "_html << clock(one.opens)
                << "</td><td class=\"num\">"_html << one.new_label() << "</td><td>"_html << why_there(context, one);
        } else {
            out << "<td>"_html << (one.keeps ? why_kept(context, one) : std::string(context.t("Belum ada tempat, didahulukan")));
        }
        out << "</td></tr>"_html;
    }
    html::table_close(out);
    if (shown > rows_shown_max)
        out << "<p class=\"muted\">"_html
            << fill(context.t("{jumlah} baris pertama. Cari nama atau nomor untuk yang lain."),
                    {{"jumlah", number(static_cast<std::int64_t>(rows_shown_max))}})
            << "</p>"_html;
    if (shown == 0) out << "<p class=\"muted\">"_html << context.t("Tidak ada yang cocok di daftar ini.") << "</p>"_html;
}

void figure(Markup& out, std::string_view label, std::size_t count) {
    out << "<div><dt>"_html << label << "</dt><dd>"_html << number(static_cast<std::int64_t>(count)) << "</dd></div>"_html;
}

}  // namespace

void write_plan(Markup& out, const Context& context, const ChangePreview& plan, Zone zone, const PlanForm& form) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Yang akan terjadi") << "</h2><dl class=\"figures\">"_html;
    figure(out, context.t("Tetap"), plan.keeps.size());
    figure(out, context.t("Pindah"), plan.moves.size());
    figure(out, context.t("Belum dapat tempat"), plan.unplaced.size());
    out << "</dl>"_html;
    if (!plan.moves.empty()) {
        out << "<p>"_html
            << fill(context.t("Setiap orang yang dipindah mendapat satu pesan dan dapat menjawab sampai {sampai}. Tanpa jawaban, tempat "
                              "barunya tetap. Yang belum tahu dan tetap datang: {cadangan} tempat cadangan."),
                    {{"sampai", date_and_clock(context.language, plan.answer_until.in(zone))}, {"cadangan", std::to_string(plan.reserve)}})
            << "</p>"_html;
    }
    if (plan.school_places > 0)
        out << "<p>"_html
            << fill(context.t("Sekolah melepas {n} tempat yang belum bernama; mereka diberi tahu."), {{"n", number(plan.school_places)}})
            << "</p>"_html;
    if (!plan.unplaced.empty())
        html::notice(out, html::Tone::warning, context.t("Tidak semua dapat tempat"),
                     context.t("Nomor mereka tetap tercatat, dan mereka didahulukan begitu ada tempat kosong."));
    html::form_open(out, context, form.apply_path);
    for (const auto& [field, value] : form.fields) html::hidden(out, field, value);
    html::hidden(out, "rencana", plan.plan);
    out << "<div class=\"no-print\">"_html;
    html::button(out, context.t("Terapkan"), html::ButtonKind::primary, "Ctrl+Enter");
    html::link_button(out, context.t("Tidak jadi"), form.back, html::ButtonKind::secondary);
    out << "<button type=\"button\" class=\"button button--secondary\" hidden data-print data-key=\"F2\">"_html << context.t("Cetak")
        << "<kbd>F2</kbd></button></div>"_html;
    html::form_close(out);
    out << "</section>"_html;

    if (plan.keeps.size() + plan.moves.size() + plan.unplaced.size() == 0) return;
    out << "<div class=\"no-print\">"_html;
    html::form_open(out, context, form.preview_path);
    for (const auto& [field, value] : form.fields) html::hidden(out, field, value);
    html::text_field(out, context, {.name = "cari", .label = context.t("Cari nama atau nomor"), .value = form.search, .width = 20});
    html::button(out, context.t("Cari"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</div>"_html;
    if (!plan.moves.empty()) write_people(out, context, context.t("Yang pindah"), plan.moves, form.search);
    if (!plan.unplaced.empty()) write_people(out, context, context.t("Yang belum dapat tempat"), plan.unplaced, form.search);
    if (!plan.keeps.empty()) write_people(out, context, context.t("Yang tetap"), plan.keeps, form.search);
}

std::vector<int> typed_numbers(std::string_view typed) {
    std::vector<int> numbers;
    for (const char* at = typed.data(); at < typed.data() + typed.size();) {
        int value = 0;
        const auto [end, error] = std::from_chars(at, typed.data() + typed.size(), value);
        if (error == std::errc{} && value > 0) numbers.push_back(value);
        at = end == at ? at + 1 : end;
    }
    return numbers;
}

std::string masked_name(std::string_view name) {
    const auto first = first_name(name);
    std::string masked(first);
    if (first.size() < name.size()) {
        const auto rest = name.substr(first.size() + 1);
        // The whole first letter, however many bytes it has.
        std::size_t length = 1;
        while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) ++length;
        if (!rest.empty()) masked += " " + std::string(rest.substr(0, length)) + ".";
    }
    return masked;
}

std::string_view word_of(MoveAnswer answer) {
    switch (answer) {
        case MoveAnswer::none: return msg("Belum menjawab");
        case MoveAnswer::accepted: return msg("Setuju");
        case MoveAnswer::chose_again: return msg("Memilih hari lain");
        case MoveAnswer::waits: return msg("Menunggu tempat lebih awal");
        case MoveAnswer::came_anyway: return msg("Datang pada hari lama");
    }
    return {};
}

}  // namespace booking
