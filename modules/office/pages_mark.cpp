#include "modules/office/pages_mark.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

namespace office {

namespace {

constexpr std::string_view mark_field = "terlihat";
constexpr std::string_view day_field = "terlihat-hari";
constexpr std::size_t mark_length = 8;

std::string mark_of(const ShownValue& one) { return crypto::sha256_hex(one.field + "\n" + one.value).substr(0, mark_length); }

}  // namespace

void write_mark(Markup& out, const ShownValues& now) {
    std::vector<std::string> marks;
    for (const auto& one : now) marks.push_back(mark_of(one));
    html::hidden(out, mark_field, text::join(marks, "."));
}

ShownValues changed_since(const http::Fields& typed, const ShownValues& now) {
    ShownValues changed;
    if (!typed.has(mark_field)) return changed;
    const auto marks = text::split(typed.text(mark_field), '.');
    for (std::size_t at = 0; at < now.size(); ++at)
        if (at >= marks.size() || marks[at] != mark_of(now[at])) changed.push_back(now[at]);
    // A row that somebody took away has no value any more; what follows it moved up and differs, unless it was the last.
    if (changed.empty() && marks.size() > now.size() && !now.empty()) changed.push_back(now.back());
    return changed;
}

void write_day_marks(Markup& out, const std::vector<ShownDay>& days) {
    std::vector<std::string> marks;
    for (const auto& one : days) marks.push_back(one.date.iso() + "=" + mark_of({one.date.iso(), "", one.value}));
    html::hidden(out, day_field, text::join(marks, "."));
}

std::optional<ShownValue> changed_day(const Context& context, const http::Fields& typed, Date date, const std::vector<ShownDay>& now) {
    if (!typed.has(day_field)) return {};
    const auto found = std::ranges::find(now, date, &ShownDay::date);
    const auto mark = found == now.end() ? std::string() : date.iso() + "=" + mark_of({date.iso(), "", found->value});
    std::string shown;
    for (auto& one : text::split(typed.text(day_field), '.'))
        if (one.starts_with(date.iso())) shown = std::move(one);
    if (shown == mark) return {};
    return ShownValue{"tanggal", long_date(context.language, date), found == now.end() ? std::string() : found->value};
}

void refuse_stale(const Context& context, html::FormState& state, const ShownValues& changed) {
    for (const auto& one : changed)
        state.refuse(one.field, fill(one.value.empty() ? context.t("{bagian}: orang lain baru saja mengosongkannya. Yang Anda ketik masih "
                                                                   "ada; simpan lagi bila tetap itu yang benar.")
                                                       : context.t("{bagian}: orang lain baru saja menyimpan “{nilai}”. Yang Anda ketik "
                                                                   "masih ada; simpan lagi bila tetap itu yang benar."),
                                     {{"bagian", one.label}, {"nilai", one.value}}));
}

void refuse_stale_file(const Context& context, html::FormState& state, const std::string& field, const ShownValues& changed) {
    constexpr std::size_t named_max = 10;
    state.refuse(field, context.t("Tidak ada yang disimpan: orang lain baru saja mengubah hari yang ada dalam berkas. Periksa "
                                  "daftarnya; bila berkas Anda yang benar, pilih lagi dan impor sekali lagi."));
    for (std::size_t at = 0; at < std::min(changed.size(), named_max); ++at)
        state.refuse(field, changed[at].value.empty() ? fill(context.t("{hari}: dihapus"), {{"hari", changed[at].label}})
                                                      : fill(context.t("{hari}: sekarang “{nilai}”"),
                                                             {{"hari", changed[at].label}, {"nilai", changed[at].value}}));
    if (changed.size() > named_max)
        state.refuse(field, fill(context.t("hari lain yang berubah: {banyak}"), {{"banyak", std::to_string(changed.size() - named_max)}}));
}

std::string yes_or_no(const Context& context, bool yes) { return std::string(yes ? context.t("Ya") : context.t("Tidak")); }

}  // namespace office
