package chatroom.identity.device;

import chatroom.identity.account.Caller;
import chatroom.identity.session.OpenSession;
import chatroom.identity.session.Sessions;
import chatroom.problems.Problems;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One's sessions, and the end of any of them.
@Path("/api/me/sessions")
@Authenticated
@RunOnVirtualThread
class DevicesResource {

    private final Caller caller;
    private final Sessions sessions;

    DevicesResource(Caller caller, Sessions sessions) {
        this.caller = caller;
        this.sessions = sessions;
    }

    /// @param current whether it is the session of this call
    record Device(
            UUID id,
            String ip,
            String userAgent,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {

        static Device of(OpenSession session, UUID current) {
            return new Device(
                    session.id(),
                    session.ip(),
                    session.userAgent(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().equals(current));
        }
    }

    record Devices(List<Device> items, @Schema(nullable = true) @Nullable String next) {}

    @GET
    @Operation(operationId = "sessions", summary = "One's sessions, the last used first")
    public Devices devices() {
        UUID userId = caller.account().id();
        UUID current = caller.sessionId();
        return new Devices(
                sessions.openOf(userId).stream()
                        .map(session -> Device.of(session, current))
                        .toList(),
                null);
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "endSession", summary = "End one of one's sessions")
    public void end(@PathParam("id") UUID id) {
        if (!sessions.endOf(caller.account().id(), id)) {
            throw Problems.of(404, "not_found", "You have no such session.");
        }
    }
}
