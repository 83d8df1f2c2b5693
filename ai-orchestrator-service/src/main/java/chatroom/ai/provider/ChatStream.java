package chatroom.ai.provider;

import chatroom.ai.provider.ProviderFault.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads an answer: server-sent events, or one JSON object, or one a line. Takes what OpenAI's
/// protocol leaves open as it comes.
final class ChatStream {

    /// No chat line is longer; more is not read.
    private static final int MOST_BYTES = 1 << 20;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BOM = "\uFEFF";

    /// Hears what comes.
    interface Listener {
        /// Bytes came, whatever they are.
        void bytes();

        /// More of the text, as the model wrote it.
        void text(String text);

        /// More of the reasoning, which the provider sent apart.
        void reasoning(String text);

        /// The model has ended; what it used may still follow.
        void finishing();
    }

    /// How it ended.
    ///
    /// @param complete false where a limit cut it
    /// @param streamed whether it came in events
    /// @param tokensIn tokens read by the provider's count; −1 where it did not say
    /// @param tokensOut tokens written, reasoning included, likewise
    record End(boolean complete, boolean streamed, int tokensIn, int tokensOut) {}

    private final Listener listener;
    private final StringBuilder event = new StringBuilder();
    private boolean anything;
    private boolean streamed;
    private boolean done;
    private boolean finished;
    private boolean complete = true;
    private int tokensIn = -1;
    private int tokensOut = -1;
    private int left = MOST_BYTES;

    ChatStream(Listener listener) {
        this.listener = listener;
    }

    /// Reads to the end.
    ///
    /// @throws ProviderFault where it broke off, was an error or no answer at all
    End read(InputStream body) throws ProviderFault {
        try {
            lines(body);
        } catch (IOException e) {
            if (!finished) {
                throw new ProviderFault(Kind.CUT, 200, null);
            }
        }
        if (!finished && !done) {
            throw new ProviderFault(anything ? Kind.CUT : Kind.GARBAGE, 200, null);
        }
        if (!anything && !finished) {
            throw new ProviderFault(Kind.GARBAGE, 200, null);
        }
        return new End(complete, streamed, tokensIn, tokensOut);
    }

    private void lines(InputStream body) throws IOException, ProviderFault {
        var line = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        boolean json = false;
        boolean begun = false;
        int count;
        while (!done && (count = body.read(buffer)) >= 0) {
            if (count == 0) {
                continue;
            }
            listener.bytes();
            left -= count;
            if (left < 0) {
                throw new ProviderFault(Kind.GARBAGE, 200, null);
            }
            for (int i = 0; i < count && !done; i++) {
                if (buffer[i] != '\n' || json) {
                    line.write(buffer[i]);
                    continue;
                }
                String text = text(line);
                if (!begun && !text.isBlank()) {
                    begun = true;
                    json = text.startsWith("{");
                }
                if (json) {
                    line.write('\n');
                } else {
                    line.reset();
                    line(text);
                }
            }
        }
        String rest = text(line);
        if (json || (!begun && rest.startsWith("{"))) {
            objects(rest);
        } else if (!done) {
            line(rest);
            dispatch();
        }
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return (text.startsWith(BOM) ? text.substring(1) : text).strip();
    }

    private void line(String line) throws ProviderFault {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith("data:")) {
            String data = line.substring("data:".length()).strip();
            // Some servers leave out the blank line between two events.
            if (!event.isEmpty() && (data.startsWith("{") || data.startsWith("["))) {
                dispatch();
            }
            event.append(data);
        }
    }

    private void dispatch() throws ProviderFault {
        String data = event.toString();
        event.setLength(0);
        if (data.isEmpty()) {
            return;
        }
        streamed = true;
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        try {
            chunk(JSON.readTree(data));
        } catch (JsonProcessingException e) {
            throw new ProviderFault(Kind.GARBAGE, 200, null);
        }
    }

    private void objects(String text) throws IOException, ProviderFault {
        try (MappingIterator<JsonNode> objects = JSON.readerFor(JsonNode.class).readValues(text)) {
            while (objects.hasNextValue()) {
                chunk(objects.nextValue());
            }
        } catch (JsonProcessingException e) {
            throw new ProviderFault(anything ? Kind.CUT : Kind.GARBAGE, 200, null);
        }
        // A whole object is a whole answer, whether it says so or not.
        done = true;
    }

    private void chunk(JsonNode chunk) throws ProviderFault {
        JsonNode error = chunk.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            throw Refusals.within(error);
        }
        JsonNode choice = chunk.path("choices").path(0);
        if (!choice.isMissingNode()) {
            message(choice.path("delta"));
            message(choice.path("message"));
            content(choice.path("text"));
            finish(choice.path("finish_reason"));
        }
        usage(chunk.path("usage"));
    }

    private void message(JsonNode message) {
        for (String field : new String[] {"reasoning_content", "reasoning", "thinking"}) {
            JsonNode reasoning = message.path(field);
            if (reasoning.isTextual() && !reasoning.asText().isEmpty()) {
                anything = true;
                listener.reasoning(reasoning.asText());
                // Some send it under two names.
                break;
            }
        }
        content(message.path("content"));
        content(message.path("refusal"));
    }

    private void content(JsonNode content) {
        if (content.isTextual()) {
            anything |= !content.asText().isEmpty();
            listener.text(content.asText());
        } else if (content.isArray()) {
            content.forEach(this::part);
        } else if (content.isObject()) {
            part(content);
        }
    }

    private void part(JsonNode part) {
        String type = part.path("type").asText("text");
        if (part.isTextual()) {
            content(part);
        } else if (type.contains("think") || type.contains("reason")) {
            anything = true;
            listener.reasoning(part.path("thinking").asText(part.path("text").asText("")));
        } else {
            JsonNode text = part.path("text");
            content(text.isObject() ? text.path("value") : text);
        }
    }

    private void finish(JsonNode reason) throws ProviderFault {
        String name = reason.asText("");
        if (reason.isMissingNode() || reason.isNull() || name.isEmpty()) {
            return;
        }
        if (name.equals("error")) {
            throw new ProviderFault(Kind.UNAVAILABLE, 200, null);
        }
        if (name.equals("content_filter") && !anything) {
            throw new ProviderFault(Kind.REFUSED, 200, null);
        }
        finished = true;
        // A reason that nobody knows yet is an end in order.
        complete =
                !name.equals("length")
                        && !name.equals("max_tokens")
                        && !name.equals("content_filter");
        listener.finishing();
    }

    private void usage(JsonNode usage) {
        tokensIn = count(usage.path("prompt_tokens"), tokensIn);
        tokensOut = count(usage.path("completion_tokens"), tokensOut);
    }

    private static int count(JsonNode tokens, int otherwise) {
        return tokens.canConvertToInt() && tokens.asInt() >= 0 ? tokens.asInt() : otherwise;
    }
}
