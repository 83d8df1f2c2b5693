package chatroom.sms.text;

/// Phone numbers as they may stand in logs and lists.
public final class Mask {

    private static final int SHOWN_AT_END = 2;
    private static final int SHOWN_AT_BEGINNING = 2;

    private Mask() {}

    /// The beginning and the last two digits of a number: `+1•••77`.
    public static String number(String number) {
        return number.length() <= SHOWN_AT_BEGINNING + SHOWN_AT_END
                ? "•••"
                : number.substring(0, SHOWN_AT_BEGINNING) + "•••" + hint(number);
    }

    /// The last two digits.
    public static String hint(String number) {
        return number.substring(Math.max(0, number.length() - SHOWN_AT_END));
    }
}
