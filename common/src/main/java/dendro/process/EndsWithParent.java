package dendro.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs another main class, and ends it when the parent process is gone. The parent holds the other end of
 * this process's standard input and never writes: however the parent ends, killed outright included, the
 * operating system closes the pipe, and reading it ends. The program's shutdown hooks run, for at most
 * {@value #ORDERLY_SECONDS} seconds.
 *
 * <p>Runs inside the child, on its class path: uses nothing but the JDK.
 */
public final class EndsWithParent {

    private static final int ORDERLY_SECONDS = 20;

    private EndsWithParent() {}

    /** The main class to run, then its arguments. */
    public static void main(String[] args) throws Exception {
        Thread guard = new Thread(() -> awaitEnd(System.in), "ends-with-parent");
        guard.setDaemon(true);
        guard.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void awaitEnd(InputStream heldByParent) {
        try {
            while (heldByParent.read() >= 0) {
                // Nobody writes; whatever comes means nothing.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Thread halt = new Thread(EndsWithParent::haltInTime, "halt-in-time");
        halt.setDaemon(true);
        halt.start();
        System.exit(143);
    }

    private static void haltInTime() {
        try {
            new CountDownLatch(1).await(ORDERLY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Then at once.
        }
        Runtime.getRuntime().halt(137);
    }
}
