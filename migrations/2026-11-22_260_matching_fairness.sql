-- The fairness board of an office as it was last counted, added up: no row says anything of fewer people than the office's
-- smallest cell, whoever writes it.
create table matching_fairness (
    office_id {int64} primary key,
    batch_id {int64} not null,
    at {int64} not null,
    people integer not null,
    zero_slot integer not null check (zero_slot between 0 and people),
    vacancies integer not null,
    covered integer not null check (covered between 0 and vacancies),
    most_load integer not null,
    overfull integer not null,
    gini integer not null,
    decided integer not null,
    min_cell integer not null check (min_cell >= 10),
    alarm_people integer not null check (alarm_people >= min_cell),
    limit_exposure integer not null,
    limit_conditional integer not null,
    limit_quality integer not null,
    limit_outcome integer not null,
    limit_calibration integer not null,
    limit_coverage integer not null
) {strict};

create table matching_fairness_line (
    office_id {int64} not null references matching_fairness (office_id),
    line integer not null,
    min_cell integer not null check (min_cell >= 10),
    measure text not null,
    grouped_by text not null,
    scope text not null check (scope in ('office', 'sector', 'employer')),
    scope_name text not null,
    group_name text not null check (group_name <> ''),
    people integer not null check (people = 0 or people >= min_cell),
    value integer not null,
    ratio integer not null,
    low integer not null,
    high integer not null,
    verdict text not null check (verdict in ('too_few', 'fine', 'watch', 'alarm')),
    primary key (office_id, line),
    check (people > 0 or (value = 0 and ratio = 0 and low = 0 and high = 0 and verdict = 'too_few'))
) {strict};
