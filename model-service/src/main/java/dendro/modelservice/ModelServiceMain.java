package dendro.modelservice;

/** The model-service as a process: {@code server FILE.yml}; runs until SIGTERM or Ctrl-C. */
public final class ModelServiceMain {

    private ModelServiceMain() {}

    /** Exit code 1, after a sentence on standard error, if the service cannot start. */
    public static void main(String[] args) throws Exception {
        new ModelService().run(args);
    }
}
