#include "modules/messages/actions_carry.hpp"

#include <algorithm>

#include "modules/office/actions.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace messages {
namespace {

constexpr std::int64_t line_down_s = 60;
constexpr std::size_t tag_length = 16;

Instant later(const Context& context, std::int64_t seconds) { return {context.now.seconds + seconds}; }

std::string failure_of(std::string_view code, const outgoing::Answer& answer) {
    return answer.why.empty() ? std::string(code) : std::string(code) + " " + answer.why;
}

bool is_down(const Down& down, Carrier carrier) {
    return (carrier == Carrier::gateway && down.gateway) || (carrier == Carrier::mail && down.mail);
}

std::string signature_of(const office::Office& office) {
    std::string lines = office.name;
    for (const auto& part : {office.address, office.phone, office.website})
        if (!part.empty()) lines += "\n" + part;
    return lines;
}

// One message whose time has come: off to a carrier, to a clerk, to a better hour, or to the end.
std::optional<Claimed> take(sql::Transaction& tx, const Context& context, const Lines& lines, const Down& down, store::Row row) {
    const auto id = row.id;
    if (row.not_after && *row.not_after < context.now) {
        store::give_up(tx, id, context.now, "too_late");
        return {};
    }
    if (!find_text(row.text_code)) {
        store::give_up(tx, id, context.now, "no_text");
        return {};
    }
    const auto choice = choice_of(tx, context, row.office);
    if (row.haste == Haste::by_day) {
        if (const auto until = quiet_until(context.local(choice.zone), choice.quiet)) {
            store::put_off(tx, id, context.now, instant(*until));
            return {};
        }
    }
    const auto to = recipient_of(context, row);
    const auto ways = ways_for(choice, lines, to);
    const bool has_chosen = (row.carrier == Carrier::gateway && ways.gateway) || (row.carrier == Carrier::mail && ways.mail);
    const auto carrier = has_chosen ? row.carrier : carrier_after(Carrier::none, ways);
    if (carrier == Carrier::paper) {
        store::leave_to_people(tx, id, context.now);
        return {};
    }
    if (is_down(down, carrier)) {
        store::put_off(tx, id, context.now, later(context, line_down_s));
        return {};
    }
    const auto claim = std::to_string(ids::next());
    if (!store::claim(tx, id, context.now, carrier, claim, later(context, claim_s))) return {};
    ++row.attempts;
    row.carrier = carrier;
    Claimed claimed{.message = {},
                    .carrier = carrier,
                    .claim = claim,
                    .key = key_of(context, id, carrier, row.round),
                    .office_name = "",
                    .office_code = "",
                    .signature = ""};
    if (const auto office = office::find_office(tx, row.office)) {
        claimed.office_name = office->name;
        claimed.office_code = office->code;
        claimed.signature = signature_of(*office);
    }
    auto words = words_of(tx, context, row, to);
    claimed.message = {.row = std::move(row), .to = to, .words = std::move(words)};
    return claimed;
}

}  // namespace

std::string key_of(const Context& context, MessageId id, Carrier carrier, int round) {
    const auto message = id.text() + "." + std::string(store::code(carrier)) + "." + std::to_string(round);
    return message + "." + context.platform.vault.tag("message key", message).substr(0, tag_length);
}

Turn claim_due(sql::Transaction& tx, const Context& context, const Lines& lines, const Down& down, int limit) {
    Turn turn;
    for (auto& row : store::due(tx, context.now, limit)) {
        ++turn.seen;
        if (auto claimed = take(tx, context, lines, down, std::move(row))) turn.claimed.push_back(std::move(*claimed));
    }
    return turn;
}

void settle(sql::Transaction& tx, const Context& context, const Lines& lines, const Claimed& claimed, const outgoing::Answer& answer) {
    const auto& row = claimed.message.row;
    const auto give_next_a_turn = [&](std::string_view code) {
        const auto ways = ways_for(choice_of(tx, context, row.office), lines, claimed.message.to);
        const auto next = carrier_after(claimed.carrier, ways);
        if (next == Carrier::paper)
            store::mark_failed(tx, row.id, claimed.claim, failure_of(code, answer));
        else
            store::mark_refused(tx, row.id, claimed.claim, next, context.now, failure_of(code, answer));
    };
    switch (answer.outcome) {
        case outgoing::Outcome::accepted: store::mark_sent(tx, row.id, claimed.claim, context.now); return;
        case outgoing::Outcome::refused: give_next_a_turn("refused"); return;
        case outgoing::Outcome::later:
        case outgoing::Outcome::unreachable:
            if (row.attempts >= attempts_max)
                give_next_a_turn("unreachable");
            else
                store::mark_again(tx, row.id, claimed.claim, later(context, wait_s(row.attempts, row.id.value)),
                                  failure_of("unreachable", answer));
            return;
    }
}

void release(sql::Transaction& tx, const Context& context, const Claimed& claimed) {
    store::mark_untried(tx, claimed.message.row.id, claimed.claim, later(context, line_down_s));
}

bool note_report(sql::Transaction& tx, const Context& context, std::string_view key, Report report) {
    const auto id = MessageId::parse(key.substr(0, key.find('.')));
    const auto row = id ? store::find(tx, *id) : std::nullopt;
    // What an earlier round became says nothing about this one.
    if (!row || !crypto::equal_in_constant_time(key, key_of(context, *id, Carrier::gateway, row->round))) return false;
    switch (report) {
        case Report::delivered: store::mark_delivered(tx, *id, Carrier::gateway, context.now); break;
        case Report::failed: {
            const auto ways = ways_for(choice_of(tx, context, row->office), lines(tx, context), recipient_of(context, *row));
            store::mark_undelivered(tx, *id, Carrier::gateway, carrier_after(Carrier::gateway, ways), context.now, "reported");
            break;
        }
    }
    return true;
}

void forget_contents(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto days = choice_of(tx, context, office).content_days;
    const Instant before{context.now.seconds - std::int64_t{days} * 86400};
    store::fail_uncollected(tx, office, before);
    store::wipe(tx, office, before, context.now);
}

}  // namespace messages
