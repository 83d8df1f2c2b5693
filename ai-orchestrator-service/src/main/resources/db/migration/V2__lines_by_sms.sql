-- Whether a person wrote the line on a phone: what answers it is to fit one SMS.
alter table lines add column by_sms boolean not null default false;
