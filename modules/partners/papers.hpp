#pragma once

#include <string>
#include <vector>

// The class list with its slips. It knows no register: the same values give the same bytes.
namespace partners {

struct ClassList {
    std::string government;  // letterhead
    std::string department;
    std::string address;
    std::string school;
    std::string officer;
    std::string day;    // "Kamis, 12 Maret 2026"
    std::string hours;  // "08.00–12.00 WITA"
    std::string place;
    std::string printed;  // RFC 3339: a reprint of the same list is the same file
    struct Pupil {
        std::string number;  // "A-023"
        std::string name;
        std::string major;
        std::string code;  // grouped for reading
        std::string qr;    // address of the ticket
        bool confirmed{};
    };
    std::vector<Pupil> pupils;
};
// The list on top, then the slips: ten a page, with lines to cut along.
std::string print_class_list(const ClassList& list);

}  // namespace partners
