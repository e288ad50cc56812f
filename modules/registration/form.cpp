#include "modules/registration/form.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/reference/actions.hpp"

namespace registration {
namespace {

constexpr std::size_t name_max = 100;
constexpr std::size_t address_max = 300;
constexpr std::size_t school_max = 150;
constexpr std::size_t word_max = 60;
constexpr std::size_t skills_max = 20;
constexpr std::size_t occupations_max = 5;
constexpr int schools_max = 8;
constexpr int first_graduation_year = 1950;

struct Place {
    std::string_view field;
    int stage;
};
constexpr Place places[] = {
    {"nik", 1},
    {"birth_place", 1},
    {"birth_date", 1},
    {"sex", 1},
    {"name", 1},
    {"phone", 1},
    {"address", 1},
    {"village_code", 1},
    {"guardian_name", 1},
    {"guardian_phone", 1},
    {"religion", 1},
    {"marital_status", 1},
    {"filled_in_by", 1},
    {"education", 2},
    {"diploma_name_same", 2},
    {"skills", 2},
    {"desired_occupations", 2},
    {"desired_place", 2},
    {"purpose", 2},
    {"employment_situation", 2},
};

// "education.2.year" is "education.year" of the second school.
struct EducationField {
    int position{};  // 0 = first
    std::string part;
};
std::optional<EducationField> education_field(std::string_view field) {
    constexpr std::string_view prefix = "education.";
    if (!field.starts_with(prefix)) return {};
    field.remove_prefix(prefix.size());
    int position = 0;
    if (const auto dot = field.find('.'); dot != field.npos) {
        const auto school = text::whole(field.substr(0, dot));
        if (!school || *school < 2 || *school > schools_max) return {};
        position = *school - 1;
        field.remove_prefix(dot + 1);
    }
    if (field != "level" && field != "major" && field != "school" && field != "year") return {};
    return EducationField{position, std::string(field)};
}

std::string education_name(std::size_t position, std::string_view part) {
    if (position == 0) return "education." + std::string(part);
    return "education." + std::to_string(position + 1) + "." + std::string(part);
}

class Reader {
  public:
    Reader(const Typed& typed, Date today) : typed_(typed), today_(today) {}

    Read read() && {
        auto& answers = read_.answers;
        nik();
        answers.name = line("name", name_max);
        if (const auto same = first(typed_, "diploma_name_same"); same == "yes" || same == "no") answers.diploma_name_same = same == "yes";
        answers.birth_place = line("birth_place", name_max);
        answers.birth_date = date("birth_date");
        if (const auto sex = choice("sex", {"L", "P"}); !sex.empty()) answers.sex = sex == "L" ? Sex::male : Sex::female;
        phone();
        answers.address = Personal(lines("address", address_max));
        answers.village_code = village();
        education();
        answers.skills = list("skills", skills_max);
        occupations();
        answers.desired_place = desired_place();
        const auto purpose = choice("purpose", {"domestic", "abroad", "both"});
        if (purpose == "domestic") answers.purpose = Purpose::domestic;
        if (purpose == "abroad") answers.purpose = Purpose::abroad;
        if (purpose == "both") answers.purpose = Purpose::both;
        const auto situation = choice("employment_situation", {"never_worked", "lost_or_left_job", "employed_looking"});
        if (situation == "never_worked") answers.situation = EmploymentSituation::never_worked;
        if (situation == "lost_or_left_job") answers.situation = EmploymentSituation::lost_or_left_job;
        if (situation == "employed_looking") answers.situation = EmploymentSituation::employed_looking;
        answers.religion = line("religion", word_max);
        answers.marital_status = line("marital_status", word_max);
        answers.guardian_name = line("guardian_name", name_max);
        if (const auto typed = text::trim(first(typed_, "guardian_phone")); !typed.empty()) {
            const auto guardian = Phone::parse(typed);
            if (guardian)
                answers.guardian_phone = Personal(std::string(guardian->reveal()));
            else
                refuse("guardian_phone", Unfit::phone_unfit);
        }
        answers.filled_in_by = line("filled_in_by", name_max);
        return std::move(read_);
    }

  private:
    void refuse(std::string field, Unfit why) { read_.errors.push_back({std::move(field), why}); }

    std::string fitted(std::optional<std::string> cleaned, std::string_view field, std::size_t most) {
        if (!cleaned) {
            refuse(std::string(field), Unfit::control_characters);
            return {};
        }
        if (text::length(*cleaned) > most) {
            refuse(std::string(field), Unfit::too_long);
            return {};
        }
        return *cleaned;
    }
    std::string line(std::string_view field, std::size_t most) {
        const auto typed = first(typed_, field);
        return fitted(text::clean_line(typed, typed.size() + 1), field, most);
    }
    std::string lines(std::string_view field, std::size_t most) {
        const auto typed = first(typed_, field);
        return fitted(text::clean_lines(typed, typed.size() + 1), field, most);
    }
    std::string choice(std::string_view field, std::initializer_list<std::string_view> choices) {
        const auto typed = text::trim(first(typed_, field));
        if (typed.empty()) return {};
        if (std::find(choices.begin(), choices.end(), typed) != choices.end()) return typed;
        refuse(std::string(field), Unfit::not_in_list);
        return {};
    }
    std::optional<Date> date(std::string_view field) {
        const auto typed = text::trim(first(typed_, field));
        if (typed.empty()) return {};
        const auto day = Date::parse(typed);
        if (!day) {
            refuse(std::string(field), Unfit::no_such_date);
            return {};
        }
        if (*day > today_) {
            refuse(std::string(field), Unfit::date_in_future);
            return {};
        }
        return day;
    }
    void nik() {
        const auto digits = Nik::normalise(first(typed_, "nik"));
        if (digits.empty()) return;
        const bool all_digits = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits.size() != 16 || !all_digits) return refuse("nik", Unfit::nik_length);
        read_.answers.nik = Nik::parse(digits);
        if (!read_.answers.nik) refuse("nik", Unfit::nik_unfit);
    }
    void phone() {
        const auto typed = text::trim(first(typed_, "phone"));
        if (typed.empty()) return;
        read_.answers.phone = Phone::parse(typed);
        if (!read_.answers.phone) refuse("phone", Unfit::phone_unfit);
    }
    std::string village() {
        const auto typed = text::trim(first(typed_, "village_code"));
        if (typed.empty()) return {};
        const auto area = reference::find_area(typed);
        if (area && area->level == reference::AreaLevel::village) return typed;
        refuse("village_code", Unfit::not_in_list);
        return {};
    }
    std::string desired_place() {
        const auto typed = text::trim(first(typed_, "desired_place"));
        if (typed.empty() || typed == "anywhere") return typed;
        const auto area = reference::find_area(typed);
        if (area && (area->level == reference::AreaLevel::regency || area->level == reference::AreaLevel::province)) return typed;
        refuse("desired_place", Unfit::not_in_list);
        return {};
    }
    void education() {
        std::size_t last = 0;
        for (const auto& one : typed_)
            if (const auto field = education_field(one.first)) last = std::max(last, static_cast<std::size_t>(field->position));
        for (std::size_t position = 0; position <= last; ++position) {
            const auto level_field = education_name(position, "level");
            const auto level = text::trim(first(typed_, level_field));
            Education one;
            if (!level.empty() && !reference::find_education_level(level))
                refuse(level_field, Unfit::not_in_list);
            else
                one.level = level;
            one.major = line(education_name(position, "major"), school_max);
            one.school = line(education_name(position, "school"), school_max);
            one.year = year(education_name(position, "year"));
            const bool is_blank = one.level.empty() && one.major.empty() && one.school.empty() && one.year == 0;
            if (!is_blank) read_.answers.education.push_back(std::move(one));
        }
    }
    int year(const std::string& field) {
        const auto typed = text::trim(first(typed_, field));
        if (typed.empty() || typed == "0") return 0;
        const auto value = text::whole(typed);
        // Next year: the last class of a school registers before it graduates.
        if (value && *value >= first_graduation_year && *value <= today_.year() + 1) return *value;
        refuse(field, Unfit::year_unfit);
        return 0;
    }
    std::vector<std::string> list(std::string_view field, std::size_t most) {
        std::vector<std::string> items;
        for (const auto& typed : all(typed_, field)) {
            auto item = fitted(text::clean_line(typed, typed.size() + 1), field, word_max);
            if (!item.empty() && std::find(items.begin(), items.end(), item) == items.end()) items.push_back(std::move(item));
        }
        if (items.size() > most) {
            refuse(std::string(field), Unfit::too_many);
            items.resize(most);
        }
        return items;
    }
    void occupations() {
        std::vector<std::string> codes;
        for (const auto& typed : list("desired_occupations", occupations_max)) {
            const auto occupation = typed.size() == 4 ? reference::find_occupation(typed) : std::nullopt;
            if (occupation)
                codes.push_back(typed);
            else
                refuse("desired_occupations", Unfit::not_in_list);
        }
        read_.answers.desired_occupations = std::move(codes);
    }

    const Typed& typed_;
    Date today_;
    Read read_;
};

}  // namespace

std::string first(const Typed& typed, std::string_view field) {
    for (const auto& [name, value] : typed)
        if (name == field) return value;
    return {};
}

std::vector<std::string> all(const Typed& typed, std::string_view field) {
    std::vector<std::string> values;
    for (const auto& [name, value] : typed)
        if (name == field) values.push_back(value);
    return values;
}

bool has(const Typed& typed, std::string_view field) {
    return std::any_of(typed.begin(), typed.end(), [&](const auto& one) { return one.first == field; });
}

Typed merge(const Typed& kept, const Typed& more) {
    Typed merged;
    for (const auto& one : kept)
        if (!has(more, one.first)) merged.push_back(one);
    merged.insert(merged.end(), more.begin(), more.end());
    return merged;
}

Read read_answers(const Typed& typed, Date today) { return Reader(typed, today).read(); }

Typed typed_from(const Answers& answers) {
    Typed typed;
    const auto add = [&](std::string field, std::string_view value) {
        if (!value.empty()) typed.emplace_back(std::move(field), std::string(value));
    };
    if (answers.nik) add("nik", answers.nik->reveal());
    add("name", answers.name);
    if (answers.diploma_name_same) add("diploma_name_same", *answers.diploma_name_same ? "yes" : "no");
    add("birth_place", answers.birth_place);
    if (answers.birth_date) add("birth_date", answers.birth_date->iso());
    if (answers.sex) add("sex", code(*answers.sex));
    if (answers.phone) add("phone", answers.phone->national());
    add("address", answers.address.reveal());
    add("village_code", answers.village_code);
    for (std::size_t position = 0; position < answers.education.size(); ++position) {
        const auto& one = answers.education[position];
        add(education_name(position, "level"), one.level);
        add(education_name(position, "major"), one.major);
        add(education_name(position, "school"), one.school);
        if (one.year != 0) add(education_name(position, "year"), std::to_string(one.year));
    }
    for (const auto& skill : answers.skills) add("skills", skill);
    for (const auto& occupation : answers.desired_occupations) add("desired_occupations", occupation);
    add("desired_place", answers.desired_place);
    if (answers.purpose) add("purpose", code(*answers.purpose));
    if (answers.situation) add("employment_situation", code(*answers.situation));
    add("religion", answers.religion);
    add("marital_status", answers.marital_status);
    add("guardian_name", answers.guardian_name);
    add("guardian_phone", answers.guardian_phone.reveal());
    add("filled_in_by", answers.filled_in_by);
    return typed;
}

int stage_of(std::string_view field) {
    if (education_field(field)) return 2;
    if (field.starts_with("document.")) return 3;
    for (const auto& place : places)
        if (place.field == field) return place.stage;
    return 0;
}

bool is_field(std::string_view field) {
    if (field == "document." || field.size() > word_max) return false;
    return stage_of(field) != 0;
}

}  // namespace registration
