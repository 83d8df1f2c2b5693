package chatroom.chat.socket;

import chatroom.chat.live.Frame;
import chatroom.chat.live.Newcomers;
import chatroom.chat.live.Subscriber;
import chatroom.chat.messages.Messages;
import chatroom.chat.messages.Messages.Draft;
import chatroom.chat.messages.Messages.Outcome;
import chatroom.chat.people.Caller;
import chatroom.chat.people.Tokens;
import chatroom.chat.presence.GuestNames;
import chatroom.chat.presence.Presence;
import chatroom.chat.rooms.Members;
import chatroom.chat.rooms.RoomView;
import chatroom.chat.socket.Admission.Door;
import chatroom.chat.socket.Admission.Resume;
import chatroom.events.RoomEvent;
import chatroom.events.Via;
import chatroom.roomlog.RoomLog;
import chatroom.roomlog.Traceparent;
import chatroom.telemetry.Sampling;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What happens on open sockets, whichever door they came by.
@ApplicationScoped
class Conversations {

    private static final Logger LOG = Logger.getLogger(Conversations.class);

    /// Somebody who reloads the page did not leave.
    private static final Duration GRACE = Duration.ofSeconds(1);

    static final int EXPIRED = 4001;

    private final Newcomers newcomers;
    private final Messages messages;
    private final RoomLog log;
    private final Presence presence;
    private final GuestNames guests;
    private final Members members;
    private final Tokens tokens;
    private final MeterRegistry metrics;
    private final Tracer tracer;
    private final Sampling sampling;
    private final Counter opened;
    private final OpenConversations open;
    private final long pingIntervalNanos;

    Conversations(
            Newcomers newcomers,
            Messages messages,
            RoomLog log,
            Presence presence,
            GuestNames guests,
            Members members,
            Tokens tokens,
            MeterRegistry metrics,
            Tracer tracer,
            Sampling sampling,
            OpenConversations open,
            @ConfigProperty(name = "chat.sockets.ping-interval") Duration pingInterval) {
        this.newcomers = newcomers;
        this.messages = messages;
        this.log = log;
        this.presence = presence;
        this.guests = guests;
        this.members = members;
        this.tokens = tokens;
        this.metrics = metrics;
        this.tracer = tracer;
        this.sampling = sampling;
        this.opened = metrics.counter("chat.sockets.opened");
        this.open = open;
        this.pingIntervalNanos = pingInterval.toNanos();
    }

    void open(WebSocketConnection connection) {
        Admission admission = connection.userData().get(Admission.KEY);
        Caller caller = admission.caller();
        RoomView room = admission.room();
        var subscriber =
                new Subscriber(
                        admission.channel(),
                        caller,
                        (reason, code) -> close(connection, code, reason));
        var conversation = new Conversation(admission, subscriber, firstPing());
        connection.userData().put(Conversation.KEY, conversation);
        admission.guard().whenWritable(subscriber::writePending);
        opened.increment();
        open.add(conversation);
        if (caller instanceof Caller.Guest guest) {
            guests.opened(guest.name());
        }
        boolean isNew = presence.enter(room.id(), caller);
        if (admission.door() == Door.CHAT) {
            conversation.send(joined(room, caller));
        }
        Resume resume = admission.resume();
        newcomers.join(
                admission.feed(),
                room,
                subscriber,
                resume == null ? null : resume.since(),
                resume == null ? null : resume.epoch());
        if (isNew) {
            tell(room, new RoomEvent.UserJoined(caller.name(), caller.userId()));
        }
    }

    /// Sockets that come at once, after a restart, are not pinged at once.
    private long firstPing() {
        return System.nanoTime() + ThreadLocalRandom.current().nextLong(pingIntervalNanos);
    }

    void text(WebSocketConnection connection, String frame) {
        Conversation conversation = connection.userData().get(Conversation.KEY);
        if (conversation == null) {
            return;
        }
        Inbound inbound = Inbound.read(frame);
        if (inbound instanceof Inbound.Say || conversation.takeControlFrame()) {
            hear(conversation, inbound);
        }
    }

    void binary(WebSocketConnection connection) {
        Conversation conversation = connection.userData().get(Conversation.KEY);
        if (conversation != null) {
            conversation.refuse("not_json", "Frames are text here.", null);
        }
    }

    void closed(WebSocketConnection connection) {
        Conversation conversation = connection.userData().remove(Conversation.KEY);
        if (conversation == null) {
            return;
        }
        Admission admission = conversation.admission();
        Caller caller = admission.caller();
        RoomView room = admission.room();
        admission.feed().leave(conversation.subscriber());
        open.remove(conversation);
        CloseReason why = connection.closeReason();
        metrics.counter(
                        "chat.sockets.closed",
                        "code",
                        why == null ? "none" : Integer.toString(why.getCode()))
                .increment();
        if (caller instanceof Caller.Guest guest) {
            guests.release(guest.name());
        }
        if (presence.exit(room.id(), caller)) {
            Thread.ofVirtual().start(() -> settle(room, caller));
        }
    }

    private void settle(RoomView room, Caller caller) {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (presence.settle(room.id(), caller)) {
            tell(room, new RoomEvent.UserLeft(caller.name(), caller.userId()));
        }
    }

    private void hear(Conversation conversation, Inbound inbound) {
        RoomView room = conversation.admission().room();
        Caller caller = conversation.subscriber().caller();
        switch (inbound) {
            case Inbound.Say say -> say(conversation, room, caller, say);
            case Inbound.Typing typing -> {
                if (conversation.typingIsNews()) {
                    tell(room, new RoomEvent.UserTyping(caller.name(), caller.userId()));
                }
            }
            case Inbound.Read read -> {
                if (caller.userId() != null) {
                    members.read(room.id(), caller.userId(), read.seq());
                }
            }
            case Inbound.Stop stop ->
                    tell(room, new RoomEvent.ReplyStopRequested(stop.messageId(), caller.name()));
            case Inbound.Auth auth -> renew(conversation, caller, auth.token());
            case Inbound.Ping ping ->
                    conversation.send(
                            Frame.notice(
                                    "pong",
                                    room.id(),
                                    Instant.now(),
                                    Frame.SYSTEM,
                                    "",
                                    null,
                                    null));
            case Inbound.Unintelligible frame ->
                    conversation.refuse("not_json", frame.why(), frame.clientId());
        }
    }

    private void say(Conversation conversation, RoomView room, Caller caller, Inbound.Say say) {
        var draft = new Draft(say.text(), say.replyTo(), say.clientId(), Via.WEB);
        Span span = heard(say);
        try (Scope _ = span.makeCurrent()) {
            messages.post(caller, room, draft)
                    .whenComplete((outcome, failure) -> {
                        answer(conversation, say, outcome, failure);
                        end(span, outcome);
                    });
        }
    }

    private static void answer(
            Conversation conversation,
            Inbound.Say say,
            @Nullable Outcome outcome,
            @Nullable Throwable failure) {
        switch (outcome) {
            case Outcome.Posted posted -> {
                if (say.named()) {
                    conversation.acknowledge(posted.message(), say.clientId());
                }
            }
            case Outcome.Refused refused -> conversation.refuse(refused.why(), say.clientId());
            case null -> LOG.error("a message was neither taken nor refused", failure);
        }
    }

    /// The trace of a message begins, or goes on, with its frame: the gateway hands sockets through
    /// unread.
    private Span heard(Inbound.Say say) {
        return tracer.spanBuilder("message")
                .setParent(sampling.admit(Traceparent.context(say.traceparent())))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
    }

    private static void end(Span span, @Nullable Outcome outcome) {
        switch (outcome) {
            case Outcome.Posted posted -> span.setAttribute("chatroom.created", posted.created());
            case Outcome.Refused refused ->
                    span.setAttribute("chatroom.refused", refused.why().code());
            case null -> span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private void renew(Conversation conversation, Caller caller, String token) {
        Optional<Caller.Account> renewed = tokens.verify(token);
        if (renewed.isPresent() && renewed.get().key().equals(caller.key())) {
            conversation.subscriber().renew(renewed.get());
        } else {
            conversation.subscriber().close(EXPIRED, "that token is not good for this socket");
        }
    }

    /// What only concerns who is watching: should it be lost, the next of its kind makes up for it.
    private void tell(RoomView room, RoomEvent event) {
        log.append(room.address(), room.id(), event, Instant.now(), null)
                .exceptionally(failure -> {
                    LOG.debugf("not told: %s", failure);
                    return -1L;
                });
    }

    private static Frame joined(RoomView room, Caller caller) {
        return Frame.notice(
                "join",
                room.id(),
                Instant.now(),
                Frame.SYSTEM,
                caller.name() + " joined",
                caller.userId(),
                null);
    }

    private static void close(WebSocketConnection connection, int code, String reason) {
        if (connection.isOpen()) {
            connection
                    .close(new CloseReason(code, reason))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("already gone: %s", failure));
        }
    }
}
