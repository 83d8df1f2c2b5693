package chatroom.sms.phones;

import chatroom.problems.Problems;
import chatroom.sms.outbox.Outcomes;
import chatroom.sms.phones.PhoneView.DeliveryView;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.SenderNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Shows people their phone.
@ApplicationScoped
class PhoneDesk {

    private final Database database;
    private final Phones phones;
    private final SenderNumbers senders;

    PhoneDesk(Database database, Phones phones, SenderNumbers senders) {
        this.database = database;
        this.phones = phones;
        this.senders = senders;
    }

    /// That person's phone, or the number that waits for its code; 404 without either.
    PhoneView mine(UUID userId) throws SQLException {
        return database.inTransaction(connection -> {
            Phone waiting = phones.waiting(connection, userId).orElse(null);
            Phone phone = phones.of(connection, userId).orElse(waiting);
            if (phone == null) {
                throw noPhone();
            }
            return PhoneView.of(
                    phone,
                    senders.numberFor(phone.roomId()),
                    delivery(connection, userId),
                    phone == waiting ? null : waiting);
        });
    }

    static RuntimeException noPhone() {
        return Problems.of(404, "no_phone", "You have no phone here: POST /sms/verify adds one.");
    }

    private static @Nullable DeliveryView delivery(Connection connection, UUID userId)
            throws SQLException {
        return Database.query(
                        connection,
                        """
                        select state, code, updated_at from outbox
                        where user_id = ? and state in ('sent', 'delivered', 'failed')
                        order by created_at desc limit 1\
                        """,
                        row ->
                                new DeliveryView(
                                        row.getString("state"),
                                        row.getString("code"),
                                        Outcomes.sentence(row.getString("code")),
                                        PhoneView.time(Database.time(row, "updated_at"))),
                        userId)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
