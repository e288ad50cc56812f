#include "modules/messages/store.hpp"

namespace messages::store {

std::string_view code(State state) {
    switch (state) {
        case State::queued: return "queued";
        case State::sending: return "sending";
        case State::sent: return "sent";
        case State::delivered: return "delivered";
        case State::failed: return "failed";
    }
    return "";
}

std::string_view code(Carrier carrier) {
    switch (carrier) {
        case Carrier::none: return "";
        case Carrier::gateway: return "gateway";
        case Carrier::mail: return "mail";
        case Carrier::paper: return "paper";
        case Carrier::by_hand: return "by_hand";
    }
    return "";
}

bool add(sql::Transaction& tx, const Row& row) {
    return tx
        .try_run("insert into messages_message (id, office_id, text_code, about, occasion, holder, language, recipient,"
                 " filling, state, carrier, attempts, next_attempt_at, claim, claimed_until, failure, queued_at)"
                 " values (:id, :office, :text, :about, :occasion, :holder, :language, :recipient, :filling, 'queued',"
                 " '', 0, :next, '', 0, '', :queued)",
                 {{"id", row.id},
                  {"office", row.office},
                  {"text", row.text_code},
                  {"about", row.about},
                  {"occasion", row.occasion},
                  {"holder", row.holder},
                  {"language", ::code(row.language)},
                  {"recipient", row.recipient},
                  {"filling", row.filling},
                  {"next", row.next_attempt_at},
                  {"queued", row.queued_at}})
        .has_value();
}

int withdraw(sql::Transaction& tx, std::string_view text_code, std::string_view about) {
    return tx.run("update messages_message set state = 'failed', failure = 'withdrawn'"
                  " where text_code = :text and about = :about and state = 'queued'",
                  {{"text", text_code}, {"about", about}});
}

}  // namespace messages::store
