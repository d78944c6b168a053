-- Tables of kehoach.export.sqlite. Every table of parts has its place in the order of the document in "position", from 0.
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);

CREATE TABLE plans (
    pk INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    number TEXT, kind TEXT, title TEXT, province TEXT,
    issued_on TEXT, effective_on TEXT, is_draft INTEGER NOT NULL,
    period_start TEXT, period_end TEXT,
    issuer TEXT, signer TEXT,
    path TEXT NOT NULL, format TEXT NOT NULL, sha256 TEXT NOT NULL, pages INTEGER, schema_version TEXT NOT NULL,
    issuer_name TEXT GENERATED ALWAYS AS (json_extract(issuer, '$.name')),
    signer_name TEXT GENERATED ALWAYS AS (json_extract(signer, '$.name'))
);

CREATE TABLE sections (
    pk INTEGER PRIMARY KEY,
    plan_pk INTEGER NOT NULL REFERENCES plans (pk), position INTEGER NOT NULL,
    id TEXT NOT NULL, parent_id TEXT, ordinal TEXT, title TEXT NOT NULL, declared_count INTEGER
);
CREATE INDEX sections_of_plan ON sections (plan_pk, position);

CREATE TABLE tasks (
    pk INTEGER PRIMARY KEY,
    plan_pk INTEGER NOT NULL REFERENCES plans (pk), position INTEGER NOT NULL,
    id TEXT NOT NULL, section_id TEXT, parent_id TEXT, is_group INTEGER NOT NULL, origin TEXT NOT NULL,
    ordinal TEXT, row TEXT, title TEXT NOT NULL, lead_raw TEXT NOT NULL, cooperating_raw TEXT NOT NULL,
    deadline TEXT NOT NULL, due TEXT, extra TEXT NOT NULL, provenance TEXT NOT NULL, search TEXT NOT NULL
);
CREATE INDEX tasks_of_plan ON tasks (plan_pk, position);
CREATE INDEX tasks_by_id ON tasks (id);
CREATE INDEX tasks_by_due ON tasks (due);

CREATE TABLE units (pk INTEGER PRIMARY KEY, name TEXT NOT NULL, id TEXT, kind TEXT NOT NULL, level TEXT, successor TEXT);
CREATE INDEX units_by_name ON units (name);

CREATE TABLE task_units (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk), unit_pk INTEGER NOT NULL REFERENCES units (pk),
    role TEXT NOT NULL, position INTEGER NOT NULL, raw TEXT NOT NULL, qualifier TEXT, label TEXT,
    PRIMARY KEY (task_pk, role, position)
);
CREATE INDEX tasks_of_unit ON task_units (unit_pk, role);

CREATE TABLE clauses (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk), position INTEGER NOT NULL,
    kind TEXT NOT NULL, start TEXT, "end" TEXT, edtf TEXT, rrule TEXT, bound TEXT, label TEXT, trigger TEXT, reference TEXT,
    approximate INTEGER NOT NULL, raw TEXT NOT NULL,
    PRIMARY KEY (task_pk, position)
);
CREATE INDEX clauses_by_end ON clauses ("end");

CREATE TABLE deliverables (task_pk INTEGER NOT NULL REFERENCES tasks (pk), position INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (task_pk, position));
CREATE TABLE footnotes (task_pk INTEGER NOT NULL REFERENCES tasks (pk), position INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (task_pk, position));
CREATE TABLE task_citations (task_pk INTEGER NOT NULL REFERENCES tasks (pk), position INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (task_pk, position));

CREATE TABLE citations (
    pk INTEGER PRIMARY KEY,
    plan_pk INTEGER NOT NULL REFERENCES plans (pk), position INTEGER NOT NULL,
    number TEXT NOT NULL, kind TEXT, issued_on TEXT, issuer TEXT, role TEXT NOT NULL
);
CREATE INDEX citations_of_plan ON citations (plan_pk, position);
CREATE INDEX citations_by_number ON citations (number);

CREATE TABLE diagnostics (
    pk INTEGER PRIMARY KEY,
    plan_pk INTEGER NOT NULL REFERENCES plans (pk), position INTEGER NOT NULL,
    code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, place TEXT NOT NULL
);
CREATE INDEX diagnostics_of_plan ON diagnostics (plan_pk, position);

CREATE VIRTUAL TABLE tasks_fts USING fts5 (title, search, content="tasks", content_rowid="pk", tokenize="unicode61 remove_diacritics 2");

-- What people look at: one row per task, with the names of its units.
CREATE VIEW task_list AS
SELECT plans.name AS plan, sections.ordinal AS section, sections.title AS section_title, tasks.ordinal, tasks.title,
    (SELECT group_concat(units.name, '; ') FROM task_units JOIN units ON units.pk = unit_pk WHERE task_pk = tasks.pk AND role = 'lead') AS lead,
    (SELECT group_concat(units.name, '; ') FROM task_units JOIN units ON units.pk = unit_pk WHERE task_pk = tasks.pk AND role = 'cooperating') AS cooperating,
    (SELECT group_concat(text, '; ') FROM deliverables WHERE task_pk = tasks.pk) AS deliverables,
    tasks.deadline, tasks.due, tasks.id
FROM tasks JOIN plans ON plans.pk = tasks.plan_pk
LEFT JOIN sections ON sections.plan_pk = tasks.plan_pk AND sections.id = tasks.section_id
WHERE NOT tasks.is_group;

-- The work of each unit.
CREATE VIEW unit_tasks AS
SELECT units.name AS unit, role, plans.name AS plan, tasks.ordinal, tasks.title, tasks.deadline, tasks.due, tasks.id
FROM task_units JOIN units ON units.pk = unit_pk JOIN tasks ON tasks.pk = task_pk JOIN plans ON plans.pk = tasks.plan_pk;
