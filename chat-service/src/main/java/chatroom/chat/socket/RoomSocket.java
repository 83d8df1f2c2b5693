package chatroom.chat.socket;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;

/// The door of members: `/ws/{room_id}`.
@WebSocket(path = "/ws/{room_id}")
class RoomSocket {

    private final Conversations conversations;

    RoomSocket(Conversations conversations) {
        this.conversations = conversations;
    }

    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection connection) {
        conversations.open(connection);
    }

    @OnTextMessage
    @RunOnVirtualThread
    void text(String frame, WebSocketConnection connection) {
        conversations.text(connection, frame);
    }

    @OnBinaryMessage
    @RunOnVirtualThread
    void binary(Buffer frame, WebSocketConnection connection) {
        conversations.binary(connection);
    }

    @OnClose
    @RunOnVirtualThread
    void close(WebSocketConnection connection) {
        conversations.closed(connection);
    }
}
