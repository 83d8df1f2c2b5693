package chatroom.chat.live;

import chatroom.chat.messages.MessageView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The newest messages of a room, in memory, and the ids of somewhat more: what is here needs no
/// database, and what was here is not shown twice. Not thread-safe.
final class Tail {

    /// Messages that are kept.
    static final int LENGTH = 200;

    private static final int REMEMBERED_IDS = 10_000;

    private final Deque<MessageView> messages = new ArrayDeque<>();
    private final Map<UUID, Long> seqs =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
                    return size() > REMEMBERED_IDS;
                }
            };
    private long completeAfter;
    private @Nullable Long last;

    /// @param completeAfter the offset after which nothing will be missing here; -1 for the log's
    ///   very beginning
    /// @param last `seq` of the newest message up to there; null where that is not known
    Tail(long completeAfter, @Nullable Long last) {
        this.completeAfter = completeAfter;
        this.last = last;
    }

    /// Takes the next message.
    ///
    /// @return false where one with this id was there already
    boolean add(MessageView said) {
        if (seqs.putIfAbsent(said.id(), said.seq()) != null) {
            return false;
        }
        messages.add(said);
        last = said.seq();
        if (messages.size() > LENGTH) {
            completeAfter = messages.removeFirst().seq();
        }
        return true;
    }

    /// `seq` of the newest message; null where none is known.
    @Nullable Long last() {
        return last;
    }

    /// Where the message of this id stands; null where it is not remembered.
    @Nullable Long seqOf(UUID id) {
        return seqs.get(id);
    }

    /// The message of this id; empty where it is not here.
    Optional<MessageView> find(UUID id) {
        return seqs.containsKey(id)
                ? messages.stream().filter(said -> said.id().equals(id)).findFirst()
                : Optional.empty();
    }

    /// The offset after which no message is missing here; -1 where none is missing at all.
    long completeAfter() {
        return completeAfter;
    }

    /// How many messages are here.
    int size() {
        return messages.size();
    }

    /// The messages after an offset, oldest first.
    List<MessageView> after(long offset) {
        return messages.stream().filter(said -> said.seq() > offset).toList();
    }
}
