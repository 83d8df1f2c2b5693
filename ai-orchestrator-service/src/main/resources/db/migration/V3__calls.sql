-- Calls to a model that the turn has begun: so many beginnings may have been shown, and so often tokens may have
-- been spent.
alter table turns add column calls smallint not null default 0;
