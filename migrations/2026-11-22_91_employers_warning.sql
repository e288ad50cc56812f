-- That a company may not have reported, as somebody saw it. What the register itself shows is not written here.
create table employers_signal (
    id {int64} primary key,
    office_id {int64} not null,
    employer_id {int64} not null references employers_employer (id),
    matter text not null check (matter in ('vacancy', 'filled')),
    source text not null check (source <> ''),
    seen_on text not null,
    noted_by text not null,
    noted_at {int64} not null,
    settled_at {int64},
    settled_note text not null default ''
) {strict};
create index employers_signal_open on employers_signal (office_id, employer_id) where settled_at is null;

-- A question to the company, its answer, and the written warning that a person may send afterwards. The answer is sealed.
create table employers_warning (
    id {int64} primary key,
    office_id {int64} not null,
    employer_id {int64} not null references employers_employer (id),
    matter text not null check (matter in ('vacancy', 'filled')),
    level integer not null check (level between 1 and 3),
    state text not null check (state in ('draft', 'answered', 'sent', 'closed', 'withdrawn')),
    source text not null check (source <> ''),
    drafted_by text not null,
    drafted_at {int64} not null,
    answer_until text not null,
    answer text not null default '',
    answered_by text not null default '',
    answered_at {int64},
    letter_number text not null default '',
    legal_basis text not null default '',
    sent_by text not null default '',
    sent_at {int64},
    valid_until text,
    closing_note text not null default '',
    closed_at {int64},
    version integer not null default 1,
    check ((answered_at is null) = (answer = '')),
    check (state <> 'answered' or answered_at is not null),
    check (state <> 'sent' or sent_at is not null),
    check (sent_at is null or (sent_by <> '' and letter_number <> '' and legal_basis <> '' and valid_until is not null)),
    check (state not in ('draft', 'answered', 'withdrawn') or sent_at is null),
    check ((state in ('closed', 'withdrawn')) = (closed_at is not null)),
    check (state <> 'closed' or sent_at is not null)
) {strict};
-- One open a company and matter, whatever its level.
create unique index employers_warning_open on employers_warning (employer_id, matter) where state in ('draft', 'answered', 'sent');
create index employers_warning_of_office on employers_warning (office_id, state, drafted_at);
create index employers_warning_of_employer on employers_warning (employer_id, drafted_at);
create unique index employers_warning_letter on employers_warning (office_id, letter_number) where letter_number <> '';
