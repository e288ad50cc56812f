#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/messages/model.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace messages::store {

std::string_view code(State state);
std::string_view code(Carrier carrier);
std::string_view code(Haste haste);

struct Row {
    MessageId id;
    OfficeId office;
    std::string text_code;
    std::string about;
    std::string occasion;
    std::string holder;
    Language language{Language::indonesian};
    std::string recipient;  // sealed; "" once wiped
    std::string filling;    // sealed; "" once wiped
    State state{State::queued};
    Carrier carrier{Carrier::none};
    Haste haste{Haste::by_day};
    int attempts{};
    Instant next_attempt_at;
    std::optional<Instant> not_after;
    std::string failure;
    Instant queued_at;
    std::optional<Instant> sent_at;
    std::optional<Instant> delivered_at;
    std::optional<Instant> wiped_at;
    int round{};
};
// False: queued already.
bool add(sql::Transaction& tx, const Row& row);
int withdraw(sql::Transaction& tx, std::string_view text_code, std::string_view about);
std::optional<Row> find(sql::Transaction& tx, MessageId id);

// --- the job ---

// Whose time has come and whom nobody is sending, oldest first; also those whose sender has fallen silent.
std::vector<Row> due(sql::Transaction& tx, Instant now, int limit);
// Each of these asks again whether it is still due, in the statement that changes it: of two workers one is told yes.
bool claim(sql::Transaction& tx, MessageId id, Instant now, Carrier carrier, std::string_view claim, Instant until);
bool put_off(sql::Transaction& tx, MessageId id, Instant now, Instant until);
bool leave_to_people(sql::Transaction& tx, MessageId id, Instant now);
bool give_up(sql::Transaction& tx, MessageId id, Instant now, std::string_view failure);

// What became of it; nothing when the claim went to somebody else meanwhile.
bool mark_sent(sql::Transaction& tx, MessageId id, std::string_view claim, Instant at);
bool mark_again(sql::Transaction& tx, MessageId id, std::string_view claim, Instant next, std::string_view failure);
bool mark_untried(sql::Transaction& tx, MessageId id, std::string_view claim, Instant next);  // the line was down: no try of its own
bool mark_refused(sql::Transaction& tx, MessageId id, std::string_view claim, Carrier next, Instant now, std::string_view failure);
bool mark_failed(sql::Transaction& tx, MessageId id, std::string_view claim, std::string_view failure);

bool mark_delivered(sql::Transaction& tx, MessageId id, Carrier carrier, Instant at);
bool mark_undelivered(sql::Transaction& tx, MessageId id, Carrier carrier, Carrier next, Instant now, std::string_view failure);

// --- people ---

bool retry(sql::Transaction& tx, MessageId id, Instant now);
bool mark_told(sql::Transaction& tx, MessageId id, Carrier carrier, Instant at);

struct Count {
    State state;
    bool waits_for_people{};
    int messages{};
};
std::vector<Count> counts(sql::Transaction& tx, OfficeId office);
enum class Shelf { for_people, waiting, sent, delivered, failed, all };
// Newest first, those for people oldest first; `after`: the last id of the page before, 0 = from the start.
std::vector<Row> shelf(sql::Transaction& tx, OfficeId office, Shelf shelf, MessageId after, int limit);
std::vector<Row> of_holder(sql::Transaction& tx, std::string_view holder, int limit);

// --- forgetting ---

int fail_uncollected(sql::Transaction& tx, OfficeId office, Instant queued_before);
int wipe(sql::Transaction& tx, OfficeId office, Instant queued_before, Instant now);

// --- words and lines ---

struct OwnWords {
    std::string text_code;
    Language language{Language::indonesian};
    std::string subject;
    std::string body;
};
std::vector<OwnWords> own_words(sql::Transaction& tx, OfficeId office);
std::optional<OwnWords> find_own_words(sql::Transaction& tx, OfficeId office, std::string_view text_code, Language language);
void put_own_words(sql::Transaction& tx, OfficeId office, const OwnWords& words, Instant at);
int remove_own_words(sql::Transaction& tx, OfficeId office, std::string_view text_code);

struct LinesRow {
    std::string mail_host;
    int mail_port{587};
    std::string mail_security{"starttls"};
    std::string mail_user;
    std::string mail_password;  // sealed
    std::string mail_from;
    std::string gateway_url;
    std::string gateway_secret;  // sealed
    int version{};
};
constexpr std::int64_t lines_row = 1;
LinesRow lines(sql::Transaction& tx);
bool put_lines(sql::Transaction& tx, const LinesRow& row);  // false: saved by somebody else meanwhile

}  // namespace messages::store
