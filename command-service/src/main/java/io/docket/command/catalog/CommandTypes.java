package io.docket.command.catalog;

import io.docket.command.casetype.CaseTypeState;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.casetype.define.DefineCaseType;
import io.docket.command.casetype.define.DefineCaseTypeDecider;
import io.docket.command.casework.CaseState;
import io.docket.command.casework.assign.AssignCase;
import io.docket.command.casework.assign.AssignCaseDecider;
import io.docket.command.casework.comment.AddComment;
import io.docket.command.casework.comment.CommentDecider;
import io.docket.command.casework.comment.EditComment;
import io.docket.command.casework.file.AttachFile;
import io.docket.command.casework.file.DetachFile;
import io.docket.command.casework.file.FileDecider;
import io.docket.command.casework.lifecycle.ArchiveCase;
import io.docket.command.casework.lifecycle.CloseCase;
import io.docket.command.casework.lifecycle.LifecycleDecider;
import io.docket.command.casework.lifecycle.ReopenCase;
import io.docket.command.casework.link.LinkCases;
import io.docket.command.casework.link.LinkCasesDecider;
import io.docket.command.casework.move.MoveCase;
import io.docket.command.casework.move.MoveCaseDecider;
import io.docket.command.casework.open.OpenCase;
import io.docket.command.casework.open.OpenCaseDecider;
import io.docket.command.casework.queue.QueueCase;
import io.docket.command.casework.queue.QueueCaseDecider;
import io.docket.command.casework.update.UpdateCase;
import io.docket.command.casework.update.UpdateCaseDecider;
import io.docket.command.decision.Operation;
import io.docket.command.form.FormState;
import io.docket.command.form.Forms;
import io.docket.command.form.define.DefineForm;
import io.docket.command.form.define.DefineFormDecider;
import io.docket.command.interim.InterimData;
import io.docket.command.mail.MailState;
import io.docket.command.mail.receive.IncomingDecider;
import io.docket.command.mail.receive.ParkEmail;
import io.docket.command.mail.receive.ReceiveEmail;
import io.docket.command.mail.record.RecordEmail;
import io.docket.command.mail.record.RecordEmailDecider;
import io.docket.command.mail.send.SendEmail;
import io.docket.command.mail.send.SendEmailDecider;
import io.docket.command.notification.NotificationState;
import io.docket.command.notification.Notify;
import io.docket.command.notification.NotifyDecider;
import io.docket.command.process.ProcessState;
import io.docket.command.process.cancel.CancelProcess;
import io.docket.command.process.cancel.CancelProcessDecider;
import io.docket.command.process.deploy.DeployProcess;
import io.docket.command.process.deploy.DeployProcessDecider;
import io.docket.command.process.deploy.ProcessDefinitionState;
import io.docket.command.process.deploy.RecordDeployment;
import io.docket.command.process.deploy.RecordDeploymentDecider;
import io.docket.command.process.incident.IncidentDecider;
import io.docket.command.process.incident.RecordIncident;
import io.docket.command.process.incident.ReportIncident;
import io.docket.command.process.incident.ResolveIncident;
import io.docket.command.process.message.MessageState;
import io.docket.command.process.message.PublishMessage;
import io.docket.command.process.message.PublishMessageDecider;
import io.docket.command.process.message.RecordMessage;
import io.docket.command.process.migrate.MigrateCase;
import io.docket.command.process.migrate.MigrateCaseDecider;
import io.docket.command.process.record.AdoptProcess;
import io.docket.command.process.record.AdoptProcessDecider;
import io.docket.command.process.record.RecordProcess;
import io.docket.command.process.record.RecordProcessDecider;
import io.docket.command.process.record.RecordSteps;
import io.docket.command.process.record.RecordStepsDecider;
import io.docket.command.process.start.StartProcess;
import io.docket.command.process.start.StartProcessDecider;
import io.docket.command.queue.QueueState;
import io.docket.command.queue.define.DefineQueue;
import io.docket.command.queue.define.DefineQueueDecider;
import io.docket.command.record.RecordState;
import io.docket.command.record.RecordTypeState;
import io.docket.command.record.RecordTypes;
import io.docket.command.record.define.DefineRecordType;
import io.docket.command.record.define.DefineRecordTypeDecider;
import io.docket.command.record.delete.DeleteRecord;
import io.docket.command.record.delete.DeleteRecordDecider;
import io.docket.command.record.put.PutRecord;
import io.docket.command.record.put.PutRecordDecider;
import io.docket.command.schedule.plan.LaterCommand;
import io.docket.command.signal.EmitEvent;
import io.docket.command.signal.EmitEventDecider;
import io.docket.command.signal.SignalState;
import io.docket.command.task.TaskState;
import io.docket.command.task.claim.AssignTask;
import io.docket.command.task.claim.ClaimDecider;
import io.docket.command.task.claim.ClaimTask;
import io.docket.command.task.claim.ReleaseTask;
import io.docket.command.task.complete.CancelTask;
import io.docket.command.task.complete.CompleteDecider;
import io.docket.command.task.complete.CompleteTask;
import io.docket.command.task.complete.SaveTaskDraft;
import io.docket.command.task.create.CreateTask;
import io.docket.command.task.create.CreateTaskDecider;
import io.docket.command.task.fail.FailDecider;
import io.docket.command.task.fail.FailTask;
import io.docket.command.template.TemplateState;
import io.docket.command.template.define.DefineTemplate;
import io.docket.command.template.define.DefineTemplateDecider;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of every command: its payload, the entity it is about, and its decision. */
public final class CommandTypes {
    private final Map<String, CommandType<?>> byName;

    /**
     * @param types case types that cases are opened with and pinned to
     * @param recordTypes record types that records are checked against
     * @param forms forms that results of tasks and start forms are checked against
     * @param schemas tells a JSON Schema from what is none
     * @param interim interim data that commands name
     */
    public CommandTypes(
            CaseTypes types, RecordTypes recordTypes, Forms forms, SchemaCheck schemas, InterimData interim) {
        OnCases cases = new OnCases(types);
        Set<String> names = new HashSet<>();
        LaterCommand later = new LaterCommand(names::contains);
        byName = Stream.concat(
                        Stream.<CommandType<?>>of(
                                definition(
                                        "define-case-type",
                                        DefineCaseType.class,
                                        CaseTypeState.KIND.name(),
                                        DefineCaseType::id,
                                        new DefineCaseTypeDecider(schemas)),
                                new CommandType<>(
                                        "open-case",
                                        OpenCase.class,
                                        CaseState.KIND.name(),
                                        (command, commandId) -> Objects.requireNonNullElse(command.caseId(), commandId),
                                        false,
                                        new OpenCaseDecider(types)),
                                cases.typed(
                                        "update-case", UpdateCase.class, UpdateCase::caseId, UpdateCaseDecider::decide),
                                cases.typed("move-case", MoveCase.class, MoveCase::caseId, MoveCaseDecider::decide),
                                cases.on(
                                        "assign-case", AssignCase.class, AssignCase::caseId, AssignCaseDecider::decide),
                                cases.typed("queue-case", QueueCase.class, QueueCase::caseId, QueueCaseDecider::decide),
                                cases.on("add-comment", AddComment.class, AddComment::caseId, CommentDecider::decide),
                                cases.on(
                                        "edit-comment", EditComment.class, EditComment::caseId, CommentDecider::decide),
                                cases.on("attach-file", AttachFile.class, AttachFile::caseId, FileDecider::decide),
                                cases.on("detach-file", DetachFile.class, DetachFile::caseId, FileDecider::decide),
                                cases.on("link-cases", LinkCases.class, LinkCases::caseId, LinkCasesDecider::decide),
                                cases.on("close-case", CloseCase.class, CloseCase::caseId, LifecycleDecider::decide),
                                cases.on("reopen-case", ReopenCase.class, ReopenCase::caseId, LifecycleDecider::decide),
                                cases.on(
                                        "archive-case",
                                        ArchiveCase.class,
                                        ArchiveCase::caseId,
                                        LifecycleDecider::decide),
                                new CommandType<>(
                                        "create-task",
                                        CreateTask.class,
                                        TaskState.KIND.name(),
                                        CreateTaskDecider::idOf,
                                        false,
                                        new CreateTaskDecider()),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "claim-task",
                                        ClaimTask.class,
                                        ClaimTask::taskId,
                                        ClaimDecider::decide),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "release-task",
                                        ReleaseTask.class,
                                        ReleaseTask::taskId,
                                        ClaimDecider::decide),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "assign-task",
                                        AssignTask.class,
                                        AssignTask::taskId,
                                        ClaimDecider::decide),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "save-task-draft",
                                        SaveTaskDraft.class,
                                        SaveTaskDraft::taskId,
                                        CompleteDecider::decide),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "complete-task",
                                        CompleteTask.class,
                                        CompleteTask::taskId,
                                        (state, command, context) ->
                                                CompleteDecider.decide(state, command, context, forms, interim)),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "fail-task",
                                        FailTask.class,
                                        FailTask::taskId,
                                        FailDecider::decide),
                                OnExisting.of(
                                        TaskState.KIND,
                                        "cancel-task",
                                        CancelTask.class,
                                        CancelTask::taskId,
                                        CompleteDecider::decide),
                                definition(
                                        "deploy-process",
                                        DeployProcess.class,
                                        ProcessDefinitionState.KIND.name(),
                                        DeployProcessDecider::idOf,
                                        new DeployProcessDecider()),
                                new CommandType<>(
                                        "start-process",
                                        StartProcess.class,
                                        ProcessState.KIND.name(),
                                        StartProcess::idFor,
                                        false,
                                        new StartProcessDecider(interim, forms)),
                                OnExisting.of(
                                        ProcessState.KIND,
                                        "cancel-process",
                                        CancelProcess.class,
                                        CancelProcess::processInstanceId,
                                        CancelProcessDecider::decide),
                                OnExisting.of(
                                        ProcessState.KIND,
                                        "record-process",
                                        RecordProcess.class,
                                        RecordProcess::processInstanceId,
                                        RecordProcessDecider::decide),
                                new CommandType<>(
                                        "adopt-process",
                                        AdoptProcess.class,
                                        ProcessState.KIND.name(),
                                        (command, commandId) -> command.processInstanceId(),
                                        false,
                                        new AdoptProcessDecider()),
                                OnExisting.of(
                                        ProcessState.KIND,
                                        "record-steps",
                                        RecordSteps.class,
                                        RecordSteps::processInstanceId,
                                        RecordStepsDecider::decide),
                                new CommandType<>(
                                        "record-incident",
                                        RecordIncident.class,
                                        ProcessState.KIND.name(),
                                        (command, commandId) -> command.processInstanceId(),
                                        false,
                                        new ReportIncident()),
                                OnExisting.of(
                                        ProcessState.KIND,
                                        "resolve-incident",
                                        ResolveIncident.class,
                                        ResolveIncident::processInstanceId,
                                        IncidentDecider::decide),
                                OnExisting.of(
                                        ProcessState.KIND,
                                        "migrate-case",
                                        MigrateCase.class,
                                        MigrateCase::processInstanceId,
                                        MigrateCaseDecider::decide),
                                OnExisting.of(
                                        ProcessDefinitionState.KIND,
                                        "record-deployment",
                                        RecordDeployment.class,
                                        RecordDeployment::definitionId,
                                        RecordDeploymentDecider::decide),
                                new CommandType<>(
                                        "publish-message",
                                        PublishMessage.class,
                                        MessageState.KIND.name(),
                                        PublishMessage::idFor,
                                        false,
                                        new PublishMessageDecider(interim)),
                                OnExisting.of(
                                        MessageState.KIND,
                                        "record-message",
                                        RecordMessage.class,
                                        RecordMessage::messageId,
                                        MessageState::decide),
                                definition(
                                        "define-record-type",
                                        DefineRecordType.class,
                                        RecordTypeState.KIND.name(),
                                        DefineRecordType::id,
                                        new DefineRecordTypeDecider(schemas)),
                                definition(
                                        "define-form",
                                        DefineForm.class,
                                        FormState.KIND.name(),
                                        DefineForm::id,
                                        new DefineFormDecider(schemas)),
                                definition(
                                        "define-queue",
                                        DefineQueue.class,
                                        QueueState.KIND.name(),
                                        DefineQueue::id,
                                        DefineQueueDecider::perform),
                                definition(
                                        "define-template",
                                        DefineTemplate.class,
                                        TemplateState.KIND.name(),
                                        DefineTemplate::id,
                                        DefineTemplateDecider::perform),
                                new CommandType<>(
                                        "send-email",
                                        SendEmail.class,
                                        MailState.KIND.name(),
                                        SendEmailDecider::idOf,
                                        false,
                                        new SendEmailDecider()),
                                new CommandType<>(
                                        "receive-email",
                                        ReceiveEmail.class,
                                        MailState.KIND.name(),
                                        (command, commandId) -> command.mailId(),
                                        false,
                                        IncomingDecider::receive),
                                new CommandType<>(
                                        "park-email",
                                        ParkEmail.class,
                                        MailState.KIND.name(),
                                        (command, commandId) -> command.mailId(),
                                        false,
                                        IncomingDecider::park),
                                OnExisting.of(
                                        MailState.KIND,
                                        "record-email",
                                        RecordEmail.class,
                                        RecordEmail::mailId,
                                        RecordEmailDecider::decide),
                                new CommandType<>(
                                        "put-record",
                                        PutRecord.class,
                                        RecordState.KIND.name(),
                                        PutRecordDecider::idOf,
                                        false,
                                        new PutRecordDecider(recordTypes)),
                                new CommandType<>(
                                        "delete-record",
                                        DeleteRecord.class,
                                        RecordState.KIND.name(),
                                        (command, commandId) -> DeleteRecordDecider.idOf(command),
                                        false,
                                        new DeleteRecordDecider()),
                                new CommandType<>(
                                        "emit-event",
                                        EmitEvent.class,
                                        SignalState.KIND.name(),
                                        EmitEventDecider::idOf,
                                        false,
                                        new EmitEventDecider()),
                                new CommandType<>(
                                        "notify",
                                        Notify.class,
                                        NotificationState.KIND.name(),
                                        NotifyDecider::idOf,
                                        false,
                                        new NotifyDecider())),
                        Stream.concat(OnSchedules.all(later), OnAutomations.all(later)))
                .collect(Collectors.toUnmodifiableMap(CommandType::name, UnaryOperator.identity()));
        names.addAll(byName.keySet());
    }

    /** The command type of that name. */
    public Optional<CommandType<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every command type. */
    public Collection<CommandType<?>> all() {
        return byName.values();
    }

    private static <C> CommandType<C> definition(
            String name, Class<C> payload, String entity, Function<C, String> id, Operation<C> operation) {
        return new CommandType<>(name, payload, entity, (command, commandId) -> id.apply(command), true, operation);
    }
}
