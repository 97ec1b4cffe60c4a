package dendro.savedqueries;

/** Starts the saved queries: {@code server FILE.yml}. */
public final class SavedQueriesMain {

    private SavedQueriesMain() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) throws Exception {
        new SavedQueriesApplication().run(arguments);
    }
}
