package chatroom.gateway.problem;

/// Carries a problem through a failed future to the answer.
public final class ProblemException extends RuntimeException {

    private final Problem problem;

    public ProblemException(Problem problem) {
        // An expected outcome: nobody reads the stack.
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    /// What to answer.
    public Problem problem() {
        return problem;
    }
}
