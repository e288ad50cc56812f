#include "modules/messages/actions_settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/messages/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace messages {
namespace {

std::vector<Text>& texts() {
    static std::vector<Text> all;
    return all;
}

constexpr crypto::FieldPlace password_place{"messages_lines.mail_password", store::lines_row};
constexpr crypto::FieldPlace secret_place{"messages_lines.gateway_secret", store::lines_row};

std::string_view code(outgoing::MailSecurity security) {
    switch (security) {
        case outgoing::MailSecurity::none: return "none";
        case outgoing::MailSecurity::starttls: return "starttls";
        case outgoing::MailSecurity::tls: return "tls";
    }
    return "";
}

outgoing::MailSecurity parse_security(std::string_view text) {
    if (text == "none") return outgoing::MailSecurity::none;
    if (text == "tls") return outgoing::MailSecurity::tls;
    return outgoing::MailSecurity::starttls;
}

bool is_same(const Wording& a, const Wording& b) { return a.subject == b.subject && a.body == b.body; }

}  // namespace

void use_texts(std::vector<Text> all) { texts() = std::move(all); }
const std::vector<Text>& all_texts() { return texts(); }

const Text* find_text(std::string_view code) {
    const auto found = std::ranges::find(texts(), code, &Text::code);
    return found == texts().end() ? nullptr : &*found;
}

Wording shipped(const Text& text, Language language) {
    return {.subject = std::string(translate(language, text.subject)), .body = std::string(translate(language, text.body))};
}

// --- the lines ---

Lines lines(sql::Transaction& tx, const Context& context) {
    const auto row = store::lines(tx);
    const auto& vault = context.platform.vault;
    return {.mail = {.host = row.mail_host,
                     .port = row.mail_port,
                     .security = parse_security(row.mail_security),
                     .user = row.mail_user,
                     .password = vault.open_sealed(password_place, row.mail_password),
                     .from = row.mail_from},
            .gateway = {.url = row.gateway_url, .secret = vault.open_sealed(secret_place, row.gateway_secret)},
            .version = row.version};
}

Result<Done, LinesFault> save_lines(sql::Transaction& tx, const Context& context, Lines wanted) {
    const auto kept = lines(tx, context);
    if (wanted.has_mail()) {
        if (!outgoing::is_host_name(wanted.mail.host)) return LinesFault{Refusal::host_unfit, "host"};
        if (wanted.mail.port < 1 || wanted.mail.port > 65535) return LinesFault{Refusal::port_unfit, "port"};
        if (!outgoing::is_mail_address(wanted.mail.from)) return LinesFault{Refusal::sender_unfit, "from"};
        // A password is never shown again, and never sent to a server it was not typed for.
        if (wanted.mail.password.empty() && !wanted.mail.user.empty() && wanted.mail.host == kept.mail.host &&
            wanted.mail.user == kept.mail.user)
            wanted.mail.password = kept.mail.password;
    }
    if (wanted.has_gateway()) {
        if (!outgoing::is_webhook_url(wanted.gateway.url)) return LinesFault{Refusal::url_unfit, "url"};
        if (wanted.gateway.secret.empty() && wanted.gateway.url == kept.gateway.url) wanted.gateway.secret = kept.gateway.secret;
        if (wanted.gateway.secret.size() < 16) return LinesFault{Refusal::secret_missing, "secret"};
    }
    const auto& vault = context.platform.vault;
    const store::LinesRow row{.mail_host = wanted.mail.host,
                              .mail_port = wanted.has_mail() ? wanted.mail.port : 587,
                              .mail_security = std::string(code(wanted.mail.security)),
                              .mail_user = wanted.mail.user,
                              .mail_password = vault.seal(password_place, wanted.mail.password),
                              .mail_from = wanted.mail.from,
                              .gateway_url = wanted.gateway.url,
                              .gateway_secret = vault.seal(secret_place, wanted.gateway.secret),
                              .version = wanted.version};
    if (!store::put_lines(tx, row)) return LinesFault{Refusal::changed_meanwhile, "host"};
    const nlohmann::json details{{"mail", wanted.mail.host}, {"gateway", wanted.gateway.url}};
    audit::record(tx, context, {OfficeId{}, "messages.lines_set", "messages_lines:1", details.dump()});
    return Done{};
}

// --- the office's choice ---

OfficeChoice choice_of(sql::Transaction& tx, const Context& context, OfficeId office) {
    OfficeChoice choice;
    const auto found = office::find_office(tx, office);
    if (!found) return choice;
    choice.zone = found->zone;
    const auto today = context.local(found->zone).date;
    const auto value = [&](std::string_view name) { return office::parameter(tx, office, name, today); };
    choice.quiet = {.from = value("messages_quiet_from").number(), .until = value("messages_quiet_until").number()};
    choice.by_gateway = value("messages_by_gateway").is_on();
    choice.by_mail = value("messages_by_mail").is_on();
    choice.mail_first = value("messages_first_by").value == "mail";
    choice.content_days = value("messages_content_days").number();
    return choice;
}

Ways ways_for(const OfficeChoice& choice, const Lines& lines, const Recipient& to) {
    return {.gateway = choice.by_gateway && lines.has_gateway() && Phone::parse(to.phone).has_value(),
            .mail = choice.by_mail && lines.has_mail() && outgoing::is_mail_address(to.email),
            .mail_first = choice.mail_first};
}

// --- the words ---

std::optional<Wording> own_words(sql::Transaction& tx, OfficeId office, std::string_view text, Language language) {
    const auto found = store::find_own_words(tx, office, text, language);
    if (!found) return {};
    return Wording{.subject = found->subject, .body = found->body};
}

std::vector<std::string> changed_texts(sql::Transaction& tx, OfficeId office) {
    std::vector<std::string> codes;
    for (auto& one : store::own_words(tx, office))
        if (std::ranges::find(codes, one.text_code) == codes.end()) codes.push_back(std::move(one.text_code));
    return codes;
}

Result<Done, WordsFault> save_words(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view text,
                                    const Wording& indonesian, const Wording& english) {
    const auto* known = find_text(text);
    if (!known) return WordsFault{{Refusal::no_such_text, ""}, Language::indonesian};
    if (const auto fault = fault_of(*known, indonesian)) return WordsFault{*fault, Language::indonesian};
    if (const auto fault = fault_of(*known, english)) return WordsFault{*fault, Language::english};
    store::remove_own_words(tx, office, text);
    const auto keep = [&](Language language, const Wording& words) {
        if (is_same(words, shipped(*known, language))) return;
        store::put_own_words(tx, office, {std::string(text), language, words.subject, words.body}, context.now);
    };
    keep(Language::indonesian, indonesian);
    keep(Language::english, english);
    audit::record(tx, context, {office, "messages.words_set", "office_office:" + office.text(), nlohmann::json{{"text", text}}.dump()});
    return Done{};
}

void restore_words(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view text) {
    if (store::remove_own_words(tx, office, text) > 0)
        audit::record(tx, context,
                      {office, "messages.words_restored", "office_office:" + office.text(), nlohmann::json{{"text", text}}.dump()});
}

Wording example(sql::Transaction& tx, const Context& context, OfficeId office, const Wording& words, Language language) {
    const auto found = office::find_office(tx, office);
    const auto today = context.local(found ? found->zone : Zone::wib).date;
    const auto link = context.platform.public_url + "/contoh";
    Values values{{"nama", "Sari Wulandari"},
                  {"kantor", found ? found->name : ""},
                  {"telepon_kantor", found ? found->phone : ""},
                  {"tautan", link},
                  {"nomor", "A-023"},
                  {"jam", "09.00"},
                  {"loket", "2"},
                  {"tanggal", long_date(language, today + 1)},
                  {"hari", long_date(language, today + 1)},
                  {"hari_lama", long_date(language, today)},
                  {"mulai", long_date(language, today + 1)},
                  {"sampai", long_date(language, today + 1) + ", 12.00"},
                  {"batas", long_date(language, today + 1) + ", 12.00"},
                  {"nomor_lama", "A-017"},
                  {"kode", "7KQ4"},
                  {"jumlah", "3"},
                  {"tingkat", "1"},
                  {"bernama", "12"},
                  {"undian", link},
                  {"perusahaan", "PT Contoh"},
                  {"sekolah", "SMK Contoh"},
                  {"jabatan", "Juru las"},
                  {"judul", "Juru las"}};
    // What nothing is made up for stands there as its name, in brackets.
    for (const auto& name : names_in(words.subject + " " + words.body))
        if (std::ranges::find(values, name, &Values::value_type::first) == values.end()) values.emplace_back(name, "[" + name + "]");
    return {.subject = filled(words.subject, values), .body = filled(words.body, values)};
}

Result<MessageId, Refusal> send_test(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view address) {
    Recipient to{.name = context.actor.name, .phone = "", .email = "", .language = context.language};
    if (const auto phone = Phone::parse(address))
        to.phone = std::string(phone->reveal());
    else if (outgoing::is_mail_address(address))
        to.email = std::string(address);
    else
        return Refusal::address_unfit;
    const auto id = queue(tx, context,
                          {.office = office,
                           .text = "messages.test",
                           .about = "account:" + context.actor.account.text(),
                           .occasion = std::to_string(ids::next()),
                           .to = std::move(to),
                           .values = {{"jam", ::clock(context.local(choice_of(tx, context, office).zone).time)}},
                           .not_before = {},
                           .holder = "",
                           .haste = Haste::at_once,
                           .not_after = {}});
    audit::record(tx, context, {office, "messages.test_queued", "messages_message:" + id->text(), ""});
    return *id;
}

}  // namespace messages
