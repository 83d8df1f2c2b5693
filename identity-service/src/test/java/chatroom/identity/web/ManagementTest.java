package chatroom.identity.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import chatroom.identity.ServiceTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManagementTest extends ServiceTest {

    // Quarkus fills it in.
    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void readinessAsksTheDatabaseAndKafka() {
        given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(200)
                .body(
                        "checks.name",
                        hasItems(
                                "Database connections health check",
                                "Kafka connection health check"));
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
