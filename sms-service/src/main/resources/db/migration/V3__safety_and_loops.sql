-- What people in distress are told goes out whatever was sent that day.
alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
    check (kind in ('code', 'answer', 'reply', 'lines', 'safety'));

-- The last texts of each phone, as keyed hashes, to notice one that answers by itself.
create table text_loops (
    user_id uuid primary key,
    recent  text        not null,
    looping boolean     not null default false,
    at      timestamptz not null
);
