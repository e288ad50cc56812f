#include "modules/booking/ballot.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "modules/booking/rules_waiting.hpp"
#include "platform/crypto/vault.hpp"

namespace booking {

namespace {

using nlohmann::json;

constexpr std::string_view format = "antarkerja-ballot-1";

std::optional<std::string> bytes_of(std::string_view hex) {
    if (hex.size() != 64) return {};
    std::string bytes;
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : (c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1); };
    for (std::size_t at = 0; at < hex.size(); at += 2) {
        const int high = digit(hex[at]);
        const int low = digit(hex[at + 1]);
        if (high < 0 || low < 0) return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::vector<Ballot::Entry> sorted(std::vector<Ballot::Entry> entries) {
    std::ranges::sort(entries, {}, &Ballot::Entry::code);
    return entries;
}

}  // namespace

std::string commitment_of(std::string_view seed_hex) {
    const auto bytes = bytes_of(seed_hex);
    return bytes ? crypto::sha256_hex(*bytes) : std::string();
}

std::string digest_of(const std::vector<Ballot::Entry>& entries) {
    std::string lines;
    for (const auto& entry : sorted(entries)) lines += entry.code + " " + std::string(code(entry.part_of_day)) + "\n";
    return crypto::sha256_hex(lines);
}

std::vector<Ballot::Outcome> outcome_of(const Ballot& ballot) {
    // The digest of everybody stands in each key: no code can be chosen well before the last person has entered.
    const auto digest = digest_of(ballot.entries);
    struct Lot {
        std::string key;
        const Ballot::Entry* entry;
    };
    std::vector<Lot> lots;
    lots.reserve(ballot.entries.size());
    for (const auto& entry : ballot.entries) lots.push_back({crypto::sha256_hex(ballot.seed + "\n" + digest + "\n" + entry.code), &entry});
    std::ranges::sort(lots, [](const Lot& a, const Lot& b) { return std::tie(a.key, a.entry->code) < std::tie(b.key, b.entry->code); });

    auto left = ballot.places;
    std::vector<Ballot::Outcome> result;
    result.reserve(lots.size());
    for (const auto& lot : lots) {
        const auto place = std::ranges::find_if(left, [&](const Ballot::Places& one) {
            Window window;
            window.opens = one.opens;
            window.closes = one.closes;
            return one.count > 0 && fits(lot.entry->part_of_day, window);
        });
        if (place != left.end()) --place->count;
        result.push_back({lot.entry->code, place == left.end() ? "" : place->window});
    }
    return result;
}

std::string ballot_json(const Ballot& ballot) {
    const bool drawn = !ballot.seed.empty();
    nlohmann::ordered_json body;
    body["format"] = format;
    body["office"] = ballot.office;
    body["service"] = ballot.service;
    body["date"] = ballot.date.iso();
    body["opens_at"] = ballot.opens_at;
    body["closes_at"] = ballot.closes_at;
    body["commitment"] = ballot.commitment;
    body["places"] = nlohmann::ordered_json::array();
    for (const auto& place : ballot.places) {
        body["places"].push_back(
            {{"window", place.window}, {"opens", place.opens.hh_mm()}, {"closes", place.closes.hh_mm()}, {"count", place.count}});
    }
    if (drawn) {
        body["entries"] = nlohmann::ordered_json::array();
        for (const auto& entry : sorted(ballot.entries))
            body["entries"].push_back({{"code", entry.code}, {"part_of_day", code(entry.part_of_day)}});
        body["entries_sha256"] = digest_of(ballot.entries);
        body["seed"] = ballot.seed;
        body["result"] = nlohmann::ordered_json::array();
        for (const auto& one : ballot.result) {
            nlohmann::ordered_json line{{"code", one.code}, {"window", nullptr}};
            if (!one.window.empty()) line["window"] = one.window;
            body["result"].push_back(std::move(line));
        }
    }
    return body.dump(1) + "\n";
}

namespace {

std::string text_of(const json& of, const char* name) {
    const auto found = of.find(name);
    return found != of.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json* list_of(const json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_array() ? &*found : nullptr;
}

// The ballot that a file tells, or why it is none.
std::string read_into(Ballot& ballot, const json& body) {
    if (!body.is_object()) return "not a ballot: the file is no JSON object";
    if (text_of(body, "format") != format) return "not a ballot: its format is not " + std::string(format);
    ballot.commitment = text_of(body, "commitment");
    ballot.seed = text_of(body, "seed");
    if (ballot.seed.empty()) return "not drawn yet: the seed is not published; the commitment is " + ballot.commitment;
    const auto* places = list_of(body, "places");
    const auto* entries = list_of(body, "entries");
    const auto* result = list_of(body, "result");
    if (!places || !entries || !result) return "not a ballot: places, entries or result are missing";
    for (const auto& one : *places) {
        if (!one.is_object()) return "a line of places cannot be read";
        const auto opens = TimeOfDay::parse(text_of(one, "opens"));
        const auto closes = TimeOfDay::parse(text_of(one, "closes"));
        const auto count = one.find("count");
        if (!opens || !closes || count == one.end() || !count->is_number_integer() || *count < 0 || *count > 100'000 ||
            text_of(one, "window").empty())
            return "a line of places cannot be read";
        ballot.places.push_back({text_of(one, "window"), *opens, *closes, count->get<int>()});
    }
    std::set<std::string> codes;
    for (const auto& one : *entries) {
        const auto part = one.is_object() ? parse_part_of_day(text_of(one, "part_of_day")) : std::nullopt;
        if (!part || text_of(one, "code").empty()) return "a line of entries cannot be read";
        ballot.entries.push_back({text_of(one, "code"), *part});
        if (!codes.insert(ballot.entries.back().code).second) return "entry " + ballot.entries.back().code + " stands in the list twice";
    }
    for (const auto& one : *result) {
        if (!one.is_object()) return "a line of the result cannot be read";
        ballot.result.push_back({text_of(one, "code"), text_of(one, "window")});
    }
    return {};
}

}  // namespace

std::optional<Ballot> read_ballot(std::string_view file) {
    Ballot ballot;
    if (!read_into(ballot, json::parse(file, nullptr, /*allow_exceptions=*/false)).empty()) return {};
    return ballot;
}

BallotCheck verify_ballot(std::string_view file, std::string_view commitment) {
    const auto no = [](std::string line) { return BallotCheck{false, std::move(line)}; };
    const auto body = json::parse(file, nullptr, /*allow_exceptions=*/false);
    Ballot ballot;
    if (auto fault = read_into(ballot, body); !fault.empty()) return no(std::move(fault));
    if (!bytes_of(ballot.seed)) return no("the seed is not 64 hexadecimal digits");
    if (commitment_of(ballot.seed) != ballot.commitment)
        return no("the seed is not the one that was promised: sha256(seed) is not the commitment");
    if (!commitment.empty() && ballot.commitment != commitment) return no("the commitment is not the one that you wrote down");
    if (text_of(body, "entries_sha256") != digest_of(ballot.entries)) return no("the list of entries was changed: its sha256 is another");

    const auto computed = outcome_of(ballot);
    if (ballot.result.size() != computed.size())
        return no("the result has " + std::to_string(ballot.result.size()) + " lines, the entries give " + std::to_string(computed.size()));
    for (std::size_t at = 0; at < computed.size(); ++at) {
        const auto rank = std::to_string(at + 1);
        if (ballot.result[at].code != computed[at].code)
            return no("rank " + rank + " is not " + ballot.result[at].code + " but " + computed[at].code);
        if (ballot.result[at].window != computed[at].window)
            return no("rank " + rank + " (" + computed[at].code + ") has another window than the draw gives");
    }
    long places = 0;
    for (const auto& one : ballot.places) places += one.count;
    return {true, "the draw was kept: " + std::to_string(computed.size()) + " entries, " + std::to_string(places) +
                      " places, order and places agree"};
}

}  // namespace booking
