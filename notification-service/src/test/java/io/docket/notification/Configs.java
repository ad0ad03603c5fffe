package io.docket.notification;

import io.docket.notification.emit.EmitConfig;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.novu.NovuConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Typed configuration for tests: the defaults, and what the test says. */
public final class Configs {
    private static final int PRIORITY = 200;

    private Configs() {}

    public static LiveConfig live(Map<String, String> settings) {
        return read(LiveConfig.class, "docket.live.", settings);
    }

    public static NovuConfig novu(Map<String, String> settings) {
        return read(NovuConfig.class, "docket.novu.", settings);
    }

    public static EmitConfig emit(Map<String, String> settings) {
        return read(EmitConfig.class, "docket.emit.", settings);
    }

    private static <T> T read(Class<T> type, String prefix, Map<String, String> settings) {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withMapping(type);
        settings.forEach((name, value) -> builder.withDefaultValue(prefix + name, value));
        return builder.build().getConfigMapping(type);
    }
}
