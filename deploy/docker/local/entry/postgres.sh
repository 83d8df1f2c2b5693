#!/usr/bin/env bash
# Sets a cluster up at the first start, and serves.
set -euo pipefail
data=/var/lib/postgresql/data
if [[ ! -e $data/PG_VERSION ]]; then
    install -d -o postgres -g postgres -m 700 "$data"
    install -d -o postgres -g postgres /var/run/postgresql
    password=$(mktemp)
    cat "$POSTGRES_PASSWORD_FILE" >"$password"
    chown postgres "$password"
    as() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
    as initdb -D "$data" -U "$POSTGRES_USER" --pwfile="$password" --auth-host=scram-sha-256 --auth-local=trust >/dev/null
    echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
    as pg_ctl -D "$data" -o "-c listen_addresses=''" -w start >/dev/null
    as createdb -U "$POSTGRES_USER" "$POSTGRES_DB"
    as pg_ctl -D "$data" -m fast -w stop >/dev/null
fi
install -d -o postgres -g postgres /var/run/postgresql
exec setpriv --reuid=postgres --regid=postgres --init-groups postgres -D "$data" -c "listen_addresses=*"
