package chatroom.identity.account;

import chatroom.identity.news.AccountNews;
import chatroom.identity.persona.PersonaNames;
import chatroom.problems.Problems;
import chatroom.text.LookAlikes;
import chatroom.text.PersonName;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/// All accounts. Every change of one goes out to the other services, in the order of the changes.
@ApplicationScoped
@Transactional
public class Accounts {

    private static final String USERNAME_UNIQUE = "accounts_username_taken";

    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Account, UUID> {}

    private final Rows rows;
    private final AccountNews news;
    private final PersonaNames personas;

    Accounts(Rows rows, AccountNews news, PersonaNames personas) {
        this.rows = rows;
        this.news = news;
        this.personas = personas;
    }

    /// A new account.
    ///
    /// @throws HttpProblem 409 where the name or the address is taken
    public Account create(String username, String email, String passwordHash, boolean isAdmin) {
        refuseTaken(username, email);
        var account = new Account(username, email, passwordHash, isAdmin);
        rows.persist(account);
        flush();
        news.put(account.state());
        return account;
    }

    /// @throws HttpProblem 409 where the name, also as a persona's, or the address is taken now
    public void refuseTaken(String username, String email) {
        refusePersona(username);
        refuseLookAlike(username, null);
        if (rows.count("emailKey", PersonName.key(email)) > 0) {
            throw emailTaken();
        }
    }

    /// The account of that name, or of that address: names have no @.
    public Optional<Account> byLogin(String nameOrEmail) {
        String field = nameOrEmail.contains("@") ? "emailKey" : "usernameKey";
        return rows.find(field, PersonName.key(nameOrEmail)).firstResultOptional();
    }

    public Optional<Account> byId(UUID id) {
        return rows.findByIdOptional(id);
    }

    /// Changes an account, alone.
    ///
    /// @return empty where there is none of that id
    /// @throws HttpProblem 409 where the name or the address that it is given is taken
    Optional<Account> change(UUID id, Consumer<Account> change) {
        return rows.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .map(account -> {
                    String before = account.username();
                    change.accept(account);
                    if (!PersonName.key(before).equals(PersonName.key(account.username()))) {
                        refusePersona(account.username());
                        refuseLookAlike(account.username(), account.id());
                    }
                    flush();
                    news.put(account.state());
                    return account;
                });
    }

    /// Accounts whose name or address begins so, by name.
    ///
    /// @param after the name key to begin after
    List<Account> search(String beginning, String after, int limit) {
        String like = PersonName.key(beginning).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return rows.find(
                        "usernameKey > ?1 and (usernameKey like ?2 escape '\\'"
                                + " or emailKey like ?2 escape '\\') order by usernameKey",
                        after,
                        like)
                .page(Page.ofSize(limit))
                .list();
    }

    private void refusePersona(String username) {
        if (personas.areTaken(PersonName.key(username))) {
            throw Problems.of(
                    409, "username_taken", "That is the name of a persona. Choose another one.");
        }
    }

    /// @param own the account that may have the name already; null where there is none
    private void refuseLookAlike(String username, @Nullable UUID own) {
        // The account that is being changed is not to be written for this question.
        boolean taken =
                rows
                        .find(
                                "usernameKey = ?1 or usernameSkeleton = ?2",
                                PersonName.key(username),
                                LookAlikes.skeleton(username))
                        .withHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                        .list()
                        .stream()
                        .anyMatch(account -> !account.id().equals(own));
        if (taken) {
            throw usernameTaken();
        }
    }

    /// Two may ask for the same name at once: the database decides.
    private void flush() {
        try {
            rows.flush();
        } catch (ConstraintViolationException e) {
            throw USERNAME_UNIQUE.equals(e.getConstraintName()) ? usernameTaken() : emailTaken();
        }
    }

    private static HttpProblem usernameTaken() {
        return Problems.of(409, "username_taken", "That name is taken. Choose another one.");
    }

    private static HttpProblem emailTaken() {
        return Problems.of(
                409,
                "email_taken",
                "There is an account with that address already. Sign in, or use another one.");
    }
}
