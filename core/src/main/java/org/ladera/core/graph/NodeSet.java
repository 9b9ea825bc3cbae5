package org.ladera.core.graph;

import org.jspecify.annotations.Nullable;

/**
 * A growing set of nodes by identity. Walks over large graphs spend most of their time here, so it
 * keeps hash codes beside the nodes: growing touches no node.
 */
final class NodeSet {
  private @Nullable Node[] nodes = new @Nullable Node[64];
  private int[] hashes = new int[64];
  private int size;

  /** Adds a node; whether it was not there. */
  boolean add(Node node) {
    int hash = System.identityHashCode(node);
    int place = place(nodes, hash);
    while (nodes[place] != null) {
      if (nodes[place] == node) {
        return false;
      }
      place = (place + 1) & (nodes.length - 1);
    }
    nodes[place] = node;
    hashes[place] = hash;
    if (++size * 2 > nodes.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    @Nullable Node[] oldNodes = nodes;
    int[] oldHashes = hashes;
    nodes = new @Nullable Node[oldNodes.length * 2];
    hashes = new int[oldNodes.length * 2];
    for (int i = 0; i < oldNodes.length; i++) {
      if (oldNodes[i] != null) {
        int place = place(nodes, oldHashes[i]);
        while (nodes[place] != null) {
          place = (place + 1) & (nodes.length - 1);
        }
        nodes[place] = oldNodes[i];
        hashes[place] = oldHashes[i];
      }
    }
  }

  private static int place(@Nullable Node[] nodes, int hash) {
    return (hash * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(nodes.length - 1);
  }
}
