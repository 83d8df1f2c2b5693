package chatroom.ai.voices;

import chatroom.ai.prompt.Prompt;
import chatroom.ai.prompt.Prompt.Heard;
import chatroom.ai.prompt.Prompt.Own;
import chatroom.roomlog.Traceparent;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A model that is spoken to as OpenAI's are: OpenAI itself, a gateway, vLLM, Ollama.
public final class OpenAiCompatibleVoice implements Voice, AutoCloseable {

    private final String provider;
    private final String baseUrl;
    private final String key;
    private final String model;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient connections;

    /// @param provider the name that people are told
    /// @param baseUrl up to and including `/v1`
    /// @param key null where the provider asks for none
    /// @param patience longest wait for a connection, and for the first byte of an answer
    public OpenAiCompatibleVoice(
            String provider, URI baseUrl, @Nullable String key, String model, Duration patience) {
        this.provider = provider;
        this.baseUrl = baseUrl.toString();
        this.key = key == null ? "none" : key;
        this.model = model;
        this.patience = patience;
        this.connections =
                JdkHttpClient.builder()
                        .httpClientBuilder(
                                java.net.http.HttpClient.newBuilder()
                                        // An upgrade to HTTP/2 confuses small servers, and one
                                        // stream gains nothing by it.
                                        .version(Version.HTTP_1_1)
                                        .executor(threads))
                        .connectTimeout(patience)
                        .readTimeout(patience)
                        .build();
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int tokensToRead(Script script) {
        return script.prompt().tokens();
    }

    @Override
    public Utterance begin(Script script) {
        var utterance = new StreamedUtterance();
        var style = script.card().styleConstraints();
        OpenAiStreamingChatModel stream =
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(new ClosableStreams(connections, utterance::reads))
                        .baseUrl(baseUrl)
                        .apiKey(key)
                        .modelName(model)
                        .temperature(style.temperature())
                        .maxCompletionTokens(style.maxTokens())
                        // For a provider of one's own, or a proxy on the way, that goes on with
                        // the trace.
                        .customHeaders(Traceparent.headers())
                        .timeout(patience)
                        .build();
        threads.execute(() -> utterance.follow(stream, messages(script.prompt())));
        return utterance;
    }

    private static List<ChatMessage> messages(Prompt prompt) {
        return Stream.concat(
                        Stream.of(SystemMessage.from(prompt.system())),
                        prompt.turns().stream()
                                .<ChatMessage>map(turn ->
                                        switch (turn) {
                                            case Heard(String text) -> UserMessage.from(text);
                                            case Own(String text) -> AiMessage.from(text);
                                        }))
                .toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
