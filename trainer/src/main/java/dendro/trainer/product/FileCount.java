package dendro.trainer.product;

/** How many files a training set is written to: few and large, as its readers like them. */
final class FileCount {

    private static final long ROWS_IN_A_FILE = 250_000;

    private FileCount() {}

    /**
     * The number of files.
     *
     * @param shards that the rows are in; a file holds whole shards
     */
    static int of(long rows, int shards) {
        return (int) Math.max(1, Math.min(shards, Math.round((double) rows / ROWS_IN_A_FILE)));
    }
}
