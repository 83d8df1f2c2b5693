-- What was said last in each room: what decisions and prompts are made from. A copy of the rooms' logs.
create table lines (
    message_id uuid primary key,
    room_id    text    not null,
    seq        bigint  not null,
    persona_id text, -- null: a person said it
    name       text    not null,
    body       text    not null,
    reply_to   uuid,
    hop        int     not null,
    excuse     boolean not null
);
create index lines_of_room on lines (room_id, seq);

-- One row for each line that may be answered (and for each further answer to it), from the moment it was
-- read until it has its one outcome.
create table turns (
    id              bigint generated always as identity primary key,
    room_id         text        not null,
    trigger_id      uuid        not null,
    ordinal         smallint    not null default 0,
    kind            text        not null check (kind in ('person', 'persona', 'greeting')),
    seq             bigint      not null,
    traceparent     text,
    created_at      timestamptz not null default now(),
    due_at          timestamptz not null default now(),

    -- The lease. The fence grows with each: who holds an older one can change nothing any more.
    running         boolean     not null default false,
    lease_until     timestamptz,
    fence           bigint      not null default 0,
    attempts        int         not null default 0,
    stop_requested  boolean     not null default false,

    -- The decision.
    persona_id      text,
    rule            text,
    hop             int,
    scores          jsonb,
    reply_id        uuid,

    -- The reservation that is not settled yet.
    reserved        bigint,
    reserved_on     date,

    -- The finished text: stored before it is published.
    written         text,
    written_outcome text check (written_outcome in ('replied', 'stopped', 'failed', 'over_budget')),
    written_reason  text,
    written_by      text, -- whose words those are: a failed provider's turn is published in the card's
    provider        text,
    model           text,
    tokens_in       int,
    tokens_out      int,
    first_token_ms  int,
    duration_ms     int,

    outcome         text check (outcome in ('replied', 'silent', 'filtered', 'over_budget', 'stopped', 'failed')),
    reason          text,
    finished_at     timestamptz,

    unique (trigger_id, ordinal),
    check ((outcome is null) = (finished_at is null)),
    check (outcome is null or not running)
);
-- One turn at a time in a room: the database sees to it.
create unique index one_running_turn_a_room on turns (room_id) where running;
create index open_turns on turns (id) where outcome is null;
create index turns_by_reply on turns (reply_id) where reply_id is not null;

create table budgets (
    room_id  text    not null,
    day      date    not null,
    reserved bigint  not null default 0 check (reserved >= 0),
    spent    bigint  not null default 0,
    rested   boolean not null default false,
    primary key (room_id, day)
);

-- Rooms that were told that a persona can not answer, until one does again.
create table apologies (
    room_id text primary key,
    said_at timestamptz not null default now()
);
