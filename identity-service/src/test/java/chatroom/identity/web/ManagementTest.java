package chatroom.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import chatroom.identity.ServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManagementTest extends ServiceTest {

    // Quarkus fills it in.
    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    @DisplayName("B3: ready means that people can sign up, and each store is named")
    void readinessAsksTheDatabaseAndKafkaAndWhetherTokensCanBeSigned() {
        // The topics are made in the background.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        given().get(management.resolve("/q/health/ready"))
                                .then()
                                .statusCode(200)
                                .body(
                                        "checks.name",
                                        hasItems(
                                                "sign-up",
                                                "Database connections health check",
                                                "Kafka connection health check")));
    }

    @Test
    void livenessAsksNobodyElse() {
        given().get(management.resolve("/q/health/live"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body(not(containsString("Database")))
                .body(not(containsString("Kafka connection")));
    }

    @Test
    void aRunningServiceTellsMoreOfItselfWhereItIsAsked() {
        URI ours = management.resolve("/q/logging/chatroom.identity.web");
        Logger logger = Logger.getLogger("chatroom.identity.web.ManagementTest");
        assertThat(logger.isDebugEnabled()).isFalse();
        given().put(ours + "?level=DEBUG")
                .then()
                .statusCode(200)
                .body("changed.'chatroom.identity.web'", equalTo("DEBUG"));
        assertThat(logger.isDebugEnabled()).isTrue();
        given().delete(ours).then().statusCode(200).body("changed", anEmptyMap());
        assertThat(logger.isDebugEnabled()).isFalse();
    }

    @Test
    void librariesAreNotMadeToLogWhatTheyCarry() {
        given().put(management.resolve("/q/logging/org.hibernate?level=DEBUG"))
                .then()
                .statusCode(403);
        given().put(management.resolve("/q/logging/chatroom?level=ALL")).then().statusCode(400);
        given().get(management.resolve("/q/logging"))
                .then()
                .statusCode(200)
                .body("root", equalTo("INFO"))
                .body("changed", anEmptyMap());
        given().get("/q/logging").then().statusCode(404);
    }

    @Test
    void metricsAndTheApiDocumentStandHereAndNotAtTheEdge() {
        given().get(management.resolve("/q/metrics")).then().statusCode(200);
        given().accept("application/json")
                .get(management.resolve("/q/openapi"))
                .then()
                .statusCode(200)
                .body(containsString("refresh_token"));
        given().get("/q/health").then().statusCode(404);
        given().get("/q/openapi").then().statusCode(404);
    }
}
