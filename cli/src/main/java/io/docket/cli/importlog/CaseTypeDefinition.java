package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.mapping.Mapping;
import io.docket.contracts.json.Json;

/** The command that defines the case type of a mapping. Its key depends on its content: another content, a new version. */
final class CaseTypeDefinition {
    private CaseTypeDefinition() {}

    static BulkCommand command(Mapping mapping, Census census) {
        Mapping.CaseTypeMapping type = mapping.caseType();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("id", type.id()).put("name", type.name());
        data.set("dataSchema", type.dataSchema() == null ? census.schema().schema() : type.dataSchema());
        data.set("stages", Json.mapper().valueToTree(census.stages()));
        type.rest().forEach(data::set);
        String key = "xes:" + type.id() + ":define:" + CaseIds.hash(data.toString());
        return new BulkCommand("define-case-type", key, type.id(), data, "case type " + type.id(), false);
    }
}
