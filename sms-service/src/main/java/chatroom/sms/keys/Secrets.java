package chatroom.sms.keys;

import chatroom.sms.store.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keyed hashes and sealed texts. The key is `SMS_HASH_KEY`, or one that is made once and kept in
/// the database. A given key must stay the same: with another, no number on the list of those that
/// get nothing would be known again.
@ApplicationScoped
public class Secrets {

    private static final Logger LOG = Logger.getLogger(Secrets.class);
    private static final String MADE = "made";
    private static final String FINGERPRINT = "fingerprint";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Database database;
    private final Optional<String> given;
    private final SecureRandom random = new SecureRandom();
    private volatile byte @Nullable [] key;

    Secrets(Database database, @ConfigProperty(name = "SMS_HASH_KEY") Optional<String> given) {
        this.database = database;
        this.given = given.map(String::strip).filter(text -> !text.isEmpty());
    }

    /// Before anything is sent or hashed. A database that is slow or lost at the start must not end
    /// the process: then the key is read at its first use.
    ///
    /// @throws IllegalStateException where the key is not the one that was used before
    void load(@Observes @Priority(1) StartupEvent start) {
        try {
            key();
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof SQLException)) {
                throw e;
            }
            LOG.warnf("Database not available, the key is read later: %s", e.getCause());
        }
    }

    /// A hash that can not be made, or tried out, without the key.
    ///
    /// @param purpose hashes of different purposes have nothing in common
    public String hash(String purpose, String text) {
        return HexFormat.of().formatHex(mac(key(), purpose + "\0" + text));
    }

    /// Whether that is the hash, found out in the same time for every text.
    public boolean isHash(String purpose, String text, String hash) {
        return MessageDigest.isEqual(
                hash(purpose, text).getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.US_ASCII));
    }

    /// A text that only this service can read (AES-GCM).
    public String seal(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(nonce.length + sealed.length)
                                .put(nonce)
                                .put(sealed)
                                .array());
    }

    /// What was sealed.
    ///
    /// @throws IllegalStateException where that was done with another key
    public String open(String sealed) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new String(cipher(Cipher.DECRYPT_MODE, nonce, rest), StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(mac(key(), "seal"), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed text can not be read", e);
        }
    }

    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            try {
                known = given.isPresent() ? checked(given.get()) : made();
            } catch (SQLException e) {
                throw new IllegalStateException("the key can not be read", e);
            }
            key = known;
        }
        return known;
    }

    private byte[] checked(String text) throws SQLException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String mine = HexFormat.of().formatHex(mac(bytes, "fingerprint")).substring(0, 16);
        if (!kept(FINGERPRINT, mine).equals(mine)) {
            throw new IllegalStateException(
                    "SMS_HASH_KEY is not the key that the numbers on the list of opted-out phones"
                            + " were hashed with: give that one.");
        }
        return bytes;
    }

    private byte[] made() throws SQLException {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        return HexFormat.of().parseHex(kept(MADE, HexFormat.of().formatHex(fresh)));
    }

    /// What is in the table under that name, which is `value` where nothing was.
    private String kept(String name, String value) throws SQLException {
        return database.inTransaction(connection -> {
            Database.update(
                    connection,
                    "insert into keys (name, value) values (?, ?) on conflict do nothing",
                    name,
                    value);
            return Database.query(
                            connection,
                            "select value from keys where name = ?",
                            row -> row.getString(1),
                            name)
                    .getFirst();
        });
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
