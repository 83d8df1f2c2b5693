/// The one catalogue of configuration. {@link chatroom.settings.Settings} is the list to read;
/// services get its defaults and checks through the configuration source that this module adds.
@org.jspecify.annotations.NullMarked
package chatroom.settings;
