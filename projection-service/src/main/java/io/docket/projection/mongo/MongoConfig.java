package io.docket.projection.mongo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the views are kept. */
@ConfigMapping(prefix = "docket.mongo")
public interface MongoConfig {
    /** Name of the database; all of it belongs to this service. */
    @WithDefault("docket")
    String database();
}
