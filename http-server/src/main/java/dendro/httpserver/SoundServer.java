package dendro.httpserver;

import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;

/** A service whose refusals reach whom they are meant for, whole, and nobody else. */
public final class SoundServer {

    private SoundServer() {}

    /** Makes the server of a service sound; to be called before it starts. */
    public static void of(Environment environment) {
        environment.lifecycle().addEventListener(new SerialConnections(environment.metrics()));
        environment
                .servlets()
                .addFilter("unread-body", new UnreadBody())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
}
