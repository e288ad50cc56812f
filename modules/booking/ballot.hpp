#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "modules/booking/model_waiting.hpp"

// A draw as everybody may compute it: the published file, what follows from it, and whether it was kept.
// docs/ballot.md is the format for those who check it with a program of their own.
namespace booking {

struct Ballot {
    std::string office;   // code
    std::string service;  // code
    Date date;
    std::string opens_at;  // RFC 3339
    std::string closes_at;
    std::string commitment;  // sha256 of the seed's 32 bytes, hex; published before entries open
    std::string seed;        // 64 hex digits; "" until the draw

    struct Places {
        std::string window;  // id
        TimeOfDay opens;
        TimeOfDay closes;
        int count{};
    };
    std::vector<Places> places;  // by hour

    struct Entry {
        std::string code;  // given to the person at entry; says nothing about them
        PartOfDay part_of_day{PartOfDay::any};
    };
    std::vector<Entry> entries;  // by code; empty until the draw

    struct Outcome {
        std::string code;
        std::string window;  // "" = no place: waiting list, in this order
    };
    std::vector<Outcome> result;  // in the order drawn
};

std::string commitment_of(std::string_view seed_hex);
std::string digest_of(const std::vector<Ballot::Entry>& entries);  // of the list sorted by code
// Order: by sha256(seed, digest of all entries, code). Then each takes the earliest window that fits and has a place.
std::vector<Ballot::Outcome> outcome_of(const Ballot& ballot);

std::string ballot_json(const Ballot& ballot);
std::optional<Ballot> read_ballot(std::string_view file);  // of a draw that was held
struct BallotCheck {
    bool holds{};
    std::string line;  // what was found, one line
};
// `commitment`: as somebody wrote it down before entries opened; "" = only the file's own.
BallotCheck verify_ballot(std::string_view file, std::string_view commitment = "");

}  // namespace booking
