package chatroom.e2e.checker;

import java.util.List;
import java.util.Map;

/// Everything that a run wrote down.
///
/// @param sent what was sent, whether or not it arrived
/// @param acked what was confirmed
/// @param rooms by room id
public record Evidence(List<Sent> sent, List<Acked> acked, Map<String, Room> rooms) {

    public Evidence {
        sent = List.copyOf(sent);
        acked = List.copyOf(acked);
        rooms = Map.copyOf(rooms);
    }

    /// A message that was sent, once or several times. Texts are unique.
    ///
    /// @param clientId unique as well
    public record Sent(String room, String clientId, String text) {}

    /// A confirmation.
    public record Acked(String room, String clientId, String id, long seq) {}

    /// One room from all sides.
    ///
    /// @param topic its log, oldest first, copies included
    /// @param history read by REST, oldest first
    /// @param table the projection's rows, oldest first
    /// @param readers what each reader was shown, from before the first message to after the last
    public record Room(
            List<Line> topic,
            List<Line> history,
            List<Line> table,
            Map<String, List<Sight>> readers) {

        public Room {
            topic = List.copyOf(topic);
            history = List.copyOf(history);
            table = List.copyOf(table);
            readers = Map.copyOf(readers);
        }
    }
}
