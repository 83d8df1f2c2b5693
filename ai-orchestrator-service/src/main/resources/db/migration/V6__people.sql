-- Names of people who were in a room: a line that calls one of them is not for the personas. Other names are no address.
create table people (
    room_id  text        not null,
    name_key text        not null,
    seen_at  timestamptz not null default now(),
    primary key (room_id, name_key)
);
create index people_by_age on people (room_id, seen_at);
