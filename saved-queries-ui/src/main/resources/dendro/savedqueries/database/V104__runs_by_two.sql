-- What lists of runs are narrowed down by at the same time: a list reads no more of an index than it shows.
create index runs_by_query_and_person on runs (query, person, started_at desc, id);
create index runs_by_query_and_outcome on runs (query, outcome, started_at desc, id);
create index runs_by_person_and_outcome on runs (person, outcome, started_at desc, id);
