package org.ladera.core.program;

/** One thing that a program does. Steps take effect in the order of the list. */
public sealed interface Step
    permits Loop, MatMul, Gather, ScatterAdd, ArgMax, Random, HostCall, Check {
  /** {@return what it is called} */
  Header header();
}
