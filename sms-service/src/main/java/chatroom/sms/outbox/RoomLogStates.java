package chatroom.sms.outbox;

import chatroom.events.RoomEvent;
import chatroom.events.RoomState;
import chatroom.roomlog.RoomLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;

/// The room's own log.
@ApplicationScoped
class RoomLogStates implements StateLog {

    private final RoomLog log;

    RoomLogStates(RoomLog log) {
        this.log = log;
    }

    @Override
    public void tell(RoomState room, News news) throws InterruptedException {
        var event =
                new RoomEvent.SmsState(
                        news.id(),
                        news.at(),
                        news.messageId(),
                        news.userId(),
                        news.state(),
                        news.code(),
                        news.detail());
        try {
            log.append(room.address(), room.id(), event, news.at(), null)
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the room's log did not confirm", e);
        }
    }
}
