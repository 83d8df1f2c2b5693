package chatroom.bench.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Named processes, each with its descendants.
public record Processes(Map<String, Long> pids) {

    public Processes(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
    }

    /// CPU seconds so far, by name.
    public Map<String, Double> cpuSeconds() {
        var seconds = new LinkedHashMap<String, Double>();
        pids.forEach((name, pid) ->
                seconds.put(
                        name,
                        family(pid)
                                .mapToDouble(each -> ProcFiles.cpuSeconds(each).orElse(0))
                                .sum()));
        return seconds;
    }

    /// The process of this name.
    public long pid(String name) {
        Long pid = pids.get(name);
        if (pid == null) {
            throw new IllegalArgumentException(name);
        }
        return pid;
    }

    /// Memory that it uses.
    public Memory memory(String name) {
        long pid = pid(name);
        return new Memory(
                family(pid).mapToLong(each -> kilobytes(each, "Rss")).sum(),
                family(pid).mapToLong(each -> kilobytes(each, "Pss")).sum());
    }

    /// Resident memory in kB.
    ///
    /// @param rss pages shared with others counted in full
    /// @param pss shared pages counted in part
    public record Memory(long rss, long pss) {}

    private static long kilobytes(long pid, String name) {
        return ProcFiles.kilobytes(pid, name).orElse(0);
    }

    private static Stream<Long> family(long pid) {
        return Stream.concat(
                Stream.of(pid),
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid));
    }
}
