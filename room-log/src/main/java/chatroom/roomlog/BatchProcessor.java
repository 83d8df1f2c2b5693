package chatroom.roomlog;

import chatroom.events.MalformedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Hands records to a handler so that no record stops those behind it: a batch that fails is halved
/// until the record is alone that fails by its own fault, and that one goes to the dead letters.
/// Used by one thread.
///
/// @param <E> a decoded record
final class BatchProcessor<E> {

    /// Takes events in their order.
    interface Handler<E> {
        void accept(List<E> events) throws Exception;
    }

    /// Takes what can not be handled.
    interface Sink {
        void take(ConsumerRecord<String, byte[]> record, Throwable failure);

        /// Returns once all of it is safe.
        void confirm() throws InterruptedException;
    }

    private static final long SECOND_TRY_AFTER_MILLIS = 50;

    private final Function<ConsumerRecord<String, byte[]>, Optional<E>> decoder;
    private final Handler<E> handler;
    private final Sink deadLetters;
    private final BooleanSupplier closing;

    private record Decoded<E>(ConsumerRecord<String, byte[]> record, E event) {}

    /// @param decoder empty for what is passed over; throws for what is malformed
    /// @param closing whether the service stops: what fails then is nobody's fault
    BatchProcessor(
            Function<ConsumerRecord<String, byte[]>, Optional<E>> decoder,
            Handler<E> handler,
            Sink deadLetters,
            BooleanSupplier closing) {
        this.decoder = decoder;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.closing = closing;
    }

    /// Handles a batch. Every record is handled, passed over, or safe with the dead letters when
    /// this returns.
    ///
    /// @return how many records were not handed to the handler with success
    /// @throws Exception for a fault of the surroundings: the batch is to be tried again, whole
    int process(ConsumerRecords<String, byte[]> polled) throws Exception {
        var batch = new ArrayList<Decoded<E>>(polled.count());
        int notHandled = 0;
        for (ConsumerRecord<String, byte[]> record : polled) {
            Optional<E> event = Optional.empty();
            try {
                event = decoder.apply(record);
            } catch (RuntimeException | StackOverflowError e) {
                deadLetters.take(record, e);
            }
            event.ifPresentOrElse(known -> batch.add(new Decoded<>(record, known)), () -> {});
            notHandled += event.isPresent() ? 0 : 1;
        }
        notHandled += deliver(batch);
        deadLetters.confirm();
        return notHandled;
    }

    /// Handles one record again that was a dead letter.
    ///
    /// @return whether it was handled
    /// @throws Exception for a fault of the surroundings
    boolean again(ConsumerRecord<String, byte[]> record) throws Exception {
        try {
            Optional<E> event = decoder.apply(record);
            if (event.isPresent()) {
                handler.accept(List.of(event.get()));
            }
            return true;
        } catch (Exception | StackOverflowError e) {
            rethrowUnlessOfRecord(e);
            return false;
        }
    }

    private int deliver(List<Decoded<E>> batch) throws Exception {
        if (batch.isEmpty()) {
            return 0;
        }
        FaultKind fault;
        Throwable failure;
        try {
            handler.accept(events(batch));
            return 0;
        } catch (Exception | StackOverflowError e) {
            fault = rethrowUnlessOfRecord(e);
            failure = e;
        }
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            return deliver(batch.subList(0, half)) + deliver(batch.subList(half, batch.size()));
        }
        if (fault == FaultKind.UNCLEAR) {
            Thread.sleep(SECOND_TRY_AFTER_MILLIS);
            try {
                handler.accept(events(batch));
                return 0;
            } catch (Exception | StackOverflowError e) {
                rethrowUnlessOfRecord(e);
                failure = e;
            }
        }
        deadLetters.take(batch.getFirst().record(), failure);
        return 1;
    }

    private FaultKind rethrowUnlessOfRecord(Throwable failure) throws Exception {
        FaultKind fault = FaultKind.of(failure);
        if (fault == FaultKind.SURROUNDINGS || closing.getAsBoolean()) {
            if (failure instanceof Exception e) {
                throw e;
            }
            throw new MalformedEventException("nested too deeply", failure);
        }
        return fault;
    }

    private static <E> List<E> events(List<Decoded<E>> batch) {
        return batch.stream().map(Decoded::event).toList();
    }
}
