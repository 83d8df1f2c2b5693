package chatroom.identity.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.TimeZone;

/// Times are ISO 8601 UTC with milliseconds, also where these are zero.
@Singleton
final class JsonForm implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.configOverride(Instant.class)
                .setFormat(
                        JsonFormat.Value.forPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX")
                                .withTimeZone(TimeZone.getTimeZone("UTC")));
    }
}
