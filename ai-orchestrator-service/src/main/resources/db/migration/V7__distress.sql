-- Messages that told of acute distress, without their words; kept for an hour.
create table distress (
    message_id uuid primary key,
    room_id    text        not null,
    person_key text        not null,
    seq        bigint      not null,
    kind       text        not null,
    language   text        not null,
    said_at    timestamptz not null default now()
);
create index distress_of_person on distress (person_key, said_at);
create index distress_of_room on distress (room_id, said_at);
create index distress_by_age on distress (said_at);

alter table turns drop constraint turns_kind_check;
alter table turns add constraint turns_kind_check check (kind in ('person', 'persona', 'greeting', 'distress'));

-- What is answered to distress waits for no other turn of its room.
drop index one_running_turn_a_room;
create unique index one_running_turn_a_room on turns (room_id) where running and kind <> 'distress';
