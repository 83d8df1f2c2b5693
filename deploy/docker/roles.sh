#!/bin/sh
# The product's database, and in it a role and a schema for each service: nobody reads another's tables. Sets each role's
# password to the one in <SERVICE>_DATABASE_URL, or in the file that <SERVICE>_DATABASE_URL_FILE names:
# postgresql://role:password@host:port/database. Run it as often as you like: it makes what is missing, all or nothing.
# Speaks to PGHOST, by default this machine; PGPASSWORD_FILE names a file with the superuser's password, if not in PGPASSWORD.
set -eu
export PGHOST="${PGHOST:-127.0.0.1}" PGUSER="${POSTGRES_USER:-postgres}" PGCONNECT_TIMEOUT=5
export PGPASSWORD="${PGPASSWORD:-${POSTGRES_PASSWORD:-}}"
[ -z "${PGPASSWORD_FILE:-}" ] || PGPASSWORD=$(cat "$PGPASSWORD_FILE")
database=${POSTGRES_DB:-chatroom}
services="identity chat ai sms"

waited=0
until psql -qAt -d postgres -c 'select 1' >/dev/null 2>&1; do
    waited=$((waited + 1))
    if [ "$waited" -ge "${ROLES_TIMEOUT_SECONDS:-120}" ]; then
        psql -d postgres -c 'select 1'
        exit 1
    fi
    sleep 1
done

for service in $services; do
    name=$(echo "$service" | tr '[:lower:]' '[:upper:]')_DATABASE_URL
    url=$(printenv "$name") || url=$(cat "$(printenv "${name}_FILE")")
    # By the environment, not by an argument, which every process here could read.
    export "${service}_password=$(printf %s "$url" | sed 's|^[^:]*://[^:]*:\([^@]*\)@.*|\1|')"
done

psql -qAt -v ON_ERROR_STOP=1 -v database="$database" -d postgres -f - <<'SQL'
select format('create database %I', :'database')
where not exists (select from pg_database where datname = :'database') \gexec
SQL

for service in $services; do
    cat <<SQL
\\getenv password ${service}_password
select 'create role $service' where not exists (select from pg_roles where rolname = '$service') \\gexec
alter role $service login password :'password';
create schema if not exists $service;
alter schema $service owner to $service;
SQL
done | psql -qAt -1 -v ON_ERROR_STOP=1 -d "$database" -f -
