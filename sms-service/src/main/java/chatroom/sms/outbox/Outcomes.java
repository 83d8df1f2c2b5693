package chatroom.sms.outbox;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Twilio's words mean here.
public final class Outcomes {

    /// The number has opted out at Twilio.
    static final int OPTED_OUT = 21_610;

    private static final Map<String, Integer> RANKS =
            Map.of(
                    "accepted", 0,
                    "scheduled", 0,
                    "queued", 0,
                    "sending", 1,
                    "sent", 2,
                    "delivered", 3,
                    "undelivered", 3,
                    "failed", 3,
                    "canceled", 3,
                    "read", 4);

    private static final Set<String> FAILED = Set.of("undelivered", "failed", "canceled");

    /// Twilio's codes of errors, as a stable code of ours.
    private static final Map<Integer, String> CODES =
            Map.ofEntries(
                    Map.entry(OPTED_OUT, "opted_out"),
                    Map.entry(21_211, "not_a_number"),
                    Map.entry(21_408, "country_not_allowed"),
                    Map.entry(21_612, "no_route"),
                    Map.entry(21_614, "not_a_mobile"),
                    Map.entry(21_617, "too_long"),
                    Map.entry(30_001, "queue_full"),
                    Map.entry(30_002, "account_suspended"),
                    Map.entry(30_003, "unreachable"),
                    Map.entry(30_004, "blocked"),
                    Map.entry(30_005, "unknown_number"),
                    Map.entry(30_006, "landline"),
                    Map.entry(30_007, "filtered"),
                    Map.entry(30_008, "lost_on_the_way"));

    private static final Map<String, String> SENTENCES =
            Map.ofEntries(
                    Map.entry(
                            "opted_out", "This phone has opted out: text START from it to go on."),
                    Map.entry("not_a_number", "Twilio does not know this number."),
                    Map.entry("country_not_allowed", "SMS to this country are not allowed."),
                    Map.entry("no_route", "There is no way to this number from ours."),
                    Map.entry("not_a_mobile", "This number can not receive SMS."),
                    Map.entry("too_long", "The SMS was too long."),
                    Map.entry("queue_full", "Too many SMS were waiting."),
                    Map.entry("account_suspended", "SMS are switched off for now."),
                    Map.entry("unreachable", "The phone is switched off or out of reach."),
                    Map.entry("blocked", "The phone does not take this SMS."),
                    Map.entry("unknown_number", "The number does not exist (any more)."),
                    Map.entry("landline", "This is a landline, or its carrier can not be reached."),
                    Map.entry("filtered", "The carrier took this SMS for unwanted."),
                    Map.entry("lost_on_the_way", "The SMS got lost at the carrier."),
                    Map.entry("busy", "Twilio could not be reached, or was too busy."),
                    Map.entry("unclear", "Whether the SMS was sent could not be found out."),
                    Map.entry("not_configured", "SMS are not set up."));

    private Outcomes() {}

    /// How far a message is; -1 for a word that is not known.
    static int rank(String status) {
        return RANKS.getOrDefault(status, -1);
    }

    /// Our state for a status of Twilio's.
    static String state(String status) {
        return FAILED.contains(status)
                ? "failed"
                : status.equals("delivered") || status.equals("read") ? "delivered" : "sent";
    }

    /// The stable code of an error; null where there is none.
    static @Nullable String code(@Nullable Integer error) {
        return error == null || error == 0 ? null : CODES.getOrDefault(error, "carrier_" + error);
    }

    /// A sentence for people; null where there is no error.
    public static @Nullable String sentence(@Nullable String code) {
        return code == null ? null : SENTENCES.getOrDefault(code, "The carrier refused this SMS.");
    }
}
