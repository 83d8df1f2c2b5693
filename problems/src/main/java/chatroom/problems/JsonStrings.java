package chatroom.problems;

import chatroom.text.FreeText;
import chatroom.text.Text;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Applies the rules of text to every string in every JSON body: a field with [FreeText] is
/// cleaned, any other is refused with control characters in it.
@Singleton
public final class JsonStrings implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(
                new SimpleModule("strings").addDeserializer(String.class, new Strings(false)));
    }

    /// A string that breaks the rules.
    static final class RefusedStringException extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        RefusedStringException(JsonParser parser, String reason) {
            super(parser, reason, String.class);
        }
    }

    private static final class Strings extends JsonDeserializer<String>
            implements ContextualDeserializer {

        private final boolean cleaned;

        private Strings(boolean cleaned) {
            this.cleaned = cleaned;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property) {
            return new Strings(property != null && property.getAnnotation(FreeText.class) != null);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String value = StringDeserializer.instance.deserialize(parser, context);
            if (value == null) {
                return null;
            }
            if (cleaned) {
                return Text.clean(value);
            }
            Optional<String> reason = Text.refusal(value);
            if (reason.isPresent()) {
                throw new RefusedStringException(parser, reason.get());
            }
            return value;
        }
    }
}
