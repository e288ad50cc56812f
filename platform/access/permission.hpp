#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

// What a route or a verb asks of the person. Deny by default: a route that is for everybody says `anyone`.
enum class Permission : unsigned {
    anyone,            // also people who are not signed in
    hold_application,  // one's own application (token, or ticket code + birth date); clerks hold it for their office's
    signed_in,         // any account: own password, own second factor, sign out

    see_day_list,        // who comes today
    check_in,            // mark a person present
    serve_visit,         // call, close with an outcome
    see_person,          // open a person's file (logged)
    edit_application,    // walk-in form, AK/II, later entry
    decide_application,  // approve, mark fields, refuse
    print_card,
    hand_over_card,
    request_revocation,
    confirm_revocation,  // a second person
    import_register,

    review_vacancy,  // companies and what they report: verify, publish, hold, warn
    refer_seeker,    // who fits a vacancy, letters of referral, placements

    manage_office,  // profile, windows, quota, documents, templates, rule pack
    manage_quota,
    manage_staff,  // invite, roles, reset of a second factor
    see_audit,

    manage_installation,  // offices, first set-up

    school,    // a BKK account
    employer,  // a company account
};

class PermissionSet {
  public:
    PermissionSet() = default;
    PermissionSet(std::initializer_list<Permission> permissions) {
        for (const auto one : permissions) add(one);
    }
    void add(Permission permission) { bits_ |= bit(permission); }
    void add(const PermissionSet& other) { bits_ |= other.bits_; }
    bool has(Permission permission) const { return permission == Permission::anyone || (bits_ & bit(permission)) != 0; }
    bool operator==(const PermissionSet&) const = default;

  private:
    static std::uint64_t bit(Permission permission) { return std::uint64_t{1} << static_cast<unsigned>(permission); }
    std::uint64_t bits_{};
};

std::string_view code(Permission permission);  // "see_day_list", as `antarkerja routes --json` prints it
