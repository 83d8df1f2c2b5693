package chatroom.gateway.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/// Fails a request that has both Content-Length and Transfer-Encoding, or that is of another
/// version than HTTP/1. Netty would drop the length and go on, where a proxy in front may have
/// believed it; Vert.x would answer the preface of HTTP/2 in that version.
final class StrictDecoder extends VertxHttpRequestDecoder {

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        if (initialLine[2].startsWith("HTTP/1.")) {
            return super.createMessage(initialLine);
        }
        HttpMessage message =
                super.createMessage(new String[] {initialLine[0], initialLine[1], "HTTP/1.1"});
        message.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not HTTP/1")));
        return message;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        super.handleTransferEncodingChunkedWithContentLength(message);
        message.setDecoderResult(
                DecoderResult.failure(
                        new IllegalArgumentException("Content-Length with Transfer-Encoding")));
    }
}
