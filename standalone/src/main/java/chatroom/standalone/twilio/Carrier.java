package chatroom.standalone.twilio;

import chatroom.standalone.twilio.Webhooks.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries messages: from phones by webhook, to phones in steps that the chatroom is told.
final class Carrier implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(150);

    /// As Twilio answers by itself on ordinary numbers.
    private static final String STOPPED =
            "You have successfully been unsubscribed. You will not receive any more messages from"
                    + " this number. Reply START to resubscribe.";

    private static final String STARTED =
            "You have successfully been re-subscribed to messages from this number. Reply HELP for"
                    + " help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.";

    private static final String HELP = "Reply STOP to unsubscribe. Msg&Data Rates May Apply.";

    private final Switchboard switchboard;
    private final Webhooks webhooks;
    private final boolean answersKeywords;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("twilio-simulator").factory());

    Carrier(Switchboard switchboard, Webhooks webhooks, boolean answersKeywords) {
        this.switchboard = switchboard;
        this.webhooks = webhooks;
        this.answersKeywords = answersKeywords;
    }

    /// Takes a text of a phone to the chatroom; what the chatroom answers at once goes back.
    ///
    /// @param sid the same text again; null for a new one
    Answer fromPhone(
            @Nullable String sid, String from, String to, String body, List<String> media) {
        Sms sms = switchboard.received(sid, from, to, body, media);
        if (answersKeywords) {
            switchboard.keyword(from, body).ifPresent(word -> tellPhone(sms, reply(word)));
        }
        Answer answer = webhooks.incoming(sms);
        for (String text : answer.replies()) {
            if (!switchboard.isBlocked(from)) {
                tellPhone(sms, text);
            }
        }
        return answer;
    }

    /// Takes a message of the chatroom to the phone, step by step.
    ///
    /// @param lost Twilio's code where it does not arrive; null where it does
    /// @param callbacks whether the chatroom is told
    void toPhone(Sms sms, @Nullable Integer lost, boolean callbacks) {
        later(1, () -> step(sms.at("sent"), callbacks));
        later(2, () -> step(lost == null ? sms.at("delivered") : sms.lost(lost), callbacks));
    }

    private void step(Sms sms, boolean callbacks) {
        switchboard.changed(sms);
        String callback = sms.callback();
        if (callbacks && callback != null) {
            Thread.ofVirtual().start(() -> webhooks.status(sms, callback));
        }
    }

    private void tellPhone(Sms about, String text) {
        Sms reply = switchboard.accepted(about.to(), about.from(), text, List.of(), null);
        switchboard.changed(reply.at("delivered"));
    }

    private static String reply(String keyword) {
        return switch (keyword) {
            case "STOP" -> STOPPED;
            case "START" -> STARTED;
            default -> HELP;
        };
    }

    private void later(int steps, Runnable action) {
        clock.schedule(action, steps * STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        webhooks.close();
    }
}
