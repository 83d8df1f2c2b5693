-- The most by which a provider's claim exceeded its reservation that day: the next reservations are larger by it.
alter table budgets add column excess bigint not null default 0 check (excess >= 0);
