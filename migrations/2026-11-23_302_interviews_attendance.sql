-- Who did not come stands with the day, not with the person: missed_at frees what is theirs on that day. What is learned is two
-- numbers a day, kept once: how many had a time and how many of them came.
alter table interviews_guest add column missed_at {int64};
alter table interviews_day add column invited integer check (invited > 0);
alter table interviews_day add column came integer check ((came is null) = (invited is null) and came between 0 and invited);
