{{/* A value as text; whole numbers of values files are floats to Helm, and 1000000 would be 1e+06. */}}
{{- define "chatroom.text" -}}
{{- if kindIs "float64" . }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{/* Every setting that the values come to, for all services. */}}
{{- define "chatroom.settings" -}}
{{- $name := include "chatroom.fullname" . -}}
{{- $origins := concat (list (trimSuffix "/" .Values.publicUrl)) .Values.allowedOrigins | uniq -}}
{{- $settings := dict
  "PUBLIC_URL" .Values.publicUrl
  "ALLOWED_ORIGINS" ($origins | join ",")
  "GUEST_ACCESS" (.Values.guestAccess | toString)
  "COOKIE_SECURE" "true"
  "LOG_JSON" "true"
  "ADMIN_USERNAME" .Values.adminUsername
  "ADMIN_EMAIL" .Values.adminEmail
  "OPENAI_BASE_URL" .Values.ai.baseUrl
  "OPENAI_MODEL" .Values.ai.model
  "ROOM_DAILY_TOKEN_LIMIT" (.Values.ai.roomDailyTokenLimit | int64 | toString)
  "KAFKA_BOOTSTRAP_SERVERS" (include "chatroom.kafkaBootstrap" .)
  "IDENTITY_URL" (printf "http://%s-identity:8081" $name)
  "CHAT_URLS" (printf "http://%s-chat-pods:8082" $name)
  "CHAT_BY_DNS" "true"
  "AI_URL" (printf "http://%s-ai:8083" $name)
  "SMS_URL" (printf "http://%s-sms:8084" $name)
  "HEALTH_BY_DNS" "true"
  "HEALTH_SERVICES" (ternary "identity,chat,ai,sms" "identity,chat,ai" .Values.sms.enabled)
  "IDENTITY_MANAGEMENT_URL" (printf "http://%s-identity-health:9001" $name)
  "CHAT_MANAGEMENT_URLS" (printf "http://%s-chat-health:9002" $name)
  "AI_MANAGEMENT_URL" (printf "http://%s-ai-health:9003" $name)
  "SMS_MANAGEMENT_URL" (printf "http://%s-sms-health:9004" $name)
  "TRUSTED_PROXIES" (.Values.ingress.trustedProxies | join ",")
  "EDGE_TRUSTED_PROXIES" (.Values.ingress.trustedProxies | join ",")
-}}
{{- if .Values.tracing.endpoint -}}
{{- $_ := set $settings "OTEL_EXPORTER_OTLP_ENDPOINT" .Values.tracing.endpoint -}}
{{- $_ := set $settings "OTEL_TRACES_SAMPLER" "traceidratio" -}}
{{- $_ := set $settings "OTEL_TRACES_SAMPLER_ARG" (.Values.tracing.sampling | toString) -}}
{{- end -}}
{{- $protocol := include "chatroom.kafkaProtocol" . -}}
{{- if ne $protocol "PLAINTEXT" -}}
{{- $_ := set $settings "KAFKA_SECURITY_PROTOCOL" $protocol -}}
{{- if hasPrefix "SASL" $protocol -}}
{{- $_ := set $settings "KAFKA_SASL_MECHANISM" (include "chatroom.kafkaMechanism" .) -}}
{{- end -}}
{{- if include "chatroom.kafkaCaSecret" . -}}
{{- $_ := set $settings "KAFKA_SSL_TRUSTSTORE_TYPE" "PEM" -}}
{{- $_ := set $settings "KAFKA_SSL_TRUSTSTORE_LOCATION" "/etc/chatroom/kafka/ca.crt" -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := .Values.settings -}}
{{- $_ := set $settings $key (include "chatroom.text" $value) -}}
{{- end -}}
{{- toYaml $settings -}}
{{- end -}}

{{/*
The settings that a service reads: a change restarts no other. Names that the catalogue does not have are Kafka's own, for
those that speak with Kafka, or go to all: root, service.
*/}}
{{- define "chatroom.settingsOf" -}}
{{- $service := .service -}}
{{- $readers := .root.Files.Get "files/readers.yaml" | fromYaml -}}
{{- $kafka := (index (include "chatroom.services" .root | fromYaml) $service).kafka -}}
{{- range $key, $value := include "chatroom.settings" .root | fromYaml }}
{{- $wanted := ternary $kafka true (hasPrefix "KAFKA_" $key) -}}
{{- if hasKey $readers $key -}}
{{- $wanted = has $service (index $readers $key) -}}
{{- end -}}
{{- if $wanted }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end -}}
