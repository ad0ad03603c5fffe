package io.docket.workflow.step;

import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.start.StartVariables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of the variables that were set since the last step that was completed, by instance. The engine writes a variable
 * just before the element that set it is completed. Bounded: of an instance that was forgotten, the next step names fewer.
 */
public final class DataKeys {
    private static final int MAX_INSTANCES = 10_000;
    private static final int MAX_NAMES = 200;
    private static final int MAX_NAME = 200;

    private final Map<Long, Set<String>> names = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Set<String>> eldest) {
            return size() > MAX_INSTANCES;
        }
    };

    /** Takes in the record of a variable. */
    void note(EngineRecord variable) {
        String name = variable.text("name");
        Set<String> known = names.computeIfAbsent(variable.processInstanceKey(), key -> new TreeSet<>());
        if (!StartVariables.isOurs(name) && !name.isEmpty() && name.length() <= MAX_NAME && known.size() < MAX_NAMES) {
            known.add(name);
        }
    }

    /** The names since the last time. */
    List<String> take(long processInstanceKey) {
        Set<String> known = names.remove(processInstanceKey);
        return known == null ? List.of() : new ArrayList<>(known);
    }
}
