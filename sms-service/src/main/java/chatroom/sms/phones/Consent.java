package chatroom.sms.phones;

import chatroom.sms.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/// What a person agrees to before a number is registered. A change of the text needs a new version:
/// what was agreed to is kept by version.
final class Consent {

    static final String VERSION = "2026-11-24";

    static final String TEXT =
            "I agree that this chatroom sends SMS to this number: a code now, answers to what I text,"
                    + " and what I am mentioned in, as many as the rooms that I choose bring about."
                    + " Message and data rates may apply. Texting STOP ends it at any time, HELP"
                    + " helps. Agreeing is no condition of anything else here.";

    private Consent() {}

    /// Keeps as evidence that somebody agreed on the page, or proved the number that they agreed
    /// for.
    static void keep(Connection connection, UUID userId, String number, String what, Instant at)
            throws SQLException {
        Database.update(
                connection,
                """
                insert into consents (user_id, phone_number, what, text_version, source, at)
                values (?, ?, ?, ?, 'web', ?)\
                """,
                userId,
                number,
                what,
                VERSION,
                at);
    }
}
