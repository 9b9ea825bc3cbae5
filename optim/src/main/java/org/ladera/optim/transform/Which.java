package org.ladera.optim.transform;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ladera.core.graph.Parameter;

/** Tests of parameters, for groups, decay and freezing. They combine as predicates do. */
public final class Which {
  private Which() {}

  /**
   * {@return whether the whole name fits a pattern}
   *
   * @param pattern a name in which each {@code *} stands for any characters, dots included, such as
   *     {@code encoder.*}
   */
  public static Predicate<Parameter> named(String pattern) {
    Pattern whole =
        Pattern.compile(
            Stream.of(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    return parameter -> whole.matcher(parameter.name()).matches();
  }

  /**
   * {@return whether a parameter has a role in its layer: the last part of its name}
   *
   * @param role such as {@code weight} or {@code bias}
   */
  public static Predicate<Parameter> role(String role) {
    return parameter -> parameter.name().equals(role) || parameter.name().endsWith("." + role);
  }

  /**
   * {@return whether a parameter has so many axes}
   *
   * @param rank the number: 1 for vectors, 2 for matrices
   */
  public static Predicate<Parameter> rank(int rank) {
    return parameter -> parameter.shape().rank() == rank;
  }
}
