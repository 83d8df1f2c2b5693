package chatroom.e2e.sms;

import chatroom.e2e.client.Api;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What sms-service counts of messages of which Twilio's answer left open whether it took them.
///
/// @param unclear how many there were
/// @param found those that its list had
/// @param told those that a callback told of
/// @param absent those that were nowhere, and were sent again
record Reconciled(long unclear, long found, long told, long absent, long gaveUp) {

    /// @param management where sms-service shows its metrics
    static Reconciled read(URI management) {
        String metrics = Api.at(management).get("/q/metrics").expect(200).body();
        return new Reconciled(
                count(metrics, "sms_handovers_total", "unclear"),
                count(metrics, "sms_reconciled_total", "found"),
                count(metrics, "sms_reconciled_total", "told"),
                count(metrics, "sms_reconciled_total", "absent"),
                count(metrics, "sms_reconciled_total", "gave_up"));
    }

    private static long count(String metrics, String name, String label) {
        Matcher line =
                Pattern.compile(
                                "^%s\\{[^}]*=\"%s\"[^}]*} ([0-9.E+]+)$".formatted(name, label),
                                Pattern.MULTILINE)
                        .matcher(metrics);
        return line.find() ? Math.round(Double.parseDouble(line.group(1))) : 0;
    }

    Reconciled since(Reconciled before) {
        return new Reconciled(
                unclear - before.unclear,
                found - before.found,
                told - before.told,
                absent - before.absent,
                gaveUp - before.gaveUp);
    }

    long all() {
        return found + told + absent + gaveUp;
    }
}
