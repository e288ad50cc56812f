-- How many people are in the hall, and who of those that arrived waits outside until there is room. The count is the guard:
-- two doors never let in one too many.
alter table hall_day add column inside {int64} not null default 0 check (inside >= 0);
alter table hall_place add column inside integer not null default 0 check (inside in (0, 1));
update hall_place set inside = 1 where state <> 'gone' and state <> 'skipped';
update hall_day set inside = (select count(*) from hall_place p where p.office_id = hall_day.office_id and p.date = hall_day.date
    and p.inside = 1);
