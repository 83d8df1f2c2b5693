package chatroom.chat.rooms;

import chatroom.events.AiSettings;
import chatroom.events.RoomAddress;
import chatroom.events.Theme;
import chatroom.events.Visibility;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A room's row.
@Entity
@Table(name = "rooms")
class Room extends PanacheEntityBase {
    @Id String id;
    String name;
    String theme;
    String guidelines;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] personas;

    @Enumerated(EnumType.STRING)
    Visibility visibility;

    @JdbcTypeCode(SqlTypes.JSON)
    AiSettings ai;

    String topic;
    int partition;
    @Nullable String epoch;
    long version;

    @Column(name = "announced_version")
    long announcedVersion;

    protected Room() {}

    Room(
            String id,
            String name,
            Theme theme,
            Visibility visibility,
            AiSettings ai,
            RoomAddress address) {
        this.id = id;
        this.name = name;
        this.visibility = visibility;
        this.ai = ai;
        this.topic = address.topic();
        this.partition = address.partition();
        this.version = 1;
        theme(theme);
    }

    /// Has the newest version published, where that was not done yet and the room's topic is there.
    /// The caller holds the row's lock.
    void publish(RoomNews news) {
        if (epoch != null && announcedVersion < version) {
            news.put(view().state());
            announcedVersion = version;
        }
    }

    Theme theme() {
        return new Theme(theme, guidelines, List.of(personas));
    }

    final void theme(Theme changed) {
        theme = changed.description();
        guidelines = changed.guidelines();
        personas = changed.activePersonas().toArray(String[]::new);
    }

    RoomAddress address() {
        return new RoomAddress(topic, partition);
    }

    /// @throws IllegalStateException where the topic was not made yet
    RoomView view() {
        if (epoch == null) {
            throw new IllegalStateException("room " + id + " has no topic yet");
        }
        return new RoomView(id, name, theme(), visibility, ai, address(), epoch, version);
    }

    @Override
    public String toString() {
        return "Room[" + id + " " + Arrays.toString(personas) + "]";
    }
}
