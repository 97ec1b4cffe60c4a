-- What is counted of the runs of a day of UTC that is over, a few bytes of each: statistics read these instead of the runs, which
-- they are made from and could be made from again. A day without runs has an empty part, so the newest day tells how far it goes.
create table run_days (
    run_day date not null,
    part integer not null,
    content bytea not null,
    primary key (run_day, part)
);
