-- The key of the hashes where none is given, or the fingerprint of the one that is.
create table keys (
    name  text primary key,
    value text not null
);

-- Phones of people. One that waits for its code stands beside the one that is verified.
create table phone_numbers (
    id                bigint generated always as identity primary key,
    user_id           uuid        not null,
    phone_number      text        not null, -- E.164
    number_hash       text        not null,
    country           text        not null,
    verified          boolean     not null default false,
    verification_code text, -- keyed hash, bound to person and number; null once it was used
    code_expires_at   timestamptz,
    code_attempts     int         not null default 0,
    opt_in_status     text        not null default 'pending'
        check (opt_in_status in ('opted_in', 'opted_out', 'pending')),
    consented_at      timestamptz not null,
    consent_version   text        not null,
    consent_source    text        not null,
    opted_out_at      timestamptz,
    opted_out_by      text check (opted_out_by in ('sms', 'carrier', 'web')),
    default_room_id   text,
    mode              text        not null default 'mentions' check (mode in ('mentions', 'all', 'digest')),
    quiet_from        time,
    quiet_to          time,
    zone              text        not null default 'UTC',
    muted_until       timestamptz,
    last_keyword      text,
    last_keyword_at   timestamptz,
    created_at        timestamptz not null default now(),
    check (verified = (opt_in_status <> 'pending')),
    check ((quiet_from is null) = (quiet_to is null))
);
create unique index one_phone_a_person on phone_numbers (user_id) where verified;
create unique index one_waiting_phone_a_person on phone_numbers (user_id) where not verified;
create unique index one_person_a_phone on phone_numbers (phone_number) where verified;
create index phones_in_room on phone_numbers (default_room_id) where opt_in_status = 'opted_in';

-- What was agreed to and taken back, when and where: the evidence.
create table consents (
    id           bigint generated always as identity primary key,
    user_id      uuid        not null,
    phone_number text        not null,
    what         text        not null check (what in ('given', 'confirmed', 'withdrawn')),
    text_version text        not null,
    source       text        not null,
    at           timestamptz not null
);
create index consents_of_person on consents (user_id);

-- Numbers that get nothing. They outlive their person: only a keyed hash is kept.
create table suppressions (
    number_hash text primary key,
    id          uuid        not null unique,
    source      text        not null check (source in ('sms', 'carrier', 'web')),
    country     text        not null,
    hint        text        not null,
    at          timestamptz not null
);

-- How much was asked for within a window of time, by whatever is limited.
create table limits (
    bucket       text        not null,
    window_start timestamptz not null,
    taken        int         not null,
    primary key (bucket, window_start)
);

create table code_counts (
    day      date not null,
    country  text not null,
    sent     int  not null default 0,
    verified int  not null default 0,
    primary key (day, country)
);

-- Unknown numbers that were told how to register.
create table strangers (
    number_hash text primary key,
    told_at     timestamptz not null
);

-- What Twilio handed over, once each. A stranger's number and words are not kept.
create table inbox (
    message_sid text primary key,
    from_number text        not null,
    to_number   text        not null,
    user_id     uuid,
    body        text        not null,
    media       int         not null default 0,
    received_at timestamptz not null,
    done        boolean     not null default false,
    outcome     text,
    room_id     text,
    message_id  uuid,
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    lease_until timestamptz,
    check (done = (outcome is not null))
);
create index open_inbox on inbox (received_at) where not done;
create index inbox_of_person on inbox (user_id);

-- What is to be sent, is being sent and was sent.
create table outbox (
    id            uuid primary key,
    user_id       uuid        not null,
    to_number     text        not null,
    number_hash   text        not null,
    from_number   text,
    country       text        not null,
    kind          text        not null check (kind in ('code', 'answer', 'reply', 'lines')),
    body          text        not null,
    sealed        boolean     not null default false,
    cause         text        not null unique,
    segments      int         not null,
    state         text        not null
        check (state in ('queued', 'sending', 'unknown', 'sent', 'delivered', 'failed')),
    due_at        timestamptz not null,
    attempts      int         not null default 0,
    sending_since timestamptz,
    lease_until   timestamptz,
    looks         int         not null default 0,
    sid           text unique,
    twilio_status text,
    rank          int         not null default -1,
    code          text,
    price         numeric,
    price_unit    text,
    told          text, -- the state that the room's log has
    audits        int         not null default 0,
    audit_at      timestamptz, -- when Twilio is asked what became of it and what it cost
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);
-- To one number one after the other: the database sees to it.
create unique index one_sending_a_number on outbox (to_number) where state = 'sending';
create index open_outbox on outbox (due_at) where state in ('queued', 'sending', 'unknown');
create index outbox_to_audit on outbox (audit_at) where audit_at is not null;
create index outbox_of_person on outbox (user_id, created_at);
create index outbox_by_state on outbox (state, created_at);

-- The messages of rooms that an SMS carries.
create table outbox_lines (
    outbox_id  uuid not null references outbox (id) on delete cascade,
    room_id    text not null,
    message_id uuid not null,
    primary key (outbox_id, message_id)
);
create index outbox_lines_of_message on outbox_lines (message_id);
create index untold_outbox on outbox (updated_at) where told is distinct from state;

-- What Twilio said of a message, each thing once.
create table statuses (
    sid    text        not null,
    status text        not null,
    at     timestamptz not null,
    primary key (sid, status)
);

-- What a phone said: answers to it come at once.
create table own_lines (
    message_id uuid primary key,
    user_id    uuid        not null,
    room_id    text        not null,
    at         timestamptz not null
);
create index own_lines_of_person on own_lines (user_id);

-- Lines of rooms that wait to be sent together.
create table waiting (
    id         bigint generated always as identity primary key,
    user_id    uuid        not null,
    room_id    text        not null,
    message_id uuid        not null,
    speaker    text        not null,
    body       text        not null,
    kind       text        not null check (kind in ('reply', 'mention', 'line')),
    said_at    timestamptz not null,
    due_at     timestamptz not null,
    unique (user_id, message_id)
);
create index waiting_due on waiting (due_at);
