-- What is to be told to people outside. Written in the transaction of what it tells of; carried by a job afterwards.

create table messages_message (
    id {int64} primary key,
    office_id {int64} not null,
    text_code text not null,
    about text not null,
    occasion text not null,
    holder text not null,                -- 'application:34': in whose file it is shown; '' = in nobody's
    language text not null check (language in ('id', 'en')),
    recipient text not null,             -- sealed: name, telephone, mail address; '' once wiped
    filling text not null,               -- sealed: the values for the text's {names}; '' once wiped
    state text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'failed')),
    carrier text not null check (carrier in ('', 'gateway', 'mail', 'paper', 'by_hand')),
    attempts integer not null check (attempts between 0 and 1000),
    next_attempt_at {int64} not null,
    claim text not null,                 -- whose turn it is to send; '' = nobody's
    claimed_until {int64} not null,
    failure text not null,               -- short code of the last refusal; '' = none
    queued_at {int64} not null,
    sent_at {int64},
    delivered_at {int64},
    wiped_at {int64},
    check ((state = 'sending') = (claim <> '')),
    check (state not in ('sent', 'delivered') or sent_at is not null)
) {strict};
-- Told once: the same words about the same thing on the same occasion are never queued twice.
create unique index messages_message_once on messages_message (text_code, about, occasion);
create index messages_message_due on messages_message (next_attempt_at) where state in ('queued', 'sending');
create index messages_message_of_office on messages_message (office_id, state, queued_at);
create index messages_message_of_holder on messages_message (holder) where holder <> '';
