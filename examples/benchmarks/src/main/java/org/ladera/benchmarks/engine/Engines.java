package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All engines. */
public final class Engines {
  private static final List<Engine> OWN =
      List.of(LaderaEngine.standard(), LaderaEngine.nd4j(), new GemmEngine());
  private static final List<Engine> PEERS =
      List.of(
          new LibtorchEngine(),
          new TensorflowEngine(),
          new DjlEngine(),
          new SamediffEngine(),
          new Dl4jEngine());

  private static final List<Engine> COPIES = List.of(CopyEngine.java(), CopyEngine.libtorch());

  /** Those that only some of the benchmarks have. */
  private static final List<Engine> SPECIAL =
      List.of(
          LibtorchAdamEngine.fused(),
          LibtorchAdamEngine.forEach(),
          LibtorchAdamEngine.standard(),
          BlasEngine.openBlas(),
          BlasEngine.oneDnn(),
          COPIES.getFirst(),
          COPIES.getLast());

  private Engines() {}

  /** {@return the first of Ladera's, with which everything is compared} */
  public static Engine ladera() {
    return OWN.getFirst();
  }

  /** {@return Ladera, on its default backend and on ND4J, and the matrix products alone} */
  public static List<Engine> own() {
    return OWN;
  }

  /** {@return the other libraries} */
  public static List<Engine> peers() {
    return PEERS;
  }

  /** {@return copies of memory} */
  public static List<Engine> copies() {
    return COPIES;
  }

  /**
   * {@return some engines, and others behind them}
   *
   * @param first who takes part in any case
   * @param names of the others, or {@code none}; null if none were named
   * @param unnamed the others where none were named
   * @throws IllegalArgumentException if there is none of a name
   */
  public static List<Engine> chosen(
      List<Engine> first, @Nullable List<String> names, List<Engine> unnamed) {
    List<Engine> engines = new ArrayList<>(first);
    if (names == null) {
      engines.addAll(unnamed);
    } else if (!names.equals(List.of("none"))) {
      names.stream()
          .map(Engines::named)
          .filter(each -> !engines.contains(each))
          .forEach(engines::add);
    }
    return List.copyOf(engines);
  }

  /**
   * {@return an engine by name}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Engine named(String name) {
    for (List<Engine> engines : List.of(OWN, PEERS, SPECIAL)) {
      for (Engine engine : engines) {
        if (engine.name().equals(name)) {
          return engine;
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no engine \""
            + name
            + "\"; peers are: "
            + PEERS.stream().map(Engine::name).collect(Collectors.joining(", ")));
  }
}
