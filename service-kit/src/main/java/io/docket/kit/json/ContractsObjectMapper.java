package io.docket.kit.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.docket.contracts.json.Json;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the mapper of the contracts the mapper of the HTTP interface. */
@Singleton
public class ContractsObjectMapper {
    @Produces
    @Singleton
    ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
        ObjectMapper mapper = Json.mapper().copy();
        customizers.forEach(customizer -> customizer.customize(mapper));
        return mapper;
    }
}
