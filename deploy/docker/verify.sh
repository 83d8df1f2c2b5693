#!/usr/bin/env bash
# Builds the images and starts docker-compose.yml for real, with a Docker of its own and without pulling anything: the
# bases are made of Debian's packages. Holds a conversation, kills each service in turn, and holds it again.
# Needs root, Debian's apt, what ./chatroom builds, and some 6 GB. Everything lies in target/docker.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$root/target/docker
tools=$root/target/tools/docker
services=(identity-service chat-service ai-orchestrator-service sms-service gateway-service)

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }

need_root() {
    [[ $(id -u) -eq 0 ]] || {
        echo "This starts a Docker of its own, which needs root." >&2
        exit 1
    }
}

# Unpacked, not installed: no daemon starts but ours.
get_tools() {
    [[ -x $tools/root/usr/bin/docker ]] && return
    mkdir -p "$tools/deb" "$tools/lists/partial"
    local mirror
    mirror=$(apt-cache policy | sed -n 's/^ *[0-9]* \(http[^ ]*debian\) .*main.*/\1/p' | head -1)
    [[ -n $mirror ]] || mirror=http://deb.debian.org/debian
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$tools/trixie.list"
    local newer=(-o "Dir::Etc::sourcelist=$tools/trixie.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$tools/lists")
    apt-get "${newer[@]}" update -q >/dev/null
    (
        cd "$tools/deb"
        apt-get download -q docker.io containerd runc >/dev/null
        # Compose and buildx as plug-ins are in the newer suite alone.
        apt-get "${newer[@]}" download -q docker-compose docker-buildx >/dev/null
    )
    local package
    for package in "$tools"/deb/*.deb; do
        dpkg -x "$package" "$tools/root"
    done
    if ! command -v iptables >/dev/null || ! command -v mmdebstrap >/dev/null; then
        apt-get install -y -q --no-install-recommends iptables mmdebstrap >/dev/null
    fi
}

start_docker() {
    mkdir -p "$work" "$HOME/.docker"
    export PATH=$tools/root/usr/bin:$tools/root/usr/sbin:$PATH
    export DOCKER_HOST=unix://$work/docker.sock DOCKER_CONFIG=$work/config DOCKER_BUILDKIT=1
    mkdir -p "$DOCKER_CONFIG/cli-plugins"
    ln -sf "$tools"/root/usr/libexec/docker/cli-plugins/* "$DOCKER_CONFIG/cli-plugins/"
    dockerd --data-root "$work/data" --exec-root "$work/run" --pidfile "$work/docker.pid" -H "$DOCKER_HOST" \
        >"$work/dockerd.log" 2>&1 &
    docker_pid=$!
    trap stop_docker EXIT
    local i
    for ((i = 0; i < 60; i++)); do
        docker info >/dev/null 2>&1 && return
        kill -0 "$docker_pid" 2>/dev/null || break
        sleep 0.5
    done
    tail -20 "$work/dockerd.log" >&2
    exit 1
}

stop_docker() {
    docker compose -p chatroom-verify down -v --timeout 5 >/dev/null 2>&1 || true
    kill "$docker_pid" 2>/dev/null || true
    wait "$docker_pid" 2>/dev/null || true
}

make_base() {
    docker image inspect chatroom-local/base >/dev/null 2>&1 && return
    say "making the base image"
    # shellcheck disable=SC2016 # the hook's own shell expands it
    [[ -s $work/base.tar ]] || mmdebstrap --variant=minbase --include=openjdk-25-jre-headless,postgresql,redis-server,procps \
        --aptopt='Apt::Install-Recommends "false"' --customize-hook='rm -rf "$1"/usr/share/doc "$1"/var/lib/apt/lists/*' \
        trixie "$work/base.tar" "$tools/trixie.list" >"$work/mmdebstrap.log" 2>&1
    docker import "$work/base.tar" chatroom-local/base >/dev/null
    rm -f "$work/base.tar"
}

build_images() {
    local context=$work/kafka target service port=9001
    mkdir -p "$context"
    cp -r "$root/standalone/target/lib" "$root/standalone/target/standalone.jar" "$root/deploy/docker/local/entry" "$context/"
    for target in kafka postgres redis; do
        docker build -q -f "$root/deploy/docker/local/Dockerfile" --target "$target" -t "chatroom-local/$target" "$context" >/dev/null
    done
    for service in "${services[@]}"; do
        [[ $service != gateway-service ]] || port=9000
        say "building $service"
        docker build -q -f "$root/deploy/docker/Dockerfile" --build-arg BUILT=host --build-arg SERVICE="$service" \
            --build-arg RUNTIME_IMAGE=chatroom-local/base --build-arg MANAGEMENT_PORT="$port" \
            -t "chatroom/$service:verify" "$root" >/dev/null
        port=$((port + 1))
    done
    docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}' | grep chatroom
}

compose() {
    docker compose -p chatroom-verify --project-directory "$root" -f "$root/docker-compose.yml" "$@"
}

talk() {
    CHATROOM_URL=http://127.0.0.1:$GATEWAY_PORT node --experimental-websocket "$root/deploy/helm/chatroom/files/conversation.mjs"
}

check_images() {
    local service user
    for service in "${services[@]}"; do
        user=$(docker image inspect -f '{{.Config.User}}' "chatroom/$service:verify")
        [[ $user == 10001:10001 ]] || { echo "$service runs as $user" >&2; exit 1; }
        docker run --rm --read-only --network none --entrypoint ls "chatroom/$service:verify" -la app.aot |
            awk -v name="$service" '{ printf "%s: cache of %d MB\n", name, $5 / 1048576 }'
    done
}

need_root
get_tools
start_docker
make_base
build_images
check_images
"$root/deploy/docker/secrets.sh"
export CHATROOM_TAG=verify KAFKA_IMAGE=chatroom-local/kafka POSTGRES_IMAGE=chatroom-local/postgres \
    REDIS_IMAGE=chatroom-local/redis GATEWAY_PORT=${GATEWAY_PORT:-18000}
say "starting"
begun=$(date +%s)
compose up -d --no-build --wait --wait-timeout 240 identity chat ai sms gateway || {
    compose ps -a
    compose logs --tail 30
    exit 1
}
say "healthy after $(($(date +%s) - begun)) s"
compose ps --format '{{.Service}} {{.Status}}'
talk
for service in identity chat ai sms gateway redis postgres kafka; do
    compose kill "$service" >/dev/null 2>&1
    compose up -d --no-build --wait --wait-timeout 180 identity chat ai sms gateway >/dev/null 2>&1
    say "killed $service: $(talk)"
done
say "images and compose: all is well"
