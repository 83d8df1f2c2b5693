package chatroom.gateway.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/// Fails a request that has both Content-Length and Transfer-Encoding. Netty would drop the length
/// and go on; a proxy in front may have believed it.
final class StrictDecoder extends VertxHttpRequestDecoder {

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        super.handleTransferEncodingChunkedWithContentLength(message);
        message.setDecoderResult(
                DecoderResult.failure(
                        new IllegalArgumentException("Content-Length with Transfer-Encoding")));
    }
}
