package chatroom.standalone.twilio;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Twilio's list of messages, newest first: `To`, `From`, `DateSent`, `DateSent>`, `DateSent<`,
/// `PageSize`, `Page`.
record Listing(Form query, Account account) {

    private static final int PAGE = 50;

    Map<String, Object> page(List<Sms> all) {
        List<Sms> found = all.reversed().stream().filter(this::matches).toList();
        int size = number("PageSize", PAGE);
        int page = number("Page", 0);
        List<Resource> shown =
                found.stream()
                        .skip((long) page * size)
                        .limit(size)
                        .map(sms -> Resource.of(sms, account))
                        .toList();
        boolean more = found.size() > (page + 1) * size;
        String uri = MessagesApi.ROOT + "Accounts/" + account.sid() + "/Messages.json";
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("messages", shown);
        answer.put("page", page);
        answer.put("page_size", size);
        answer.put("start", page * size);
        answer.put("end", page * size + Math.max(0, shown.size() - 1));
        answer.put("uri", at(uri, page, size));
        answer.put("first_page_uri", at(uri, 0, size));
        answer.put("next_page_uri", more ? at(uri, page + 1, size) : null);
        answer.put("previous_page_uri", page > 0 ? at(uri, page - 1, size) : null);
        return answer;
    }

    private boolean matches(Sms sms) {
        String to = query.get("To");
        String from = query.get("From");
        String day = query.get("DateSent");
        Instant after = instant(query.get("DateSent>"));
        Instant before = instant(query.get("DateSent<"));
        Instant sent = sms.created().truncatedTo(ChronoUnit.SECONDS);
        return (to == null || to.equals(sms.to()))
                && (from == null || from.equals(sms.from()))
                && (day == null || sent.toString().startsWith(day))
                && (after == null || !sent.isBefore(after))
                && (before == null || !sent.isAfter(before));
    }

    private String at(String uri, int page, int size) {
        var parameters = new LinkedHashMap<String, String>();
        query.entries().forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
        parameters.put("PageSize", Integer.toString(size));
        parameters.put("Page", Integer.toString(page));
        return uri + "?" + Form.encode(parameters);
    }

    private int number(String name, int otherwise) {
        String given = query.get(name);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            return LocalDate.parse(text.substring(0, 10)).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
