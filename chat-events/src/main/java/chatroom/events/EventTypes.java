package chatroom.events;

import chatroom.events.RoomEvent.*;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The names of events on the wire (CloudEvents `type`).
public final class EventTypes {

    private static final Map<Class<? extends RoomEvent>, String> NAMES =
            Map.ofEntries(
                    Map.entry(MessagePosted.class, "chatroom.message.posted"),
                    Map.entry(ReplyStarted.class, "chatroom.reply.started"),
                    Map.entry(ReplyDelta.class, "chatroom.reply.delta"),
                    Map.entry(ReplyPosted.class, "chatroom.reply.posted"),
                    Map.entry(ReplyEnded.class, "chatroom.reply.ended"),
                    Map.entry(ReplyStopRequested.class, "chatroom.reply.stop_requested"),
                    Map.entry(UserJoined.class, "chatroom.user.joined"),
                    Map.entry(UserLeft.class, "chatroom.user.left"),
                    Map.entry(UserTyping.class, "chatroom.user.typing"),
                    Map.entry(ThemeChanged.class, "chatroom.theme.changed"),
                    Map.entry(MemberChanged.class, "chatroom.member.changed"),
                    Map.entry(SmsState.class, "chatroom.sms.state"));

    private static final Map<String, Class<? extends RoomEvent>> CLASSES =
            NAMES.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventTypes() {}

    /// All event classes by their name on the wire.
    public static Map<String, Class<? extends RoomEvent>> all() {
        return CLASSES;
    }

    /// The wire name of an event.
    public static String nameOf(RoomEvent event) {
        String name = NAMES.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException("event without a wire name: " + event.getClass());
        }
        return name;
    }

    /// The class behind a wire name; empty for one that this version does not know.
    public static Optional<Class<? extends RoomEvent>> classOf(String name) {
        return Optional.ofNullable(CLASSES.get(name));
    }
}
