package io.docket.projection.processdefinitions;

import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Document;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the deployment behind a version of a process. */
@ApplicationScoped
public class ProcessDefinitions {
    private static final Sort LATEST = new Sort("-deployedAt", "deployedAt");

    private final Documents documents;

    public ProcessDefinitions(Documents documents) {
        this.documents = documents;
    }

    /**
     * The deployment with the process.
     *
     * @param version the engine's version; the latest deployment if absent
     */
    public Uni<Optional<Document>> find(String tenant, String processId, @Nullable Long version) {
        Condition condition = version == null
                ? new Condition.Is(ProcessDefinitionProjector.PROCESSES, processId)
                : new Condition.Is(ProcessDefinitionProjector.VERSIONS, processId + "@" + version);
        return documents
                .list(new ListQuery(
                        ProcessDefinitionProjector.VIEW, tenant, List.of(condition), LATEST, null, 1, List.of()))
                .map(page -> page.items().stream().findFirst());
    }
}
