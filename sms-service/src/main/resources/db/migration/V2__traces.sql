-- W3C trace context of what a row was written for: whoever takes the row goes on with it.
alter table inbox add column traceparent text;
alter table outbox add column traceparent text;
alter table waiting add column traceparent text;
