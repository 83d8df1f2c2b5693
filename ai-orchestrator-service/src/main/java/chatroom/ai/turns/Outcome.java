package chatroom.ai.turns;

import org.jspecify.annotations.Nullable;

/// How a turn ended. Every turn ends in exactly one of these, once.
public sealed interface Outcome {

    /// The name in records: `replied`, `silent`, `over_budget`, `stopped`, `failed`.
    String code();

    /// What more there is to say.
    default @Nullable String reason() {
        return null;
    }

    /// The persona said what it wanted to say.
    record Replied() implements Outcome {
        @Override
        public String code() {
            return "replied";
        }
    }

    /// Nobody said anything.
    record Silent(SilenceReason why) implements Outcome {
        @Override
        public String code() {
            return "silent";
        }

        @Override
        public String reason() {
            return why.wireName();
        }
    }

    /// The room's tokens for the day are spent.
    record OverBudget() implements Outcome {
        @Override
        public String code() {
            return "over_budget";
        }
    }

    /// Somebody stopped it; what was said by then stays.
    record Stopped() implements Outcome {
        @Override
        public String code() {
            return "stopped";
        }
    }

    /// The voice failed.
    ///
    /// @param cause what went wrong, in a word
    record Failed(String cause) implements Outcome {
        @Override
        public String code() {
            return "failed";
        }

        @Override
        public String reason() {
            return cause;
        }
    }

    /// The outcome of that name.
    static Outcome of(String code, @Nullable String reason) {
        return switch (code) {
            case "replied" -> new Replied();
            case "over_budget" -> new OverBudget();
            case "stopped" -> new Stopped();
            case "failed" -> new Failed(reason == null ? "unknown" : reason);
            default -> throw new IllegalArgumentException("no outcome with a text: " + code);
        };
    }
}
