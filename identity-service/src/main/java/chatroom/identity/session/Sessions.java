package chatroom.identity.session;

import chatroom.events.SessionRevoked;
import chatroom.identity.IdentitySettings;
import chatroom.identity.news.AccountNews;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Sessions of accounts, in the database: seen by all instances, ended for all of them.
@ApplicationScoped
@Transactional
public class Sessions {

    /// Two tabs, or a retry over a bad line, may use a token at once: each gets the same successor.
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Session, UUID> {}

    @ApplicationScoped
    static class TokenRows implements PanacheRepositoryBase<RefreshToken, byte[]> {}

    private final Rows sessions;
    private final TokenRows tokens;
    private final AccountNews news;
    private final Duration life;
    private final Counter reused;

    Sessions(
            Rows sessions,
            TokenRows tokens,
            AccountNews news,
            IdentitySettings settings,
            MeterRegistry meters) {
        this.reused = meters.counter("identity.refresh.reused");
        this.sessions = sessions;
        this.tokens = tokens;
        this.news = news;
        this.life = settings.refreshTokenLife();
    }

    /// A new session of that account.
    public Grant open(UUID userId, Client client) {
        Instant now = now();
        var session = new Session(IDS.generate(), userId, client, now, now.plus(life));
        String token = Secrets.fresh();
        sessions.persist(session);
        tokens.persist(new RefreshToken(token, session.id, session.expiresAt));
        return new Grant(userId, session.id, token);
    }

    /// Trades a refresh token for its successor. A token that was used before, longer ago than the
    /// grace, is in two hands: its whole session ends.
    ///
    /// @return empty where the token is unknown, expired, of an ended session, or was used before
    public Optional<Grant> refresh(String token, Client client) {
        Instant now = now();
        byte[] hash = Secrets.hash(token);
        boolean isFirstUse =
                tokens.update(
                                "usedAt = ?1, seed = ?2 where hash = ?3 and usedAt is null",
                                now,
                                Secrets.seed(),
                                hash)
                        == 1;
        RefreshToken row = tokens.findById(hash);
        if (row == null) {
            return Optional.empty();
        }
        Session session = sessions.findById(row.sessionId, LockModeType.PESSIMISTIC_WRITE);
        if (session == null
                || !session.isLiveAt(now)
                || !now.isBefore(row.expiresAt)
                || row.seed == null
                || row.usedAt == null) {
            return Optional.empty();
        }
        if (now.isAfter(row.usedAt.plus(GRACE))) {
            LOG.warnf("session %s ended: a refresh token of it was used twice", session.id);
            reused.increment();
            revoke(session, now);
            return Optional.empty();
        }
        String successor = Secrets.successor(token, row.seed);
        if (isFirstUse) {
            session.use(client, now, now.plus(life));
            tokens.persist(new RefreshToken(successor, session.id, session.expiresAt));
        }
        return Optional.of(new Grant(session.userId, session.id, successor));
    }

    /// Ends a session; nothing happens where it has ended already.
    public void end(UUID sessionId) {
        Session session = sessions.findById(sessionId, LockModeType.PESSIMISTIC_WRITE);
        if (session != null) {
            revoke(session, now());
        }
    }

    /// Ends a session of that account.
    ///
    /// @return false where it has no such session
    public boolean endOf(UUID userId, UUID sessionId) {
        boolean isTheirs = sessions.count("id = ?1 and userId = ?2", sessionId, userId) > 0;
        if (isTheirs) {
            end(sessionId);
        }
        return isTheirs;
    }

    /// Ends all sessions of an account.
    public void endAllOf(UUID userId) {
        Instant now = now();
        sessions.find("userId = ?1 and revokedAt is null", userId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(session -> revoke(session, now));
    }

    /// The session that a refresh token belongs to, be it used or expired.
    public Optional<UUID> ofToken(String token) {
        return tokens.findByIdOptional(Secrets.hash(token)).map(row -> row.sessionId);
    }

    /// Whether the account has that session, and it has not ended.
    public boolean isLive(UUID userId, UUID sessionId) {
        return sessions.count(
                        "id = ?1 and userId = ?2 and revokedAt is null and expiresAt > ?3",
                        sessionId,
                        userId,
                        now())
                > 0;
    }

    /// The sessions of an account that have not ended, the last used first.
    public List<OpenSession> openOf(UUID userId) {
        return sessions
                .find(
                        "userId = ?1 and revokedAt is null and expiresAt > ?2"
                                + " order by lastUsedAt desc",
                        userId,
                        now())
                .stream()
                .map(OpenSession::of)
                .toList();
    }

    /// Forgets what is past use; an expired token is refused whether it is known or not.
    @Scheduled(every = "1h", delayed = "10m")
    void sweep() {
        Instant now = now();
        long forgotten =
                sessions.delete("expiresAt < ?1", now) + tokens.delete("expiresAt < ?1", now);
        LOG.debugf("forgot %d expired sessions and tokens", forgotten);
    }

    private void revoke(Session session, Instant now) {
        if (session.revokedAt == null) {
            session.revokedAt = now;
            news.put(new SessionRevoked(session.userId, session.id));
        }
    }

    /// As exact as the database keeps it.
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
