-- Two originals marked in one second: which one was the last.
alter table registration_original_seen add column id {int64} not null default 0;
