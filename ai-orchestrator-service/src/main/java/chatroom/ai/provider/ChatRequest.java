package chatroom.ai.provider;

import chatroom.ai.prompt.Prompt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// A request for one line.
///
/// @param prompt the model's input
/// @param temperature 0–2
/// @param answerTokens cap on the answer
/// @param reasoningTokens cap on what a model that reasons may think before it
public record ChatRequest(
        Prompt prompt, double temperature, int answerTokens, int reasoningTokens) {

    private static final JsonMapper JSON = new JsonMapper();

    /// The body of the request in the form that the model takes.
    String body(String model, Set<Quirk> quirks) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model);
        messages(body.putArray("messages"), quirks.contains(Quirk.NO_SYSTEM_ROLE));
        if (!quirks.contains(Quirk.NO_STREAM)) {
            body.put("stream", true);
            if (!quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
                body.putObject("stream_options").put("include_usage", true);
            }
        }
        if (!quirks.contains(Quirk.NO_TEMPERATURE)) {
            body.put("temperature", temperature);
        }
        if (!quirks.contains(Quirk.NO_TOKEN_LIMIT)) {
            body.put(
                    quirks.contains(Quirk.MAX_TOKENS) ? "max_tokens" : "max_completion_tokens",
                    answerTokens + (quirks.contains(Quirk.REASONS) ? reasoningTokens : 0));
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void messages(ArrayNode messages, boolean withoutSystem) {
        List<Prompt.Turn> turns = prompt.turns();
        if (!withoutSystem) {
            add(messages, "system", prompt.system());
        }
        for (int i = 0; i < turns.size(); i++) {
            String text = turns.get(i).text();
            switch (turns.get(i)) {
                case Prompt.Heard _ ->
                        add(
                                messages,
                                "user",
                                i == 0 && withoutSystem ? prompt.system() + "\n\n" + text : text);
                case Prompt.Own _ -> add(messages, "assistant", text);
            }
        }
    }

    private static void add(ArrayNode messages, String role, String text) {
        messages.addObject().put("role", role).put("content", text);
    }
}
