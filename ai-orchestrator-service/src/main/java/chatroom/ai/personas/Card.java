package chatroom.ai.personas;

import chatroom.ai.turns.Seat;
import chatroom.events.PersonaState.Avatar;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that a persona is.
///
/// @param name short name, by which it is known
/// @param sender what stands in front of its lines, such as `AI_Einstein`
/// @param descriptor its subjects in a few sentences, for the measure of relevance
/// @param anchors lines that are plainly for this persona
/// @param keywords words that are plainly its subject
/// @param systemPrompt what a model is told to be
/// @param styleExamples how it answers
/// @param greeting its line into an empty room
/// @param cannotAnswer lines for when its model fails
/// @param resting its line for when the day's budget is spent
/// @param voice the built-in voice: what to say about what
/// @param reactions lines of the built-in voice upon another persona's line
/// @param catchAll lines of the built-in voice about everything else
@JsonNaming(SnakeCaseStrategy.class)
public record Card(
        String name,
        String displayName,
        String sender,
        String description,
        List<String> tags,
        Avatar avatar,
        String descriptor,
        List<String> anchors,
        List<String> keywords,
        String systemPrompt,
        Style styleConstraints,
        List<Example> styleExamples,
        String greeting,
        List<String> cannotAnswer,
        String resting,
        List<Topic> voice,
        List<String> reactions,
        List<String> catchAll) {

    public Card {
        tags = List.copyOf(tags);
        anchors = List.copyOf(anchors);
        keywords = List.copyOf(keywords);
        styleExamples = List.copyOf(styleExamples);
        cannotAnswer = List.copyOf(cannotAnswer);
        voice = List.copyOf(voice);
        reactions = List.copyOf(reactions);
        catchAll = List.copyOf(catchAll);
    }

    /// What it may be called.
    public Set<String> names() {
        return Set.of(name, displayName, sender);
    }

    /// Its place in a room.
    public Seat seat() {
        return new Seat(name, names());
    }

    /// How it writes.
    ///
    /// @param maxTokens safety cap of a reply
    /// @param temperature 0–2
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Style(
            int maxTokens,
            double temperature,
            @Nullable String replyFormat,
            @Nullable String tone,
            @Nullable List<String> personalityTraits) {}

    /// A line and how the persona would answer it.
    public record Example(String said, String reply) {}

    /// What the built-in voice can say about something.
    ///
    /// @param cues lines of others that it is the answer to
    /// @param lines answers, any of which will do
    /// @param source where the lines are from, unless they were written for this product
    public record Topic(List<String> cues, List<String> lines, @Nullable String source) {
        public Topic {
            cues = List.copyOf(cues);
            lines = List.copyOf(lines);
        }
    }
}
