-- What a model refuses or does otherwise than most, learnt from its answers.
create table model_quirks (
    place     text        not null, -- host, port and path of the provider
    model     text        not null,
    quirk     text        not null,
    learnt_at timestamptz not null default now(),
    primary key (place, model, quirk)
);
