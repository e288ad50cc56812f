-- Codes that came after the release: a line of a built-in list that is new, or says something else.
create table reference_addition (
    list text not null check (list in ('areas', 'kbji2014', 'kbli2020', 'kbli2025')),
    code text not null check (code <> ''),
    line text not null check (line <> ''),
    added_at {int64} not null,
    primary key (list, code)
) {strict};
