package chatroom.chat.service;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Loses its connection to Postgres after its last statement, before it can commit.
@Path("/test/cut-off")
public class CutOff {

    private final EntityManager entities;

    CutOff(EntityManager entities) {
        this.entities = entities;
    }

    @GET
    @Operation(hidden = true)
    @RunOnVirtualThread
    @Transactional
    public String cut() {
        Object own = entities.createNativeQuery("select pg_backend_pid()").getSingleResult();
        QuarkusTransaction.suspendingExisting()
                .run(() ->
                        QuarkusTransaction.requiringNew()
                                .run(() ->
                                        entities.createNativeQuery(
                                                        "select pg_terminate_backend(?1)")
                                                .setParameter(1, own)
                                                .getSingleResult()));
        return "committed";
    }
}
