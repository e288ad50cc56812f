#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

// What must never be, as functions over text: each gives one line a fault, "path:line: what and the way out".
// They see no disk, so that a test can show them a bad snippet and watch them object.
namespace house {

struct SourceFile {
    std::string path;  // from the root: "modules/booking/store.cpp"
    std::string text;
};
using Tree = std::vector<SourceFile>;
using Faults = std::vector<std::string>;

struct Allowed {                                            // modules/ALLOWED
    std::map<std::string, std::vector<std::string>> above;  // module -> modules it may know
    std::map<std::string, std::vector<std::string>> shown;  // module -> further public headers
};
Allowed parse_allowed(std::string_view text);

Faults arrows_between_layers(const Tree& tree);  // base <- platform <- modules <- app
Faults arrows_between_modules(const Tree& tree, const Allowed& allowed);
Faults arrows_inside_modules(const Tree& tree);   // pages -> actions -> store, rules -> model
Faults rules_without_platform(const Tree& tree);  // also through a third file
Faults file_names(const Tree& tree);
Faults libraries_at_home(const Tree& tree);  // RESTinio, SOCI … behind one folder each
Faults sql_outside_stores(const Tree& tree);
Faults foreign_tables(const Tree& tree, const Allowed& allowed);
Faults migrations_by_owner(const Tree& tree, const Allowed& allowed);
Faults markup_outside_pages(const Tree& tree);
Faults ambient_reads(const Tree& tree);  // clock, environment, chance, locale
Faults headers_stay_light(const Tree& tree);
Faults missing_readmes(const Tree& tree);
Faults foreign_addresses(const Tree& tree);  // paths of one machine, package registries

}  // namespace house
