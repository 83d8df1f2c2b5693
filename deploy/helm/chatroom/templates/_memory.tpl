{{/* A quantity of Kubernetes in MiB, rounded down. */}}
{{- define "chatroom.mebibytes" -}}
{{- $quantity := toString . -}}
{{- $number := regexFind "^[0-9.]+" $quantity | float64 -}}
{{- $unit := regexReplaceAll "^[0-9.]+" $quantity "" -}}
{{- $factors := dict "" 1.0 "k" 1e3 "M" 1e6 "G" 1e9 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 -}}
{{- if not (hasKey $factors $unit) -}}
{{- fail (printf "memory %s: give it in Mi or Gi" $quantity) -}}
{{- end -}}
{{- divf (mulf $number (index $factors $unit)) 1048576 | floor | int64 -}}
{{- end -}}

{{/*
Options of a service's JVM: every part of its memory has a bound, and the heap gets what the others leave of the limit.
The collector's own tables take a twentieth of the heap: root, service.
*/}}
{{- define "chatroom.jvmMemory" -}}
{{- $values := index .root.Values .service -}}
{{- $memory := $values.memory -}}
{{- $limit := include "chatroom.mebibytes" $values.resources.limits.memory | int64 -}}
{{- $rest := add $memory.metaspace $memory.codeCache $memory.direct $memory.threads $memory.native -}}
{{- $heap := divf (mulf (sub $limit $rest) 100) 105 | floor | int64 -}}
{{- if lt $heap (int64 $memory.leastHeap) -}}
{{- fail (printf "%s.resources.limits.memory of %d MiB leaves %d MiB of heap, and %d are needed: raise it to %d MiB"
    .service $limit $heap (int64 $memory.leastHeap)
    (add $rest (divf (mulf $memory.leastHeap 105) 100 | ceil | int64))) -}}
{{- end -}}
-XX:MaxRAMPercentage={{ divf (mulf $heap 100) $limit | floor | int64 }}
{{- printf " -XX:MaxMetaspaceSize=%dm" (int64 $memory.metaspace) -}}
{{- printf " -XX:ReservedCodeCacheSize=%dm" (int64 $memory.codeCache) -}}
{{- printf " -XX:MaxDirectMemorySize=%dm" (int64 $memory.direct) -}}
{{- end -}}
