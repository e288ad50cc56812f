#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/messages/actions.hpp"
#include "modules/messages/rules.hpp"
#include "platform/outgoing/outgoing.hpp"

// The lines out of the house, set by the installation's administrator, and the words, set by the office's manager.
namespace messages {

struct Lines {
    outgoing::MailServer mail;  // host empty: no mail
    outgoing::Webhook gateway;  // url empty: no gateway
    int version{};

    bool has_mail() const { return !mail.host.empty(); }
    bool has_gateway() const { return !gateway.url.empty(); }
};
Lines lines(sql::Transaction& tx, const Context& context);
struct LinesFault {
    Refusal why;
    std::string_view field;  // of the form: host, port, from, url, secret
};
// An empty password or secret keeps the one that is kept, as long as server or address stay the same.
Result<Done, LinesFault> save_lines(sql::Transaction& tx, const Context& context, Lines lines);

// What an office decided, in force now.
struct OfficeChoice {
    Zone zone{Zone::wib};
    QuietHours quiet;
    bool by_gateway{true};
    bool by_mail{true};
    bool mail_first{};
    int content_days{30};
};
OfficeChoice choice_of(sql::Transaction& tx, const Context& context, OfficeId office);
Ways ways_for(const OfficeChoice& choice, const Lines& lines, const Recipient& to);

const std::vector<Text>& all_texts();
const Text* find_text(std::string_view code);
Wording shipped(const Text& text, Language language);
// The office's own words, where it has some.
std::optional<Wording> own_words(sql::Transaction& tx, OfficeId office, std::string_view text, Language language);
std::vector<std::string> changed_texts(sql::Transaction& tx, OfficeId office);  // codes
struct WordsFault {
    WordingFault fault;
    Language language{Language::indonesian};
};
// Both languages at once: nobody reads half of a change. Words like the shipped ones are not kept as the office's own.
Result<Done, WordsFault> save_words(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view text,
                                    const Wording& indonesian, const Wording& english);
void restore_words(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view text);
// With made-up values, as a person would read it.
Wording example(sql::Transaction& tx, const Context& context, OfficeId office, const Wording& words, Language language);

// To an address that the manager types: a mail address or a telephone number.
Result<MessageId, Refusal> send_test(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view address);

}  // namespace messages
