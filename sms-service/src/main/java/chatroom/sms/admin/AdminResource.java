package chatroom.sms.admin;

import chatroom.problems.Problems;
import chatroom.sms.admin.AdminViews.CodesView;
import chatroom.sms.admin.AdminViews.CostView;
import chatroom.sms.admin.AdminViews.CostsView;
import chatroom.sms.admin.AdminViews.DeliveryView;
import chatroom.sms.admin.AdminViews.NumberView;
import chatroom.sms.admin.AdminViews.RoomView;
import chatroom.sms.admin.AdminViews.SuppressionView;
import chatroom.sms.people.People;
import chatroom.sms.rooms.Rooms;
import chatroom.sms.store.Database;
import chatroom.sms.twilio.SenderNumbers;
import chatroom.sms.web.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What an admin sees: numbers, rooms, suppressed numbers, deliveries and costs. Nothing of what
/// was said, and nothing that could lift an opt-out: only its phone can.
@Path("/api/admin/sms")
@RolesAllowed("admin")
public class AdminResource {

    private static final int PAGE = 100;
    private static final Set<String> STATES =
            Set.of("queued", "sending", "unknown", "sent", "delivered", "failed");

    private final Database database;
    private final People people;
    private final Rooms rooms;
    private final SenderNumbers senders;
    private final InstantSource clock;

    AdminResource(
            Database database,
            People people,
            Rooms rooms,
            SenderNumbers senders,
            InstantSource clock) {
        this.database = database;
        this.people = people;
        this.rooms = rooms;
        this.senders = senders;
        this.clock = clock;
    }

    @GET
    @Path("/numbers")
    public Page<NumberView> numbers(@QueryParam("cursor") @Nullable Long cursor)
            throws SQLException {
        return page(
                database.inTransaction(connection ->
                        Database.query(
                                connection,
                                "select * from phone_numbers where id > ? order by id limit ?",
                                row -> NumberView.of(row, people),
                                cursor == null ? 0 : cursor,
                                PAGE + 1)),
                NumberView::id);
    }

    /// Each room that has a number of ours, or phones in it.
    @GET
    @Path("/rooms")
    public Page<RoomView> rooms() throws SQLException {
        Map<String, Integer> phones = new HashMap<>();
        database.run(connection ->
                Database.query(
                                connection,
                                """
                                select default_room_id, count(*) from phone_numbers
                                where verified and default_room_id is not null group by 1\
                                """,
                                row -> Map.entry(row.getString(1), row.getInt(2)))
                        .forEach(entry -> phones.put(entry.getKey(), entry.getValue())));
        var ids = new TreeSet<>(phones.keySet());
        senders.all().forEach(number -> senders.roomOf(number).ifPresent(ids::add));
        List<RoomView> views = new ArrayList<>();
        for (String id : ids) {
            views.add(
                    new RoomView(
                            id, rooms.name(id), senders.numberFor(id), phones.getOrDefault(id, 0)));
        }
        return new Page<>(views, null);
    }

    @GET
    @Path("/suppressions")
    public Page<SuppressionView> suppressions(@QueryParam("cursor") @Nullable Long cursor)
            throws SQLException {
        Instant before = before(cursor);
        return page(
                database.inTransaction(connection ->
                        Database.query(
                                connection,
                                "select * from suppressions where at < ? order by at desc limit ?",
                                SuppressionView::of,
                                before,
                                PAGE + 1)),
                SuppressionView::place);
    }

    @GET
    @Path("/deliveries")
    public Page<DeliveryView> deliveries(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable Long cursor)
            throws SQLException {
        if (state != null && !STATES.contains(state)) {
            throw Problems.malformed("state is one of " + String.join(", ", new TreeSet<>(STATES)));
        }
        Instant before = before(cursor);
        return page(
                database.inTransaction(connection ->
                        Database.query(
                                connection,
                                """
                                select o.*, (select min(room_id) from outbox_lines l where l.outbox_id = o.id)
                                    as room_id
                                from outbox o where created_at < ? and (?::text is null or state = ?)
                                order by created_at desc limit ?\
                                """,
                                row -> DeliveryView.of(row, people),
                                before,
                                state,
                                state,
                                PAGE + 1)),
                DeliveryView::place);
    }

    @GET
    @Path("/costs")
    public CostsView costs(@QueryParam("days") @DefaultValue("30") int days) throws SQLException {
        LocalDate from =
                clock.instant()
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .minusDays(Math.clamp(days, 1, 366) - 1L);
        return database.inTransaction(connection ->
                new CostsView(
                        Database.query(
                                connection,
                                """
                                select (created_at at time zone 'UTC')::date as day, kind, country,
                                    count(*) as messages, sum(segments) as segments,
                                    sum(price) as price, max(price_unit) as price_unit
                                from outbox where sid is not null and created_at >= ?
                                group by 1, 2, 3 order by 1 desc, 2, 3\
                                """,
                                CostView::of,
                                from.atStartOfDay(ZoneOffset.UTC).toInstant()),
                        Database.query(
                                connection,
                                """
                                select * from code_counts where day >= ? order by day desc, country\
                                """,
                                CodesView::of,
                                from),
                        null));
    }

    private Instant before(@Nullable Long cursor) {
        Instant end = clock.instant().plusSeconds(1);
        // A place beyond these two is none that a page ever named, nor one that can be stored.
        return cursor == null
                ? end
                : Instant.EPOCH.plus(
                        Math.clamp(cursor, 0, ChronoUnit.MICROS.between(Instant.EPOCH, end)),
                        ChronoUnit.MICROS);
    }

    private static <T> Page<T> page(List<T> found, ToLongFunction<T> key) {
        List<T> items = found.subList(0, Math.min(PAGE, found.size()));
        return new Page<>(
                items,
                found.size() > PAGE ? Long.toString(key.applyAsLong(items.getLast())) : null);
    }
}
