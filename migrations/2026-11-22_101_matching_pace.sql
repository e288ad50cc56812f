-- Prices follow their vacancies through the day. Every price that was ever asked stays findable by vacancy and version, with
-- what it was computed from, so that a record can be computed again to its price as well.
-- `version`: of all prices, when this one was set; `given_then`: at the last step.
alter table matching_price add column version {int64} not null default 0;
alter table matching_price add column given_then integer not null default 0;
-- `priced_at`: of the last step or batch; `priced_revision`: of the vacancies whose openings are counted.
alter table matching_state add column price_version {int64} not null default 0;
alter table matching_state add column priced_at {int64} not null default 0;
alter table matching_state add column priced_revision {int64} not null default 0;

create table matching_price_then (
    vacancy_id {int64} not null,
    version {int64} not null,
    batch_id {int64} not null,
    price integer not null check (price >= 0),
    -- null: by the batch, whose certificate speaks for it
    price_before integer check (price_before >= 0),
    taken integer check (taken >= 0),
    expected integer check (expected >= 0),  -- thousandths
    at {int64} not null,
    primary key (vacancy_id, version),
    check ((price_before is null) = (taken is null) and (price_before is null) = (expected is null))
) {strict};

-- A suggestion may also come from trying something new (slot 'explore'); how likely it was to be shown is kept with each.
create table matching_record_next (
    id {int64} primary key,
    office_id {int64} not null,
    profile_id {int64} not null,
    profile_version integer not null,
    vacancy_id {int64} not null,
    vacancy_revision {int64} not null,
    weights text not null,
    settings text not null,
    relaxed text not null,
    day text not null,
    outcome text not null,
    score integer not null,
    price integer not null,
    price_version {int64} not null,  -- 0 = before prices had one
    rank integer not null check (rank >= 1),
    slot text not null check (slot in ('batch', 'open', 'officer', 'explore')),
    propensity integer not null check (propensity between 1 and 1000000),  -- in millionths
    batch_id {int64} not null,
    at {int64} not null
) {strict};
insert into matching_record_next (id, office_id, profile_id, profile_version, vacancy_id, vacancy_revision, weights, settings, relaxed, day,
    outcome, score, price, price_version, rank, slot, propensity, batch_id, at)
select id, office_id, profile_id, profile_version, vacancy_id, vacancy_revision, weights, settings, relaxed, day,
    outcome, score, price, 0, rank, slot, 1000000, batch_id, at from matching_record;
drop table matching_record;
alter table matching_record_next rename to matching_record;
create unique index matching_one_record on matching_record (profile_id, profile_version, vacancy_id, vacancy_revision, weights, relaxed);
create index matching_record_of_office on matching_record (office_id, at);
create index matching_record_of_price on matching_record (vacancy_id, price_version);

-- What it costs a company, in points of score, to have this person in its list, because others want them there, too.
create table matching_person_price (
    profile_id {int64} primary key,
    office_id {int64} not null,
    batch_id {int64} not null,
    price integer not null check (price > 0)
) {strict};
