-- What somebody was told on arrival: how many ahead, how long. What it really took stands beside it, for the board of promises
-- and for learning.
alter table hall_place add column ahead integer not null default 0;

-- What an office's own days have taught about its waits, up to a day; no person in it.
create table hall_forecast (
    office_id {int64} primary key,
    date text not null,
    learned text not null
) {strict};
