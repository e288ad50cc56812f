#pragma once

#include <cstddef>
#include <vector>

#include "modules/interviews/rules_schedule.hpp"

// The day while it is being filled: who stands where, and what is free. Internal.
namespace interviews {

// Were it alone on the day: both are there, and there is one of each thing it needs.
bool could_stand(const Day& day, const Meeting& one, int slot);

class Table {
  public:
    explicit Table(const Day& day);

    int slot(std::size_t meeting) const { return slot_[meeting]; }
    int taken(std::size_t company, int slot) const;
    bool has_room(std::size_t meeting, int slot) const;
    void put(std::size_t meeting, int slot);
    void take(std::size_t meeting);

    // Which ones would have to go for this meeting to stand there: those that its person has near, with one of the company's and
    // one for each shared thing that ran out. One list a choice.
    std::vector<std::vector<std::size_t>> ways_to_clear(std::size_t meeting, int slot) const;
    WhyNot why_not(std::size_t meeting) const;

    const std::vector<int>& slots() const { return slot_; }
    void restore(const std::vector<int>& slots);

  private:
    void set(std::size_t meeting, int slot, int by);
    bool is_person_free(const Meeting& one, int slot) const;
    bool has_line(const Meeting& one, int slot) const;
    bool has_shared(const Meeting& one, int slot) const;

    const Day& day_;
    std::vector<int> slot_;
    std::vector<std::vector<std::vector<std::size_t>>> of_company_;  // by company and slot
    std::vector<std::vector<std::size_t>> of_person_;
    std::vector<std::vector<int>> used_;  // by kind and slot
};

}  // namespace interviews
