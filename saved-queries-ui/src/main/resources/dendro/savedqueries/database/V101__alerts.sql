-- What is to be told of answers of schedules. One that has been told, or could not be, stays to be looked at.
create table alerts (
    id uuid primary key,
    schedule uuid not null,
    run uuid not null references runs (id),
    url varchar(2000) not null,
    body text not null,
    made_at timestamp with time zone not null,
    state varchar(10) not null,
    attempts integer default 0 not null,
    next_at timestamp with time zone not null,
    trouble varchar(1000)
);
create index alerts_by_next on alerts (state, next_at);
create index alerts_by_schedule on alerts (schedule, made_at desc);
