package chatroom.chat.rooms;

import chatroom.chat.edge.Page;
import chatroom.chat.messages.StoredMessages;
import chatroom.chat.people.Caller;
import chatroom.chat.people.CurrentCaller;
import chatroom.chat.people.KnownPersonas;
import chatroom.chat.presence.Presence;
import chatroom.chat.rooms.Members.MemberView;
import chatroom.events.AiSettings;
import chatroom.events.MessageIds;
import chatroom.events.RoomId;
import chatroom.events.Theme;
import chatroom.events.Visibility;
import chatroom.problems.Characters;
import chatroom.problems.Problems;
import chatroom.text.FreeText;
import chatroom.text.Text;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Rooms, their themes, their turn-taking, and joining them.
@Path("/api/rooms")
@Authenticated
@RunOnVirtualThread
class RoomsResource {

    private static final int PAGE = 100;

    private final Rooms rooms;
    private final Members members;
    private final RoomAccess access;
    private final KnownPersonas personas;
    private final StoredMessages stored;
    private final Presence presence;
    private final CurrentCaller caller;
    private final long tokenCeiling;

    RoomsResource(
            Rooms rooms,
            Members members,
            RoomAccess access,
            KnownPersonas personas,
            StoredMessages stored,
            Presence presence,
            CurrentCaller caller,
            @ConfigProperty(name = "ROOM_DAILY_TOKEN_LIMIT") long tokenCeiling) {
        this.rooms = rooms;
        this.members = members;
        this.access = access;
        this.personas = personas;
        this.stored = stored;
        this.presence = presence;
        this.caller = caller;
        this.tokenCeiling = tokenCeiling;
    }

    /// A room as the API shows it.
    ///
    /// @param role the caller's; null where they are not a member
    /// @param unread messages of others since the caller last read, up to 1,000
    /// @param lastSeq `seq` of the newest message; -1 where there is none
    /// @param online people who are there now
    record RoomAnswer(
            String id,
            String name,
            String theme,
            String guidelines,
            List<String> personas,
            Visibility visibility,
            @Nullable String role,
            long unread,
            long lastSeq,
            int online) {}

    record NewRoom(
            @Nullable String id,
            @NotNull @Characters(min = 1, max = 80) String name,
            @FreeText @Nullable @Characters(max = 500) String theme,
            @FreeText @Nullable @Characters(max = 1_000) String guidelines,
            @Nullable Visibility visibility,
            @Nullable @Size(max = 20) List<@NotBlank String> personas) {}

    record NewTheme(
            @FreeText @NotNull @Characters(max = 500) String description,
            @FreeText @Nullable @Characters(max = 1_000) String guidelines,
            @Nullable @Size(max = 20) List<@NotBlank String> activePersonas) {}

    record NewAiSettings(
            @Nullable @Min(1) @Max(5) Integer maxRepliesPerMessage,
            AiSettings.@Nullable AiToAi aiToAi,
            AiSettings.@Nullable RespondWhen respondWhen,
            @Nullable @Min(0) Long dailyTokenLimit,
            @Nullable @Min(0) @Max(10) Integer cooldown) {}

    @GET
    public Page<RoomAnswer> list(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("cursor") @DefaultValue("") String cursor) {
        Caller.Account me = caller.account();
        List<RoomView> found = rooms.visibleTo(me.id(), words, cursor, PAGE + 1);
        List<RoomView> page = found.subList(0, Math.min(PAGE, found.size()));
        return new Page<>(
                page.stream().map(room -> answer(room, me)).toList(),
                found.size() > PAGE ? page.getLast().id() : null);
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Made; the caller is its admin",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RoomAnswer.class)))
    @APIResponse(responseCode = "409", description = "room_taken")
    @APIResponse(responseCode = "422", description = "unknown_persona")
    public Response create(@Valid @NotNull NewRoom wanted) {
        String id = wanted.id() == null ? MessageIds.fresh().toString() : wanted.id();
        if (!RoomId.isValid(id)) {
            throw Problems.malformed(
                    "A room id is 1–64 lower-case letters, digits, _ or -, beginning with a letter"
                            + " or digit.");
        }
        var theme =
                new Theme(
                        Objects.requireNonNullElse(wanted.theme(), ""),
                        Objects.requireNonNullElse(wanted.guidelines(), ""),
                        seats(Objects.requireNonNullElse(wanted.personas(), List.of())));
        Visibility visibility = Objects.requireNonNullElse(wanted.visibility(), Visibility.PUBLIC);
        Caller.Account me = caller.account();
        RoomView made =
                rooms.create(
                                id,
                                Text.strip(Text.clean(wanted.name())),
                                theme,
                                visibility,
                                AiSettings.DEFAULT,
                                Optional.of(me))
                        .orElseThrow(() ->
                                Problems.of(409, "room_taken", "There is a room of this id."));
        return Response.status(Response.Status.CREATED).entity(answer(made, me)).build();
    }

    @GET
    @Path("/{id}")
    public RoomAnswer get(String id) {
        Caller.Account me = caller.account();
        return answer(access.toRead(id, me), me);
    }

    @POST
    @Path("/{id}/join")
    public MemberView join(String id) {
        Caller.Account me = caller.account();
        return members.join(access.toRead(id, me), me);
    }

    @DELETE
    @Path("/{id}/leave")
    public void leave(String id) {
        Caller.Account me = caller.account();
        members.leave(access.toRead(id, me), me);
    }

    @GET
    @Path("/{id}/members")
    public Page<MemberView> members(String id) {
        RoomView room = access.toRead(id, caller.account());
        return Page.whole(members.of(room.id()));
    }

    @GET
    @Path("/{id}/presence")
    public Page<chatroom.chat.live.HistoryData.Member> presence(String id) {
        return Page.whole(presence.online(access.toRead(id, caller.account()).id()));
    }

    @GET
    @Path("/{id}/theme")
    public Theme theme(String id) {
        return access.toRead(id, caller.account()).theme();
    }

    @PUT
    @Path("/{id}/theme")
    public Theme setTheme(String id, @Valid @NotNull NewTheme wanted) {
        Caller.Account me = caller.account();
        RoomView room = access.toManage(id, me);
        var theme =
                new Theme(
                        wanted.description(),
                        Objects.requireNonNullElse(wanted.guidelines(), ""),
                        wanted.activePersonas() == null
                                ? room.theme().activePersonas()
                                : seats(wanted.activePersonas()));
        return rooms.theme(room, theme, me.name()).theme();
    }

    @GET
    @Path("/{id}/ai")
    public AiSettings ai(String id) {
        return access.toRead(id, caller.account()).ai().within(tokenCeiling);
    }

    @PUT
    @Path("/{id}/ai")
    public AiSettings setAi(String id, @Valid @NotNull NewAiSettings wanted) {
        RoomView room = access.toManage(id, caller.account());
        AiSettings now = room.ai();
        AiSettings.AiToAi aiToAi = Objects.requireNonNullElse(wanted.aiToAi(), now.aiToAi());
        // Written so that NaN, which compares with nothing, is refused.
        boolean chanceIsOne = aiToAi.chance() >= 0 && aiToAi.chance() <= 1;
        if (aiToAi.maxHops() < 0 || aiToAi.maxHops() > 6 || !chanceIsOne) {
            throw Problems.malformed("ai_to_ai: max_hops is 0–6, chance is 0–1.");
        }
        if (wanted.dailyTokenLimit() != null && wanted.dailyTokenLimit() > tokenCeiling) {
            throw Problems.malformed(
                    "daily_token_limit: at most %d, this installation's limit for every room."
                            .formatted(tokenCeiling));
        }
        var ai =
                new AiSettings(
                        Objects.requireNonNullElse(
                                wanted.maxRepliesPerMessage(), now.maxRepliesPerMessage()),
                        aiToAi,
                        Objects.requireNonNullElse(wanted.respondWhen(), now.respondWhen()),
                        Objects.requireNonNullElse(wanted.dailyTokenLimit(), now.dailyTokenLimit()),
                        Objects.requireNonNullElse(wanted.cooldown(), now.cooldown()));
        return rooms.settings(room, room.name(), ai).ai().within(tokenCeiling);
    }

    private List<String> seats(List<String> wanted) {
        List<String> unknown = personas.unknown(wanted);
        if (!unknown.isEmpty()) {
            throw Problems.of(
                    422, "unknown_persona", "No persona is called " + String.join(", ", unknown));
        }
        return wanted.stream().distinct().toList();
    }

    private RoomAnswer answer(RoomView room, Caller.Account me) {
        Optional<MemberView> mine = members.of(room.id(), me.id());
        Long last = stored.lastBefore(room.id(), Long.MAX_VALUE);
        return new RoomAnswer(
                room.id(),
                room.name(),
                room.theme().description(),
                room.theme().guidelines(),
                room.theme().activePersonas(),
                room.visibility(),
                mine.map(member -> member.role().name().toLowerCase(java.util.Locale.ROOT))
                        .orElse(null),
                mine.map(members::unread).orElse(0L),
                last == null ? -1 : last,
                presence.online(room.id()).size());
    }
}
