#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"

// What leaves the program over the network: mail to one server, JSON to one address, both named by the operator.
// See README.md for limits and for what is refused.
namespace outgoing {

enum class Outcome {
    accepted,     // the other side has it
    refused,      // it will never take this one: unknown mailbox, malformed number
    later,        // an answer, and it says "not now": this one again, with the same key
    unreachable,  // the line is down, or nobody knows whether it arrived: the same again, with the same key
};
struct Answer {
    Outcome outcome{Outcome::unreachable};
    std::string why;  // technical and short, for the operator: "smtp 550", "timeout"; never an address of a person
};

enum class MailSecurity { none, starttls, tls };
struct MailServer {
    std::string host;
    int port{587};
    MailSecurity security{MailSecurity::starttls};
    std::string user;  // empty: no sign-in
    std::string password;
    std::string from;  // "antrean@disnaker.example.go.id"
};
struct Mail {
    std::string to;
    std::string to_name;
    std::string from_name;
    std::string subject;
    std::string text;        // UTF-8, lines ended by \n
    std::string message_id;  // without brackets; the same when the same mail is sent again
    Instant date;
};
Answer send(const MailServer& server, const Mail& mail);
std::string rfc5322(const MailServer& server, const Mail& mail);  // what is sent

struct Webhook {
    std::string url;     // https; http on loopback only
    std::string secret;  // shared with the receiver: HMAC-SHA-256 over "<seconds>.<body>"
};
// POST of `json` with Idempotency-Key, X-AntarKerja-Timestamp and X-AntarKerja-Signature.
Answer post(const Webhook& hook, std::string_view json, std::string_view idempotency_key, Instant now);

// "sha256=<hex>", for both directions.
std::string signature(std::string_view secret, std::string_view timestamp, std::string_view body);

// One mailbox: no blanks, brackets, line ends or second @; a name with a dot behind it.
bool is_mail_address(std::string_view text);
// What may be saved as a webhook's address, and a mail server's name.
bool is_webhook_url(std::string_view text);
bool is_host_name(std::string_view text);

}  // namespace outgoing
