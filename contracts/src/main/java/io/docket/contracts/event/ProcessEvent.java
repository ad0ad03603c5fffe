package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a process instance. Entity {@code process}, root = its case, or the instance where there is none. */
public sealed interface ProcessEvent extends DomainEvent {
    /** Kind of the incident of an instance whose engine is gone; resolving it starts the instance from its beginning. */
    String ENGINE_LOST = "engine-lost";

    /** Id of the incident of an instance that does not run: its start was refused, waits, or was undone. */
    String START = "start";

    /**
     * Somebody, or the opening of a case, asked for an instance; the engine has not answered yet.
     *
     * @param variables variables that the caller wants the instance to start with
     * @param form start form, interim data of the process
     * @param caseData data of the case that was opened; the engine gets of it what the process names
     * @param checkedForm version of the form that the start form was checked against; absent where it was checked against none
     */
    record Requested(
            @Nullable String caseId,
            String processId,
            @Nullable JsonNode variables,
            @Nullable InterimRef form,
            @Nullable JsonNode caseData,
            @Nullable FormRef checkedForm)
            implements ProcessEvent {
        /** An instance whose start form, if it has one, was checked against no form. */
        public Requested(
                @Nullable String caseId,
                String processId,
                @Nullable JsonNode variables,
                @Nullable InterimRef form,
                @Nullable JsonNode caseData) {
            this(caseId, processId, variables, form, caseData, null);
        }

        /** An instance with nothing but variables. */
        public Requested(@Nullable String caseId, String processId, @Nullable JsonNode variables) {
            this(caseId, processId, variables, null, null);
        }
    }

    /** The engine runs the instance under this key; again under another, where it lost the first. */
    record Started(String engineKey, long processVersion) implements ProcessEvent {}

    /** The instance reached its end. */
    record Completed() implements ProcessEvent {}

    /** The instance was ended from outside. */
    record Terminated() implements ProcessEvent {}

    /** Somebody asked for the end of the instance; the engine has not answered yet. */
    record CancelRequested() implements ProcessEvent {}

    /**
     * Something stands in the way of the instance until the incident is resolved. Raised again, it replaces the former
     * one of the same id: an attempt to resolve it failed.
     *
     * @param incidentId id, unique in the instance
     * @param kind short and stable name of the reason
     * @param message what happened, for people
     * @param elementId element of the diagram where it stands
     * @param elementKey the engine's key of that element's instance
     * @param jobKey the engine's key of the job that failed
     * @param eventPosition position of the event whose effect the engine refused; resolving the incident repeats it
     */
    record IncidentRaised(
            String incidentId,
            String kind,
            String message,
            @Nullable String elementId,
            @Nullable String elementKey,
            @Nullable String jobKey,
            @Nullable String eventPosition)
            implements ProcessEvent {}

    /**
     * Somebody removed the cause; what the incident holds up is to be tried again.
     *
     * @param jobKey the engine's key of the job that failed
     * @param retries attempts that its job has from now on, where it stands at a job
     * @param eventPosition position of the event whose effect is to be repeated
     */
    record IncidentRetryRequested(
            String incidentId,
            @Nullable String jobKey,
            @Nullable Integer retries,
            @Nullable String eventPosition) implements ProcessEvent {}

    /** The incident is over. */
    record IncidentResolved(String incidentId) implements ProcessEvent {}

    /**
     * Somebody asked for the instance to go on in another version of its process; the engine has not answered yet.
     *
     * @param mapping element to go on at, by the element where it is; the same id where it is not named
     */
    record MigrationRequested(
            String fromProcessId, long fromVersion, String processId, long processVersion, Map<String, String> mapping)
            implements ProcessEvent {}

    /** The instance goes on in this version of the process; each element that it is at tells so by {@link ElementMigrated}. */
    record Migrated(String processId, long processVersion) implements ProcessEvent {}

    /** From here on, nothing is recorded of the instance's single steps: it has reached the most that are. */
    record StepsCut(int limit) implements ProcessEvent {}

    /** A single step on the way through the diagram. The engine tells them in the order of their positions in its log. */
    sealed interface Step extends ProcessEvent {
        /** Element of the diagram. */
        String elementId();

        /** The engine's key of the element's instance. */
        String elementKey();

        /** When it happened. */
        Instant at();

        /** Position in the engine's log; ascending within the instance. */
        long enginePosition();

        /** The called process that the element is in; absent where it is in the diagram of the instance itself. */
        @Nullable
        Called called();
    }

    /**
     * A process that an instance has called, or that such a one has.
     *
     * @param processId its process
     * @param engineKey the engine's key of its instance
     */
    record Called(String processId, String engineKey) {}

    /** The instance reached the element. */
    record ElementActivated(
            String elementId,
            String elementType,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable Called called)
            implements Step {
        /** In the diagram of the instance itself. */
        public ElementActivated(
                String elementId, String elementType, String elementKey, Instant at, long enginePosition) {
            this(elementId, elementType, elementKey, at, enginePosition, null);
        }
    }

    /**
     * The instance went on from the element.
     *
     * @param dataKeys names of the variables that were set meanwhile; absent where there were none
     */
    record ElementCompleted(
            String elementId,
            String elementType,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable List<String> dataKeys,
            @Nullable Called called)
            implements Step {
        /** In the diagram of the instance itself. */
        public ElementCompleted(
                String elementId,
                String elementType,
                String elementKey,
                Instant at,
                long enginePosition,
                @Nullable List<String> dataKeys) {
            this(elementId, elementType, elementKey, at, enginePosition, dataKeys, null);
        }
    }

    /** The element was ended from outside. */
    record ElementTerminated(
            String elementId,
            String elementType,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable Called called)
            implements Step {
        /** In the diagram of the instance itself. */
        public ElementTerminated(
                String elementId, String elementType, String elementKey, Instant at, long enginePosition) {
            this(elementId, elementType, elementKey, at, enginePosition, null);
        }
    }

    /** The instance goes on in another version of its process, and this is what the element is there; often of the same id. */
    record ElementMigrated(
            String elementId,
            String elementType,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable Called called)
            implements Step {
        /** In the diagram of the instance itself. */
        public ElementMigrated(
                String elementId, String elementType, String elementKey, Instant at, long enginePosition) {
            this(elementId, elementType, elementKey, at, enginePosition, null);
        }
    }

    /** The instance went on along the sequence flow, which is the element; where flows are recorded. */
    record FlowTaken(
            String elementId,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable Called called) implements Step {
        /** In the diagram of the instance itself. */
        public FlowTaken(String elementId, String elementKey, Instant at, long enginePosition) {
            this(elementId, elementKey, at, enginePosition, null);
        }
    }

    /** An attempt at the element's job failed; with no retries left, an incident follows. */
    record JobFailed(
            String elementId,
            String elementKey,
            String jobKey,
            String jobType,
            int retries,
            String message,
            Instant at,
            long enginePosition,
            @Nullable Called called)
            implements Step {
        /** In the diagram of the instance itself. */
        public JobFailed(
                String elementId,
                String elementKey,
                String jobKey,
                String jobType,
                int retries,
                String message,
                Instant at,
                long enginePosition) {
            this(elementId, elementKey, jobKey, jobType, retries, message, at, enginePosition, null);
        }
    }

    /** The time that the element waits for has come; of a start event, the time that began the instance. */
    record TimerFired(
            String elementId,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable Called called) implements Step {
        /** In the diagram of the instance itself. */
        public TimerFired(String elementId, String elementKey, Instant at, long enginePosition) {
            this(elementId, elementKey, at, enginePosition, null);
        }
    }

    /** The element received a message; a start event, the one that began the instance. */
    record MessageCorrelated(
            String elementId,
            String elementKey,
            String message,
            @Nullable String correlationKey,
            Instant at,
            long enginePosition,
            @Nullable Called called)
            implements Step {
        /** In the diagram of the instance itself. */
        public MessageCorrelated(
                String elementId,
                String elementKey,
                String message,
                @Nullable String correlationKey,
                Instant at,
                long enginePosition) {
            this(elementId, elementKey, message, correlationKey, at, enginePosition, null);
        }
    }
}
