#include <charconv>
#include <map>
#include <set>

#include "base/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/chain.hpp"
#include "platform/audit/kept_head.hpp"
#include "platform/crypto/vault.hpp"

namespace audit {
namespace {

constexpr int rows_at_once = 5000;
constexpr std::size_t most_faults = 200;

// "01234567-89abcdef-…" as paper shows it.
std::string without_groups(std::string hash) {
    std::erase(hash, '-');
    return hash;
}

std::string in_groups(std::string_view hash) {
    constexpr std::size_t group = 8;
    std::string grouped;
    for (std::size_t at = 0; at < hash.size(); at += group) grouped += (at == 0 ? "" : "-") + std::string(hash.substr(at, group));
    return grouped;
}

struct Verifier {
    sql::Transaction& tx;
    const crypto::Vault* vault;
    Report& report;
    std::map<std::int64_t, std::vector<SignedHead>> signed_heads{};

    void fault(std::int64_t office, const std::string& what) {
        if (report.faults.size() < most_faults)
            report.faults.push_back((office ? "office " + std::to_string(office) : std::string("installation")) + ": " + what);
    }

    void add(const SignedHead& head, const std::string& origin) {
        const auto signature = text::from_base64url(head.signature);
        if (vault && (!signature || !vault->verify_audit_head(signed_text(head), *signature)))
            fault(head.office, origin + " at entry " + std::to_string(head.sequence) + " does not carry this installation's signature");
        signed_heads[head.office].push_back(head);
    }

    void check_office(std::int64_t office) {
        std::map<std::int64_t, std::string> expected;  // by sequence, what a signed head says
        for (const auto& head : signed_heads[office]) {
            if (const auto [place, is_new] = expected.emplace(head.sequence, head.hash); !is_new && place->second != head.hash)
                fault(office, "two signed heads at entry " + std::to_string(head.sequence) + " differ");
        }
        Head last{.sequence = 0, .hash = std::string(hash_before_the_first)};
        std::int64_t after = 0;
        for (;;) {
            const auto rows = tx.all("select " + std::string(link_columns) +
                                         " from audit_entry where office_id = :office and sequence > :after"
                                         " order by sequence limit :most",
                                     {{"office", office}, {"after", after}, {"most", rows_at_once}});
            if (rows.empty()) break;
            for (const auto& row : rows) {
                const auto link = link_of(row);
                const auto name = "entry " + std::to_string(link.sequence);
                ++report.entries;
                if (link.sequence != last.sequence + 1)
                    fault(office, "entries are missing between " + std::to_string(last.sequence) + " and " + std::to_string(link.sequence));
                else if (link.previous_hash != last.hash)
                    fault(office, name + " does not follow the one before it");
                if (row.text(10) != hash_of(link)) fault(office, name + " was changed");
                if (const auto head = expected.find(link.sequence); head != expected.end() && head->second != row.text(10))
                    fault(office, name + " is not the one that a signed head confirmed");
                last = {link.sequence, row.text(10)};
            }
            after = last.sequence;
        }
        // A row numbered 0 or below would stand before the first.
        const auto before =
            tx.one("select count(*) from audit_entry where office_id = :office and sequence < 1", {{"office", office}})->integer(0);
        if (before) fault(office, std::to_string(before) + " entries stand before the first");
        if (!expected.empty() && expected.rbegin()->first > last.sequence)
            fault(office, "the chain ends at entry " + std::to_string(last.sequence) + ", a signed head confirmed entry " +
                              std::to_string(expected.rbegin()->first));
        const auto head = tx.one("select sequence, hash from audit_head where office_id = :office", {{"office", office}});
        if (!head ? last.sequence != 0 : head->integer(0) != last.sequence || head->text(1) != last.hash)
            fault(office, "the chain does not end where its head says");
    }

    void check_all(std::string_view exported_heads) {
        for (const auto& row : tx.all("select office_id, sequence, hash, at, signature from audit_head_signed"))
            add({row.integer(0), row.integer(1), row.text(2), row.integer(3), row.text(4)}, "the signed head");
        for (const auto& line : text::split(exported_heads, '\n')) {
            if (text::trim(line).empty()) continue;
            const auto words = text::split(text::trim(line), ' ');
            const auto number = [&](std::size_t position) {
                std::int64_t value = -1;
                if (position < words.size())
                    std::from_chars(words[position].data(), words[position].data() + words[position].size(), value);
                return value;
            };
            if (words.size() != 5)
                report.faults.push_back("a line of the kept heads cannot be read");
            else
                add({number(0), number(1), without_groups(words[2]), number(3), words[4]}, "the kept head");
        }
        std::set<std::int64_t> offices;
        for (const auto& [office, heads] : signed_heads) offices.insert(office);
        for (const auto& row : tx.all("select office_id from audit_head union select distinct office_id from audit_entry"))
            offices.insert(row.integer(0));
        for (const auto office : offices) check_office(office);
        report.unsealed = tx.one("select count(*) from audit_entry where sequence is null")->integer(0);
        if (report.unsealed && tx.engine() == sql::Engine::sqlite)
            report.faults.push_back(std::to_string(report.unsealed) + " entries stand outside of every chain");
    }
};

Report verify_with(sql::Database& database, const crypto::Vault* vault, std::string_view exported_heads) {
    return database.read([&](sql::Transaction& tx) {
        Report report;
        Verifier{tx, vault, report}.check_all(exported_heads);
        return report;
    });
}

}  // namespace

Report verify(sql::Database& database) { return verify_with(database, nullptr, {}); }

Report verify(sql::Database& database, const crypto::Vault& vault, std::string_view exported_heads) {
    return verify_with(database, &vault, exported_heads);
}

std::string export_heads(sql::Database& database) {
    return database.read([](sql::Transaction& tx) {
        std::string lines;
        for (const auto& row :
             tx.all("select office_id, sequence, hash, at, signature from audit_head_signed order by office_id, sequence"))
            lines += row.text(0) + " " + row.text(1) + " " + row.text(2) + " " + row.text(3) + " " + row.text(4) + "\n";
        return lines;
    });
}

std::string newest_head(sql::Transaction& tx, OfficeId office) {
    const auto row = tx.one(
        "select office_id, sequence, hash, at, signature from audit_head_signed where office_id = :office order by sequence desc limit 1",
        {{"office", office}});
    if (!row) return "";
    return row->text(0) + " " + row->text(1) + " " + in_groups(row->text(2)) + " " + row->text(3) + " " + row->text(4);
}

}  // namespace audit
