#pragma once

#include <string>
#include <vector>

// Letters of referral. They know no register: the same values give the same bytes.
namespace placement {

struct ReferralLetter {
    std::string emblem;      // picture bytes; "" = none
    std::string government;  // letterhead
    std::string department;
    std::string address;
    std::string contact;
    std::string place_and_day;  // "Balikpapan, 3 Maret 2026"
    std::string number;         // "SP/0012/2026"
    std::string company;
    std::string company_address;
    std::string title;    // of the vacancy
    std::string receipt;  // of the vacancy's report
    std::string person;
    std::string card_number;
    std::string education;
    std::string skills;
    std::string answer_by;  // "17 Maret 2026"
    std::vector<std::string> signatory_title;
    std::string signatory_name;
    std::string signatory_rank;
    std::string signatory_nip;
    std::string qr;       // address under which anybody checks the letter
    std::string created;  // RFC 3339: a reprint is the same file
};
// One page a letter, with the slip at its foot that the company gives back.
std::string print_letters(const std::vector<ReferralLetter>& letters);

}  // namespace placement
