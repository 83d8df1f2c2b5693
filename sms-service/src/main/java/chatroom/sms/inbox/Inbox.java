package chatroom.sms.inbox;

import chatroom.roomlog.Traceparent;
import chatroom.safety.Distress;
import chatroom.sms.optout.OptOuts;
import chatroom.sms.outbox.Kind;
import chatroom.sms.outbox.Letter;
import chatroom.sms.outbox.Outbox;
import chatroom.sms.phones.Phone;
import chatroom.sms.phones.PhoneNumbers;
import chatroom.sms.phones.Phones;
import chatroom.sms.safety.SafetyTexts;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.SenderNumbers;
import chatroom.sms.words.Command;
import chatroom.sms.words.Commands;
import chatroom.sms.words.Keyword;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Takes each text once. Keywords act at once, in the same transaction; what is for a room waits
/// for a worker.
@ApplicationScoped
class Inbox {

    private static final String LOOP_NOTICE =
            "Your phone seems to answer by itself: the same text came several times. Texts like it"
                    + " are not passed on. Any other text ends this.";

    private static final Duration BETWEEN_ANSWERS_TO_STRANGERS = Duration.ofDays(1);

    private final Database database;
    private final Phones phones;
    private final OptOuts optOuts;
    private final KeywordAnswers keywords;
    private final SafetyTexts safety;
    private final TextLoops loops;
    private final Outbox outbox;
    private final SenderNumbers senders;
    private final MeterRegistry meters;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Inbox(
            Database database,
            Phones phones,
            OptOuts optOuts,
            KeywordAnswers keywords,
            SafetyTexts safety,
            TextLoops loops,
            Outbox outbox,
            SenderNumbers senders,
            MeterRegistry meters) {
        this.database = database;
        this.phones = phones;
        this.optOuts = optOuts;
        this.keywords = keywords;
        this.safety = safety;
        this.loops = loops;
        this.outbox = outbox;
        this.senders = senders;
        this.meters = meters;
    }

    /// Takes a text.
    ///
    /// @return what is answered at once; empty where nothing is to be said
    Optional<String> take(Received received) throws SQLException {
        Taken taken = database.inTransaction(connection -> take(connection, received));
        meters.counter("sms.received", "outcome", taken.outcome()).increment();
        if (taken.outcome().equals("waiting")) {
            listeners.forEach(Runnable::run);
        }
        if (!taken.outcome().equals("repeated")) {
            outbox.wake();
        }
        return Optional.ofNullable(taken.answer());
    }

    /// @param outcome for the metric
    private record Taken(String outcome, @Nullable String answer) {}

    private Taken take(Connection connection, Received received) throws SQLException {
        int fresh =
                Database.update(
                        connection,
                        """
                        insert into inbox (message_sid, from_number, to_number, body, media, received_at, due_at,
                            traceparent)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (message_sid) do nothing\
                        """,
                        received.sid(),
                        received.from(),
                        received.to(),
                        // A text column takes every character but this.
                        received.body().replace("\0", ""),
                        received.media(),
                        received.at(),
                        received.at(),
                        Traceparent.current());
        if (fresh == 0) {
            return new Taken("repeated", null);
        }
        Optional<Phone> phone = phones.byNumber(connection, received.from());
        Optional<Keyword> keyword = Keyword.of(received.body());
        if (keyword.isPresent()) {
            String answer = keywords.act(connection, received, phone, keyword.get());
            if (answer == null && phone.isEmpty()) {
                answer = unlessOut(connection, received, keyword.get());
            }
            done(connection, received, phone, "keyword");
            return new Taken("keyword", answer);
        }
        if (phone.isEmpty()) {
            boolean out = optOuts.isOut(connection, received.from());
            String answer = out ? null : toStranger(connection, received);
            done(connection, received, phone, "stranger");
            return new Taken("stranger", answer);
        }
        if (!phone.get().isOptedIn()) {
            done(connection, received, phone, "opted_out");
            return new Taken("opted_out", null);
        }
        Optional<Distress> distress = safety.in(received.text());
        if (distress.isPresent()) {
            calm(connection, phone.get(), received, distress.get());
        } else if (isLoop(connection, phone.get(), received)) {
            done(connection, received, phone, "loop");
            return new Taken("loop", null);
        }
        Database.update(
                connection,
                "update inbox set user_id = ? where message_sid = ?",
                phone.get().userId(),
                received.sid());
        return new Taken("waiting", null);
    }

    /// Says at once where to find help; the text goes on its way as any other.
    private void calm(Connection connection, Phone phone, Received received, Distress distress)
            throws SQLException {
        Optional<String> line =
                safety.lineFor(
                        connection, distress, phone.number(), phone.country(), received.at());
        if (line.isPresent()) {
            send(connection, phone, received, Kind.SAFETY, line.get());
        }
    }

    /// Whether the phone answers by itself; the first time it is told so. Commands are no loop.
    private boolean isLoop(Connection connection, Phone phone, Received received)
            throws SQLException {
        if (!(Commands.of(received.text()) instanceof Command.Say)) {
            return false;
        }
        return switch (loops.take(connection, phone.userId(), received.text(), received.at())) {
            case ORDINARY -> false;
            case IN_LOOP -> true;
            case BEGINS_LOOP -> {
                send(connection, phone, received, Kind.ANSWER, LOOP_NOTICE);
                yield true;
            }
        };
    }

    private void send(Connection connection, Phone phone, Received received, Kind kind, String body)
            throws SQLException {
        outbox.add(
                connection,
                new Letter(
                        phone.userId(),
                        phone.number(),
                        senders.from(senders.roomOf(received.to()).orElse(phone.roomId())),
                        phone.country(),
                        kind,
                        body,
                        kind.label() + ":inbox:" + received.sid(),
                        List.of(),
                        received.at()));
    }

    private @Nullable String unlessOut(Connection connection, Received received, Keyword keyword)
            throws SQLException {
        boolean silent =
                keyword.meaning() == Keyword.Meaning.STOP
                        || keyword.twilioKnowsIt()
                        || optOuts.isOut(connection, received.from());
        return silent ? null : toStranger(connection, received);
    }

    /// How to register, at most once a day; where to find help, to somebody in distress.
    private @Nullable String toStranger(Connection connection, Received received)
            throws SQLException {
        Optional<Distress> distress = safety.in(received.text());
        if (distress.isPresent()) {
            return safety.lineFor(
                            connection,
                            distress.get(),
                            received.from(),
                            PhoneNumbers.countryOf(received.from()),
                            received.at())
                    .orElse(null);
        }
        Instant now = received.at();
        int told =
                Database.update(
                        connection,
                        """
                        insert into strangers (number_hash, told_at) values (?, ?)
                        on conflict (number_hash) do update set told_at = excluded.told_at
                        where strangers.told_at <= ?\
                        """,
                        optOuts.hash(received.from()),
                        now,
                        now.minus(BETWEEN_ANSWERS_TO_STRANGERS));
        return told > 0 ? keywords.howToRegister() : null;
    }

    /// What needs no more work is kept without its words; without its number where nobody has it.
    private static void done(
            Connection connection, Received received, Optional<Phone> phone, String outcome)
            throws SQLException {
        Database.update(
                connection,
                """
                update inbox set done = true, outcome = ?, body = '', user_id = ?,
                    from_number = case when ? then from_number else '' end
                where message_sid = ?\
                """,
                outcome,
                phone.map(Phone::userId).orElse(null),
                phone.isPresent(),
                received.sid());
    }

    void onText(Runnable listener) {
        listeners.add(listener);
    }
}
