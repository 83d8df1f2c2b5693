package chatroom.chat.live;

import chatroom.events.RoomEvent.ReplyDelta;
import chatroom.events.RoomEvent.ReplyEnded;
import chatroom.events.RoomEvent.ReplyStarted;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A reply that is being written, so that whoever comes in the middle of it sees what was said so
/// far.
final class OpenReply {

    private final ReplyStarted begun;
    private final Instant time;
    private final StringBuilder text = new StringBuilder();

    OpenReply(ReplyStarted begun, Instant time) {
        this.begun = begun;
        this.time = time;
    }

    void append(ReplyDelta piece) {
        if (piece.index() == 0) {
            text.setLength(0);
        }
        text.append(piece.text());
    }

    Frame started(String roomId) {
        return Frame.reply(
                "ai_start",
                roomId,
                time,
                begun.id(),
                begun.personaId(),
                begun.sender(),
                "",
                begun.replyTo(),
                null);
    }

    static Frame delta(String roomId, Instant time, ReplyDelta piece) {
        return Frame.reply(
                "ai_delta",
                roomId,
                time,
                piece.id(),
                piece.personaId(),
                piece.sender(),
                piece.text(),
                null,
                Map.of("index", piece.index()));
    }

    static Frame ended(String roomId, Instant time, ReplyEnded ended) {
        return Frame.reply(
                "ai_end",
                roomId,
                time,
                ended.id(),
                ended.personaId(),
                ended.sender(),
                "",
                null,
                Map.of("reason", ended.reason()));
    }

    /// The frames that bring a newcomer up to date.
    List<byte[]> soFar(String roomId) {
        byte[] started = Wire.encode(started(roomId));
        if (text.isEmpty()) {
            return List.of(started);
        }
        var all = new ReplyDelta(begun.id(), begun.personaId(), begun.sender(), 0, text.toString());
        return List.of(started, Wire.encode(delta(roomId, time, all)));
    }
}
