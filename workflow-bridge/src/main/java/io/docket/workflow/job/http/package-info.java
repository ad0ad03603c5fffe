/** Service tasks that call REST services, and nothing else in the network. */
@NullMarked
package io.docket.workflow.job.http;

import org.jspecify.annotations.NullMarked;
