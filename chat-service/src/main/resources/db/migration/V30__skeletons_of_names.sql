-- Names that look alike have the same. Null until OlderNames has computed it.
alter table known_users add column skeleton text;
create index known_users_by_skeleton on known_users (skeleton);
