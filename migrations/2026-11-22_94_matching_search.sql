-- Tells one record from another to whoever keeps a copy of its vacancies in memory.
create table matching_search_copy (
    one integer primary key check (one = 1),
    token {int64} not null
) {strict};

-- A search somebody comes back to; digest_since: consent to be told of new vacancies.
create table matching_saved_search (
    id {int64} primary key,
    office_id {int64} not null,
    application_id {int64} not null,
    place integer not null check (place between 1 and 10),  -- at most ten of one person
    address text not null check (length(address) between 1 and 1000),
    digest_since {int64},
    made_at {int64} not null,
    seen_at {int64} not null
) {strict};
create unique index matching_saved_search_place on matching_saved_search (application_id, place);
create unique index matching_saved_search_once on matching_saved_search (application_id, address);
