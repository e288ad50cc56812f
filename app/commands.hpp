#pragma once

#include <cstdint>
#include <string>

#include "app/config.hpp"

// One function per command of the program; each answers the exit code: 0 done, 1 the answer is no or problems were
// found, 2 wrong usage, 3 the machine failed (by exception: main says it in one line).
namespace commands {

constexpr int done = 0;
constexpr int answer_is_no = 1;
constexpr int wrong_usage = 2;
constexpr int failed = 3;

int serve(Config config);
int migrate(const Config& config);
int check(const Config& config);
int verify_audit(const Config& config, const std::string& kept_heads);  // "": none; "-": from stdin
int audit_head(const Config& config);
int verify_card(const Config& config);
int verify_ballot(const std::string& file, const std::string& commitment);
int check_config_file(Config config);
int routes(bool as_json);
int rotate_card_key(const Config& config);
int setup_link(const Config& config);
int backup(const Config& config, const std::string& to);
int restore(const std::string& from, const std::string& to);
int import(const Config& config, const std::string& kind, const std::string& file, const std::string& office_code, bool dry_run);

struct Generate {
    int seekers{};
    int vacancies{};
    std::uint64_t seed{1};
};
// Fictional people and vacancies with realistic skew, the same for a seed and a day; into a new folder or a demonstration.
int generate(Config config, const Generate& wanted);

}  // namespace commands
