package chatroom.ai.voices;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A line that a provider streams.
final class StreamedUtterance implements Utterance, StreamingChatResponseHandler {

    private static final Logger LOG = Logger.getLogger(StreamedUtterance.class);

    private sealed interface News {
        record Came(Piece piece) implements News {}

        record Broke(VoiceFailure failure) implements News {}
    }

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private volatile boolean spoke;
    private @Nullable InputStream body;
    private boolean closed;

    void follow(OpenAiStreamingChatModel model, List<ChatMessage> messages) {
        try {
            model.chat(messages, this);
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    /// The stream that the answer comes in.
    void reads(InputStream stream) {
        synchronized (this) {
            body = stream;
            if (!closed) {
                return;
            }
        }
        close(stream);
    }

    @Override
    public Piece next(Duration atMost) throws VoiceFailure, InterruptedException {
        return switch (news.poll(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            case News.Came(Piece piece) -> piece;
            case News.Broke(VoiceFailure failure) -> throw failure;
            case null -> new Piece.None();
        };
    }

    @Override
    public void onPartialResponse(String text) {
        spoke = true;
        news.add(new News.Came(new Piece.Words(text)));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        FinishReason reason = response.finishReason();
        if (reason == null) {
            broke(spoke ? VoiceFailure.Kind.CUT : VoiceFailure.Kind.GARBAGE, null);
            return;
        }
        TokenUsage usage = response.tokenUsage();
        news.add(
                new News.Came(
                        new Piece.End(
                                reason == FinishReason.STOP,
                                count(usage == null ? null : usage.inputTokenCount()),
                                count(usage == null ? null : usage.outputTokenCount()))));
    }

    @Override
    public void onError(Throwable error) {
        broke(kind(error), error);
    }

    private void broke(VoiceFailure.Kind kind, @Nullable Throwable error) {
        news.add(new News.Broke(new VoiceFailure(kind, error)));
    }

    private static VoiceFailure.Kind kind(Throwable error) {
        if (error instanceof RateLimitException) {
            return VoiceFailure.Kind.RATE_LIMITED;
        }
        if (error instanceof TimeoutException || has(error, HttpTimeoutException.class)) {
            return VoiceFailure.Kind.TIMED_OUT;
        }
        if (error instanceof InternalServerException
                || has(error, ConnectException.class)
                || has(error, UnresolvedAddressException.class)) {
            return VoiceFailure.Kind.UNAVAILABLE;
        }
        if (error instanceof NonRetriableException || has(error, HttpException.class)) {
            return VoiceFailure.Kind.REFUSED;
        }
        boolean broken = has(error, IOException.class) && !has(error, JacksonException.class);
        return broken ? VoiceFailure.Kind.CUT : VoiceFailure.Kind.GARBAGE;
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? -1 : tokens;
    }

    @Override
    public void close() {
        InputStream stream;
        synchronized (this) {
            closed = true;
            stream = body;
        }
        if (stream != null) {
            close(stream);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debugf("a provider's stream did not close: %s", e);
        }
    }
}
