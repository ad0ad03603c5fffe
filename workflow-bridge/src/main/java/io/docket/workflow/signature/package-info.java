/** Detached signatures over canonical JSON: who may have signed, and whether it is what they signed. */
@NullMarked
package io.docket.workflow.signature;

import org.jspecify.annotations.NullMarked;
