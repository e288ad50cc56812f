#pragma once

#include <string>

// The letter of a written warning. It knows no register: the same values give the same bytes.
namespace employers {

struct WarningLetter {
    std::string government;  // letterhead
    std::string department;
    std::string address;
    std::string place;   // "Balikpapan"
    std::string day;     // "Selasa, 3 Maret 2026"
    std::string number;  // "" while it is a draft
    std::string level;   // "I"
    std::string company;
    std::string company_address;
    std::string matter;  // what was not reported, as a part of a sentence
    std::string source;
    std::string answer;  // "" = none came in time
    std::string answer_until;
    std::string legal_basis;
    std::string valid_until;
    std::string signatory_capacity;  // "a.n. Kepala Dinas …" or ""
    std::string signatory_title;
    std::string signatory_name;
    std::string signatory_rank;
    std::string signatory_nip;
    std::string made;  // RFC 3339
    bool is_draft{};
};
std::string print_warning(const WarningLetter& letter);

}  // namespace employers
