package chatroom.settings;

import java.util.List;

/// Settings that were given a wrong value. Its message has one line a setting, each saying what is
/// wrong and what the setting is for.
public final class WrongSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /// @param complaints one line each, as {@link Setting#complaint} gives them
    public WrongSettingException(List<String> complaints) {
        super(String.join(System.lineSeparator(), complaints));
    }
}
