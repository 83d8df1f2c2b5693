#!/bin/sh
# A role and a schema for each service: nobody reads another's tables.
set -eu
for service in identity chat ai sms; do
    # postgresql://role:password@host:port/database
    password=$(sed 's|^[^:]*://[^:]*:\([^@]*\)@.*|\1|' "/run/secrets/${service}_database_url")
    psql -v ON_ERROR_STOP=1 -v name="$service" -v word="$password" \
        --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role :"name" login password :'word';
create schema :"name" authorization :"name";
SQL
done
