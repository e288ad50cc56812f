#pragma once

// SOCI as Debian builds it says that it wants Boost's headers, for templates that nothing here uses. What its
// soci-config.h would define, less Boost: one hundred megabytes fewer on the machine that builds.
#define SOCICONFIG_H_INCLUDED
#define SOCI_HAVE_CXX11
#define SOCI_HAVE_POSTGRESQL
#define SOCI_HAVE_SQLITE3
#define SOCI_HAVE_VISIBILITY_SUPPORT

#include <soci/soci.h>

// After soci.h: it brings <sqlite3.h> into a namespace of its own.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
