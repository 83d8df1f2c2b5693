package chatroom.e2e.client;

import chatroom.e2e.client.Api.Answer;
import java.util.List;
import java.util.Map;

/// Somebody with an account, signed in.
///
/// @param api the API as them
public record Account(String name, String id, String token, Api api) {

    /// Makes a public room, and answers its id.
    public String makeRoom(String id, String theme, List<String> personas) {
        Answer made =
                api.post(
                        "/api/rooms",
                        Map.of("id", id, "name", id, "theme", theme, "personas", personas));
        return made.expect(201).json().path("id").asText();
    }

    /// Becomes a member of a room.
    public void join(String room) {
        api.post("/api/rooms/" + room + "/join", Map.of()).expect(200);
    }

    /// Their door to a room.
    public Door door(String room) {
        return Door.member(room, token);
    }
}
