#!/usr/bin/env bash
# What deploy/docker/verify.sh does in namespaces of its own: inside.sh REPOSITORY WORK TOOLS
set -euo pipefail
root=$1 work=$2 tools=$3
modules=(identity-service chat-service ai-orchestrator-service sms-service gateway-service)
services=(identity chat ai sms gateway)

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }

fail() {
    echo "$*" >&2
    exit 1
}

start_docker() {
    export PATH=$tools/root/usr/bin:$tools/root/usr/sbin:$PATH
    export DOCKER_HOST=unix://$work/docker.sock DOCKER_CONFIG=$work/config DOCKER_BUILDKIT=1
    mkdir -p "$DOCKER_CONFIG/cli-plugins"
    ln -sf "$tools"/root/usr/libexec/docker/cli-plugins/* "$DOCKER_CONFIG/cli-plugins/"
    ip link set lo up
    rm -rf "$work/docker.pid" "$work/run"
    dockerd --data-root "$work/data" --exec-root "$work/run" --pidfile "$work/docker.pid" -H "$DOCKER_HOST" \
        >"$work/dockerd.log" 2>&1 &
    docker_pid=$!
    trap stop_docker EXIT
    trap 'exit 130' INT TERM
    local i
    for ((i = 0; i < 60; i++)); do
        ! docker info >/dev/null 2>&1 || return 0
        kill -0 "$docker_pid" 2>/dev/null || break
        sleep 0.5
    done
    tail -20 "$work/dockerd.log" >&2
    exit 1
}

stop_docker() {
    docker compose down -v --timeout 5 >/dev/null 2>&1 || true
    kill "$docker_pid" 2>/dev/null || true
    wait "$docker_pid" 2>/dev/null || true
}

build() {
    docker build "$@" >"$work/build.log" 2>&1 || fail "$(tail -40 "$work/build.log")"
}

build_images() {
    local base context=$work/kafka target module port=9001
    for base in java stores jdk watch; do
        docker image inspect "chatroom-local/$base" >/dev/null 2>&1 ||
            docker import "$work/$base.tar" "chatroom-local/$base" >/dev/null
    done
    mkdir -p "$context"
    cp -r "$root/standalone/target/lib" "$root/standalone/target/standalone.jar" "$root/deploy/docker/local/entry" "$context/"
    for target in kafka postgres redis prometheus jaeger; do
        build -f "$root/deploy/docker/local/Dockerfile" --target "$target" -t "chatroom-local/$target" "$context"
    done
    say "taking along Maven, Node and what they have fetched"
    build_builders
    # As it would be checked out: nothing that was built here before.
    (cd "$root" && git ls-files -z -co --exclude-standard | tar -c --null --ignore-failed-read -T - 2>/dev/null) >"$work/source.tar"
    for module in "${modules[@]}"; do
        [[ $module != gateway-service ]] || port=9000
        say "building $module"
        build -f deploy/docker/Dockerfile --build-arg SERVICE="$module" --build-arg MANAGEMENT_PORT="$port" \
            --build-arg BUILD_IMAGE=chatroom-local/build --build-arg NODE_IMAGE=chatroom-local/node \
            --build-arg RUNTIME_IMAGE=chatroom-local/java -t "chatroom/$module:verify" - <"$work/source.tar"
        port=$((port + 1))
    done
    docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}' | grep '^chatroom/'
}

# What the images are built with: this machine's Maven and Node, and what these have fetched.
build_builders() {
    local context=$work/builders maven node target
    maven=$(dirname "$(dirname "$(readlink -f "$(command -v mvn)")")")
    node=$(readlink -f "$(command -v node)")
    rm -rf "$context"
    mkdir -p "$context"
    cp "$root"/deploy/docker/local/build/* "$node" "$context/"
    cp -rL "$maven" "$context/maven"
    cp -r "$(dirname "$(dirname "$node")")/lib/node_modules" "$context/node_modules"
    cp -r "$HOME/.m2/repository" "$context/m2"
    # Whichever registry a file came from: without these notes Maven takes it.
    find "$context/m2" -name _remote.repositories -delete
    cp -r "$(npm config get cache)" "$context/npm-cache"
    for target in build node; do
        build --target "$target" -t "chatroom-local/$target" "$context"
    done
    rm -rf "$context"
}

# A program in an image that has no network, no right and nothing to write to.
in_image() {
    local module=$1 program=$2
    shift 2
    docker run --rm --read-only --network none --cap-drop ALL --entrypoint "$program" "chatroom/$module:verify" "$@"
}

check_images() {
    local module image user sbom size entry
    for module in "${modules[@]}"; do
        image=chatroom/$module:verify
        user=$(docker image inspect -f '{{.Config.User}}' "$image")
        [[ $user == 10001:10001 ]] || fail "$module runs as '$user'"
        [[ $(docker image inspect -f '{{len .Config.Healthcheck.Test}}' "$image") -gt 1 ]] || fail "$module has no health check"
        sbom=$(docker image inspect -f '{{index .Config.Labels "chatroom.sbom"}}' "$image")
        in_image "$module" cat "$sbom" | grep '"purl"' | cmp - <(grep '"purl"' "$root/$module/target/sbom.json") ||
            fail "$module has no list of its parts"
        # As it is started, but that the JVM refuses to start where the cache does not fit.
        mapfile -t entry < <(docker image inspect -f '{{range .Config.Entrypoint}}{{println .}}{{end}}' "$image" |
            sed '/^$/d; s/AOTMode=auto/AOTMode=on/; s/^-jar$/-cp/')
        in_image "$module" "${entry[@]}" -version >"$work/aot.log" 2>&1 || fail "$module: $(cat "$work/aot.log")"
        size=$(in_image "$module" stat -c %s app.aot)
        say "$module: user $user, $(grep -c '"purl"' "$root/$module/target/sbom.json") parts listed, cache of $((size / 1048576)) MB"
    done
}

# Each has to be so while it runs, whatever the files say.
check_containers() {
    local service
    for service in "${services[@]}"; do
        [[ $(docker compose exec -T "$service" id -u) == 10001 ]] || fail "$service runs as somebody else"
        ! docker compose exec -T "$service" touch /app/written >/dev/null 2>&1 || fail "$service can write to its image"
        ! docker compose exec -T "$service" /bin/sh -c true >/dev/null 2>&1 || fail "$service has a shell"
    done
    say "no root, nothing to write to, no shell: ${services[*]}"
}

converse() {
    CHATROOM_URL=http://127.0.0.1:8000 node --experimental-websocket deploy/helm/chatroom/files/conversation.mjs
}

# Traces are off but for this.
check_watch() {
    say "watched"
    OTEL_EXPORTER_OTLP_ENDPOINT=http://jaeger:4318 docker compose --profile traces up -d --no-build --wait --wait-timeout 300 \
        "${services[@]}" prometheus jaeger >"$work/watch.log" 2>&1 || {
        tail -20 "$work/watch.log"
        return 1
    }
    converse && node deploy/docker/local/watched.mjs
}

start_docker
build_images
check_images
cd "$root"
export COMPOSE_PROJECT_NAME=chatroom-verify CHATROOM_TAG=verify KAFKA_IMAGE=chatroom-local/kafka \
    POSTGRES_IMAGE=chatroom-local/postgres REDIS_IMAGE=chatroom-local/redis \
    PROMETHEUS_IMAGE=chatroom-local/prometheus JAEGER_IMAGE=chatroom-local/jaeger
export COMPOSE_FILE=docker-compose.yml:deploy/docker/experiment.yml:deploy/docker/local/no-shell.yml
docker compose config -q
# Of a try that was cut short.
docker compose down -v >/dev/null 2>&1
say "starting"
begun=$(date +%s)
docker compose up -d --no-build --wait --wait-timeout 300 "${services[@]}" >"$work/up.log" 2>&1 || {
    tail -20 "$work/up.log"
    docker compose ps -a
    docker compose logs --no-color --tail 40
    exit 1
}
say "healthy after $(($(date +%s) - begun)) s"
docker compose ps --format '{{.Service}} {{.Status}}'
check_containers
# Everything was started at once and is cold: the experiments ask how fast an answer comes.
sleep 20
converse
bad=()
for experiment in journey restore crash; do
    say "$experiment"
    ./chatroom experiment "$experiment" --rounds 1 --compose || bad+=("$experiment")
done
check_watch || bad+=(watched)
[[ ${#bad[@]} -eq 0 ]] || fail "not well: ${bad[*]}"
say "images and compose: all is well"
