package chatroom.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the value of a setting must look like.
public sealed interface Kind {

    /// The kind's name in the README's table.
    String label();

    /// What is wrong with a value, as the middle of a sentence; empty where nothing is.
    Optional<String> problem(String value);

    /// Any text.
    record Text() implements Kind {
        @Override
        public String label() {
            return "text";
        }

        @Override
        public Optional<String> problem(String value) {
            return Optional.empty();
        }
    }

    /// Text that is never printed or logged.
    record Secret() implements Kind {
        @Override
        public String label() {
            return "secret";
        }

        @Override
        public Optional<String> problem(String value) {
            return value.chars().anyMatch(Character::isISOControl)
                    ? Optional.of("holds a control character")
                    : Optional.empty();
        }
    }

    /// `true` or `false`.
    record YesNo() implements Kind {
        @Override
        public String label() {
            return "true, false";
        }

        @Override
        public Optional<String> problem(String value) {
            return value.equals("true") || value.equals("false")
                    ? Optional.empty()
                    : Optional.of(quoted(value) + " is neither true nor false");
        }
    }

    /// A whole number, bounds included.
    record Whole(long from, long to) implements Kind {
        @Override
        public String label() {
            return "whole number, " + from + " to " + to;
        }

        @Override
        public Optional<String> problem(String value) {
            try {
                long number = Long.parseLong(value);
                return number >= from && number <= to
                        ? Optional.empty()
                        : Optional.of(number + " is not between " + from + " and " + to);
            } catch (NumberFormatException e) {
                return Optional.of(quoted(value) + " is not a whole number");
            }
        }
    }

    /// One of a few words.
    record OneOf(List<String> words) implements Kind {
        @Override
        public String label() {
            return String.join(", ", words);
        }

        @Override
        public Optional<String> problem(String value) {
            return words.contains(value)
                    ? Optional.empty()
                    : Optional.of(quoted(value) + " is none of " + String.join(", ", words));
        }
    }

    /// A value of a form that a pattern can tell.
    record Form(String label, Pattern pattern, String what) implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return pattern.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of(quoted(value) + " is not " + what);
        }
    }

    /// An absolute address of one of these schemes. It may hold a password, so it is not quoted.
    record Address(List<String> schemes) implements Kind {
        @Override
        public String label() {
            return "address, " + String.join(":// or ", schemes) + "://";
        }

        @Override
        public Optional<String> problem(String value) {
            try {
                var uri = new URI(value);
                if (uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
                    return Optional.of(
                            "does not begin with " + String.join(":// or ", schemes) + "://");
                }
                return uri.getHost() == null ? Optional.of("names no host") : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.of("is not an address (" + e.getReason() + ")");
            }
        }
    }

    /// `scheme://host[:port]` of web pages, without path.
    record Origin() implements Kind {
        private static final Address WEB = new Address(List.of("http", "https"));

        @Override
        public String label() {
            return "origin, scheme://host[:port]";
        }

        @Override
        public Optional<String> problem(String value) {
            return WEB.problem(value)
                    .map(problem -> quoted(value) + " " + problem)
                    .or(() ->
                            value.matches("https?://[^/?#@]+")
                                    ? Optional.empty()
                                    : Optional.of(
                                            quoted(value)
                                                    + " has more than scheme, host and"
                                                    + " port"));
        }
    }

    /// The address of a PostgreSQL database, in the forms that {@link DatabaseUrl} reads.
    record Database() implements Kind {
        @Override
        public String label() {
            return "address, postgresql://user:password@host:port/database";
        }

        @Override
        public Optional<String> problem(String value) {
            try {
                DatabaseUrl.parse(value);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.ofNullable(e.getMessage());
            }
        }
    }

    /// A comma-separated list of one kind.
    record ListOf(Kind each) implements Kind {
        @Override
        public String label() {
            return "comma-separated list: " + each.label();
        }

        @Override
        public Optional<String> problem(String value) {
            return Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .map(item ->
                            item.isEmpty() ? Optional.of("has an empty entry") : each.problem(item))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    private static String quoted(@Nullable String value) {
        return "\"" + value + "\"";
    }
}
