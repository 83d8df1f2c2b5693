package chatroom.sms.optout;

import chatroom.sms.keys.Secrets;
import chatroom.sms.store.Database;
import chatroom.sms.text.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/// Who gets nothing, and who does again. A number is known here by its keyed hash, which stays when
/// its person is erased.
@ApplicationScoped
public class OptOuts {

    /// The purpose of hashes of numbers.
    private static final String NUMBER = "number";

    /// Who wanted it so.
    public enum Source {
        /// A keyword from the phone.
        SMS,
        /// Twilio, with error 21610.
        CARRIER,
        /// The person, on the page.
        WEB;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Secrets secrets;

    OptOuts(Secrets secrets) {
        this.secrets = secrets;
    }

    /// How a number is known where it must not be kept.
    public String hash(String number) {
        return secrets.hash(NUMBER, number);
    }

    /// Whether nothing may be sent there.
    public boolean isOut(Connection connection, String number) throws SQLException {
        return !Database.query(
                        connection,
                        "select 1 from suppressions where number_hash = ?",
                        row -> true,
                        hash(number))
                .isEmpty();
    }

    /// From now on nothing is sent to that number, nor is what was about to be.
    public void out(Connection connection, String number, String country, Source source, Instant at)
            throws SQLException {
        // A keyword weighs more than the page: what a phone stopped, only the phone starts again.
        Database.update(
                connection,
                """
                insert into suppressions (number_hash, id, source, country, hint, at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (number_hash) do update set source = excluded.source, at = excluded.at
                where excluded.source <> 'web'\
                """,
                hash(number),
                UUID.randomUUID(),
                source.column(),
                country,
                Mask.hint(number),
                at);
        Database.update(
                connection,
                """
                insert into consents (user_id, phone_number, what, text_version, source, at)
                select user_id, phone_number, 'withdrawn', consent_version, ?, ? from phone_numbers
                where phone_number = ? and verified and opt_in_status = 'opted_in'\
                """,
                source.column(),
                at,
                number);
        Database.update(
                connection,
                """
                update phone_numbers set opt_in_status = 'opted_out', opted_out_at = ?, opted_out_by = ?
                where phone_number = ? and verified
                and (opt_in_status = 'opted_in' or (opted_out_by = 'web' and ? <> 'web'))\
                """,
                at,
                source.column(),
                number,
                source.column());
        Database.update(
                connection,
                """
                update outbox set state = 'failed', code = 'opted_out', body = '', sealed = false,
                    updated_at = ?
                where to_number = ? and state = 'queued'\
                """,
                at,
                number);
        Database.update(
                connection,
                """
                delete from waiting where user_id in
                    (select user_id from phone_numbers where phone_number = ? and verified)\
                """,
                number);
    }

    /// That number may be sent to again.
    ///
    /// @param version of the text that was agreed to
    public void in(Connection connection, String number, Source source, Instant at)
            throws SQLException {
        Database.update(connection, "delete from suppressions where number_hash = ?", hash(number));
        Database.update(
                connection,
                """
                insert into consents (user_id, phone_number, what, text_version, source, at)
                select user_id, phone_number, 'given', consent_version, ?, ? from phone_numbers
                where phone_number = ? and verified and opt_in_status = 'opted_out'\
                """,
                source.column(),
                at,
                number);
        Database.update(
                connection,
                """
                update phone_numbers set opt_in_status = 'opted_in', consented_at = ?,
                    opted_out_at = null, opted_out_by = null
                where phone_number = ? and verified and opt_in_status = 'opted_out'\
                """,
                at,
                number);
    }
}
