#include "modules/matching/rules_codes.hpp"

#include <array>

namespace matching {

namespace {

template <class Value, std::size_t count, class Code>
std::optional<Value> parsed(std::string_view text, const std::array<Value, count>& values, Code code_of) {
    for (const auto value : values)
        if (code_of(value) == text) return value;
    return {};
}

}  // namespace

std::string_view code(Feature feature) {
    switch (feature) {
        case Feature::occupation: return "occupation";
        case Feature::place: return "place";
        case Feature::education: return "education";
        case Feature::experience: return "experience";
        case Feature::wage: return "wage";
        case Feature::kind: return "kind";
        case Feature::skills: return "skills";
        case Feature::words: return "words";
        case Feature::liked: return "liked";
        case Feature::fresh: return "fresh";
    }
    return "";
}

std::string_view code(Hard what) {
    switch (what) {
        case Hard::of_age: return "of_age";
        case Hard::education: return "education";
        case Hard::certificate: return "certificate";
        case Hard::language: return "language";
        case Hard::contract: return "contract";
        case Hard::distance: return "distance";
        case Hard::accommodation: return "accommodation";
        case Hard::occupation: return "occupation";
    }
    return "";
}

std::string_view code(Band band) {
    switch (band) {
        case Band::strong: return "strong";
        case Band::good: return "good";
        case Band::possible: return "possible";
    }
    return "";
}

std::string_view code(Evidence evidence) {
    switch (evidence) {
        case Evidence::self: return "self";
        case Evidence::certificate: return "certificate";
        case Evidence::tested: return "tested";
        case Evidence::employer: return "employer";
    }
    return "";
}

std::string_view code(Reach reach) {
    switch (reach) {
        case Reach::district: return "district";
        case Reach::regency: return "regency";
        case Reach::province: return "province";
        case Reach::anywhere: return "anywhere";
    }
    return "";
}

std::string_view code(Travel travel) {
    switch (travel) {
        case Travel::none: return "none";
        case Travel::public_transport: return "public_transport";
        case Travel::motorcycle: return "motorcycle";
        case Travel::car: return "car";
    }
    return "";
}

std::optional<Hard> parse_hard(std::string_view text) {
    using enum Hard;
    return parsed(text, std::array{of_age, education, certificate, language, contract, distance, accommodation, occupation},
                  [](Hard one) { return code(one); });
}

std::optional<Evidence> parse_evidence(std::string_view text) {
    using enum Evidence;
    return parsed(text, std::array{self, certificate, tested, employer}, [](Evidence one) { return code(one); });
}

std::optional<Reach> parse_reach(std::string_view text) {
    using enum Reach;
    return parsed(text, std::array{district, regency, province, anywhere}, [](Reach one) { return code(one); });
}

std::optional<Travel> parse_travel(std::string_view text) {
    using enum Travel;
    return parsed(text, std::array{none, public_transport, motorcycle, car}, [](Travel one) { return code(one); });
}

std::optional<vacancies::Contract> parse_contract(std::string_view text) {
    using enum vacancies::Contract;
    return parsed(text, std::array{permanent, fixed_term, apprenticeship, daily, freelance},
                  [](vacancies::Contract one) { return vacancies::code(one); });
}

}  // namespace matching
