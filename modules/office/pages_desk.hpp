#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/reference/model.hpp"
#include "platform/context.hpp"
#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

// What the pages of the settings have in common. While an office is being set up the same pages are the steps of the
// wizard: each is saved at once, and can be left and found again.
namespace office {

enum class Step { region, profile, signatories, week, services, hours, papers, card, rules, opening };

struct StepPage {
    Step step;
    std::string_view code;  // kept in office_set_up_step
    std::string_view path;
    std::string_view name;   // on the progress bar
    std::string_view title;  // of the page
    std::string_view icon;
};
std::span<const StepPage> step_pages();
const StepPage& page_of(Step step);
std::string_view path_after(Step step);

// A regency or city by its code, or by its full name as a person types it without the list.
std::optional<reference::Area> find_regency(std::string_view code, std::string_view name);

// The office these settings are of: the account's own, or the one that the installation's administrator has opened
// (its id stands in a cookie; the permission is asked each time).
std::optional<Office> office_at_hand(const http::Request& request, const Context& context);
http::Response choose_office_first(const Context& context);

struct Settings {
    const Office& office;
    Step step;
    std::string title;      // "" = the step's own
    std::string_view back;  // "" = the overview
    bool goes_on{true};     // in the wizard: a button to the next step below the body
    int status{200};
};
http::Response settings_page(const http::Request& request, const Context& context, const Settings& settings, const Markup& body,
                             const html::FormState& state);
// What the button below a form says: in the wizard it goes on to the next step.
std::string_view save_label(const Context& context, const Office& office);
// After a form was kept: the next step in the wizard, else the same page saying so.
http::Response kept(const Office& office, Step step, std::string path);
http::Response kept_here(std::string path);

// What was typed into a field; an unfit or missing text is refused at the field.
enum class Presence { required, may_be_empty };
std::string line_of(const Context& context, html::FormState& state, std::string_view name, std::size_t max_length, Presence presence);
std::string lines_of(const Context& context, html::FormState& state, std::string_view name, std::size_t max_length, Presence presence);
std::optional<Date> date_of(const Context& context, html::FormState& state, std::string_view name, Presence presence);
std::int64_t number_of(const Context& context, html::FormState& state, std::string_view name, std::int64_t minimum, std::int64_t maximum);

// The value typed, else the one that is kept.
std::string shown(const html::FormState& state, std::string_view name, std::string_view kept);
bool is_ticked(const html::FormState& state, std::string_view name, bool kept);

}  // namespace office
