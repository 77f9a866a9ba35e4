-- Columns are what the provider decides by. Everything else of the contract's objects is in `properties`, as the text of
-- a JSON object: jsonb refuses \u0000 and rewrites numbers, and a field that the contract gains needs no migration.
-- Nothing here is particular to one server: no serial ids, triggers or extensions.

create table teams (
  id uuid primary key,
  properties text not null check (properties::json is not null and properties like '{%')
);

create table environments (
  id uuid primary key,
  team_id uuid not null references teams,
  unique (id, team_id)
);

create table integrations (
  id uuid primary key,
  team_id uuid not null references teams,
  sharing text not null,
  properties text not null check (properties::json is not null and properties like '{%')
);

-- With the team in the key, reading an integration takes one range of this index, however many teams installed it.
create table installations (
  integration_id uuid references integrations on delete cascade,
  team_id uuid,
  environment_id uuid,
  primary key (integration_id, team_id, environment_id),
  foreign key (environment_id, team_id) references environments (id, team_id)
);

create table tokens (
  -- The SHA-256 of the token, which is not stored.
  hash bytea primary key,
  id uuid not null unique,
  environment_id uuid not null references environments,
  kind text not null check (kind in ('api', 'limited')),
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3),
  revoked_at timestamptz(3)
);
