package chatroom.chat.socket;

import chatroom.chat.live.LiveRooms;
import chatroom.chat.people.Caller;
import chatroom.chat.people.Tokens;
import chatroom.chat.presence.GuestNames;
import chatroom.chat.presence.Presence;
import chatroom.chat.rooms.RoomAccess;
import chatroom.chat.rooms.RoomView;
import chatroom.chat.socket.Admission.Door;
import chatroom.chat.socket.Admission.Resume;
import chatroom.events.RoomId;
import chatroom.roomlog.LogUnavailableException;
import chatroom.text.PersonName;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Decides who may open a socket. Whoever may not is told here, by an HTTP status, never after the
/// upgrade: 400, 401, 403, 404, 429 or 503.
@ApplicationScoped
class Handshake implements HttpUpgradeCheck {

    private static final Logger LOG = Logger.getLogger(Handshake.class);
    private static final int MOST_SOCKETS = 30;

    private final Tokens tokens;
    private final RoomAccess access;
    private final LiveRooms live;
    private final GuestNames guests;
    private final Presence presence;
    private final Drain drain;
    private final MeterRegistry metrics;
    private final boolean guestAccess;
    private final List<String> origins;

    Handshake(
            Tokens tokens,
            RoomAccess access,
            LiveRooms live,
            GuestNames guests,
            Presence presence,
            Drain drain,
            MeterRegistry metrics,
            @ConfigProperty(name = "GUEST_ACCESS") boolean guestAccess,
            @ConfigProperty(name = "ALLOWED_ORIGINS") List<String> origins,
            @ConfigProperty(name = "FRONTEND_ORIGIN") Optional<String> frontend) {
        this.tokens = tokens;
        this.access = access;
        this.live = live;
        this.guests = guests;
        this.presence = presence;
        this.drain = drain;
        this.metrics = metrics;
        this.guestAccess = guestAccess;
        this.origins = java.util.stream.Stream.concat(origins.stream(), frontend.stream()).toList();
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
        HttpServerRequest request = upgrade.httpRequest();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        String pathRoom = upgrade.pathParam("room_id");
        return VertxContextSupport.executeBlocking(
                        () -> {
                            try {
                                upgrade.userData()
                                        .put(Admission.KEY, admit(request, pathRoom, channel));
                                return Optional.<RefusedHandshake>empty();
                            } catch (RefusedHandshake e) {
                                return Optional.of(e);
                            } catch (LogUnavailableException | PersistenceException e) {
                                LOG.debugf("handshake: %s", e);
                                return Optional.of(
                                        RefusedHandshake.unavailable(
                                                "The room can not be opened now."));
                            }
                        })
                .onItem()
                .transformToUni(refused ->
                        refused.isEmpty()
                                ? CheckResult.permitUpgrade()
                                : refuse(request, refused.get()));
    }

    /// The framework can refuse with a status alone: the answer is sent here, and nothing is left
    /// for it to do.
    private Uni<CheckResult> refuse(HttpServerRequest request, RefusedHandshake refused) {
        LOG.debugf("handshake refused with %d: %s", refused.status(), refused.getMessage());
        metrics.counter("chat.handshakes.refused", "status", Integer.toString(refused.status()))
                .increment();
        refused.send(request);
        return Uni.createFrom().nothing();
    }

    private Admission admit(HttpServerRequest request, @Nullable String pathRoom, Channel channel)
            throws RefusedHandshake {
        if (drain.isDraining()) {
            throw RefusedHandshake.unavailable("This pod is going away: connect again.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origins.contains(origin)) {
            throw RefusedHandshake.forbidden(
                    "origin_not_allowed", "ALLOWED_ORIGINS does not name this origin.");
        }
        Resume resume = resume(request);
        String roomId = roomId(request, pathRoom);
        Caller caller = caller(request, pathRoom == null);
        RoomView room =
                switch (access.toWatch(roomId, caller)) {
                    case RoomAccess.Watch.Allowed(RoomView allowed) -> allowed;
                    case RoomAccess.Watch.NotAMember _ ->
                            throw RefusedHandshake.forbidden(
                                    "not_a_member", "Join the room first.");
                    case RoomAccess.Watch.NoRoom _ -> throw RefusedHandshake.noRoom();
                };
        if (presence.socketsOf(caller.key()) >= MOST_SOCKETS) {
            throw RefusedHandshake.tooManySockets();
        }
        // Last, so that a refusal for any other reason does not keep the name.
        if (caller instanceof Caller.Guest guest) {
            reserve(guest);
        }
        return new Admission(
                caller,
                room,
                live.open(room),
                pathRoom == null ? Door.CHAT : Door.ROOM,
                channel,
                FrameGuard.install(channel),
                resume);
    }

    private void reserve(Caller.Guest guest) throws RefusedHandshake {
        Optional<String> refusal = guests.reserve(guest.name());
        if (refusal.isPresent()) {
            throw RefusedHandshake.badRequest("guest_name_refused", refusal.get());
        }
    }

    private Caller caller(HttpServerRequest request, boolean guestDoor) throws RefusedHandshake {
        Optional<String> token = Credentials.token(request);
        if (token.isPresent()) {
            return tokens.verify(token.get()).orElseThrow(RefusedHandshake::unauthenticated);
        }
        String name = request.getParam("user_id");
        if (!guestDoor || !guestAccess || name == null) {
            throw RefusedHandshake.unauthenticated();
        }
        return new Caller.Guest(PersonName.normalise(name));
    }

    private static String roomId(HttpServerRequest request, @Nullable String pathRoom)
            throws RefusedHandshake {
        String named = pathRoom == null ? request.getParam("room_id") : pathRoom;
        String roomId = named == null ? RoomId.LOBBY : named;
        if (!RoomId.isValid(roomId)) {
            throw RefusedHandshake.noRoom();
        }
        return roomId;
    }

    private static @Nullable Resume resume(HttpServerRequest request) throws RefusedHandshake {
        String since = request.getParam("since");
        if (since == null) {
            return null;
        }
        try {
            return new Resume(Long.parseLong(since), request.getParam("epoch"));
        } catch (NumberFormatException e) {
            throw RefusedHandshake.badRequest("malformed", "since must be a number.");
        }
    }
}
