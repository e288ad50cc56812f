#include "modules/office/pages_mark.hpp"

#include "base/text.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

namespace office {

namespace {

constexpr std::string_view mark_field = "terlihat";
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

void refuse_stale(const Context& context, html::FormState& state, const ShownValues& changed) {
    for (const auto& one : changed)
        state.refuse(one.field, fill(one.value.empty() ? context.t("{bagian}: orang lain baru saja mengosongkannya. Yang Anda ketik masih "
                                                                   "ada; simpan lagi bila tetap itu yang benar.")
                                                       : context.t("{bagian}: orang lain baru saja menyimpan “{nilai}”. Yang Anda ketik "
                                                                   "masih ada; simpan lagi bila tetap itu yang benar."),
                                     {{"bagian", one.label}, {"nilai", one.value}}));
}

std::string yes_or_no(const Context& context, bool yes) { return std::string(yes ? context.t("Ya") : context.t("Tidak")); }

}  // namespace office
