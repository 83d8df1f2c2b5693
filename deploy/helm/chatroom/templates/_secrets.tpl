{{/* The secrets that a service reads, as variables: a list of variable, secret, key, optional: root, service. */}}
{{- define "chatroom.secretsOf" -}}
{{- $root := .root -}}
{{- $service := .service -}}
{{- $is := index (include "chatroom.services" $root | fromYaml) $service -}}
{{- $secrets := $root.Values.secrets -}}
{{- $evaluation := ternary (printf "%s-evaluation" (include "chatroom.fullname" $root)) "" $root.Values.evaluation.enabled -}}
{{- if $is.database }}
- variable: DATABASE_URL
  secret: {{ $evaluation | default (index $secrets.database $service).name }}
  key: {{ ternary (printf "url-%s" $service) (index $secrets.database $service).key $root.Values.evaluation.enabled }}
{{- end }}
{{- if $is.redis }}
- variable: REDIS_URL
  secret: {{ $evaluation | default $secrets.redis.name }}
  key: {{ ternary "url-redis" $secrets.redis.key $root.Values.evaluation.enabled }}
{{- end }}
{{- if and $is.kafka (hasPrefix "SASL" (include "chatroom.kafkaProtocol" $root)) }}
- variable: KAFKA_SASL_JAAS_CONFIG
  secret: {{ print $root.Values.kafka.security.secretPrefix $service }}
  key: {{ $root.Values.kafka.security.secretKey }}
{{- end }}
{{- if eq $service "identity" }}
- variable: ADMIN_PASSWORD
  secret: {{ $evaluation | default $secrets.admin.name }}
  key: {{ ternary "admin-password" $secrets.admin.key $root.Values.evaluation.enabled }}
  optional: true
{{- end }}
{{- if and $root.Values.sms.enabled (has $service (list "identity" "sms")) }}
- variable: SMS_SERVICE_SECRET
  secret: {{ $evaluation | default $secrets.smsService.name }}
  key: {{ ternary "sms-service-password" $secrets.smsService.key $root.Values.evaluation.enabled }}
{{- end }}
{{- if eq $service "ai" }}
- {variable: OPENAI_API_KEY, secret: {{ $secrets.openai.name }}, key: {{ $secrets.openai.key }}, optional: true}
{{- end }}
{{- if eq $service "sms" }}
- {variable: SMS_HASH_KEY, secret: {{ $secrets.smsService.name }}, key: {{ $secrets.smsService.hashKey }}, optional: true}
- {variable: TWILIO_ACCOUNT_SID, secret: {{ $secrets.twilio.name }}, key: {{ $secrets.twilio.accountSidKey }}, optional: true}
- {variable: TWILIO_AUTH_TOKEN, secret: {{ $secrets.twilio.name }}, key: {{ $secrets.twilio.authTokenKey }}, optional: true}
- {variable: TWILIO_PHONE_NUMBER, secret: {{ $secrets.twilio.name }}, key: {{ $secrets.twilio.phoneNumberKey }}, optional: true}
{{- end }}
- {variable: OTEL_EXPORTER_OTLP_HEADERS, secret: {{ $secrets.collector.name }}, key: {{ $secrets.collector.key }}, optional: true}
- {variable: SENTRY_DSN, secret: {{ $secrets.sentry.name }}, key: {{ $secrets.sentry.key }}, optional: true}
{{- end -}}

{{/*
What a pod's secrets hold, as a checksum: an upgrade after a secret changed restarts what reads it, and nothing else.
The secrets are looked up in the cluster; `helm template` sees none. Without the objects' ids, which are no secret to those
who may read secrets alone, a short password could be guessed from the checksum: root, secrets (of secret, key).
*/}}
{{- define "chatroom.secretsChecksum" -}}
{{- $root := .root -}}
{{- $held := list -}}
{{- if $root.Values.secrets.restartOnChange -}}
{{- $evaluation := printf "%s-evaluation" (include "chatroom.fullname" $root) -}}
{{- range .secrets -}}
{{- if and $root.Values.evaluation.enabled (eq .secret $evaluation) -}}
{{- $held = append $held (index (include "chatroom.evaluationSecret" $root | fromYaml) .key) -}}
{{- else -}}
{{- $found := lookup "v1" "Secret" $root.Release.Namespace .secret -}}
{{- if $found -}}
{{- $held = append $held (printf "%s %s %s" $found.metadata.uid .key (dig "data" .key "" $found)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $held | join "\n" | sha256sum -}}
{{- end -}}

{{/* What the evaluation's secret holds: what an earlier install made up stays. Made up once a rendering. */}}
{{- define "chatroom.evaluationSecret" -}}
{{- if not (hasKey .Values.evaluation "made") -}}
{{- $name := include "chatroom.fullname" . -}}
{{- $kept := (lookup "v1" "Secret" .Release.Namespace (printf "%s-evaluation" $name)).data | default dict -}}
{{- $made := dict -}}
{{- range list "postgres" "identity" "chat" "ai" "sms" "redis" "admin" "sms-service" -}}
{{- $key := printf "%s-password" . -}}
{{- $_ := set $made $key (hasKey $kept $key | ternary (index $kept $key | default "" | b64dec) (randAlphaNum 32)) -}}
{{- end -}}
{{- range list "identity" "chat" "ai" "sms" -}}
{{- $password := index $made (printf "%s-password" .) -}}
{{- $_ := set $made (printf "url-%s" .) (printf "postgresql://%s:%s@%s-postgres:5432/chatroom" . $password $name) -}}
{{- end -}}
{{- $_ := set $made "url-redis" (printf "redis://:%s@%s-redis:6379/0" (index $made "redis-password") $name) -}}
{{- $_ := set .Values.evaluation "made" $made -}}
{{- end -}}
{{- toYaml .Values.evaluation.made -}}
{{- end -}}
