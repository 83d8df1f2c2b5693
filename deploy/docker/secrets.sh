#!/usr/bin/env bash
# Makes up the secrets that docker-compose.yml mounts; what is there already stays.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets
mkdir -p "$folder"
# Containers read them as other users; the folder itself lets nobody else in.
chmod 700 "$folder"

put() {
    [[ -e $folder/$1 ]] || {
        printf '%s' "$2" >"$folder/$1"
        chmod 644 "$folder/$1"
    }
}

word() {
    head -c 24 /dev/urandom | base64 | tr -d '/+=\n'
}

for name in postgres_password redis_password admin_password grafana_password sms_service_secret; do
    put "$name" "$(word)"
done
for service in identity chat ai sms; do
    put "${service}_database_url" "postgresql://$service:$(word)@postgres:5432/chatroom"
done
put redis_url "redis://:$(cat "$folder/redis_password")@redis:6379/0"
# Empty: the built-in voices answer, and there is no SMS.
put openai_api_key ""
put twilio_auth_token ""
echo "Secrets are in $folder; the admin's password is in admin_password."
