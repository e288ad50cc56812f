#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "app/modules.hpp"
#include "base/text.hpp"
#include "modules/booking/ballot.hpp"
#include "modules/identity/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions_import.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/kept_head.hpp"
#include "platform/sql/migrations.hpp"

namespace commands {

int migrate(const Config& config) {
    const auto open = open_installation(config, Folder::made_if_missing);
    const auto names = sql::migrate(*open.database);
    for (const auto& name : names) std::printf("%s\n", name.c_str());
    if (names.empty()) std::printf("nothing to do\n");
    return done;
}

int check(const Config& config) {
    const auto open = open_installation(config, Folder::must_exist);
    std::vector<std::string> faults;
    for (const auto& name : sql::pending(*open.database)) faults.push_back("migration " + name + " is not applied");
    if (faults.empty()) {
        for (const auto& invariant : invariants()) {
            std::vector<std::string> found;
            open.database->read([&](sql::Transaction& tx) { invariant.prove(tx, found); });
            std::printf("%s: %s\n", std::string(invariant.name).c_str(), found.empty() ? "holds" : "BROKEN");
            for (auto& one : found) faults.push_back(std::string(invariant.name) + ": " + one);
        }
    }
    for (const auto& fault : faults) std::fprintf(stderr, "%s\n", fault.c_str());
    std::printf("%zu problems\n", faults.size());
    return faults.empty() ? done : answer_is_no;
}

std::string all_of(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

int verify_audit(const Config& config, const std::string& kept_heads) {
    std::string heads;
    if (kept_heads == "-")
        heads = all_of(std::cin);
    else if (!kept_heads.empty()) {
        std::ifstream file(kept_heads, std::ios::binary);
        if (!file) throw std::runtime_error("cannot read " + kept_heads);
        heads = all_of(file);
    }
    if (!kept_heads.empty() && text::trim(heads).empty()) throw std::runtime_error("no head in " + kept_heads);
    const auto open = open_installation(config, Folder::must_exist);
    const auto report = audit::verify(*open.database, *open.vault, heads);
    for (const auto& fault : report.faults) std::fprintf(stderr, "%s\n", fault.c_str());
    std::printf("%lld entries, %lld not sealed yet, %zu faults\n", static_cast<long long>(report.entries),
                static_cast<long long>(report.unsealed), report.faults.size());
    return report.faults.empty() ? done : answer_is_no;
}

// Signed now where the chain has grown since: what is printed is where the journal ends.
int audit_head(const Config& config) {
    const auto open = open_installation(config, Folder::must_exist);
    const auto context = open.as_system();
    std::string lines;
    open.database->write([&](sql::Transaction& tx) {
        lines.clear();
        while (audit::seal_pending(tx) > 0) {
        }
        audit::sign_heads(tx, context);
        for (const auto& office : office::offices(tx))
            if (const auto line = audit::newest_head(tx, office.id); !line.empty()) lines += line + "\n";
        if (const auto line = audit::newest_head(tx, {}); !line.empty()) lines += line + "\n";
    });
    std::printf("%s", lines.c_str());
    return done;
}

int verify_card(const Config& config) {
    std::string text;
    std::getline(std::cin, text);
    const auto open = open_installation(config, Folder::must_exist);
    const auto answer = ::verify_card(open.as_system(), text);
    std::printf("%s\n", answer.line.c_str());
    return answer.valid ? done : answer_is_no;
}

// Needs no data folder: whoever has the published file can run it.
int verify_ballot(const std::string& file, const std::string& commitment) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in && bytes.empty()) throw std::runtime_error("cannot read " + file);
    const auto found = booking::verify_ballot(bytes, commitment);
    std::printf("%s\n", found.line.c_str());
    return found.holds ? done : answer_is_no;
}

int rotate_card_key(const Config& config) {
    const auto vault = crypto::Vault::open(config.data + "/keys");
    vault->rotate_card_key();
    std::printf("new card key %s; earlier cards stay valid; restart the server to sign with it\n", vault->card_key_id().c_str());
    return done;
}

// The last resort: nobody is left who can sign in as administrator, but somebody still holds the machine.
int setup_link(const Config& config) {
    const auto open = open_installation(config, Folder::must_exist);
    const auto context = open.as_system();
    const auto link = open.database->write([&](sql::Transaction& tx) { return identity::setup_link(tx, context); });
    std::printf("%s\n", link.c_str());
    return done;
}

int import(const Config& config, const std::string& kind, const std::string& file, const std::string& office_code, bool dry_run) {
    const auto all = importers();
    for (const auto& importer : all) {
        if (importer.kind != kind) continue;
        std::ifstream stream(file, std::ios::binary);
        if (!stream) throw std::runtime_error("cannot read " + file);
        const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        const auto open = open_installation(config, Folder::must_exist);
        open.database->read([](sql::Transaction& tx) { reference::use_additions(tx); });
        const auto report = importer.run(open.as_system(), {bytes, office_code, dry_run});
        for (const auto& fault : report.faults) std::fprintf(stderr, "%s\n", fault.c_str());
        for (const auto& note : report.notes) std::printf("%s\n", note.c_str());
        std::printf("%d read, %d added, %d unchanged, %zu problems%s\n", report.read, report.added, report.unchanged, report.faults.size(),
                    dry_run ? " (dry run: nothing was written)" : "");
        return report.faults.empty() ? done : answer_is_no;
    }
    std::string known;
    for (const auto& importer : all) known += (known.empty() ? "" : ", ") + std::string(importer.kind);
    std::fprintf(stderr, "import: unknown kind %s; known: %s\n", kind.c_str(), known.empty() ? "none yet" : known.c_str());
    return wrong_usage;
}

}  // namespace commands
