package io.docket.workflow.migration;

import io.docket.contracts.event.ProcessEvent.MigrationRequested;
import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.definition.KnownDefinition;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.start.Settlement;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Moves instances to other versions of their processes, each once: the engine's log tells where an instance is, and what
 * is there already is not moved again.
 */
public final class Migrations {
    private final Engine engine;
    private final InstanceMemory instances;
    private final DefinitionMemory definitions;
    private final Settlement settlement;

    /** Migrations in the engine. */
    public Migrations(Engine engine, InstanceMemory instances, DefinitionMemory definitions, Settlement settlement) {
        this.engine = engine;
        this.instances = instances;
        this.definitions = definitions;
        this.settlement = settlement;
    }

    /** Returns once the instance is in the other version. Refused if the engine does not have it, or the mapping fails. */
    public void migrate(InstanceRef instance, MigrationRequested wish) {
        OptionalLong key = instances.engineKey(instance);
        if (key.isEmpty()) {
            if (instances.isClaimed(instance)) {
                throw new Unavailable("the start of " + instance.key() + " is under way", null);
            }
            throw new Refused("not-running", "the engine does not run " + instance.key());
        }
        KnownDefinition target = definition(instance, wish.processId(), wish.processVersion());
        KnownDefinition source = definition(instance, wish.fromProcessId(), wish.fromVersion());
        if (isIn(instance, target)) {
            return;
        }
        try {
            engine.migrate(key.getAsLong(), target.engineKey(), mapping(source, target, wish.mapping()));
        } catch (Refused e) {
            settlement.await(Instant.EPOCH);
            if (!isIn(instance, target)) {
                throw e;
            }
        }
    }

    /** The wish, and each other element that both versions have at itself. */
    static Map<String, String> mapping(KnownDefinition source, KnownDefinition target, Map<String, String> wish) {
        Map<String, String> mapping = new TreeMap<>();
        source.elements().stream().filter(target.elements()::contains).forEach(id -> mapping.put(id, id));
        mapping.putAll(wish);
        return mapping;
    }

    private KnownDefinition definition(InstanceRef instance, String processId, long version) {
        return definitions
                .find(instance.tenant(), processId, version)
                .orElseThrow(() -> new Refused(
                        "unknown-version", "the engine has no version " + version + " of process " + processId));
    }

    private boolean isIn(InstanceRef instance, KnownDefinition target) {
        OptionalLong reached = instances.definitionKey(instance);
        return reached.isPresent() && reached.getAsLong() == target.engineKey();
    }
}
