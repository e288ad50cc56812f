#include "modules/registration/actions_stock.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/rules_life.hpp"
#include "modules/registration/store_stock.hpp"
#include "platform/audit/audit.hpp"
#include "platform/i18n/language.hpp"

namespace registration {
namespace {

constexpr int blanks_a_batch_max = 5000;
constexpr int batches_shown = 50;
constexpr int open_prints_shown = 300;
constexpr int days_looked_back = 31;

void record_blank(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view verb, std::string details) {
    audit::record(tx, context, {office, verb, "office_office:" + office.text(), std::move(details)});
}

struct Span {
    Instant from;
    Instant to;
};
Span day_at(sql::Transaction& tx, OfficeId office, Date day) {
    const auto zone = zone_of(tx, office);
    return {instant({day, TimeOfDay{}, zone}), instant({day + 1, TimeOfDay{}, zone})};
}

bool is_closed_day(sql::Transaction& tx, OfficeId office, Date day) { return store::closed_day(tx, office, day).has_value(); }

}  // namespace

const std::vector<SpoilReason>& spoil_reasons() {
    static const std::vector<SpoilReason> list = {{"misprinted", msg("Salah cetak")},
                                                  {"jammed", msg("Macet di pencetak")},
                                                  {"torn", msg("Sobek atau basah")},
                                                  {"wrong_data", msg("Data di kartu salah")},
                                                  {"missing", msg("Tidak ditemukan")}};
    return list;
}

Result<int, Refusal> receive_blanks(sql::Transaction& tx, const Context& context, OfficeId office, const BlankBatch& typed) {
    if (!is_staff_of(context.actor, office, Permission::print_card)) return Refusal::not_yours;
    auto batch = typed;
    const auto first = text::clean_line(text::upper(typed.first_serial), 40);
    const auto last = text::clean_line(text::upper(typed.last_serial), 40);
    const auto note = text::clean_line(typed.note, 200);
    if (!first || !last || !note) return Refusal::field_unfit;
    batch.first_serial = *first;
    batch.last_serial = last->empty() ? *first : *last;
    batch.note = *note;
    if (batch.first_serial.empty()) return Refusal::field_missing;
    if (batch.received_on > today_at(tx, context, office)) return Refusal::field_unfit;
    const auto all = serials(batch.first_serial, batch.last_serial, blanks_a_batch_max);
    if (all.empty()) return Refusal::field_unfit;
    batch.blanks = static_cast<int>(all.size());
    // One serial that is known refuses the whole range: the refusal rolls everything back.
    if (!store::add_batch(tx, office, batch, all, context.now, context.actor.audit_name())) return Refusal::blank_serial_used;
    record_blank(tx, context, office, "blank.received", "{\"blanks\":" + std::to_string(batch.blanks) + "}");
    return batch.blanks;
}

std::vector<BlankBatch> blank_batches(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!is_staff_of(context.actor, office, Permission::print_card)) return {};
    return store::batches(tx, office, batches_shown);
}

Result<Done, Refusal> use_blank(sql::Transaction& tx, const Context& context, const Card& card, std::string_view serial) {
    if (serial.empty() || card.training || !store::keeps_stock(tx, card.office)) return Done{};
    const auto today = today_at(tx, context, card.office);
    // Scanned at the printer already.
    if (store::serial_of_last_print(tx, card.id) == text::upper(serial)) return Done{};
    const auto print = store::open_print_of(tx, card.id);
    if (!print || !store::take_blank(tx, card.office, text::upper(serial), {store::BlankUse::issued, print, "", today}, context.now,
                                     context.actor.audit_name()))
        return Refusal::blank_serial_used;
    return Done{};
}

Result<Done, Refusal> issue_blank(sql::Transaction& tx, const Context& context, OfficeId office, std::int64_t print,
                                  std::string_view typed) {
    if (!is_staff_of(context.actor, office, Permission::print_card)) return Refusal::not_yours;
    const auto serial = text::clean_line(text::upper(typed), 40);
    if (!serial) return Refusal::field_unfit;
    if (serial->empty()) return Refusal::blank_serial_missing;
    if (!store::is_print_of(tx, office, print)) return Refusal::no_such_card;
    if (!store::take_blank(tx, office, *serial, {store::BlankUse::issued, print, "", today_at(tx, context, office)}, context.now,
                           context.actor.audit_name()))
        return Refusal::blank_serial_used;
    record_blank(tx, context, office, "blank.issued", "{\"print\":\"" + std::to_string(print) + "\"}");
    return Done{};
}

Result<Done, Refusal> spoil_blank(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view typed,
                                  std::optional<std::int64_t> print, std::string_view reason) {
    if (!is_staff_of(context.actor, office, Permission::print_card)) return Refusal::not_yours;
    const auto serial = text::clean_line(text::upper(typed), 40);
    if (!serial) return Refusal::field_unfit;
    if (serial->empty()) return Refusal::blank_serial_missing;
    if (reason.empty()) return Refusal::reason_missing;
    if (std::ranges::find(spoil_reasons(), reason, &SpoilReason::code) == spoil_reasons().end()) return Refusal::no_such_reason;
    if (print && !store::is_print_of(tx, office, *print)) return Refusal::no_such_card;
    if (!store::take_blank(tx, office, *serial, {store::BlankUse::spoiled, print, std::string(reason), today_at(tx, context, office)},
                           context.now, context.actor.audit_name()))
        return Refusal::blank_serial_used;
    record_blank(tx, context, office, "blank.spoiled", "{\"reason\":\"" + std::string(reason) + "\"}");
    return Done{};
}

BlankDay blank_day(sql::Transaction& tx, const Context& context, OfficeId office, Date day) {
    BlankDay found;
    found.day = day;
    if (!is_staff_of(context.actor, office, Permission::print_card)) return found;
    const auto span = day_at(tx, office, day);
    auto count = store::count_day(tx, office, day, span.from, span.to);
    found.unprinted_spoiled = count.unprinted_spoiled;
    if (const auto closed = store::closed_day(tx, office, day)) {
        count = closed->count;
        found.closed = true;
        found.explanation = closed->explanation;
        found.closed_by = closed->closed_by;
    }
    found.prints = count.prints;
    found.issued = count.issued;
    found.spoiled = count.spoiled;
    found.difference = count.prints - count.issued - count.spoiled;
    found.open = store::open_prints(tx, office, span.from, span.to, open_prints_shown);
    return found;
}

Shelf shelf(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!is_staff_of(context.actor, office, Permission::print_card)) return {};
    return store::shelf(tx, office);
}

std::vector<Date> unclosed_days(sql::Transaction& tx, const Context& context, OfficeId office, Date before) {
    std::vector<Date> days;
    if (!is_staff_of(context.actor, office, Permission::print_card) || !store::keeps_stock(tx, office)) return days;
    const auto zone = zone_of(tx, office);
    for (const auto at :
         store::prints_since(tx, office, instant({before - days_looked_back, TimeOfDay{}, zone}), instant({before, TimeOfDay{}, zone}))) {
        const auto day = at.in(zone).date;
        if ((days.empty() || days.back() != day) && !is_closed_day(tx, office, day)) days.push_back(day);
    }
    return days;
}

Result<Done, Refusal> close_blank_day(sql::Transaction& tx, const Context& context, OfficeId office, Date day, int difference_seen,
                                      std::string_view typed) {
    if (!is_staff_of(context.actor, office, Permission::print_card)) return Refusal::not_yours;
    if (day > today_at(tx, context, office)) return Refusal::field_unfit;
    const auto explanation = text::clean_line(typed, 300);
    if (!explanation) return Refusal::field_unfit;
    if (is_closed_day(tx, office, day)) return Refusal::changed_meanwhile;
    const auto span = day_at(tx, office, day);
    const auto count = store::count_day(tx, office, day, span.from, span.to);
    const int difference = count.prints - count.issued - count.spoiled;
    // Somebody printed or handed over since the page was read.
    if (difference != difference_seen) return Refusal::changed_meanwhile;
    if (difference != 0 && explanation->empty()) return Refusal::reason_missing;
    if (!store::close_day(tx, office, day, count, difference == 0 ? std::string_view() : std::string_view(*explanation), context.now,
                          context.actor.audit_name()))
        return Refusal::changed_meanwhile;
    record_blank(tx, context, office, "blank.day_closed",
                 "{\"day\":\"" + day.iso() + "\",\"prints\":" + std::to_string(count.prints) +
                     ",\"difference\":" + std::to_string(difference) + "}");
    audit::seal_pending(tx);
    audit::sign_heads(tx, context);  // the sheet of the day's end carries where the journal stands now
    return Done{};
}

}  // namespace registration
