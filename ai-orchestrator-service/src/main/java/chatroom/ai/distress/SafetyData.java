package chatroom.ai.distress;

import chatroom.safety.CalmLines;
import chatroom.safety.DistressDetector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The rules and words, with what the operator set.
@ApplicationScoped
class SafetyData {

    @Produces
    @Singleton
    DistressDetector detector() {
        return new DistressDetector();
    }

    @Produces
    @Singleton
    CalmLines lines(
            @ConfigProperty(name = "SAFETY_LINE") Optional<String> line,
            @ConfigProperty(name = "SAFETY_COUNTRY") Optional<String> country) {
        return new CalmLines(line.orElse(null), country.orElse(null));
    }
}
