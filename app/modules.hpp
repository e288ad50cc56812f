#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/messages/model.hpp"
#include "platform/http/http.hpp"
#include "platform/http/server.hpp"
#include "platform/sql/sql.hpp"

// The table of contents of the product. If it is not here, it does not exist.
std::vector<http::Module> all_modules();

// What the modules tell people outside, as shipped.
std::vector<messages::Text> message_texts();

// Who a request comes from: an account, an applicant, or nobody we know.
Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now);

// What must always be true of the stored data; `antarkerja check` runs them all. One clear line per fault.
struct Invariant {
    std::string_view name;
    void (*prove)(sql::Transaction& tx, std::vector<std::string>& faults);
};
std::vector<Invariant> invariants();

// Fills an empty folder with the demonstration, in this order; deterministic for a date.
struct DemoStep {
    std::string_view name;
    void (*fill)(const Context& context);
};
std::vector<DemoStep> demo_steps();

// `antarkerja import KIND FILE`.
struct ImportReport {
    int read{};
    int added{};
    int unchanged{};
    std::vector<std::string> faults;  // one clear line each, with the line of the file
    std::vector<std::string> notes;   // what was done besides, and where a person goes on
};
struct Import {
    std::string_view bytes;
    std::string_view office_code;  // "" = none given
    bool dry_run{};
};
struct Importer {
    std::string_view kind;
    ImportReport (*run)(const Context& context, const Import& import);
};
std::vector<Importer> importers();

// Lines to print once the first start is done: the set-up link while it is unused.
std::vector<std::string> first_steps(const Context& context);

// `antarkerja verify-card`: what the QR's text says.
struct CardAnswer {
    bool valid{};
    std::string line;  // "valid: …", "expired: …"
};
CardAnswer verify_card(const Context& context, std::string_view qr_text);
