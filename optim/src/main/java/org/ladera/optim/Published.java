package org.ladera.optim;

/** An optimizer that says where it comes from. */
public interface Published {
  /** {@return where it was published first} */
  Paper publication();
}
