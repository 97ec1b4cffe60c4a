package dendro.queryservice;

/** Starts the query-service: {@code server FILE.yml}. */
public final class QueryServiceMain {

    private QueryServiceMain() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) throws Exception {
        new QueryServiceApplication().run(arguments);
    }
}
