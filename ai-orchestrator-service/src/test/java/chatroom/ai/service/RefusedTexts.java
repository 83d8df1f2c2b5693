package chatroom.ai.service;

/// Lets the database refuse every text of one room, as it refuses a NUL, until it is closed.
final class RefusedTexts implements AutoCloseable {

    private final TurnTable turns;

    RefusedTexts(TurnTable turns, String room) {
        this.turns = turns;
        turns.update(
                """
                create function refuse_texts() returns trigger language plpgsql as $$
                begin
                    raise exception 'refused' using errcode = '22021';
                end $$\
                """);
        turns.update(
                """
                create trigger refuse_texts before update on turns for each row
                when (new.written is not null and new.room_id = '%s') execute function refuse_texts()\
                """
                        .formatted(room));
    }

    @Override
    public void close() {
        turns.update("drop trigger refuse_texts on turns");
        turns.update("drop function refuse_texts()");
    }
}
