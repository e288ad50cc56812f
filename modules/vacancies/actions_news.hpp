#pragma once

#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/model_change.hpp"

// What a company hears of its vacancies, where an account works for it.
namespace vacancies {

constexpr int reminded_days_before = 3;

// Returned with questions, refused with its reason and how to object, published (once a day and company).
void tell_decision(sql::Transaction& tx, const Context& context, const Vacancy& vacancy);
// Of a change that waited: shown, or not and why.
void tell_change_decided(sql::Transaction& tx, const Context& context, const Change& change);
// Vacancies of one company that ran out today.
struct Ended {
    OfficeId office;
    int count{};
    std::string title;  // of one of them
};
void tell_ended(sql::Transaction& tx, const Context& context, employers::EmployerId employer, const Ended& ended, Date today);
// Of one company, work abroad that paused because its permission is over, or that may be shown again.
struct LicenceNews {
    OfficeId office;
    int count{};
    employers::LicenceId licence;  // with which it was shown last, or may be shown now
    std::string title;             // of one of them
};
void tell_licence_over(sql::Transaction& tx, const Context& context, employers::EmployerId employer, const LicenceNews& news);
void tell_licence_back(sql::Transaction& tx, const Context& context, employers::EmployerId employer, const LicenceNews& news);
// Companies whose vacancies have so many days left; once a company and day.
void remind_closing(sql::Transaction& tx, const Context& context, OfficeId office);

}  // namespace vacancies
