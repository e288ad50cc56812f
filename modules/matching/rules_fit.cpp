#include "modules/matching/rules_fit.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_place.hpp"
#include "modules/vacancies/model_accommodation.hpp"

namespace matching {

namespace {

using vacancies::accommodation_codes;
using vacancies::Contract;
using vacancies::Vacancy;
using vacancies::WorkMode;

// --- bits of a mask ---
// a: 0-8 education, a thermometer; 9-13 contracts; 14 of age; 15-18 what the place of work must provide; 24-55 papers 64-95
// b: papers 0-63
constexpr unsigned education_bit = 0;
constexpr unsigned contract_bit = 9;
constexpr unsigned age_bit = 14;
constexpr unsigned accommodation_bit = 15;
constexpr unsigned more_papers_bit = 24;
constexpr std::uint16_t papers_in_b = 64;
constexpr std::uint16_t papers_in_masks = 96;

constexpr int wage_unit = 10'000;  // rupiah
constexpr int not_told = 600;
constexpr int not_coded = 350;
constexpr int practised_enough = 650;  // similarity from which months count as experience
constexpr int any_kind = 700;
constexpr int wished_only = 2;  // who never did the work: half of the wish counts as held

std::uint64_t bit(unsigned at) { return std::uint64_t{1} << at; }
std::uint64_t education_bits(std::uint8_t rank) { return ((bit(rank) - 1) & 0x1FF) << education_bit; }

void set_paper(Mask& mask, std::uint16_t paper) {
    if (paper < papers_in_b)
        mask.b |= bit(paper);
    else if (paper < papers_in_masks)
        mask.a |= bit(more_papers_bit + paper - papers_in_b);
}

bool is_in(const std::vector<std::string>& list, std::string_view one) { return std::ranges::find(list, one) != list.end(); }

// The law lets people below 18 be apprentices (UU 13/2003 art. 68 and 70); everything else is for those of age.
bool is_for_adults(const Vacancy& vacancy) { return vacancy.contract != Contract::apprenticeship; }

bool is_accepted(const Profile& profile, Contract contract) {
    return profile.wishes.contracts.empty() || std::ranges::find(profile.wishes.contracts, contract) != profile.wishes.contracts.end();
}

// Not a word about it is not a no: the person is told to ask.
bool says_what_it_provides(const Vacancy& vacancy) { return !vacancy.accommodations.empty(); }

std::vector<std::string> asked_papers(const Vacancy& vacancy) {
    auto all = vacancy.certificates;
    all.insert(all.end(), vacancy.languages.begin(), vacancy.languages.end());
    return all;
}

std::vector<std::string> held_concepts(const Profile& profile) {
    std::vector<std::string> held;
    for (const auto* list : {&profile.certificates, &profile.languages})
        for (const auto& one : *list) held.push_back(concept_of(one));
    return held;
}

// --- occupation ---
int wanted_value(const Profile& profile, std::uint16_t occupation) {
    if (occupation == 0) return not_coded;
    int best = profile.wishes.occupations.empty() ? not_coded : 0;
    for (const auto& one : profile.wishes.occupations) best = std::max(best, similarity(occupation_number(one), occupation));
    return best;
}

int held_value(const Profile& profile, std::uint16_t occupation) {
    int best = wanted_value(profile, occupation) / wished_only;
    for (const auto& one : profile.experience) best = std::max(best, similarity(occupation_number(one.occupation), occupation));
    return best;
}

bool is_of_the_kind(const Profile& profile, std::uint16_t occupation) {
    if (occupation == 0) return true;
    return std::max(wanted_value(profile, occupation), held_value(profile, occupation)) >= similar_enough;
}

int months_in(const Profile& profile, std::uint16_t occupation) {
    int months = 0;
    for (const auto& one : profile.experience)
        if (similarity(occupation_number(one.occupation), occupation) >= practised_enough) months += one.months;
    return months;
}

constexpr std::array<int, experience_classes> class_begins{0, 1, 3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 120};

int wage_units(std::int64_t rupiah) { return static_cast<int>(std::clamp<std::int64_t>(rupiah / wage_unit, 0, 65'535)); }

std::uint8_t kind_of(const Vacancy& vacancy) {
    return static_cast<std::uint8_t>(static_cast<int>(vacancy.contract) * 3 + static_cast<int>(vacancy.mode));
}

// Calendars of one country: what is a day is the same wherever it is computed again.
Date shown_since(const Vacancy& vacancy) { return vacancy.published_at ? vacancy.published_at->in(Zone::wib).date : Date{}; }

// The person's own words: what they can do, hold and learned. Employers of the past and wishes in free words are not read.
std::vector<std::string> own_words(const Profile& profile) {
    std::vector<std::string> all = meanings_of(profile.major);
    const auto add = [&](std::string_view text) {
        for (auto& word : meanings_of(text)) all.push_back(std::move(word));
    };
    for (const auto& one : profile.skills) add(one.name);
    for (const auto& one : profile.certificates) add(one);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::uint16_t day_number(Date day) { return static_cast<std::uint16_t>(std::clamp(day.days, 0, 0xFFFF)); }

// By field of study: 0 to 1000, how near it is to the person's own. One that shares a word is a field near it.
std::vector<std::int16_t> nearness_of_majors(const Profile& profile, const Lists& lists) {
    constexpr std::int16_t same = 1000;
    constexpr std::int16_t shares_a_word = 400;
    const auto own = concept_of(profile.major);
    const auto own_words = telling_words_of(own);
    std::vector<std::int16_t> nearness;
    for (const auto& words : lists.major_words) {
        const bool is_near = std::ranges::any_of(words, [&](const std::string& word) { return is_in(own_words, word); });
        nearness.push_back(is_near ? shares_a_word : std::int16_t{0});
    }
    if (const auto number = lists.majors.find(own); number < nearness.size()) nearness[number] = same;
    return nearness;
}

}  // namespace

std::uint16_t occupation_number(std::string_view code) {
    std::uint16_t number{};
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    return code.size() == 4 && error == std::errc{} && end == code.data() + code.size() ? number : std::uint16_t{0};
}

int similarity(std::uint16_t one, std::uint16_t other) {
    if (one == 0 || other == 0) return 0;
    if (one == other) return 1000;
    if (one / 10 == other / 10) return 650;    // minor group
    if (one / 100 == other / 100) return 350;  // sub-major group
    return one / 1000 == other / 1000 ? 100 : 0;
}

std::uint8_t education_rank(std::string_view level) {
    constexpr std::array<std::pair<std::string_view, std::uint8_t>, 17> ranks{{{"none", 0},
                                                                               {"sd", 1},
                                                                               {"smp", 2},
                                                                               {"sma", 3},
                                                                               {"ma", 3},
                                                                               {"smk", 3},
                                                                               {"paket_c", 3},
                                                                               {"d1", 4},
                                                                               {"d2", 4},
                                                                               {"d3", 5},
                                                                               {"d4", 6},
                                                                               {"s1", 6},
                                                                               {"profesi", 7},
                                                                               {"s2", 8},
                                                                               {"sp1", 8},
                                                                               {"s3", 9},
                                                                               {"sp2", 9}}};
    for (const auto& [code, rank] : ranks)
        if (code == level) return rank;
    return 0;
}

std::uint8_t experience_class(int months) {
    std::size_t at = class_begins.size() - 1;
    while (at > 0 && months < class_begins[at]) --at;
    return static_cast<std::uint8_t>(at);
}

// Of what is asked for at level 3. What a certificate, a test or an employer confirms counts whole, one's own word for four fifths.
std::uint8_t credit_of(const SkillHeld& skill) {
    const int fifteenths = std::clamp(skill.level, 0, 5) * (skill.evidence == Evidence::self ? 4 : 5);
    return static_cast<std::uint8_t>(std::min<int>(fifteenths, credit_max));
}

std::vector<Failed> failed_items(const Profile& profile, const Vacancy& vacancy, Date today) {
    std::vector<Failed> failed;
    if (is_for_adults(vacancy) && today < profile.of_age_on) failed.push_back({Hard::of_age, "", false});
    if (education_rank(profile.education) < education_rank(vacancy.education_min))
        failed.push_back({Hard::education, vacancy.education_min, true});
    if (const auto papers = asked_papers(vacancy); !papers.empty()) {
        const auto held = held_concepts(profile);
        for (std::size_t at = 0; at < papers.size(); ++at) {
            const auto word = concept_of(papers[at]);
            if (!word.empty() && !is_in(held, word))
                failed.push_back({at < vacancy.certificates.size() ? Hard::certificate : Hard::language, papers[at], true});
        }
    }
    if (!is_accepted(profile, vacancy.contract)) failed.push_back({Hard::contract, std::string(vacancies::code(vacancy.contract)), true});
    if (!place_value(profile, vacancy.place_code, vacancy.mode == WorkMode::remote))
        failed.push_back({Hard::distance, vacancy.place_code, true});
    if (says_what_it_provides(vacancy)) {
        for (const auto need : accommodation_codes)
            if (is_in(profile.needs, need) && !is_in(vacancy.accommodations, need))
                failed.push_back({Hard::accommodation, std::string(need), true});
    }
    if (!is_of_the_kind(profile, occupation_number(vacancy.occupation))) failed.push_back({Hard::occupation, vacancy.occupation, true});
    return failed;
}

bool asks_about_accommodation(const Profile& profile, const Vacancy& vacancy) {
    return !profile.needs.empty() && !says_what_it_provides(vacancy);
}

Compiled compile(const Vacancy& vacancy, Lists& lists) {
    Compiled made;
    auto& facts = made.facts;
    facts.id = vacancy.id.value;
    facts.last_day = day_number(vacancy.valid_until);
    facts.occupation = lists.put_occupation(occupation_number(vacancy.occupation));
    facts.place = vacancy.mode == WorkMode::remote ? remote_place : lists.put_place(vacancy.place_code);
    facts.wage = static_cast<std::uint16_t>(wage_units(std::max(vacancy.wage_low, vacancy.wage_high)));
    facts.study = lists.put_study(vacancy.majors);
    facts.education = education_rank(vacancy.education_min);
    facts.experience = experience_class(vacancy.experience_months);
    facts.kind = kind_of(vacancy);
    for (const auto& name : vacancy.skills) {
        const auto skill = lists.skills.put(concept_of(name));
        if (facts.skill_count < skills_wanted_max && std::ranges::find(facts.wanted(), skill) == facts.wanted().end())
            facts.skills[facts.skill_count++] = skill;
    }
    facts.since = day_number(shown_since(vacancy));
    for (const auto& word : meanings_of(vacancy.title))
        if (facts.word_count < title_words_max) facts.words[facts.word_count++] = lists.words.put(word);
    for (const auto& name : vacancy.certificates_preferred) {
        const auto word = concept_of(name);
        if (word.empty() || facts.liked_count == papers_liked_max) continue;
        const auto paper = lists.liked.put(word);
        if (std::ranges::find(facts.papers_liked(), paper) == facts.papers_liked().end()) facts.liked[facts.liked_count++] = paper;
    }
    facts.need.a |= education_bits(facts.education) | bit(contract_bit + static_cast<unsigned>(vacancy.contract));
    if (is_for_adults(vacancy)) facts.need.a |= bit(age_bit);
    for (unsigned at = 0; at < accommodation_codes.size(); ++at)
        if (says_what_it_provides(vacancy) && !is_in(vacancy.accommodations, accommodation_codes[at]))
            facts.need.a |= bit(accommodation_bit + at);
    for (const auto& name : asked_papers(vacancy)) {
        const auto word = concept_of(name);
        if (word.empty()) continue;
        const auto paper = lists.papers.put(word);
        if (paper < papers_in_masks)
            set_paper(facts.need, paper);
        else
            made.papers_beyond.push_back(paper);
    }
    return made;
}

std::vector<std::uint16_t> papers_of(const Profile& profile, const Lists& lists) {
    std::vector<std::uint16_t> papers;
    for (const auto& word : held_concepts(profile))
        if (const auto paper = lists.papers.find(word); paper != WordList::unknown) papers.push_back(paper);
    std::ranges::sort(papers);
    return papers;
}

Question question_of(const Profile& profile, const Lists& lists, const Weights& weights, Date today, std::optional<std::uint16_t> only) {
    Question made;
    made.today = day_number(today);
    made.worth = &weights.worth;
    made.coverage = &weights.coverage;
    made.lottery = static_cast<std::uint64_t>(profile.id.value) | 1;

    made.occupation.assign(only ? std::size_t{*only} + 1 : occupation_count, shut);
    made.practised.assign(made.occupation.size(), 0);
    const auto put = [&](std::uint16_t occupation) {
        made.occupation[occupation] =
            weights.occupation_held.at(held_value(profile, occupation)) + weights.occupation_wanted.at(wanted_value(profile, occupation));
        made.practised[occupation] = experience_class(months_in(profile, occupation));
    };
    // What a pair is judged by is asked also where the person would not look.
    if (only)
        put(*only);
    else
        for (const auto occupation : lists.occupations)
            if (is_of_the_kind(profile, occupation)) put(occupation);
    made.place.push_back(weights.place.at(1000));
    made.place.push_back(weights.place.at(place_not_told));
    const auto ways = ways_of(profile);
    for (std::size_t at = 2; at < lists.place_codes.size(); ++at) {
        const auto value = place_value(profile, ways.get(), lists.place_areas[at], lists.place_codes[at]);
        made.place.push_back(value ? weights.place.at(*value) : only ? Addend{} : shut);
    }
    made.study.push_back(weights.study.at(1000));
    const auto nearness = nearness_of_majors(profile, lists);
    for (std::size_t at = 1; at < lists.majors_of.size(); ++at) {
        int best = 0;
        for (const auto major : lists.majors_of[at]) best = std::max(best, major < nearness.size() ? int{nearness[major]} : 0);
        made.study.push_back(weights.study.at(best));
    }
    const auto held = education_rank(profile.education);
    for (std::size_t level = 0; level < made.education.size(); ++level)
        made.education[level] = weights.education.at(level <= held ? 1000 : 0);
    for (std::size_t wanted = 0; wanted < experience_classes; ++wanted) {
        for (std::size_t done = 0; done < experience_classes; ++done) {
            const int value = wanted == 0 ? 1000 : std::min(1000, 1000 * class_begins[done] / class_begins[wanted]);
            made.experience[wanted][done] = weights.experience.at(value);
        }
    }
    const int wish = wage_units(profile.wishes.wage);
    made.wage_not_told = weights.wage.at(not_told);
    // 1000 from the wish on; nothing at three tenths below it; ten steps between.
    for (int step = 10; step > 0; --step)
        made.wage.push_back({static_cast<std::uint16_t>((wish * (70 + 3 * step) + 99) / 100), weights.wage.at(100 * step)});
    for (std::size_t contract = 0; contract < 5; ++contract) {
        for (std::size_t mode = 0; mode < 3; ++mode) {
            const bool is_wished = !profile.wishes.contracts.empty() && is_accepted(profile, static_cast<Contract>(contract));
            made.kind[contract * 3 + mode] = weights.kind.at(is_wished ? 1000 : profile.wishes.contracts.empty() ? any_kind : 0);
        }
    }
    made.skills.assign(lists.skills.end(), 0);
    for (const auto& skill : profile.skills) {
        const auto number = lists.skills.find(concept_of(skill.name));
        if (number != WordList::unknown) made.skills[number] = std::max(made.skills[number], credit_of(skill));
    }
    made.words_shared = &weights.words_shared;
    made.papers_held = &weights.papers_held;
    made.age = weights.age;
    made.words.assign(lists.words.end(), 0);
    for (const auto& word : own_words(profile))
        if (const auto number = lists.words.find(word); number != WordList::unknown) made.words[number] = 1;
    made.papers.assign(lists.liked.end(), 0);
    for (const auto& word : held_concepts(profile))
        if (const auto number = lists.liked.find(word); number != WordList::unknown) made.papers[number] = 1;

    made.have = {};
    made.have.a |= education_bits(held);
    for (unsigned contract = 0; contract < 5; ++contract)
        if (is_accepted(profile, static_cast<Contract>(contract))) made.have.a |= bit(contract_bit + contract);
    if (today >= profile.of_age_on) made.have.a |= bit(age_bit);
    for (unsigned at = 0; at < accommodation_codes.size(); ++at)
        if (!is_in(profile.needs, accommodation_codes[at])) made.have.a |= bit(accommodation_bit + at);
    for (const auto paper : papers_of(profile, lists)) set_paper(made.have, paper);
    return made;
}

Band band_of(std::int32_t score) { return score >= 7000 ? Band::strong : score >= 3000 ? Band::good : Band::possible; }

namespace {

struct Part {
    Feature feature;
    Addend got;
    Addend most;
    bool may_change;  // by somebody: the person, a course, the company
};

std::vector<Part> parts_of(const Points& points, const Weights& weights) {
    return {{Feature::occupation, points.occupation, weights.occupation_held.most() + weights.occupation_wanted.most(), false},
            {Feature::place, points.place, weights.place.most(), true},
            {Feature::education, points.education + points.study, weights.education.most() + weights.study.most(), false},
            {Feature::experience, points.experience, weights.experience.most(), true},
            {Feature::wage, points.wage, weights.wage.most(), true},
            {Feature::kind, points.kind, weights.kind.most(), false},
            {Feature::skills, points.skills, weights.skills.most(), true},
            {Feature::words, points.words, weights.words.most(), false},
            {Feature::liked, points.liked, weights.liked.most(), true},
            {Feature::fresh, points.fresh, weights.fresh.most(), false}};
}

int whole(Addend points) { return points.chance + points.wish; }

// What everybody gets where nothing is asked for is no reason.
bool is_asked(const Part& part, const Profile& profile, const Vacancy& vacancy) {
    switch (part.feature) {
        case Feature::occupation: return !vacancy.occupation.empty();
        case Feature::place: return true;
        case Feature::education: return !vacancy.majors.empty() || education_rank(vacancy.education_min) > 0;
        case Feature::experience: return vacancy.experience_months > 0;
        case Feature::wage: return profile.wishes.wage > 0 && std::max(vacancy.wage_low, vacancy.wage_high) > 0;
        case Feature::kind: return !profile.wishes.contracts.empty();
        case Feature::skills: return !vacancy.skills.empty();
        case Feature::words: return true;
        case Feature::liked: return !vacancy.certificates_preferred.empty();
        case Feature::fresh: return vacancy.published_at.has_value();
    }
    return false;
}

// As they stand in the title, so that a reader finds them there.
std::vector<std::string> shared_words(const Profile& profile, const Vacancy& vacancy) {
    const auto own = own_words(profile);
    std::vector<std::string> shared;
    for (const auto& word : text::split(text::squeeze(vacancy.title), ' ')) {
        const auto meant = meanings_of(word);
        if (!meant.empty() && std::ranges::any_of(meant, [&](const std::string& one) { return std::ranges::binary_search(own, one); }))
            shared.push_back(word);
    }
    return shared;
}

std::string detail_of(Feature feature, const Profile& profile, const Vacancy& vacancy, Date today) {
    switch (feature) {
        case Feature::occupation: return vacancy.occupation;
        case Feature::place: return vacancy.mode == WorkMode::remote ? std::string("remote") : vacancy.place_code;
        case Feature::education: return vacancy.majors.empty() ? vacancy.education_min : profile.major;
        case Feature::experience: return std::to_string(months_in(profile, occupation_number(vacancy.occupation)));
        case Feature::wage: return std::to_string(std::max(vacancy.wage_low, vacancy.wage_high));
        case Feature::kind: return std::string(vacancies::code(vacancy.contract));
        case Feature::skills: {
            std::vector<std::string> shared;
            for (const auto& wanted : vacancy.skills) {
                const auto word = concept_of(wanted);
                if (std::ranges::any_of(profile.skills, [&](const SkillHeld& held) { return concept_of(held.name) == word; }))
                    shared.push_back(wanted);
            }
            return text::join(shared, ", ");
        }
        case Feature::words: return text::join(shared_words(profile, vacancy), ", ");
        case Feature::liked: return text::join(vacancy.certificates_preferred, ", ");
        case Feature::fresh: return std::to_string(std::max(0, today - shown_since(vacancy)));
    }
    return {};
}

void explain(Fit& fit, const Profile& profile, const Vacancy& vacancy, const Weights& weights, Date today) {
    auto parts = parts_of(fit.points, weights);
    // A feature that these weights do not know is no reason either.
    std::erase_if(parts, [&](const Part& part) { return whole(part.most) == 0 || !is_asked(part, profile, vacancy); });
    const auto reason = [&](const Part& part) { return Reason{part.feature, part.got, detail_of(part.feature, profile, vacancy, today)}; };
    std::ranges::stable_sort(parts, std::greater{}, [](const Part& part) { return whole(part.got); });
    for (const auto& part : parts)
        if (fit.speaks_for.size() < 3 && 2 * whole(part.got) >= whole(part.most)) fit.speaks_for.push_back(reason(part));
    std::ranges::stable_sort(parts, std::greater{}, [](const Part& part) { return whole(part.most) - whole(part.got); });
    for (const auto& part : parts) {
        if (!part.may_change || 4 * whole(part.got) >= 3 * whole(part.most)) continue;
        fit.speaks_against.push_back(reason(part));
        break;
    }
    for (const auto& wanted : vacancy.skills) {
        const auto word = concept_of(wanted);
        if (std::ranges::none_of(profile.skills, [&](const SkillHeld& held) { return concept_of(held.name) == word; }))
            fit.to_learn.push_back(wanted);
    }
}

}  // namespace

Fit judge(const Profile& profile, const Vacancy& vacancy, const Weights& weights, Date today, const Relaxed& relaxed) {
    Lists lists;
    const auto compiled = compile(vacancy, lists);
    const auto question = question_of(profile, lists, weights, today, compiled.facts.occupation);
    Fit fit{
        .vacancy = vacancy.id, .profile = profile.id, .application = profile.application, .points = points_of(question, compiled.facts)};
    fit.score = weights.worth.of(fit.points.sum());
    fit.band = band_of(fit.score);
    fit.failed = failed_items(profile, vacancy, today);
    const auto is_set_aside = [&](const Failed& one) {
        return one.may_be_relaxed && std::ranges::find(relaxed.items, one.what) != relaxed.items.end();
    };
    fit.is_relaxed = std::ranges::any_of(fit.failed, is_set_aside);
    std::erase_if(fit.failed, is_set_aside);
    fit.asks_about_accommodation = asks_about_accommodation(profile, vacancy);
    explain(fit, profile, vacancy, weights, today);
    return fit;
}

}  // namespace matching
