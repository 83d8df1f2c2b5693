create table rooms (
    id                text primary key,
    name              text        not null,
    theme             text        not null default '',
    guidelines        text        not null default '',
    personas          text[]      not null default '{}',
    visibility        text        not null,
    ai                jsonb       not null,
    topic             text        not null,
    partition         int         not null,
    epoch             text,
    version           bigint      not null default 1,
    announced_version bigint      not null default 0,
    created_at        timestamptz not null default now()
);
comment on column rooms.epoch is 'id of the Kafka topic that the log is in; null until the topic was made';
comment on column rooms.announced_version is 'the version that the topic "rooms" holds; behind version where an announcement is due';

create table memberships (
    room_id       text        not null references rooms (id) on delete cascade,
    user_id       uuid        not null,
    name          text        not null,
    role          text        not null,
    joined_at     timestamptz not null default now(),
    last_read_seq bigint      not null default -1,
    primary key (room_id, user_id)
);
create index memberships_by_user on memberships (user_id);

-- The projection of the rooms' logs.
create table messages (
    id         uuid primary key,
    room_id    text        not null,
    seq        bigint      not null,
    role       text        not null,
    sender     text        not null,
    user_id    uuid,
    persona_id text,
    text       text        not null,
    ctime      timestamptz not null,
    reply_to   uuid,
    client_id  text,
    via        text        not null,
    provider   text,
    outcome    text
);
create unique index messages_by_room on messages (room_id, seq desc);

create table projected (
    topic     text   not null,
    partition int    not null,
    seq       bigint not null,
    primary key (topic, partition)
);
comment on column projected.seq is 'everything up to this offset is in messages';

create table known_users (
    id       uuid primary key,
    username text    not null,
    disabled boolean not null
);
create unique index known_users_by_name on known_users (lower(username));
