package dendro.modelservice;

import io.dropwizard.core.setup.Bootstrap;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads and validates configurations as the service does. */
final class ReadConfiguration {

    private ReadConfiguration() {}

    static ModelServiceConfiguration of(String yaml, Map<String, String> environment) throws Exception {
        ModelService service = new ModelService(name -> Optional.ofNullable(environment.get(name)));
        Bootstrap<ModelServiceConfiguration> bootstrap = new Bootstrap<>(service);
        service.initialize(bootstrap);
        return bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        ModelServiceConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "given");
    }
}
