package io.docket.notification.novu;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Switches the channel of notifications off where no address of Novu is given: then nothing is read for it. */
public final class NovuSwitch implements ConfigSourceFactory {
    private static final int ORDINAL = 300;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue url = context.getValue("docket.novu.url");
        boolean enabled =
                url != null && url.getValue() != null && !url.getValue().isBlank();
        return List.of(new PropertiesConfigSource(
                Map.of("mp.messaging.incoming.novu.enabled", Boolean.toString(enabled)), "novu switch", ORDINAL));
    }
}
