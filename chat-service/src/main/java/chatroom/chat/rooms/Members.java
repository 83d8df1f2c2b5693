package chatroom.chat.rooms;

import chatroom.chat.people.Caller;
import chatroom.events.Role;
import chatroom.events.RoomEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
    private final RoomNews news;
    private final Event<MemberRemoved> removed;

    Members(EntityManager entities, RoomNews news, Event<MemberRemoved> removed) {
        this.entities = entities;
        this.news = news;
        this.removed = removed;
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
        insert(room, account);
        return of(room.id(), account.id()).orElseThrow();
    }

    /// Takes a person's place; open sockets in the room are closed.
    ///
    /// @return false where they had none
    public boolean leave(RoomView room, Caller.Account account) {
        boolean was = delete(room, account);
        if (was) {
            removed.fire(new MemberRemoved(room.id(), account.id()));
        }
        return was;
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
    void insert(RoomView room, Caller.Account account) {
        boolean isNew =
                entities.createNativeQuery(
                                        """
                                        insert into memberships (room_id, user_id, name, role) values (?1, ?2, ?3, 'MEMBER')
                                        on conflict do nothing
                                        """)
                                .setParameter(1, room.id())
                                .setParameter(2, account.id())
                                .setParameter(3, account.name())
                                .executeUpdate()
                        > 0;
        if (isNew) {
            news.put(room, new RoomEvent.MemberChanged(account.id(), account.name(), Role.MEMBER));
        }
    }

    @Transactional
    boolean delete(RoomView room, Caller.Account account) {
        boolean was = Membership.deleteById(new Membership.Key(room.id(), account.id()));
        if (was) {
            news.put(room, new RoomEvent.MemberChanged(account.id(), account.name(), null));
        }
        return was;
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
