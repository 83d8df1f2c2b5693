package chatroom.gateway.operations;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The processes behind management addresses: those that are given, or each one that DNS lists
/// under their names.
@Singleton
final class ManagementAddresses {

    /// Looks a name up, blocking.
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Vertx vertx;
    private final boolean byDns;
    private final Resolver resolver;

    @Inject
    ManagementAddresses(Vertx vertx, @ConfigProperty(name = "HEALTH_BY_DNS") boolean byDns) {
        this(vertx, byDns, InetAddress::getAllByName);
    }

    ManagementAddresses(Vertx vertx, boolean byDns, Resolver resolver) {
        this.vertx = vertx;
        this.byDns = byDns;
        this.resolver = resolver;
    }

    /// One address a process.
    Future<List<String>> of(List<String> urls) {
        List<String> given = urls.stream().map(String::strip).toList();
        return byDns
                ? vertx.executeBlocking(
                        () -> given.stream().flatMap(url -> lookUp(url).stream()).toList())
                : Future.succeededFuture(given);
    }

    /// A name that DNS does not know stands for one process, which does not answer.
    private List<String> lookUp(String url) {
        var uri = URI.create(url);
        try {
            return Arrays.stream(resolver.addresses(uri.getHost()))
                    .map(address -> withHost(uri, address))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of(url);
        }
    }

    private static String withHost(URI uri, InetAddress address) {
        String host = address.getHostAddress();
        return "%s://%s%s"
                .formatted(
                        uri.getScheme(),
                        host.indexOf(':') < 0 ? host : "[" + host + "]",
                        uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
