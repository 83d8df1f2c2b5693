-- A name and an address are unique by their keys: compatibility forms and case folded away.
create table accounts (
    id            uuid primary key,
    username      text           not null,
    username_key  text           not null constraint accounts_username_taken unique,
    email         text           not null,
    email_key     text           not null constraint accounts_email_taken unique,
    password_hash text           not null,
    is_admin      boolean        not null,
    disabled      boolean        not null,
    created_at    timestamptz(3) not null
);

-- A session is a family of refresh tokens: each one the successor of another, the first one aside.
create table sessions (
    id           uuid primary key,
    user_id      uuid           not null references accounts on delete cascade,
    ip           text           not null,
    user_agent   text           not null,
    created_at   timestamptz(3) not null,
    last_used_at timestamptz(3) not null,
    expires_at   timestamptz(3) not null,
    revoked_at   timestamptz(3)
);
create index sessions_of_user on sessions (user_id, last_used_at);
create index sessions_by_expiry on sessions (expires_at);

-- Used tokens stay as long as their session: only so is a second use seen.
create table refresh_tokens (
    hash       bytea primary key,
    session_id uuid           not null references sessions on delete cascade,
    expires_at timestamptz(3) not null,
    used_at    timestamptz(3),
    seed       bytea
);
create index refresh_tokens_of_session on refresh_tokens (session_id);

create table signing_keys (
    kid            text primary key,
    public_key     bytea          not null,
    private_key    bytea          not null,
    signs_from     timestamptz(3) not null,
    signs_until    timestamptz(3) not null,
    verifies_until timestamptz(3) not null
);

create table outbox (
    id    bigint generated always as identity primary key,
    topic text  not null,
    key   text  not null,
    value bytea not null
);
