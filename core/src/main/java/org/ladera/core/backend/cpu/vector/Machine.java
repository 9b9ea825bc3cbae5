package org.ladera.core.backend.cpu.vector;

/**
 * What decides how code is generated.
 *
 * @param bytes the size of a vector, 16 to 64
 * @param masks whether masked loads and stores touch no memory of lanes that are off. If not, the
 *     rest of a row goes through a copy
 */
record Machine(int bytes, boolean masks) {
  /** This one. Needs the module of the Vector API. */
  static Machine here() {
    int bytes = Species.FLOAT.vectorByteSize();
    return new Machine(bytes, bytes > 16);
  }

  /** How many lanes of a size fill a vector. */
  int lanes(int size) {
    return bytes / size;
  }
}
