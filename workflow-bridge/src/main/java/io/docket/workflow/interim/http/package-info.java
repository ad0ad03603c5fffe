/** The public interface to interim data, and what operators do with it. */
@NullMarked
package io.docket.workflow.interim.http;

import org.jspecify.annotations.NullMarked;
