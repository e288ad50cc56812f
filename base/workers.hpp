#pragma once

#include <cstddef>

namespace workers {

unsigned threads_of_machine();

void call_for_each_number(std::size_t count, unsigned threads, void (*call)(const void* work, std::size_t at), const void* work);

// Calls `work(at)` once for each number below `count`, on so many threads. What a call writes must be its own: then the
// number of threads changes nothing but the time. What the first failing call threw is thrown again.
template <class Work>
void for_each_number(std::size_t count, unsigned threads, const Work& work) {
    call_for_each_number(
        count, threads, [](const void* given, std::size_t at) { (*static_cast<const Work*>(given))(at); }, &work);
}

}  // namespace workers
