package chatroom.identity.password;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Where nothing but the password is amiss, the problem says so in its code.
@ApplicationScoped
final class WeakPassword implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return problem.getParameters().get("violations") instanceof List<?> violations
                        && violations.stream().allMatch(WeakPassword::isOfPassword)
                ? HttpProblem.builder(problem)
                        .withDetail("Mend what the violations name, and send it again.")
                        .with("code", "weak_password")
                        .build()
                : problem;
    }

    private static boolean isOfPassword(Object violation) {
        return violation instanceof Violation named && named.field.equals("password");
    }

    /// Before the one that gives a code to those who have none.
    @Override
    public int priority() {
        return 200;
    }
}
