package chatroom.chat.live;

import chatroom.events.RoomEvent.SmsState;
import java.util.HashMap;
import java.util.Map;

/// What somebody is told of messages that go to their phone.
final class SmsFrames {

    private SmsFrames() {}

    /// A failure as an `error` of code `sms_failed`, everything before it as `sms`.
    static Frame of(String roomId, SmsState news) {
        if (!news.state().equals(SmsState.FAILED)) {
            return Frame.notice(
                    "sms",
                    roomId,
                    news.at(),
                    Frame.SYSTEM,
                    "",
                    null,
                    Map.of("message_id", news.messageId(), "state", news.state()));
        }
        var data = new HashMap<String, Object>();
        data.put("code", "sms_failed");
        data.put("message_id", news.messageId());
        if (news.code() != null) {
            data.put("sms_code", news.code());
        }
        String text =
                news.detail() == null
                        ? "A message could not be sent to your phone."
                        : news.detail();
        return Frame.notice("error", roomId, news.at(), Frame.SYSTEM, text, null, data);
    }
}
