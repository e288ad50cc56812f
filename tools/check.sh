#!/bin/sh
# `make check`: what can be judged without running the product. FILES="a.cpp b.cpp" looks at some only; TIDY=off skips the slow part.
set -eu
cd "$(dirname "$0")/.."
failed=0

sources=${FILES:-$(git ls-files '*.cpp' '*.hpp')}

echo "== format"
clang-format --dry-run --Werror $sources 2>&1 | grep -E '^[^ ]+:[0-9]+' | cut -d: -f1 | sort | uniq -c || true
clang-format --dry-run --Werror $sources >/dev/null 2>&1 || failed=1

echo "== house"
build/release/antarkerja_tests -ts=house --no-intro || failed=1

echo "== scripts"
for script in $(git ls-files '*.sh' .ci/run); do
    bash -n "$script" || failed=1
done
for script in $(git ls-files '*.mjs'); do
    node --check "$script" || failed=1
done

if [ "${TIDY:-on}" = on ]; then
    echo "== static analysis"
    # The generated list of embedded files is no source of ours.
    printf '%s\n' $sources | grep '\.cpp$' |
        xargs -P "$(nproc)" -n 4 nice clang-tidy --quiet -p build/release --extra-arg=-Wno-unknown-warning-option \
            --extra-arg=-enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang 2>/dev/null || failed=1
fi

[ "$failed" = 0 ] && echo "nothing found"
exit "$failed"
