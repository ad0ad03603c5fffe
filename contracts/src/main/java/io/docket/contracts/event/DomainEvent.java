package io.docket.contracts.event;

/** An event of the domain: the data of an {@link io.docket.contracts.envelope.EventEnvelope}. */
public sealed interface DomainEvent
        permits CaseEvent,
                CaseTypeEvent,
                TaskEvent,
                ProcessEvent,
                ProcessDefinitionEvent,
                MessageEvent,
                RecordEvent,
                RecordTypeEvent,
                FormEvent,
                QueueEvent,
                TemplateEvent,
                MailEvent,
                SignalEvent,
                NotificationEvent,
                ScheduleEvent,
                AutomationEvent {}
