package dendro.queryservice.request;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AsyncAppenderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.logging.common.async.AsyncLoggingEventAppenderFactory;
import io.dropwizard.logging.common.filter.ThresholdLevelFilterFactory;
import io.dropwizard.logging.common.layout.DropwizardLayoutFactory;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * One line of JSON a request, in a file of its own that is rolled by day and size. Lines wait for the disk in a bounded
 * queue; when it is full, requests wait, too: none is left out.
 */
public final class AuditLog implements AutoCloseable {

    private static final int TO_WRITE_THE_REST_MILLIS = 10_000;

    private final Optional<Appender<ILoggingEvent>> appender;
    private final Logger logger = (Logger) LoggerFactory.getLogger("dendro.audit");

    /** A log as configured; without settings, none is written. */
    public AuditLog(Optional<AuditSettings> settings) {
        LoggerContext context = logger.getLoggerContext();
        this.appender = settings.map(configured -> appender(configured, context));
        logger.setAdditive(false);
        logger.setLevel(appender.isPresent() ? Level.INFO : Level.OFF);
        appender.ifPresent(logger::addAppender);
    }

    private static Appender<ILoggingEvent> appender(AuditSettings settings, LoggerContext context) {
        FileAppenderFactory<ILoggingEvent> file = new FileAppenderFactory<>();
        file.setCurrentLogFilename(settings.file());
        file.setArchive(true);
        file.setArchivedLogFilenamePattern(settings.file() + "-%d-%i.gz");
        file.setArchivedFileCount(settings.keepDays());
        file.setMaxFileSize(settings.maxSize());
        file.setLogFormat("%msg%n");
        // Whoever writes waits for a place: by default lines are thrown away as soon as the queue is nearly full.
        file.setDiscardingThreshold(0);
        file.setNeverBlock(false);
        Appender<ILoggingEvent> appender = file.build(
                context,
                "query-service",
                new DropwizardLayoutFactory(),
                new ThresholdLevelFilterFactory(),
                new AsyncLoggingEventAppenderFactory());
        if (appender instanceof AsyncAppenderBase<?> queued) {
            queued.setMaxFlushTime(TO_WRITE_THE_REST_MILLIS);
        }
        return appender;
    }

    boolean isKept() {
        return appender.isPresent();
    }

    void write(ObjectNode line) {
        logger.info("{}", line);
    }

    /** Writes out what is left. */
    @Override
    public void close() {
        appender.ifPresent(each -> {
            logger.detachAppender(each);
            each.stop();
        });
    }
}
