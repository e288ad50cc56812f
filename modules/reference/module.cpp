#include "modules/reference/module.hpp"

#include "modules/reference/routes.hpp"

namespace reference {

http::Module module() {
    return {
        .name = "reference",
        .routes = {{http::Method::get, "/acuan/jabatan", suggest_occupations, Permission::anyone},
                   {http::Method::get, "/acuan/usaha", suggest_industries, Permission::anyone},
                   {http::Method::get, "/acuan/tempat", suggest_places, Permission::anyone},
                   {http::Method::get, "/acuan/wilayah", suggest_villages, Permission::anyone}},
    };
}

}  // namespace reference
