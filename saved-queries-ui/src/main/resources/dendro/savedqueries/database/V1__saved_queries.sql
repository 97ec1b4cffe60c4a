-- Understood by PostgreSQL and by H2 in its PostgreSQL mode. JSON is text here: nothing in it is searched by the database.

-- What stands in lists is that of the newest version.
create table saved_queries (
    id uuid primary key,
    owner varchar(200) not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    version integer not null,
    name varchar(120) not null,
    description varchar(10000) not null,
    team varchar(120),
    archived boolean default false not null,
    origin uuid references saved_queries (id),
    origin_version integer
);
create index saved_queries_by_origin on saved_queries (origin);

-- Kept for ever and never changed.
create table saved_query_versions (
    query uuid not null references saved_queries (id),
    version integer not null,
    saved_at timestamp with time zone not null,
    saved_by varchar(200) not null,
    note varchar(1000),
    name varchar(120) not null,
    description varchar(10000) not null,
    tags text not null,
    team varchar(120),
    query_text varchar(100000) not null,
    parameters text not null,
    chart text,
    procedures text not null,
    sources text,
    primary key (query, version)
);

create table saved_query_tags (
    query uuid not null references saved_queries (id),
    tag varchar(40) not null,
    primary key (query, tag)
);
create index saved_query_tags_by_tag on saved_query_tags (tag, query);

-- The words by which a query is found, and how much each says about it. Beginnings of words are ranges of this index, which
-- needs an order that does not depend on a language.
create table saved_query_words (
    word varchar(40) ${bytewise} not null,
    query uuid not null references saved_queries (id),
    weight double precision not null,
    primary key (word, query)
);
create index saved_query_words_by_query on saved_query_words (query);

-- One row for each query, kept up to date by every run, so that no list counts runs.
create table saved_query_usage (
    query uuid primary key references saved_queries (id),
    runs bigint default 0 not null,
    people integer default 0 not null,
    failures bigint default 0 not null,
    last_run timestamp with time zone,
    recent_ms varchar(2000) default '' not null,
    median_ms bigint
);

create table saved_query_people (
    query uuid not null references saved_queries (id),
    person varchar(200) not null,
    runs bigint not null,
    last_run timestamp with time zone not null,
    primary key (query, person)
);

create table favourites (
    person varchar(200) not null,
    query uuid not null references saved_queries (id),
    since timestamp with time zone not null,
    primary key (person, query)
);
create index favourites_by_query on favourites (query);

create table procedures (
    name varchar(120) primary key,
    owner varchar(200) not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    version integer not null
);

create table procedure_versions (
    name varchar(120) not null references procedures (name),
    version integer not null,
    saved_at timestamp with time zone not null,
    saved_by varchar(200) not null,
    note varchar(1000),
    parameters text not null,
    documentation varchar(10000) not null,
    example varchar(10000) not null,
    rules varchar(100000) not null,
    primary key (name, version)
);

-- Which procedures the newest version of a query uses.
create table saved_query_procedures (
    query uuid not null references saved_queries (id),
    procedure_name varchar(120) not null,
    procedure_version integer not null,
    primary key (query, procedure_name),
    foreign key (procedure_name, procedure_version) references procedure_versions (name, version)
);
create index saved_query_procedures_by_name on saved_query_procedures (procedure_name);

-- Instances of the service that are alive. A run under way in one that is gone is lost.
create table instances (
    id uuid primary key,
    seen_at timestamp with time zone not null
);

create table runs (
    id uuid primary key,
    query uuid references saved_queries (id),
    version integer,
    query_name varchar(120),
    person varchar(200) not null,
    roles varchar(1000) not null,
    kind varchar(20) not null,
    of_run uuid,
    schedule uuid,
    parameters text not null,
    cursor_asked text,
    text varchar(100000) not null,
    args text not null,
    sources text,
    allow_cartesian boolean not null,
    row_limit integer,
    started_at timestamp with time zone not null,
    instance uuid not null,
    outcome varchar(20) not null,
    resolved_cursor text,
    row_count bigint,
    digest varchar(128),
    types text,
    elapsed_ms bigint,
    problem text,
    cause varchar(100)
);
create index runs_by_time on runs (started_at desc, id);
create index runs_by_query on runs (query, started_at desc, id);
create index runs_by_person on runs (person, started_at desc, id);
create index runs_by_outcome on runs (outcome, started_at desc, id);
create index runs_by_schedule on runs (schedule, started_at desc, id);

-- Results are dropped, oldest first; runs are not.
create table results (
    run uuid primary key references runs (id),
    kept_at timestamp with time zone not null,
    bytes bigint not null
);
create index results_by_age on results (kept_at);

-- In parts, as H2 takes no more than a mebibyte as one value.
create table result_parts (
    run uuid not null references results (run) on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (run, part)
);

create table schedules (
    id uuid primary key,
    query uuid not null references saved_queries (id),
    version integer,
    owner varchar(200) not null,
    roles varchar(1000) not null,
    parameters text not null,
    every varchar(10) not null,
    at varchar(40) not null,
    zone varchar(60) not null,
    keep integer not null,
    alert text,
    created_at timestamp with time zone not null,
    next_at timestamp with time zone not null,
    last_run uuid,
    last_trouble text
);
create index schedules_by_next on schedules (next_at);
create index schedules_by_query on schedules (query);

-- Whoever has a link reads one version, its parameters and one kept result. Of the token only the hash is known here.
create table links (
    id uuid primary key,
    token_hash char(64) not null unique,
    query uuid not null,
    version integer not null,
    parameters text not null,
    cursor_asked text,
    run uuid references runs (id),
    made_by varchar(200) not null,
    made_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    foreign key (query, version) references saved_query_versions (query, version)
);
create index links_by_query on links (query);
