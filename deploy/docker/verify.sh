#!/usr/bin/env bash
# Builds the images and starts docker-compose.yml for real, without pulling anything: the bases are made of Debian's
# packages. Holds a conversation, loses and restores the database, kills each container in turn, cuts Kafka off the network,
# and looks at what Prometheus and a store of traces saw.
# A Docker of its own runs in namespaces of its own: nothing of it is left, and a Docker that runs already is not touched.
# The services are built in the image, as Dockerfile says; what Maven and npm would fetch is taken from this machine.
# Needs root, Debian's apt, what ./chatroom builds, and some 12 GB. Everything lies in target/docker.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$root/target/docker
tools=$root/target/tools/docker
suite=trixie

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }

fail() {
    echo "$*" >&2
    exit 1
}

newer_apt() {
    local command=$1
    shift
    "$command" -o "Dir::Etc::SourceList=$tools/$suite.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$tools/lists" "$@"
}

# Unpacked, not installed: no daemon starts but ours.
get_tools() {
    mkdir -p "$tools/deb" "$tools/lists/partial"
    local needed=() program
    for program in iptables mmdebstrap; do
        command -v "$program" >/dev/null || needed+=("$program")
    done
    if [[ ${#needed[@]} -gt 0 ]]; then
        apt-get update -q >/dev/null
        apt-get install -y -q --no-install-recommends "${needed[@]}" >/dev/null
    fi
    [[ ! -e $tools/complete ]] || return 0
    local mirror package packages=(docker.io containerd runc)
    mirror=$(apt-get indextargets --format "\$(REPO_URI)" 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -1)
    [[ -n $mirror ]] || fail "apt knows no mirror of Debian: apt-get update first."
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$tools/$suite.list"
    newer_apt apt-get update -q >/dev/null
    # Newer suites have the client in a package of its own.
    [[ -z $(apt-cache search --names-only '^docker-cli$') ]] || packages+=(docker-cli)
    (
        cd "$tools/deb"
        apt-get download -q "${packages[@]}" >/dev/null
        # Compose and buildx as plug-ins are in the newer suite alone.
        newer_apt apt-get download -q docker-compose docker-buildx >/dev/null
    ) 2>"$tools/apt.log" || fail "$(cat "$tools/apt.log")"
    for package in "$tools"/deb/*.deb; do
        dpkg -x "$package" "$tools/root"
    done
    touch "$tools/complete"
}

# A base image: what is essential in Debian, and some packages.
make_base() {
    local name=$1 contents=$2
    [[ ! -s $work/$name.tar ]] || return 0
    say "making the base of $contents"
    # shellcheck disable=SC2016 # the hook's own shell expands it
    mmdebstrap --format=tar --variant=minbase --include="$contents" --aptopt='Apt::Install-Recommends "false"' \
        --customize-hook='rm -rf "$1"/usr/share/doc "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*' \
        "$suite" "$work/$name.part" "$tools/$suite.list" >"$work/$name.log" 2>&1 || fail "$(tail -20 "$work/$name.log")"
    mv "$work/$name.part" "$work/$name.tar"
}

[[ $(id -u) -eq 0 ]] || fail "This starts a Docker of its own, which needs root."
mkdir -p "$work"
get_tools
make_base java openjdk-25-jre-headless
make_base stores postgresql,redis-server
make_base jdk openjdk-25-jdk-headless,ca-certificates
make_base watch prometheus,nodejs
"$root/deploy/docker/secrets.sh" >/dev/null
result=0
unshare --net --mount --pid --fork --kill-child --mount-proc \
    "$root/deploy/docker/local/inside.sh" "$root" "$work" "$tools" || result=$?
# Where it went wrong, the next try finds what was built.
[[ $result -ne 0 ]] || rm -rf "$work/data"
exit "$result"
