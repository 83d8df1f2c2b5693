-- The columns of the module outbox. Waiting rows of the version before keep their place.
alter table outbox
    add column partition  int,
    add column headers    text[]      not null default '{}',
    add column created_at timestamptz not null default now();
comment on column outbox.headers is 'name and value in turn';
