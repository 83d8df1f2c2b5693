package chatroom.sms.phones;

import chatroom.events.RoomId;
import chatroom.problems.Problems;
import chatroom.sms.chat.ChatRooms;
import chatroom.sms.chat.ChatUnavailableException;
import chatroom.sms.chat.NobodyException;
import chatroom.sms.erasure.Erasure;
import chatroom.sms.store.Database;
import chatroom.sms.web.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person's own phone.
@Path("/api/me/phone")
@Authenticated
public class PhoneResource {

    private final Database database;
    private final Phones phones;
    private final PhoneDesk desk;
    private final PhoneChanges changes;
    private final ChatRooms rooms;
    private final Erasure erasure;
    private final Caller caller;

    PhoneResource(
            Database database,
            Phones phones,
            PhoneDesk desk,
            PhoneChanges changes,
            ChatRooms rooms,
            Erasure erasure,
            Caller caller) {
        this.database = database;
        this.phones = phones;
        this.desk = desk;
        this.changes = changes;
        this.rooms = rooms;
        this.erasure = erasure;
        this.caller = caller;
    }

    @GET
    public PhoneView get() throws SQLException {
        return desk.mine(caller.id());
    }

    /// Changes what is named; null takes away.
    @PATCH
    public PhoneView change(@Nullable JsonNode wanted) throws SQLException, InterruptedException {
        if (wanted == null || !wanted.isObject()) {
            throw Problems.malformed("Send an object with what is to change.");
        }
        UUID me = caller.id();
        Phone phone =
                database.inTransaction(connection -> phones.of(connection, me))
                        .orElseThrow(PhoneDesk::noPhone);
        if (wanted.hasNonNull("default_room_id")) {
            String room = wanted.get("default_room_id").asText();
            if (!RoomId.isValid(room)) {
                throw unknownRoom();
            }
            enter(me, room);
        }
        database.run(connection -> changes.apply(connection, phone, wanted));
        return desk.mine(me);
    }

    /// A phone is in no room that its person may not be in.
    private void enter(UUID me, String room) throws InterruptedException {
        try {
            if (rooms.join(me, room) instanceof ChatRooms.Joining.Refused) {
                throw unknownRoom();
            }
        } catch (NobodyException e) {
            throw unknownRoom();
        } catch (ChatUnavailableException e) {
            throw Problems.unavailable(
                    "unavailable",
                    "The rooms can not be reached for now: try again.",
                    Duration.ofSeconds(2));
        }
    }

    private static RuntimeException unknownRoom() {
        return Problems.of(
                422, "unknown_room", "There is no such room, or it is not yours to enter.");
    }

    @DELETE
    public void delete() throws SQLException {
        UUID me = caller.id();
        database.run(connection -> erasure.forget(connection, me));
    }
}
