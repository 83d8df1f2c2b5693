package chatroom.identity.password;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

/// Where nothing but the password is amiss, the problem says so in its code.
@ApplicationScoped
final class WeakPassword implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return context.cause instanceof ConstraintViolationException broken
                        && broken.getConstraintViolations().stream()
                                .allMatch(WeakPassword::isOfPassword)
                ? HttpProblem.builder(problem)
                        .withStatus(422)
                        .withTitle("Unprocessable Content")
                        .withDetail("Mend what the violations name, and send it again.")
                        .with("code", "weak_password")
                        .build()
                : problem;
    }

    private static boolean isOfPassword(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation() instanceof GoodPassword;
    }

    /// Before the one that gives a code to those who have none.
    @Override
    public int priority() {
        return 200;
    }
}
