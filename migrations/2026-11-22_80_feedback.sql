-- What people thought of a visit, and what went wrong.

-- One row a ticket. `ticket_mark` is a keyed hash: it makes the second answer impossible and tells nobody whose the first is.
-- No time of the day: the order of answers must not be laid beside the order of visits.
create table feedback_answer (
    ticket_mark text primary key,
    office_id {int64} not null,
    service text not null,
    day text not null,                   -- of the visit
    on_paper integer not null check (on_paper in (0, 1)),
    u1 integer not null check (u1 between 1 and 4),
    u2 integer not null check (u2 between 1 and 4),
    u3 integer not null check (u3 between 1 and 4),
    u4 integer not null check (u4 between 1 and 4),
    u5 integer not null check (u5 between 1 and 4),
    u6 integer not null check (u6 between 1 and 4),
    u7 integer not null check (u7 between 1 and 4),
    u8 integer not null check (u8 between 1 and 4),
    u9 integer not null check (u9 between 1 and 4),
    remark text not null                 -- sealed; '' = none
) {strict};
create index feedback_answer_of_office on feedback_answer (office_id, day, service);

create table feedback_complaint (
    id {int64} primary key,
    office_id {int64} not null,
    number text not null unique,
    service text not null,               -- '' = none in particular
    body text not null,                  -- sealed
    contact text not null,               -- sealed: name, telephone, mail; '' = none given
    language text not null check (language in ('id', 'en')),
    state text not null check (state in ('received', 'in_progress', 'answered')),
    received_at {int64} not null,
    promised_on text not null,
    answer text not null,                -- sealed
    answered_at {int64},
    check ((state = 'answered') = (answered_at is not null))
) {strict};
create index feedback_complaint_of_office on feedback_complaint (office_id, state, promised_on);

create table feedback_sequence (
    year integer primary key,
    last integer not null check (last >= 1)
) {strict};
