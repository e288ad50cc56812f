-- A company says that nobody here has the skill that a vacancy asks for; an officer answers with the count of that moment.
create table placement_exemption (
    id {int64} primary key,
    office_id {int64} not null,
    vacancy_id {int64} not null,
    employer_id {int64} not null,
    reason text not null check (reason <> ''),
    state text not null check (state in ('asked', 'granted', 'declined')),
    asked_by text not null,
    asked_at {int64} not null,
    supply integer check (supply >= 0),
    answered_by text not null default '',
    answered_at {int64},
    note text not null default '',
    check ((state = 'asked') = (answered_at is null)),
    check ((answered_at is null) = (supply is null)),
    check (answered_at is null or answered_by <> '')
) {strict};
-- One that is asked or granted a vacancy.
create unique index placement_exemption_of_vacancy on placement_exemption (vacancy_id) where state in ('asked', 'granted');
create index placement_exemption_of_office on placement_exemption (office_id, state, asked_at);
create index placement_exemption_of_employer on placement_exemption (employer_id, asked_at);
