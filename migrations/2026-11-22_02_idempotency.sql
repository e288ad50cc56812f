-- The first answer to a write that came with an Idempotency-Key. body is sealed: it may hold a ticket's secret.
create table idempotency_key (
    id {int64} primary key,
    scope text not null,
    request_key text not null,
    request_hash text not null,
    status integer not null,
    content_type text not null,
    headers text not null,
    body text not null,
    created_at {int64} not null,
    unique (scope, request_key)
) {strict};
create index idempotency_key_created_at on idempotency_key (created_at);
