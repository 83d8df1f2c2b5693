-- Names that look alike have the same. Null until OlderNames has computed it.
alter table accounts add column username_skeleton text;
create index accounts_by_skeleton on accounts (username_skeleton);
