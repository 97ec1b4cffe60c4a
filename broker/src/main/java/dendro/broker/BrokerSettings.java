package dendro.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a broker runs.
 *
 * @param dataDir where it keeps everything; made and formatted if new
 * @param port at which clients find it, on 127.0.0.1
 * @param controllerPort at which its controller listens, on 127.0.0.1; may change from start to start
 * @param topics that exist once it has started
 */
public record BrokerSettings(Path dataDir, int port, int controllerPort, List<Topic> topics) {

    public BrokerSettings {
        topics = List.copyOf(topics);
    }

    /** A broker without topics, at free ports. */
    public static BrokerSettings in(Path dataDir) {
        return new BrokerSettings(dataDir, Ports.free(), Ports.free(), List.of());
    }

    /** The same at another port. */
    public BrokerSettings withPort(int newPort) {
        return new BrokerSettings(dataDir, newPort, controllerPort, topics);
    }

    /** The same with its controller at another port. */
    public BrokerSettings withControllerPort(int newPort) {
        return new BrokerSettings(dataDir, port, newPort, topics);
    }

    /** The same with one more topic. */
    public BrokerSettings withTopic(Topic topic) {
        List<Topic> more = new ArrayList<>(topics);
        more.add(topic);
        return new BrokerSettings(dataDir, port, controllerPort, more);
    }
}
