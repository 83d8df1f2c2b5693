package chatroom.identity;

import static io.restassured.RestAssured.given;

import chatroom.standalone.testing.InfrastructureResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/// What the tests of the running service share: a client of it, and a hand on its database.
@QuarkusTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "service", value = "identity"))
@QuarkusTestResource(FirstAdminGiven.class)
public abstract class ServiceTest {

    protected static final String PASSWORD = "SecurePass123!";

    @Inject DataSource database;

    /// A name that nobody has.
    protected static String freshName() {
        return "u" + UUID.randomUUID().toString().substring(0, 13);
    }

    protected static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    protected static RequestSpecification as(String accessToken) {
        return given().header("Authorization", "Bearer " + accessToken);
    }

    protected static Response signup(String name) {
        return json(Map.of("username", name, "email", name + "@example.com", "password", PASSWORD))
                .post("/signup");
    }

    protected static Response login(String name, String password) {
        return json(Map.of("username", name, "password", password)).post("/login");
    }

    protected static Response refresh(String token) {
        return json(Map.of("refresh_token", token)).post("/refresh");
    }

    protected static String admin() {
        return login("admin", FirstAdminGiven.PASSWORD).path("access_token");
    }

    /// Changes rows behind the service's back.
    protected final int sql(String statement, Object... values) {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }
}
