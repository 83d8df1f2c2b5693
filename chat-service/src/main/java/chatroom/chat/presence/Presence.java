package chatroom.chat.presence;

import chatroom.chat.live.HistoryData.Member;
import chatroom.chat.people.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Who is online where: what this pod sees itself, and what the others last told through Redis.
@ApplicationScoped
public class Presence {

    /// Somebody with at least one socket in a room on this pod.
    record Present(Caller caller, int sockets) {}

    private final Map<String, Map<String, Present>> here = new ConcurrentHashMap<>();
    // By person, in all rooms.
    private final Map<String, Integer> sockets = new ConcurrentHashMap<>();
    private final SharedPresence elsewhere;

    Presence(SharedPresence elsewhere) {
        this.elsewhere = elsewhere;
    }

    /// Counts a socket.
    ///
    /// @return whether that person was not in the room before
    public boolean enter(String roomId, Caller caller) {
        sockets.merge(caller.key(), 1, Integer::sum);
        int inRoom =
                here.computeIfAbsent(roomId, r -> new ConcurrentHashMap<>())
                        .merge(
                                caller.key(),
                                new Present(caller, 1),
                                (old, one) -> new Present(caller, old.sockets() + 1))
                        .sockets();
        if (inRoom > 1) {
            return false;
        }
        boolean knownElsewhere = elsewhere.has(roomId, caller.key());
        elsewhere.add(roomId, member(caller), caller.key());
        return !knownElsewhere;
    }

    /// Counts a socket out.
    ///
    /// @return whether it was that person's last on this pod
    public boolean exit(String roomId, Caller caller) {
        sockets.computeIfPresent(caller.key(), (key, open) -> open == 1 ? null : open - 1);
        Map<String, Present> room = here.getOrDefault(roomId, Map.of());
        Present left =
                room.computeIfPresent(
                        caller.key(),
                        (key, old) ->
                                old.sockets() == 1
                                        ? null
                                        : new Present(old.caller(), old.sockets() - 1));
        return left == null;
    }

    /// Tells the others that somebody is gone, unless they came back meanwhile.
    ///
    /// @return whether they are gone from the room altogether
    public boolean settle(String roomId, Caller caller) {
        if (here.getOrDefault(roomId, Map.of()).containsKey(caller.key())) {
            return false;
        }
        elsewhere.remove(roomId, member(caller), caller.key());
        return !elsewhere.has(roomId, caller.key());
    }

    /// Who is in a room, by name.
    public List<Member> online(String roomId) {
        var members = new LinkedHashMap<String, Member>(elsewhere.of(roomId));
        here.getOrDefault(roomId, Map.of())
                .forEach((key, present) -> members.put(key, member(present.caller())));
        return members.values().stream()
                .sorted(java.util.Comparator.comparing(Member::name))
                .toList();
    }

    /// Who is on this pod, each with the rooms they are in.
    Map<Member, List<String>> everywhere() {
        return here.entrySet().stream()
                .flatMap(room ->
                        room.getValue().values().stream()
                                .map(present -> Map.entry(member(present.caller()), room.getKey())))
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// Rooms with somebody on this pod, and who.
    Map<String, Map<String, Member>> local() {
        return here.entrySet().stream()
                .filter(room -> !room.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, room -> members(room.getValue())));
    }

    /// Sockets that somebody has on this pod, in all rooms.
    public int socketsOf(String key) {
        return sockets.getOrDefault(key, 0);
    }

    private static Map<String, Member> members(Map<String, Present> present) {
        return present.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, entry -> member(entry.getValue().caller())));
    }

    private static Member member(Caller caller) {
        return new Member(caller.name(), caller.userId());
    }
}
