#!/bin/sh
# Builds the fuzzer with clang's sanitizers and runs each target for TIME seconds, one after the other: tools/fuzz.sh [TARGET…].
# What was found new stays in build/fuzz/corpus, what broke something in build/fuzz/broken. Wants the release build's archive.
set -eu
cd "$(dirname "$0")/.."

targets=${*:-$(ls tests/fuzz/seeds)}
cmake -S tests/fuzz -B build/fuzz -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 >build/fuzz-configure.log ||
    { cat build/fuzz-configure.log; exit 1; }
ninja -C build/fuzz
export UBSAN_OPTIONS=print_stacktrace=1
failed=
for target in $targets; do
    echo "$target: ${TIME:-60} s"
    mkdir -p "build/fuzz/corpus/$target" build/fuzz/broken
    TARGET=$target build/fuzz/antarkerja_fuzz -max_total_time="${TIME:-60}" -max_len=4096 -timeout=10 -rss_limit_mb=1500 \
        -artifact_prefix="build/fuzz/broken/$target-" "build/fuzz/corpus/$target" "tests/fuzz/seeds/$target" >"build/fuzz/$target.log" 2>&1 ||
        { failed="$failed $target"; grep -E "does not hold|runtime error|SUMMARY|Test unit" "build/fuzz/$target.log" || tail -5 "build/fuzz/$target.log"; }
    grep DONE "build/fuzz/$target.log" || true
done
[ -z "$failed" ] || { echo "something broke:$failed"; exit 1; }
