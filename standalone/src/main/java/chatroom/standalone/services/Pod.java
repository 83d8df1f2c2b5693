package chatroom.standalone.services;

/// One process of a service.
///
/// @param number from 1
public record Pod(Service service, int number) {

    /// The first has the service's own name, others add their number: `chat`, `chat-2`.
    public String name() {
        return number == 1 ? service.label() : service.label() + "-" + number;
    }
}
