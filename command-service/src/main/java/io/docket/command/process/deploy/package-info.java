/** Deploying BPMN. */
@NullMarked
package io.docket.command.process.deploy;

import org.jspecify.annotations.NullMarked;
