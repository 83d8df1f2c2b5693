package chatroom.e2e.crash;

import chatroom.e2e.client.Frame;
import chatroom.e2e.client.Journal;
import chatroom.e2e.client.Journal.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What people noticed of a run, whether or not anything was lost.
///
/// @param failures frames `error` on sockets and failed answers to calls, by what they said
/// @param calls that were made
/// @param ends how connections ended or could not be had, and how often: each was opened again
record Discomfort(Map<String, Integer> failures, int calls, Map<String, Integer> ends) {

    static Discomfort of(List<Journal> journals, Caller caller) {
        var failures = new TreeMap<String, Integer>(caller.failures());
        var ends = new TreeMap<String, Integer>();
        for (Journal journal : journals) {
            for (Entry entry : journal.entries()) {
                switch (entry) {
                    case Entry.Heard(Frame frame) when frame.is("error") ->
                            failures.merge(frame.data() + " " + frame.text(), 1, Integer::sum);
                    case Entry.Lost(String why) -> ends.merge(why, 1, Integer::sum);
                    case Entry.Heard heard -> {
                        // What was meant for it.
                    }
                    case Entry.Opened opened -> {
                        // Counted by its end.
                    }
                    case Entry.Sent sent -> {
                        // Its own doing.
                    }
                }
            }
        }
        return new Discomfort(failures, caller.calls(), ends);
    }

    /// How many errors people saw, beside connections that had to be opened again.
    int errors() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    String line() {
        return "errors=%d calls=%d reconnects=%d %s %s"
                .formatted(
                        errors(),
                        calls,
                        ends.values().stream().mapToInt(Integer::intValue).sum(),
                        failures,
                        ends);
    }
}
