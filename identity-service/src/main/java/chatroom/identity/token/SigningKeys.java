package chatroom.identity.token;

import chatroom.identity.IdentitySettings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The keys of all instances, kept in the database. A successor is announced a day before it signs,
/// so that everybody's copy of the key set has it in time; nobody is logged out by it.
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private static final Duration SIGNS_FOR = Duration.ofDays(90);
    private static final Duration ANNOUNCED_BEFORE = Duration.ofDays(1);

    private static final String ONE_AT_A_TIME =
            "select cast(pg_advisory_xact_lock(hashtext('identity.signing_keys')) as text)";

    private final EntityManager database;
    private final Duration verifiesAfter;
    private volatile List<SigningKey.Usable> keys = List.of();

    SigningKeys(EntityManager database, IdentitySettings settings) {
        this.database = database;
        // As long as a page may hold a token, if expired: with it one can still log out.
        this.verifiesAfter = settings.refreshTokenLife().plus(settings.accessTokenLife());
    }

    /// Makes the next key when it is time, and learns what other instances made.
    @Scheduled(every = "5m", delayed = "5m")
    public void refresh() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        keys = QuarkusTransaction.requiringNew().call(() -> ensured(now));
    }

    /// Whether there is a key that signs now.
    public boolean areReady() {
        Instant now = Instant.now();
        return keys.stream().anyMatch(key -> key.signsAt(now));
    }

    /// The key that signs now.
    SigningKey.Usable signing() {
        Instant now = Instant.now();
        return keys.stream()
                .filter(key -> key.signsAt(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no signing key is current"));
    }

    /// The key of that name, if it is still good for verifying.
    Optional<SigningKey.Usable> verifying(String kid) {
        return verifying().stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /// All keys that are good for verifying, those announced included.
    List<SigningKey.Usable> verifying() {
        Instant now = Instant.now();
        return keys.stream().filter(key -> key.verifiesAt(now)).toList();
    }

    private List<SigningKey.Usable> ensured(Instant now) {
        List<SigningKey> known = known(now);
        if (!covers(known, now)) {
            // Instances that start together wait here, and find what the first of them made.
            database.createNativeQuery(ONE_AT_A_TIME).getSingleResult();
            known = known(now);
            if (!covers(known, now)) {
                database.persist(successor(known, now));
                database.flush();
                known = known(now);
            }
        }
        return known.stream().map(SigningKey::usable).toList();
    }

    private List<SigningKey> known(Instant now) {
        return database.createQuery(
                        "from SigningKey where verifiesUntil > ?1 order by signsFrom",
                        SigningKey.class)
                .setParameter(1, now)
                .getResultList();
    }

    private static boolean covers(List<SigningKey> known, Instant now) {
        return known.stream().anyMatch(key -> key.signsUntil.isAfter(now.plus(ANNOUNCED_BEFORE)));
    }

    private SigningKey successor(List<SigningKey> known, Instant now) {
        Instant from =
                known.stream()
                        .map(key -> key.signsUntil)
                        .filter(now::isBefore)
                        .max(Instant::compareTo)
                        .orElse(now);
        SigningKey made = SigningKey.create(from, SIGNS_FOR, verifiesAfter);
        LOG.infof("made signing key %s, which signs from %s", made.kid, from);
        return made;
    }
}
