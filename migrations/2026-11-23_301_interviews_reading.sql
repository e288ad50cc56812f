-- Who read the names of a day, how many, and when last: the journal has a row for each day of reading, not one for each page.
create table interviews_reading (
    day_id {int64} not null references interviews_day (id),
    reader text not null check (reader <> ''),
    what text not null check (what in ('day', 'print', 'sheet')),
    office_id {int64} not null,
    read_on text not null,
    people integer not null check (people > 0),
    primary key (day_id, reader, what)
) {strict};
