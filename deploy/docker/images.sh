#!/usr/bin/env bash
# Builds the images of the services, and brings them to where a cluster finds them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
services=(identity-service chat-service ai-orchestrator-service sms-service gateway-service)

usage() {
    cat <<'EOF'
usage: deploy/docker/images.sh [--push] [--mirror] [--kind [NAME] | --minikube [PROFILE]] [NAME=VALUE…]

  --push               push what was built to REGISTRY, and print its digests as values of the chart
  --mirror             with --push: the images of Kafka, PostgreSQL, Redis and Node that the chart names too
  --kind [NAME]        load what was built into a cluster of kind
  --minikube [PROFILE] load what was built into a cluster of minikube

  REGISTRY=            registry.example.com; needed for --push
  REPOSITORY=chatroom  folder in the registry
  TAG=                 the version of the chart by default
  Others, such as RUNTIME_IMAGE or BUILD_IMAGE, are arguments of the build (deploy/docker/Dockerfile).
EOF
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

chart=$root/deploy/helm/chatroom
registry=${REGISTRY:-} repository=${REPOSITORY:-chatroom} tag=${TAG:-}
push='' mirror='' load='' cluster='' arguments=()
while [[ $# -gt 0 ]]; do
    case $1 in
    --push) push=yes ;;
    --mirror) mirror=yes ;;
    --kind | --minikube)
        load=${1#--}
        if [[ $# -gt 1 && $2 != -* && $2 != *=* ]]; then
            cluster=$2
            shift
        fi
        ;;
    -h | --help | help)
        usage
        exit
        ;;
    REGISTRY=*) registry=${1#*=} ;;
    REPOSITORY=*) repository=${1#*=} ;;
    TAG=*) tag=${1#*=} ;;
    *=*) arguments+=(--build-arg "$1") ;;
    *)
        usage >&2
        fail "unknown: $1"
        ;;
    esac
    shift
done
[[ -n $tag ]] || tag=$(sed -n 's/^appVersion: //p' "$chart/Chart.yaml")
[[ -z $push || -n $registry ]] || fail "--push needs REGISTRY=registry.example.com"
[[ -z $mirror || -n $push ]] || fail "--mirror needs --push"
command -v docker >/dev/null || fail "This needs Docker (https://docs.docker.com/engine/install)."

name() {
    printf '%s%s/%s:%s' "${registry:+$registry/}" "$repository" "$1" "$tag"
}

# The digest that the registry knows an image by.
digest() {
    docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$1" |
        sed -n "s|^${1%:*}@||p" | head -1
}

revision=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
port=9001
for service in "${services[@]}"; do
    [[ $service != gateway-service ]] || port=9000
    echo "building $(name "$service")" >&2
    docker build -f "$root/deploy/docker/Dockerfile" --build-arg "SERVICE=$service" --build-arg "MANAGEMENT_PORT=$port" \
        --build-arg "VERSION=$tag" --build-arg "REVISION=$revision" "${arguments[@]}" -t "$(name "$service")" "$root" >&2
    port=$((port + 1))
done

case $load in
kind)
    for service in "${services[@]}"; do
        kind load docker-image --name "${cluster:-kind}" "$(name "$service")" >&2
    done
    ;;
minikube)
    for service in "${services[@]}"; do
        minikube image load --profile "${cluster:-minikube}" "$(name "$service")" >&2
    done
    ;;
esac

echo "# Values of the chart: write this to a file, and give it to helm with -f."
echo "image:"
[[ -z $registry ]] || echo "  registry: $registry"
echo "  repository: $repository"
echo "  tag: \"$tag\""
[[ -n $push ]] || exit 0
for service in "${services[@]}"; do
    echo "pushing $(name "$service")" >&2
    docker push -q "$(name "$service")" >&2
    value=${service%-service} pushed=$(digest "$(name "$service")")
    [[ -n $pushed ]] || fail "$registry gave no digest of $service."
    printf '%s:\n  digest: %s\n' "${value%-orchestrator}" "$pushed"
done
if [[ -n $mirror ]]; then
    sed -n 's/^  \(kafkaImage\|postgresImage\|redisImage\|image\): \([^ {]*:[^ ]*\)$/\2/p' "$chart/values.yaml" |
        while read -r image; do
            echo "mirroring $image" >&2
            docker pull -q "$image" >&2
            docker tag "$image" "$registry/$image"
            docker push -q "$registry/$image" >&2
        done
fi
