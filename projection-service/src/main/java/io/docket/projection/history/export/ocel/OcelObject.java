package io.docket.projection.history.export.ocel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object as it is put together from its events. */
final class OcelObject {
    final String id;
    final String type;
    final List<OcelAttribute> attributes = new ArrayList<>();
    final Map<String, String> relationships = new LinkedHashMap<>();

    OcelObject(String id, String type) {
        this.id = id;
        this.type = type;
    }

    /** Notes that it is related to another one; the last qualifier for each stands. */
    void relate(String objectId, String qualifier) {
        relationships.put(objectId, qualifier);
    }
}
