package io.docket.workflow.rebuild;

import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.TaskMemory;

/** The parts of the memory that follow from single events. */
public record RebuiltMemory(InstanceMemory instances, TaskMemory tasks, DefinitionMemory definitions, Needs needs) {}
