package chatroom.ai.voices;

import chatroom.ai.provider.ChatRequest;
import chatroom.ai.provider.Endpoint;
import chatroom.ai.provider.ModelCall;
import chatroom.ai.provider.ModelCall.Event;
import chatroom.ai.provider.ProviderClient;
import chatroom.ai.provider.Quirks;
import chatroom.roomlog.Traceparent;
import java.time.Duration;

/// A model that is spoken to as OpenAI's are: OpenAI itself, a gateway, vLLM, Ollama.
public final class OpenAiCompatibleVoice implements Voice, AutoCloseable {

    private final ProviderClient client;
    private final int reasoningTokens;

    /// @param connectTimeout longest wait for a connection
    /// @param reasoningTokens what a model that reasons may think, apart from its answer
    public OpenAiCompatibleVoice(
            Endpoint endpoint, Quirks quirks, Duration connectTimeout, int reasoningTokens) {
        this.client = new ProviderClient(endpoint, quirks, connectTimeout);
        this.reasoningTokens = reasoningTokens;
    }

    @Override
    public String provider() {
        return client.endpoint().provider();
    }

    @Override
    public String model() {
        return client.endpoint().model();
    }

    @Override
    public int tokensToRead(Script script) {
        return script.prompt().tokens();
    }

    @Override
    public int tokensToReason() {
        return client.reasons() ? reasoningTokens : 0;
    }

    @Override
    public Utterance begin(Script script) {
        var style = script.card().styleConstraints();
        var request =
                new ChatRequest(
                        script.prompt(), style.temperature(), style.maxTokens(), reasoningTokens);
        // For a provider of one's own, or a proxy on the way, that goes on with the trace.
        return new CalledUtterance(client.begin(request, Traceparent.headers()));
    }

    private record CalledUtterance(ModelCall call) implements Utterance {

        @Override
        public Piece next(Duration atMost) throws VoiceFailure, InterruptedException {
            return switch (call.next(atMost)) {
                case Event.Text(String text) -> new Piece.Words(text);
                case Event.Restart() -> new Piece.Restart();
                case Event.Busy() -> new Piece.Busy();
                case Event.Nothing() -> new Piece.None();
                case Event.Ended(boolean complete, boolean streamed, int in, int out) ->
                        new Piece.End(complete, in, out);
                case Event.Failed(var fault) -> throw new VoiceFailure(fault);
            };
        }

        @Override
        public int tokensWritten() {
            return call.tokensWritten();
        }

        @Override
        public void close() {
            call.close();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
