-- Messages that cannot wait or that are of no use later; the office's own words; the lines out of the house.

alter table messages_message add column haste text not null default 'by_day' check (haste in ('by_day', 'at_once'));
alter table messages_message add column not_after {int64};
-- Counts how often a person said "again": a new round is a new message to the carrier.
alter table messages_message add column round integer not null default 0;

-- The office's own words for a text in one language. No row: the shipped words.
create table messages_wording (
    office_id {int64} not null,
    text_code text not null,
    language text not null check (language in ('id', 'en')),
    subject text not null,
    body text not null,
    set_at {int64} not null,
    primary key (office_id, text_code, language)
) {strict};

-- One row for the installation: where mail and the gateway are. Set by its administrator only.
create table messages_lines (
    id {int64} primary key check (id = 1),
    mail_host text not null,             -- '' = no mail
    mail_port integer not null check (mail_port between 1 and 65535),
    mail_security text not null check (mail_security in ('none', 'starttls', 'tls')),
    mail_user text not null,
    mail_password text not null,         -- sealed
    mail_from text not null,
    gateway_url text not null,           -- '' = no gateway
    gateway_secret text not null,        -- sealed
    version integer not null
) {strict};
