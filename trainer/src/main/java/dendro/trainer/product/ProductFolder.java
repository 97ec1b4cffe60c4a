package dendro.trainer.product;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a training set, on this machine or wherever Hadoop can write. It is filled under a temporary name beside it
 * and gets its own in one step, so that nobody reads half of it; what was not finished is removed when this is closed.
 */
final class ProductFolder implements AutoCloseable {

    /** Apart from the manifest: readers of Parquet take every file of a folder for rows. */
    private static final String ROWS = "rows";

    private final FileSystem files;
    private final Path folder;
    private final Path unfinished;
    private final Thread atExit = new Thread(this::remove, "remove-unfinished-training-set");

    private ProductFolder(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
        this.unfinished = new Path(folder.getParent(), "." + folder.getName() + "." + UUID.randomUUID());
    }

    /**
     * A folder that does not exist yet, or is empty.
     *
     * @throws ProblemException {@code request-invalid} if something is in it
     */
    static ProductFolder of(String name, Configuration hadoop) {
        Path given = new Path(name);
        try {
            FileSystem files = given.getFileSystem(hadoop);
            // Sums of its own beside every file would only clutter a folder of this machine.
            files.setWriteChecksum(false);
            Path folder = files.makeQualified(given);
            boolean taken = files.exists(folder)
                    && (files.getFileStatus(folder).isFile() || files.listStatus(folder).length > 0);
            if (taken) {
                throw new Problem(
                                ProblemType.REQUEST_INVALID,
                                name + " exists and is not empty; a training set is never written over another.")
                        .exception();
            }
            ProductFolder product = new ProductFolder(files, folder);
            Runtime.getRuntime().addShutdownHook(product.atExit);
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written to: " + e.getMessage(), e);
        }
    }

    /** Where Spark writes the rows. */
    String rows() {
        return new Path(unfinished, ROWS).toString();
    }

    /** The files of rows that have been written, by name within the folder, with the size in bytes. */
    SortedMap<String, Long> written() {
        try {
            SortedMap<String, Long> sizes = new TreeMap<>();
            for (FileStatus file : files.listStatus(new Path(unfinished, ROWS))) {
                if (file.isFile()) {
                    sizes.put(ROWS + "/" + file.getPath().getName(), file.getLen());
                }
            }
            return sizes;
        } catch (IOException e) {
            throw new UncheckedIOException(unfinished + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Adds the manifest and gives the folder its name. */
    void finish(byte[] manifest) {
        try {
            try (OutputStream out = files.create(new Path(unfinished, Manifest.FILE), false)) {
                out.write(manifest);
            }
            // An empty folder of that name would take this one in.
            files.delete(folder, false);
            if (!files.rename(unfinished, folder)) {
                throw new IOException("it could not be renamed from " + unfinished.getName());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void remove() {
        try {
            files.delete(unfinished, true);
        } catch (IOException e) {
            System.err.println(unfinished + " is unfinished and could not be removed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // Ctrl-C came just now: the hook finds nothing left to do.
        }
    }
}
