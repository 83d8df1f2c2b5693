package chatroom.sms.phones;

import chatroom.events.RoomId;
import chatroom.sms.keys.Secrets;
import chatroom.sms.optout.OptOuts;
import chatroom.sms.outbox.Kind;
import chatroom.sms.outbox.Letter;
import chatroom.sms.outbox.Outbox;
import chatroom.sms.phones.PhoneNumbers.Parsed;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.SenderNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Proves that a person has the phone of a number: a code of six digits goes there, and comes back
/// by the page. Whether a number is known here makes no difference to what is answered.
@ApplicationScoped
class Verification {

    static final Duration LIFE = Duration.ofMinutes(10);
    static final Duration RESEND = Duration.ofSeconds(60);
    private static final int CODES = 1_000_000;
    private static final int ATTEMPTS = 5;
    private static final String CODE = "code";

    private final Secrets secrets;
    private final Limits limits;
    private final OptOuts optOuts;
    private final Outbox outbox;
    private final SenderNumbers senders;
    private final CodeCounts counts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Verification(
            Secrets secrets,
            Limits limits,
            OptOuts optOuts,
            Outbox outbox,
            SenderNumbers senders,
            CodeCounts counts,
            InstantSource clock) {
        this.secrets = secrets;
        this.limits = limits;
        this.optOuts = optOuts;
        this.outbox = outbox;
        this.senders = senders;
        this.counts = counts;
        this.clock = clock;
    }

    /// Sends a code; an older one of the same person is not good any more.
    ///
    /// @throws Limits.ExceededException where too many were asked for; then roll back
    void request(Connection connection, UUID userId, Parsed.Good number, String ip)
            throws SQLException, Limits.ExceededException {
        Instant now = clock.instant();
        awaitResend(connection, userId, now);
        limits.takeCode(connection, userId, number, ip, now);
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        Database.update(
                connection, "delete from phone_numbers where user_id = ? and not verified", userId);
        Database.update(
                connection,
                """
                insert into phone_numbers (user_id, phone_number, number_hash, country, verification_code,
                    code_expires_at, consented_at, consent_version, consent_source, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'web', ?)\
                """,
                userId,
                number.number(),
                optOuts.hash(number.number()),
                number.country(),
                hash(userId, number.number(), code),
                now.plus(LIFE),
                now,
                Consent.VERSION,
                now);
        Consent.keep(connection, userId, number.number(), "given", now);
        outbox.add(
                connection,
                new Letter(
                        userId,
                        number.number(),
                        senders.from(null),
                        number.country(),
                        Kind.CODE,
                        code
                                + " is your code for the chatroom. It is good for 10 minutes. Nobody"
                                + " of us will ask you for it.",
                        "code:" + UUID.randomUUID(),
                        List.of(),
                        now));
        counts.sent(connection, number.country(), now.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static void awaitResend(Connection connection, UUID userId, Instant now)
            throws SQLException, Limits.ExceededException {
        Optional<Instant> last =
                Database.query(
                                connection,
                                "select created_at from phone_numbers"
                                        + " where user_id = ? and not verified for update",
                                row -> Database.time(row, "created_at"),
                                userId)
                        .stream()
                        .findFirst();
        if (last.isPresent() && now.isBefore(last.get().plus(RESEND))) {
            throw new Limits.ExceededException(Duration.between(now, last.get().plus(RESEND)));
        }
    }

    private record Awaited(
            long id, String country, @Nullable String code, Instant until, int tried) {
        static Awaited of(ResultSet row) throws SQLException {
            return new Awaited(
                    row.getLong("id"),
                    row.getString("country"),
                    row.getString("verification_code"),
                    Database.time(row, "code_expires_at"),
                    row.getInt("code_attempts"));
        }
    }

    /// Tries a code; commit whatever comes of it.
    ///
    /// @return whether the number is that person's now
    boolean confirm(Connection connection, UUID userId, String number, String code)
            throws SQLException {
        Instant now = clock.instant();
        Optional<Awaited> awaited =
                Database.query(
                                connection,
                                """
                                select * from phone_numbers
                                where user_id = ? and phone_number = ? and not verified for update\
                                """,
                                Awaited::of,
                                userId,
                                number)
                        .stream()
                        .findFirst();
        String known = awaited.map(Awaited::code).orElse("");
        boolean right = secrets.isHash(CODE, bound(userId, number, code), known);
        if (awaited.isEmpty()) {
            return false;
        }
        Awaited it = awaited.get();
        if (!right || !now.isBefore(it.until()) || it.tried() >= ATTEMPTS) {
            Database.update(
                    connection,
                    """
                    update phone_numbers set code_attempts = code_attempts + 1,
                        verification_code = case when code_attempts + 1 >= ? then null
                            else verification_code end
                    where id = ?\
                    """,
                    ATTEMPTS,
                    it.id());
            return false;
        }
        take(connection, userId, number, it, now);
        return true;
    }

    /// The number is that person's from now on, and nobody else's: phones change hands.
    private void take(Connection connection, UUID userId, String number, Awaited it, Instant now)
            throws SQLException {
        Database.update(
                connection,
                """
                update phone_numbers n set default_room_id = o.default_room_id, mode = o.mode,
                    quiet_from = o.quiet_from, quiet_to = o.quiet_to, zone = o.zone
                from phone_numbers o where n.id = ? and o.user_id = n.user_id and o.verified\
                """,
                it.id());
        Database.update(
                connection,
                """
                delete from waiting where user_id in
                    (select user_id from phone_numbers where phone_number = ? and verified)\
                """,
                number);
        Database.update(
                connection,
                "delete from phone_numbers where verified and (user_id = ? or phone_number = ?)",
                userId,
                number);
        boolean out = optOuts.isOut(connection, number);
        String room =
                senders.all().stream().findFirst().flatMap(senders::roomOf).orElse(RoomId.LOBBY);
        Database.update(
                connection,
                """
                update phone_numbers set verified = true, verification_code = null,
                    code_expires_at = null, opt_in_status = ?, opted_out_at = ?::timestamptz,
                    opted_out_by = ?, default_room_id = coalesce(default_room_id, ?)
                where id = ?\
                """,
                out ? "opted_out" : "opted_in",
                out ? now : null,
                out ? "sms" : null,
                room,
                it.id());
        Consent.keep(connection, userId, number, "confirmed", now);
        counts.verified(connection, it.country(), now.atOffset(ZoneOffset.UTC).toLocalDate());
        outbox.add(
                connection,
                new Letter(
                        userId,
                        number,
                        senders.from(room),
                        it.country(),
                        Kind.ANSWER,
                        "You are in the chatroom: text to talk. /rooms lists rooms, /room name"
                                + " enters one. HELP helps, STOP ends it. Msg & data rates may"
                                + " apply.",
                        "welcome:" + it.id(),
                        List.of(),
                        now));
    }

    private String hash(UUID userId, String number, String code) {
        return secrets.hash(CODE, bound(userId, number, code));
    }

    private static String bound(UUID userId, String number, String code) {
        return userId + "\0" + number + "\0" + code;
    }
}
