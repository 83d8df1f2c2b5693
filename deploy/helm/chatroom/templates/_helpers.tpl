{{- define "chatroom.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "chatroom.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "chatroom.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels of every object. */}}
{{- define "chatroom.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/part-of: chatroom
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ include "chatroom.version" . | quote }}
{{ include "chatroom.release" . }}
{{- end -}}

{{/* The version as a label may have it: of 1.4.0+a@sha256:… the part before the digest. */}}
{{- define "chatroom.version" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion | splitList "@" | first -}}
{{- regexReplaceAll "[^A-Za-z0-9._-]+" $tag "_" | trunc 63 | trimAll "._-" -}}
{{- end -}}

{{/* Labels by which the release's own pods are found. */}}
{{- define "chatroom.release" -}}
app.kubernetes.io/name: {{ include "chatroom.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* What is known of each service: directory of its image, ports, and what it speaks with. */}}
{{- define "chatroom.services" -}}
gateway: {image: gateway-service, http: 8000, management: 9000, redis: true, kafka: false, database: false}
identity: {image: identity-service, http: 8081, management: 9001, redis: true, kafka: true, database: true}
chat: {image: chat-service, http: 8082, management: 9002, redis: true, kafka: true, database: true}
ai: {image: ai-orchestrator-service, http: 8083, management: 9003, redis: false, kafka: true, database: true}
{{- if .Values.sms.enabled }}
sms: {image: sms-service, http: 8084, management: 9004, redis: false, kafka: true, database: true}
{{- end }}
{{- end -}}

{{/* The edges of the product: who calls whom, at which port. */}}
{{- define "chatroom.edges" -}}
- {name: gateway-to-identity, from: gateway, to: identity, ports: [8081, 9001]}
- {name: gateway-to-chat, from: gateway, to: chat, ports: [8082, 9002]}
- {name: gateway-to-ai, from: gateway, to: ai, ports: [8083, 9003]}
- {name: chat-to-identity, from: chat, to: identity, ports: [8081]}
- {name: chat-to-ai, from: chat, to: ai, ports: [8083]}
- {name: ai-to-identity, from: ai, to: identity, ports: [8081]}
- {name: ai-to-chat, from: ai, to: chat, ports: [8082]}
- {name: test-to-gateway, from: test, to: gateway, ports: [8000]}
{{- if .Values.sms.enabled }}
- {name: gateway-to-sms, from: gateway, to: sms, ports: [8084, 9004]}
- {name: sms-to-identity, from: sms, to: identity, ports: [8081]}
- {name: sms-to-chat, from: sms, to: chat, ports: [8082]}
{{- end }}
{{- end -}}

{{- define "chatroom.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.pods.user }}
runAsGroup: {{ .Values.pods.user }}
fsGroup: {{ .Values.pods.user }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "chatroom.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* An image with image.registry before it, unless its name begins with a registry's host: root, image. */}}
{{- define "chatroom.image" -}}
{{- $first := splitList "/" .image | first -}}
{{- $hosted := and (contains "/" .image) (or (contains "." $first) (contains ":" $first) (eq "localhost" $first)) -}}
{{- if $hosted }}{{ .image }}{{ else }}{{ list .root.Values.image.registry .image | compact | join "/" }}{{ end -}}
{{- end -}}

{{/* The image of a service: root, service, image. */}}
{{- define "chatroom.serviceImage" -}}
{{- $image := .root.Values.image -}}
{{- $name := include "chatroom.image" (dict "root" .root "image" (printf "%s/%s" $image.repository .image)) -}}
{{- with (index .root.Values .service).digest -}}
{{ $name }}@{{ . }}
{{- else -}}
{{ $name }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* What a service's pods have: `pods`, and the service's own `pod` over it: root, service. */}}
{{- define "chatroom.podValues" -}}
{{- $all := .root.Values.pods -}}
{{- $own := (index .root.Values .service).pod | default dict -}}
{{- $both := mergeOverwrite (deepCopy $all) (deepCopy $own) -}}
{{- $_ := set $both "extraEnv" (concat $all.extraEnv ($own.extraEnv | default list)) -}}
{{- toYaml $both -}}
{{- end -}}

{{/* Where pods that are no service's may run, and what pulls their images. */}}
{{- define "chatroom.placing" -}}
{{- $pods := .Values.pods -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $pods.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $pods.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pods.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Whether an object is made whose kind the cluster may not know: root, wanted (true, false, auto), kind. */}}
{{- define "chatroom.wanted" -}}
{{- $wanted := toString .wanted -}}
{{- if or (eq $wanted "true") (and (eq $wanted "auto") (.root.Capabilities.APIVersions.Has .kind)) -}}true{{- end -}}
{{- end -}}

{{/* Version of Strimzi's objects: v1beta2 only where the cluster serves nothing newer. */}}
{{- define "chatroom.strimziVersion" -}}
{{- $served := .Capabilities.APIVersions -}}
{{- if .Values.kafka.strimzi.apiVersion -}}
kafka.strimzi.io/{{ .Values.kafka.strimzi.apiVersion }}
{{- else if and ($served.Has "kafka.strimzi.io/v1beta2/Kafka") (not ($served.Has "kafka.strimzi.io/v1/Kafka")) -}}
kafka.strimzi.io/v1beta2
{{- else -}}
kafka.strimzi.io/v1
{{- end -}}
{{- end -}}

{{/* A variable from a secret: variable, secret, key, optional. */}}
{{- define "chatroom.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end -}}

{{- define "chatroom.kafkaBootstrap" -}}
{{- if .Values.evaluation.enabled -}}
{{ include "chatroom.fullname" . }}-kafka:9092
{{- else if .Values.kafka.strimzi.enabled -}}
{{ .Values.kafka.strimzi.cluster }}-kafka-bootstrap:9093
{{- else -}}
{{ .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "chatroom.kafkaProtocol" -}}
{{- if .Values.evaluation.enabled -}}
PLAINTEXT
{{- else if .Values.kafka.strimzi.enabled -}}
SASL_SSL
{{- else -}}
{{ .Values.kafka.security.protocol }}
{{- end -}}
{{- end -}}

{{- define "chatroom.kafkaMechanism" -}}
{{- if .Values.kafka.strimzi.enabled -}}
SCRAM-SHA-512
{{- else -}}
{{ .Values.kafka.security.mechanism }}
{{- end -}}
{{- end -}}

{{- define "chatroom.kafkaCaSecret" -}}
{{- if .Values.evaluation.enabled -}}
{{- else if .Values.kafka.strimzi.enabled -}}
{{ .Values.kafka.strimzi.cluster }}-cluster-ca-cert
{{- else if hasSuffix "SSL" .Values.kafka.security.protocol -}}
{{ .Values.kafka.security.caSecret }}
{{- end -}}
{{- end -}}

{{- define "chatroom.host" -}}
{{- (urlParse .Values.publicUrl).hostname -}}
{{- end -}}

{{/* Things that contradict each other, said before anything is installed. */}}
{{- define "chatroom.check" -}}
{{- if and .Values.evaluation.enabled .Values.kafka.strimzi.enabled -}}
{{- fail "evaluation.enabled brings its own Kafka: switch kafka.strimzi.enabled off" -}}
{{- end -}}
{{- if and .Values.evaluation.enabled .Values.externalSecrets.enabled -}}
{{- fail "evaluation.enabled makes its own passwords: switch externalSecrets.enabled off" -}}
{{- end -}}
{{- if and .Values.ai.keda.enabled .Values.ai.autoscaling.enabled -}}
{{- fail "ai.keda.enabled and ai.autoscaling.enabled would both set the number of pods: choose one" -}}
{{- end -}}
{{- if and .Values.ingress.enabled .Values.ingress.tls.enabled (not (hasPrefix "https://" .Values.publicUrl)) -}}
{{- fail "publicUrl must begin with https:// where ingress.tls.enabled is on" -}}
{{- end -}}
{{- if and .Values.gatewayApi.enabled (not .Values.gatewayApi.parentRefs) -}}
{{- fail "gatewayApi.parentRefs must name the Gateway that the routes belong to" -}}
{{- end -}}
{{- if gt (int .Values.kafka.strimzi.minInsyncReplicas) (int .Values.kafka.strimzi.replicationFactor) -}}
{{- fail "kafka.strimzi.minInsyncReplicas is more than replicationFactor: nothing could be written" -}}
{{- end -}}
{{- end -}}
