-- Boards say when the hall is full and who of those outside may come in.
create table hall_board_call_next (
    office_id {int64} not null,
    number {int64} not null,
    date text not null,
    at {int64} not null,
    word text not null check (word in ('called', 'again', 'undone', 'notice', 'come_in', 'full', 'free')),
    ticket_id {int64} not null,
    label text not null,
    counter text not null,
    primary key (office_id, number)
) {strict};
insert into hall_board_call_next (office_id, number, date, at, word, ticket_id, label, counter)
select office_id, number, date, at, word, ticket_id, label, counter from hall_board_call;
drop table hall_board_call;
alter table hall_board_call_next rename to hall_board_call;
create index hall_board_call_by_day on hall_board_call (office_id, date, number);

-- The day of which the boards say that the hall is full.
alter table hall_board add column full_on text;
