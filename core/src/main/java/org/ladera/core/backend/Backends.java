package org.ladera.core.backend;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds backends: those named in {@code META-INF/services} on the class path. The one in use is, in
 * this order, that of {@link #using}, that of {@code -Dladera.backend=NAME}, the usable one of the
 * highest preference.
 */
public final class Backends {
  private static final ScopedValue<Backend> CHOSEN = ScopedValue.newInstance();

  private Backends() {}

  /** The candidates, with what stands in the way of each, asked once in a process. */
  private static final class Found {
    private static final List<Candidate> ALL =
        ServiceLoader.load(Backend.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(Backend::preference).reversed())
            .map(backend -> new Candidate(backend, backend.obstacle().orElse(null)))
            .toList();

    static {
      System.Logger logger = System.getLogger(Backends.class.getName());
      boolean preferable = System.getProperty("ladera.backend", "").isEmpty();
      for (Candidate candidate : ALL) {
        if (candidate.obstacle == null) {
          preferable = false;
        } else {
          // Whoever did not choose gets a lesser machine than the one he would have got.
          logger.log(
              preferable ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
              candidate.complaint());
        }
      }
    }
  }

  private record Candidate(Backend backend, @Nullable String obstacle) {
    String complaint() {
      return "backend \"" + backend.name() + "\" cannot be used: " + obstacle;
    }
  }

  /**
   * {@return the backend that programs are compiled for in this thread}
   *
   * @throws IllegalArgumentException if the one of the property does not exist or cannot be used
   *     here
   * @throws IllegalStateException if none can be used
   */
  public static Backend current() {
    if (CHOSEN.isBound()) {
      return CHOSEN.get();
    }
    String name = System.getProperty("ladera.backend", "");
    return name.isEmpty() ? preferred() : named(name);
  }

  private static Backend preferred() {
    return firstUsable()
        .orElseThrow(() -> new IllegalStateException("no backend can be used:\n" + report()));
  }

  private static Optional<Backend> firstUsable() {
    return Found.ALL.stream()
        .filter(candidate -> candidate.obstacle == null)
        .map(Candidate::backend)
        .findFirst();
  }

  /**
   * {@return a backend by name}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name, or it cannot be used here
   */
  public static Backend named(String name) {
    Optional<Candidate> found =
        Found.ALL.stream().filter(each -> each.backend.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no backend \"" + name + "\"; usable here: " + usable());
    }
    if (found.get().obstacle != null) {
      throw new IllegalArgumentException(found.get().complaint() + "; usable here: " + usable());
    }
    return found.get().backend();
  }

  private static String usable() {
    return Found.ALL.stream()
        .filter(candidate -> candidate.obstacle == null)
        .map(candidate -> candidate.backend.name())
        .collect(Collectors.joining(", "));
  }

  /**
   * Runs an action in which programs are compiled for a given backend.
   *
   * @param <T> what the action returns
   * @param backend the backend
   * @param action what to run
   * @return what the action returns
   */
  public static <T extends @Nullable Object> T using(Backend backend, Supplier<T> action) {
    return ScopedValue.where(CHOSEN, backend).call(action::get);
  }

  /** {@return which backends there are, which one is in use, and why each other one is not} */
  public static String report() {
    String inUse = nameInUse();
    StringBuilder text = new StringBuilder();
    if (Found.ALL.stream().noneMatch(each -> each.backend.name().equals(inUse))
        && CHOSEN.isBound()) {
      text.append(inUse).append(": in use, chosen in code\n");
    }
    for (Candidate candidate : Found.ALL) {
      String name = candidate.backend.name();
      String usable =
          name.equals(inUse) ? "in use" : "usable, choose it with -Dladera.backend=" + name;
      String state = candidate.obstacle == null ? usable : "cannot be used: " + candidate.obstacle;
      text.append(name).append(": ").append(state).append('\n');
    }
    return text.toString();
  }

  private static String nameInUse() {
    if (CHOSEN.isBound()) {
      return CHOSEN.get().name();
    }
    String wanted = System.getProperty("ladera.backend", "");
    return wanted.isEmpty() ? firstUsable().map(Backend::name).orElse("") : wanted;
  }
}
