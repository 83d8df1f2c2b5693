create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    partition  int,
    key        text        not null,
    value      bytea       not null,
    headers    text[]      not null default '{}',
    created_at timestamptz not null default now()
);
comment on table outbox is 'records for Kafka, written in the transaction of the change that they tell of';
comment on column outbox.headers is 'name and value in turn';
comment on column rooms.announced_version is 'the version that the outbox, or the topic "rooms", has; behind version where the topic of the room was not made yet';
