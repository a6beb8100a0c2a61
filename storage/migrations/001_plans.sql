-- A row of a plan is kept whole, as the JSON that the planner writes, in the column body. The typed columns
-- beside it are computed from the body, so that they cannot disagree with it and a new field is never lost.
CREATE TABLE plans (
    id      TEXT NOT NULL PRIMARY KEY,
    head    TEXT NOT NULL CHECK (json_valid(head)),
    cursor  INTEGER NOT NULL DEFAULT 0 CHECK (cursor >= 0), -- number of the last step in force
    created TEXT NOT NULL, -- RFC 3339, UTC
    updated TEXT NOT NULL,
    name    TEXT GENERATED ALWAYS AS (head ->> '$.name') VIRTUAL,
    sale    TEXT GENERATED ALWAYS AS (head ->> '$.sale.name') VIRTUAL
) STRICT;

CREATE TABLE events (
    plan_id  TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,
    body     TEXT NOT NULL CHECK (json_valid(body)),
    kind     TEXT GENERATED ALWAYS AS (body ->> '$.kind') VIRTUAL,
    title    TEXT GENERATED ALWAYS AS (body ->> '$.title') VIRTUAL,
    start_at TEXT GENERATED ALWAYS AS (body ->> '$.span.start') VIRTUAL, -- RFC 3339, UTC; null in the backlog
    end_at   TEXT GENERATED ALWAYS AS (body ->> '$.span.end') VIRTUAL,
    shop     TEXT GENERATED ALWAYS AS (body ->> '$.shop') VIRTUAL,
    channel  TEXT GENERATED ALWAYS AS (body ->> '$.channel') VIRTUAL,
    line     TEXT GENERATED ALWAYS AS (body ->> '$.line') VIRTUAL,
    products TEXT GENERATED ALWAYS AS (body -> '$.products') VIRTUAL, -- JSON list of SKUs
    parent   TEXT GENERATED ALWAYS AS (body ->> '$.parent') VIRTUAL,
    pinned   INTEGER GENERATED ALWAYS AS (coalesce(body ->> '$.pinned', 0)) VIRTUAL,
    note     TEXT GENERATED ALWAYS AS (body ->> '$.note') VIRTUAL,
    studio   TEXT GENERATED ALWAYS AS (body ->> '$.live.studio') VIRTUAL,
    tool     TEXT GENERATED ALWAYS AS (body ->> '$.promo.tool') VIRTUAL,
    percent_off INTEGER GENERATED ALWAYS AS (body ->> '$.promo.percent_off') VIRTUAL, -- basis points
    PRIMARY KEY (plan_id, id)
) STRICT;

-- The stretches of the hosts inside the lives.
CREATE VIEW event_shifts AS
SELECT e.plan_id, e.id AS event_id, s.key AS position, s.value ->> '$.host' AS host,
       s.value ->> '$.span.start' AS start_at, s.value ->> '$.span.end' AS end_at
FROM events e, json_each(e.body, '$.live.shifts') s;

CREATE TABLE products (
    plan_id TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    id      TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    sku     TEXT GENERATED ALWAYS AS (body ->> '$.sku') VIRTUAL,
    line    TEXT GENERATED ALWAYS AS (body ->> '$.line') VIRTUAL,
    name    TEXT GENERATED ALWAYS AS (body ->> '$.name') VIRTUAL,
    name_zh TEXT GENERATED ALWAYS AS (body ->> '$.name_zh') VIRTUAL,
    price   INTEGER GENERATED ALWAYS AS (body ->> '$.price') VIRTUAL, -- minor units, as all amounts here
    cost    INTEGER GENERATED ALWAYS AS (body ->> '$.cost') VIRTUAL,
    ship    INTEGER GENERATED ALWAYS AS (body ->> '$.ship') VIRTUAL,
    low30   INTEGER GENERATED ALWAYS AS (body ->> '$.low30') VIRTUAL,
    stock   INTEGER GENERATED ALWAYS AS (body ->> '$.stock') VIRTUAL,
    inbound INTEGER GENERATED ALWAYS AS (body ->> '$.inbound') VIRTUAL,
    PRIMARY KEY (plan_id, id)
) STRICT;

-- The rows of all other tables of a plan: shops, lines, hosts, tools, risks, parameters and so on.
CREATE TABLE plan_rows (
    plan_id TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    tbl     TEXT NOT NULL,
    id      TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (plan_id, tbl, id)
) STRICT;

-- The edits of a plan, with each row that they changed, before and after.
CREATE TABLE journal (
    plan_id TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL CHECK (seq > 0),
    label   TEXT NOT NULL CHECK (json_valid(label)),
    at      TEXT NOT NULL,
    changes TEXT NOT NULL CHECK (json_valid(changes)), -- [{"table","id","before","after"}]
    PRIMARY KEY (plan_id, seq)
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
