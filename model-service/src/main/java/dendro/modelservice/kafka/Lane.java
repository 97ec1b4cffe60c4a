package dendro.modelservice.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The messages of one partition that are under way, in order. They are finished in any order and leave in order: only
 * from the head, only when finished. For the loop's thread.
 */
final class Lane {

    /** However few messages they are: more bytes would make the heap depend on what producers send. */
    private static final long ROOM = 4 << 20;

    private final int capacity;
    private final Deque<Underway> messages = new ArrayDeque<>();
    private long bytes;
    private boolean open = true;

    Lane(int capacity) {
        this.capacity = capacity;
    }

    Underway add(ConsumerRecord<byte[], byte[]> record, long readAt) {
        Underway message = new Underway(this, record, readAt);
        messages.addLast(message);
        bytes += message.bytes();
        return message;
    }

    /** The finished ones at the head. */
    List<Underway> finished(int most) {
        List<Underway> finished = new ArrayList<>();
        for (Underway message : messages) {
            if (finished.size() == most || message.outcome().isEmpty()) {
                break;
            }
            finished.add(message);
        }
        return finished;
    }

    void leave(int count) {
        for (int i = 0; i < count; i++) {
            bytes -= messages.removeFirst().bytes();
        }
    }

    int size() {
        return messages.size();
    }

    boolean isFull() {
        return messages.size() >= capacity || bytes >= ROOM;
    }

    /** Half empty: a lane that were filled up again one by one would be paused and resumed all the time. */
    boolean hasRoom() {
        return messages.size() <= capacity / 2 && bytes <= ROOM / 2;
    }

    boolean isOpen() {
        return open;
    }

    /** Its partition is another service's now. */
    void close() {
        open = false;
    }
}
