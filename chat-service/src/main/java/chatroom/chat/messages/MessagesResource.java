package chatroom.chat.messages;

import chatroom.chat.edge.Page;
import chatroom.chat.messages.Messages.Draft;
import chatroom.chat.messages.Messages.Outcome;
import chatroom.chat.people.Caller;
import chatroom.chat.people.CurrentCaller;
import chatroom.chat.rooms.Members;
import chatroom.chat.rooms.RoomAccess;
import chatroom.chat.rooms.RoomView;
import chatroom.events.RoomEvent;
import chatroom.events.Via;
import chatroom.problems.Characters;
import chatroom.problems.Problems;
import chatroom.text.FreeText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// What is said in a room, by REST.
@Path("/api/rooms/{id}")
@Authenticated
@RunOnVirtualThread
class MessagesResource {

    private final Messages messages;
    private final History history;
    private final Members members;
    private final RoomAccess access;
    private final CurrentCaller caller;

    MessagesResource(
            Messages messages,
            History history,
            Members members,
            RoomAccess access,
            CurrentCaller caller) {
        this.messages = messages;
        this.history = history;
        this.members = members;
        this.access = access;
        this.caller = caller;
    }

    record NewMessage(
            @FreeText @NotNull String content,
            @Nullable UUID replyTo,
            @Nullable @Characters(min = 1, max = RoomEvent.LONGEST_CLIENT_ID) String clientId) {}

    record ReadUpTo(@NotNull @Min(0) Long seq) {}

    @GET
    @Path("/messages")
    public Page<MessageView> list(
            String id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("q") @Nullable String words) {
        RoomView room = access.toRead(id, caller.account());
        if (before != null && after != null) {
            throw Problems.malformed("Give before or after, not both.");
        }
        List<MessageView> found = history.page(room, limit, before, after, words);
        // The cursor is the next value of what was asked by.
        boolean more = found.size() == limit;
        Long edge =
                found.isEmpty() || !more
                        ? null
                        : Long.valueOf(
                                after != null ? found.getLast().seq() : found.getFirst().seq());
        return new Page<>(found, edge == null ? null : edge.toString());
    }

    @POST
    @Path("/messages")
    @APIResponse(
            responseCode = "201",
            description = "Said, and safe",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MessageView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Said before under this client_id",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MessageView.class)))
    @APIResponse(responseCode = "400", description = "empty, unknown_reply_to")
    @APIResponse(responseCode = "413", description = "too_long")
    @APIResponse(responseCode = "429", description = "rate_limited: see Retry-After")
    @APIResponse(responseCode = "503", description = "unavailable: the broker did not confirm it")
    public Response post(String id, @Valid @NotNull NewMessage wanted) {
        Caller.Account me = caller.account();
        RoomView room = access.toSpeak(id, me);
        Via via = me.byPhone() ? Via.SMS : Via.API;
        var draft = new Draft(wanted.content(), wanted.replyTo(), wanted.clientId(), via);
        return switch (messages.post(me, room, draft).toCompletableFuture().join()) {
            case Outcome.Posted posted ->
                    Response.status(posted.created() ? 201 : 200).entity(posted.message()).build();
            case Outcome.Refused refused -> throw problem(refused.why());
        };
    }

    @PUT
    @Path("/read")
    public void read(String id, @Valid @NotNull ReadUpTo upTo) {
        Caller.Account me = caller.account();
        members.read(access.toRead(id, me).id(), me.id(), upTo.seq());
    }

    private static HttpProblem problem(Refusal why) {
        return switch (why) {
            case Refusal.Empty empty -> Problems.of(400, empty.code(), empty.text());
            case Refusal.NothingToReplyTo unknown ->
                    Problems.of(400, unknown.code(), unknown.text());
            case Refusal.TooLong tooLong -> Problems.of(413, tooLong.code(), tooLong.text());
            case Refusal.RateLimited limited ->
                    Problems.tooMany(
                            limited.code(), limited.text(), Duration.ofSeconds(limited.seconds()));
            case Refusal.Unconfirmed unconfirmed ->
                    Problems.unavailable(
                            unconfirmed.code(), unconfirmed.text(), Duration.ofSeconds(2));
        };
    }
}
