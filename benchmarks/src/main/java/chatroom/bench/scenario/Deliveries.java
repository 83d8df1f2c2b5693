package chatroom.bench.scenario;

import java.util.List;

/// The table of contenders that deliver messages: medians over the rounds.
final class Deliveries {

    private Deliveries() {}

    static void print(Table table, Rounds rounds) {
        table.head(
                "",
                "CPU s / million deliveries",
                "of that chat",
                "gateway",
                "Kafka",
                "the rest",
                "p50 ms",
                "p99 ms",
                "delivered",
                "generator, cores");
        for (String contender : rounds.contenders()) {
            boolean ours = rounds.median(contender, run -> run.cpuPerMillion("chat")) > 0;
            table.row(
                    List.of(
                            contender,
                            Table.number(rounds.median(contender, Run::cpuPerMillion)),
                            ours ? part(rounds, contender, "chat") : "",
                            ours ? part(rounds, contender, "gateway") : "",
                            ours ? part(rounds, contender, "kafka") : "",
                            ours ? Table.number(rounds.median(contender, Deliveries::rest)) : "",
                            Table.number(rounds.median(contender, Run::p50)),
                            Table.number(rounds.median(contender, Run::p99)),
                            Table.percent(rounds.median(contender, Run::delivered)),
                            Table.number(rounds.median(contender, Run::generatorCores))));
        }
    }

    private static String part(Rounds rounds, String contender, String process) {
        return Table.number(rounds.median(contender, run -> run.cpuPerMillion(process)));
    }

    private static double rest(Run run) {
        return run.cpuPerMillion()
                - run.cpuPerMillion("chat")
                - run.cpuPerMillion("gateway")
                - run.cpuPerMillion("kafka");
    }
}
