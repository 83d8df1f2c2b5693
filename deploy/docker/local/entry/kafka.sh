#!/usr/bin/env bash
# KAFKA_LOG_DIRS=… becomes log.dirs=… and so on, as the image of Apache Kafka does it.
set -euo pipefail
settings=/tmp/server.properties
env | sed -n '/^KAFKA_HEAP_OPTS=/d; s/^KAFKA_\([A-Z_]*\)=\(.*\)/\1 \2/p' |
    while read -r name value; do
        printf '%s=%s\n' "$(tr 'A-Z_' 'a-z.' <<<"$name")" "$value"
    done >"$settings"
# shellcheck disable=SC2086 # options are several words
exec java ${KAFKA_HEAP_OPTS:-} -XX:+UseSerialGC -cp '/opt/kafka/standalone.jar:/opt/kafka/lib/*' \
    chatroom.standalone.infrastructure.KafkaNode "$settings" /tmp/serving
