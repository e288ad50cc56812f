#include "modules/messages/jobs.hpp"

#include <nlohmann/json.hpp>

#include "base/phone.hpp"
#include "modules/office/actions.hpp"
#include "platform/clock/lapse.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/sql/sql.hpp"

namespace messages {
namespace {

constexpr int claimed_together = 5;  // five times the longest exchange is well below claim_s
constexpr int messages_a_round = 500;
constexpr int carry_every_s = 2;
constexpr int forget_every_s = 3600;

outgoing::Answer carry_one(const Context& context, Outlet& outlet, const Lines& lines, const Claimed& claimed) {
    const auto& message = claimed.message;
    if (claimed.carrier == Carrier::mail) {
        const auto host = lines.mail.from.substr(lines.mail.from.find('@') + 1);
        const auto note = translate(message.row.language, "Pesan ini dikirim otomatis. Anda tidak perlu membalasnya.");
        return outlet.mail(lines.mail, {.to = message.to.email,
                                        .to_name = message.to.name,
                                        .from_name = claimed.office_name,
                                        .subject = message.words.subject,
                                        .text = message.words.body + "\n\n-- \n" + claimed.signature + "\n" + std::string(note) + "\n",
                                        .message_id = claimed.key + "@" + host,
                                        .date = message.row.queued_at});
    }
    const auto phone = Phone::parse(message.to.phone);
    if (!phone) return {outgoing::Outcome::refused, "no telephone"};
    const nlohmann::json body{{"id", claimed.key},
                              {"to", std::string(phone->reveal())},
                              {"name", message.to.name},
                              {"subject", message.words.subject},
                              {"text", message.words.body},
                              {"language", code(message.row.language)},
                              {"kind", message.row.text_code},
                              {"office", claimed.office_code},
                              {"report_to", context.platform.public_url + "/api/v1/messages/reports"}};
    return outlet.gateway(lines.gateway, body.dump(), claimed.key, context.now);
}

void count(Carrier carrier, outgoing::Outcome outcome) {
    const auto word = [&]() -> std::string {
        switch (outcome) {
            case outgoing::Outcome::accepted: return "accepted";
            case outgoing::Outcome::refused: return "refused";
            case outgoing::Outcome::later: return "later";
            case outgoing::Outcome::unreachable: return "unreachable";
        }
        return "";
    }();
    metrics::counter("antarkerja_messages_total", "Messages given to a carrier, by answer",
                     {{"carrier", carrier == Carrier::mail ? "mail" : "gateway"}, {"answer", word}})
        .add();
}

void carry_now(Context& context) { carry(context, network(), messages_a_round); }

}  // namespace

int carry(Context& context, Outlet& outlet, int messages_max) {
    auto& database = context.platform.database;
    const auto wires = database.read([&](sql::Transaction& tx) { return lines(tx, context); });
    Down down;
    int taken = 0;
    // A round may take longer than a claim lasts: each claim counts from its own moment, not from the round's first.
    const auto began_at = context.now;
    const Lapse lapse;
    for (int seen = 0; seen < messages_max;) {
        context.now = {began_at.seconds + lapse.seconds()};
        const auto turn = database.write([&](sql::Transaction& tx) { return claim_due(tx, context, wires, down, claimed_together); });
        if (turn.seen == 0) break;
        seen += turn.seen;
        for (const auto& claimed : turn.claimed) {
            auto& is_down = claimed.carrier == Carrier::mail ? down.mail : down.gateway;
            if (is_down) {
                database.write([&](sql::Transaction& tx) { release(tx, context, claimed); });
                continue;
            }
            const auto answer = carry_one(context, outlet, wires, claimed);
            database.write([&](sql::Transaction& tx) { settle(tx, context, wires, claimed, answer); });
            count(claimed.carrier, answer.outcome);
            taken += answer.outcome == outgoing::Outcome::accepted ? 1 : 0;
            if (answer.outcome == outgoing::Outcome::unreachable) {
                is_down = true;
                log_line::warning("message_line_down", {{"carrier", store::code(claimed.carrier)}, {"why", answer.why}});
            }
        }
    }
    return taken;
}

void forget(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& office : offices)
        context.platform.database.write([&](sql::Transaction& tx) { forget_contents(tx, context, office.id); });
}

std::vector<http::Job> jobs() { return {{"messages.carry", carry_every_s, carry_now}, {"messages.forget", forget_every_s, forget}}; }

}  // namespace messages
