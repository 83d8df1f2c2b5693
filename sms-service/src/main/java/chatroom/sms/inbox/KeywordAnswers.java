package chatroom.sms.inbox;

import chatroom.sms.optout.OptOuts;
import chatroom.sms.phones.Phone;
import chatroom.sms.phones.Phones;
import chatroom.sms.rooms.Rooms;
import chatroom.sms.words.Keyword;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// What keywords do, and what is said to them where Twilio does not say it.
@ApplicationScoped
class KeywordAnswers {

    private final Phones phones;
    private final OptOuts optOuts;
    private final Rooms rooms;
    private final String publicUrl;
    private final boolean twilioAnswers;

    KeywordAnswers(
            Phones phones,
            OptOuts optOuts,
            Rooms rooms,
            @ConfigProperty(name = "PUBLIC_URL") String publicUrl,
            @ConfigProperty(name = "SMS_KEYWORD_ANSWERS") String answers) {
        this.phones = phones;
        this.optOuts = optOuts;
        this.rooms = rooms;
        this.publicUrl = publicUrl;
        this.twilioAnswers = answers.equals("twilio");
    }

    /// Does what a keyword wants.
    ///
    /// @return what is said to it; null where Twilio has said it, or there is nothing to say
    @Nullable String act(
            Connection connection, Received received, Optional<Phone> phone, Keyword keyword)
            throws SQLException {
        Instant now = received.at();
        if (phone.isPresent()) {
            phones.keyword(connection, phone.get().userId(), keyword.word(), now);
        }
        boolean answered =
                received.answeredByTwilio() || (twilioAnswers && keyword.twilioKnowsIt());
        return switch (keyword.meaning()) {
            case STOP -> {
                boolean news = !optOuts.isOut(connection, received.from());
                optOuts.out(
                        connection,
                        received.from(),
                        phone.map(Phone::country).orElse("ZZ"),
                        OptOuts.Source.SMS,
                        now);
                yield answered || !news
                        ? null
                        : "You get no more texts from this chatroom. START: again.";
            }
            case START -> {
                boolean wasOut = optOuts.isOut(connection, received.from());
                optOuts.in(connection, received.from(), OptOuts.Source.SMS, now);
                yield answered || phone.isEmpty() ? null : started(phone.get(), wasOut, keyword);
            }
            case HELP ->
                    answered
                            ? null
                            : "This is the chatroom at "
                                    + publicUrl
                                    + ". Text to talk. /rooms, /room name, /who, /mute 2h, /quiet"
                                    + " 22-8, /digest on. STOP ends it.";
        };
    }

    private String started(Phone phone, boolean wasOut, Keyword keyword) {
        String room = phone.roomId() == null ? "no room yet" : rooms.name(phone.roomId());
        String answer = "You get texts again. You are in " + room + ".";
        // Only Twilio's own words lift the block that Twilio keeps.
        return wasOut && !keyword.twilioKnowsIt()
                ? answer + " If nothing comes, your carrier still blocks us: text START."
                : answer;
    }

    String howToRegister() {
        return "This number is not registered with the chatroom, and your text was not passed on."
                + " Sign in at "
                + publicUrl
                + " and add your phone.";
    }
}
