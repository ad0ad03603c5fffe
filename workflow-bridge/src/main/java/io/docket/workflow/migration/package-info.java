/** Instances that go on in another version of their process. */
@NullMarked
package io.docket.workflow.migration;

import org.jspecify.annotations.NullMarked;
