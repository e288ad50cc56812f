#include "modules/registration/rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"

namespace registration {
namespace {

// Finished at the earliest at this age: a year before the usual age of the level.
int youngest_at_graduation(std::string_view level) {
    if (level == "none") return 0;
    if (level == "sd") return 10;
    if (level == "smp") return 13;
    if (level == "sma" || level == "ma" || level == "smk" || level == "paket_c") return 15;
    if (level == "d1" || level == "d2" || level == "d3") return 17;
    return 19;
}

std::string joined(const std::vector<std::string>& parts) { return text::join(parts, ", "); }

void doubt_papers(const std::vector<Document>& documents, const Demands& demands, std::vector<Doubt>& found) {
    for (const auto& paper : demands.papers) {
        if (!paper.mandatory || !paper.upload) continue;
        const auto document = std::find_if(documents.begin(), documents.end(), [&](const Document& one) { return one.kind == paper.kind; });
        const auto field = "document." + paper.kind;
        if (document != documents.end()) {
            if (paper.kind != "photo") continue;
            const auto* portrait = portrait_of(documents);
            if (portrait != nullptr && (portrait->blurred || portrait->dark)) found.push_back({field, "photo_unfit", {}});
            const auto sent = std::count_if(documents.begin(), documents.end(), [](const Document& one) { return one.kind == "photo"; });
            if (sent < paper.photos)
                found.push_back({field, "photos_fewer", {{"sent", std::to_string(sent)}, {"asked", std::to_string(paper.photos)}}});
            continue;
        }
        if (paper.kind == "photo")
            found.push_back({field, "photo_missing", {}});
        else if (paper.kind == "diploma" && !paper.substitutes.empty())
            found.push_back({field, "diploma_missing", {{"papers", joined(paper.substitutes)}}});
        else if (paper.kind == "diploma")
            found.push_back({field, "diploma_missing", {}});
        else
            found.push_back({field, "document_missing", {{"paper", paper.label}}});
    }
}

}  // namespace

const Document* portrait_of(const std::vector<Document>& documents) {
    const Document* found = nullptr;
    for (const auto& one : documents) {
        if (one.kind != "photo" || one.file.empty()) continue;
        if (one.on_card) return &one;
        if (found == nullptr || one.place < found->place) found = &one;
    }
    return found;
}

std::vector<FieldError> missing_fields(const Answers& answers) {
    std::vector<FieldError> missing;
    const auto need = [&](bool there, std::string field) {
        if (!there) missing.push_back({std::move(field), Unfit::missing});
    };
    need(answers.nik.has_value(), "nik");
    need(!answers.name.empty(), "name");
    need(!answers.birth_place.empty(), "birth_place");
    need(answers.birth_date.has_value(), "birth_date");
    need(answers.sex.has_value(), "sex");
    need(answers.phone.has_value(), "phone");
    need(!answers.address.empty(), "address");
    need(!answers.village_code.empty(), "village_code");
    if (answers.education.empty() || answers.education.front().level.empty())
        need(false, "education.level");
    else if (answers.education.front().level != "none") {
        need(!answers.education.front().school.empty(), "education.school");
        need(answers.education.front().year != 0, "education.year");
    }
    need(!answers.desired_occupations.empty(), "desired_occupations");
    need(answers.purpose.has_value(), "purpose");
    return missing;
}

std::vector<Doubt> doubts(const Answers& answers, const std::vector<Document>& documents, const Demands& demands) {
    std::vector<Doubt> found;
    // The commonest reason for a second trip: the diploma spells the name otherwise than the KTP.
    if (answers.diploma_name_same == false) found.push_back({"name", "name_differs", {}});
    if (answers.nik) {
        for (const auto one : reference::nik_advice(*answers.nik, answers.birth_date, answers.sex)) {
            switch (one) {
                case reference::NikDoubt::birth_date_differs: found.push_back({"birth_date", "nik_birth_date", {}}); break;
                case reference::NikDoubt::sex_differs: found.push_back({"sex", "nik_sex", {}}); break;
                case reference::NikDoubt::area_unknown: found.push_back({"nik", "nik_area_unknown", {}}); break;
                // Normal for people from regencies that were split: nothing to do for them.
                case reference::NikDoubt::area_retired: break;
            }
        }
    }
    if (answers.birth_date) {
        const int age = answers.birth_date->age_on(demands.today);
        if (demands.minimum_age > 0 && age < demands.minimum_age)
            found.push_back({"birth_date", "below_minimum_age", {{"age", std::to_string(demands.minimum_age)}}});
        else if (age < demands.guardian_below_age && answers.guardian_name.empty())
            found.push_back({"guardian_name", "guardian_needed", {{"age", std::to_string(demands.guardian_below_age)}}});
    }
    if (!answers.village_code.empty() && !demands.office_regency.empty() &&
        !reference::is_within(answers.village_code, demands.office_regency)) {
        const auto regency = reference::find_area(answers.village_code.substr(0, 5));
        found.push_back({"village_code",
                         "residence_elsewhere",
                         {{"regency", regency ? regency->name : answers.village_code}, {"office", demands.office_name}}});
        if (demands.residence_refused) found.back().values.emplace_back("refused", "yes");
    }
    for (std::size_t position = 0; position < answers.education.size(); ++position) {
        const auto& one = answers.education[position];
        if (!answers.birth_date || one.year == 0) continue;
        if (one.year - answers.birth_date->year() < youngest_at_graduation(one.level))
            found.push_back({position == 0 ? "education.year" : "education." + std::to_string(position + 1) + ".year",
                             "graduation_implausible",
                             {{"year", std::to_string(one.year)}}});
    }
    doubt_papers(documents, demands, found);
    return found;
}

bool may_edit_freely(ApplicationState state) { return state == ApplicationState::draft; }
bool may_correct(ApplicationState state) { return state == ApplicationState::needs_fix; }
bool may_be_decided(ApplicationState state) { return state == ApplicationState::submitted || state == ApplicationState::at_counter; }
bool may_be_marked_present(ApplicationState state) {
    return state == ApplicationState::submitted || state == ApplicationState::at_counter || state == ApplicationState::needs_fix;
}
bool may_be_withdrawn(ApplicationState state) { return !is_closed(state); }
bool is_closed(ApplicationState state) {
    return state == ApplicationState::approved || state == ApplicationState::refused || state == ApplicationState::withdrawn;
}

bool is_proved(ApplicationState state) { return state == ApplicationState::approved; }

std::optional<Refusal> approval_refusal(const Application& application, bool intake_saved) {
    if (!may_be_decided(application.state)) return Refusal::wrong_state;
    // Nobody gets a card who was not seen with their KTP.
    if (!application.present_at) return Refusal::not_checked_in;
    // The person reads what the interview wrote down before the card is made (AK/II).
    if (intake_saved && !application.intake.read_by_person) return Refusal::intake_unread;
    return {};
}

bool may_be_printed(CardState state) { return is_active(state); }
bool may_await_signature(CardState state) { return state == CardState::printed; }
bool may_be_ready(CardState state) { return state == CardState::printed || state == CardState::awaiting_signature; }
bool may_be_handed_over(CardState state) { return is_active(state) && state != CardState::handed_over; }
bool is_active(CardState state) { return state != CardState::inactive && state != CardState::revoked; }

Verdict verdict(const Card& card, Date today) {
    switch (card.state) {
        case CardState::revoked: return Verdict::revoked;
        case CardState::inactive: return Verdict::inactive;
        // Not signed and handed over yet: a print that left the office on its own is no card.
        case CardState::approved:
        case CardState::printed:
        case CardState::awaiting_signature:
        case CardState::ready: return Verdict::inactive;
        case CardState::handed_over: break;
    }
    return today > card.valid_until ? Verdict::expired : Verdict::valid;
}

std::string masked_name(std::string_view name) {
    const auto words = text::split(text::squeeze(name), ' ');
    const auto beginning = [](const std::string& word, std::size_t letters) {
        std::size_t end = 0;
        for (std::size_t seen = 0; end < word.size(); ++end)
            if ((static_cast<unsigned char>(word[end]) & 0xC0U) != 0x80U && seen++ == letters) break;
        return word.substr(0, end);
    };
    constexpr std::string_view stars = "******";
    if (words.empty() || words.front().empty()) return std::string(stars);
    if (words.size() == 1) return beginning(words.front(), 2) + std::string(stars);
    // Long first words would make the QR code too dense to scan from paper.
    auto masked = beginning(words.front(), 20);
    return masked + " " + beginning(words[1], 1) + std::string(stars);
}

std::string scope_key(std::string_view scope, Date day) {
    const auto iso = day.iso();
    if (scope == "year") return iso.substr(0, 4);
    if (scope == "month") return iso.substr(0, 7);
    if (scope == "day") return iso;
    return "global";
}

}  // namespace registration
