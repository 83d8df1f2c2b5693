package chatroom.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import chatroom.deploy.tools.Debian.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F: `roles.sh` that failed once left a broken database.
class RolesTest {

    private static final String SCHEMAS =
            "select string_agg(nspname || ':' || nspowner::regrole, ' ' order by nspname)"
                    + " from pg_namespace where nspname in ('identity', 'chat', 'ai', 'sms')";

    private static final String EVERY_SCHEMA = "ai:ai chat:chat identity:identity sms:sms";

    /// Fails the second schema that is made.
    private static final String REFUSE_THE_SECOND_SCHEMA =
            """
            create function refuse() returns event_trigger language plpgsql as $$ begin
                if (select count(*) from pg_namespace
                    where nspname in ('identity', 'chat', 'ai', 'sms')) > 1
                then raise exception 'no second schema'; end if; end $$;
            create event trigger refuse on ddl_command_end when tag in ('CREATE SCHEMA')
                execute function refuse()
            """;

    @TempDir private static Path folder;
    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = Postgres.start(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void forget() {
        postgres.ask("postgres", "drop database if exists chatroom with (force)");
        for (String role : List.of("identity", "chat", "ai", "sms")) {
            postgres.ask("postgres", "drop role if exists " + role);
        }
    }

    @Test
    void oneRunMakesTheDatabaseAndARoleWithASchemaForEachService() {
        assertWell(postgres.roles("one"));
        assertThat(postgres.ask("chatroom", SCHEMAS)).isEqualTo(EVERY_SCHEMA);
        assertThat(postgres.ask("chatroom", "select has_schema_privilege('chat', 'ai', 'usage')"))
                .isEqualTo("f");
    }

    @Test
    void aRunThatFailsLeavesNothingAndTheNextOneMendsIt() {
        postgres.ask("postgres", "create database chatroom");
        postgres.ask("chatroom", REFUSE_THE_SECOND_SCHEMA);
        Answer failed = postgres.roles("one");
        assertThat(failed.code()).isNotZero();
        assertThat(failed.said()).contains("no second schema").doesNotContain("one");
        assertThat(postgres.ask("chatroom", SCHEMAS)).isEmpty();

        postgres.ask("chatroom", "drop event trigger refuse");
        assertWell(postgres.roles("one"));
        assertThat(postgres.ask("chatroom", SCHEMAS)).isEqualTo(EVERY_SCHEMA);
    }

    @Test
    void whatIsThereHalfwayIsCompleted() {
        postgres.ask("postgres", "create database chatroom");
        postgres.ask("chatroom", "create role identity");
        postgres.ask("chatroom", "create schema chat");
        assertWell(postgres.roles("one"));
        assertThat(postgres.ask("chatroom", SCHEMAS)).isEqualTo(EVERY_SCHEMA);
    }

    @Test
    void anotherRunSetsThePasswordsThatTheSecretsHaveNow() {
        String password = "select rolpassword from pg_authid where rolname = 'identity'";
        assertWell(postgres.roles("one"));
        String first = postgres.ask("postgres", password);
        assertWell(postgres.roles("two"));
        assertThat(postgres.ask("postgres", password)).isNotEqualTo(first);
        assertThat(postgres.ask("chatroom", SCHEMAS)).isEqualTo(EVERY_SCHEMA);
    }

    private static void assertWell(Answer answer) {
        assertThat(answer.code()).as(answer.said()).isZero();
    }
}
