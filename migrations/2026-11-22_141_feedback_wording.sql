-- How an office asks about an element of the survey, where it does not use the shipped sentence. The elements and their
-- order are the regulation's.
create table feedback_wording (
    office_id {int64} not null,
    element integer not null check (element between 1 and 9),
    language text not null check (language in ('id', 'en')),
    question text not null check (question <> ''),
    set_at {int64} not null,
    primary key (office_id, element, language)
) {strict};
