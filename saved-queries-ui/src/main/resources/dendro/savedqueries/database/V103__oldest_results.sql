-- The oldest results are found without looking at the others, and those of a schedule without looking at its runs.
alter table results add column schedule uuid;
update results set schedule = (select r.schedule from runs r where r.id = results.run);
drop index results_by_age;
create index results_by_age on results (kept_at, run);
create index results_by_schedule on results (schedule, kept_at desc, run);
