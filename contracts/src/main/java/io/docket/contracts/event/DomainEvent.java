package io.docket.contracts.event;

/** An event of the domain: the data of an {@link io.docket.contracts.envelope.EventEnvelope}. */
public sealed interface DomainEvent
        permits CaseEvent,
                CaseTypeEvent,
                TaskEvent,
                ProcessEvent,
                ProcessDefinitionEvent,
                RecordEvent,
                RecordTypeEvent,
                SignalEvent,
                NotificationEvent,
                ScheduleEvent {}
