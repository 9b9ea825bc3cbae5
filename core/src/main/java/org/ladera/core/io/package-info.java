/**
 * Values in files, in the safetensors format: plain enough to be checked to the last byte before
 * anything is believed, and read by every other framework.
 */
@NullMarked
package org.ladera.core.io;

import org.jspecify.annotations.NullMarked;
