/**
 * The benchmarks' command line. Built with the profile {@code benchmarks} alone, so that the peers'
 * libraries are on no other class path.
 */
@NullMarked
package org.ladera.benchmarks;

import org.jspecify.annotations.NullMarked;
