#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/messages/actions_outbox.hpp"
#include "modules/messages/actions_settings.hpp"

// What the job does between two looks at the network. Several workers, also of several processes, may do it at once:
// a message is claimed by one guarded statement, for claim_s; who has not said what became of it by then has lost it,
// and it is sent again with the same key.
namespace messages {

constexpr std::int64_t claim_s = 300;

struct Claimed {
    Message message;
    Carrier carrier{Carrier::none};
    std::string claim;
    std::string key;          // the same for this message by this carrier, whoever sends it and however often
    std::string office_name;  // whom it is from
    std::string office_code;
    std::string signature;  // of the mail: office, address, telephone
};
struct Turn {
    std::vector<Claimed> claimed;
    int seen{};  // that were due; 0: nothing is left to do now
};
struct Down {  // lines that did not answer in this round: nobody hammers at them
    bool gateway{};
    bool mail{};
};
Turn claim_due(sql::Transaction& tx, const Context& context, const Lines& lines, const Down& down, int limit);
void settle(sql::Transaction& tx, const Context& context, const Lines& lines, const Claimed& claimed, const outgoing::Answer& answer);
// Claimed but not tried, because its line was found down.
void release(sql::Transaction& tx, const Context& context, const Claimed& claimed);

std::string key_of(const Context& context, MessageId id, Carrier carrier, int round);
// What the gateway says became of it. False: no such key.
enum class Report { delivered, failed };
bool note_report(sql::Transaction& tx, const Context& context, std::string_view key, Report report);

// Contents past their days, everywhere.
void forget_contents(sql::Transaction& tx, const Context& context, OfficeId office);

}  // namespace messages
