package chatroom.sms.inbox;

import chatroom.sms.chat.ChatRooms.Posting;

/// Why a message is not in the room, in words for a phone.
final class Reasons {

    private Reasons() {}

    static String of(Posting.Refused refused) {
        String why =
                switch (refused.code()) {
                    case "rate_limited" -> "you write too fast. Wait a little and send it again.";
                    case "moderated" -> "the room's moderation did not let it through.";
                    case "muted" -> "you are muted in this room.";
                    case "banned" -> "you are banned from this room.";
                    case "too_long" -> "it is too long. Send it in parts.";
                    case "not_found", "forbidden", "not_a_member" ->
                            "you can not write in this room (any more). /rooms lists yours.";
                    default -> refused.detail();
                };
        return "Not posted: " + why;
    }
}
