package org.ladera.core.program;

import com.google.common.primitives.ImmutableLongArray;

/**
 * The entries of a buffer that a loop passes: entry {@code offset + Σ strides[a] · index[a]} at the
 * point {@code index}. A stream that does not move along an axis has stride 0 there.
 *
 * @param buffer the buffer
 * @param offset the first entry
 * @param strides in entries, one for each axis of the loop
 */
public record Stream(int buffer, long offset, ImmutableLongArray strides) {}
