package chatroom.chat.presence;

import chatroom.chat.live.HistoryData.Member;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.sortedset.ReactiveSortedSetCommands;
import io.quarkus.redis.datasource.sortedset.ScoreRange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// What pods tell each other of presence: a sorted set a room, scored by the last heartbeat.
/// Without Redis every pod knows only its own people, and chat goes on.
@ApplicationScoped
class SharedPresence {

    static final Duration LIFE = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(SharedPresence.class);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final String SEPARATOR = "\t";

    /// In one step: a name that runs out between two would be nobody's and taken.
    private static final String TAKE =
            "local holder = redis.call('GET', KEYS[1]) "
                    + "if holder and holder ~= ARGV[2] then return 0 end "
                    + "redis.call('SETEX', KEYS[1], ARGV[1], ARGV[2]) return 1";

    /// One command for many names: ten thousand guests would be two thousand commands a second.
    private static final String RENEW =
            "for _, name in ipairs(KEYS) do redis.call('SETEX', name, ARGV[1], ARGV[2]) end";

    /// Redis serves nobody else while it runs a script: about a millisecond.
    private static final int NAMES_AT_ONCE = 500;

    private final ReactiveRedisDataSource redis;
    private final ReactiveSortedSetCommands<String, String> sets;
    private final String pod;
    private final Map<String, Map<String, Member>> others = new ConcurrentHashMap<>();

    SharedPresence(
            ReactiveRedisDataSource redis,
            @ConfigProperty(name = "HOSTNAME", defaultValue = "local") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.redis = redis;
        this.sets = redis.sortedSet(String.class);
        // The same after a restart: a pod does not take its own former life for another pod.
        this.pod = host + ":" + port;
    }

    /// Whether another pod has that person in the room, as far as was last heard.
    boolean has(String roomId, String key) {
        return others.getOrDefault(roomId, Map.of()).containsKey(key);
    }

    /// Who is in the room on other pods, as far as was last heard.
    Map<String, Member> of(String roomId) {
        return others.getOrDefault(roomId, Map.of());
    }

    void add(String roomId, Member member, String key) {
        send(sets.zadd(set(roomId), now(), entry(key, member)));
    }

    void remove(String roomId, Member member, String key) {
        send(sets.zrem(set(roomId), entry(key, member)));
    }

    /// Renews this pod's people and hears of the others'.
    void heartbeat(Map<String, Map<String, Member>> local) {
        others.keySet().retainAll(local.keySet());
        local.forEach((roomId, members) -> {
            var scores = new HashMap<String, Double>();
            members.forEach((key, member) -> scores.put(entry(key, member), now()));
            var range = ScoreRange.from(now() - LIFE.toSeconds(), Double.POSITIVE_INFINITY);
            send(
                    sets.zadd(set(roomId), scores)
                            .chain(() -> sets.zrangebyscore(set(roomId), range))
                            .invoke(entries -> others.put(roomId, foreign(entries)))
                            .chain(() ->
                                    sets.zremrangebyscore(
                                            set(roomId),
                                            ScoreRange.from(0, now() - 3 * LIFE.toSeconds())))
                            .chain(() -> redis.key().expire(set(roomId), LIFE.multipliedBy(6))));
        });
    }

    /// Takes a guest's name for this pod, for {@link #LIFE}.
    ///
    /// @param name as names are compared
    /// @return false where another pod has it; true where Redis can not say
    boolean reserve(String name) {
        try {
            return redis.execute("EVAL", TAKE, "1", guest(name), life(), pod)
                    .map(answer -> answer.toInteger() == 1)
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf("guest names are checked on this pod alone: %s", e);
            return true;
        }
    }

    /// Keeps the names of this pod's guests for another {@link #LIFE}.
    void renew(List<String> names) {
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_AT_ONCE));
            var arguments = new ArrayList<String>();
            arguments.add(RENEW);
            arguments.add(Integer.toString(some.size()));
            some.forEach(name -> arguments.add(guest(name)));
            arguments.add(life());
            arguments.add(pod);
            send(redis.execute("EVAL", arguments.toArray(String[]::new)));
        }
    }

    void release(String name) {
        send(redis.key(String.class).del(guest(name)));
    }

    private Map<String, Member> foreign(List<String> entries) {
        var found = new HashMap<String, Member>();
        for (String entry : entries) {
            String[] parts = entry.split(SEPARATOR, 4);
            if (parts.length == 4 && !parts[0].equals(pod)) {
                UUID user = parts[2].isEmpty() ? null : UUID.fromString(parts[2]);
                found.put(parts[1], new Member(parts[3], user));
            }
        }
        return found;
    }

    private String entry(String key, Member member) {
        return mine(key)
                + (member.userId() == null ? "" : member.userId())
                + SEPARATOR
                + member.name();
    }

    private String mine(String key) {
        return pod + SEPARATOR + key + SEPARATOR;
    }

    private static String set(String roomId) {
        return "presence:" + roomId;
    }

    private static String guest(String name) {
        return "guest:" + name;
    }

    private static String life() {
        return Long.toString(LIFE.toSeconds());
    }

    private static double now() {
        return Instant.now().getEpochSecond();
    }

    private static void send(Uni<?> command) {
        command.subscribe()
                .with(done -> {}, failure -> LOG.debugf("Redis did not take it: %s", failure));
    }
}
