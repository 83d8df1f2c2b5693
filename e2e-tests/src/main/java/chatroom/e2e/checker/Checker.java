package chatroom.e2e.checker;

import chatroom.e2e.checker.Evidence.Acked;
import chatroom.e2e.checker.Evidence.Room;
import chatroom.e2e.checker.Evidence.Sent;
import chatroom.e2e.checker.Findings.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares what every reader saw, the history, the table and the log.
///
/// The log decides: a message's place is that of its first record. A second record of the same id
/// is allowed there, since a crash between writing and confirming can not be told from one before,
/// and nobody may see it.
public final class Checker {

    private Checker() {}

    /// What is wrong with a run.
    public static Verdict check(Evidence evidence) {
        var findings = new Findings();
        Map<String, Map<String, Acked>> acked = acked(evidence, findings);
        new TreeMap<>(evidence.rooms())
                .forEach((id, room) ->
                        new RoomCheck(
                                        id,
                                        room,
                                        texts(evidence, id),
                                        acked.getOrDefault(id, Map.of()),
                                        findings)
                                .run());
        for (String room : acked.keySet()) {
            if (!evidence.rooms().containsKey(room)) {
                acked.get(room).keySet().forEach(it -> findings.lost(it, "no room " + room));
            }
        }
        return findings.verdict(acked.values().stream().mapToLong(Map::size).sum());
    }

    private static Map<String, Map<String, Acked>> acked(Evidence evidence, Findings findings) {
        var acked = new HashMap<String, Map<String, Acked>>();
        for (Acked ack : evidence.acked()) {
            Acked before =
                    acked.computeIfAbsent(ack.room(), room -> new LinkedHashMap<>())
                            .putIfAbsent(ack.clientId(), ack);
            if (before != null && !before.id().equals(ack.id())) {
                findings.add(
                        Kind.DUP,
                        "%s was confirmed as %s and as %s"
                                .formatted(ack.clientId(), before.id(), ack.id()));
            }
        }
        return acked;
    }

    private static Map<String, String> texts(Evidence evidence, String room) {
        var texts = new HashMap<String, String>();
        for (Sent sent : evidence.sent()) {
            if (sent.room().equals(room)) {
                texts.put(sent.clientId(), sent.text());
            }
        }
        return texts;
    }

    /// One room.
    ///
    /// @param texts sent here, by client id
    /// @param acked confirmed here, by client id
    private record RoomCheck(
            String id,
            Room room,
            Map<String, String> texts,
            Map<String, Acked> acked,
            Findings findings) {

        void run() {
            Map<String, Line> log = log();
            acked.forEach((clientId, ack) -> {
                Line line = log.get(ack.id());
                if (line == null || !line.text().equals(texts.get(clientId))) {
                    findings.lost(clientId, where("the log"));
                } else if (line.seq() != ack.seq()) {
                    findings.add(
                            Kind.DUP,
                            "%s stands at %d and was confirmed at %d"
                                    .formatted(clientId, line.seq(), ack.seq()));
                }
            });
            look("the history", room.history(), log);
            look("the table", room.table(), log);
            new TreeMap<>(room.readers())
                    .forEach((reader, sights) -> {
                        look(reader, lines(sights), log);
                        chain(reader, sights);
                    });
        }

        /// The log by id, in order, without copies.
        private Map<String, Line> log() {
            var log = new LinkedHashMap<String, Line>();
            var sent = new HashSet<>(texts.values());
            var said = new HashSet<String>();
            var answered = new HashSet<String>();
            for (Line line : room.topic()) {
                if (log.putIfAbsent(line.id(), line) != null) {
                    continue;
                }
                if (line.isPersons()) {
                    if (!sent.contains(line.text())) {
                        findings.add(Kind.PHANTOM, where("the log") + " has " + line);
                    }
                    if (!said.add(line.text())) {
                        findings.add(Kind.DUP, where("the log") + " has two ids for " + line);
                    }
                } else if (line.replyTo() != null && !answered.add(line.replyTo())) {
                    findings.add(Kind.DUP, where("the log") + " has a second answer " + line);
                }
            }
            return log;
        }

        private void look(String who, List<Line> lines, Map<String, Line> log) {
            Set<String> ids = new HashSet<>();
            Set<String> said = new HashSet<>();
            long last = Long.MIN_VALUE;
            for (Line line : lines) {
                Line logged = log.get(line.id());
                if (logged == null || !logged.text().equals(line.text())) {
                    findings.add(Kind.PHANTOM, where(who) + " has " + line);
                    continue;
                }
                if (!ids.add(line.id()) || (line.isPersons() && !said.add(line.text()))) {
                    findings.add(Kind.DUP, where(who) + " has again " + line);
                    continue;
                }
                if (line.seq() != logged.seq()) {
                    findings.add(
                            Kind.REORDER,
                            where(who) + " has " + line + ", the log has it at " + logged.seq());
                } else if (line.seq() < last) {
                    findings.add(Kind.REORDER, where(who) + " has after " + last + " " + line);
                }
                last = Math.max(last, line.seq());
            }
            missing(who, ids, log);
        }

        private void missing(String who, Set<String> ids, Map<String, Line> log) {
            var confirmed = new HashMap<String, String>();
            acked.forEach((clientId, ack) -> confirmed.put(ack.id(), clientId));
            for (Line line : log.values()) {
                if (!ids.contains(line.id())) {
                    String clientId = confirmed.get(line.id());
                    if (clientId == null) {
                        findings.add(Kind.GAP, where(who) + " misses " + line);
                    } else {
                        findings.lost(clientId, where(who));
                    }
                }
            }
        }

        /// Every live frame names the message before it: the reader must have that.
        private void chain(String who, List<Sight> sights) {
            long last = -1;
            for (Sight sight : sights) {
                switch (sight) {
                    case Sight.Live(Line line, Long prev) -> {
                        if (prev != null && prev > last) {
                            findings.add(
                                    Kind.GAP,
                                    where(who)
                                            + " has up to %d, then after %d ".formatted(last, prev)
                                            + line);
                        }
                        last = Math.max(last, line.seq());
                    }
                    case Sight.Replayed(Line line) -> last = Math.max(last, line.seq());
                    case Sight.CaughtUp(long lastSeq) -> {
                        if (lastSeq > last) {
                            findings.add(
                                    Kind.GAP,
                                    where(who)
                                            + " has up to %d of a history up to %d"
                                                    .formatted(last, lastSeq));
                        }
                        last = Math.max(last, lastSeq);
                    }
                }
            }
        }

        private static List<Line> lines(List<Sight> sights) {
            var lines = new ArrayList<Line>();
            for (Sight sight : sights) {
                switch (sight) {
                    case Sight.Live live -> lines.add(live.line());
                    case Sight.Replayed replayed -> lines.add(replayed.line());
                    case Sight.CaughtUp caughtUp -> {
                        // No line of its own.
                    }
                }
            }
            return lines;
        }

        private String where(String who) {
            return who + " of " + id;
        }
    }
}
