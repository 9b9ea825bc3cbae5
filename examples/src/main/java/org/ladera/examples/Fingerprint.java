package org.ladera.examples;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.ladera.core.graph.Variable;

/** A hash of every weight, bit by bit: two runs of one program print the same. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Collection<? extends Variable> variables) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Variable variable : variables) {
      hasher.putString(variable.name(), StandardCharsets.UTF_8);
      hasher.putBytes(variable.memory().memory().toArray(ValueLayout.JAVA_BYTE));
    }
    return hasher.hash().toString();
  }
}
