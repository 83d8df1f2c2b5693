package chatroom.settings;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a PostgreSQL database as its driver wants it: credentials apart from the address.
///
/// @param jdbcUrl `jdbc:postgresql://host:port/database?parameters`, without credentials
/// @param username decoded; null where the address names none
/// @param password decoded; null where the address has none
public record DatabaseUrl(String jdbcUrl, @Nullable String username, @Nullable String password) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:jdbc:postgresql|postgres(?:ql)?(?:\\+[a-z0-9_]+)?)://"
                            + "(?:(?<credentials>[^/?]*)@)?"
                            + "(?<hosts>[^/?@]+)"
                            + "(?:/(?<database>[^?]*))?"
                            + "(?:\\?(?<parameters>.*))?");

    /// What libpq and the scripting languages' drivers call otherwise than the JDBC driver does.
    private static final Map<String, String> RENAMED =
            Map.of(
                    "application_name", "ApplicationName",
                    "connect_timeout", "connectTimeout",
                    "target_session_attrs", "targetServerType");

    /// Reads `postgresql://user:password@host:port/database?parameters`, also as `postgres://`,
    /// `postgresql+psycopg2://` and `jdbc:postgresql://`. Credentials are percent-decoded; given as
    /// parameters (`user=`, `password=`) they count too.
    ///
    /// @throws IllegalArgumentException says what is wrong, without quoting the address
    public static DatabaseUrl parse(String url) {
        Matcher form = FORM.matcher(url.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "is not of the form postgresql://user:password@host:port/database");
        }
        String database = form.group("database");
        if (database == null || database.isEmpty()) {
            throw new IllegalArgumentException("names no database after the host");
        }
        Map<String, String> parameters = parameters(form.group("parameters"));
        String username = parameters.remove("user");
        String password = parameters.remove("password");
        String credentials = form.group("credentials");
        if (credentials != null) {
            int colon = credentials.indexOf(':');
            username = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
            password = colon < 0 ? password : decoded(credentials.substring(colon + 1));
        }
        return new DatabaseUrl(
                "jdbc:postgresql://" + form.group("hosts") + "/" + database + query(parameters),
                username,
                password);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("has a parameter that is not name=value");
                }
                String name = pair.substring(0, equals);
                parameters.put(
                        RENAMED.getOrDefault(name, name), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        try {
            // In the part before the host a plus is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a % that begins no percent-encoded byte", e);
        }
    }
}
