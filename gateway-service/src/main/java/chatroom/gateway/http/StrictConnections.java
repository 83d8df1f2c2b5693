package chatroom.gateway.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Puts a [StrictDecoder] into every connection of the edge. Vert.x has no option for that; Netty
/// calls this for each connection that a server accepts (`META-INF/services`).
public final class StrictConnections extends ChannelInitializerExtension {

    /// What the edge's server is made with; the first that Quarkus customizes.
    private static volatile @Nullable HttpServerOptions options;

    /// Learns the server's limits, and switches the extension on before any server starts.
    @ApplicationScoped
    static class Limits implements HttpServerOptionsCustomizer {

        @Override
        public void customizeHttpServer(HttpServerOptions server) {
            options = server;
            System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addLast(new Replacement());
    }

    /// Waits until Vert.x has set the connection up.
    private static final class Replacement extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            HttpServerOptions known = options;
            VertxHttpRequestDecoder decoder = context.pipeline().get(VertxHttpRequestDecoder.class);
            if (known != null && decoder != null) {
                // Under its name: Vert.x removes it by that when a request becomes a WebSocket.
                String name = context.pipeline().context(decoder).name();
                context.pipeline().replace(decoder, name, new StrictDecoder(known));
            }
            context.pipeline().remove(this);
            context.fireChannelActive();
        }
    }
}
