package chatroom.chat.rooms;

import chatroom.chat.people.Caller;
import chatroom.events.Role;
import chatroom.events.RoomEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who is in which room, and as what.
@ApplicationScoped
public class Members {

    /// A place in a room, as the API shows it.
    public record MemberView(
            String roomId,
            UUID userId,
            String name,
            Role role,
            Instant joinedAt,
            long lastReadSeq) {}

    private final EntityManager entities;
    private final Rooms rooms;

    Members(EntityManager entities, Rooms rooms) {
        this.entities = entities;
        this.rooms = rooms;
    }

    /// A person's place in a room; empty where they have none.
    @Transactional
    public Optional<MemberView> of(String roomId, UUID userId) {
        return Membership.<Membership>findByIdOptional(new Membership.Key(roomId, userId))
                .map(Members::view);
    }

    /// All places of a room, by name.
    @Transactional
    public List<MemberView> of(String roomId) {
        return Membership.<Membership>stream("roomId = ?1 order by name", roomId)
                .map(Members::view)
                .toList();
    }

    /// Gives a person a place in a room; the one that they have, where they have one.
    public MemberView join(RoomView room, Caller.Account account) {
        if (insert(room.id(), account)) {
            rooms.tell(
                    room, new RoomEvent.MemberChanged(account.id(), account.name(), Role.MEMBER));
        }
        return of(room.id(), account.id()).orElseThrow();
    }

    /// Takes a person's place; open sockets in the room are closed.
    ///
    /// @return false where they had none
    public boolean leave(RoomView room, Caller.Account account) {
        if (!delete(room.id(), account.id())) {
            return false;
        }
        rooms.tell(room, new RoomEvent.MemberChanged(account.id(), account.name(), null));
        return true;
    }

    /// Notes how far a person has read; never backwards.
    @Transactional
    public void read(String roomId, UUID userId, long seq) {
        Membership.update(
                "lastReadSeq = ?3 where roomId = ?1 and userId = ?2 and lastReadSeq < ?3",
                roomId,
                userId,
                seq);
    }

    /// How many messages a member has not read, counted up to 1,000.
    @Transactional
    public long unread(MemberView member) {
        return ((Number)
                        entities.createNativeQuery(
                                        """
                                        select count(*) from (select 1 from messages
                                        where room_id = ?1 and seq > ?2 and user_id is distinct from ?3 limit 1000)
                                        """)
                                .setParameter(1, member.roomId())
                                .setParameter(2, member.lastReadSeq())
                                .setParameter(3, member.userId())
                                .getSingleResult())
                .longValue();
    }

    @Transactional
    boolean insert(String roomId, Caller.Account account) {
        return entities.createNativeQuery(
                                """
                                insert into memberships (room_id, user_id, name, role) values (?1, ?2, ?3, 'MEMBER')
                                on conflict do nothing
                                """)
                        .setParameter(1, roomId)
                        .setParameter(2, account.id())
                        .setParameter(3, account.name())
                        .executeUpdate()
                > 0;
    }

    @Transactional
    boolean delete(String roomId, UUID userId) {
        return Membership.deleteById(new Membership.Key(roomId, userId));
    }

    private static MemberView view(Membership member) {
        return new MemberView(
                member.roomId,
                member.userId,
                member.name,
                member.role,
                member.joinedAt,
                member.lastReadSeq);
    }
}
