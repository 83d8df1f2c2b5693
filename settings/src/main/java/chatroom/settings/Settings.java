package chatroom.settings;

import static chatroom.settings.Setting.Reader.AI;
import static chatroom.settings.Setting.Reader.CHAT;
import static chatroom.settings.Setting.Reader.GATEWAY;
import static chatroom.settings.Setting.Reader.IDENTITY;
import static chatroom.settings.Setting.Reader.LAUNCHER;
import static chatroom.settings.Setting.Reader.SMS;

import chatroom.settings.Kind.Address;
import chatroom.settings.Kind.Database;
import chatroom.settings.Kind.Form;
import chatroom.settings.Kind.ListOf;
import chatroom.settings.Kind.OneOf;
import chatroom.settings.Kind.Origin;
import chatroom.settings.Kind.Secret;
import chatroom.settings.Kind.Text;
import chatroom.settings.Kind.Whole;
import chatroom.settings.Kind.YesNo;
import chatroom.settings.Setting.Reader;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every setting of the product. The README's table and `.env.example` are printed from here, by
/// {@link MarkdownTable} and {@link EnvExample}.
public final class Settings {

    /// The one setting that the configuration source takes apart.
    public static final String DATABASE_URL = "DATABASE_URL";

    private static final String JVM_OPTIONS =
            "JVM options of that process, instead of the profile's.";

    private static final Kind TEXT = new Text();
    private static final Kind SECRET = new Secret();
    private static final Kind YES_NO = new YesNo();
    private static final Kind WEB = new Address(List.of("http", "https"));
    private static final Kind WEBS = new ListOf(WEB);
    private static final Kind PORT = new Whole(0, 65_535);
    private static final Kind SECONDS = new Whole(1, 3_600);
    private static final Kind BROKERS =
            new ListOf(form("host:port", "[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}"));
    private static final Kind EMAIL = form("e-mail address", "[^\\s@]+@[^\\s@]+");
    private static final Kind PHONES =
            new ListOf(
                    form(
                            "phone number, or number=room, +15551234567=lobby",
                            "\\+[1-9]\\d{6,14}(=[a-z0-9][a-z0-9_-]{0,63})?"));
    private static final Kind SHARE = form("share, 0 to 1", "0(\\.\\d+)?|1(\\.0+)?");
    private static final Kind COUNTRY = form("country, two capital letters", "[A-Z]{2}");
    private static final Kind USERNAME =
            form("2 to 32 letters, digits, _ . -", "[\\p{L}\\p{N}_.-]{2,32}");

    /// In the order of the README's table.
    public static final List<Setting> ALL =
            List.of(
                    // The edge.
                    the("GATEWAY_PORT", PORT, "8000", "Port of the page and the API.", GATEWAY),
                    the(
                            "GATEWAY_LISTEN",
                            form("IP address", "[0-9a-fA-F.:]+|localhost"),
                            "127.0.0.1",
                            "Address that ./chatroom start lets the gateway listen on; --listen"
                                    + " goes before. 0.0.0.0 opens it to other machines, all else"
                                    + " stays on loopback.",
                            LAUNCHER),
                    the(
                            "PUBLIC_URL",
                            WEB,
                            "http://localhost:8000",
                            "Address under which browsers and Twilio reach the gateway.",
                            GATEWAY,
                            SMS),
                    the(
                            "ALLOWED_ORIGINS",
                            new ListOf(new Origin()),
                            "http://localhost:8000,http://127.0.0.1:8000",
                            "Origins whose pages may open sockets and call the API.",
                            GATEWAY,
                            CHAT),
                    the(
                            "FRONTEND_ORIGIN",
                            new Origin(),
                            null,
                            "One more allowed origin: that of a page served elsewhere.",
                            GATEWAY,
                            CHAT),
                    the(
                            "COOKIE_SECURE",
                            YES_NO,
                            "true",
                            "Whether cookies travel over https only; ./chatroom sets false for"
                                    + " http://localhost.",
                            IDENTITY,
                            GATEWAY),
                    the(
                            "EDGE_METRICS",
                            YES_NO,
                            "false",
                            "Whether the gateway shows its own metrics at /metrics; ./chatroom sets"
                                    + " true while it listens on loopback.",
                            GATEWAY),
                    the(
                            "TRUSTED_PROXIES",
                            new ListOf(form("host or network", "[^\\s,]+")),
                            "127.0.0.1,::1",
                            "Neighbours in front whose word on a caller's address is taken.",
                            IDENTITY,
                            SMS),
                    the(
                            "EDGE_TRUSTED_PROXIES",
                            new ListOf(form("address or network", "[0-9a-fA-F.:]+(/\\d{1,3})?")),
                            null,
                            "Proxies in front of the gateway whose X-Forwarded-* headers are"
                                    + " believed; without any, the connection's own address counts.",
                            GATEWAY),
                    // People.
                    the(
                            "GUEST_ACCESS",
                            YES_NO,
                            "false",
                            "Whether one may join public rooms by name alone; ./chatroom sets"
                                    + " true.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI),
                    the(
                            "RATE_LIMIT_PER_USER",
                            new Whole(1, 1_000_000),
                            "60",
                            "Messages that one person may send in the window below.",
                            CHAT,
                            GATEWAY),
                    the(
                            "RATE_LIMIT_WINDOW_SECONDS",
                            SECONDS,
                            "60",
                            "Length of that window.",
                            CHAT,
                            GATEWAY),
                    the(
                            "ADMIN_USERNAME",
                            USERNAME,
                            "admin",
                            "Name of the admin that the first start creates.",
                            IDENTITY),
                    the(
                            "ADMIN_EMAIL",
                            EMAIL,
                            "admin@localhost",
                            "E-mail address of that admin.",
                            IDENTITY),
                    the(
                            "ADMIN_PASSWORD",
                            SECRET,
                            null,
                            "Password of that admin; no admin is created without one. ./chatroom"
                                    + " makes one up and prints it once.",
                            IDENTITY),
                    the(
                            "ACCESS_TOKEN_EXPIRE_MINUTES",
                            new Whole(1, 1_440),
                            "15",
                            "How long an access token is good for.",
                            IDENTITY),
                    the(
                            "REFRESH_TOKEN_DAYS",
                            new Whole(1, 365),
                            "7",
                            "How long a session lasts without being used.",
                            IDENTITY),
                    // Personas.
                    the(
                            "OPENAI_API_KEY",
                            SECRET,
                            null,
                            "Key of an OpenAI-compatible provider; without one, and without"
                                    + " Ollama, the built-in voices answer.",
                            AI),
                    the(
                            "OPENAI_BASE_URL",
                            WEB,
                            "https://api.openai.com/v1",
                            "Address of that provider.",
                            AI),
                    the(
                            "OPENAI_MODEL",
                            TEXT,
                            "gpt-4o-mini",
                            "Model that personas without one of their own speak with.",
                            AI),
                    the(
                            "OLLAMA_URL",
                            WEB,
                            "http://127.0.0.1:11434",
                            "Where a local Ollama is looked for when there is no key.",
                            AI),
                    the(
                            "AI_FIRST_TOKEN_TIMEOUT_SECONDS",
                            SECONDS,
                            null,
                            "How long a provider may be silent before the first word of a reply;"
                                    + " without it 10, or 120 for a model on this machine.",
                            AI),
                    the(
                            "AI_IDLE_TIMEOUT_SECONDS",
                            SECONDS,
                            "10",
                            "How long a provider may be silent within a reply.",
                            AI),
                    the(
                            "AI_TOTAL_TIMEOUT_SECONDS",
                            SECONDS,
                            "30",
                            "How long a whole reply may take, from its first byte.",
                            AI),
                    the(
                            "AI_REASONING_TOKENS",
                            new Whole(0, 100_000),
                            "1000",
                            "Tokens that a model that reasons may think before a reply, apart from"
                                    + " the reply itself.",
                            AI),
                    the(
                            "ROOM_DAILY_TOKEN_LIMIT",
                            new Whole(0, 1_000_000_000_000L),
                            "10000",
                            "Most tokens that the personas of a room may spend in a day (UTC); a"
                                    + " room's own limit can only be lower.",
                            AI,
                            CHAT),
                    // Safety.
                    the(
                            "SAFETY_COUNTRY",
                            COUNTRY,
                            null,
                            "Country whose helpline and emergency number people in distress are told;"
                                    + " without one, those of the countries of their language.",
                            AI,
                            SMS),
                    the(
                            "SAFETY_LINE",
                            TEXT,
                            null,
                            "Line that people in distress are told instead of the built-in one, in"
                                    + " every language.",
                            AI,
                            SMS),
                    // Rooms.
                    the(
                            "ROOM_TOPICS_MAX",
                            new Whole(0, 100_000),
                            "1000",
                            "Rooms that get a topic of their own; later ones share one.",
                            CHAT),
                    the(
                            "SHARED_PARTITIONS",
                            new Whole(1, 1_000),
                            "16",
                            "Partitions of the shared topic; fixed once it exists.",
                            CHAT),
                    the(
                            "ROOM_RETENTION_DAYS",
                            new Whole(1, 3_650),
                            "7",
                            "How long Kafka keeps a room's events; history stays in PostgreSQL.",
                            CHAT),
                    // Phones.
                    the("TWILIO_ACCOUNT_SID", TEXT, null, "Twilio account that sends SMS.", SMS),
                    the(
                            "TWILIO_AUTH_TOKEN",
                            SECRET,
                            null,
                            "Its token; webhooks are checked with it, and refused without it.",
                            SMS),
                    the(
                            "TWILIO_PHONE_NUMBER",
                            PHONES,
                            null,
                            "The number that SMS come from, or several, each with its room.",
                            SMS),
                    the(
                            "TWILIO_MESSAGING_SERVICE_SID",
                            TEXT,
                            null,
                            "Messaging service that chooses the sender where a room has no number"
                                    + " of its own.",
                            SMS),
                    the(
                            "TWILIO_API_URL",
                            WEB,
                            "https://api.twilio.com",
                            "Where Twilio's REST API answers.",
                            SMS),
                    the(
                            "SMS_COUNTRIES",
                            new ListOf(COUNTRY),
                            "US,CA",
                            "Countries whose mobile numbers may be registered.",
                            SMS),
                    the(
                            "SMS_MAX_SEGMENTS",
                            new Whole(1, 10),
                            "3",
                            "Segments that one SMS may have; what is longer is cut.",
                            SMS),
                    the(
                            "SMS_DAILY_SEGMENTS",
                            new Whole(1, 100_000),
                            "100",
                            "Segments that one phone is sent in a day (UTC); the rest waits.",
                            SMS),
                    the(
                            "SMS_MMS",
                            YES_NO,
                            "false",
                            "Whether what is longer than SMS_MAX_SEGMENTS goes out whole, as MMS.",
                            SMS),
                    the(
                            "SMS_KEYWORD_ANSWERS",
                            new OneOf(List.of("twilio", "service")),
                            "twilio",
                            "Who answers STOP, START and HELP: Twilio does by itself, unless its"
                                    + " support switched that off.",
                            SMS),
                    the(
                            "SMS_HASH_KEY",
                            SECRET,
                            null,
                            "Key of the hashes of codes and opted-out numbers; without one a key is"
                                    + " made once and kept in the database.",
                            SMS),
                    the(
                            "SMS_SERVICE_SECRET",
                            SECRET,
                            null,
                            "What sms-service proves itself to identity-service with, to post for a"
                                    + " phone's owner; without one phones can not write. ./chatroom"
                                    + " makes one up.",
                            IDENTITY,
                            SMS),
                    // Infrastructure.
                    the(
                            DATABASE_URL,
                            new Database(),
                            null,
                            "PostgreSQL database; each service keeps to its own schema. ./chatroom"
                                    + " starts its own where this is not given.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS,
                            LAUNCHER),
                    the(
                            "REDIS_URL",
                            new Address(List.of("redis", "rediss")),
                            "redis://localhost:6379/0",
                            "Redis for presence and rate limits. ./chatroom starts its own where"
                                    + " this is not given.",
                            IDENTITY,
                            CHAT,
                            GATEWAY,
                            LAUNCHER),
                    the(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            BROKERS,
                            "localhost:9092",
                            "Kafka brokers. ./chatroom starts its own where this is not given.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS,
                            LAUNCHER),
                    the(
                            "KAFKA_SECURITY_PROTOCOL",
                            new OneOf(List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
                            "PLAINTEXT",
                            "How the services speak with Kafka. Any other property of Kafka's"
                                    + " clients is an environment variable of that form:"
                                    + " KAFKA_CLIENT_RACK is client.rack.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "KAFKA_SASL_MECHANISM",
                            form("mechanism, SCRAM-SHA-512", "[A-Z0-9-]+"),
                            null,
                            "How they prove themselves, where the protocol is SASL.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "KAFKA_SASL_JAAS_CONFIG",
                            SECRET,
                            null,
                            "Login module with name and password, as Kafka's clients take it.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "KAFKA_SSL_TRUSTSTORE_LOCATION",
                            TEXT,
                            null,
                            "File with the authority that signed the brokers' certificates; the"
                                    + " JVM's own where this is not given.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "KAFKA_SSL_TRUSTSTORE_TYPE",
                            new OneOf(List.of("PEM", "PKCS12", "JKS")),
                            null,
                            "Form of that file.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "KAFKA_SSL_TRUSTSTORE_PASSWORD",
                            SECRET,
                            null,
                            "Password of that file, where it has one.",
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    // Services among themselves; ./chatroom sets all of these.
                    the(
                            "IDENTITY_URL",
                            WEB,
                            "http://127.0.0.1:8081",
                            "Where identity-service answers.",
                            GATEWAY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "CHAT_URLS",
                            WEBS,
                            "http://127.0.0.1:8082",
                            "Where the chat-services answer.",
                            GATEWAY,
                            AI,
                            SMS),
                    the(
                            "CHAT_BY_DNS",
                            YES_NO,
                            "false",
                            "Whether each name in CHAT_URLS stands for all chat-services that DNS"
                                    + " lists under it, looked up again every few seconds.",
                            GATEWAY),
                    the(
                            "AI_URL",
                            WEB,
                            "http://127.0.0.1:8083",
                            "Where ai-orchestrator-service answers.",
                            GATEWAY,
                            CHAT),
                    the(
                            "SMS_URL",
                            WEB,
                            "http://127.0.0.1:8084",
                            "Where sms-service answers.",
                            GATEWAY),
                    the(
                            "HEALTH_SERVICES",
                            new ListOf(new OneOf(List.of("identity", "chat", "ai", "sms"))),
                            "identity,chat,ai,sms",
                            "Services that /health asks.",
                            GATEWAY),
                    the(
                            "HEALTH_BY_DNS",
                            YES_NO,
                            "false",
                            "Whether each name in the addresses below stands for all processes that"
                                    + " DNS lists under it, which /health counts.",
                            GATEWAY),
                    the(
                            "IDENTITY_MANAGEMENT_URL",
                            WEB,
                            "http://127.0.0.1:9001",
                            "Where identity-service tells its health.",
                            GATEWAY),
                    the(
                            "CHAT_MANAGEMENT_URLS",
                            WEBS,
                            "http://127.0.0.1:9002",
                            "Where the chat-services tell their health.",
                            GATEWAY),
                    the(
                            "AI_MANAGEMENT_URL",
                            WEB,
                            "http://127.0.0.1:9003",
                            "Where ai-orchestrator-service tells its health.",
                            GATEWAY),
                    the(
                            "SMS_MANAGEMENT_URL",
                            WEB,
                            "http://127.0.0.1:9004",
                            "Where sms-service tells its health.",
                            GATEWAY),
                    // Logs.
                    the(
                            "LOG_JSON",
                            YES_NO,
                            "false",
                            "Whether logs are JSON, one object a line, as collectors want them.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "LOG_LEVEL",
                            new OneOf(List.of("DEBUG", "INFO", "WARN", "ERROR")),
                            "INFO",
                            "The least that is logged.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    // Traces, by OpenTelemetry's own names.
                    the(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            WEB,
                            null,
                            "Collector that traces are sent to; without one none are recorded.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "OTEL_EXPORTER_OTLP_PROTOCOL",
                            new OneOf(List.of("http/protobuf", "grpc")),
                            "http/protobuf",
                            "How they are sent.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "OTEL_EXPORTER_OTLP_HEADERS",
                            SECRET,
                            null,
                            "Headers that the collector asks for: name=value,name=value.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "OTEL_TRACES_SAMPLER",
                            new OneOf(
                                    List.of(
                                            "always_on",
                                            "always_off",
                                            "traceidratio",
                                            "parentbased_always_on",
                                            "parentbased_always_off",
                                            "parentbased_traceidratio")),
                            "always_on",
                            "Which traces are recorded; those named parentbased_ let callers from"
                                    + " outside decide.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "OTEL_TRACES_SAMPLER_ARG",
                            SHARE,
                            "1",
                            "Share of traces that traceidratio records.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "OTEL_RESOURCE_ATTRIBUTES",
                            TEXT,
                            null,
                            "What every span says of where it is from: name=value,name=value.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    the(
                            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
                            YES_NO,
                            "false",
                            "Whether spans of models hold the texts of prompts and replies, and so"
                                    + " what people said.",
                            AI),
                    // Errors.
                    the(
                            "SENTRY_DSN",
                            SECRET,
                            null,
                            "Where Sentry takes errors; without one it is told nothing.",
                            GATEWAY,
                            IDENTITY,
                            CHAT,
                            AI,
                            SMS),
                    // The one-machine start.
                    the(
                            "CHATROOM_PROFILE",
                            new OneOf(List.of("demo", "load")),
                            "demo",
                            "demo starts fast and small; load gives the JVMs their full compiler"
                                    + " and larger heaps.",
                            LAUNCHER),
                    the(
                            "CHATROOM_MUTATION",
                            new OneOf(List.of("ack-before-broker")),
                            null,
                            "For the crash experiment alone: a safeguard to take away.",
                            CHAT),
                    the("JAVA_OPTS_KAFKA", TEXT, null, JVM_OPTIONS, LAUNCHER),
                    the("JAVA_OPTS_IDENTITY", TEXT, null, JVM_OPTIONS, LAUNCHER),
                    the("JAVA_OPTS_CHAT", TEXT, null, JVM_OPTIONS, LAUNCHER),
                    the("JAVA_OPTS_AI", TEXT, null, JVM_OPTIONS, LAUNCHER),
                    the("JAVA_OPTS_SMS", TEXT, null, JVM_OPTIONS, LAUNCHER),
                    the("JAVA_OPTS_GATEWAY", TEXT, null, JVM_OPTIONS, LAUNCHER));

    private Settings() {}

    private static Setting the(
            String name, Kind kind, @Nullable String fallback, String sentence, Reader... readers) {
        return new Setting(name, kind, fallback, sentence, List.of(readers));
    }

    private static Kind form(String label, String regex) {
        return new Form(label, Pattern.compile(regex), "of the form: " + label);
    }
}
