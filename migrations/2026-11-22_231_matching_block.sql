-- Whom somebody does not want to work for: that firm is not suggested to them, and does not find them. The firm is never told.
-- By person, as the profile is: another file of theirs in this office changes nothing.
create table matching_block (
    office_id {int64} not null,
    person_key text not null check (person_key <> ''),
    employer_id {int64} not null,
    employer_name text not null,         -- as it was read; a firm that is no longer shown keeps a name in the person's list
    at {int64} not null,
    primary key (office_id, person_key, employer_id)
) {strict};
create index matching_block_of_employer on matching_block (employer_id);
