/** Processes and decisions of Camunda 7, said in the dialect of Zeebe. */
@NullMarked
package io.docket.cli.wks.bpmn;

import org.jspecify.annotations.NullMarked;
