package dendro.model;

import dendro.blackbox.Blackbox;

/**
 * A version ready to score; closing it closes its blackbox.
 *
 * @param name of the model
 * @param version counted from 1
 * @param metadata what it was made from
 * @param blackbox open
 */
public record ModelVersion(String name, int version, ModelMetadata metadata, Blackbox blackbox)
        implements AutoCloseable {

    @Override
    public void close() {
        blackbox.close();
    }
}
