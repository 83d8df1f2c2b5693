package chatroom.chat.socket;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open sockets of this pod.
@ApplicationScoped
class OpenConversations {

    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();

    OpenConversations(MeterRegistry metrics) {
        metrics.gaugeCollectionSize("chat.sockets.open", List.of(), open);
    }

    void add(Conversation conversation) {
        open.add(conversation);
    }

    void remove(Conversation conversation) {
        open.remove(conversation);
    }

    Collection<Conversation> all() {
        return Collections.unmodifiableSet(open);
    }
}
