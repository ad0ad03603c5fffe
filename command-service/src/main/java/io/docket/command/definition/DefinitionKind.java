package io.docket.command.definition;

import io.docket.command.casetype.CaseTypeState;
import io.docket.command.form.FormState;
import io.docket.command.record.RecordTypeState;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.RecordTypeEvent;

/**
 * A kind of entity that defines something: every event of it is a version.
 *
 * @param <D> the event
 * @param entity name of the kind
 * @param definition class of the event
 */
public record DefinitionKind<D>(String entity, Class<D> definition) {
    /** Case types. */
    public static final DefinitionKind<CaseTypeEvent.Defined> CASE_TYPE =
            new DefinitionKind<>(CaseTypeState.KIND.name(), CaseTypeEvent.Defined.class);

    /** Record types. */
    public static final DefinitionKind<RecordTypeEvent.Defined> RECORD_TYPE =
            new DefinitionKind<>(RecordTypeState.KIND.name(), RecordTypeEvent.Defined.class);

    /** Forms. */
    public static final DefinitionKind<FormEvent.Defined> FORM =
            new DefinitionKind<>(FormState.KIND.name(), FormEvent.Defined.class);

    /** In words. */
    public String words() {
        return entity.replace('-', ' ');
    }
}
