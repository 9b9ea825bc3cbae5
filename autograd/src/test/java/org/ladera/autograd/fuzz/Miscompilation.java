package org.ladera.autograd.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One mistake in the compiler itself, of the kinds that compilers make: what stands in a source
 * file, and what stands there instead. None lets a kernel leave its memory, which would end the
 * process.
 */
enum Miscompilation {
  /** A rewrite: a transpose that keeps the shape is nothing. */
  DROPPED_TRANSPOSE(
      "rewrite.rule.IdentityView",
      "case Permute permute -> Rewrites.isIdentity(permute.order());",
      "case Permute _ -> node.shape().equals(node.input(0).shape());"),

  /** Fusion: a vector that is repeated to a square matrix goes along the other axis. */
  REPEATED_ALONG_ANOTHER_AXIS(
      "plan.Views",
      ": place.dims().get(lead + axis));",
      """
      : lead > 0 && Axes.size(place.dims().get(axis).axes()) == from.get(axis)
          ? place.dims().get(axis)
          : place.dims().get(lead + axis));
      """),

  /** Fusion: an op joins a loop that needs what is made of its result elsewhere. */
  JOINED_AGAINST_THE_WAY(
      "plan.Fusion", "if (Reach.mayReach(elsewhere, group)) {", "if (elsewhere.contains(null)) {"),

  /** Memory: a result is taken to be dead in the last step that reads it. */
  REUSED_A_STEP_EARLY(
      "plan.ArenaLayout",
      "return first <= other.last && other.first <= last;",
      "return first < other.last && other.first < last;"),

  /** Memory: a variable is written before all that reads its old value has run. */
  WRITTEN_BEFORE_READ(
      "plan.InPlace",
      "edge.user().groups().forEach(reader -> ordering.prefer(reader, group));",
      ""),

  /** Memory: a variable is written where its old value is still read from another place. */
  WRITTEN_WHERE_NOT_READ(
      "plan.LoopWriter",
      "if (load == null || !splits.isEmpty() || !load.equals(store)) {",
      "if (load == null || !splits.isEmpty()) {"),

  /** Threads: the last piece ends with the last whole vector. */
  FORGOTTEN_REST(
      "backend.cpu.lower.Cuts",
      "borders[i] = Math.min(size, grains * i / count * grain);",
      "borders[i] = Math.min(size < grain ? size : size / grain * grain, grains * i / count *"
          + " grain);"),

  /** Vector code: lanes beyond the end of a row take part in sums. */
  UNMASKED_REST(
      "backend.cpu.vector.ReductionEmitter", "if (rest == Rest.SOME) {", "if (rest == null) {");

  private static final String ROOT = "core/src/main/java/org/ladera/core/";

  private final String place;
  private final String written;
  private final String instead;

  Miscompilation(String place, String written, String instead) {
    this.place = place;
    this.written = written;
    this.instead = instead;
  }

  /** The backend in every setting, with the mistake. */
  List<Variant> variants() {
    return CpuVariants.all(MiscompiledClasses.backends("org.ladera.core." + place, source()), true);
  }

  private String source() {
    Path file = root().resolve(ROOT + place.replace('.', '/') + ".java");
    try {
      String text = Files.readString(file);
      int at = text.indexOf(written);
      if (at < 0 || text.indexOf(written, at + 1) >= 0) {
        throw new IllegalStateException(this + ": not once in " + file + ": " + written);
      }
      return text.replace(written, instead);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Tests run in a module's folder, or above it. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    return Files.isDirectory(folder.resolve(ROOT)) ? folder : folder.resolve("..");
  }
}
